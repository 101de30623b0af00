// The timeline in words: what is drawn is in tables, for those who can't see it.

import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const PROGRAM = `import asyncio
import time

lock = asyncio.Lock()


async def hold(seconds):
    async with lock:
        await asyncio.sleep(seconds)


async def block():
    await asyncio.sleep(0.5)
    time.sleep(0.2)
    raise ValueError("late")


async def main():
    await asyncio.gather(
        asyncio.create_task(hold(1), name="first"),
        asyncio.create_task(hold(2), name="second"),
        asyncio.create_task(block(), name="blocker"),
        return_exceptions=True,
    )


asyncio.run(main())
`;

const lanes = (app) => app.get("lanes-table");
const spans = (app) => app.get("stretches-table");
const names = (table) => table.locator("tbody th").allInnerTexts();
const head = (table, name) => table.getByRole("columnheader", { name });

async function ran(open, program = PROGRAM) {
  const app = await open({ address: "?clock=simulated" });
  await app.execute(program);
  return app;
}

async function tables(app, which) {
  await app.press("table");
  if (which) await app.get("table-choice").getByRole("radio", { name: which }).check();
}

scenario("keys sort a table upwards, downwards and back, and that is said", async (open) => {
  const app = await ran(open);
  assert.equal(await lanes(app).locator("button, [tabindex]").count(), 0, "no stop where nothing is seen");
  await tables(app);
  const own = await names(lanes(app));
  assert.deepEqual(own, ["Task-1", "first", "second", "blocker", "lock lock"]);
  const lane = head(lanes(app), "Lane");
  for (const [way, order] of [
    ["ascending", ["Task-1", "blocker", "first", "lock lock", "second"]],
    ["descending", ["second", "lock lock", "first", "blocker", "Task-1"]],
    [null, own],
  ]) {
    await lane.getByRole("button").focus();
    await app.page.keyboard.press("Enter");
    await app.holds((way) => document
      .querySelector('[data-testid="lanes-table"] thead th').getAttribute("aria-sort") === way, way);
    const sorted = await names(lanes(app));
    assert.deepEqual(sorted, order, `${way}`);
    const said = await lanes(app).getByRole("status").innerText();
    assert.match(said, way ? new RegExp(`Sorted by Lane, ${way}`) : /^$/);
  }
  // What was longest in the queue, first.
  for (let presses = 0; presses < 2; presses += 1) await head(lanes(app), "Waited").getByRole("button").press("Enter");
  assert.deepEqual((await names(lanes(app))).slice(0, 2).sort(), ["Task-1", "second"]);
});

scenario("each span has a row: its cause, line, end and waker", async (open) => {
  const app = await ran(open);
  const trace = await app.trace();
  await tables(app, "Spans");
  const rows = async () => (await spans(app).locator("tbody tr").allInnerTexts()).map((row) => row.split("\t"));
  const all = await rows();
  const of = (lane, what) => all.filter((row) => row[0] === lane && row[1] === what);
  const name = (id) => trace.tasks.find((task) => task.id === id).name;
  for (const task of trace.tasks) {
    for (const state of ["running", "ready", "waiting"]) {
      const spans = trace.spans.filter((span) => span.task === task.id && span.state === state);
      assert.equal(of(task.name, state).length, spans.length, `${task.name} ${state}`);
    }
  }
  const wait = trace.spans.find((span) => span.on?.kind === "lock");
  assert.equal(name(wait.task), "second");
  const [, , on, line, from, until, duration, by] = of("second", "waiting").find((row) => row[2].startsWith("lock"));
  assert.deepEqual([on, line, from, until, duration, by], ["lock lock", "8", "0.000 s", "1.000 s", "1 s", "first"]);
  assert.match(of("first", "waiting").find((row) => row[2].startsWith("sleep")).at(-1), /its timer/);
  assert.deepEqual(of("blocker", "blocks the event loop").map((row) => [row[2], row[3], row[6]]), [["time.sleep", "14", "0.2 s"]]);
  assert.deepEqual(of("blocker", "raised").map((row) => row[2]), ["ValueError: late"]);
  assert.deepEqual(of("lock", "held by").map((row) => row[2]), ["first", "second"]);

  await head(spans(app), "Duration").getByRole("button").click();
  await head(spans(app), "Duration").getByRole("button").click();
  const longest = (await rows())[0];
  assert.deepEqual([longest[0], longest[1]], ["Task-1", "waiting"]);
  await spans(app).getByRole("button", { name: "second" }).first().click();
  await app.holds(() => /^second/.test(document.querySelector('[data-testid="details"]').innerText));
});

scenario("the name of a lane leads to what it does at the cursor, and keys move that on", async (open) => {
  const app = await ran(open);
  await app.page.evaluate(() => globalThis.interleave.seek(600_000));
  await tables(app);
  await lanes(app).getByRole("button", { name: "second" }).press("Enter");
  const told = (pattern) => app.holds((source) => new RegExp(source, "s")
    .test(document.querySelector('[data-testid="details"]').innerText), pattern.source);
  await told(/^second.*Waited 1 s for lock lock/);
  await app.get("details").getByRole("button", { name: "Next" }).click();
  await told(/^second\s+ready, 1\.000 s/);
  await app.press("table");
  await app.get("timeline").getByRole("application").focus();
  await app.page.keyboard.press(">");
  await told(/^second\s+running, 1\.000 s/);
  await app.page.keyboard.press("<");
  await told(/^second\s+ready, 1\.000 s/);
});

scenario("a long table holds only the rows in sight, and says how many there are", async (open) => {
  const app = await ran(open, `import asyncio

async def work(number):
    await asyncio.sleep(number / 1000)

async def main():
    await asyncio.gather(*(work(number) for number in range(3_000)))

asyncio.run(main())
`);
  await lanes(app).getByText(/the first 500 of 3001/).waitFor({ state: "attached" });
  assert.equal((await app.rows()).length, 500);
  await tables(app);
  await app.holds(() => !/first/.test(document.querySelector('[data-testid="lanes-table"] caption').innerText));
  assert.equal(await lanes(app).getByRole("table").getAttribute("aria-rowcount"), "3002");
  assert.ok((await app.rows()).length < 500);
  await lanes(app).locator(".grid").evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
  await app.holds(() => [...document.querySelectorAll('[data-testid="lanes-table"] [data-task]')]
    .some((row) => row.dataset.task === "3001" && row.getAttribute("aria-rowindex") === "3002"));
});

scenario("events are sorted too", async (open) => {
  const app = await ran(open);
  await app.page.getByRole("tab", { name: /^Events/ }).filter({ visible: true }).click();
  const table = app.get("events").getByRole("table");
  await head(table, "Task").getByRole("button").click();
  const tasks = await table.locator("tbody tr td:nth-child(2)").allInnerTexts();
  const named = tasks.filter(Boolean);
  assert.deepEqual(named, [...named].sort());
  assert.equal(await head(table, "Task").getAttribute("aria-sort"), "ascending");
});
