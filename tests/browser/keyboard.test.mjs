import assert from "node:assert/strict";
import { FIRST, example } from "./lib/programs.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const SHORT = 'import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    print("ran")\n\nasyncio.run(main())\n';

/** What has the focus: its `data-testid`, else what it is. */
const focused = (app) => app.page.evaluate(() => {
  const element = document.activeElement;
  if (element === document.body) return "body";
  if (element.closest('[data-testid="editor"]')) return "editor";
  return element.dataset.testid ?? element.getAttribute("aria-label") ?? element.textContent.trim();
});

async function runSimulated(app, text = SHORT) {
  await app.choose("clock", "simulated");
  await app.write(text);
  await app.page.keyboard.press("Control+Enter");
  await app.until("finished");
}

scenario("Ctrl+Enter runs from the editor, Ctrl+Shift+Enter steps, and neither types", async (open) => {
  const app = await open();
  await runSimulated(app);
  assert.deepEqual(await app.printed(), ["ran"]);
  assert.equal(await app.text(), SHORT);

  await app.choose("clock", "live");
  await app.write(`${SHORT}\n`);
  await app.page.keyboard.press("Control+Shift+Enter");
  await app.until("paused");
  assert.equal(await app.text(), `${SHORT}\n`);
});

scenario("Tab reaches everything, and shows where it is", async (open) => {
  const app = await open();
  await runSimulated(app);
  const reached = [];
  const unseen = [];
  await app.get("example-picker").focus();
  for (let presses = 0; presses < 80; presses += 1) {
    const at = await focused(app);
    // Once around, by way of the browser's own controls. In Firefox keys do nothing more there.
    if (at === reached[0] || !await app.page.evaluate(() => document.hasFocus())) break;
    if (at !== "body") {
      reached.push(at);
      const shown = await app.page.evaluate(() => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
        return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
      });
      // The editor has a caret.
      if (!shown && at !== "editor") unseen.push(at);
    }
    if (at === "editor") await app.page.keyboard.press("Escape");
    await app.page.keyboard.press("Tab");
  }
  const all = [
    "example-picker", "run", "step-back", "clock", "speed", "share", "open", "export", "theme", "help", "editor", "scrubber", "play", "table",
  ];
  for (const id of all) assert.ok(reached.includes(id), `${id} is not among ${reached.join(", ")}`);
  assert.ok(reached.some((at) => /^Timeline/.test(at)), reached.join(", "));
  assert.ok(reached.some((at) => /^Output/.test(at)), reached.join(", "));
  assert.deepEqual(unseen, []);
});

scenario("? opens the help and Escape closes it; in the editor it is a question mark", async (open) => {
  const app = await open();
  const help = app.page.getByRole("dialog");
  await app.page.evaluate(() => document.activeElement.blur());
  await app.page.keyboard.press("?");
  await help.waitFor();
  assert.match(await help.innerText(), /Ctrl\+Enter/);
  await app.page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
  await app.press("help");
  await help.waitFor();
  await app.page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });

  await app.write("# why");
  await app.page.keyboard.press("Control+End");
  await app.page.keyboard.type("?");
  assert.equal(await app.text(), "# why?");
  assert.equal(await help.isVisible(), false);
});

const canvas = (app) => app.get("timeline").locator("canvas");

/** The picture of the timeline, when two frames show the same. */
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

scenario("the timeline's keys zoom, pan, select and clear", async (open) => {
  const app = await open();
  await runSimulated(app, example(FIRST).program);
  await canvas(app).focus();
  const all = await picture(app);
  const press = async (key) => {
    await app.page.keyboard.press(key);
    return picture(app);
  };
  for (const [near, far] of [["w", "s"], ["+", "-"]]) {
    const zoomed = await press(near);
    assert.notEqual(zoomed, all, near);
    for (const [right, left] of [["d", "a"], ["ArrowRight", "ArrowLeft"]]) {
      const panned = await press(right);
      assert.notEqual(panned, zoomed, right);
      assert.notEqual(await press(left), panned, left);
    }
    assert.notEqual(await press(far), zoomed, far);
    assert.equal(await press("0"), all, "0 shows all again");
  }

  const said = () => app.get("timeline").locator("[aria-live]").innerText();
  assert.equal((await said()).trim(), "");
  const selected = await press(".");
  assert.notEqual(selected, all);
  const first = await said();
  assert.notEqual(first.trim(), "");
  await press(".");
  assert.notEqual(await said(), first);
  await press(",");
  assert.equal(await said(), first);
  assert.notEqual(await press("f"), selected, "F shows the selection");
  await press("0");
  assert.equal(await press("Escape"), all);
  assert.equal((await said()).trim(), "");
});

scenario("no key of the timeline acts while the user types", async (open) => {
  const app = await open();
  await runSimulated(app);
  const before = await picture(app);
  await app.page.evaluate(() => document.activeElement.blur());
  await app.focusEditor();
  await app.page.keyboard.press("Control+Home");
  await app.page.keyboard.type("wasd0f,.+-/");
  assert.equal(await app.text(), `wasd0f,.+-/${SHORT}`);
  assert.equal(await app.get("timeline").getByTitle("Show all (0)").count(), 0);
  // The recording of another text is dimmed: with the run's text it looks as before.
  await app.write(SHORT);
  await app.get("stale").waitFor({ state: "detached" });
  assert.equal(await picture(app), before);
});

scenario("the timeline's keys act wherever they mean nothing else", async (open) => {
  const app = await open();
  await runSimulated(app);
  const all = app.get("timeline").getByTitle("Show all (0)");
  await app.get("run").focus();
  await app.page.keyboard.press("w");
  await all.waitFor();
  await app.page.keyboard.press("0");
  await all.waitFor({ state: "detached" });
  await app.page.evaluate(() => document.activeElement.blur());
  await app.page.keyboard.press("+");
  await app.page.keyboard.press("ArrowRight");
  await all.waitFor();
  await app.page.keyboard.press("?");
  await app.page.keyboard.press("0");
  await app.page.keyboard.press("Escape");
  await all.waitFor();
});

scenario("arrow keys move between the tabs", async (open) => {
  const app = await open();
  const tab = (name) => app.page.getByRole("tab", { name }).filter({ visible: true });
  await tab(/^Output/).focus();
  for (const [key, name, id] of [
    ["ArrowRight", /^Events/, "events"], ["ArrowRight", /^Problems/, "problems"],
    ["End", /^Details/, "details"], ["ArrowRight", /^Output/, "output"],
  ]) {
    await app.page.keyboard.press(key);
    await app.get(id).waitFor({ state: "visible" });
    assert.equal(await tab(name).getAttribute("aria-selected"), "true");
    assert.match(await focused(app), name);
  }
});
