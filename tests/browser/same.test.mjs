import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { cases, examples, runNatively } from "./lib/programs.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** Topics of which each case shows another way to wait, or to be cancelled. */
const WHOLE = ["waits", "cancellations"];

/** A third of the others: of each topic the first, the fourth and so on. */
const chosen = cases().filter(({ topic }, at, all) =>
  !WHOLE.includes(topic) && (at - all.findIndex((one) => one.topic === topic)) % 3 === 0);

/** Runs all of `list` in two pages. `check` is called with each and its trace, as written. */
async function runAll(open, list, check) {
  const first = await open();
  const pages = [first, await open({ beside: first })];
  const left = [...list];
  const wrong = [];
  await Promise.all(pages.map(async (app) => {
    for (let one = left.shift(); one; one = left.shift()) {
      await app.load({ ...one.files, "main.py": one.program });
      const { input = "", arguments: list = [] } = one;
      const trace = await app.runRaw({ clock: "simulated", seed: 0, input, arguments: list });
      try {
        await check(one, trace);
      } catch (error) {
        wrong.push(`${one.name}: ${error.message}`);
      }
    }
  }));
  assert.deepEqual(wrong, []);
}

const asEverywhere = async (one, trace) => {
  assert.equal(written(JSON.parse(trace)), one.stdout);
  sameBytes(trace, await runNatively(one));
};

scenario("the cases print in the page what CPython prints, and their traces are those of the native command", async (open) => {
  await runAll(open, chosen, asEverywhere);
});

scenario("so does each way to wait and to be cancelled", async (open) => {
  await runAll(open, cases().filter(({ topic }) => WHOLE.includes(topic)), asEverywhere);
});

scenario("all examples' traces are those of the native command, twice", async (open) => {
  const twice = examples.flatMap(({ id, program }) => [{ name: id, program }, { name: `${id} again`, program }]);
  await runAll(open, twice, async (one, trace) => sameBytes(trace, await runNatively(one)));
});

const DELICATE = [
  {
    name: "sets of tasks, cancelled and listed",
    program: `import asyncio

async def child(number):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled", number)
        raise

async def fails():
    await asyncio.sleep(0.1)
    raise ValueError

async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for number in range(20):
                group.create_task(child(number))
            group.create_task(fails())
    except* ValueError:
        print("failed")
    tasks = [asyncio.create_task(child(number)) for number in range(20)]
    done, pending = await asyncio.wait(tasks, timeout=0.1)
    print([task.get_name() for task in pending], [task.get_name() for task in asyncio.all_tasks()])

asyncio.run(main())
`,
  },
  {
    name: "sets of objects and texts, chance, floats, word size, time",
    program: `import datetime, math, random, sys, time, uuid

class Thing:
    def __init__(self, number):
        self.number = number

print([thing.number for thing in {Thing(number) for number in range(30)}])
print(set("the quick brown fox jumps over the lazy dog".split()), {(a, b) for a in range(4) for b in "xyz"})
print(random.random(), random.sample(range(10**9), 3), random.gauss(0, 1), uuid.uuid4())
print(math.sin(1e10), math.exp(0.1), math.gamma(5.5), math.log(3.3), math.pow(1.1, 100), math.tan(1.3), math.erf(0.3))
print(sys.maxsize, 1 << 70, hash(1.5), hash(10**30), 0.1 + 0.2, 1e22, float("nan"), -0.0)
print(time.time(), time.monotonic(), datetime.datetime.now(), time.strftime("%H:%M:%S", time.gmtime()))
`,
  },
];

scenario("what addresses, word size and libraries could decide is the same too", async (open) => {
  await runAll(open, DELICATE, async (one, trace) => sameBytes(trace, await runNatively(one)));
});

/** Fails with the first line that differs. */
function sameBytes(ours, native) {
  if (ours === native) return;
  const [left, right] = [ours.split("\n"), native.split("\n")];
  const at = left.findIndex((line, index) => line !== right[index]);
  assert.equal(`${at}: ${left[at]}`, `${at}: ${right[at]}`);
  assert.fail(`the native trace goes on: ${right[left.length]}`);
}
