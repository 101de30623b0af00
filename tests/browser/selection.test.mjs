import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const PROGRAM = `import asyncio
import time


async def cook(name):
    await asyncio.sleep(1)
    print(name, "is done")
    await asyncio.sleep(1)
    time.sleep(0.5)


async def main():
    await asyncio.gather(cook("tea"), cook("toast"))


asyncio.run(main())
`;

async function ran(open) {
  const app = await open();
  await app.load(PROGRAM);
  await app.run({ clock: "simulated", seed: 0 });
  await app.until("finished");
  return app;
}

const canvas = (app) => app.get("timeline").locator("canvas");
const tip = (app) => app.get("timeline").locator(".timeline-tip");

/** Waits until Details begins like this. */
const told = (app, pattern) => app.holds(
  (source) => new RegExp(source, "s").test(document.querySelector('[data-testid="details"]').innerText),
  pattern.source,
);

/** Where the ruler may lie below the canvas's top: the axis is as high as its type is large. */
const RULER = [28, 34, 40];

/** Moves the mouse along the ruler until the tip says `text`. */
async function pointAtRuler(app, text) {
  const { x, y, width } = await canvas(app).boundingBox();
  for (let right = width - 30; right > 100; right -= 12) {
    for (const below of RULER) {
      await app.page.mouse.move(x + right, y + below);
      await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      if (await tip(app).count() && text.test(await tip(app).innerText())) return;
    }
  }
  assert.fail(`no tip says ${text}`);
}

scenario("a click on red in the ruler selects the step that blocked, and its neighbours are those of its lane", async (open) => {
  const app = await ran(open);
  await pointAtRuler(app, /blocks the event loop.*Click to select the step that blocked/s);
  await app.page.mouse.down();
  await app.page.mouse.up();
  await told(app, /^Task-[23]\s+running.*Blocked the event loop|^Task-[23]\s+running.*blocked the event loop/);
  const title = () => app.get("details").locator("h2").innerText();
  const name = (await title()).match(/^Task-\d/)[0];
  // Wherever the cursor is, the neighbours are those of what is selected.
  await app.page.evaluate(() => globalThis.interleave.seek(0));
  await app.get("details").getByRole("button", { name: "Previous" }).click();
  await told(app, new RegExp(`^${name}\\s+ready`));
  await app.get("details").getByRole("button", { name: "Previous" }).click();
  await told(app, new RegExp(`^${name}\\s+waiting.*for sleep`));
  await canvas(app).focus();
  await app.page.evaluate(() => globalThis.interleave.seek(0));
  await app.page.keyboard.press(">");
  await told(app, new RegExp(`^${name}\\s+ready`));
  await app.page.keyboard.press(".");
  await told(app, new RegExp(`^${name}\\s+running`));
  assert.ok(await app.get("details").getByRole("button", { name: "Next" }).isDisabled(), "it is the last one of its lane");
});

scenario("a click on a line that prints shows who printed there, and when", async (open) => {
  const app = await ran(open);
  await app.get("editor").locator(".cm-line").filter({ hasText: "is done" }).click();
  await app.page.getByRole("tab", { name: /^Details/ }).filter({ visible: true }).click();
  await told(app, /^Line 7\s+2 prints/);
  await app.get("details").getByRole("button", { name: /Task-2 at 1\.\d+ s, printed “tea is done”/ }).click();
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 1);
});
