import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { examples } from "./lib/programs.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

scenario("the picker offers every example, in groups", async (open) => {
  const app = await open();
  const groups = await app.page.evaluate(() =>
    [...document.querySelectorAll('[data-testid="example-picker"] optgroup')].map((group) => ({
      topic: group.label,
      entries: [...group.querySelectorAll("option")].map(({ value, textContent }) => [value, textContent]),
    })));
  assert.ok(groups.length >= 4, JSON.stringify(groups));
  const offered = groups.flatMap(({ entries }) => entries);
  assert.deepEqual(offered.sort(), examples.map(({ id, title }) => [id, title]).sort());
});

scenario("every example, picked and run simulated, prints what CPython prints", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  for (const { id, program, stdout } of examples) {
    await app.choose("example-picker", id);
    assert.equal(await app.state(), "idle", `${id} is not run by picking it`);
    await app.press("run");
    await app.until("finished", "failed");
    assert.equal((await app.printed()).join("\n") + "\n", stdout, id);
    assert.deepEqual(await app.printed("stderr"), [], id);
    assert.equal(await app.state(), "finished", id);
    assert.equal(await app.text(), program, id);
  }
});

/** Pages in which the live examples run side by side: they mostly wait. */
const PAGES = 4;

scenario("every example, run live, prints what CPython prints", async (open) => {
  const first = await open();
  const pages = [first];
  while (pages.length < PAGES) pages.push(await open({ beside: first }));
  const left = [...examples];
  await Promise.all(pages.map(async (app) => {
    for (let one = left.shift(); one; one = left.shift()) {
      await runLive(app, one);
    }
  }));
});

/**
 * On the real clock a machine that is late by a tenth of a second changes the order of timers,
 * CPython's too. Where it was, the program gets more time: at half the speed it may be late twice as long.
 */
const SPEEDS = [1, 0.5, 0.25];

async function runLive(app, { id, program, stdout }, [speed, ...slower] = SPEEDS) {
  const trace = await app.execute(program, { clock: "live", speed });
  assert.equal(trace.end.how, "finished", id);
  assert.equal(written(trace, "stderr"), "", id);
  try {
    sameButLate(written(trace), stdout, id);
  } catch (difference) {
    if (slower.length === 0) throw difference;
    await runLive(app, { id, program, stdout }, slower);
  }
}

/** A busy machine is late: the times that a program prints may be up to half a second behind. */
function sameButLate(ours, expected, id) {
  const time = /\d+\.\d+/g;
  assert.equal(ours.replace(time, "…"), expected.replace(time, "…"), id);
  const late = (ours.match(time) ?? []).map((text, at) => text - expected.match(time)[at]);
  assert.ok(late.every((seconds) => seconds > -0.05 && seconds < 0.55), `${id} is late: ${late}`);
}
