// Files as a good static host keeps them: packed once by brotli, at its best.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** Packing takes minutes in all, so it outlives the run. Copies are named by content. */
const KEPT = join(tmpdir(), "interleave-peers-packed");

const files = new Map();

/** `{bytes, tag, packed}` of a file; it is read and packed only once. */
export function packed(file) {
  if (!files.has(file)) files.set(file, pack(file));
  return files.get(file);
}

async function pack(file) {
  const plain = await readFile(file);
  const tag = createHash("sha256").update(plain).digest("hex");
  const bytes = await readFile(`${file}.br`).catch(() => compressed(plain, tag));
  // Pictures and the like only grow by it.
  if (bytes.length >= plain.length) return { bytes: plain, tag, packed: false };
  return { bytes, tag, packed: true };
}

/** With the same settings as `cargo xtask build` packs our own files. */
async function compressed(plain, tag) {
  const kept = join(KEPT, `${tag}.br`);
  const earlier = await readFile(kept).catch(() => null);
  if (earlier) return earlier;
  const bytes = await promisify(brotliCompress)(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  await mkdir(KEPT, { recursive: true });
  // In one step, so that an interrupted run leaves no half of a file behind.
  await writeFile(`${kept}.${process.pid}`, bytes);
  await rename(`${kept}.${process.pid}`, kept);
  return bytes;
}
