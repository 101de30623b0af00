// What one sees while the page and Python come, and where they don't.

import assert from "node:assert/strict";
import { PATIENCE } from "./lib/app.mjs";
import { barriers } from "./lib/barriers.mjs";
import { WIDE, suite } from "./lib/suite.mjs";

const scenario = suite();

const PYTHON = "**/interleave-worker_bg-*.wasm";
const PAGE = /interleave-web[^/]*\.wasm/;
const PROGRAM = 'print("still here")\n';

/** A page where what matches `pattern` is answered by `answer`, while it does. */
async function visit(browser, address, pattern, answer, options = {}) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (pattern) await page.route(pattern, (route) => answer(route));
  await page.goto(address);
  const get = (id) => page.locator(`[data-testid="${id}"]`);
  return { page, context, get };
}

const idle = (page) => page.waitForSelector('[data-testid="status"][data-state="idle"]');

scenario("a bar and megabytes tell how far Python has come", async (open, { browser, site }) => {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  const { page, context, get } = await visit(browser, site.address, "**/worker-*.js", async (route) => {
    await held;
    await route.continue();
  });
  try {
    // All of the wasm has come, but for a script: it is full, and stays.
    await page.waitForFunction(() => {
      const bar = document.querySelector('[data-testid="progress"]');
      return bar && Number(bar.max) > 1e6 && bar.value === bar.max;
    });
    const bar = page.getByRole("progressbar", { name: "Loading Python" });
    assert.equal(await bar.count(), 1);
    const size = Number(await bar.getAttribute("max"));
    assert.match(await get("status").innerText(), new RegExp(`Starting Python….*${(size / 1e6).toFixed(1)} of ${(size / 1e6).toFixed(1)} MB`, "s"));
    const main = () => page.locator("main").boundingBox();
    const before = await main();
    assert.deepEqual(await barriers({ page }), []);
    go();
    await idle(page);
    assert.equal(await get("progress").count(), 0);
    assert.deepEqual(await main(), before, "nothing has moved");
  } finally {
    await context.close();
  }
});

scenario("where Python is missing or broken, the reason is told, and Retry gets it", async (open, { browser, site }) => {
  let answer = (route) => route.fulfill({ status: 404, body: "" });
  const { page, context, get } = await visit(browser, site.address, PYTHON, (route) => answer(route));
  const failure = (words) => get("python-failed").filter({ hasText: words }).waitFor();
  try {
    await failure("The server answered 404 for interleave-worker_bg.wasm.");
    assert.equal(await get("status").getAttribute("data-state"), "failed");
    assert.deepEqual(await barriers({ page }), []);
    assert.ok(await get("editor").locator(".cm-line").count() > 5, "the program can be read");
    answer = (route) => route.abort();
    await get("retry").click();
    await failure("interleave-worker_bg.wasm could not be downloaded");
    answer = (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" });
    await get("retry").click();
    await failure("The server sent it as text/html.");
    answer = (route) => route.continue();
    await get("retry").click();
    await idle(page);
    assert.equal(await get("python-failed").count(), 0);
  } finally {
    await context.close();
  }
});

scenario("where the page can't start, it says why, shows the program, and Retry loads it", async (open, { browser, site }) => {
  const other = await open();
  await other.load(PROGRAM);
  await other.press("share");
  await other.holds(() => location.hash.startsWith("#code="));
  const shared = other.page.url();

  let answer = (route) => route.fulfill({ status: 404, body: "" });
  const { page, context, get } = await visit(browser, shared, PAGE, (route) => answer(route));
  const told = page.locator(".unstarted");
  const program = () => told.locator("pre").innerText();
  try {
    await told.getByText("The server answered 404").waitFor();
    assert.equal((await program()).trim(), PROGRAM.trim());
    assert.equal(await get("status").getAttribute("data-state"), "failed");
    assert.deepEqual(await barriers({ page }), []);
    answer = (route) => route.fulfill({ contentType: "application/wasm", body: "\0asm broken" });
    await get("retry").click();
    await told.getByText("CompileError").waitFor();
    await told.locator("pre").waitFor();
    answer = (route) => route.continue();
    await get("retry").click();
    await page.locator(".cm-content").waitFor();
    await idle(page);

    // Its own draft, where the address has none.
    await page.locator(".cm-content").click();
    await page.keyboard.type("# mine\n");
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => localStorage[key].includes("# mine")));
    answer = (route) => route.abort();
    await page.goto(site.address);
    await told.locator("pre").waitFor();
    assert.match(await program(), /# mine/);
  } finally {
    await context.close();
  }
});

scenario("without WebAssembly or without the editor: a sentence each", async (open, { browser, site }) => {
  const context = await browser.newContext({ viewport: WIDE });
  try {
    const page = await context.newPage();
    await page.addInitScript(() => delete globalThis.WebAssembly);
    await page.goto(site.address);
    await page.getByText("doesn't support WebAssembly").waitFor();
  } finally {
    await context.close();
  }
  const editor = await visit(browser, site.address, /\/editor[^/]*\.js/, (route) => route.abort());
  try {
    await editor.page.getByText(/editor.*couldn't be loaded/).waitFor();
  } finally {
    await editor.context.close();
  }
});

scenario("without JavaScript: a sentence", async (open, { browser, site }) => {
  const silent = await visit(browser, site.address, null, null, { javaScriptEnabled: false });
  try {
    // Locators by text leave out what is in noscript.
    const told = silent.page.locator(".unscripted");
    await told.waitFor();
    assert.match(await told.innerText(), /Turn JavaScript on/);
    assert.equal(await silent.page.getByText("Loading the page…").isVisible(), false);
  } finally {
    await silent.context.close();
  }
}, { firefox: "Playwright turns no JavaScript off there" });
