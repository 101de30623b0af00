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

scenario("a link that leads nowhere says so, and the user's own program stays open", async (open) => {
  const first = await open({ runs: false, address: "?clock=sundial&speed=-1&embed=2" });
  assert.equal(await first.text(), example(FIRST).program);
  assert.equal(await first.get("speed").inputValue(), "1");
  assert.equal(await first.get("refused").count(), 1);
  await first.write("# mine\n");
  const app = await open({ beside: first, runs: false });
  for (const [address, why] of [
    ["#code=%%%", /could not be read/],
    ["#code=AAAA", /could not be read/],
    ["#files=AAAA", /could not be read/],
    ["?example=nonesuch", /no example named “nonesuch”/],
    ["?program=17", /not in this browser/],
    ["?program=x", /not in this browser/],
  ]) {
    await app.page.goto("about:blank");
    await app.visit(address);
    assert.match(await app.get("refused").innerText(), why, address);
    assert.equal(await app.text(), "# mine\n", address);
  }
});

scenario("what is chosen stands in the address and the title, and Back leads to what was open", async (open) => {
  const app = await open({ runs: false });
  const { page } = app;
  const titled = (title) => app.holds((title) => document.title === `${title} · Interleave`, title);
  const names = (text) => new URL(page.url()).search === text;
  const [breakfast, race] = [example(FIRST), example("race")];
  await titled(breakfast.title);
  assert.ok(names(""), "where one begins is no choice");
  await app.choose("example-picker", "race");
  assert.ok(names("?example=race"));
  await titled(race.title);
  await app.write("# mine\n");
  const mine = "My program";
  await titled(mine);
  assert.match(page.url(), /[?]program=\d+$/);
  await app.choose("example-picker", "gather");
  await app.back();
  await titled(mine);
  assert.equal(await app.text(), "# mine\n");
  await app.back();
  await titled(breakfast.title);
  assert.equal(await app.text(), breakfast.program);
  await app.forward();
  await titled(mine);
  // Another link in the same tab is opened at once.
  await page.evaluate(() => { location.hash = "code=AAAA"; });
  await app.get("refused").waitFor();
  assert.equal(await app.text(), "# mine\n");
  await app.back();
  await app.get("refused").waitFor({ state: "detached" });
  await page.reload();
  await app.ready();
  assert.equal(await app.text(), "# mine\n");
});

scenario("a shared address of one's own program makes no second one", async (open) => {
  const app = await open({ runs: false });
  await app.write("# mine\n");
  await app.press("share");
  await app.holds(() => location.hash.startsWith("#code="));
  await app.page.reload();
  await app.ready();
  await app.write("# mine, more\n");
  assert.equal(await app.page.locator('[data-testid="example-picker"] option[value^="draft:"]').count(), 1);
});

scenario("a script's program survives a reload", async (open) => {
  const app = await open({ runs: false, address: "?example=race" });
  await app.load({ "main.py": "# loaded\n", "other.py": "" });
  await app.holds(() => document.title === "Shared program · Interleave");
  await app.page.reload();
  await app.ready();
  assert.equal(await app.text(), "# loaded\n");
  await app.choose("example-picker", "gather");
  // What is open is kept once it is shown.
  await app.holds((title) => document.title === `${title} · Interleave`, example("gather").title);
  await app.visit();
  assert.equal(await app.text(), example("gather").program);
});

scenario("a preview of the link has a description and a picture", async (open, { site }) => {
  const app = await open({ runs: false });
  const meta = (name) => app.page.locator(`meta[property="${name}"]`).getAttribute("content");
  assert.match(await meta("og:title"), /Interleave/);
  assert.match(await meta("og:description"), /asyncio/);
  const picture = await fetch(new URL(await meta("og:image"), site.address));
  assert.equal(picture.status, 200);
  const bytes = Buffer.from(await picture.arrayBuffer());
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1200, 630]);
});

scenario("an address names example, clock and speed", async (open) => {
  const app = await open({ address: "?example=race&clock=simulated&speed=2" });
  assert.equal(await app.text(), example("race").program);
  assert.equal(await app.get("example-picker").inputValue(), "race");
  assert.equal(await app.get("clock").inputValue(), "simulated");
  assert.equal(await app.get("speed").inputValue(), "2");
});

scenario("an embedded page shows editor and timeline first, and runs", async (open) => {
  const app = await open({ address: "?embed=1&example=gather&clock=simulated" });
  for (const id of ["editor", "timeline", "run", "stop"]) assert.ok(await app.get(id).isVisible(), id);
  for (const id of ["example-picker", "output", "problems"]) assert.equal(await app.get(id).isVisible(), false, id);
  await app.press("run");
  await app.until("finished");
  assert.ok((await app.rows()).length > 1);
});
