import assert from "node:assert/strict";
import { barriers } from "./lib/barriers.mjs";
import { NARROW, suite } from "./lib/suite.mjs";

const scenario = suite();

const PROGRAM = `import asyncio

async def brew(name):
    await asyncio.sleep(0.1)
    print(name)

async def main():
    await asyncio.gather(brew("tea"), brew("coffee"))
    raise ValueError("no milk")

asyncio.run(main())
`;

const STRIP = "The program has changed since this run";

/** Types at the beginning of the first line that holds `part`. */
async function typeAt(app, part, text) {
  await app.get("editor").locator(".cm-line", { hasText: part }).first().click();
  await app.page.keyboard.press("Home");
  await app.page.keyboard.insertText(text);
}

/** The text of the line of the caret. */
const caretLine = (app) => app.page.locator(".cm-activeLine").innerText();

const tab = (app, name) => app.page.getByRole("tab", { name }).filter({ visible: true });

scenario("a recording of another text says so, and its links follow the text or lead nowhere", async (open) => {
  const app = await open();
  const stale = app.get("stale");
  await app.choose("clock", "simulated");
  await app.write(PROGRAM);
  await app.press("run");
  await app.until("failed");
  assert.equal(await stale.count(), 0);
  await tab(app, /^Problems/).click();
  assert.equal(await tab(app, /^Problems/).innerText(), "Problems1");

  // Above the line: its link moves on with it.
  await typeAt(app, "import asyncio", "# one\n# two\n");
  await stale.waitFor();
  assert.match(await stale.innerText(), new RegExp(STRIP));
  assert.deepEqual(await barriers(app), [], "what is dimmed is legible");
  assert.equal(await tab(app, /^Problems/).innerText(), "Problems", "no problem of this text is known");
  assert.match(await app.get("problems").innerText(), /From the last run.*line 11.*no milk/s);
  await app.get("problems").getByRole("button", { name: /line 11/ }).click();
  await app.holds(() => document.querySelector(".cm-activeLine")?.textContent.includes("raise ValueError"));
  await tab(app, /^Output/).click();
  await app.get("output").getByRole("button", { name: /line 9$/ }).click();
  assert.match(await caretLine(app), /raise ValueError/);

  // The line itself: nothing leads there, and the caret stays.
  await app.focusEditor();
  await app.page.keyboard.press("End");
  await app.page.keyboard.press("Shift+Home");
  await app.page.keyboard.insertText("pass");
  await app.get("output").getByRole("button", { name: /line 9$/ }).waitFor({ state: "detached" });
  await tab(app, /^Problems/).click();
  assert.ok(await app.get("problems").getByRole("button", { name: /line 9/ }).isDisabled());

  // Undo, to the text of the run: it is fresh again.
  await app.focusEditor();
  for (let presses = 0; presses < 9 && await stale.count(); presses += 1) await app.page.keyboard.press("Control+z");
  await stale.waitFor({ state: "detached" });
  assert.equal(await app.text(), PROGRAM);
  assert.equal(await tab(app, /^Problems/).innerText(), "Problems1");

  // The program that was run, and back to the user's own.
  await typeAt(app, "raise ValueError", "return\n    ");
  const mine = await app.text();
  await app.press("show-recorded-program");
  await stale.waitFor({ state: "detached" });
  // A button that goes hands the focus on.
  const focused = (selector) => app.holds((selector) => document.activeElement.matches(selector), selector);
  await focused('[data-testid="back-to-program"]');
  assert.equal(await app.text(), PROGRAM);
  assert.equal(await app.state(), "failed", "the recording is still there");
  await app.get("back-to-program").focus();
  await app.page.keyboard.press("Enter");
  await stale.waitFor();
  await focused('[data-testid="run-again"]');
  assert.equal(await app.text(), mine);
  await app.get("run-again").focus();
  await app.page.keyboard.press("Enter");
  await app.until("finished");
  await stale.waitFor({ state: "detached" });
  await focused(".cm-content");
  assert.deepEqual(await app.printed(), ["tea", "coffee"]);
});

scenario("details name the lines of the present text, also of a program of several files", async (open) => {
  const app = await open({ viewport: NARROW });
  await app.load({ "main.py": 'import helper\nhelper.start()\n', "helper.py": "import asyncio\n\ndef start():\n    asyncio.run(asyncio.sleep(1))\n    return {}[1]\n" });
  await app.run({ clock: "simulated" });
  await app.until("failed");
  await tab(app, /^Program/).click();
  await app.page.getByRole("tab", { name: "helper.py" }).click();
  await typeAt(app, "def start", "# new\n");
  await tab(app, /^Output/).click();
  assert.ok(await app.get("stale").isVisible());
  const place = app.get("output").getByRole("button", { name: /helper\.py", line 5/ });
  await place.click();
  assert.match(await caretLine(app), /return/);
  await app.focusEditor();
  await app.page.keyboard.press("Control+z");
  await app.get("stale").waitFor({ state: "detached" });
});
