// In every state of the page nothing serious keeps anybody out.

import assert from "node:assert/strict";
import { barriers } from "./lib/barriers.mjs";
import { NARROW, WIDE, suite } from "./lib/suite.mjs";

const scenario = suite();

const ENDLESS = `import asyncio

async def tick():
    while True:
        await asyncio.sleep(0.05)
        print("tick")

async def main():
    await asyncio.gather(tick(), tick())

asyncio.run(main())
`;

const LOCKED = `import asyncio

async def hold(first, second):
    async with first:
        await asyncio.sleep(1)
        async with second:
            pass

async def main():
    salt, pepper = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(hold(salt, pepper), hold(pepper, salt))

asyncio.run(main())
`;

const FAILS = `import asyncio
import time

async def wrong():
    await asyncio.sleep(0.1)
    time.sleep(0.3)
    raise ValueError("wrong")

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(wrong())
        group.create_task(asyncio.sleep(5))

asyncio.run(main())
`;

const LOOKS = {
  "wide and light": { viewport: WIDE, colorScheme: "light" },
  "wide, dark, forced colours": { viewport: WIDE, colorScheme: "dark", forcedColors: "active", reducedMotion: "reduce" },
  "narrow and dark": { viewport: NARROW, colorScheme: "dark", hasTouch: true },
};

for (const [look, options] of Object.entries(LOOKS)) {
  const narrow = options.viewport === NARROW;

  scenario(`${look}: while it runs, pauses, ends well or badly`, async (open) => {
    const app = await open({ ...options, address: "?clock=live" });
    const free = async (state) => assert.deepEqual(await barriers(app), [], state);
    await app.load(ENDLESS);
    await app.press("run");
    await app.seen("tick");
    await free("running");
    await app.press("pause");
    await app.until("paused");
    await free("paused");
    await app.press("stop");
    await app.until("stopped", "failed");
    await free("stopped");
    await app.choose("clock", "simulated");
    for (const [name, program] of [["deadlock", LOCKED], ["failed", FAILS]]) {
      await app.execute(program);
      await app.until("failed");
      await free(name);
    }
  });

  scenario(`${look}: each panel, table, dialogue and selection`, async (open) => {
    const app = await open({ ...options, address: "?clock=simulated" });
    const free = async (state) => assert.deepEqual(await barriers(app), [], state);
    const tab = (name) => app.page.getByRole("tab", { name: new RegExp(`^${name}`) }).filter({ visible: true }).click();
    const canvas = app.get("timeline").getByRole("application");
    await app.execute(FAILS);
    await app.page.evaluate(() => globalThis.interleave.seek(200_000));
    for (const name of ["Output", "Events", "Problems", "Details"]) {
      await tab(name);
      await free(name);
    }
    if (narrow) await tab("Timeline");
    await canvas.focus();
    for (const [name, keys] of [
      ["selection", ["ArrowDown", "."]], ["range", ["[", "]"]], ["all wake-ups and the critical path", ["r", "c"]],
      ["minimap", ["w", "w"]], ["folded", ["2"]], ["steps", ["3"]],
    ]) {
      for (const key of keys) await canvas.press(key);
      await free(name);
      if (narrow) {
        await tab("Details");
        await free(`${name}, in details`);
        await tab("Timeline");
      }
    }
    await canvas.press("/");
    await app.get("timeline").getByRole("searchbox").fill("raised");
    await free("find");
    await app.get("timeline").getByRole("searchbox").press("Escape");
    await app.press("table");
    await free("lanes");
    await app.get("table-choice").getByRole("radio", { name: "Spans" }).check();
    await app.get("stretches-table").getByRole("columnheader", { name: "Duration" }).getByRole("button").click();
    await free("spans");
    await app.press("export");
    await free("export");
    await app.page.keyboard.press("Escape");
    await app.press("help");
    await app.page.getByRole("dialog").waitFor();
    await free("help");
  });
}

scenario("the narrow header has two rows, and says the whole status", async (open) => {
  const app = await open({ viewport: NARROW, address: "?clock=simulated" });
  await app.execute(LOCKED);
  await app.until("failed");
  const rows = await app.page.evaluate(() => {
    const parts = [...document.querySelectorAll("header select, header button:not([hidden]), header .status")];
    const middles = parts.map((part) => part.getBoundingClientRect()).filter(({ width }) => width > 1)
      .map(({ top, bottom }) => (top + bottom) / 2).sort((one, other) => one - other);
    return middles.filter((middle, index) => index === 0 || middle - middles[index - 1] > 20).length;
  });
  assert.equal(rows, 2);
  const words = app.get("status").locator(".words");
  assert.equal(await words.innerText(), "Deadlock: see Problems");
  assert.ok(await words.evaluate((words) => words.scrollWidth <= words.clientWidth), "it is cut");
  await app.page.getByRole("tab", { name: /^Problems/ }).filter({ visible: true }).click();
  const named = await app.get("problems").locator("li").first().locator("code").allInnerTexts();
  assert.deepEqual(named.sort(), ["pepper", "salt"]);

  // However long it gets, it has no more than two lines.
  await app.load("import asyncio\n\nasync def main():\n    while True:\n        pass\n\nasyncio.run(main())\n");
  await app.press("run");
  await app.get("status").getByText(/has blocked the event loop/).waitFor();
  const box = await app.get("status").boundingBox();
  assert.ok(box.height <= 32, String(box.height));
  await app.press("stop");
});

scenario("while Python loads, and when it can't be loaded", async (open, { browser, site }) => {
  const context = await browser.newContext({ viewport: WIDE });
  try {
    const page = await context.newPage();
    let go;
    const held = new Promise((resolve) => (go = resolve));
    await page.route("**/interleave-worker_bg-*.wasm", async (route) => {
      await held;
      await route.abort();
    });
    await page.goto(site.address);
    await page.locator(".cm-content").waitFor();
    assert.equal(await page.locator('[data-testid="status"]').getAttribute("data-state"), "loading");
    assert.deepEqual(await barriers({ page }), [], "loading");
    go();
    await page.waitForSelector('[data-testid="status"][data-state="failed"]');
    assert.deepEqual(await barriers({ page }), [], "Python is missing");
  } finally {
    await context.close();
  }
});

scenario("embedded, and with text of twice the size: all is there, and nothing sticks out", async (open) => {
  for (const options of [
    { address: "?embed=1&clock=simulated", viewport: { width: 800, height: 400 } },
    { address: "?clock=simulated", viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
    { address: "?clock=simulated", viewport: { width: 320, height: 512 }, deviceScaleFactor: 2 },
  ]) {
    const app = await open(options);
    await app.press("run");
    await app.until("finished");
    assert.deepEqual(await barriers(app), [], options.address);
    const sideways = await app.page.evaluate(() =>
      document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(sideways, 0, `${options.viewport.width} px`);
    const canvas = app.get("timeline").getByRole("application");
    const scrubber = app.get("scrubber");
    for (const part of [canvas, scrubber]) await part.scrollIntoViewIfNeeded();
    const { height } = await canvas.boundingBox();
    assert.ok(height >= 100, `${height} px for the lanes`);
    const { y, height: high } = await scrubber.boundingBox();
    assert.ok(y + high <= options.viewport.height + 1, "the slider can be scrolled to");
  }
});

scenario("who wants no motion gets none", async (open) => {
  const app = await open({ address: "?clock=simulated", reducedMotion: "reduce" });
  await app.page.addInitScript(() => {
    globalThis.moved = 0;
    addEventListener("animationstart", () => (globalThis.moved += 1), true);
    addEventListener("transitionstart", () => (globalThis.moved += 1), true);
  });
  await app.page.reload();
  await app.ready();
  await app.press("run");
  await app.until("finished");
  await app.press("help");
  assert.equal(await app.page.evaluate(() => globalThis.moved + document.getAnimations().length), 0);
});
