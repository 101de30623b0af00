// Prints how long the page takes in Chromium: medians of five, in ms.
//
// Cold is a fresh profile, warm the same one with the browser started anew.
// The editor is usable when it can be typed in; Run is pressed at that moment,
// and the first output is the first line that shows.

import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "./lib/app.mjs";
import { launchWithProfile } from "./lib/browser.mjs";
import { frames, keepMemory, memory, quantile, spansIn } from "./lib/frames.mjs";
import { traceOf } from "./lib/programs.mjs";
import { serve } from "./lib/site.mjs";

const TIMES = 5;

const MANY_TASKS = `import asyncio

async def work():
    for _ in range(100):
        await asyncio.sleep(0)

async def main():
    await asyncio.gather(*(work() for _ in range(1_000)))

asyncio.run(main())
`;

/** Runs in the page, before anything of its own. Times count from the navigation's start. */
function observe() {
  const times = (globalThis.times = {});
  const look = () => {
    if (!times.editor && document.querySelector('[data-testid="editor"] .cm-content')) {
      times.editor = performance.now();
      document.querySelector('[data-testid="run"]').click();
    }
    if (!times.output && document.querySelector('[data-testid="output"] [data-part="text"]')) {
      times.output = performance.now();
    }
    if (!times.output) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** One visit with the profile of `folder`: from the navigation to editor and output. */
async function visit(address, folder) {
  const context = await launchWithProfile(folder);
  try {
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(address);
    await page.waitForFunction(() => globalThis.times.output);
    return await page.evaluate(() => globalThis.times);
  } finally {
    await context.close();
  }
}

/** Many runs of many tasks in one page: from Run until it says that it is finished. */
async function manyTasks(address, folder) {
  const context = await launchWithProfile(folder);
  try {
    const app = new App(await context.newPage(), address);
    await app.visit("?clock=simulated");
    await app.load(MANY_TASKS);
    const times = [];
    for (let time = 0; time < TIMES; time += 1) {
      // The next worker must be up: starting Python is not what is measured.
      await app.page.waitForTimeout(1_500);
      times.push(await app.page.evaluate(() => new Promise((resolve) => {
        const status = document.querySelector('[data-testid="status"]');
        const begun = performance.now();
        new MutationObserver(() => {
          if (status.dataset.state === "finished") resolve(performance.now() - begun);
        }).observe(status, { attributes: true, attributeFilter: ["data-state"] });
        document.querySelector('[data-testid="run"]').click();
      })));
    }
    return times;
  } finally {
    await context.close();
  }
}

/** Big recordings on the timeline: what a frame costs while one moves about in it. */
async function timeline(address, folder, lanes, spans) {
  const context = await launchWithProfile(folder);
  try {
    const app = new App(await context.newPage(), address);
    await app.page.addInitScript(keepMemory);
    await app.visit("?clock=live&speed=10");
    await app.load(spansIn(lanes, spans));
    const before = await memory(app.page);
    await app.press("run");
    const over = ["finished", "failed", "stopped"].map((state) => `[data-state="${state}"]`).join(", ");
    await app.page.waitForSelector(`[data-testid="status"]:is(${over})`, { timeout: 300_000 });
    if (await app.state() !== "finished") throw new Error(`${spans} spans: ${await app.words()}`);
    const bytes = await memory(app.page) - before;
    const costs = async (what, how) => {
      await app.page.waitForTimeout(1_000);
      const costs = await frames(app.page, how);
      const [median, p95] = [0.5, 0.95].map((part) => quantile(costs, part).toFixed(1));
      console.log(`  ${what}: a frame costs ${median} ms, ${p95} ms at the 95th percentile`);
    };
    const count = (number) => number.toLocaleString("en");
    console.log(`${count(spans)} spans in ${count(lanes)} lanes`);
    for (const axis of ["time", "steps"]) {
      await app.page.locator(`input[name="axis"][value="${axis}"]`).check();
      await costs(`moving about, axis of ${axis}`, "about");
    }
    await costs("scrolling through the lanes", "scroll");
    await costs("moving the cursor", "scrub");
    const events = await app.eventCount();
    console.log(`  ${count(events)} events: the page's memory grew by ${Math.round(bytes / events)} bytes an event`
      + ` (${Math.round(bytes / spans)} a span)`);
  } finally {
    await context.close();
  }
}

/** A big recording's file: from choosing it until the page shows it. */
async function opening(address, folder, lanes, spans) {
  const context = await launchWithProfile(folder);
  try {
    const app = new App(await context.newPage(), address);
    await app.page.addInitScript(keepMemory);
    await app.visit();
    const before = await memory(app.page);
    const options = ["--max-steps", "100000000"];
    const [took, size] = await traceOf({ program: spansIn(lanes, spans) }, options, async (file) => {
      await app.page.evaluate(() => {
        const status = document.querySelector('[data-testid="status"]');
        const input = document.querySelector('[data-testid="open-file"]');
        input.addEventListener("change", () => (globalThis.begun = performance.now()), { capture: true });
        new MutationObserver(() => {
          if (status.dataset.state === "finished") globalThis.took = performance.now() - globalThis.begun;
        }).observe(status, { attributes: true, attributeFilter: ["data-state"] });
      });
      await app.get("open-file").setInputFiles(file);
      const took = await app.page.waitForFunction(() => globalThis.took, null, { timeout: 300_000 });
      return [await took.jsonValue(), (await stat(file)).size];
    });
    const bytes = (await memory(app.page) - before) / spans;
    console.log(`${spans.toLocaleString("en")} spans in ${lanes.toLocaleString("en")} lanes, a file of`
      + ` ${(size / 1e6).toFixed(1)} MB: opened in ${Math.round(took)} ms; the page's memory grew by ${Math.round(bytes)} bytes a span`);
  } finally {
    await context.close();
  }
}

async function withFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), "interleave-profile-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function print(what, times) {
  const [least, , median, , most] = times.map(Math.round).sort((a, b) => a - b);
  console.log(`${what.padEnd(52)}${String(median).padStart(7)} ms   (${least} to ${most})`);
}

/** `node bench.mjs timeline` measures the timeline only, `opening` the opening of recordings. */
const only = process.argv[2];

const site = await serve();
try {
  for (const [lanes, spans] of [[100, 10_000], [1_000, 100_000], [10_000, 100_000], [1_000, 1_000_000]]) {
    if (only !== "opening") await withFolder((folder) => timeline(site.address, folder, lanes, spans));
    if (only !== "timeline") await withFolder((folder) => opening(site.address, folder, lanes, spans));
  }
  if (!only) await visits();
} finally {
  await site.close();
}

async function visits() {
  const cold = [];
  const warm = [];
  for (let time = 0; time < TIMES; time += 1) {
    await withFolder(async (folder) => {
      cold.push(await visit(site.address, folder));
      warm.push(await visit(site.address, folder));
    });
  }
  for (const [name, times] of [["cold", cold], ["warm", warm]]) {
    print(`navigation to a usable editor, ${name}`, times.map(({ editor }) => editor));
    print(`navigation to the first example's first output, ${name}`, times.map(({ output }) => output));
  }
  print("1,000 tasks x 100 sleep(0), simulated, recorded", await withFolder((folder) => manyTasks(site.address, folder)));
}
