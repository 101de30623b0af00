// Measures Interleave beside others that run Python in a browser, all in the same Chromium.
//
// `node peers.mjs --rounds N`: each round does everything once with each of them, in turns, so
// that what else the machine does meets all alike. What is printed are medians; all samples go
// to `target/peers.json`.

import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launch } from "../lib/browser.mjs";
import { native, version } from "./native.mjs";
import { ours, theirs } from "./runs.mjs";
import { Server } from "./server.mjs";
import { table } from "./table.mjs";
import { Throttle } from "./throttle.mjs";
import { visit } from "./visits.mjs";

const TARGET = fileURLToPath(new URL("../../../target/", import.meta.url));

const BROWSED = ["interleave", "pyodide", "micropython"];

const { values } = parseArgs({ options: { rounds: { type: "string", default: "7" } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds is ${values.rounds}, not a number from 1.`);

/** `samples[row][column]`: what was measured, round by round. */
const samples = {};

function keep(what, who, figures) {
  for (const [name, figure] of Object.entries(figures)) {
    const row = (samples[`${what}.${name}`] ??= {});
    (row[who] ??= []).push(figure);
  }
}

async function withFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), "interleave-peers-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function round(fast, slow, cpython) {
  for (const who of BROWSED) {
    await withFolder(async (folder) => {
      keep("cold", who, await visit(who, fast, folder));
      keep("warm", who, await visit(who, fast, folder));
      const runs = await (who === "interleave" ? ours(fast, folder) : theirs(who, fast, folder));
      for (const [what, figures] of Object.entries(runs)) keep(what, who, figures);
    });
  }
  for (const who of BROWSED) {
    await withFolder(async (folder) => keep("slow", who, await visit(who, slow, folder)));
  }
  if (cpython) keep("run", "cpython", await native());
}

async function chromium() {
  const browser = await launch();
  try {
    return browser.version();
  } finally {
    await browser.close();
  }
}

/** What the figures hold for. */
async function circumstances(cpython) {
  const { dependencies } = JSON.parse(await readFile(new URL("package.json", import.meta.url), "utf8"));
  return {
    date: new Date().toISOString(),
    rounds,
    cpu: cpus()[0].model,
    cores: cpus().length,
    chromium: await chromium(),
    cpython,
    ...dependencies,
  };
}

const [fast, slow] = await Promise.all([
  new Server().start(),
  new Server(new Throttle({ megabits: 10, delay: 40 })).start(),
]);
try {
  const cpython = await version();
  const about = await circumstances(cpython);
  // Not measured: by this, all files are packed and read.
  for (const who of BROWSED) await withFolder((folder) => visit(who, fast, folder));
  for (let done = 0; done < rounds; done += 1) {
    console.error(`round ${done + 1} of ${rounds}`);
    await round(fast, slow, cpython);
  }
  await mkdir(TARGET, { recursive: true });
  await writeFile(join(TARGET, "peers.json"), `${JSON.stringify({ ...about, samples }, null, 2)}\n`);
  console.log(Object.entries(about).map(([name, what]) => `${name}: ${what ?? "none"}`).join("\n"));
  console.log(`\n${table(samples)}`);
} finally {
  await Promise.all([fast.close(), slow.close()]);
}
