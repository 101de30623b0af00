import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const PROGRAM = `import asyncio

lock = asyncio.Lock()


async def cook(name):
    async with lock:
        await asyncio.sleep(1)
        print(name, "is done")


async def main():
    async with asyncio.TaskGroup() as group:
        for name in ["tea", "toast"]:
            group.create_task(cook(name), name=name)
        group.create_task(asyncio.sleep(5), name="napper")


asyncio.run(main())
`;

const canvas = (app) => app.get("timeline").getByRole("application");
const menu = (app) => app.page.getByRole("menu");
const item = (app, name) => menu(app).getByRole("menuitem", { name });
const focused = (app) => app.page.evaluate(() => document.activeElement.textContent);
const lanes = (app, count) => app.holds(
  (count) => document.querySelector('[data-testid="timeline"] canvas').ariaLabel.startsWith(`Timeline of ${count} lane`), count);

/** A point of the drawing where the tip says `text`. */
async function find(app, text) {
  const { x, y, width, height } = await canvas(app).boundingBox();
  for (let down = 44; down < height; down += 10) {
    await app.page.mouse.move(x + width * 0.45, y + down);
    await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const tip = app.get("timeline").locator(".timeline-tip");
    if (await tip.count() && text.test(await tip.innerText())) return { x: x + width * 0.45, y: y + down };
  }
  return assert.fail(`no tip says ${text}`);
}

scenario("a menu offers what can be done with a span, by mouse and by keys, and a double click zooms", async (open) => {
  const app = await open();
  await app.load(PROGRAM);
  await app.run({ clock: "simulated", seed: 0 });
  await app.until("finished");
  await lanes(app, 5);
  const at = await find(app, /^napper\s+waiting/);

  // A double click zooms to a span, and back.
  await app.doubleClick(at.x, at.y);
  await app.get("minimap").waitFor();
  await app.doubleClick(at.x, at.y);
  await app.get("minimap").waitFor({ state: "detached" });

  // The menu is within the window; Escape closes it, and the focus returns.
  const napper = await find(app, /^napper\s+waiting/);
  await app.page.mouse.click(napper.x, napper.y);
  await app.page.mouse.click(napper.x, napper.y, { button: "right" });
  await menu(app).waitFor();
  const box = await menu(app).boundingBox();
  const { width, height } = app.page.viewportSize();
  assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
  await app.page.keyboard.press("Escape");
  await menu(app).waitFor({ state: "detached" });
  assert.equal(await app.page.evaluate(() => document.activeElement.tagName), "CANVAS");

  // Keys open it for what is selected, and go through it.
  await app.page.keyboard.press("Shift+F10");
  await menu(app).waitFor();
  assert.equal(await focused(app), "Explain in Details");
  await app.page.keyboard.press("ArrowDown");
  assert.equal(await focused(app), "Go to this moment");
  await app.page.keyboard.press("End");
  assert.equal(await focused(app), "Copy as text");
  await app.page.keyboard.press("ArrowDown");
  assert.equal(await focused(app), "Explain in Details");
  await app.page.keyboard.press("Tab");
  await menu(app).waitFor({ state: "detached" });

  // Only a task and its lock: lanes and output; the chip takes it away.
  const tea = await find(app, /^tea\s/);
  await app.page.mouse.click(tea.x, tea.y, { button: "right" });
  await item(app, "Show only tea").click();
  await lanes(app, 2);
  await app.page.getByRole("tab", { name: "Output" }).click();
  assert.deepEqual(await app.printed(), ["tea is done"]);
  assert.match(await app.get("filter").innerText(), /only tea/);
  // The table shows the same lanes.
  await app.press("table");
  const named = async () => (await app.get("lanes-table").locator("tbody th").allInnerTexts()).join();
  await app.holds(() => document.querySelectorAll('[data-testid="lanes-table"] tbody tr').length === 2);
  assert.equal(await named(), "tea,lock lock");
  assert.match(await app.get("lanes-table").locator("caption").innerText(), /only tea/);
  assert.match(await app.get("table-filter").innerText(), /only tea/);
  await app.press("table");
  await app.get("output-filter").click();
  await lanes(app, 5);

  // A lane is hidden, and comes back.
  for (const [round, back] of [["chip", () => app.press("hidden-lanes")], ["menu", () => item(app, "Show hidden lanes").click()]]) {
    const toast = await find(app, /^toast\s/);
    await app.page.mouse.click(toast.x, toast.y, { button: "right" });
    await item(app, "Hide this lane").click();
    await lanes(app, 4);
    assert.equal(await app.get("hidden-lanes").innerText(), "1 hidden ×");
    if (round === "menu") await app.page.mouse.click(toast.x, toast.y, { button: "right" });
    await back();
    await lanes(app, 5);
    assert.equal(await app.get("hidden-lanes").count(), 0);
  }
  assert.deepEqual(await app.printed(), ["tea is done", "toast is done"]);

  // A line of the output has a menu too.
  const line = app.get("output").getByRole("listitem").filter({ hasText: "toast is done" });
  await line.getByRole("button").first().focus();
  await app.page.keyboard.press("Shift+F10");
  await item(app, "Explain the step that printed it").click();
  await app.holds(() => /^toast\s+running/.test(document.querySelector('[data-testid="details"]').innerText));
  await app.page.getByRole("tab", { name: "Output" }).click();
  await line.click({ button: "right" });
  await item(app, "Go to this moment").click();
  await app.holds(() => document.querySelector('[data-testid="timeline"] canvas'));
  assert.deepEqual(await app.printed(), ["tea is done", "toast is done"]);
});
