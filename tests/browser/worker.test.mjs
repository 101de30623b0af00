// The worker ends, or can't be had: the run ends in a sentence, and the next one works.

import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const PRINTS = 'print("on")\n';

/** Lets the worker close itself without a word when it is given a program that will read these words. */
const CLOSES = `
const { onmessage } = self;
self.onmessage = (event) => {
  const words = event.data instanceof ArrayBuffer ? new TextDecoder().decode(event.data.slice(0)) : "";
  if (words.includes("close yourself")) self.close();
  else onmessage(event);
};
`;

/** Runs a program; what its promise said. */
const ran = (app, options = { clock: "simulated", seed: 0 }) => app.page.evaluate(async (options) => {
  try {
    return (await globalThis.interleave.run(options)).version;
  } catch (error) {
    return error.message;
  }
}, options);

scenario("a worker that ends without a word ends the run in a sentence", async (open) => {
  const app = await open({ runs: false });
  await app.page.route("**/worker-*.js", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: await response.text() + CLOSES });
  });
  await app.page.reload();
  app.runs = true;
  await app.ready();
  for (const clock of ["simulated", "live"]) {
    await app.load(PRINTS);
    assert.equal(await ran(app, { clock, input: "close yourself" }), 1, "the promise ends");
    await app.until("failed");
    assert.match(await app.get("fault").innerText(), /The worker that runs Python has ended by itself/);
    await app.get("fault").getByRole("button", { name: "Close" }).click();
    assert.equal(written(await app.run({ clock })), "on\n");
  }
});

scenario("a message that can't be read, and a script that is gone, are told", async (open) => {
  const app = await open({ runs: false });
  await app.page.addInitScript(() => {
    globalThis.workers = [];
    globalThis.Worker = class extends Worker {
      constructor(...parts) {
        super(...parts);
        globalThis.workers.push(this);
      }
    };
  });
  await app.page.reload();
  app.runs = true;
  await app.ready();
  await app.load("while True: pass\n");
  const end = ran(app);
  await app.until("running");
  await app.page.evaluate(() => globalThis.workers.forEach((worker) => worker.dispatchEvent(new MessageEvent("messageerror"))));
  assert.equal(await end, 1);
  assert.match(await app.get("fault").innerText(), /A message of the worker couldn't be read/);
  await app.get("fault").getByRole("button", { name: "Close" }).click();
  await app.load(PRINTS);
  assert.equal(written(await app.run()), "on\n");
});

scenario("where there is no Python, a script's run says why", async (open) => {
  const app = await open({ runs: false });
  await app.page.route("**/worker-*.js", (route) => route.fulfill({ status: 404, body: "" }));
  await app.page.reload({ waitUntil: "commit" });
  await app.holds(() => Boolean(globalThis.interleave));
  assert.equal(await ran(app), "The server answered 404 for worker.js.", "it was asked before, or after");
  assert.equal(await ran(app), "The server answered 404 for worker.js.");
  await app.page.unroute("**/worker-*.js");
  await app.get("retry").click();
  await app.until("idle");
  await app.load(PRINTS);
  assert.equal(written(await app.run()), "on\n");
  app.faults.length = 0;
});
