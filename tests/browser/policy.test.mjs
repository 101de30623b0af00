// The page's Content-Security-Policy: no script in its text, none from elsewhere, no eval.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const DIST = process.env.INTERLEAVE_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));

scenario("no script stands in the page's text, and one that comes there does not run", async (open) => {
  const text = await readFile(join(DIST, "index.html"), "utf8");
  assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)/);
  const app = await open();
  const refused = await app.page.evaluate(async () => {
    const refused = [];
    addEventListener("securitypolicyviolation", ({ effectiveDirective }) => refused.push(effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "globalThis.ran = 'inline';";
    document.body.append(script);
    const button = document.createElement("button");
    button.setAttribute("onclick", "globalThis.ran = 'attribute';");
    button.click();
    const foreign = document.createElement("script");
    foreign.src = "https://example.invalid/a.js";
    document.body.append(foreign);
    await new Promise((done) => { foreign.onerror = done; });
    const own = document.createElement("script");
    own.src = URL.createObjectURL(new Blob(["globalThis.ran = 'blob';"]));
    document.body.append(own);
    await new Promise((done) => { own.onerror = done; });
    const told = new Promise((done) => addEventListener("securitypolicyviolation", done));
    await fetch("https://example.invalid/").catch(() => {});
    await told;
    return { refused, ran: globalThis.ran ?? null };
  });
  assert.equal(refused.ran, null);
  assert.deepEqual(refused.refused, ["script-src-elem", "script-src-attr", "script-src-elem", "script-src-elem", "connect-src"]);
  // The page itself meets with no refusal, whatever it does.
  await app.page.evaluate(() => {
    globalThis.refusals = [];
    addEventListener("securitypolicyviolation", ({ blockedURI }) => globalThis.refusals.push(blockedURI));
  });
  await app.write("import asyncio\n\nasync def main():\n    await asyncio.sleep(0.1)\n\nasyncio.run(main())\n");
  await app.press("run");
  await app.until("finished");
  await app.page.keyboard.press("Escape");
  await app.press("share");
  await app.get("embed-code").click();
  await app.page.frameLocator('[data-testid="embed-preview"]').locator(".cm-content").waitFor();
  assert.deepEqual(await app.page.evaluate(() => globalThis.refusals), []);
  // What was refused is told in the console, sooner or later.
  assert.deepEqual(app.faults.splice(0).filter((fault) => !/Content.Security.Policy|example\.invalid|ERR_/.test(fault)), []);
});
