// People arrange the page: splitters, one panel with all the room, and how large the timeline is.

import assert from "node:assert/strict";
import { barriers } from "./lib/barriers.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const named = (names) => `import asyncio

async def work():
    await asyncio.sleep(1)

async def main():
    async with asyncio.TaskGroup() as group:
        for name in ${JSON.stringify(names)}:
            group.create_task(work(), name=name)

asyncio.run(main())
`;

const width = async (app, selector) => Math.round((await app.page.locator(selector).boundingBox()).width);
const height = async (app, selector) => Math.round((await app.page.locator(selector).boundingBox()).height);
const kept = (app) => app.page.evaluate(() => localStorage["interleave.layout"]);
const middle = async (part) => {
  const { x, y, width, height } = await part.boundingBox();
  return [x + width / 2, y + height / 2];
};

/** Drags a splitter by so many pixels. */
async function drag(app, id, right, down) {
  const [x, y] = await middle(app.get(id));
  await app.page.mouse.move(x, y);
  await app.page.mouse.down();
  await app.page.mouse.move(x + right / 2, y + down / 2);
  await app.page.mouse.move(x + right, y + down);
  await app.page.mouse.up();
}

const near = (value, wanted, what) => assert.ok(Math.abs(value - wanted) <= 2, `${what}: ${value}, not ${wanted}`);

scenario("splitters are dragged, moved by keys, reset and kept", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  const [program, lower] = [await width(app, ".program"), await height(app, ".lower")];
  await drag(app, "splitter-program", 120, 0);
  near(await width(app, ".program"), program + 120, "dragged to the right");
  await drag(app, "splitter-lower", 0, -60);
  near(await height(app, ".lower"), lower + 60, "dragged up");
  const now = await app.get("splitter-lower").getAttribute("aria-valuenow");
  assert.ok(Number(now) > 42, now);

  await app.get("splitter-program").focus();
  await app.page.keyboard.press("ArrowLeft");
  near(await width(app, ".program"), program + 80, "an arrow key");
  await app.page.keyboard.press("Home");
  near(await width(app, ".program"), 240, "the least");
  await app.page.keyboard.press("End");
  near(await width(app, ".right"), 360, "the largest leaves the rest its room");
  await app.page.keyboard.press("Enter");
  near(await width(app, ".program"), program, "reset");

  await drag(app, "splitter-program", -50, 0);
  await app.page.reload();
  await app.ready();
  near(await width(app, ".program"), program - 50, "after a reload");
  near(await height(app, ".lower"), lower + 60, "after a reload");
  const splitter = await app.get("splitter-lower").boundingBox();
  await app.doubleClick(splitter.x + splitter.width / 2, splitter.y + splitter.height / 2);
  near(await height(app, ".lower"), lower, "a double click");
  assert.deepEqual(await barriers(app), []);

  await app.page.setViewportSize({ width: 820, height: 1180 });
  await app.holds(() => document.querySelector('[data-testid="splitter-program"]').ariaOrientation !== "vertical");
  const above = await height(app, ".program");
  await drag(app, "splitter-program", 0, 70);
  near(await height(app, ".program"), above + 70, "one above the other");
});

scenario("nonsense in the storage harms nothing, and an embedded page keeps nothing", async (open) => {
  const app = await open();
  const program = await width(app, ".program");
  await app.page.evaluate(() => (localStorage["interleave.layout"] = "program=NaN lower=x names=-1e9 type=7 {"));
  await app.page.reload();
  await app.ready();
  near(await width(app, ".program"), program, "as at first");
  await app.page.evaluate(() => (localStorage["interleave.layout"] = "program=1e300 lower=0.99"));
  await app.page.reload();
  await app.ready();
  assert.ok(await width(app, ".right") >= 358 && await height(app, ".chart") >= 198);
  const before = await kept(app);
  const embed = await open({ beside: app, address: "?embed=1" });
  assert.ok(await width(embed, ".program") < 700, "of its own");
  await drag(embed, "splitter-program", 90, 0);
  assert.equal(await kept(app), before);
});

scenario("each panel can have all the room, and give it back", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  await app.execute(named(["tea", "toast"]));
  const seen = async () => {
    const parts = { program: ".program", timeline: ".chart", lower: ".lower" };
    const shown = [];
    for (const [name, selector] of Object.entries(parts)) {
      if (await app.page.locator(selector).isVisible()) shown.push(name);
    }
    return shown.join(" ");
  };
  const all = "program timeline lower";
  for (const name of all.split(" ")) {
    await app.press(`maximize-${name}`);
    assert.equal(await seen(), name);
    assert.ok(await width(app, { program: ".program", timeline: ".chart", lower: ".lower" }[name]) > 1200);
    assert.equal(await app.get(`maximize-${name}`).getAttribute("aria-pressed"), "true");
    assert.deepEqual(await barriers(app), [], name);
    await app.page.keyboard.press("Escape");
    assert.equal(await seen(), all);
  }
  // By keys: what has the focus.
  await app.get("timeline").getByRole("application").focus();
  await app.page.keyboard.press("m");
  assert.equal(await seen(), "timeline");
  await app.page.keyboard.press("Escape");
  assert.equal(await seen(), all);
  await app.page.getByRole("tab", { name: /^Events/ }).filter({ visible: true }).focus();
  await app.page.keyboard.press("m");
  assert.equal(await seen(), "lower");
  await app.page.keyboard.press("m");
  assert.equal(await seen(), all);
  // A run shows itself.
  await app.press("maximize-program");
  await app.press("run");
  await app.until("finished");
  assert.equal(await seen(), all);
});

/** The colours at an x of the canvas, from top to bottom. */
const column = (app, part) => app.page.evaluate((part) => {
  const canvas = document.querySelector('[data-testid="timeline"] .timeline-lanes canvas');
  const x = Math.round(canvas.width * part);
  const { data } = canvas.getContext("2d").getImageData(x, 0, 1, canvas.height);
  return Array.from({ length: canvas.height }, (_, y) => data.slice(y * 4, y * 4 + 4).join());
}, part);

/** How far apart the lanes are, by the thin lines of what waits. */
async function pitch(app) {
  const colors = await column(app, 0.5);
  const ground = colors.at(-1);
  const tops = colors.flatMap((color, y) => (y > 60 && color !== ground && colors[y - 1] === ground ? [y] : []));
  return tops.length > 1 ? (tops.at(-1) - tops[0]) / (tops.length - 1) : 0;
}

scenario("few lanes grow, many shrink; type and names have the size that one gives them", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  const frame = () => app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await app.execute(named(["tea", "toast"]));
  await frame();
  const few = await pitch(app);
  const names = Array.from({ length: 40 }, (_, index) => `recipe-of-the-grandmother-${index}`);
  await app.execute(named(names));
  await frame();
  const many = await pitch(app);
  assert.ok(few > 45 && many > 20 && many < 30, `${few} px, then ${many}`);

  await app.press("type-larger");
  await app.press("type-larger");
  await frame();
  const larger = await pitch(app);
  assert.ok(larger > many * 1.2, `${larger} px of ${many}`);

  const handle = app.get("splitter-names");
  const place = async () => Math.round((await middle(handle))[0]);
  const first = await place();
  await drag(app, "splitter-names", -60, 0);
  near(await place(), first - 60, "dragged");
  await handle.focus();
  await app.page.keyboard.press("ArrowRight");
  near(await place(), first - 20, "a key");
  assert.match(await kept(app), /type=1\.35.* names=/);

  // Cut on the lane, whole where the pointer is.
  const { x, y } = await app.get("timeline").getByRole("application").boundingBox();
  await app.page.mouse.move(x + 60, y + 150);
  const tip = app.get("timeline").locator(".timeline-tip");
  await tip.waitFor();
  assert.match(await tip.innerText(), /recipe-of-the-grandmother-\d/);

  await app.page.reload();
  await app.ready();
  await app.execute(named(names));
  await frame();
  near(await place(), first - 20, "after a reload");
  near(await pitch(app), larger, "after a reload");
  const edge = await handle.boundingBox();
  await app.doubleClick(edge.x + 4, edge.y + 100);
  near(await place(), first, "a double click");
  await app.press("type-smaller");
  await app.press("type-smaller");
  assert.equal(await kept(app), "");
});
