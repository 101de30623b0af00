import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const ENDLESS = `import asyncio


async def cook():
    await asyncio.sleep(0.01)
    print("cooking")
    while True:
        pass


async def main():
    print("going in")
    await asyncio.create_task(cook(), name="cook")


asyncio.run(main())
`;

/** After whatever happened: a program runs as on the first day. */
async function runsAgain(app) {
  await app.write('import asyncio\nasyncio.run(asyncio.sleep(0.01))\nprint("well again")\n');
  await app.press("run");
  await app.seen("well again");
  await app.until("finished");
  assert.deepEqual(await app.printed(), ["well again"]);
}

scenario("a step that never ends is named, can't be paused, and Stop ends it", async (open) => {
  const app = await open();
  await app.write(ENDLESS);
  await app.press("run");
  await app.seen("cooking");
  await app.holds(() => /cook.*lines 7–8 /.test(document.querySelector('[data-testid="status"]').textContent));
  await app.holds(() => / for ([2-9]|\d\d+)(\.\d)? s/.test(document.querySelector('[data-testid="status"]').textContent));
  assert.equal(await app.state(), "running");
  await app.press("pause");
  await app.page.getByText("cook will be paused when its step ends").waitFor();
  assert.equal(await app.state(), "running");

  await app.press("stop");
  await app.until("stopped");
  assert.deepEqual(await app.printed(), ["going in", "cooking"]);
  assert.deepEqual((await app.rows()).map(({ state }) => state), ["waiting", "running"]);
  const trace = await app.trace();
  assert.deepEqual(trace.tasks.map(({ coro }) => coro), ["main", "cook"]);
  assert.equal(trace.end.how, "stopped");
  const [{ task, start, end, line, cause }] = trace.blocked;
  assert.deepEqual([task, line, cause], [2, 5, "computing"]);
  assert.ok(end - start > 1_000_000, "the loop was blocked by then, and the timeline shows it");
  const [{ line: loop, text }] = trace.diagnostics;
  assert.equal(loop, 7);
  assert.match(text, /^cook blocked the event loop for .* s, until it was stopped: the loop in lines 7–8 awaits nothing\./);
  await app.page.getByRole("tab", { name: /^Problems\s?1$/ }).waitFor();
  assert.equal(await app.text(), ENDLESS);
  await runsAgain(app);
});

scenario("a thread that spins after it has waited is named, and its lane shows the wait", async (open) => {
  const app = await open();
  await app.load(`import asyncio, threading, time

lock = threading.Lock()

def spin():
    with lock:
        time.sleep(0.3)
        while True:
            pass

async def main():
    await asyncio.to_thread(spin)

asyncio.run(main())
`);
  await app.press("run");
  await app.holds(() => /asyncio_0 .*lines 8–9 /.test(document.querySelector('[data-testid="status"]').textContent));
  await app.press("stop");
  await app.until("stopped");
  const { events } = await app.trace();
  const rows = events.map(([, , , ...cells]) => cells.join(" "));
  assert.deepEqual(
    rows.filter((row) => /^(job-|changes)/.test(row)),
    ["job-begins 1 asyncio_0 spin", "changes 1 held-by-thread 0 0 1", "job-waits 1 7 sleep 0.3 0", "job-resumes 1"],
  );
  const [{ text }] = (await app.trace()).diagnostics;
  assert.match(text, /^asyncio_0 blocked the event loop for .* s, until it was stopped: the loop in lines 8–9 never waits\./);
});

scenario("Stop ends an endless loop outside of any task, on the simulated clock too", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write('print("in")\nwhile True:\n    pass\n');
  await app.press("run");
  await app.seen("in");
  await app.press("stop");
  await app.until("stopped");
  assert.deepEqual(await app.printed(), ["in"]);
  await runsAgain(app);
});

for (const [how, sleep] of [["waits", "0.02"], ["never waits", "0"]]) {
  scenario(`Stop is Ctrl+C to an endless program that ${how}: its finally blocks run`, async (open) => {
    const app = await open();
    await app.write(`import asyncio


async def work(name):
    try:
        print(f"{name} begins")
        while True:
            await asyncio.sleep(${sleep})
    finally:
        await asyncio.sleep(0.01)
        print(f"{name} cleans up")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(work("Ada"))
        group.create_task(work("Bob"))


asyncio.run(main())
`);
    await app.press("run");
    await app.seen("Bob begins");
    await app.press("stop");
    await app.until("stopped");
    // A group holds its tasks in a set: nobody can say whom it cancels first.
    const printed = await app.printed();
    assert.deepEqual(printed.slice(0, 2), ["Ada begins", "Bob begins"]);
    assert.deepEqual(printed.slice(2).sort(), ["Ada cleans up", "Bob cleans up"]);
    assert.equal((await app.printed("stderr")).at(-1), "KeyboardInterrupt");
    assert.equal((await app.end()).how, "stopped");
    await runsAgain(app);
  });
}

scenario("a program may take its time to clean up, and a second Stop ends it at once", async (open) => {
  const app = await open();
  await app.write(`import asyncio


async def main():
    try:
        print("in")
        await asyncio.sleep(100)
    finally:
        await asyncio.sleep(1)
        print("cleaned up")
        await asyncio.sleep(100)


asyncio.run(main())
`);
  await app.press("run");
  await app.seen("in");
  await app.press("stop");
  await app.seen("cleaned up");
  await app.press("stop");
  await app.until("stopped");
  assert.equal((await app.end()).how, "stopped");
  await runsAgain(app);
});

scenario("an endless program in simulated time ends at its limit, with what it did", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write(`import asyncio

async def main():
    print("on and on")
    while True:
        await asyncio.sleep(0)

asyncio.run(main())
`);
  await app.press("run");
  await app.until("failed", "finished");
  assert.match(await app.words(), /Limit reached/);
  assert.equal((await app.end()).how, "limit");
  assert.deepEqual(await app.printed(), ["on and on"]);
});
