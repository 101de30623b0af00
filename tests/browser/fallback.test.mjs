import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

scenario("where wasm can't be suspended, Live is simulated and played", async (open) => {
  const app = await open({ missing: ["Suspending", "promising"] });
  await app.holds(() => /replayed/.test(document.querySelector('[data-testid="clock"]').textContent));
  await app.write(`import asyncio

async def main():
    print("in")
    await asyncio.sleep(1.5)
    print("out")

asyncio.run(main())
`);
  const begun = Date.now();
  await app.press("run");
  await app.seen("in");
  await app.holds(() => /Replaying/.test(document.querySelector('[data-testid="status"]').textContent));
  assert.deepEqual(await app.printed(), ["in"]);
  await app.seen("out");
  assert.ok(Date.now() - begun >= 1_400, "it is played at its speed");
  await app.until("finished");
  assert.ok((await app.trace()).end.time < 1_510_000);
});
