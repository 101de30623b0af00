// A file's tests: each opens pages of a fresh profile, and none may leave a
// fault behind. One that fails is tried once more; if it passes then, it is reported
// as flaky, for somebody to mend: it, or the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { App, PATIENCE } from "./app.mjs";
import { BROWSER, Browsers } from "./browser.mjs";
import { serve } from "./site.mjs";

export const WIDE = { width: 1280, height: 800 };
export const NARROW = { width: 390, height: 844 };

/**
 * Returns `scenario(name, body)`. `body` is called with `open(options)`, which
 * opens the page: `address` is what follows the site's address, `beside` a page
 * whose profile it shares, `missing` names what this browser's WebAssembly is to
 * lack, `runs: false` says that no program will be run, so that Python need not be
 * waited for, `firstVisit` that nobody was here before, and the rest are options of
 * Playwright's contexts. `undrivable` says what the driver can't do in a browser, by the
 * browser's name: there the scenario is skipped.
 */
export function suite() {
  const browser = new Browsers();
  let site;
  before(async () => {
    site = await serve();
  }, { timeout: PATIENCE });
  after(async () => {
    await browser.close();
    await site?.close();
  }, { timeout: PATIENCE });

  return (name, body, undrivable = {}) => test(name, { timeout: 6 * PATIENCE, skip: undrivable[BROWSER] }, async (context) => {
    try {
      await attempt(body);
    } catch (error) {
      await attempt(body);
      context.diagnostic(`flaky ${name}: ${error.stack ?? error}`);
    }
  });

  async function attempt(body) {
    const apps = [];
    const contexts = new Set();
    const open = async ({ address = "", beside, missing, runs = true, firstVisit = false, ...options } = {}) => {
      const context = beside?.page.context() ?? await browser.newContext({ viewport: WIDE, ...options });
      contexts.add(context);
      // What plays on a first visit would only cost the other tests' time.
      if (!firstVisit && !beside) await context.addInitScript(seen);
      const app = new App(await context.newPage(), site.address);
      apps.push(app);
      app.runs = runs;
      if (missing) await app.lack(missing);
      await app.visit(address);
      return app;
    };
    try {
      await body(open, { site, browser });
      assert.deepEqual(apps.flatMap((app) => app.faults), []);
    } finally {
      // A request may be on its way just now.
      await Promise.all(apps.map(({ page }) => page.unrouteAll({ behavior: "ignoreErrors" })));
      await Promise.all([...contexts].map((context) => context.close()));
    }
  }
}

/** Runs in each page before its own scripts. */
function seen() {
  try {
    localStorage.setItem("interleave.seen", "1");
  } catch {
    // This page has no storage.
  }
}
