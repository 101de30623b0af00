// Recordings that are opened: chosen, dropped, or handed over by a script.

import assert from "node:assert/strict";
import { NARROW, suite } from "./lib/suite.mjs";
import { example, runNatively } from "./lib/programs.mjs";

const scenario = suite();

/** The same recording without its program's text. */
const withoutProgram = (trace) => {
  const { files, ...rest } = JSON.parse(trace);
  assert.ok(files["main.py"]);
  return JSON.stringify(rest);
};

const MINE = "print('my own words, which are nowhere else')\n";

/** Chooses a file, as a user does in the dialog. */
const choose = async (app, name, text) => {
  const asked = app.page.waitForEvent("filechooser");
  await app.press("open");
  await (await asked).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
};

/** Drops a file on the element of this selector. */
const drop = (app, selector, name, text) => app.page.evaluate(({ selector, name, text }) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  const target = document.querySelector(selector);
  for (const kind of ["dragenter", "dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}, { selector, name, text });

const refused = (app) => app.get("refused").innerText();

scenario("a recording shows what the run showed, at every step", async (open) => {
  const { program } = example("breakfast-one-grinder");
  const app = await open();
  await app.choose("clock", "simulated");
  await app.load(program);
  await app.press("run");
  await app.until("finished");
  const trace = await app.page.evaluate(() => globalThis.interleave.traceText());
  const ran = [];
  for (; await app.get("step-back").isEnabled(); await app.press("step-back")) ran.push(await app.moment());
  assert.ok(ran.length > 10, `${ran.length} steps`);

  const other = await open();
  await choose(other, "breakfast.json", trace);
  await other.until("finished");
  assert.equal(await other.page.evaluate(() => globalThis.interleave.traceText()), trace);
  assert.match(await other.get("opened").innerText(), /breakfast\.json/);
  for (const expected of ran) {
    assert.deepEqual(await other.moment(), expected);
    await other.press("step-back");
  }
  assert.equal(await other.get("step-back").isEnabled(), false);
});

scenario("a recording without its program keeps the user's own text", async (open) => {
  const trace = withoutProgram(await runNatively(example("queue")));
  const app = await open();
  await app.write(MINE);
  await choose(app, "queue.json", trace);
  await app.until("finished");
  assert.deepEqual(await app.trace(), JSON.parse(trace));
  assert.match(await app.get("opened").innerText(), /without its program/);
  assert.equal(await app.text(), MINE);
  await app.press("close-recording");
  await app.until("idle");
  assert.equal(await app.text(), MINE);
});

scenario("what the user wrote is there again after a recording", async (open) => {
  const trace = await runNatively(example("semaphore"));
  const app = await open();
  await app.write(MINE);
  await drop(app, ".cm-content", "semaphore.json", trace);
  await app.until("finished");
  assert.equal(await app.text(), example("semaphore").program);
  await app.press("close-recording");
  await app.until("idle");
  assert.equal(await app.text(), MINE);

  // Nobody's draft: it came by a script.
  await app.load("print('from elsewhere')\n");
  await drop(app, "header", "semaphore.json", trace);
  await app.until("finished");
  await drop(app, "header", "again.json", trace);
  await app.holds(() => document.querySelector('[data-testid="opened"]').innerText.startsWith("again.json"));
  await app.press("close-recording");
  assert.equal(await app.text(), "print('from elsewhere')\n");
  await app.page.reload();
  await app.ready();
  assert.equal(await app.text(), "print('from elsewhere')\n");
});

scenario("the program of a recording can be run and edited", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await choose(app, "gather.json", await runNatively(example("gather")));
  await app.until("finished");
  await app.write("print('changed')\n");
  assert.match(await app.get("opened").innerText(), /another program/);
  await app.press("run");
  await app.seen("changed");
  await app.until("finished");
  assert.equal(await app.get("opened").count(), 0);
});

scenario("what is no recording is refused in a sentence, and nothing is lost", async (open) => {
  const trace = await runNatively(example("gather"));
  const chrome = '{"displayTimeUnit":"ms","traceEvents":[{"ph":"X"}]}';
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write(MINE);
  await app.press("run");
  await app.until("finished");
  for (const [name, text, why] of [
    ["cut.json", trace.slice(0, trace.length / 2), /incomplete: it ends in the middle of line \d+/],
    ["changed.json", trace.replace('"version":1', '"version":7'), /version 7, from a later Interleave/],
    ["swapped.json", trace.replace('"runs"', '"returned"'), /Line \d+ is not valid in a recording: event \d+ is inconsistent/],
    ["chrome.json", chrome, /Perfetto or chrome:\/\/tracing/],
    ["package.json", '{"name":"x","version":"1.0.0"}', /some other JSON file/],
    ["notes.txt", "buy milk", /not a recording/],
    ["picture.png", "\u0089PNG\r\n", /not a recording/],
    ["empty.json", "", /The file is empty/],
  ]) {
    await drop(app, ".cm-content", name, text);
    await app.holds((name) => document.querySelector('[data-testid="refused"]')?.innerText.includes(name), name);
    assert.match(await refused(app), why);
    assert.equal(await app.state(), "finished");
    assert.deepEqual(await app.printed(), ["my own words, which are nowhere else"]);
  }
  await app.get("refused").getByRole("button").click();
  assert.equal(await app.get("refused").count(), 0);
  assert.equal(await app.text(), MINE);
});

scenario("a script opens a recording, and hears why it can't", async (open) => {
  const trace = await runNatively(example("queue"));
  const app = await open();
  await app.page.evaluate((trace) => globalThis.interleave.open(trace), trace);
  await app.until("finished");
  assert.deepEqual(await app.trace(), JSON.parse(trace));
  const why = await app.page.evaluate(() => globalThis.interleave.open("[]").catch((error) => error.message));
  assert.match(why, /some other JSON file/);
  assert.deepEqual(await app.trace(), JSON.parse(trace));
});

scenario("the button is reached by keyboard, also on a narrow page", async (open) => {
  const trace = await runNatively(example("queue"));
  const app = await open({ viewport: NARROW });
  await app.get("more").press("Enter");
  const asked = app.page.waitForEvent("filechooser");
  await app.get("open").press("Enter");
  await (await asked).setFiles({ name: "queue.json", mimeType: "", buffer: Buffer.from(trace) });
  await app.until("finished");
  assert.ok(await app.get("timeline").isVisible());
});
