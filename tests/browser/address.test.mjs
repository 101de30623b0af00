import assert from "node:assert/strict";
import { FIRST, example } from "./lib/programs.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const SHARED = 'print("geteilt: äöü 🍞 \\\\n")\n# ' + "long ".repeat(500) + "\n";

scenario("a shared address holds the program, and opening it runs nothing", async (open, { site }) => {
  const app = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await app.write(SHARED);
  await app.press("share");
  await app.holds(() => location.hash.startsWith("#code="));
  await app.page.getByText("Link copied.").waitFor();
  const copied = await app.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, app.page.url());
  assert.ok(copied.startsWith(site.address), copied);
  assert.ok(copied.length < 400, "it is compressed");

  const other = await open({ address: copied.slice(site.address.length) });
  assert.equal(await other.text(), SHARED);
  assert.equal(await other.state(), "idle");
  assert.deepEqual(await other.lines(), []);
  await other.press("run");
  await other.seen("geteilt: äöü 🍞 \\n");
});

scenario("a broken address opens the page all the same", async (open) => {
  for (const address of ["#code=%%%", "#code=AAAA", "?example=nonesuch&clock=sundial&speed=-1&embed=2"]) {
    const app = await open({ address });
    assert.equal(await app.text(), example(FIRST).program, address);
    assert.equal(await app.get("speed").inputValue(), "1", address);
  }
});

scenario("an address names example, clock and speed", async (open) => {
  const app = await open({ address: "?example=race&clock=simulated&speed=2" });
  assert.equal(await app.text(), example("race").program);
  assert.equal(await app.get("example-picker").inputValue(), "race");
  assert.equal(await app.get("clock").inputValue(), "simulated");
  assert.equal(await app.get("speed").inputValue(), "2");
});

scenario("an embedded page shows editor and timeline only, and runs", async (open) => {
  const app = await open({ address: "?embed=1&example=gather&clock=simulated" });
  for (const id of ["editor", "timeline", "run", "stop"]) assert.ok(await app.get(id).isVisible(), id);
  for (const id of ["example-picker", "output", "problems"]) assert.equal(await app.get(id).isVisible(), false, id);
  await app.press("run");
  await app.until("finished");
  assert.ok((await app.rows()).length > 1);
});
