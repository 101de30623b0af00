// Totals, and what repeats on the critical path.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { barriers } from "./lib/barriers.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const PROGRAM = `import asyncio

lock = asyncio.Lock()
jobs = asyncio.Queue()


async def work(name):
    for _ in range(5):
        async with lock:
            await asyncio.sleep(0.2)
    await jobs.put(name)


async def main():
    await asyncio.gather(
        asyncio.create_task(work("a"), name="first, or so"),
        asyncio.create_task(work("b"), name="second"),
    )


asyncio.run(main())
`;

const totals = (app) => app.get("totals");
async function cells(row) {
  await row.waitFor();
  return row.locator("th, td").allInnerTexts();
}
const row = (app, name) => totals(app).locator("tbody tr").filter({ has: app.page.locator("th", { hasText: name }) });
const by = (app, name) => app.get("totals-by").getByRole("radio", { name }).check();

scenario("totals by task, lock, line and wait: sorted, filtered, saved, up to the cursor", async (open) => {
  const app = await open({ address: "?clock=simulated", acceptDownloads: true });
  await app.execute(PROGRAM);
  await app.press("table");
  await app.get("table-choice").getByRole("radio", { name: "Totals" }).check();

  const second = await cells(row(app, "second"));
  assert.equal(second[1], "work");
  assert.equal(second.length, 11);
  assert.match(second[9], /^1\.9\d* s|2 s$/, "waited");

  // Keys sort: the most steps first.
  const head = totals(app).getByRole("columnheader", { name: "Steps" });
  for (let presses = 0; presses < 2; presses += 1) await head.getByRole("button").press("Enter");
  assert.equal(await head.getAttribute("aria-sort"), "descending");

  await app.get("totals-filter").fill("or so");
  await totals(app).getByText("1 of 3", { exact: true }).waitFor();
  assert.equal(await totals(app).locator("tbody tr").count(), 1);
  const [download] = await Promise.all([app.page.waitForEvent("download"), app.press("totals-csv")]);
  assert.match(download.suggestedFilename(), /totals\.csv$/);
  const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
  assert.match(lines[0], /^task,coroutine,steps,ran_us,/);
  assert.match(lines[1], /^"first, or so",work,\d+,\d+,/);
  assert.equal(lines.length, 3, "a header, a row, and an end of line after each");
  const { spans, tasks } = await app.trace();
  const id = tasks.find(({ name }) => name === "first, or so").id;
  const waited = spans.filter(({ task, state }) => task === id && state === "waiting");
  assert.equal(Number(lines[1].split(",").at(-2)), waited.reduce((sum, { start, end }) => sum + end - start, 0));

  await app.get("totals-filter").fill("");
  await by(app, "Locks & queues");
  const held = await cells(row(app, "lock"));
  assert.equal(held[4], "10", "held ten times");
  assert.match(held[5], /^2(\.\d+)? s$/);
  assert.equal((await cells(row(app, "queue"))).at(-1), "2", "two items at most");

  await by(app, "Lines");
  const sleeps = await cells(row(app, /^10$/));
  assert.equal(sleeps[1], "await asyncio.sleep(0.2)");
  assert.equal(sleeps[5], "10");
  await row(app, /^10$/).getByRole("button").click();
  await app.holds(() => document.querySelector(".cm-activeLine")?.textContent.includes("asyncio.sleep(0.2)"));

  await by(app, "Kinds of wait");
  assert.equal((await cells(row(app, "sleep")))[2], "10");
  await app.page.evaluate(() => globalThis.interleave.seek(500_000));
  await app.holds(() => [...document.querySelectorAll('[data-testid="totals"] tbody tr')]
    .some((row) => row.cells[0].textContent === "sleep" && row.cells[2].textContent === "3"));
  assert.deepEqual(await barriers(app), []);
});

scenario("what repeats on the critical path is one line, which unfolds", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  await app.execute(PROGRAM);
  await app.press("critical");
  const first = app.get("details").locator(".causes > li").first();
  assert.match(await first.innerText(), /^2 s, 10 times: .* waited for sleep\(0\.2\) on line 10\./);
  assert.equal(await first.locator("ol li").first().isVisible(), false);
  await first.getByText("Show all 10").click();
  assert.equal(await first.locator("ol li").count(), 10);
  assert.match(await first.locator("ol li").first().innerText(), /^0\.2 s at 0\.\d+ s: first, or so waited/);
  assert.deepEqual(await barriers(app), []);
});
