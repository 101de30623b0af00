import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

/** The problems: kind and text. */
const problems = (app) => app.page.evaluate(() =>
  [...document.querySelectorAll('[data-testid="problems"] [data-kind]')]
    .map((one) => ({
      kind: one.dataset.kind,
      text: [...one.querySelectorAll("span")].map((part) => part.textContent).join(" "),
    })));

const ofKind = async (app, kind) => (await problems(app)).filter((one) => one.kind === kind);

/** Shows the panel of problems. */
const showProblems = (app) => app.page.getByRole("tab", { name: /^Problems/ }).filter({ visible: true }).click();

const OVEN = `import asyncio


async def open_oven():
    await asyncio.sleep(0.01)
    return {}["bread"]


async def main():
    print("before")
    await open_oven()
    print("never")


asyncio.run(main())
`;

scenario("an uncaught exception shows its traceback, and the problem leads to its line", async (open) => {
  const app = await open();
  await app.write(OVEN);
  await app.press("run");
  await app.until("failed", "finished");
  assert.equal(await app.state(), "failed");
  assert.deepEqual(await app.printed(), ["before"]);
  const errors = await app.printed("stderr");
  assert.equal(errors[0], "Traceback (most recent call last):");
  assert.equal(errors.at(-1), "KeyError: 'bread'");
  const at = errors.findIndex((line) => /^  File "(.*\/)?main\.py", line 6, in open_oven$/.test(line));
  assert.ok(at > 0, errors.join("\n"));
  assert.equal(errors[at + 1], '    return {}["bread"]');

  const [uncaught] = await ofKind(app, "uncaught");
  assert.match(uncaught?.text ?? "no problem", /line 6\b.*KeyError/s);
  await showProblems(app);
  await app.page.locator('[data-testid="problems"] [data-kind="uncaught"] button').click();
  await app.holds(() => document.querySelector(".cm-activeLine")?.textContent.includes('return {}["bread"]'));
});

scenario("a syntax error is underlined while typing, named by Run, and gone when mended", async (open) => {
  const app = await open();
  await app.write('print("🍞")\n\ntoast = = 2\n');
  const underlined = app.get("editor").locator(".cm-lintRange-error");
  await underlined.first().waitFor();
  assert.equal(await app.state(), "idle");
  const [typed] = await ofKind(app, "syntax-error");
  assert.match(typed?.text ?? "no problem", /line 3.*invalid syntax|line 3.*SyntaxError/s);

  await app.press("run");
  await app.until("failed", "finished");
  assert.equal(await app.state(), "failed");
  assert.equal((await ofKind(app, "syntax-error")).length, 1);
  const errors = (await app.printed("stderr")).join("\n");
  assert.match(errors, /File ".*main\.py", line 3\n    toast = = 2\n/);
  assert.match(errors, /^SyntaxError: /m);

  await app.write("toast = 2\nprint(toast)\n");
  await underlined.first().waitFor({ state: "detached" });
  await app.press("run");
  await app.until("finished");
  assert.deepEqual(await problems(app), []);
});

/** In ms: the page checks a text when nothing was typed for 300. */
const CHECKED = 350;

scenario("an unfinished text is told in every script while it is typed, and runs when it is finished", async (open) => {
  const app = await open();
  const { keyboard } = app.page;
  const errors = app.get("editor").locator(".cm-lintRange-error");
  for (const word of ["Привет", "你好", "مرحبا", "नमस्ते", "e\u0301", "👩‍👩‍👧", "Ｆｕｌｌ"]) {
    await app.focusEditor();
    await keyboard.press("Control+a");
    await keyboard.press("Delete");
    await errors.first().waitFor({ state: "detached" });
    await keyboard.type("print('");
    // The editor has closed both.
    await keyboard.press("Delete");
    await keyboard.press("Delete");
    for (const letter of word) {
      await keyboard.insertText(letter);
      await app.page.waitForTimeout(CHECKED);
      await errors.first().waitFor();
      const [error] = await ofKind(app, "syntax-error");
      assert.match(error?.text ?? "no problem", /line 1.*unterminated string literal/s, word);
    }
    assert.equal(await app.text(), `print('${word}`);
    await keyboard.press("End");
    await keyboard.insertText("')");
    await errors.first().waitFor({ state: "detached" });
    await app.press("run");
    await app.until("finished");
    assert.deepEqual(await app.printed(), [word]);
  }
  assert.equal(await app.get("fault").count(), 0);
});

scenario("a text that takes for ever to check is given up, and the next one is checked", async (open) => {
  const app = await open();
  const underlined = app.get("editor").locator(".cm-lintRange-error");
  // Compiling is quadratic in functions: so many take a minute.
  await app.write("def f(): pass\n".repeat(30_000));
  await app.page.waitForTimeout(6_500);
  await app.write("toast = = 2\n");
  await underlined.first().waitFor({ timeout: 10_000 });
  await app.write("print('toast')\n");
  await app.press("run");
  await app.until("finished");
  assert.deepEqual(await app.printed(), ["toast"]);
  assert.equal(await app.get("fault").count(), 0);
});

scenario("an indentation error and a forgotten bracket name their lines", async (open) => {
  const app = await open();
  for (const [text, line, reason] of [
    ["def bake():\nreturn 1\n", 2, /expected an indented block|IndentationError/i],
    ["x = 1\ny = (1,\nz = 2\n", 2, /never closed|SyntaxError/i],
    ["x = 1\nawait = 2\n", 2, /SyntaxError/i],
  ]) {
    await app.write(text);
    await app.holds((line) => document.querySelector('[data-testid="problems"] [data-kind="syntax-error"]')
      ?.textContent.includes(`line ${line}`), line);
    assert.match((await ofKind(app, "syntax-error"))[0].text, reason, text);
  }
});

scenario("an unknown import is told with its line and reason", async (open) => {
  const app = await open();
  await app.write("import asyncio\nimport numpy as np\n");
  await app.press("run");
  await app.until("failed", "finished");
  assert.equal(await app.state(), "failed");
  const errors = await app.printed("stderr");
  assert.match(errors.at(-1), /^ModuleNotFoundError: No module named 'numpy': .*use /);
  assert.ok(errors.includes("    import numpy as np"), errors.join("\n"));
  const [uncaught] = await ofKind(app, "uncaught");
  assert.match(uncaught?.text ?? "no problem", /line 2\b.*No module named 'numpy'/s);
});

scenario("the program's own exit is no bug: its status is told", async (open) => {
  const app = await open();
  for (const [text, state, words] of [
    ["import sys\nsys.exit()\n", "finished", /Finished/],
    ["import sys\nsys.exit(3)\n", "failed", /status 3/],
    ["import asyncio\nasyncio.run(asyncio.Event().wait())\n", "failed", /Deadlock/],
  ]) {
    await app.write(text);
    const trace = await app.run({ clock: "simulated" });
    await app.until(state);
    assert.match(await app.words(), words, JSON.stringify(trace.end));
  }
});
