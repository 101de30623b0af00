import assert from "node:assert/strict";
import { barriers } from "./lib/barriers.mjs";
import { FIRST, example } from "./lib/programs.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** How many pixels of the timeline are of another colour than its first one. */
const painted = (app) => app.page.evaluate(() => {
  const canvas = document.querySelector('[data-testid="timeline"] canvas');
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const pixels = new Uint32Array(data.buffer);
  return pixels.reduce((count, pixel) => count + Number(pixel !== pixels[0]), 0);
});

const played = (app) => app.get("first-visit");

scenario("a first visit shows an example and plays its recording, and Run runs it", async (open) => {
  const app = await open({ firstVisit: true });
  const { program, stdout } = example(FIRST);
  assert.equal(await app.get("example-picker").inputValue(), FIRST);
  assert.equal(await app.text(), program);
  assert.deepEqual(await app.lines(), []);
  assert.deepEqual(await app.rows(), []);
  assert.equal(await app.page.evaluate(() => globalThis.interleave.trace() ?? null), null);
  assert.match(await played(app).innerText(), /who runs, who waits.*A recording of this example, playing\./s);
  assert.deepEqual(await barriers(app), []);
  // It moves: the picture is another one, and yet another one.
  for (let times = 0; times < 2; times += 1) {
    const before = await painted(app);
    await app.holds((before) => {
      const canvas = document.querySelector('[data-testid="timeline"] canvas');
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const pixels = new Uint32Array(data.buffer);
      return pixels.reduce((count, pixel) => count + Number(pixel !== pixels[0]), 0) !== before;
    }, before);
  }

  await app.page.evaluate(() => {
    const status = document.querySelector('[data-testid="status"]');
    globalThis.states = [status.dataset.state];
    new MutationObserver(() => globalThis.states.push(status.dataset.state))
      .observe(status, { attributes: true, attributeFilter: ["data-state"] });
  });
  await app.press("run");
  await app.until("finished", "failed");
  assert.deepEqual(await app.page.evaluate(() => globalThis.states), ["idle", "running", "finished"]);
  assert.equal((await app.printed()).join("\n") + "\n", stdout);

  const tasks = (await app.trace()).tasks;
  const rows = await app.rows();
  assert.deepEqual(rows.map(({ task }) => task).sort(), tasks.map(({ id }) => id).sort());
  assert.deepEqual(new Set(rows.map(({ state }) => state)), new Set(["returned"]));
  assert.ok(await painted(app) > 2_000, "the timeline shows the run");
  assert.equal(await played(app).count(), 0);

  // Once somebody has run something, nothing plays by itself.
  await app.page.reload();
  await app.ready();
  assert.equal(await played(app).count(), 0);

  // What was played is what the example gives today. After a change that is meant, write
  // it anew from the text in the editor: interleave run main.py --trace web/first-visit.json
  const recorded = await app.page.evaluate(async () => (await fetch(interleaveFile("first-visit.json"))).json());
  const today = await app.run({ clock: "simulated", seed: 0 });
  assert.deepEqual(recorded.files, today.files);
  for (const part of ["end", "tasks", "spans", "resources", "changes"]) {
    assert.deepEqual(recorded[part], today[part], part);
  }
  const lines = (trace) => trace.outputs.map(({ time, task, text }) => [time, task, text]);
  assert.deepEqual(lines(recorded), lines(today));
});

scenario("the recording of a first visit goes away with the first edit, and stands still for who wants that", async (open) => {
  const app = await open({ firstVisit: true, reducedMotion: "reduce" });
  await played(app).getByText("A recording of this example. Press Run").waitFor();
  const before = await painted(app);
  assert.ok(before > 2_000, "all of it is drawn");
  await app.focusEditor();
  await app.page.keyboard.type("#");
  await app.holds(() => !document.querySelector('[data-testid="first-visit"]'));
  assert.equal(await app.state(), "idle");
  assert.deepEqual(await app.rows(), []);
  assert.ok(await painted(app) < before);
});

scenario("every control that others rely on is there", async (open) => {
  const app = await open();
  const ids = [
    "example-picker", "editor", "run", "pause", "step", "step-back", "stop", "clock", "speed", "share",
    "open", "export", "help", "status", "timeline", "scrubber", "output", "events", "problems", "details", "lanes-table",
  ];
  for (const id of ids) assert.equal(await app.get(id).count(), 1, id);
});
