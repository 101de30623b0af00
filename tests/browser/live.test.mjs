import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** How much later than planned something may happen on a busy machine, in ms. */
const LATE = 6_000;

/** Runs a program. Returns its trace, and the real ms that it took. */
async function timed(app, source, options) {
  await app.load(source);
  const [trace, took] = await app.page.evaluate(async (options) => {
    const begun = performance.now();
    const trace = await globalThis.interleave.run(options);
    return [trace, performance.now() - begun];
  }, options);
  return { trace, took };
}

const main = (body) => `import asyncio, time

async def main():
    ${body.join("\n    ")}

asyncio.run(main())
`;

scenario("Live takes its real time, and Simulated is at once", async (open) => {
  const app = await open();
  const together = main(["await asyncio.gather(asyncio.sleep(1), asyncio.sleep(1))"]);
  const sequential = main(["await asyncio.sleep(1)", "await asyncio.sleep(1)"]);
  for (const [source, seconds] of [[together, 1], [sequential, 2]]) {
    const live = await timed(app, source, { clock: "live", speed: 1 });
    const at = live.trace.end.time / 1e6;
    assert.ok(at >= seconds && at < seconds + 0.9, `${at} s on the loop's clock for ${seconds}`);
    assert.ok(live.took >= seconds * 1_000 - 5 && live.took < seconds * 1_000 + LATE, `${live.took} ms`);
  }
  const simulated = await timed(app, main(["await asyncio.sleep(3000)", "print('done')"]), { clock: "simulated" });
  assert.ok(simulated.took < LATE, `${simulated.took} ms`);
  assert.ok(simulated.trace.end.time >= 3_000_000_000 && simulated.trace.end.time < 3_000_100_000);
});

scenario("time.sleep blocks the loop, and does not in a thread", async (open) => {
  const app = await open();
  const blocking = `import asyncio, time

async def tune():
    time.sleep(1)

async def main():
    await asyncio.gather(tune(), tune())

asyncio.run(main())
`;
  const threads = main(["await asyncio.gather(asyncio.to_thread(time.sleep, 1), asyncio.to_thread(time.sleep, 1))"]);
  for (const clock of ["simulated", "live"]) {
    const blocked = (await timed(app, blocking, { clock, speed: 1 })).trace;
    assert.ok(blocked.end.time >= 2_000_000 && blocked.end.time < 2_900_000, `${clock}: ${blocked.end.time}`);
    assert.equal(blocked.blocked.length, 2, clock);
    assert.ok(blocked.blocked.every(({ start, end, line }) => end - start >= 1_000_000 && line === 4), clock);
    const threaded = (await timed(app, threads, { clock, speed: 1 })).trace;
    assert.ok(threaded.end.time >= 1_000_000 && threaded.end.time < 1_900_000, `${clock}: ${threaded.end.time}`);
    assert.deepEqual(threaded.blocked, [], clock);
    assert.equal(threaded.threads.length, 2, clock);
  }
});

scenario("10× is ten times as fast, and the speed can be changed on the way", async (open) => {
  const app = await open();
  const fast = await timed(app, main(["await asyncio.sleep(8)"]), { clock: "live", speed: 10 });
  assert.ok(fast.took >= 790 && fast.took < 800 + LATE, `${fast.took} ms`);
  assert.ok(fast.trace.end.time >= 8_000_000 && fast.trace.end.time < 17_000_000, `${fast.trace.end.time}`);

  // At 0.1× it would take 400 s.
  await app.choose("speed", "0.1");
  await app.write(main(["print('asleep')", "await asyncio.sleep(40)", "print('awake')"]));
  await app.press("run");
  await app.seen("asleep");
  await app.choose("speed", "10");
  await app.until("finished");
  assert.deepEqual(await app.printed(), ["asleep", "awake"]);
});

/** Presses Step, and waits until that shows. Some jobs are the library's own, and show nothing. */
async function step(app) {
  const length = () => globalThis.interleave.traceText().length;
  const before = await app.page.evaluate(length);
  // The step before may come to the program's end only now; then there is nothing to press.
  await app.get("step").click({ timeout: 5_000 }).catch(() => {});
  await app.holds((before) => globalThis.interleave.traceText().length !== before
    || document.querySelector('[data-testid="status"]').dataset.state === "finished", before, { timeout: 3_000 })
    .catch(() => {});
  // A step may be told in several messages.
  for (let known = -1, now = 0; known !== now; ) {
    known = now;
    await app.page.waitForTimeout(60);
    now = await app.page.evaluate(length);
  }
}

/** How many jobs of the ready queue have run. */
const jobs = (trace) =>
  trace.spans.filter((span) => span.state === "running").length + trace.callbacks.length;

const TICKS = main(["for number in range(2000):", "    print(number)", "    await asyncio.sleep(0.05)"]);

scenario("Pause halts the clock, Step runs one job, Resume goes on", async (open) => {
  const app = await open();
  await app.write(TICKS);
  await app.press("run");
  await app.seen("3");
  await app.press("pause");
  await app.until("paused");

  const halted = await app.trace();
  // That nothing happens can only be seen by waiting for it.
  await app.page.waitForTimeout(700);
  const later = await app.trace();
  assert.equal(later.now, halted.now);
  assert.equal(jobs(later), jobs(halted));

  const printed = (await app.printed()).length;
  let steps = 0;
  while ((await app.printed()).length === printed) {
    steps += 1;
    assert.ok(steps <= 4, "a job or two make a tick");
    await step(app);
    assert.equal(await app.state(), "paused");
  }
  await app.page.waitForTimeout(300);
  assert.equal((await app.printed()).length, printed + 1);
  const stepped = await app.trace();
  assert.ok(jobs(stepped) - jobs(halted) <= steps, "a step is one job");

  const label = () => app.get("pause").getAttribute("aria-label");
  assert.equal(await label(), "Resume");
  await app.press("pause");
  await app.until("running");
  await app.seen(String(printed + 5));
  assert.equal(await label(), "Pause");
  await app.press("stop");
  await app.until("stopped");
});

scenario("Step begins a program step by step, to its end", async (open) => {
  const app = await open();
  await app.write(main(["print('first')", "await asyncio.sleep(0)", "print('second')"]));
  await app.press("step");
  await app.until("paused");
  assert.deepEqual(await app.printed(), []);
  const seen = new Set([""]);
  for (let steps = 0; (await app.state()) !== "finished"; steps += 1) {
    assert.ok(steps < 20, "it ends");
    await step(app);
    // The trace is ahead of what is drawn of it.
    seen.add((await app.trace()).outputs.map(({ text }) => text.trimEnd()).join());
  }
  assert.deepEqual([...seen], ["", "first", "first,second"]);
  await app.seen("second");
});

scenario("Step back and the scrubber show earlier moments", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write(main(["for number in range(5):", "    await asyncio.sleep(1)", "    print(number)"]));
  await app.press("run");
  await app.until("finished");
  assert.equal((await app.printed()).length, 5);
  assert.deepEqual((await app.rows()).map(({ state }) => state), ["returned"]);

  await app.page.evaluate(() => globalThis.interleave.seek(3_500_000));
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 3);
  assert.deepEqual(await app.printed(), ["0", "1", "2"]);
  assert.deepEqual((await app.rows()).map(({ state }) => state), ["waiting"]);

  const value = async () => Number(await app.get("scrubber").inputValue());
  const time = await value();
  assert.equal(time, 3_500_000);
  await app.press("step-back");
  await app.holds(() => Number(document.querySelector('[data-testid="scrubber"]').value) < 3_500_000);
  await app.press("step");
  await app.press("step");
  await app.holds(() => Number(document.querySelector('[data-testid="scrubber"]').value) >= 3_500_000);

  await app.get("scrubber").focus();
  await app.page.keyboard.press("Home");
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 0);
  await app.page.keyboard.press("End");
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 5);
});
