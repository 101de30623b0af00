// Finishes a built site: the worker's scripts become one, which the page can keep, and no
// script stands in the page's own text, so that a Content-Security-Policy need not allow it.
// Trunk calls this after each build; otherwise the folder is the argument.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = process.env.TRUNK_STAGING_DIR ?? process.argv[2];
const editor = join(dirname(fileURLToPath(import.meta.url)), "../../web/editor");
const esbuild = join(editor, "node_modules/esbuild/lib/main.js");
// It is there, unless the editor's bundle was built elsewhere.
if (!existsSync(esbuild)) {
  const options = { cwd: editor, stdio: "inherit", shell: process.platform === "win32" };
  spawnSync("npm", ["ci", "--no-audit", "--no-fund"], options);
}
const { buildSync } = await import(pathToFileURL(esbuild));

const worker = join(folder, "worker.js");
const { metafile } = buildSync({
  entryPoints: [worker], outfile: worker, allowOverwrite: true, absWorkingDir: folder,
  bundle: true, format: "esm", target: "es2022", metafile: true, logLevel: "error",
});
for (const name of Object.keys(metafile.inputs)) {
  if (name !== "worker.js") rmSync(join(folder, name));
}

const index = join(folder, "index.html");
const page = readFileSync(index, "utf8").replace(/<script type="module">([^]*?)<\/script>/g, (_, text) => {
  const name = `boot-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.js`;
  writeFileSync(join(folder, name), text.trimStart());
  return `<script type="module" src="./${name}"></script>`;
});
writeFileSync(index, page);
