// The page for long: an endless program, Live at 10 ×, and many runs in one page.
//
//   node soak.mjs MINUTES RUNS
//
// Prints what page and worker hold and how frames come, again and again, and fails where that
// grows: see `verdict`. Chromium only, on Linux, for what other browsers don't tell.

import { readFileSync } from "node:fs";
import { App, written } from "./lib/app.mjs";
import { launch } from "./lib/browser.mjs";
import { quantile } from "./lib/frames.mjs";
import { serve } from "./lib/site.mjs";
import { WIDE } from "./lib/suite.mjs";

/** How much more the second half may take than the first: that much, and a part of it. */
const MORE = { megabytes: 50, part: 0.25 };
/** The workers at any moment: the one that runs, the one that stands by, and one that is just ending. */
const WORKERS = 3;
/** How many samples are taken. */
const SAMPLES = 20;

/** How large a recording may be, in MB: it is full within minutes, and the next run begins. */
const RECORDING = 16;

/** A maker and takers, for ever. */
const ENDLESS = `import asyncio

async def make(queue):
    number = 0
    while True:
        await queue.put(number)
        number += 1
        await asyncio.sleep(0.02)

async def take(queue):
    taken = 0
    while True:
        await queue.get()
        taken += 1
        await asyncio.sleep(0.05)
        if taken % 100 == 0:
            print(asyncio.current_task().get_name(), taken)

async def main():
    queue = asyncio.Queue(10)
    async with asyncio.TaskGroup() as group:
        group.create_task(make(queue))
        for number in range(4):
            group.create_task(take(queue), name=f"taker {number}")

asyncio.run(main())
`;

const SHORT = `import asyncio

async def work(number):
    for _ in range(3):
        await asyncio.sleep(0.01)
    return number

async def main():
    print(await asyncio.gather(*(work(number) for number in range(20))))

asyncio.run(main())
`;

/** Runs in the page before anything of its own: keeps its wasm's memory and its long tasks. */
function observe() {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (...parts) => {
    const made = await instantiateStreaming.apply(WebAssembly, parts);
    globalThis.pageMemory ??= made.instance.exports.memory;
    return made;
  };
  globalThis.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
  }).observe({ entryTypes: ["longtask"] });
}

/** The times between this many frames in ms, and the longest task since the last sample. */
const pace = (page) => page.evaluate(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const times = [await frame()];
  for (let count = 0; count < 120; count += 1) times.push(await frame());
  const { longest } = globalThis;
  globalThis.longest = 0;
  return { longest, frames: times.slice(1).map((time, index) => time - times[index]) };
});

/** What the processes that run pages and workers have of their own, in bytes. */
async function processes(session) {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const own = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    try {
      return Number(/^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, "utf8"))[1]) * 1024;
    } catch {
      return 0; // It has just ended.
    }
  });
  return own.reduce((sum, bytes) => sum + bytes, 0);
}

/** A page that is watched: `sample(at)` adds a line to the table and prints it. */
class Soak {
  samples = [];
  /** When the last sample was taken, and what the main thread had worked by then, in s. */
  last = [0, 0];

  static async open(browser, site, title) {
    const context = await browser.newContext({ viewport: WIDE });
    const soak = new Soak();
    soak.context = context;
    soak.app = new App(await context.newPage(), site.address);
    soak.page = await context.newCDPSession(soak.app.page);
    // Of the processor, not of the clock: what else the machine does is no matter.
    await soak.page.send("Performance.enable", { timeDomain: "threadTicks" });
    soak.browser = await browser.newBrowserCDPSession();
    await soak.app.page.addInitScript(observe);
    await soak.app.visit(`?clock=live&speed=10&recording=${RECORDING}`);
    await soak.busy();
    console.log(`\n${title}\n${["at", "processes", "page's wasm", "page's heap", "workers", "main thread", "frame", "95 %", "longest task"]
      .map((head) => head.padStart(13)).join("")}`);
    return soak;
  }

  async sample(at) {
    const { longest, frames } = await pace(this.app.page);
    const busy = await this.busy();
    await this.page.send("HeapProfiler.collectGarbage");
    const sample = {
      busy,
      processes: await processes(this.browser) / 1e6,
      wasm: await this.app.page.evaluate(() => globalThis.pageMemory.buffer.byteLength) / 1e6,
      heap: (await this.page.send("Runtime.getHeapUsage")).usedSize / 1e6,
      workers: this.app.page.workers().length,
      frame: quantile(frames, 0.5),
      slow: quantile(frames, 0.95),
      longest,
    };
    this.samples.push(sample);
    await this.busy();
    const { processes: all, wasm, heap, workers, frame, slow } = sample;
    const cells = [
      at, ...[all, wasm, heap].map((size) => `${size.toFixed(0)} MB`), workers, `${(100 * busy).toFixed(0)} %`,
      ...[frame, slow, longest].map((time) => `${time.toFixed(time < 100 ? 1 : 0)} ms`),
    ];
    console.log(cells.map((cell) => String(cell).padStart(13)).join(""));
  }

  /** The part of the time since it was asked last that the page's main thread has worked. */
  async busy() {
    const { metrics } = await this.page.send("Performance.getMetrics");
    const { value: worked } = metrics.find(({ name }) => name === "TaskDuration");
    const [before, then] = this.last;
    this.last = [performance.now() / 1_000, worked];
    return (worked - then) / (this.last[0] - before);
  }

  /**
   * What has grown: in the second half no memory may be more than in the first by over a quarter
   * and 50 MB, and the main thread may not work half as much again.
   */
  async verdict() {
    const half = this.samples.length / 2;
    const halves = [this.samples.slice(0, half), this.samples.slice(half)];
    const most = (key) => halves.map((part) => Math.max(...part.map((sample) => sample[key])));
    const grown = ["processes", "wasm", "heap"].flatMap((key) => {
      const [first, second] = most(key);
      return second > first * (1 + MORE.part) + MORE.megabytes
        ? [`${key}: ${first.toFixed(0)} MB in the first half, ${second.toFixed(0)} MB in the second`] : [];
    });
    const workers = Math.max(...most("workers"));
    if (workers > WORKERS) grown.push(`${workers} workers at once`);
    const [first, second] = halves.map((part) => quantile(part.map(({ busy }) => busy), 0.5));
    if (second > first * 1.5 + 0.05) grown.push("the main thread works half as much again in the second half");
    await this.context.close();
    return [...grown, ...this.app.faults];
  }
}

/** An endless program, begun anew whenever it has reached a limit. */
async function live(browser, site, minutes) {
  const soak = await Soak.open(browser, site, `An endless program, Live at 10 ×, for ${minutes} min`);
  const { app } = soak;
  await app.load(ENDLESS);
  let runs = 0;
  const begun = performance.now();
  for (let number = 1; number <= SAMPLES; number += 1) {
    const due = begun + (number / SAMPLES) * minutes * 60_000;
    while (performance.now() < due) {
      const state = await app.state();
      if (state === "failed" && !/limit of \d+ MB/.test((await app.end()).text)) throw new Error(await app.words());
      if (!["running", "loading"].includes(state)) {
        await app.press("run");
        runs += 1;
      }
      await app.page.waitForTimeout(Math.min(1_000, Math.max(0, due - performance.now())));
    }
    await soak.sample(`${((performance.now() - begun) / 60_000).toFixed(1)} min`);
  }
  console.log(`${runs} runs: ${runs - 1} of them filled their recording of ${RECORDING} MB.`);
  return soak.verdict();
}

/** Many runs, every other one Live. */
async function many(browser, site, runs) {
  const soak = await Soak.open(browser, site, `${runs} runs in one page`);
  const expected = `[${Array.from({ length: 20 }, (_, number) => number).join(", ")}]\n`;
  await soak.app.load(SHORT);
  for (let number = 1; number <= runs; number += 1) {
    const printed = written(await soak.app.run({ clock: number % 2 ? "simulated" : "live" }));
    if (printed !== expected) throw new Error(`Run ${number} printed ${printed}`);
    if (number % Math.max(1, Math.floor(runs / SAMPLES)) === 0) await soak.sample(number);
  }
  return soak.verdict();
}

const [minutes, runs] = process.argv.slice(2).map(Number);
const site = await serve();
const browser = await launch();
try {
  const grown = [
    ...minutes ? await live(browser, site, minutes) : [],
    ...runs ? await many(browser, site, runs) : [],
  ];
  console.log(grown.length ? `\nIt grows, or fails:\n${grown.join("\n")}` : "\nNothing grows.");
  process.exitCode = Number(grown.length > 0);
} finally {
  await browser.close();
  await site.close();
}
