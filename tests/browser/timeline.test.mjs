import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const PROGRAM = `import asyncio


async def nap():
    await asyncio.sleep(3)


async def main():
    await asyncio.create_task(nap(), name="napper")


asyncio.run(main())
`;

async function runProgram(open) {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write(PROGRAM);
  await app.press("run");
  await app.until("finished");
  return app;
}

const canvas = (app) => app.get("timeline").locator("canvas");
const tip = (app) => app.get("timeline").locator(".timeline-tip");

/** Moves the mouse down the middle of the timeline until its tip says `text`. */
async function hover(app, text) {
  const { x, y, width, height } = await canvas(app).boundingBox();
  for (let down = 4; down < height; down += 6) {
    await app.page.mouse.move(x + width * 0.5, y + down);
    await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    if (await tip(app).count() && text.test(await tip(app).innerText())) return;
  }
  assert.fail(`no tip says ${text}`);
}

scenario("the mouse over a span tells its facts, and a click shows its line", async (open) => {
  const app = await runProgram(open);
  await hover(app, /^napper/);
  const facts = await tip(app).innerText();
  assert.match(facts, /waiting/);
  assert.match(facts, /sleep/);
  assert.match(facts, /line 5/);
  await app.page.mouse.down();
  await app.page.mouse.up();
  await app.holds(() => document.querySelector(".cm-activeLine")?.textContent.includes("asyncio.sleep(3)"));
  await app.get("details").waitFor({ state: "visible" });
  assert.match(await app.get("details").innerText(), /napper/);
  await app.page.mouse.move(0, 0);
  await tip(app).waitFor({ state: "detached" });
});

scenario("a click on a line shows when it ran", async (open) => {
  const app = await runProgram(open);
  const before = await canvas(app).evaluate((canvas) => canvas.toDataURL());
  await app.get("editor").locator(".cm-line").filter({ hasText: "asyncio.sleep(3)" }).click();
  await app.page.getByRole("tab", { name: /^Details/ }).filter({ visible: true }).click();
  await app.holds(() => /Line 5 \d starts?, \d waits?/.test(document.querySelector('[data-testid="details"]').textContent));
  assert.match(await app.get("details").innerText(), /napper at .*waiting for/);
  await app.holds((before) => document.querySelector('[data-testid="timeline"] canvas').toDataURL() !== before, before);
});

scenario("the wheel with Ctrl zooms, and a button shows all again", async (open) => {
  const app = await runProgram(open);
  const all = app.get("timeline").getByTitle("Show all (0)");
  assert.equal(await all.count(), 0);
  await canvas(app).hover();
  await app.page.keyboard.down("Control");
  await app.page.mouse.wheel(0, -200);
  await app.page.keyboard.up("Control");
  await all.waitFor();
  assert.equal(await app.page.evaluate(() => globalThis.visualViewport.scale), 1);
  await all.click();
  await all.waitFor({ state: "detached" });
});

scenario("the legend tells the states apart, and the table says in words what is drawn", async (open) => {
  const app = await runProgram(open);
  const legend = await app.get("timeline").getByRole("list", { name: "Legend" }).innerText();
  for (const state of ["running", "ready", "waiting", "blocked"]) assert.match(legend, new RegExp(state));
  await app.page.evaluate(() => globalThis.interleave.seek(1_000_000));
  await app.holds(() => [...document.querySelectorAll('[data-testid="lanes-table"] [data-task]')]
    .every((row) => row.dataset.state === "waiting"));
  const rows = await app.rows();
  assert.equal(rows.length, 2);
  assert.match(rows[1].text, /napper.*sleep/s);
  await app.press("table");
  assert.ok(await app.get("lanes-table").getByRole("table").isVisible());
});

scenario("marks in the editor show where each task stands", async (open) => {
  const app = await runProgram(open);
  const bars = app.get("editor").locator(".cm-task-bars");
  assert.equal(await bars.count(), 0);
  await app.page.evaluate(() => globalThis.interleave.seek(1_000_000));
  await bars.first().waitFor();
  const titles = await bars.evaluateAll((bars) => bars.map(({ title }) => title));
  assert.equal(titles.length, 2);
  assert.match(titles[0], /napper/);
});
