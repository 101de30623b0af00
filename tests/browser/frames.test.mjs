// Whatever the program prints or is called, the page stays quick: texts are cut where they are shown.

import assert from "node:assert/strict";
import { spansIn } from "./lib/frames.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** Runs the program to its end. */
async function run(app) {
  await app.press("run");
  await app.until("finished", "failed");
}

const tab = (app, name) => app.page.getByRole("tab", { name }).filter({ visible: true }).click();

scenario("a line of nine megabytes is shown by its beginning, and copied whole", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  await app.load('print("x" * 9_000_000)\nprint("next")\n');
  await run(app);
  await app.seen("next");
  const [first, second] = await app.printed();
  assert.deepEqual([first.length, second], [10_000, "next"]);
  const row = app.get("output").locator(".line").first();
  assert.match(await row.innerText(), /… 8,990,000 more bytes/);
  const [box, next] = await Promise.all([row, app.get("output").locator(".line").nth(1)].map((one) => one.boundingBox()));
  assert.equal(box.height, next.height, "a row is a row");
  const trace = await app.trace();
  assert.equal(trace.outputs[0].text.length, 9_000_000 + 1);
});

scenario("a name of twenty megabytes, and an exception of as many, are shown by their beginnings", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  await app.load(`import asyncio

async def main():
    await asyncio.create_task(asyncio.sleep(0.01), name="n" * 20_000_000)

asyncio.run(main())
`);
  await run(app);
  const rows = await app.page.evaluate(() => document.body.textContent.length);
  assert.ok(rows < 1_000_000, `${rows} letters in the page`);
  assert.equal((await app.trace()).tasks[1].name.length, 20_000_000);
  await app.load('raise ValueError("e" * 4_000_000)\n');
  await run(app);
  await tab(app, /^Problems/);
  const text = await app.get("problems").innerText();
  assert.ok(text.length < 20_000, `${text.length} letters of a problem`);
});

scenario("of many problems the first are listed, and the rest are counted", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  await app.load(`import asyncio

async def fail(number):
    raise ValueError(number)

async def main():
    for number in range(700):
        asyncio.create_task(fail(number))
    await asyncio.sleep(0)
    await asyncio.sleep(0)

asyncio.run(main())
`);
  await run(app);
  await tab(app, /^Problems/);
  await app.get("more-problems").waitFor();
  assert.match(await app.get("more-problems").innerText(), /^… and 200 more/);
});

scenario("while a script gets a long trace the page goes on", async (open) => {
  const app = await open();
  await app.load(spansIn(100, 200_000));
  const { turns, longest, spans } = await app.page.evaluate(async () => {
    let longest = 0;
    const entryTypes = ["longtask"].filter((type) => PerformanceObserver.supportedEntryTypes.includes(type));
    const status = document.querySelector('[data-testid="status"]');
    const trace = globalThis.interleave.run({ clock: "simulated", seed: 0 });
    await new Promise((ended) => {
      new MutationObserver(() => status.dataset.state === "finished" && ended()).observe(status, { attributes: true });
    });
    const observer = new PerformanceObserver((list) => {
      longest = Math.max(longest, ...list.getEntries().map(({ duration }) => duration));
    });
    if (entryTypes.length) observer.observe({ entryTypes });
    let got = null;
    trace.then((trace) => (got = trace));
    let turns = 0;
    for (; !got; turns += 1) await new Promise((next) => setTimeout(next));
    return { turns, longest, spans: got.spans.length };
  });
  assert.ok(spans > 190_000, String(spans));
  assert.ok(turns > 3, `${turns} turns of the page's event loop`);
  console.log(`A trace of ${spans} spans in ${turns} turns, the longest task ${longest} ms`);
});
