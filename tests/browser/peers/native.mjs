// The same programs in CPython 3.13, outside any browser.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inPython, programs } from "./programs.mjs";

const PYTHON = process.env.INTERLEAVE_PYTHON || "python3.13";

const start = (source) => promisify(execFile)(PYTHON, ["-c", source]);

/** Its version, or null where there is none. */
export async function version() {
  try {
    return (await start("import platform; print(platform.python_version())")).stdout.trim();
  } catch {
    return null;
  }
}

/** The calls alone, in ms, each in a process of its own. */
export async function native() {
  const times = {};
  for (const [name, program] of Object.entries(programs)) {
    const { stdout } = await start(`${program.definitions}
from time import perf_counter
begun = perf_counter()
result = ${inPython(program)}
print((perf_counter() - begun) * 1000, result)
`);
    const [took, result] = stdout.split(" ").map(Number);
    if (result !== program.result) throw new Error(`CPython: ${name} gave ${result}`);
    times[name] = took;
  }
  return times;
}
