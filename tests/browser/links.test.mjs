// Links that hold a program: too large, damaged, and pasted into a page that is open.

import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { BROWSER } from "./lib/browser.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const packed = (text) => deflateRawSync(text, { level: 9 }).toString("base64url");

const large = (bytes) => packed(Buffer.alloc(bytes, "#"));

const MANY = JSON.stringify(Object.fromEntries([["main.py", ""], ...Array.from({ length: 40_000 }, (_, at) => [`f${at}.py`, ""])]));

scenario("a link that is too large or damaged says so, at once, and the program stays", async (open) => {
  const app = await open({ runs: false });
  await app.write("# mine\n");
  const { page } = app;
  const good = packed("print('whole')\n");
  for (const [hash, why] of [
    [`code=${large(1_000_001)}`, /has more than 1 MB, so it was not opened/],
    [`code=${large(1_000_000_000)}`, /has more than 1 MB/],
    [`code=${"A".repeat(3_000_000)}`, /has more than 1 MB/],
    [`files=${packed(MANY)}`, /can't be opened\. It has 40001 files.*a program can have 300 files/],
    [`files=${packed('{"main.py": "", "../up.py": ""}')}`, /“..\/up.py” can't be a file/],
    [`files=${packed("[1, 2]")}`, /could not be read/],
    [`code=${good.slice(0, -4)}`, /could not be read/],
    [`code=${good.slice(4)}`, /could not be read/],
    ["code=", /could not be read/],
    ["code=%00", /could not be read/],
    [`code=${packed(Buffer.from([0xff, 0xfe]))}`, /could not be read/],
  ]) {
    // Firefox itself has no longer addresses.
    if (BROWSER === "firefox" && hash.length > 1_000_000) continue;
    await page.evaluate(() => document.querySelector('[data-testid="refused"] button')?.click());
    await app.get("refused").waitFor({ state: "detached" });
    const begun = Date.now();
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await app.get("refused").waitFor();
    const words = await app.get("refused").innerText();
    assert.match(words, why, hash.slice(0, 60));
    assert.ok(Date.now() - begun < 20_000, `${hash.slice(0, 20)} took ${Date.now() - begun} ms`);
    assert.equal(await app.text(), "# mine\n");
  }
  assert.deepEqual(app.faults, []);
});

scenario("a link pasted into an open page opens, and what was written before is kept", async (open) => {
  const app = await open({ runs: false });
  const { page } = app;
  const shows = (text) => app.holds((text) => document.querySelector(".cm-content").textContent.includes(text), text);
  await app.write("# written before\n");
  await page.evaluate((hash) => { location.hash = hash; }, `code=${packed("# linked\n")}`);
  await shows("# linked");
  await page.evaluate((hash) => { location.hash = hash; }, `files=${packed('{"main.py": "# two\\n", "helper.py": "x = 1\\n"}')}`);
  await shows("# two");
  await page.getByRole("tab", { name: "helper.py" }).waitFor();
  await app.back();
  await shows("# linked");
  await app.back();
  await shows("# written before");
  const kept = await page.evaluate(() => Object.values(localStorage).filter((value) => value.includes("# written before")).length);
  assert.equal(kept, 1);
});

scenario("a program that is too large for a link is not shared, and says why", async (open) => {
  const app = await open({ runs: false });
  await app.load(`${"# long\n".repeat(150_000)}`);
  const before = app.page.url();
  await app.press("share");
  await app.page.getByText("has more than 1 MB, which is too much for a link").waitFor();
  assert.equal(app.page.url(), before);
});
