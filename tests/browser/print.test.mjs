import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

scenario("paper holds the whole program, the timeline as a drawing, and the output, without buttons", async (open) => {
  const app = await open({ address: "?clock=simulated", colorScheme: "dark" });
  const lines = Array.from({ length: 300 }, (_, at) => `value_${at} = ${at}  # line ${at + 1}`);
  await app.execute(`import asyncio\n${lines.join("\n")}\nasync def main():\n    await asyncio.sleep(1)\n    print("done <&>")\nasyncio.run(main())\n`);
  await app.page.evaluate(() => {
    // What is there when the browser has printed, before it is taken away.
    addEventListener("afterprint", () => {
      const paper = document.querySelector(".paper");
      globalThis.printed = {
        lines: [...paper.querySelectorAll(".code-line")].map((line) => line.textContent.trimEnd()),
        keywords: paper.querySelectorAll(".tok-keyword").length,
        drawn: [...paper.querySelectorAll("svg text")].map((text) => text.textContent),
        output: paper.querySelector(".printed").textContent,
        buttons: paper.querySelectorAll("button, input, canvas").length,
        inks: [...paper.querySelectorAll("svg text")].map((text) => text.getAttribute("fill")),
      };
    }, true);
  });
  const pdf = await app.page.pdf({ format: "A4" });
  await app.holds(() => globalThis.printed);
  const printed = await app.page.evaluate(() => globalThis.printed);
  assert.equal(printed.lines.length, 305, "CodeMirror draws only what is in view");
  assert.equal(printed.lines[150], lines[149]);
  assert.ok(printed.keywords > 3);
  assert.ok(printed.drawn.includes("main") && printed.drawn.some((text) => text.startsWith("Simulated · 1")), printed.drawn.join());
  assert.equal(printed.output, "done <&>\n");
  assert.equal(printed.buttons, 0);
  assert.equal(printed.inks.includes("rgb(0, 0, 0)"), true, "also where the page is dark");
  assert.ok((pdf.toString("latin1").match(/\/Type \/Page\b/g) ?? []).length > 3);
  await app.page.locator(".paper").waitFor({ state: "detached" });
  assert.ok(await app.get("run").isVisible());
}, { firefox: "what Playwright prints there begins and ends with no event" });
