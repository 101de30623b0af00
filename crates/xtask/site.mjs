// Finishes a built site: the worker's scripts become one, which the page can keep; no script
// stands in the page's own text, so that a Content-Security-Policy need not allow it; and every
// file has a hash in its name, so that a cache never holds that of another release. Trunk calls this after each build; otherwise the folder is the argument.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

const hash = (content) => createHash("sha256").update(content).digest("hex").slice(0, 16);

// Trunk has hashed the others. The page finds these by the names in its text: see start.js.
const names = {};
for (const name of [
  "interleave-worker_bg.wasm", "worker.js", "assist.js", "archive.js", "first-visit.json", "preview.png",
]) {
  const file = join(folder, name);
  names[name] = name.replace(/(?=\.\w+$)/, `-${hash(readFileSync(file))}`);
  renameSync(file, join(folder, names[name]));
}

const index = join(folder, "index.html");
const page = readFileSync(index, "utf8")
  .replace(/<script type="module">([^]*?)<\/script>/g, (_, text) => {
    const name = `boot-${hash(text)}.js`;
    writeFileSync(join(folder, name), text.trimStart());
    return `<script type="module" src="./${name}"></script>`;
  })
  .replace('content="preview.png"', `content="${names["preview.png"]}"`)
  .replace(/(?<=<meta charset="utf-8"\s*\/?>)/i, `\n  <meta name="interleave-files" content='${JSON.stringify(names)}'>`);
writeFileSync(index, page);
