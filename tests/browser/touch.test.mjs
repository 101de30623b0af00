// Fingers on the timeline, as the browser gets them from a touch screen.

import assert from "node:assert/strict";
import { NARROW, suite } from "./lib/suite.mjs";

const scenario = suite();

/** Where Playwright has no fingers. */
const FINGERS = { firefox: "Playwright sends Firefox no touches" };

const MANY = `import asyncio

async def work(number):
    await asyncio.sleep(1 + number / 100)

async def main():
    tasks = [asyncio.create_task(work(number), name=f"work {number}") for number in range(60)]
    await asyncio.gather(*tasks)

asyncio.run(main())
`;

async function ran(open) {
  const app = await open({ address: "?clock=simulated", viewport: NARROW, hasTouch: true });
  await app.execute(MANY);
  await app.page.getByRole("tab", { name: /^Timeline/ }).filter({ visible: true }).click();
  await app.get("minimap").waitFor();
  const { x, y, width, height } = await app.get("timeline").getByRole("application").boundingBox();
  const cdp = await app.page.context().newCDPSession(app.page);
  const at = ([right, down]) => ({ x: x + width * right, y: y + height * down });
  const send = (type, points) => cdp.send("Input.dispatchTouchEvent", {
    type, touchPoints: points.map((point, id) => ({ ...at(point), id })),
  });
  /** Fingers that go from one place each to another, in steps. */
  const fingers = async (...paths) => {
    const places = (part) => paths.map(([from, to]) => from.map((value, axis) => value + (to[axis] - value) * part));
    await send("touchStart", places(0));
    for (let step = 1; step <= 8; step += 1) await send("touchMove", places(step / 8));
    await send("touchEnd", []);
    await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  };
  const tap = async (point) => {
    await send("touchStart", [point]);
    await send("touchEnd", []);
  };
  /** A finger that stays, longer than it takes to ask for a menu. */
  const hold = async (point, to = point) => {
    await send("touchStart", [point]);
    await send("touchMove", [to]);
    await app.page.waitForTimeout(900);
    await send("touchEnd", []);
  };
  return { app, fingers, tap, hold };
}

/** Visible part of the recording, in seconds. */
const view = async (app) => {
  const text = await app.get("minimap").getAttribute("aria-valuetext");
  return text.match(/[\d.]+/g).map(Number);
};

/** The page itself has neither moved nor grown. */
const still = (app) => app.page.evaluate(() => [scrollX, scrollY, visualViewport.scale, visualViewport.pageTop]);

scenario("two fingers zoom, one moves the picture, and the page stays where it is", async (open) => {
  const { app, fingers } = await ran(open);
  const before = await still(app);
  const [from, to] = await view(app);
  await fingers([[0.55, 0.5], [0.45, 0.5]], [[0.65, 0.5], [0.95, 0.5]]);
  const [near, far] = await view(app);
  assert.ok(far - near < (to - from) / 2, `${near} to ${far}`);
  assert.ok(near > from && far < to);
  await fingers([[0.5, 0.5], [0.9, 0.5]]);
  const [left, right] = await view(app);
  assert.ok(left < near && right < far, `${left} to ${right}`);
  assert.ok(Math.abs((right - left) - (far - near)) < 0.01, "as long as before");
  await fingers([[0.45, 0.5], [0.6, 0.5]], [[0.95, 0.5], [0.7, 0.5]]);
  const [, wide] = await view(app);
  assert.ok(wide > right);
  assert.deepEqual(await still(app), before);
}, FINGERS);

scenario("a finger scrolls the lanes of a long recording, and a tap tells what is there", async (open) => {
  const { app, fingers, tap } = await ran(open);
  const tip = app.get("timeline").locator(".timeline-tip");
  await tap([0.5, 0.3]);
  await tip.waitFor();
  const first = await tip.innerText();
  assert.match(first, /^work \d+\s+waiting/);
  for (let drags = 0; drags < 4; drags += 1) await fingers([[0.6, 0.9], [0.6, 0.2]]);
  await tap([0.5, 0.3]);
  await app.holds((first) => document.querySelector(".timeline-tip")?.innerText !== first, first);
  const second = await tip.innerText();
  const number = (text) => Number(text.match(/work (\d+)/)[1]);
  assert.ok(number(second) > number(first) + 20, `${first} then ${second}`);
  await app.page.getByRole("tab", { name: /^Details/ }).filter({ visible: true }).click();
  await app.holds((name) => document.querySelector('[data-testid="details"]').innerText.startsWith(name),
    second.match(/^work \d+/)[0]);
}, FINGERS);

scenario("a finger on the axis moves the cursor", async (open) => {
  const { app, fingers } = await ran(open);
  await fingers([[0.9, 0.02], [0.6, 0.02]]);
  const time = Number(await app.get("scrubber").inputValue());
  assert.ok(time > 200_000 && time < 1_500_000, `${time} µs`);
}, FINGERS);

scenario("with the switch one finger measures, and two still zoom", async (open) => {
  const { app, fingers } = await ran(open);
  await app.press("measure");
  const before = await view(app);
  await fingers([[0.5, 0.5], [0.8, 0.5]]);
  assert.deepEqual(await view(app), before, "the picture stays");
  await app.page.getByRole("tab", { name: /^Details/ }).filter({ visible: true }).click();
  await app.get("range").getByRole("table").waitFor();
  await app.page.getByRole("tab", { name: /^Timeline/ }).filter({ visible: true }).click();
  await fingers([[0.55, 0.5], [0.45, 0.5]], [[0.65, 0.5], [0.95, 0.5]]);
  const [near, far] = await view(app);
  assert.ok(far - near < (before[1] - before[0]) / 2, `${near} to ${far}`);
}, FINGERS);

scenario("a finger that stays opens the menu, and one that moves does not", async (open) => {
  const { app, fingers, hold } = await ran(open);
  const menu = app.page.getByRole("menu");
  await hold([0.6, 0.5], [0.8, 0.5]);
  await fingers([[0.6, 0.5], [0.6, 0.45]]);
  assert.equal(await menu.count(), 0);
  await hold([0.6, 0.5]);
  await menu.waitFor();
  const label = await menu.getByRole("menuitem", { name: /^Show only work/ }).innerText();
  await app.tap(menu.getByRole("menuitem", { name: /^Show only work/ }));
  await app.get("filter").getByText(label.replace("Show only ", "")).waitFor();
  assert.equal(await menu.count(), 0);
}, FINGERS);

scenario("the slider is marked where the loop was blocked", async (open) => {
  const app = await open({ viewport: NARROW, hasTouch: true });
  await app.execute("import asyncio, time\n\nasync def main():\n    await asyncio.sleep(1)\n    time.sleep(1)\n    await asyncio.sleep(2)\n\nasyncio.run(main())\n");
  const marks = () => app.get("scrubber").evaluate((slider) => slider.style.getPropertyValue("--marks"));
  assert.match(await marks(), /^linear-gradient.* 0\.25\d* \* /);
  await app.execute("import asyncio\nasyncio.run(asyncio.sleep(1))\n");
  assert.equal(await marks(), "none");
});

scenario("what a finger presses is large enough, and nothing sticks out", async (open) => {
  const app = await open({ address: "?clock=simulated", viewport: NARROW, hasTouch: true, isMobile: true });
  await app.execute(MANY);
  const check = (what) => app.page.evaluate((what) => {
    const wrong = [];
    const sideways = document.scrollingElement.scrollWidth - innerWidth;
    if (sideways > 0) wrong.push(`${what}: ${sideways} px stick out`);
    for (const one of document.querySelectorAll("header :is(button, select), nav [role=tab], .timeline-bar :is(button, input), .scrub :is(button, input), .timeline-map")) {
      const { left, right, width, height } = one.getBoundingClientRect();
      if (width < 2) continue;
      const name = `${what}: ${one.dataset.testid ?? one.getAttribute("aria-label") ?? one.textContent}`;
      if (Math.min(width, height) < 43.5) wrong.push(`${name} has ${width} x ${height} px`);
      if (left < 0 || right > innerWidth + 0.5) wrong.push(`${name} sticks out`);
    }
    return wrong;
  }, what);
  for (const [width, height] of [[390, 844], [430, 932], [360, 640], [320, 640], [844, 390], [820, 1180]]) {
    await app.page.setViewportSize({ width, height });
    const tab = app.page.getByRole("tab", { name: /^Timeline/ }).filter({ visible: true });
    if (await tab.count()) await tab.click();
    assert.deepEqual(await check(`${width} x ${height}`), []);
    const slider = await app.get("scrubber").boundingBox();
    assert.ok(slider.width > 200, `a slider of ${slider.width} px`);
    const { height: lanes } = await app.get("timeline").getByRole("application").boundingBox();
    assert.ok(lanes >= 100, `${lanes} px for the lanes`);
  }
  await app.page.setViewportSize({ width: 390, height: 844 });
  await app.press("more");
  assert.deepEqual(await check("menu"), []);
  await app.page.keyboard.press("Escape");
  assert.equal(await app.get("share").isVisible(), false);
  assert.equal(await app.page.evaluate(() => document.activeElement.dataset.testid), "more");
});
