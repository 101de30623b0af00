// A recording has a size: of its events, and of their texts.

import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const ENDLESS = `import asyncio

async def main():
    while True:
        await asyncio.sleep(0)

asyncio.run(main())
`;

const NAMES = `import asyncio

async def main():
    for number in range(300):
        await asyncio.create_task(asyncio.sleep(0), name=f"{number} {'x' * 1_000_000}")

asyncio.run(main())
`;

const FULL = /^The recording reached the limit of 2 MB\. Raise it under Run settings/;

scenario("a recording that is full ends the run, and the next one begins anew", async (open) => {
  const app = await open();
  for (const [program, clock] of [[ENDLESS, "live"], [ENDLESS, "simulated"], [NAMES, "simulated"]]) {
    await app.load(program);
    const trace = await app.run({ clock, recording: 2, limits: { steps: 5_000_000 } });
    assert.equal(trace.end.how, "limit");
    assert.match(trace.end.text, FULL);
    assert.equal(await app.state(), "failed");
  }
  await app.load('print("on")\n');
  assert.equal(written(await app.run({ recording: 1 })), "on\n");
});

scenario("the size is a run setting, in the page and in its address", async (open) => {
  const app = await open({ runs: false, address: "?recording=2&clock=simulated" });
  await app.press("limits");
  assert.equal(await app.get("recording").inputValue(), "2");
  await app.get("recording").fill("0");
  await app.press("limits-save");
  await app.page.getByText("Recording must be a whole number of MB from 1 to 1,000.").waitFor();
  await app.get("recording").fill("");
  await app.press("limits-save");
  await app.holds(() => !location.search.includes("recording"));
});
