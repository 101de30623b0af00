// What scripts and addresses may hand over: each wrong value is a sentence, and the page goes on.

import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const WAITS = 'import asyncio\nasync def main():\n    print("in")\n    await asyncio.sleep(0.2)\nasyncio.run(main())\n';

/** Calls functions of `window.interleave`, each `[name, expression of its argument]`; what each says. */
const said = (app, calls) => app.page.evaluate(async (calls) => {
  // All of them at once: only the driver's own code may be made of a text, by the page's policy.
  const functions = calls.map(([name, text]) => [name, new Function(`return (${text});`)]);
  const answers = [];
  for (const [name, make] of functions) {
    const value = make();
    try {
      await globalThis.interleave[name](value);
      answers.push(null);
    } catch (error) {
      answers.push(error.message);
    }
  }
  return answers;
}, calls);

scenario("a script's wrong arguments are refused in a sentence, and the next run is as ever", async (open) => {
  const app = await open();
  await app.load(WAITS);
  const SPEED = "Speed must be a number from 0.1 to 10.";
  const SEED = "Seed must be a whole number from 0 to 9,007,199,254,740,991.";
  const LATENCY = "Latency must be a number of milliseconds from 0 to 10,000.";
  const CLOCK = "Clock must be “live” or “simulated”.";
  const refused = [
    ...["1e308", "NaN", "-1", "0", "Infinity", "-Infinity", "'2'", "{}", "[1]", "2n", "true", "Symbol()"]
      .map((speed) => ["run", `{speed: ${speed}}`, SPEED]),
    ...["-1", "0.5", "NaN", "2 ** 53", "1e308", "'7'", "{}", "7n"].map((seed) => ["run", `{seed: ${seed}}`, SEED]),
    ...["-1", "NaN", "Infinity", "10001", "'20'", "[]"].map((latency) => ["run", `{latency: ${latency}}`, LATENCY]),
    ...["'sundial'", "1", "{}", "'LIVE'"].map((clock) => ["run", `{clock: ${clock}}`, CLOCK]),
    ["run", "{limits: 5}", /^Limits must be an object/],
    ["run", "{limits: {time: NaN}}", /^Time must be a number from/],
    ["run", "{limits: {memory: Infinity}}", /^Memory must be a number from/],
    ["run", "{limits: {steps: '5'}}", /^Steps must be a whole number from/],
    ["run", "{limits: {size: 5}}", "There is no limit called “size”."],
    ["run", "{arguments: 'a b'}", /^Arguments must be a list/],
    ["run", "{arguments: [1]}", /^Arguments must be a list/],
    ["run", "{arguments: new Array(4e9)}", /^Arguments must be a list/],
    ["run", "{arguments: {length: 1e9}}", /^Arguments must be a list/],
    ["run", "{input: 5}", /^Input must be a text/],
    ["run", "{input: 'x'.repeat(3e7)}", /^Input must be a text/],
    ["run", "{get seed() { throw new Error('mine') }}", /seed can't be read: Error: mine/],
    ["run", "'simulated'", /^run\(\) takes an object/],
    ["run", "5", /^run\(\) takes an object/],
    ["load", "5", /^A program is a text, or an object/],
    ["load", "null", /^A program is a text, or an object/],
    ["load", "{'main.py': 5}", /^A program is a text, or an object/],
    ["load", "{'../up.py': ''}", /^“..\/up.py” can't be a file\./],
    ["load", "'#'.repeat(3e7)", /^It has 1 files? and 30 MB; a program can have/],
    ["load", "Object.fromEntries(Array.from({length: 40000}, (_, at) => [`f${at}.py`, '']))", /40000 files/],
    ["seek", "NaN", /^seek\(\) takes a time/],
    ["seek", "-1", /^seek\(\) takes a time/],
    ["seek", "'soon'", /^seek\(\) takes a time/],
    ["seek", "{}", /^seek\(\) takes a time/],
    ["open", "5", /^Expected a string/],
    ["open", "'{'", /./],
  ];
  const answers = await said(app, refused);
  for (const [index, [name, text, why]] of refused.entries()) {
    if (typeof why === "string") assert.equal(answers[index], why, `${name}(${text})`);
    else assert.match(answers[index] ?? "nothing", why, `${name}(${text})`);
  }
  assert.equal(await app.state(), "idle", "nothing was run");
  assert.equal(await app.text(), WAITS, "nothing was loaded");
  assert.equal(written(await app.run({ clock: "live", speed: 10, seed: 2 ** 53 - 1, latency: 10_000 })), "in\n");
  assert.deepEqual(await said(app, [["seek", "Infinity"], ["seek", "1e300"], ["seek", "0"], ["run", "null"]]), [null, null, null, null]);
  assert.equal(await app.state(), "finished");
});

scenario("what can't be in an address or in the storage is told, or as by default", async (open) => {
  const app = await open({ runs: false, address: "?clock=sundial&speed=1e308&seed=-1&latency=NaN&limits=time=inf" });
  const refused = await app.get("refused").innerText();
  for (const word of ["Clock must", "Speed must", "Seed must", "Latency must", "Time must"]) assert.ok(refused.includes(word), refused);
  assert.equal(await app.get("speed").inputValue(), "1");
  await app.page.evaluate(() => {
    for (const [key, value] of Object.entries({
      clock: "\0", speed: "1e308", limits: "time=NaN steps=-1 memory=1e999", seed: "1e99", latency: "-0.1", start: "99999-01-01",
      axis: "none", theme: "<b>", layout: "program=NaN lower=1e308 names=-1 type=inf", "editor-size": "999", wrap: "{}",
      open: "draft:18446744073709551616", "program.18446744073709551615": '{"title":1}\n{}', "draft.-1": "x", args: "'",
    })) localStorage[`interleave.${key}`] = value;
  });
  await app.page.goto("about:blank");
  app.runs = true;
  await app.visit();
  assert.equal(await app.get("speed").inputValue(), "1");
  assert.equal(written(await app.execute(WAITS)), "in\n");
});
