// The timeline as an instrument: its axes, sentences, measures and paths.

import assert from "node:assert/strict";
import { barriers } from "./lib/barriers.mjs";
import { FIRST, example } from "./lib/programs.mjs";
import { NARROW, suite } from "./lib/suite.mjs";

const scenario = suite();

const PROGRAM = `import asyncio


async def nap(seconds):
    await asyncio.sleep(seconds)


async def main():
    await asyncio.gather(
        asyncio.create_task(nap(1), name="short"),
        asyncio.create_task(nap(3), name="long"),
    )


asyncio.run(main())
`;

async function ran(open, program = PROGRAM, options = {}) {
  const app = await open(options);
  await app.choose("clock", "simulated");
  await app.write(program);
  await app.press("run");
  await app.until("finished");
  return app;
}

const canvas = (app) => app.get("timeline").getByRole("application");
const details = (app) => app.get("details").innerText();
const tab = (app, name) => app.page.getByRole("tab", { name }).filter({ visible: true });
const axis = (app, scale) => app.page.locator(`input[name="axis"][value="${scale}"]`);

/** Selects other slices of the lane, by `,` or `.`, until the details say `text`. */
async function slicesUntil(app, key, text) {
  for (let presses = 0; presses < 8; presses += 1) {
    if (text.test(await details(app))) return;
    await app.page.keyboard.press(key);
    await picture(app);
  }
  assert.fail(`no slice says ${text}`);
}

/** The picture, when two frames show the same. */
const picture = (app) => app.page.evaluate(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const read = () => document.querySelector('[data-testid="timeline"] canvas').toDataURL();
  await frame();
  for (let [before, now] = ["", read()]; ; [before, now] = [now, read()]) {
    if (before === now) return now;
    await frame();
    await frame();
  }
});

/** Moves the cursor, and waits until the status shows its time. */
async function seek(app, time, shown) {
  await app.page.evaluate((time) => globalThis.interleave.seek(time), time);
  await app.holds((shown) => document.querySelector('[data-testid="status"]').innerText.includes(shown), shown);
}

async function drag(app, from, to) {
  const { x, y, width, height } = await canvas(app).boundingBox();
  await app.page.mouse.move(x + width * from, y + height - 8);
  await app.page.mouse.down();
  await app.page.mouse.move(x + width * to, y + height - 8, { steps: 5 });
  await app.page.mouse.up();
}

scenario("the axis is time, folded time or steps, by click and by key, and is remembered", async (open) => {
  const app = await ran(open);
  const pictures = { time: await picture(app) };
  for (const scale of ["folded", "steps"]) {
    await axis(app, scale).check();
    pictures[scale] = await picture(app);
  }
  assert.equal(new Set(Object.values(pictures)).size, 3);
  await canvas(app).focus();
  for (const [key, scale] of [["1", "time"], ["2", "folded"], ["3", "steps"]]) {
    await app.page.keyboard.press(key);
    assert.ok(await axis(app, scale).isChecked(), scale);
  }
  await app.page.reload();
  await app.ready();
  assert.ok(await axis(app, "steps").isChecked());
});

scenario("a wait is told in sentences, whose links lead on", async (open) => {
  const app = await ran(open);
  await canvas(app).focus();
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press("ArrowDown");
  await slicesUntil(app, ",", /Waited/);
  const told = await details(app);
  assert.match(told, /^short/);
  assert.match(told, /Waited 1 s for sleep\(1\) on line 5\. Its timer fired at 1\.000 s\./);
  assert.match(told, /Created by Task-1 on line 10/);
  await app.get("details").getByRole("button", { name: "Task-1" }).click();
  await app.holds(() => /^Task-1/.test(document.querySelector('[data-testid="details"]').innerText));
  assert.match(await details(app), /Created 2 tasks: short and long\./);
  await app.get("details").getByRole("button", { name: "line 9", exact: true }).click();
  await app.holds(() => document.querySelector(".cm-activeLine")?.textContent.includes("asyncio.gather"));
});

scenario("a dragged range is measured, task by task, and keys measure too", async (open) => {
  const app = await ran(open);
  await drag(app, 0.3, 0.6);
  const table = app.get("range").getByRole("table");
  await table.waitFor();
  assert.equal(await table.getByRole("row").count(), 4);
  assert.match(await details(app), /^[\d.]+ (ms|s)\s+measured/);
  await canvas(app).focus();
  await app.page.keyboard.press("Escape");
  await table.waitFor({ state: "detached" });

  await seek(app, 500_000, "0.500 s");
  await app.page.keyboard.press("[");
  await seek(app, 1_500_000, "1.500 s");
  await app.page.keyboard.press("]");
  await app.holds(() => /^1 s/.test(document.querySelector('[data-testid="details"]').innerText));
  const rows = await table.locator("tbody tr").allInnerTexts();
  const long = rows.find((row) => row.includes("long"));
  assert.match(long, /long\s+0\s+0 µs\s+0 µs\s+1 s/);
});

scenario("wake-ups and the critical path are drawn on demand, and told", async (open) => {
  const app = await ran(open);
  const plain = await picture(app);
  await canvas(app).focus();
  for (const [key, id] of [["r", "wakes"], ["c", "critical"]]) {
    const before = await picture(app);
    await app.page.keyboard.press(key);
    assert.equal(await app.get(id).getAttribute("aria-pressed"), "true");
    assert.notEqual(await picture(app), before, id);
  }
  const told = await details(app);
  assert.match(told, /^Critical path\s+3\.00\d s/);
  assert.match(told, /3 s: long waited for sleep\(3\) on line 5\./);
  await app.press("wakes");
  await app.press("critical");
  assert.equal(await picture(app), plain);
});

scenario("a line's runs are stepped through", async (open) => {
  const app = await ran(open);
  await app.get("editor").locator(".cm-line").filter({ hasText: "asyncio.sleep" }).click();
  await tab(app, /^Details/).click();
  const earlier = app.get("details").getByRole("button", { name: /Earlier run/ });
  const later = app.get("details").getByRole("button", { name: /Later run/ });
  assert.ok(await later.isDisabled());
  const at = () => app.get("details").locator("li.at").innerText();
  await earlier.click();
  assert.match(await at(), /long at 3\.000 s, running/);
  await earlier.click();
  assert.match(await at(), /short at 1\.000 s, running/);
  await later.click();
  assert.match(await at(), /long at 3\.000 s, running/);
});

scenario("lanes are found by name and by what was printed, closed and pinned", async (open) => {
  const app = await ran(open, PROGRAM.replace("sleep(seconds)", 'sleep(seconds)\n    print("slept", seconds)'));
  const label = () => canvas(app).getAttribute("aria-label");
  assert.match(await label(), /of 3 lanes/);
  await app.page.evaluate(() => document.activeElement.blur());
  await app.page.keyboard.press("/");
  const field = app.get("timeline").getByRole("searchbox");
  await field.waitFor();
  for (const [find, count] of [["short", "1 of 3"], ["slept 3", "1 of 3"], ["returned", "3 of 3"], ["nobody", "0 of 3"], ["LON", "1 of 3"]]) {
    await field.fill(find);
    await app.get("timeline").getByText(count, { exact: true }).waitFor();
  }
  await field.press("Enter");
  await app.holds(() => /^long/.test(document.querySelector('[data-testid="details"]').innerText));
  await field.focus();
  await field.press("Escape");
  await field.waitFor({ state: "detached" });
  await app.holds(() => /of 3 lanes/.test(document.querySelector('[data-testid="timeline"] canvas').getAttribute("aria-label")));

  const before = await picture(app);
  await canvas(app).focus();
  await app.page.keyboard.press("p");
  const pinned = await picture(app);
  assert.notEqual(pinned, before);
  for (const key of ["p", "ArrowUp", "ArrowUp", "Enter"]) {
    await app.page.keyboard.press(key);
    await picture(app);
  }
  await app.holds(() => /of 1 lane\b/.test(document.querySelector('[data-testid="timeline"] canvas').getAttribute("aria-label")));
  await app.page.keyboard.press("Enter");
  await app.holds(() => /of 3 lanes/.test(document.querySelector('[data-testid="timeline"] canvas').getAttribute("aria-label")));
});

scenario("lanes stand together by what they run or do, until the field is closed", async (open) => {
  const app = await ran(open, PROGRAM);
  await app.page.evaluate(() => globalThis.interleave.seek(1_500_000));
  const nested = await picture(app);
  await canvas(app).focus();
  await app.page.keyboard.press("/");
  const pictures = [await picture(app)];
  for (const group of ["coroutine", "state"]) {
    await app.get("group").selectOption(group);
    pictures.push(await picture(app));
  }
  assert.equal(new Set(pictures).size, 3);
  assert.deepEqual(await barriers(app), []);
  await app.get("timeline").getByRole("searchbox").press("Escape");
  await app.get("group").waitFor({ state: "detached" });
  await canvas(app).blur();
  assert.equal(await picture(app), nested);
});

scenario("the legend names all that is drawn, also who wakes and who cancels", async (open) => {
  const app = await open();
  const names = await app.get("timeline").getByRole("list", { name: "Legend" }).getByRole("listitem").allInnerTexts();
  assert.deepEqual(names.map((name) => name.trim()), ["running", "ready", "waiting", "blocked", "prints", "wakes", "cancels"]);
});

scenario("the minimap appears when not all is in view, and moves the view", async (open) => {
  const app = await ran(open);
  const map = app.get("minimap");
  assert.equal(await map.count(), 0);
  await canvas(app).focus();
  for (let presses = 0; presses < 4; presses += 1) await app.page.keyboard.press("w");
  await map.waitFor();
  const shown = () => map.getAttribute("aria-valuetext");
  await map.focus();
  await app.page.keyboard.press("Home");
  await app.holds(() => /^0\.000 s to/.test(document.querySelector('[data-testid="minimap"]').getAttribute("aria-valuetext")));
  const first = await shown();
  const { x, y, width, height } = await map.boundingBox();
  await app.page.mouse.click(x + width * 0.7, y + height / 2);
  await app.holds((first) => document.querySelector('[data-testid="minimap"]').getAttribute("aria-valuetext") !== first, first);
  assert.deepEqual(await barriers(app), []);
  await canvas(app).focus();
  await app.page.keyboard.press("0");
  await map.waitFor({ state: "detached" });
});

const LOCK = `import asyncio

lock = asyncio.Lock()
queue = asyncio.Queue(2)


async def hold(seconds):
    async with lock:
        await asyncio.sleep(seconds)
        await queue.put(seconds)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(hold(1), name="first")
        group.create_task(hold(2), name="second")


asyncio.run(main())
`;

scenario("locks and queues have lanes, and the table tells who holds and who waits", async (open) => {
  const app = await ran(open, LOCK);
  const lanes = (count) => app.holds((count) => document
    .querySelector('[data-testid="timeline"] canvas').getAttribute("aria-label").includes(`of ${count} lanes`), count);
  await lanes(5);
  await app.page.evaluate(() => globalThis.interleave.seek(500_000));
  await app.holds(() => /lock lock.*Held by first; second is waiting\./s
    .test(document.querySelector('[data-testid="lanes-table"]').textContent));
  await app.page.evaluate(() => globalThis.interleave.seek(1_500_000));
  const table = app.get("lanes-table");
  await app.holds(() => /lock lock.*Held by second\./s
    .test(document.querySelector('[data-testid="lanes-table"]').textContent));
  assert.match(await table.innerText(), /queue queue.*1 of at most 2 items\./s);
  await canvas(app).focus();
  for (let presses = 0; presses < 3; presses += 1) {
    await app.page.keyboard.press("ArrowDown");
    await picture(app);
  }
  await slicesUntil(app, ".", /held it at the time/);
  assert.match(await details(app), /^second.*Waited 1 s for lock lock on line 8\. first held it at the time\./s);
  await app.page.keyboard.press("ArrowDown");
  await app.holds(() => /^lock/.test(document.querySelector('[data-testid="details"]').innerText));
  await app.page.keyboard.press("l");
  await lanes(3);
});

scenario("Backspace shows what was in view before", async (open) => {
  const app = await ran(open);
  await canvas(app).focus();
  const views = [await picture(app)];
  for (const key of ["w", "d", "w"]) {
    await app.page.keyboard.press(key);
    views.push(await picture(app));
    // Movements that follow at once are one.
    await app.page.waitForTimeout(700);
  }
  for (const before of views.slice(0, -1).reverse()) {
    await app.page.keyboard.press("Backspace");
    assert.equal(await picture(app), before);
  }
  await app.page.keyboard.press("Shift+Backspace");
  assert.equal(await picture(app), views[1]);
});

scenario("stepping back to the start and on again shows the same", async (open) => {
  const app = await ran(open, example(FIRST).program);
  // The details of a task at the cursor are shown too.
  await canvas(app).focus();
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press("ArrowDown");
  await tab(app, /^Details/).click();
  const back = [await app.moment()];
  while (await app.get("step-back").isEnabled()) {
    await app.press("step-back");
    back.push(await app.moment());
  }
  assert.ok(back.length > 10, `${back.length} steps`);
  for (const part of ["lanes", "output", "marks"]) {
    assert.ok(new Set(back.map((moment) => String(moment[part]))).size > 5, `${part} hardly changes`);
  }
  for (const expected of back.slice(0, -1).reverse()) {
    await app.press("step");
    assert.deepEqual(await app.moment(), expected);
  }
});

scenario("nothing serious keeps anybody out of what is shown on demand", async (open) => {
  for (const options of [{}, { viewport: NARROW, colorScheme: "dark" }]) {
    const app = await ran(open, PROGRAM, options);
    await canvas(app).focus();
    await app.page.keyboard.press("3");
    await app.page.keyboard.press("c");
    for (const [state, key] of [["path", "r"], ["selection", "."], ["range", "]"]]) {
      await app.page.keyboard.press(key);
      if (options.viewport) await tab(app, /^Details/).click();
      assert.deepEqual(await barriers(app), [], state);
      if (options.viewport) await tab(app, /^Timeline/).click();
      await canvas(app).focus();
    }
  }
});
