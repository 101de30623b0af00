import assert from "node:assert/strict";
import { written } from "./lib/app.mjs";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const ASKS = `name = input("Name? ")
print("hello", name)
try:
    input("More? ")
except EOFError:
    print("\\nno more")
`;

for (const clock of ["live", "simulated"]) {
  scenario(`a program asks, is answered, and finds the end (${clock})`, async (open) => {
    const app = await open();
    await app.choose("clock", clock);
    await app.write(ASKS);
    await app.press("run");
    const field = app.page.getByLabel("Name?");
    await field.waitFor();
    assert.equal(await app.words().then((words) => words.includes("Waiting for your input")), true);
    assert.ok(await field.evaluate((field) => field === document.activeElement), "it has the focus");
    await app.page.keyboard.type("Ada");
    await app.page.keyboard.press("Enter");
    await app.seen("hello Ada");
    await app.seen("Name? Ada");
    await app.page.getByLabel("More?").waitFor();
    await app.page.keyboard.press("Control+d");
    await app.seen("no more");
    await app.until("finished");
    assert.equal(await app.get("input").count(), 0);
  });
}

scenario("Stop ends a program that asks, and its finally blocks run", async (open) => {
  const app = await open();
  await app.write("try:\n    input('? ')\nfinally:\n    print('cleaned up')\n");
  await app.press("run");
  await app.get("input").waitFor();
  await app.press("stop");
  await app.until("stopped");
  // As in a terminal, it follows the prompt.
  await app.seen("? cleaned up");
  assert.equal(await app.get("input").count(), 0);
});

scenario("a script gives the input, and nobody is asked", async (open) => {
  const app = await open();
  await app.load("import sys\nprint([line for line in sys.stdin], sys.argv[1:])\n");
  const trace = await app.run({ clock: "simulated", seed: 0, input: "a\nb", arguments: ["-x"] });
  assert.equal(written(trace), "['a\\n', 'b'] ['-x']\n");
  assert.equal(written(trace, "stdin"), "a\nb");
});

scenario("without JSPI a program that asks finds its input at an end, and is told why", async (open) => {
  const app = await open({ missing: ["Suspending", "promising"] });
  await app.write(ASKS);
  await app.press("run");
  await app.until("failed");
  const problems = await app.get("problems").textContent();
  assert.match(problems, /Nobody can be asked/);
});
