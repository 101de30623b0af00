// The page's own wasm ends: plain script says so, and the program is there after a reload.

import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { barriers } from "./lib/barriers.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/**
 * Keeps the page's wasm at hand: its exports in `globalThis.wasm`. It gets 64 MB of memory at
 * most: a browser that is to give it 4 GB may end first.
 */
const hold = () => {
  const MOST = 1024;
  const number = (value) => value < 128 ? [value] : [(value & 127) | 128, ...number(value >> 7)];
  const read = (bytes, at) => {
    const { [at]: byte } = bytes;
    if (byte < 128) return [byte, at + 1];
    const [rest, end] = read(bytes, at + 1);
    return [(byte & 127) + 128 * rest, end];
  };
  /** The module with another section of memory (5): one memory, which has a maximum. */
  const bounded = (bytes) => {
    for (let at = 8; at < bytes.length; ) {
      const [size, begin] = read(bytes, at + 1);
      if (bytes[at] === 5) {
        const [least] = read(bytes, begin + 2);
        const memory = [1, 1, ...number(least), ...number(MOST)];
        return new Blob([bytes.subarray(0, at), new Uint8Array([5, ...number(memory.length), ...memory]), bytes.subarray(begin + size)]).arrayBuffer();
      }
      at = begin + size;
    }
    throw new Error("The module has no memory.");
  };
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const bytes = new Uint8Array(await (await source).arrayBuffer());
    const made = await WebAssembly.instantiate(await bounded(bytes), imports);
    globalThis.wasm ??= made.instance.exports;
    return made;
  };
};

/** Takes all the memory that the page's wasm could get. */
const exhaust = (app) => app.page.evaluate(() => {
  for (let pages = 1024; pages; ) {
    try {
      globalThis.wasm.memory.grow(pages);
    } catch {
      pages >>= 1;
    }
  }
});

/** A program for which there is no room then. */
const LARGE = `print("large")\n${"#".repeat(3_000_000)}\n`;

scenario("the page's wasm ends: the program is kept, and a reload goes on with it", async (open) => {
  const app = await open({ runs: false });
  await app.page.addInitScript(hold);
  await app.page.reload();
  await app.ready();
  await app.write('print("mine")\n');
  await exhaust(app);
  await app.page.evaluate((text) => { setTimeout(() => globalThis.interleave.load(text)); }, LARGE);
  const broken = app.page.getByRole("alertdialog", { name: /Interleave has stopped/ });
  await broken.waitFor();
  assert.match(await broken.innerText(), /Your program is kept in this browser/);
  assert.match(await broken.locator("pre").last().innerText(), /print\("mine"\)/);
  await broken.getByText("What went wrong").click();
  assert.match(await broken.locator("details pre").innerText(), /RuntimeError: unreachable/);
  assert.deepEqual(await barriers(app), []);
  // It does not go away, and stays one.
  await app.page.keyboard.press("Escape");
  await app.page.keyboard.press("Escape");
  await broken.waitFor();
  assert.equal(await app.page.locator("dialog.broken").count(), 1);
  assert.ok(app.faults.splice(0).every((fault) => /unreachable|RuntimeError/.test(fault)));
  app.runs = true;
  await app.get("reload").click();
  await app.ready();
  assert.equal(await app.text(), 'print("mine")\n');
  await app.press("run");
  await app.seen("mine");
  app.faults.length = 0;
});

scenario("what was typed last is rescued, beside what was kept before", async (open) => {
  const app = await open({ runs: false });
  await app.page.addInitScript(hold);
  await app.page.reload();
  await app.ready();
  await app.write('print("first")\n');
  await app.holds(() => Object.values(localStorage).some((value) => value.includes("first")));
  await exhaust(app);
  await app.write(LARGE);
  await app.page.locator("dialog.broken").waitFor();
  app.faults.length = 0;
  await app.get("reload").click();
  await app.ready();
  assert.equal(await app.text(), LARGE);
  assert.equal(await app.page.title(), "Rescued program · Interleave");
  const kept = await app.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("interleave.program.")).length);
  assert.equal(kept, 2);
});

scenario("a panic is told with its message, and a storage that is denied with a copy", async (open) => {
  const app = await open();
  await app.write('print("mine")\n');
  await app.page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }; });
  await app.write('print("other")\n');
  // A browser that calls the page while the page calls it.
  await app.page.evaluate(() => {
    const { Worker } = globalThis;
    globalThis.Worker = function (...parts) {
      globalThis.interleave.stop();
      return new Worker(...parts);
    };
    setTimeout(() => globalThis.interleave.run({ seed: 5 }));
  });
  const broken = app.page.locator("dialog.broken");
  await broken.waitFor();
  assert.match(await broken.innerText(), /could not be kept in this browser: copy it/);
  assert.match(await broken.locator("pre").last().innerText(), /print\("other"\)/);
  await broken.getByText("What went wrong").click();
  assert.match(await broken.locator("details pre").innerText(), /panicked at/);
  app.faults.length = 0;
});

scenario("an error of somebody else's script is none of the page's", async (open) => {
  const app = await open();
  await app.page.evaluate(() => {
    setTimeout(() => { throw new TypeError("mine"); });
    setTimeout(() => { globalThis.interleave.seek("soon"); });
    void globalThis.interleave.run({ speed: NaN });
  });
  assert.equal(written(await app.execute('print("on")\n')), "on\n");
  assert.equal(await app.page.locator("dialog.broken").count(), 0);
  app.faults.length = 0;
});
