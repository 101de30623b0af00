import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { cases, examples, runNatively } from "./lib/programs.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** A third of the cases: of each topic the first, the fourth and so on. */
const chosen = cases().filter(({ topic }, at, all) => (at - all.findIndex((one) => one.topic === topic)) % 3 === 0);

/** Runs all of `list` in two pages. `check` is called with each and its trace, as written. */
async function runAll(open, list, check) {
  const first = await open();
  const pages = [first, await open({ beside: first })];
  const left = [...list];
  const wrong = [];
  await Promise.all(pages.map(async (app) => {
    for (let one = left.shift(); one; one = left.shift()) {
      await app.load(one.program);
      const trace = await app.runRaw({ clock: "simulated", seed: 0 });
      try {
        await check(one, trace);
      } catch (error) {
        wrong.push(`${one.name}: ${error.message}`);
      }
    }
  }));
  assert.deepEqual(wrong, []);
}

scenario("the cases print in the page what CPython prints, and their traces are those of the native command", async (open) => {
  assert.ok(chosen.length >= 60, `${chosen.length} cases`);
  await runAll(open, chosen, async ({ program, stdout }, trace) => {
    assert.equal(written(JSON.parse(trace)), stdout);
    sameBytes(trace, await runNatively(program));
  });
});

scenario("the examples' traces are those of the native command, twice", async (open) => {
  const twice = examples.flatMap(({ id, program }) => [{ name: id, program }, { name: `${id} again`, program }]);
  await runAll(open, twice.slice(0, 12), async ({ program }, trace) => sameBytes(trace, await runNatively(program)));
});

/** Fails with the first line that differs. */
function sameBytes(ours, native) {
  if (ours === native) return;
  const [left, right] = [ours.split("\n"), native.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  assert.equal(`${at}: ${left[at]}`, `${at}: ${right[at]}`);
  assert.fail(`the native trace goes on: ${right[left.length]}`);
}
