import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** Begins to measure for how long the page is not free to answer. */
const watch = (app) => app.page.evaluate(() => {
  let last = performance.now();
  globalThis.longest = 0;
  setInterval(() => {
    const now = performance.now();
    globalThis.longest = Math.max(globalThis.longest, now - last);
    last = now;
  }, 20);
});

/** The longest such time so far, in ms. */
const longest = (app) => app.page.evaluate(() => globalThis.longest);

const capped = (app) => app.get("output").getByText(/first 100,000 lines/);

scenario("200,000 lines keep the page quick, are capped with a notice, and hold only some rows", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write("for number in range(200_000):\n    print(number)\n");
  await watch(app);
  await app.press("run");
  await app.until("finished");
  await capped(app).waitFor();
  const list = app.get("output").getByRole("list");
  await app.seen("99999");
  assert.ok((await app.lines()).length < 3_000, "the rows out of sight are not in the page");
  await list.evaluate((list) => { list.scrollTop = 0; });
  await app.seen("0");
  await list.evaluate((list) => { list.scrollTop = list.scrollHeight / 2; });
  await app.seen("50000");
  assert.ok(await longest(app) < 4_000, `the page was held for ${await longest(app)} ms`);
  const whole = await app.page.evaluate(() =>
    globalThis.interleave.trace().outputs.map(({ text }) => text).join("").split("\n").length);
  assert.equal(whole, 200_001, "the recording holds all");
});

scenario("a flood of output that never ends leaves the page alive, and Stop ends it", async (open) => {
  const app = await open();
  await app.write('while True:\n    print("flood")\n');
  await watch(app);
  await app.press("run");
  await capped(app).waitFor();
  await app.press("stop");
  await app.until("stopped");
  assert.ok(await longest(app) < 4_000, `the page was held for ${await longest(app)} ms`);
  await app.write('print("dry")\n');
  await app.press("run");
  await app.seen("dry");
  await app.until("finished");
  assert.equal(await capped(app).count(), 0);
});

scenario("a very long line, no line end, empty lines and odd characters are shown as in a terminal", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write(`print("x" * 1_000_000)
print()
print("<b>&amp;</b>\\ttab \\x1b[31mred \\u202e 👩‍👩‍👧")
print("a\\rb")
print("no end", end="")
`);
  await app.press("run");
  await app.until("finished");
  const [long, ...rest] = await app.printed();
  assert.equal(long.length, 10_000, "its beginning");
  assert.equal((await app.trace()).outputs[0].text.length, 1_000_001);
  assert.deepEqual(rest, ["", "<b>&amp;</b>\ttab red \u202e 👩‍👩‍👧", "b", "no end"]);
});

scenario("the events are listed, and one of them is a moment to go to", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write('import asyncio\n\nasync def main():\n    print("a")\n    await asyncio.sleep(1)\n    print("b")\n\nasyncio.run(main())\n');
  await app.press("run");
  await app.until("finished");
  await app.page.getByRole("tab", { name: /^Events/ }).filter({ visible: true }).click();
  const rows = app.get("events").getByRole("row").filter({ has: app.page.getByRole("cell") });
  await rows.first().waitFor();
  assert.ok(await rows.count() > 8);
  await rows.first().getByRole("button").click();
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 0);
  await rows.last().getByRole("button").click();
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 2);
});

scenario("what a thread prints is the thread's", async (open) => {
  const app = await open();
  await app.write(`import asyncio

async def main():
    print("main")
    await asyncio.to_thread(print, "threaded")

asyncio.run(main())
`);
  await app.choose("clock", "simulated");
  await app.press("run");
  await app.until("finished");
  assert.deepEqual(await app.get("output").locator(".line .who").allInnerTexts(), ["Task-1", "asyncio_0"]);
});
