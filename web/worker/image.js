// The image of a module that has started: its memory, to be put into a new instance of the same
// module, which then has started as well.
//
// Of the values that lie outside the memory there may be none but those that every instance
// begins with, and the worker's global object. Layout: numbers of 32 bits (a mark, the memory's
// pages, the table's length, how often the global object is in it and how many blocks there are,
// then all their places), and the blocks that are not all zeros.

const MARK = 0x694c7632;
const PAGE = 65_536;
const BLOCK = 4_096;
const HEAD = 5;

const isObject = (value) => typeof value === "function" || (typeof value === "object" && value !== null);

/** The image of a module, in a buffer of its own; null where it can't be taken. */
export function take({ memory, __wbindgen_externrefs: table }) {
  const globals = [];
  for (let at = 0; at < table.length; at += 1) {
    const value = table.get(at);
    if (value === globalThis) globals.push(at);
    else if (isObject(value)) return null;
  }
  const bytes = new Uint8Array(memory.buffer);
  const words = new BigUint64Array(memory.buffer);
  const blocks = [];
  for (let at = 0; at < bytes.length; at += BLOCK) {
    if (words.subarray(at / 8, (at + BLOCK) / 8).some((word) => word !== 0n)) blocks.push(at);
  }
  const head = Uint32Array.of(
    MARK, bytes.length / PAGE, table.length, globals.length, blocks.length, ...globals, ...blocks,
  );
  const image = new Uint8Array(head.byteLength + blocks.length * BLOCK);
  image.set(new Uint8Array(head.buffer));
  blocks.forEach((from, index) => {
    image.set(bytes.subarray(from, from + BLOCK), head.byteLength + index * BLOCK);
  });
  return image.buffer;
}

/** Makes a new instance what the image is of; false where that is no image. */
export function restore({ memory, __wbindgen_externrefs: table }, image) {
  if (image.byteLength < HEAD * 4) return false;
  const [mark, pages, length, globals, blocks] = new Uint32Array(image, 0, HEAD);
  const begin = (HEAD + globals + blocks) * 4;
  if (mark !== MARK || image.byteLength !== begin + blocks * BLOCK) return false;
  const own = memory.buffer.byteLength;
  if (pages * PAGE < own || length < table.length) return false;
  memory.grow(pages - own / PAGE);
  table.grow(length - table.length, null);
  new Uint32Array(image, HEAD * 4, globals).forEach((at) => table.set(at, globalThis));
  const bytes = new Uint8Array(memory.buffer);
  const places = new Uint32Array(image, (HEAD + globals) * 4, blocks);
  let end = 0;
  for (let first = 0, last; first < blocks; first = last) {
    for (last = first + 1; places[last] === places[last - 1] + BLOCK;) last += 1;
    // Only what the instance begins with is not all zeros.
    if (end < own) bytes.fill(0, end, Math.min(places[first], own));
    bytes.set(new Uint8Array(image, begin + first * BLOCK, (last - first) * BLOCK), places[first]);
    end = places[last - 1] + BLOCK;
  }
  if (end < own) bytes.fill(0, end, own);
  return true;
}
