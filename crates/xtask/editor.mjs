// Makes web/editor/dist/ from web/editor/, if any of its sources is newer.
// `cargo xtask` and Trunk (before each build) both call it.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const editor = join(dirname(fileURLToPath(import.meta.url)), "../../web/editor");
if (!existsSync(editor)) process.exit(0);

/** The time of the newest file below `folder`, leaving out what is generated. */
function newest(folder) {
  let time = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === "node_modules" || entry.name === "dist") continue;
    const path = join(folder, entry.name);
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs);
  }
  return time;
}

/** The time of the oldest bundle, or 0 if there is none. */
function oldest(folder) {
  if (!existsSync(folder)) return 0;
  const times = readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs);
  return times.length === 0 ? 0 : Math.min(...times);
}

function npm(...args) {
  const { status } = spawnSync("npm", args, {
    cwd: editor,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (oldest(join(editor, "dist")) < newest(editor)) {
  const time = (file) => {
    const path = join(editor, file);
    return existsSync(path) ? statSync(path).mtimeMs : 0;
  };
  if (time("node_modules/.package-lock.json") < time("package-lock.json")) {
    npm("ci", "--no-audit", "--no-fund");
  }
  npm("run", "build");
}
