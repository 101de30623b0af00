// The user's own programs: made, opened from files, named, saved, deleted, brought back.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { barriers } from "./lib/barriers.mjs";
import { FIRST, example } from "./lib/programs.mjs";
import { NARROW, suite } from "./lib/suite.mjs";

const scenario = suite();

/** The titles in the list, the latest first. */
const titles = (app) => app.page.evaluate(() =>
  [...document.querySelectorAll('[data-testid="programs"] [data-program] .title > b')].map(({ textContent }) => textContent));

/** The row of the program of this title. */
const row = (app, title) => app.get("programs").locator("[data-program]")
  .filter({ has: app.page.getByText(title, { exact: true }) });

const title = (app) => app.page.title();

async function named(app, from, to) {
  await row(app, from).getByTestId("rename-program").click();
  await app.get("program-name").fill(to);
  await app.page.keyboard.press("Enter");
  await row(app, to).waitFor();
}

async function download(app, act) {
  const [file] = await Promise.all([app.page.waitForEvent("download"), act()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

async function choose(app, id, files) {
  const asked = app.page.waitForEvent("filechooser");
  await app.press(id);
  await (await asked).setFiles(files);
}

const file = (name, text) => ({ name, mimeType: "", buffer: Buffer.from(text) });

/** Drops files on the editor. */
const drop = (app, files) => app.page.evaluate((files) => {
  const dataTransfer = new DataTransfer();
  for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
  const target = document.querySelector(".cm-content");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}, files);

scenario("programs are made, named, found, copied, deleted and brought back", async (open) => {
  const app = await open({ runs: false });
  await app.press("show-programs");
  assert.deepEqual(await titles(app), []);
  await app.press("new-program");
  assert.match(await app.text(), /^import asyncio/);
  await app.press("show-programs");
  await app.press("new-program");
  await app.press("show-programs");
  assert.deepEqual(await titles(app), ["Untitled"], "an untouched one is not made twice");
  await named(app, "Untitled", "Lift");
  assert.equal(await title(app), "Lift · Interleave");
  await row(app, "Lift").getByTestId("duplicate-program").click();
  await named(app, "Lift copy", "Bakery");
  assert.match(await row(app, "Bakery").innerText(), /today \d\d:\d\d/);
  // Escape leaves the name as it is, and the dialog open.
  await row(app, "Bakery").getByTestId("rename-program").click();
  await app.get("program-name").fill("Nothing");
  await app.page.keyboard.press("Escape");
  assert.deepEqual(await titles(app), ["Bakery", "Lift"]);
  assert.deepEqual(await barriers(app), []);

  await app.get("close-programs").click();
  await app.write("# only in the bakery\n");
  await app.press("show-programs");
  await app.get("find-program").fill("ONLY bake");
  assert.deepEqual(await titles(app), ["Bakery"]);
  await app.get("find-program").fill("");

  await row(app, "Bakery").getByTestId("delete-program").click();
  assert.deepEqual(await titles(app), ["Lift"]);
  assert.deepEqual(await barriers(app), [], "with Undo");
  await app.press("undo");
  assert.deepEqual((await titles(app)).sort(), ["Bakery", "Lift"]);
  await app.page.keyboard.press("Escape");
  await app.get("programs").waitFor({ state: "hidden" });
  assert.equal(await app.text(), "# only in the bakery\n");
  await app.page.reload();
  await app.ready();
  assert.equal(await app.text(), "# only in the bakery\n");
  assert.equal(await title(app), "Bakery · Interleave");
});

scenario("a name that is being typed stays, whatever goes on meanwhile", async (open) => {
  const app = await open();
  await app.load({ "main.py": "print('run')\n", "helper.py": "" });
  await app.page.locator('.files [role=tab][data-file="helper.py"]').click();
  await app.press("rename-file");
  await app.get("file-name").fill("tools.py");
  await app.run();
  assert.equal(await app.get("file-name").inputValue(), "tools.py");
  await app.page.keyboard.press("Enter");
  await app.page.locator('.files [role=tab][data-file="tools.py"]').waitFor();

  await app.press("show-programs");
  await app.press("new-program");
  await app.press("show-programs");
  await row(app, "Untitled").getByTestId("rename-program").click();
  await app.get("program-name").fill("Lift");
  await app.run();
  assert.equal(await app.get("program-name").inputValue(), "Lift");
  await app.page.keyboard.press("Enter");
  await row(app, "Lift").waitFor();
});

scenario("an example that one edits stays that example's, and can be reset", async (open) => {
  const app = await open({ runs: false });
  const top = async () => (await app.get("editor").boundingBox()).y;
  const drafts = () => app.page.locator('[data-testid="example-picker"] option[value^="draft:"]').count();
  const { program } = example(FIRST);
  const before = await top();
  await app.focusEditor();
  await app.page.keyboard.press("Control+End");
  await app.page.keyboard.type("x");
  await app.get("reset-program").waitFor();
  assert.equal(await top(), before, "the code does not move");
  assert.ok(await app.page.getByText("What to watch").isVisible());
  assert.equal(await title(app), `${example(FIRST).title}, my version · Interleave`);
  assert.match(app.page.url(), /[?]program=\d+$/);
  // A change that is undone leaves nothing behind.
  await app.page.keyboard.press("Control+z");
  await app.holds((id) => document.querySelector('[data-testid="example-picker"]').value === id, FIRST);
  assert.equal(await drafts(), 0);
  assert.match(app.page.url(), /example=/);

  await app.write(`${program}# mine\n`);
  await app.press("reset-program");
  assert.equal(await app.text(), program);
  assert.equal(await drafts(), 0);
  await app.press("undo");
  assert.equal(await app.text(), `${program}# mine\n`);
  assert.equal(await drafts(), 1);
});

scenario("a program written over an example is one's own", async (open) => {
  const app = await open({ runs: false });
  const titled = (title) => app.holds((title) => document.title === `${title} · Interleave`, title);
  const note = () => app.page.getByText("What to watch").count();
  assert.equal(await note(), 1);
  await app.write("print('mine')\n");
  await titled("My program");
  assert.equal(await app.get("example-picker").locator("option:checked").innerText(), "My program");
  assert.equal(await note(), 0, "it was about the example");
  await app.page.keyboard.press("Control+z");
  await titled(example(FIRST).title);
  assert.equal(await note(), 1);
  await app.page.keyboard.press("Control+Shift+z");
  await titled("My program");
  await app.choose("example-picker", "race");
  await app.write("print('more')\n");
  await titled("My program 2");
  await app.press("show-programs");
  await named(app, "My program 2", "Lift");
  await app.get("close-programs").click();
  await app.write("print('most')\n");
  assert.equal(await title(app), "Lift · Interleave");
});

scenario("a program is saved as a file, and opened again", async (open) => {
  const app = await open({ runs: false, viewport: NARROW, colorScheme: "dark" });
  await app.write("import helper\n");
  await app.focusEditor();
  const single = await download(app, () => app.page.keyboard.press("Control+s"));
  assert.equal(single.name, "my-program.py");
  assert.equal(single.bytes.toString(), "import helper\n");

  await app.load({ "main.py": "import pkg.helper\n", "pkg/helper.py": "print('zipped')\n" });
  await app.press("show-programs");
  const box = await app.get("programs").boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= NARROW.width);
  assert.deepEqual(await barriers(app), []);
  const zip = await download(app, () => app.get("programs").getByTestId("save-program").first().click());
  assert.equal(zip.name, "shared-program.zip");
  await choose(app, "open-files", { name: "again.zip", mimeType: "", buffer: zip.bytes });
  await app.holds(() => document.title === "again · Interleave");
  assert.equal(await app.text(), "import pkg.helper\n");
  assert.equal(await app.page.locator('.files [role=tab][data-file="pkg/helper.py"]').count(), 1);

  await app.press("show-programs");
  const all = await download(app, () => app.press("save-all"));
  assert.equal(all.name, "programs.zip");
  assert.ok(all.bytes.includes("again/main.py") && all.bytes.includes("my-program/main.py"));
});

scenario("Python files and notebooks are opened: chosen, dropped, or a folder", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await drop(app, [["race.py", "print('dropped')\n"]]);
  await app.holds(() => document.title === "race · Interleave");
  await app.press("run");
  await app.seen("dropped");

  const cell = (source) => ({ cell_type: "code", source });
  const notebook = { cells: [cell("%matplotlib inline\nimport asyncio"), { cell_type: "markdown", source: "#" }, cell(["x = 1\n", "x"])] };
  await choose(app, "open", file("lesson.ipynb", JSON.stringify(notebook)));
  await app.holds(() => document.title === "lesson · Interleave");
  assert.equal(await app.text(), "# %%\n# %matplotlib inline\nimport asyncio\n\n# %%\nx = 1\nx\n");

  await drop(app, [["app.py", "import till\nif __name__ == '__main__': till.ring()\n"], ["till.py", "def ring(): print('kling')\n"], ["logo.png", "\0"]]);
  await app.holds(() => document.title === "app · Interleave");
  await app.page.getByText(/“app.py” is main.py here.*“logo.png” was left out/).waitFor();
  await app.press("run");
  await app.seen("kling");

  await drop(app, [["broken.ipynb", "{}"]]);
  await app.get("refused").getByText(/“broken.ipynb”. It is not a notebook/).waitFor();
  assert.match(await app.text(), /till.ring/, "what was open stays");
});

scenario("programs that earlier versions kept are there, and a full storage is told", async (open) => {
  const app = await open({ runs: false });
  await app.page.evaluate(() => {
    localStorage.clear();
    localStorage["interleave.draft.1700000000000"] = "Gather, edited\nimport helper\nprint('old')\n";
    localStorage["interleave.files.1700000000000"] = JSON.stringify({ "main.py": "", "helper.py": "x = 1\n" });
    localStorage["interleave.open"] = "draft:1700000000000";
  });
  await app.visit();
  assert.equal(await app.text(), "import helper\nprint('old')\n");
  assert.equal(await title(app), "Gather, edited · Interleave");
  assert.equal(await app.page.locator('.files [role=tab][data-file="helper.py"]').count(), 1);
  await app.write("print('new')\n");
  assert.deepEqual(await app.page.evaluate(() => Object.keys(localStorage).filter((key) => /draft|files|program/.test(key))),
    ["interleave.program.1700000000000"]);

  // More than fifty are kept, too; when no room is left, the page says so.
  await app.page.evaluate(() => {
    for (let at = 1; at <= 60; at += 1) {
      localStorage[`interleave.program.${at}`] = `{"title":"Nr ${at}","example":null,"changed":${at}}\n[["main.py","#"]]`;
    }
    let filler = "x".repeat(1 << 20);
    while (filler.length > 16) {
      try { localStorage.filler = (localStorage.filler ?? "") + filler; } catch { filler = filler.slice(filler.length / 2); }
    }
  });
  await app.visit();
  assert.equal(await app.page.locator('[data-testid="example-picker"] option[value^="draft:"]').count(), 61);
  await app.write(`# ${"y".repeat(500)}\n`);
  await app.get("unkept").getByText(/storage for this page is full/).waitFor();
  const [file] = await Promise.all([app.page.waitForEvent("download"), app.get("save-unkept").click()]);
  assert.match(file.suggestedFilename(), /\.zip$/, "it has two files");
  assert.equal(await asksBeforeLeaving(app), true);
  await app.page.evaluate(() => delete localStorage.filler);
  await app.focusEditor();
  await app.page.keyboard.type("z");
  await app.get("unkept").waitFor({ state: "detached" });
  assert.equal(await asksBeforeLeaving(app), false);
});

/** Whether the browser would ask before the page is closed. */
const asksBeforeLeaving = (app) => app.page.evaluate(() => {
  const event = new Event("beforeunload", { cancelable: true });
  return !dispatchEvent(event);
});

scenario("where the browser denies its storage, the page works, says so, and the program stays", async (open) => {
  const app = await open({ runs: false });
  await app.page.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(globalThis, name, { get() { throw new DOMException("denied", "SecurityError"); } });
    }
  });
  app.runs = true;
  await app.page.reload();
  await app.ready();
  assert.equal(await app.get("unkept").count(), 0, "nothing is lost yet");
  await app.write("print('mine')\n");
  await app.get("unkept").getByText(/keeps nothing for this page/).waitFor();
  assert.equal(await asksBeforeLeaving(app), true);
  await app.press("run");
  await app.seen("mine");
  await app.choose("example-picker", "race");
  const own = await app.page.locator('[data-testid="example-picker"] option[value^="draft:"]').getAttribute("value");
  await app.choose("example-picker", own);
  assert.equal(await app.text(), "print('mine')\n");
});
