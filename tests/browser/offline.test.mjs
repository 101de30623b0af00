// The page needs its server only until it is loaded.

import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

scenario("loaded once, the page runs programs without a network", async (open) => {
  const app = await open();
  await app.page.context().setOffline(true);
  for (const [index, clock] of ["simulated", "live", "simulated"].entries()) {
    await app.write(`import threading, asyncio\nasyncio.run(asyncio.sleep(0.01))\nprint("run", ${index})\n`);
    assert.equal(written(await app.run({ clock })), `run ${index}\n`);
  }
  await app.press("run");
  await app.until("finished");
  assert.equal(await app.get("fault").count(), 0);
});
