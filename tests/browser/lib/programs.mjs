// The programs of the project: its examples and its cases.

import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PATIENCE } from "./app.mjs";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const COMMAND = process.env.INTERLEAVE ?? join(ROOT, "target/release/interleave");

const read = (...path) => readFileSync(join(ROOT, ...path), "utf8");

/** What a first visit opens. */
export const FIRST = "breakfast-one-grinder";

/** All examples: `{id, title, program, stdout}`. The program is what the editor shows. */
export const examples = readdirSync(join(ROOT, "web/examples"))
  .filter((file) => file.endsWith(".py"))
  .sort()
  .map((file) => {
    const text = read("web/examples", file);
    const blank = text.indexOf("\n\n");
    return {
      id: file.replace(/^[\d-]+/, "").replace(/\.py$/, ""),
      title: text.match(/^# title: (.*)$/m)[1],
      program: text.slice(blank).replace(/^\n+/, ""),
      stdout: read("tests/examples", file.replace(/\.py$/, ".stdout")),
    };
  });

/** The example of this id. */
export const example = (id) => examples.find((one) => one.id === id);

/** All cases that print what CPython printed: `[{name, topic, program, stdout}]`. */
export function cases() {
  const folders = readdirSync(join(ROOT, "tests/cases")).sort().flatMap((topic) =>
    readdirSync(join(ROOT, "tests/cases", topic)).sort().map((name) => ({ topic, name: `${topic}/${name}` })));
  return folders.flatMap(({ topic, name }) => {
    const has = (file) => existsSync(join(ROOT, "tests/cases", name, file));
    const text = (file) => read("tests/cases", name, file);
    if (has("case.toml") && text("case.toml").includes("known = ")) return [];
    // Of those that CPython has not run yet the native tests complain.
    return has("expected.stdout") ? [{ topic, name, program: text("main.py"), stdout: text("expected.stdout") }] : [];
  });
}

/** Runs a program by the native command. Returns its trace, as written. */
export async function runNatively(program) {
  const folder = await mkdtemp(join(tmpdir(), "interleave-"));
  try {
    await writeFile(join(folder, "main.py"), program);
    // An exit status of the program's own is none of our business.
    await new Promise((resolve) => {
      const options = { cwd: folder, maxBuffer: 1 << 28, timeout: PATIENCE };
      const command = execFile(COMMAND, ["run", "main.py", "--trace", "trace.json"], options, resolve);
      // There is nothing to read in the page either.
      command.stdin.end();
    });
    return await readFile(join(folder, "trace.json"), "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}
