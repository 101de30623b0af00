// The image of a Python that has started: later workers begin with it, and so does the next visit.

import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const ASK = "import asyncio\nprint(asyncio.run.__doc__.splitlines()[0])\n";
const KNOWN = "Execute the coroutine and return the result.";

const SHOW = `import asyncio, random

async def worker(name):
    await asyncio.sleep(random.random())
    print(name, set("some words in a set".split()), random.random())

async def main():
    await asyncio.gather(*(worker(name) for name in "abc"))

asyncio.run(main())
`;

/** Waits until the browser keeps an image. */
const isKept = (app) => app.holds(async () => {
  const cache = await caches.open("interleave");
  return (await cache.keys()).length === 1;
});

/** Changes the bytes of the image that the browser keeps: `how` runs in the page. */
const change = (app, how, argument) => app.page.evaluate(`(async (how) => {
  const cache = await caches.open("interleave");
  const [key] = await cache.keys();
  const bytes = new Uint8Array(await (await cache.match(key)).arrayBuffer());
  await cache.put(key, new Response(how(bytes, ${JSON.stringify(argument)})));
})(${how})`);

/** Puts a text in the place of another one of the same length, wherever it is. */
function replace(bytes, texts) {
  const [from, to] = texts.map((text) => new TextEncoder().encode(text));
  for (let at = bytes.indexOf(from[0]); at >= 0; at = bytes.indexOf(from[0], at + 1)) {
    if (from.every((byte, index) => bytes[at + index] === byte)) bytes.set(to, at);
  }
  return bytes;
}

scenario("the next visit begins with the Python of this one", async (open) => {
  const app = await open();
  assert.equal(written(await app.execute(ASK)), `${KNOWN}\n`);
  await isKept(app);
  await change(app, replace, [KNOWN, KNOWN.toUpperCase()]);
  await app.page.reload();
  await app.ready();
  assert.equal(written(await app.execute(ASK)), `${KNOWN.toUpperCase()}\n`);
});

scenario("runs from an image are those of a Python that was started for them", async (open) => {
  const app = await open();
  const runs = async (seed) => {
    await app.load(SHOW);
    return app.runRaw({ clock: "simulated", seed });
  };
  // The first run's Python was started, the others' are images.
  const first = await runs(512);
  await app.execute("import gc, sys\ngc.disable()\nsys.modules.clear()\n");
  assert.equal(await runs(512), first);
  assert.notEqual(await runs(768), first, "another seed");
  assert.notEqual(await runs(1), first, "other hashes, of a Python of its own");
  await isKept(app);
  await app.page.reload();
  await app.ready();
  assert.equal(await runs(512), first, "the first run of the next visit");
});

scenario("an image that is none is as if nothing had been kept", async (open) => {
  const app = await open();
  await isKept(app);
  for (const how of [
    () => new Uint8Array(),
    (bytes) => bytes.subarray(0, 7),
    (bytes) => bytes.subarray(0, bytes.length - 1),
    (bytes) => new Uint8Array(bytes.length),
    (bytes) => bytes.fill(255, 4, 20),
  ]) {
    await change(app, how);
    await app.page.reload();
    await app.ready();
    assert.equal(written(await app.execute(ASK)), `${KNOWN}\n`, String(how));
    await isKept(app);
  }
});

scenario("where nothing can be kept, each visit starts a Python", async (open) => {
  const app = await open();
  await app.page.addInitScript(() => delete globalThis.caches);
  await app.page.reload();
  await app.ready();
  assert.equal(await app.page.evaluate(() => typeof caches), "undefined");
  for (let run = 0; run < 2; run += 1) {
    assert.equal(written(await app.execute(ASK)), `${KNOWN}\n`);
  }
});
