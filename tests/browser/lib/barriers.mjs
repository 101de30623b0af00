// What keeps people out, as axe-core finds it.

import { createRequire } from "node:module";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What is wrong for those who can't see or can't use a mouse, if it is serious. */
export async function barriers(app) {
  await app.page.addScriptTag({ path: axe });
  const violations = await app.page.evaluate(async () => (await globalThis.axe.run()).violations);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target, failureSummary }) =>
      `${target} (${failureSummary.replace(/\s+/g, " ")})`).slice(0, 5).join("; ")}`);
}
