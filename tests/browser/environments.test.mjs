// Browsers that lack or refuse something. The page works there all the same, or says why not.
//
// Every test's profile is as a private window's: fresh, and gone afterwards.

import assert from "node:assert/strict";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "./lib/app.mjs";
import { launchWithProfile } from "./lib/browser.mjs";
import { WIDE, suite } from "./lib/suite.mjs";

const scenario = suite();

const EDITED = 'import asyncio\n\nasync def main():\n    await asyncio.sleep(1)\n    print("edited")\n\nasyncio.run(main())\n';

/** An example runs to its end and is drawn, and so does a program that is written. */
async function works(view, keyboard) {
  const get = (id) => view.locator(`[data-testid="${id}"]`);
  const finished = async () => {
    await get("run").click();
    await view.locator('[data-testid="status"][data-state="finished"]').waitFor();
  };
  await view.locator('[data-testid="status"][data-state="idle"]').waitFor();
  await get("example-picker").selectOption("gather");
  await get("clock").selectOption("simulated");
  await finished();
  await get("output").getByText("Asking Harbour").first().waitFor();
  assert.ok(await get("lanes-table").locator("[data-task]").count() > 3, "the table of lanes");
  await view.waitForFunction(() => {
    const canvas = document.querySelector('[data-testid="timeline"] .timeline-lanes canvas');
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size > 10;
  });
  await get("editor").locator(".cm-content").focus();
  await keyboard.press("Control+a");
  await keyboard.insertText(EDITED);
  await finished();
  await get("output").getByText("edited", { exact: true }).waitFor();
}

scenario("without JSPI the page works, and says that Live is replayed", async (open) => {
  const app = await open({ missing: ["Suspending", "promising"] });
  await works(app.page, app.page.keyboard);
  assert.match(await app.get("clock").textContent(), /Live \(replayed\)/);
});

scenario("without OffscreenCanvas the page works", async (open) => {
  const app = await open({ runs: false });
  await app.page.addInitScript(() => { delete globalThis.OffscreenCanvas; });
  await app.page.reload();
  assert.equal(await app.page.evaluate(() => typeof OffscreenCanvas), "undefined");
  await works(app.page, app.page.keyboard);
});

scenario("where all storage is refused the page works, and says that it keeps nothing", async (open) => {
  const app = await open({ runs: false });
  await app.page.addInitScript(() => {
    const refuse = { get() { throw new DOMException("The operation is insecure.", "SecurityError"); } };
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) Object.defineProperty(globalThis, name, refuse);
    Object.defineProperty(Document.prototype, "cookie", refuse);
    for (const name of ["locks", "storage"]) Object.defineProperty(Navigator.prototype, name, { value: undefined });
  });
  await app.page.reload();
  await works(app.page, app.page.keyboard);
  await app.get("unkept").waitFor();
});

scenario("where Chromium blocks all cookies the page works, and says that it keeps nothing", async (open, { site }) => {
  const folder = await mkdtemp(join(tmpdir(), "interleave-"));
  await mkdir(join(folder, "Default"));
  await writeFile(join(folder, "Default/Preferences"),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  const context = await launchWithProfile(folder);
  try {
    const app = new App(await context.newPage(), site.address);
    await app.page.setViewportSize(WIDE);
    await app.visit();
    assert.equal(await app.page.evaluate(() => { try { return localStorage.length; } catch ({ name }) { return name; } }), "SecurityError");
    await works(app.page, app.page.keyboard);
    await app.get("unkept").waitFor();
    assert.deepEqual(app.faults, []);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}, { firefox: "the setting is Chromium's" });

scenario("in a sandboxed frame that may not read its own files the page says what the frame needs", async (open, { site }) => {
  const { page, faults } = await open({ runs: false });
  await page.route("**/host.html", (route) => route.fulfill({
    contentType: "text/html",
    body: '<!doctype html><iframe sandbox="allow-scripts" src="./" style="width: 1200px; height: 700px; border: 0"></iframe>',
  }));
  await page.goto(`${site.address}host.html`);
  await page.frameLocator("iframe").locator(".unstarted").getByText("allow-same-origin").waitFor();
  // The browser itself tells which files it refuses.
  faults.length = 0;
});

scenario("on a processor six times slower the page works", async (open) => {
  const app = await open({ runs: false });
  const devtools = await app.page.context().newCDPSession(app.page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await works(app.page, app.page.keyboard);
}, { firefox: "the throttle is Chromium's" });
