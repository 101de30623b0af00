// What programs cost where Python is there already, in ms.

import { launchWithProfile } from "../lib/browser.mjs";
import { inLoop, inPython, programs, trivial } from "./programs.mjs";
import { PATIENCE, VISITED } from "./visits.mjs";

/** Each run takes a worker; by then the next one is up, as starting Python is not what is measured. */
const NEXT_WORKER = 1_500;

/** The page's own limits are for people who wait. */
const LIMITS = { steps: 5_000_000, time: 300 };

/** What the programs can't do without. */
const LACKS = { micropython: ["handovers"] };

/**
 * Interleave: from asking for a run until the page says that it is over, less the least that a
 * trivial program's took; `response` is from Run to the first output.
 */
export async function ours(server, folder) {
  return inPage("interleave", server, folder, async (page) => {
    await page.waitForSelector('[data-testid="status"][data-state="idle"]', { timeout: PATIENCE });
    await page.waitForTimeout(NEXT_WORKER);
    const times = { response: await page.evaluate(response) };
    const least = [];
    for (const [name, program] of Object.entries(programs)) {
      least.push(await run(page, trivial));
      times[name] = await run(page, `${program.definitions}\nprint(${inPython(program)})\n`, program.result);
    }
    for (const name of Object.keys(programs)) times[name] -= Math.min(...least);
    return { run: times };
  });
}

/** Runs in our page: from pressing Run until its output stands in the page, which the next frame shows. */
function response() {
  return new Promise((resolve) => {
    const begun = performance.now();
    new MutationObserver((_, observer) => {
      if (!document.querySelector('[data-testid="output"] [data-part="text"]')) return;
      observer.disconnect();
      resolve(performance.now() - begun);
    }).observe(document.body, { childList: true, subtree: true });
    document.querySelector('[data-testid="run"]').click();
  });
}

/** One run in our page, from outside: how long it took. It must print `result`. */
async function run(page, source, result) {
  await page.waitForTimeout(NEXT_WORKER);
  const { took, end, printed } = await page.evaluate(async ([source, limits]) => {
    const { interleave } = window;
    const status = document.querySelector('[data-testid="status"]');
    let took;
    interleave.load(source);
    const begun = performance.now();
    const observer = new MutationObserver(() => {
      if (status.dataset.state === "finished") took ??= performance.now() - begun;
    });
    observer.observe(status, { attributes: true, attributeFilter: ["data-state"] });
    const { end, outputs } = await interleave.run({ clock: "simulated", limits });
    // A trivial run's recording may be there before the page has said anything.
    while (end.how === "finished" && !took) await new Promise(requestAnimationFrame);
    observer.disconnect();
    return { took, end, printed: outputs.map(({ text }) => text).join("") };
  }, [source, LIMITS]);
  if (end.how !== "finished") throw new Error(`Interleave: ${end.text}`);
  if (result !== undefined && Number(printed) !== result) throw new Error(`Interleave printed ${printed}`);
  return took;
}

/** A peer: the call alone, in its page, as `run`. */
export async function theirs(who, server, folder) {
  return inPage(who, server, folder, async (page) => {
    await page.waitForFunction(() => globalThis.python, null, { timeout: PATIENCE });
    const run = {};
    for (const [name, program] of Object.entries(programs)) {
      if (LACKS[who]?.includes(name)) continue;
      const { took, result } = await page.evaluate(async ([definitions, call]) => {
        const { python } = globalThis;
        python.runPython(definitions);
        const begun = performance.now();
        await python.runPythonAsync(`result = ${call}`);
        return { took: performance.now() - begun, result: python.globals.get("result") };
      }, [program.definitions, inLoop(program)]);
      if (result !== program.result) throw new Error(`${who}: ${name} gave ${result}`);
      run[name] = took;
    }
    return { run };
  });
}

/** `work` in a page of `who`, with the profile of `folder`. */
async function inPage(who, server, folder, work) {
  const { path, prepare, argument } = VISITED[who];
  const context = await launchWithProfile(folder);
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    // Our page must not run before it is told to.
    if (who !== "interleave") await page.addInitScript(prepare, argument);
    await page.goto(server.address + path);
    return await work(page);
  } finally {
    await context.close();
  }
}
