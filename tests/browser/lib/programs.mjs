// The programs of the project: its examples and its cases.

import { execFile } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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

/** What lies in a case's folder besides the program itself and what is known of it. */
function beside(folder, prefix = "") {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const name = prefix + entry.name;
    if (entry.isDirectory()) return beside(folder, `${name}/`);
    const own = /^(expected|known)\./.test(name) || ["main.py", "case.toml", "stdin"].includes(name);
    return own ? [] : [[name, readFileSync(join(folder, name), "utf8")]];
  });
}

/**
 * All cases, with what they print: `[{name, topic, program, files, input, arguments, stdout}]`.
 * `files` are those beside the program, by name.
 */
export function cases() {
  const folders = readdirSync(join(ROOT, "tests/cases")).sort().flatMap((topic) =>
    readdirSync(join(ROOT, "tests/cases", topic)).sort().map((name) => ({ topic, name: `${topic}/${name}` })));
  return folders.flatMap(({ topic, name }) => {
    const has = (file) => existsSync(join(ROOT, "tests/cases", name, file));
    const text = (file) => read("tests/cases", name, file);
    // Of those that CPython has not run yet the native tests complain.
    if (!has("expected.stdout")) return [];
    const input = has("stdin") ? text("stdin") : "";
    const files = Object.fromEntries(beside(join(ROOT, "tests/cases", name)));
    // The page's input and files are text.
    if ([input, ...Object.values(files)].some((text) => text.includes("\ufffd"))) return [];
    const list = has("case.toml") ? text("case.toml").match(/^arguments = (\[.*\])$/m) : null;
    return [{
      topic, name, files, input, program: text("main.py"),
      stdout: text(has("known.stdout") ? "known.stdout" : "expected.stdout"),
      arguments: list ? JSON.parse(list[1]) : [],
    }];
  });
}

/** Runs a program by the native command. Returns its trace, as written. */
export const runNatively = (one) => traceOf(one, [], (file) => readFile(file, "utf8"));

/** Runs a program by the native command with these options, and reads its trace's file with `use`. */
export async function traceOf({ program, files = {}, input = "", arguments: list = [] }, options, use) {
  const folder = await mkdtemp(join(tmpdir(), "interleave-"));
  try {
    for (const [name, text] of Object.entries({ ...files, "main.py": program })) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    // An exit status of the program's own is none of our business.
    await new Promise((resolve) => {
      const settings = { cwd: folder, maxBuffer: 1 << 28, timeout: options.length ? 0 : PATIENCE };
      const all = ["run", "main.py", "--trace", "trace.json", ...options, "--", ...list];
      const command = execFile(COMMAND, all, settings, resolve);
      // One that reads nothing may have ended before it was given anything.
      command.stdin.on("error", () => {});
      command.stdin.end(input);
    });
    return await use(join(folder, "trace.json"));
  } finally {
    await rm(folder, { recursive: true });
  }
}
