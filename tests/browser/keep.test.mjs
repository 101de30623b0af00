import assert from "node:assert/strict";
import { FIRST, example } from "./lib/programs.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** The names of the user's own programs, the latest first. */
const drafts = (app) => app.page.evaluate(() =>
  [...document.querySelectorAll('[data-testid="example-picker"] option[value^="draft:"]')].map(({ value }) => value));

async function reload(app) {
  await app.page.reload();
  await app.ready();
}

scenario("a reload keeps the text, be it the moment after the last key", async (open) => {
  const app = await open();
  await app.write('print("kept")');
  await reload(app);
  assert.equal(await app.text(), 'print("kept")');
  await app.page.keyboard.press("Control+End");
  await app.page.keyboard.type("\n# and this");
  await reload(app);
  assert.equal(await app.text(), 'print("kept")\n# and this');
  await app.press("run");
  await app.seen("kept");
});

scenario("a reload keeps clock, speed and colours", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.choose("speed", "2");
  await app.press("theme");
  const theme = () => app.page.evaluate(() => document.documentElement.dataset.theme);
  const chosen = await theme();
  assert.notEqual(chosen, "system");
  await reload(app);
  assert.equal(await app.get("clock").inputValue(), "simulated");
  assert.equal(await app.get("speed").inputValue(), "2");
  assert.equal(await theme(), chosen);
});

scenario("picking another example loses no edited text", async (open) => {
  const app = await open();
  await app.write("# one\n");
  await app.choose("example-picker", "race");
  assert.equal(await app.text(), example("race").program);
  await app.write("# two\n");
  await app.choose("example-picker", FIRST);
  assert.equal(await app.text(), example(FIRST).program);
  assert.equal(await app.state(), "idle");

  await reload(app);
  const [two, one] = await drafts(app);
  await app.choose("example-picker", one);
  assert.equal(await app.text(), "# one\n");
  await app.choose("example-picker", two);
  assert.equal(await app.text(), "# two\n");
  assert.equal((await drafts(app)).length, 2);
});

scenario("neither an address nor a second tab nor undo loses the text", async (open) => {
  const app = await open();
  await app.write("# mine\n");
  const other = await open({ beside: app, address: "?example=race" });
  assert.equal(await other.text(), example("race").program);
  const [mine] = await drafts(other);
  await other.choose("example-picker", mine);
  assert.equal(await other.text(), "# mine\n");
  // Undo goes back to what was there before it was edited, not to another program.
  await other.page.keyboard.press("Control+z");
  assert.equal(await other.text(), "# mine\n");
});

const BYTES = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join("");

const NONSENSE = {
  "all bytes": BYTES.repeat(40),
  "NUL in the middle": 'print("a\0b")\n',
  "lone surrogates": 'print("\ud800 and \udfff")\n',
  "a megabyte of lines": "value = 12345678901234567890\n".repeat(37_000),
  "a megabyte in one line": `x = "${"y".repeat(1 << 20)}"`,
  "line ends of all sorts": "a = 1\r\nb = 2\rc = 3\u2028d = 4\u0085\x0c\n",
  "deep nesting": `${"(".repeat(3_000)}1${")".repeat(3_000)}\n`,
  "deep nesting that is not closed": "[".repeat(20_000),
  "deep indentation": Array.from({ length: 99 }, (_, depth) => `${" ".repeat(depth)}if 1:`).join("\n"),
  "right to left and marks": "print('\u202e\u0634\u0301\u0301\u0301 \ufeff 👩‍👩‍👧‍👦')\n",
};

scenario("nonsense neither freezes the page nor gets lost", async (open) => {
  const app = await open();
  for (const [what, text] of Object.entries(NONSENSE)) {
    await app.page.evaluate(() => {
      let last = performance.now();
      clearInterval(globalThis.beat);
      globalThis.longest = 0;
      globalThis.beat = setInterval(() => {
        const now = performance.now();
        globalThis.longest = Math.max(globalThis.longest, now - last);
        last = now;
      }, 20);
    });
    await app.write(text);
    // CodeMirror knows one line end, and a Rust text no half characters.
    const kept = text.replace(/\r\n?/g, "\n").toWellFormed();
    assert.equal((await app.text()).toWellFormed(), kept, what);
    await app.press("run");
    await app.until("finished", "failed");
    assert.equal(await app.get("fault").count(), 0, what);
    assert.equal((await app.text()).toWellFormed(), kept, `${what}, after its run`);
    const longest = await app.page.evaluate(() => globalThis.longest);
    assert.ok(longest < 4_000, `${what} held the page for ${longest} ms`);
    await reload(app);
    assert.equal(await app.text(), kept, `${what}, after a reload`);
  }
  await app.write('print("well")\n');
  await app.press("run");
  await app.seen("well");
  await app.until("finished");
});
