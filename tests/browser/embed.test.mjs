import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";
import { barriers } from "./lib/barriers.mjs";

const scenario = suite();

const python = (app) => app.page.evaluate(() =>
  performance.getEntriesByType("resource").filter(({ name }) => /worker/.test(name)).length);
const hidden = (app, id) => app.get(id).waitFor({ state: "hidden" });

scenario("a frame fetches no Python before it is touched, and opens its strip when something is printed or fails", async (open) => {
  const app = await open({ address: "?embed=1&example=gather&clock=simulated", viewport: { width: 600, height: 420 } });
  assert.equal(await python(app), 0);
  assert.equal(await app.get("output").isVisible(), false);
  assert.deepEqual(await barriers(app), []);
  await app.press("run");
  await app.until("finished");
  assert.ok(await python(app) > 0);
  await app.get("output").waitFor();
  await app.seen("Asking Harbour");
  assert.deepEqual(await barriers(app), []);

  // What is in the strip has all its width.
  const widths = await app.page.evaluate(() => [".strip", ".strip > .content:not([hidden])", ".strip > .bar"]
    .map((part) => document.querySelector(part).clientWidth));
  assert.ok(widths.every((width) => width === widths[0]), String(widths));

  // By keyboard: larger, and as at the beginning.
  const height = () => app.page.evaluate(() => document.querySelector(".strip").getBoundingClientRect().height);
  const before = await height();
  await app.get("splitter-strip").focus();
  await app.page.keyboard.press("ArrowUp");
  await app.holds((before) => document.querySelector(".strip").getBoundingClientRect().height > before, before);
  await app.page.keyboard.press("Enter");
  await app.holds((before) => document.querySelector(".strip").getBoundingClientRect().height === before, before);
  // By pointer.
  const edge = await app.get("splitter-strip").boundingBox();
  const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
  await app.page.mouse.move(x, y);
  await app.page.mouse.down();
  await app.page.mouse.move(x, y - 40, { steps: 4 });
  await app.page.mouse.up();
  assert.ok(Math.abs(await height() - before - 40) < 2);
  await app.doubleClick(x, y - 40);
  assert.equal(await height(), before);

  await app.execute("raise ValueError('no beans')", { clock: "simulated" });
  await app.until("failed");
  await app.page.locator(".strip").getByRole("button", { name: /Output/ }).click();
  assert.ok(!await app.get("problems").isVisible());
  await app.press("show-problems");
  assert.match(await app.get("problems").innerText(), /no beans/);

  // What else there is to do is in the menu.
  await app.press("more");
  assert.ok(await app.get("clock").isVisible() && await app.get("step-back").isVisible());
  await app.page.keyboard.press("Escape");
  await hidden(app, "step-back");
  assert.equal(await app.page.evaluate(() => document.activeElement.dataset.testid), "more");
  await app.press("more");
  await app.get("timeline").click({ position: { x: 20, y: 40 } });
  await hidden(app, "step-back");
});

scenario("nothing sticks out of a frame, however small", async (open) => {
  const app = await open({ address: "?embed=1&example=gather&clock=simulated&theme=dark", viewport: { width: 320, height: 240 } });
  assert.equal(await app.page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await app.press("run");
  await app.until("finished");
  for (const [width, height] of [[320, 240], [400, 300], [600, 420], [900, 600]]) {
    await app.page.setViewportSize({ width, height });
    const wrong = await app.page.evaluate(() => {
      const root = document.scrollingElement;
      const bar = [...document.querySelectorAll(".embed-bar > :not(.status), .strip")].map((part) => part.getBoundingClientRect());
      return [
        root.scrollWidth > innerWidth, root.scrollHeight > innerHeight,
        bar.some(({ right, bottom }) => right > innerWidth + 0.5 || bottom > innerHeight + 0.5),
        document.querySelector(".timeline-lanes canvas").getBoundingClientRect().height < 40,
      ];
    });
    assert.deepEqual(wrong, [false, false, false, false], `${width} × ${height}`);
  }
});

scenario("a frame opens the same program in a tab of its own; its options hold", async (open) => {
  const app = await open({ address: "?embed=1&example=gather&clock=simulated&seed=7&readonly=1&panels=program,output&at=0.5", viewport: { width: 700, height: 420 } });
  assert.ok(await app.get("editor").isVisible());
  assert.equal(await app.get("timeline").isVisible(), false);
  const before = await app.text();
  await app.page.keyboard.type("x");
  assert.equal(await app.text(), before);
  await app.press("run");
  await app.until("finished");
  await app.seen("Airport answers");
  assert.ok(!(await app.printed()).includes("Harbour answers"), "the moment of the address, not the end");
  const [tab] = await Promise.all([app.page.context().waitForEvent("page"), app.press("open-whole")]);
  const url = new URL(tab.url() === "about:blank" ? (await tab.waitForEvent("framenavigated"), tab.url()) : tab.url());
  assert.equal(url.searchParams.get("embed"), null);
  assert.equal(url.searchParams.get("example"), "gather");
  assert.equal(url.searchParams.get("seed"), "7");
  await tab.close();
});

scenario("the code of a frame is made with a live preview", async (open) => {
  const app = await open({ address: "?clock=simulated", permissions: ["clipboard-read", "clipboard-write"] });
  await app.load('print("hello")\n');
  await app.press("share");
  await app.press("embed-code");
  const text = app.get("embed-text");
  await app.holds(() => /src="[^"]*#code=/.test(document.querySelector('[data-testid="embed-text"]')?.value));
  assert.deepEqual(await barriers(app), []);
  await app.get("embed-timeline").uncheck();
  await app.get("embed-readonly").check();
  await app.get("embed-theme").selectOption("dark");
  await app.get("embed-height").fill("10");
  await app.page.locator(".embed-code .wrong").waitFor();
  assert.equal(await app.get("embed-copy").isDisabled(), true);
  await app.get("embed-height").fill("300");
  await app.get("embed-at").fill("1.5");
  await app.holds(() => /at=1\.5/.test(document.querySelector('[data-testid="embed-text"]').value));
  const code = await text.inputValue();
  assert.match(code, /embed=1&amp;readonly=1&amp;theme=dark&amp;panels=program,output&amp;at=1\.5&amp;clock=simulated/);
  assert.match(code, /height="300"/);
  const frame = app.page.frameLocator(".preview");
  await frame.locator(".cm-content").waitFor();
  assert.match(await frame.locator(".cm-content").innerText(), /print\("hello"\)/);
  await app.press("embed-copy");
  await app.holds(() => document.querySelector(".notice").textContent.includes("copied"));
  assert.equal(await app.page.evaluate(() => navigator.clipboard.readText()), code);
});
