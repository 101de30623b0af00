import assert from "node:assert/strict";
import { suite, NARROW } from "./lib/suite.mjs";
import { barriers } from "./lib/barriers.mjs";

const scenario = suite();

const PROGRAM = `import random
import sys
from datetime import datetime, timezone

print(sys.argv[1:])
print(datetime.now(timezone.utc).isoformat())
print(random.random())
`;

const dialog = (app) => app.get("limits-dialog");
const search = (app) => app.page.evaluate(() => location.search);

scenario("seed, start and arguments are set by keyboard, stand in the address, and are kept", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  await app.load(PROGRAM);
  await app.press("run");
  await app.until("finished");
  const before = await app.printed();
  assert.deepEqual(before.slice(0, 2), ["[]", "2026-01-01T00:00:00+00:00"].map((text, at) => at ? before[1] : text));
  assert.ok(before[1].startsWith("2026-01-01T00:00:00"));

  await app.get("limits").focus();
  await app.page.keyboard.press("Enter");
  await dialog(app).waitFor();
  assert.equal(await app.get("seed").inputValue(), "0");
  assert.match(await app.page.locator("#seed-about").innerText(), /The last run had 0\. Use again/);
  assert.deepEqual(await barriers(app), []);

  // What can't be gets a sentence, and nothing is saved.
  await app.get("seed").fill("seven");
  await app.get("start").fill("2026-02-30");
  await app.get("args").fill("it's");
  await app.page.keyboard.press("Enter");
  await app.page.locator("#seed-about.wrong").waitFor();
  assert.match(await app.page.locator("#start-about").innerText(), /date and time from 1970 to 9999/);
  assert.match(await app.page.locator("#args-about").innerText(), /opening ' without a closing one/);
  assert.equal(await app.page.evaluate(() => document.activeElement.id), "seed");
  await app.page.keyboard.press("Escape");
  await dialog(app).waitFor({ state: "hidden" });
  assert.equal(await app.page.evaluate(() => document.activeElement.dataset.testid), "limits");
  assert.equal(await search(app), "?clock=simulated");

  await app.press("run-settings");
  assert.equal(await app.get("seed").inputValue(), "0");
  await app.get("seed").fill("7");
  await app.get("latency").fill("2.5");
  await app.get("start").fill("2030-05-06 07:08");
  await app.get("args").fill("-n 3 'two words'");
  await app.get("limit-steps").fill("1000");
  await app.press("limits-save");
  await dialog(app).waitFor({ state: "hidden" });
  const address = await search(app);
  assert.deepEqual(Object.fromEntries(new URLSearchParams(address)), {
    clock: "simulated", seed: "7", latency: "2.5", start: "2030-05-06 07:08:00", args: "-n 3 'two words'", limits: "steps=1000",
  });
  await app.press("run");
  await app.until("finished");
  const printed = await app.printed();
  assert.equal(printed[0], "['-n', '3', 'two words']");
  assert.ok(printed[1].startsWith("2030-05-06T07:08:00"), printed[1]);
  assert.notEqual(printed[2], before[2]);

  // The link alone does the same for another reader; the storage alone for this one.
  const other = await open({ address });
  await other.execute(PROGRAM, { clock: "simulated" });
  assert.deepEqual(await other.printed(), printed);
  await app.visit("");
  await app.press("limits");
  assert.equal(await app.get("seed").inputValue(), "7");
  assert.equal(await app.get("args").inputValue(), "-n 3 'two words'");
  await app.press("limits-reset");
  await app.press("limits-save");
  await app.holds(() => location.search === "");
  assert.equal(await app.page.evaluate(() => Object.keys(localStorage).filter((key) => /seed|args|start|latency/.test(key)).length), 0);
});

scenario("a live run's seed is shown and used again; a bad address gets a sentence", async (open) => {
  const app = await open({ address: "?seed=x&start=soon&args=ok", viewport: NARROW });
  const refused = await app.get("refused").innerText();
  assert.match(refused, /Seed must be “random” or a whole number/);
  assert.match(refused, /Start time must be a date/);
  await app.press("limits");
  assert.equal(await app.get("args").inputValue(), "ok");
  await app.page.keyboard.press("Escape");
  await app.execute(PROGRAM, { clock: "live" });
  const first = await app.printed();
  await app.press("limits");
  assert.equal(await app.get("seed").inputValue(), "random");
  await app.press("seed-again");
  await app.press("limits-save");
  await dialog(app).waitFor({ state: "hidden" });
  await app.execute(PROGRAM, { clock: "live" });
  assert.equal((await app.printed())[2], first[2]);
});
