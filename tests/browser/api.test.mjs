import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { written } from "./lib/app.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const COUNT = `import asyncio

async def main():
    for number in range(3):
        await asyncio.sleep(1)
        print(number)

asyncio.run(main())
`;

const FOREVER = 'import asyncio\nprint("waiting")\nasyncio.run(asyncio.sleep(3600))\n';

scenario("load, run, trace and seek do what the page does", async (open) => {
  const app = await open();
  assert.equal(await app.page.evaluate(() => globalThis.interleave.trace()), null);
  await app.load(COUNT);
  assert.equal(await app.text(), COUNT);
  const trace = await app.page.evaluate(() => globalThis.interleave.run({ clock: "simulated", seed: 0 }));
  assert.equal(trace.version, 1);
  assert.equal(trace.end.how, "finished");
  assert.ok(trace.end.time >= 3_000_000 && trace.end.time < 3_001_000);
  assert.equal(written(trace), "0\n1\n2\n");
  assert.deepEqual(await app.trace(), trace);
  assert.deepEqual(JSON.parse(await app.page.evaluate(() => globalThis.interleave.traceText())), trace);
  assert.equal(await app.state(), "finished");
  assert.equal(await app.get("clock").inputValue(), "simulated");

  await app.page.evaluate(() => globalThis.interleave.seek(2_100_000));
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 2);
  assert.deepEqual(await app.printed(), ["0", "1"]);
});

scenario("a trace says what DESIGN.md names, and its spans tile each task's life", async (open) => {
  const app = await open();
  const trace = await app.execute(COUNT);
  assert.deepEqual(Object.keys(trace.tasks[0]).slice(0, 6), ["id", "name", "coro", "parent", "created", "line"]);
  for (const part of ["spans", "outputs", "blocked", "threads", "diagnostics"]) assert.ok(Array.isArray(trace[part]), part);
  for (const { id, created } of trace.tasks) {
    let at = created;
    for (const { state, start, end } of trace.spans.filter(({ task }) => task === id)) {
      assert.match(state, /^(ready|running|waiting)$/);
      assert.equal(start, at);
      assert.ok(end >= start);
      at = end;
    }
    assert.ok(at > created);
  }
});

scenario("seeds decide about chance: the same one the same, another one another", async (open) => {
  const app = await open();
  await app.load("import random\nprint(random.random(), hash('text'))\n");
  const run = (seed) => app.runRaw({ clock: "simulated", seed });
  const [one, again, two] = [await run(1), await run(1), await run(2)];
  assert.equal(one, again);
  assert.notEqual(written(JSON.parse(one)), written(JSON.parse(two)));
});

scenario("pause, step, resume and stop steer a run; its promise ends with it", async (open) => {
  const app = await open();
  await app.load(FOREVER);
  await app.page.evaluate(() => { globalThis.ran = globalThis.interleave.run({ clock: "live", speed: 1 }); });
  await app.seen("waiting");
  await app.page.evaluate(() => globalThis.interleave.pause());
  await app.until("paused");
  await app.page.evaluate(() => globalThis.interleave.step());
  assert.equal(await app.state(), "paused");
  await app.page.evaluate(() => globalThis.interleave.resume());
  await app.until("running");
  await app.page.evaluate(() => globalThis.interleave.stop());
  const end = await app.page.evaluate(async () => (await globalThis.ran).end);
  assert.equal(end.how, "stopped");
  assert.equal(await app.state(), "stopped");
});

scenario("a run that another one replaces keeps its promise", async (open) => {
  const app = await open();
  await app.load(FOREVER);
  await app.page.evaluate(() => { globalThis.ran = globalThis.interleave.run({ clock: "live" }); });
  await app.seen("waiting");
  const second = await app.execute(COUNT);
  assert.equal(written(second), "0\n1\n2\n");
  const first = await app.page.evaluate(async () => globalThis.ran);
  assert.equal(written(first), "waiting\n");
});

scenario("a run asked for before Python is there waits for it", async (open) => {
  const app = await open();
  await app.page.reload({ waitUntil: "commit" });
  await app.holds(() => Boolean(globalThis.interleave));
  const trace = await app.execute(COUNT);
  assert.equal(written(trace), "0\n1\n2\n");
});

scenario("the exported files are the recording", async (open) => {
  const app = await open();
  const json = JSON.stringify(await app.execute(`import asyncio

async def main():
    await asyncio.create_task(asyncio.sleep(1))

asyncio.run(main())
`));
  const download = async (id) => {
    await app.press("export");
    const [file] = await Promise.all([app.page.waitForEvent("download"), app.get(id).click()]);
    return { name: file.suggestedFilename(), content: JSON.parse(await readFile(await file.path(), "utf8")) };
  };
  const own = await download("export-trace");
  assert.match(own.name, /\.json$/);
  assert.equal(JSON.stringify(own.content), json);
  const chrome = await download("export-chrome");
  const events = chrome.content.traceEvents;
  assert.ok(events.some(({ ph }) => ph === "X") && events.some(({ ph }) => ph === "s"), "slices and flows");
});
