import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { suite } from "./lib/suite.mjs";
import { barriers } from "./lib/barriers.mjs";

const scenario = suite();

/** The file that this item of the menu saves. */
async function saved(app, id, inView = false) {
  await app.press("export");
  if (inView) await app.get("export-in-view").check();
  const [file] = await Promise.all([app.page.waitForEvent("download"), app.press(id)]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

scenario("drawings of the whole run and of what is in view, and files named after the program", async (open) => {
  const app = await open({ address: "?example=breakfast-one-grinder&clock=simulated" });
  await app.press("run");
  await app.until("finished");
  await app.press("export");
  assert.deepEqual(await barriers(app), []);
  await app.page.keyboard.press("Escape");
  assert.equal(await app.page.evaluate(() => document.activeElement.dataset.testid), "export");

  const svg = await saved(app, "export-svg");
  assert.equal(svg.name, "breakfast-one-grinder.svg");
  const drawn = (bytes) => app.page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      error: document.querySelector("parsererror")?.textContent ?? null,
      texts: [...document.querySelectorAll("text")].map((text) => text.textContent),
      patterns: document.querySelectorAll("pattern").length,
      images: document.querySelectorAll("image").length,
      width: Number(document.documentElement.getAttribute("width")),
      height: Number(document.documentElement.getAttribute("height")),
    };
  }, String(bytes));
  const whole = await drawn(svg.bytes);
  assert.equal(whole.error, null);
  assert.equal(whole.images, 0);
  assert.ok(whole.patterns > 0, "ready is told from running without colours");
  const title = await app.page.evaluate(() => document.querySelector('[data-testid="example-picker"]').selectedOptions?.[0].text ?? "");
  const texts = whole.texts.join("\n");
  assert.ok(texts.includes(title), texts);
  assert.match(texts, /^Simulated · /m);
  for (const look of ["running", "ready", "waiting", "blocked", "prints", "wakes"]) assert.ok(whole.texts.includes(look), look);
  // A lane each, also those that the page would have to scroll to.
  const lanes = (await app.trace()).tasks.length;
  assert.ok(whole.height > lanes * 20, `${whole.height} for ${lanes}`);

  const png = await saved(app, "export-png");
  assert.equal(png.name, "breakfast-one-grinder.png");
  assert.equal(png.bytes.readUInt32BE(16), 2 * whole.width);
  assert.equal(png.bytes.readUInt32BE(20), 2 * whole.height);

  await app.get("timeline").locator("canvas").first().focus();
  await app.page.keyboard.press("w");
  await app.page.keyboard.press("w");
  const part = await drawn((await saved(app, "export-svg", true)).bytes);
  assert.match(part.texts.join("\n"), /^Simulated · .* · .* to /m);
  assert.notEqual(part.width, whole.width);

  const chrome = await saved(app, "export-chrome");
  assert.equal(chrome.name, "breakfast-one-grinder-chrome.json");
  const counters = JSON.parse(chrome.bytes).traceEvents.filter(({ ph }) => ph === "C");
  assert.ok(counters.some(({ args }) => args.held === 1) && counters.some(({ args }) => args.held === 0));
  const trace = await saved(app, "export-trace");
  assert.equal(trace.name, "breakfast-one-grinder-trace.json");
  assert.ok(JSON.parse(trace.bytes).spans.length > 0);
});
