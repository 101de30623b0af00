// Packs the files of a built site: beside each stands what a server may send in its place, NAME.br
// and NAME.gz. The argument is the folder.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const PACKED = new Set([".br", ".gz"]);
/** What is packed already. */
const DENSE = new Set([".png"]);

const ways = {
  ".br": (bytes) => promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }),
  ".gz": (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

const folder = process.argv[2];
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !PACKED.has(extname(entry.name)) && !DENSE.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

await Promise.all(files.flatMap((file) => Object.entries(ways).map(async ([ending, pack]) => {
  const bytes = readFileSync(file);
  const packed = await pack(bytes);
  writeFileSync(file + ending, packed);
  if (bytes.length > 1_000_000) console.log(`${file.slice(folder.length + 1)}: ${bytes.length} bytes, ${packed.length} as ${ending}`);
})));
