import assert from "node:assert/strict";
import { barriers } from "./lib/barriers.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const popup = (app) => app.page.locator(".cm-tooltip-autocomplete");
const card = (app) => app.page.locator(".cm-tooltip-hover .cm-card");

/** The labels that are offered, when they are. */
async function offered(app) {
  await popup(app).waitFor();
  return app.page.locator(".cm-tooltip-autocomplete .cm-completionLabel").allInnerTexts();
}

/** CodeMirror takes no key for a completion that has only just come up. */
const settled = (app) => app.page.waitForTimeout(100);

/** Writes a program and goes on typing at its end. */
async function typeAfter(app, text, typed) {
  await app.write(text);
  await app.page.keyboard.type(typed);
}

/** Waits until the text is this one. */
async function becomes(app, text) {
  for (let tries = 0; tries < 100 && await app.text() !== text; tries += 1) await app.page.waitForTimeout(50);
  assert.equal(await app.text(), text);
}

/** Points at the first place where a word stands in the program. */
async function pointAt(app, word) {
  const box = await app.page.evaluate((word) => {
    const walker = document.createTreeWalker(document.querySelector(".cm-content"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(word);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + word.length);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x, y, width, height };
    }
    return null;
  }, word);
  assert.ok(box, word);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function hover(app, word) {
  const { x, y } = await pointAt(app, word);
  await app.page.mouse.move(5, 5);
  await app.page.mouse.move(x - 1, y);
  await app.page.mouse.move(x, y);
  await card(app).waitFor();
  return card(app).innerText();
}

scenario("completion offers asyncio's members with signatures, and keys do what they say", async (open) => {
  const app = await open();
  const { keyboard } = app.page;
  await app.choose("clock", "simulated");
  const head = "import asyncio\n\n\nasync def main():\n    await asyncio.";
  await typeAfter(app, head, "sl");
  assert.equal((await offered(app))[0], "sleep");
  assert.match(await popup(app).getByRole("option").first().innerText(), /\(delay, result=None\)/);
  const info = app.page.locator(".cm-completionInfo");
  assert.match(await info.innerText(), /Waits for this many seconds/);
  assert.deepEqual(await barriers(app), []);
  await settled(app);
  await keyboard.press("Enter");
  await becomes(app, `${head}sleep`);

  // Escape closes the completion, Tab accepts what is chosen.
  await keyboard.press("End");
  await keyboard.type("(0)\nq = asyncio.Queue()\nq.");
  const methods = await offered(app);
  assert.ok(methods.includes("put_nowait") && !methods.includes("print"), methods.join());
  await keyboard.press("Escape");
  await popup(app).waitFor({ state: "detached" });
  await keyboard.type("put_");
  await app.holds(() => document.querySelectorAll(".cm-tooltip-autocomplete li").length === 1);
  await settled(app);
  await keyboard.press("Tab");
  await becomes(app, `${head}sleep(0)\n    q = asyncio.Queue()\n    q.put_nowait`);

  // Nothing comes up in a comment. A whole name is no question: Enter ends the line.
  await typeAfter(app, "", "# while\nbreak");
  await popup(app).waitFor();
  await settled(app);
  await keyboard.press("Enter");
  await becomes(app, "# while\nbreak\n");
  await typeAfter(app, "", "# whi");
  await app.page.waitForTimeout(300);
  assert.equal(await popup(app).count(), 0);

  // The keys that run are the same while something is offered.
  await typeAfter(app, "import asyncio\n\n\nasync def main():\n    print(1)\n\n\nasyncio.run(main())\n", "main");
  await popup(app).waitFor();
  await keyboard.press("Control+Enter");
  await app.until("finished");
  assert.deepEqual(await app.printed(), ["1"]);

  // Escape, then Tab, leaves the editor.
  await app.focusEditor();
  await keyboard.press("Escape");
  await popup(app).waitFor({ state: "detached" });
  await keyboard.press("Escape");
  await keyboard.press("Tab");
  assert.equal(await app.page.evaluate(() => document.activeElement.closest(".cm-editor")), null);
});

scenario("hovering a name tells its signature, what it does and where it is defined", async (open) => {
  const app = await open();
  await app.write("import asyncio\n\nasync def bake(slices, hot=True):\n    '''Bakes them.'''\n    await asyncio.gather()\n\nprint(bake)\nx = = 2\n");
  const gather = await hover(app, "gather");
  assert.match(gather, /asyncio\.gather\(\*coros_or_futures, return_exceptions=False\)/);
  assert.match(gather, /concurrently/);
  const own = await hover(app, "bake)");
  assert.match(own, /async def bake\(slices, hot=True\)\s+Bakes them\.\s+main\.py, line 3/);

  // The squiggle is at the second `=`, and says what is wrong.
  const wrong = app.get("editor").locator(".cm-lintRange-error");
  await wrong.first().waitFor();
  assert.equal(await wrong.first().innerText(), "=");
  const box = await wrong.first().boundingBox();
  await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await app.page.locator(".cm-diagnostic-error").first().waitFor();
  assert.match(await app.page.locator(".cm-diagnostic-error").first().innerText(), /\w+ \w+/);
});

scenario("several cursors, moving, copying, commenting and folding lines", async (open) => {
  const app = await open();
  const { keyboard, mouse } = app.page;
  await app.write("cup = 1\nprint(cup)\nprint(cup)\n");
  await keyboard.press("Control+Home");
  for (let times = 0; times < 3; times += 1) await keyboard.press("Control+d");
  await keyboard.type("mug");
  assert.equal(await app.text(), "mug = 1\nprint(mug)\nprint(mug)\n");

  await keyboard.press("Control+Home");
  await keyboard.press("Control+Alt+ArrowDown");
  await keyboard.type("# ");
  assert.equal(await app.text(), "# mug = 1\n# print(mug)\nprint(mug)\n");
  await keyboard.press("Control+Home");
  const third = await pointAt(app, "print(mug)\n".trim());
  await keyboard.down("Alt");
  await mouse.click(third.x, third.y);
  await keyboard.up("Alt");
  assert.equal(await app.page.locator(".cm-cursor").count(), 2);
  await keyboard.press("Escape");
  await app.holds(() => document.querySelectorAll(".cm-cursor").length === 1);

  await app.write("one\ntwo\n");
  await keyboard.press("Control+Home");
  await keyboard.press("Alt+ArrowDown");
  assert.equal(await app.text(), "two\none\n");
  await keyboard.press("Control+Home");
  await keyboard.press("Shift+Alt+ArrowDown");
  assert.equal(await app.text(), "two\ntwo\none\n");
  await keyboard.press("Control+/");
  assert.equal(await app.text(), "# two\n# two\n# one\n");

  await app.write("def f():\n    return 1\n\n\nf()\n");
  await keyboard.press("Control+Home");
  await keyboard.press("Control+Shift+BracketLeft");
  const folded = app.get("editor").locator(".cm-foldPlaceholder");
  await folded.waitFor();
  await keyboard.press("Control+Shift+BracketRight");
  await folded.waitFor({ state: "detached" });
  const mark = app.get("editor").locator(".cm-foldGutter .cm-fold:not(.cm-folded)").first();
  await mark.click();
  await folded.waitFor();
  assert.equal(await app.text(), "def f():\n    return 1\n\n\nf()\n");
});

scenario("Format makes a program tidy in one step of Undo, and leaves a broken one alone", async (open) => {
  const app = await open();
  const { keyboard } = app.page;
  const rough = "import asyncio\nasync def main( ):\n\tx=1   \n\tprint( 'a  b',x )\nasyncio.run(main())";
  const tidy = "import asyncio\n\n\nasync def main():\n    x = 1\n    print('a  b', x)\n\n\nasyncio.run(main())\n";
  await app.write(rough);
  await app.press("format");
  await becomes(app, tidy);
  await keyboard.press("Control+z");
  assert.equal(await app.text(), rough);
  await keyboard.press("Shift+Alt+f");
  await becomes(app, tidy);

  await app.write("x = 1\ny = = 2   \n");
  await app.press("format");
  const notice = app.page.locator(".notice");
  await notice.getByText("line 2").waitFor();
  assert.equal(await app.text(), "x = 1\ny = = 2   \n");
});

scenario("the size of the type and wrapping are chosen, and kept", async (open) => {
  const app = await open();
  const size = () => app.page.locator(".cm-scroller").evaluate((element) => getComputedStyle(element).fontSize);
  const wraps = () => app.page.locator(".cm-content").evaluate((element) => getComputedStyle(element).whiteSpace !== "pre");
  assert.deepEqual([await size(), await wraps()], ["13px", false]);
  await app.press("editor-larger");
  await app.press("editor-larger");
  await app.press("editor-smaller");
  await app.press("editor-wrap");
  assert.deepEqual([await size(), await wraps()], ["15px", true]);
  assert.equal(await app.get("editor-wrap").getAttribute("aria-pressed"), "true");
  await app.page.reload();
  await app.ready();
  assert.deepEqual([await size(), await wraps()], ["15px", true]);
});
