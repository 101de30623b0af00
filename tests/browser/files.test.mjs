import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { NARROW, suite } from "./lib/suite.mjs";

const scenario = suite();

const MAIN = "import helper\nhelper.greet('you')\n";
const HELPER = "def greet(name):\n    print('hello', name)\n";

/** The names on the tabs, and which is selected. */
const tabs = (app) => app.page.evaluate(() =>
  [...document.querySelectorAll(".files [role=tab]")].map((tab) =>
    tab.ariaSelected === "true" ? `[${tab.textContent}]` : tab.textContent));

const tab = (app, name) => app.page.locator(`.files [role=tab][data-file="${name}"]`);

async function add(app, name, text) {
  await app.press("add-file");
  await app.get("file-name").fill(name);
  await app.page.keyboard.press("Enter");
  await tab(app, name).waitFor();
  await app.write(text);
}

scenario("a second tab is imported, and survives a reload", async (open) => {
  const app = await open();
  await app.write(MAIN);
  await add(app, "helper.py", HELPER);
  assert.deepEqual(await tabs(app), ["main.py", "[helper.py]"]);
  await app.press("run");
  await app.seen("hello you");
  await app.page.reload();
  await app.ready();
  assert.deepEqual(await tabs(app), ["[main.py]", "helper.py"]);
  assert.equal(await app.text(), MAIN);
  await tab(app, "helper.py").click();
  assert.equal(await app.text(), HELPER);
});

scenario("tabs are renamed, refused, deleted, and reached by keys", async (open) => {
  const app = await open({ viewport: NARROW });
  await app.write(MAIN);
  await add(app, "helpr.py", HELPER);
  await app.press("rename-file");
  await app.get("file-name").fill("main.py");
  await app.page.keyboard.press("Enter");
  await app.page.getByText("A file with this name already exists.").waitFor();
  await app.get("file-name").fill("helper.py");
  await app.page.keyboard.press("Enter");
  await tab(app, "helper.py").focus();
  await app.page.keyboard.press("ArrowLeft");
  assert.deepEqual(await tabs(app), ["[main.py]", "helper.py"]);
  assert.equal(await app.text(), MAIN);
  await tab(app, "main.py").focus();
  await app.page.keyboard.press("End");
  app.page.once("dialog", (dialog) => dialog.dismiss());
  await app.press("delete-file");
  assert.deepEqual(await tabs(app), ["main.py", "[helper.py]"]);
  app.page.once("dialog", (dialog) => dialog.accept());
  await app.press("delete-file");
  assert.deepEqual(await tabs(app), ["[main.py]"]);
  assert.equal(await app.text(), MAIN);
});

scenario("each tab has a history of its own", async (open) => {
  const app = await open();
  await app.write(MAIN);
  await add(app, "helper.py", HELPER);
  await tab(app, "main.py").click();
  await app.focusEditor();
  await app.page.keyboard.press("Control+End");
  await app.page.keyboard.type("# more");
  await tab(app, "helper.py").click();
  await tab(app, "main.py").click();
  await app.focusEditor();
  await app.page.keyboard.press("Control+z");
  assert.equal(await app.text(), MAIN);
});

scenario("a shared address holds all files", async (open, { site }) => {
  const app = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await app.load({ "main.py": MAIN, "helper.py": HELPER, "pkg/__init__.py": "" });
  await app.press("share");
  await app.holds(() => location.hash.startsWith("#files="));
  const other = await open({ address: app.page.url().slice(site.address.length) });
  assert.deepEqual(await tabs(other), ["[main.py]", "helper.py", "pkg/__init__.py"]);
  const trace = await other.run({ clock: "simulated", seed: 0 });
  assert.equal(written(trace), "hello you\n");
});

scenario("a problem's line is one of main.py, whatever tab is shown", async (open) => {
  const app = await open();
  await app.load({ "main.py": "import helper\n\nhelper.fail()\n", "helper.py": "def fail():\n    1 / 0\n" });
  await app.run({ clock: "simulated", seed: 0 });
  await tab(app, "helper.py").click();
  await app.page.getByRole("tab", { name: /^Problems/ }).first().click();
  await app.page.locator('[data-testid="problems"] [data-kind="uncaught"] button').click();
  assert.deepEqual(await tabs(app), ["[main.py]", "helper.py"]);
  assert.equal(await app.page.locator(".cm-lineNumbers .cm-activeLineGutter").textContent(), "3");
});
