// What keeps people out, as axe-core finds it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is wrong for those who can't see or can't use a mouse, if it is serious. */
export async function barriers(app) {
  // Not as an element: the page's Content-Security-Policy allows no script in its text.
  await app.page.evaluate(axe);
  const violations = await app.page.evaluate(async () => (await globalThis.axe.run()).violations);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target, failureSummary }) =>
      `${target} (${failureSummary.replace(/\s+/g, " ")})`).slice(0, 5).join("; ")}`);
}
