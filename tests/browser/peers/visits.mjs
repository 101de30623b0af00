// From the navigation to the first output, and what was sent until then.

import { deflateRawSync } from "node:zlib";
import { launchWithProfile } from "../lib/browser.mjs";
import { awaitedHello, hello } from "./programs.mjs";

/** Packing a peer's files on the first visit takes minutes. */
export const PATIENCE = 600_000;

/** Python itself, as opposed to the page around it. */
const PYTHON = /^interleave-worker_bg-.*\.wasm$/;

/** Where each is, and what runs in its page before anything of its own. */
export const VISITED = {
  interleave: { path: `/interleave/#code=${deflateRawSync(hello).toString("base64url")}`, prepare: pressRun },
  pyodide: { path: "/page/pyodide.html", prepare: setProgram, argument: hello },
  micropython: { path: "/page/micropython.html", prepare: setProgram, argument: awaitedHello },
};

/** Runs in our page: Run is pressed at the moment that the editor can be typed in. */
function pressRun() {
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

/** Runs in a peer's page, which notes the rest itself. */
function setProgram(program) {
  globalThis.program = program;
}

/** One visit with the profile of `folder`: `{output, editor, bytes, page}`, in ms and bytes. */
export async function visit(who, server, folder) {
  const { path, prepare, argument } = VISITED[who];
  const context = await launchWithProfile(folder);
  try {
    const page = await context.newPage();
    await page.addInitScript(prepare, argument);
    server.sent.length = 0;
    await page.goto(server.address + path, { timeout: PATIENCE });
    await page.waitForFunction(() => globalThis.times?.output, null, { timeout: PATIENCE });
    const { times, origin } = await page.evaluate(() => ({ times: globalThis.times, origin: performance.timeOrigin }));
    const sent = server.sent.filter(({ at }) => at <= origin + times.output);
    const bytes = total(sent);
    if (who !== "interleave") return { ...times, bytes };
    return { ...times, bytes, page: total(sent.filter(({ name }) => !PYTHON.test(name))) };
  } finally {
    await context.close();
  }
}

const total = (sent) => sent.reduce((sum, { bytes }) => sum + bytes, 0);
