// Several tabs of one browser, and pages embedded in others: none changes what is another's.

import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** Two tabs on one program of the user's, which says `# both`. */
async function two(open) {
  const one = await open({ runs: false });
  await one.write("# both\n");
  const other = await open({ beside: one, runs: false, address: new URL(one.page.url()).search });
  assert.equal(await other.text(), "# both\n");
  return [one, other];
}

/** What the browser keeps of the user's programs, by their titles. */
const kept = (app) => app.page.evaluate(() => Object.fromEntries(
  Object.entries(localStorage).filter(([key]) => key.startsWith("interleave.program."))
    .map(([, value]) => value.split("\n").map((line) => JSON.parse(line)))
    .map(([{ title }, [[, text]]]) => [title, text])));

const warned = (app) => app.get("changed-elsewhere").waitFor();

const MINE = "My program";

scenario("the tab that comes second notices, and each choice keeps what it says", async (open) => {
  const [one, other] = await two(open);
  await one.write("# one\n");
  await warned(other);
  assert.match(await other.get("changed-elsewhere").innerText(), /changed in another tab/);
  assert.equal(await other.text(), "# both\n", "its text stays");
  // What is typed meanwhile is not lost, nor does it overwrite.
  await other.write("# other\n");
  await other.holds(() => Object.values(localStorage).some((value) => value.includes("# other")));
  assert.deepEqual(await kept(other), { [MINE]: "# one\n", [`${MINE} copy`]: "# other\n" });
  await warned(other);

  await other.press("keep-mine");
  assert.equal(await other.get("changed-elsewhere").count(), 0);
  assert.deepEqual(await kept(other), { [MINE]: "# other\n" });
  await warned(one);
  assert.equal(await one.text(), "# one\n");

  await one.press("keep-both");
  assert.deepEqual(await kept(one), { [MINE]: "# other\n", [`${MINE} copy`]: "# one\n" });
  assert.equal(await one.text(), "# one\n");
  await one.write("# one more\n");
  assert.equal(await other.text(), "# other\n");
  assert.equal(await other.get("changed-elsewhere").count(), 0, "they are two programs now");
});

scenario("the other tab's version is taken, and this one's comes back", async (open) => {
  const [one, other] = await two(open);
  await other.write("# other\n");
  await warned(one);
  await one.press("take-other");
  assert.equal(await one.text(), "# other\n");
  assert.deepEqual(await kept(one), { [MINE]: "# other\n" });
  await one.press("undo");
  assert.deepEqual(await kept(one), { [MINE]: "# other\n", [`${MINE} copy`]: "# both\n" });
  assert.equal(await one.text(), "# other\n");
});

scenario("what another tab deletes is still here", async (open) => {
  const [one, other] = await two(open);
  await one.press("show-programs");
  await one.get("delete-program").click();
  await warned(other);
  assert.match(await other.get("changed-elsewhere").innerText(), /deleted in another tab/);
  assert.deepEqual(await kept(other), {});
  await other.press("keep-mine");
  assert.deepEqual(await kept(other), { [MINE]: "# both\n" });
});

scenario("an embedded page keeps nothing and reads nothing of the reader's", async (open) => {
  const app = await open({ runs: false });
  await app.write("# mine\n");
  await app.choose("clock", "simulated");
  await app.press("theme");
  const all = () => app.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  const before = await all();

  const embedded = await open({ beside: app, runs: false, address: "?embed=1&example=race&speed=2" });
  assert.equal(await embedded.page.evaluate(() => document.documentElement.dataset.theme), "system");
  await embedded.press("more");
  assert.equal(await embedded.get("clock").inputValue(), "live");
  await embedded.write("# embedded\n");
  await embedded.choose("clock", "simulated");
  await embedded.choose("speed", "0.5");
  await embedded.load("# loaded\n");
  await embedded.page.getByText("# loaded").waitFor();
  assert.match(embedded.page.url(), /example=race/, "its address is its host's");
  assert.equal(await all(), before);
  assert.equal(await app.text(), "# mine\n");
});
