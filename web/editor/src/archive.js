// Zip files, for programs of several files. The page fetches this when it needs it:
// `interleaveEditor.archive()` of editor.js.

import { strToU8, unzipSync, zipSync } from "fflate";

/** Bytes of an archive of `[[path, text], …]`. */
export const zip = (files) =>
  zipSync(Object.fromEntries(files.map(([path, text]) => [path, strToU8(text)])));

/**
 * `[[path, bytes], …]` of an archive, without folders and what `wanted(path)` denies. It
 * throws where that is no archive, or has more than `most` bytes.
 */
export function unzip(bytes, wanted, most) {
  let total = 0;
  const filter = ({ name, originalSize }) => {
    if (name.endsWith("/") || !wanted(name)) return false;
    total += originalSize;
    if (total > most) throw new Error(`It has more than ${most / 1e6} MB.`);
    return true;
  };
  return Object.entries(unzipSync(bytes, { filter }));
}
