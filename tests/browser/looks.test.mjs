import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { barriers } from "./lib/barriers.mjs";
import { NARROW, WIDE, suite } from "./lib/suite.mjs";

const scenario = suite();

/** Pictures for people to look at; git ignores them. */
const PICTURES = fileURLToPath(new URL("screenshots/", import.meta.url));

const SIZES = { wide: WIDE, narrow: NARROW };

const overflow = (app) => app.page.evaluate(() =>
  document.scrollingElement.scrollWidth - document.documentElement.clientWidth);

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ["light", "dark"]) {
    scenario(`${size} and ${colorScheme}: nothing serious keeps anybody out`, async (open) => {
      await mkdir(PICTURES, { recursive: true });
      const app = await open({ viewport, colorScheme, hasTouch: size === "narrow" });
      const picture = (name) => app.page.screenshot({ path: `${PICTURES}${size}-${colorScheme}-${name}.png` });
      await picture("idle");
      assert.deepEqual(await barriers(app), [], "idle");
      await app.choose("clock", "simulated");
      await app.press("run");
      await app.until("finished");
      await picture("finished");
      assert.deepEqual(await barriers(app), [], "finished");
      assert.equal(await overflow(app), 0);

      const bright = await app.page.evaluate(() => {
        const channels = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).slice(0, 3);
        return channels.reduce((sum, channel) => sum + Number(channel), 0) / 3;
      });
      assert.ok(colorScheme === "light" ? bright > 200 : bright < 60, `brightness ${bright}`);
    });
  }
}

scenario("the switch turns light into dark whatever the system says", async (open) => {
  const app = await open({ colorScheme: "light" });
  const background = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const seen = {};
  for (let presses = 0; presses < 3; presses += 1) {
    await app.press("theme");
    seen[await app.page.evaluate(() => document.documentElement.dataset.theme)] = await background();
  }
  assert.deepEqual(Object.keys(seen).sort(), ["dark", "light", "system"]);
  assert.equal(seen.system, seen.light);
  assert.notEqual(seen.dark, seen.light);
});

scenario("the header fits one row at 1280 pixels", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.press("run");
  await app.until("finished");
  const boxes = await app.page.evaluate(() =>
    [...document.querySelectorAll("header > *")].map((one) => one.getBoundingClientRect())
      .filter(({ width }) => width > 0).map(({ top, bottom, right }) => ({ top, bottom, right })));
  assert.ok(boxes.length >= 5);
  assert.ok(Math.max(...boxes.map(({ top }) => top)) < Math.min(...boxes.map(({ bottom }) => bottom)), JSON.stringify(boxes));
  assert.ok(boxes.every(({ right }) => right <= WIDE.width), JSON.stringify(boxes));
});

scenario("a narrow screen has tabs, and nothing sticks out", async (open) => {
  const app = await open({ viewport: NARROW, hasTouch: true });
  await app.choose("clock", "simulated");
  assert.equal(await overflow(app), 0, "idle");
  await app.press("run");
  await app.until("finished");
  const tab = (name) => app.page.getByRole("tab", { name }).filter({ visible: true });
  const panels = [
    [/^Program/, "editor"], [/^Timeline/, "timeline"], [/^Output/, "output"],
    [/^Events/, "events"], [/^Problems/, "problems"], [/^Details/, "details"],
  ];
  for (const [name, id] of panels) {
    await app.tap(tab(name));
    await app.get(id).waitFor({ state: "visible" });
    assert.equal(await overflow(app), 0, id);
    assert.equal(await tab(name).getAttribute("aria-selected"), "true");
    for (const [, other] of panels) {
      if (other !== id) assert.equal(await app.get(other).isVisible(), false, `${other} beside ${id}`);
    }
    const { x, width, height } = await app.get(id).boundingBox();
    assert.ok(x >= 0 && x + width <= NARROW.width + 1 && width > 300 && height > 200, `${id}: ${x} ${width} ${height}`);
  }
  for (const id of ["run", "stop", "status", "clock", "help"]) {
    const { x, width } = await app.get(id).boundingBox();
    assert.ok(x >= 0 && x + width <= NARROW.width, `${id}: ${x} ${width}`);
  }
});
