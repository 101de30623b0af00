import assert from "node:assert/strict";
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

scenario("a first visit shows an example, and Run runs it", async (open) => {
  const app = await open();
  const { program, stdout } = example(FIRST);
  assert.equal(await app.get("example-picker").inputValue(), FIRST);
  assert.equal(await app.text(), program);
  assert.deepEqual(await app.lines(), []);
  assert.deepEqual(await app.rows(), []);
  const empty = await painted(app);

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
  assert.ok(await painted(app) > empty + 2_000, "the timeline shows the run");
});

scenario("every control that others rely on is there", async (open) => {
  const app = await open();
  const ids = [
    "example-picker", "editor", "run", "pause", "step", "step-back", "stop", "clock", "speed", "share",
    "open", "export", "help", "status", "timeline", "scrubber", "output", "events", "problems", "details", "lanes-table",
  ];
  for (const id of ids) assert.equal(await app.get(id).count(), 1, id);
});
