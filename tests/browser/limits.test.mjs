import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const ENDLESS = `import asyncio

async def main():
    print("on and on")
    while True:
        await asyncio.sleep(0)

asyncio.run(main())
`;

/** After whatever happened: the text is kept, and a program runs as on the first day. */
async function runsAgain(app) {
  await app.execute('import asyncio\nasyncio.run(asyncio.sleep(0.01))\nprint("well again")\n');
  await app.until("finished");
  assert.deepEqual(await app.printed(), ["well again"]);
}

const value = (app, name) => app.get(`limit-${name}`).inputValue();
const dialog = (app) => app.page.locator('[data-testid="limits-dialog"]');

scenario("limits are changed in the page, by keyboard, and kept", async (open) => {
  const app = await open({ address: "?clock=simulated" });
  await app.get("limits").focus();
  await app.page.keyboard.press("Enter");
  await dialog(app).waitFor();
  assert.equal(await value(app, "steps"), "300,000");
  await app.get("limit-steps").fill("1,000");
  await app.page.keyboard.press("Enter");
  await dialog(app).waitFor({ state: "hidden" });

  await app.write(ENDLESS);
  await app.press("run");
  await app.until("failed");
  const { how, text } = await app.end();
  assert.equal(how, "limit");
  assert.equal(text, "The program reached the limit of 1000 steps. Raise it under Run settings, beside the clock.");
  assert.match(await app.words(), /Limit reached/);
  assert.deepEqual(await app.printed(), ["on and on"]);

  await app.page.getByRole("tab", { name: /Problems/ }).first().click();
  assert.match(await app.get("problems").innerText(), /limit of 1000 steps/);
  await app.get("raise-limit").click();
  await dialog(app).waitFor();
  assert.equal(await value(app, "steps"), "1,000");
  await app.page.keyboard.press("Escape");
  await dialog(app).waitFor({ state: "hidden" });

  await app.page.reload();
  await app.ready();
  await app.press("limits");
  assert.equal(await value(app, "steps"), "1,000");
  await app.press("limits-reset");
  assert.equal(await value(app, "steps"), "300,000");
  await app.press("limits-save");
  await dialog(app).waitFor({ state: "hidden" });
  await app.press("limits");
  assert.equal(await value(app, "steps"), "300,000");
});

scenario("a limit that can't be gets a sentence, and changes nothing", async (open) => {
  const app = await open();
  await app.press("limits");
  await app.get("limit-time").fill("10");
  await app.get("limit-memory").fill("lots");
  await app.press("limits-save");
  const wrong = app.page.locator("#limit-memory-about");
  await app.holds(() => document.querySelector("#limit-memory-about")?.classList.contains("wrong"));
  assert.equal(await wrong.innerText(), "Memory must be a number from 16 to 2,500 MB.");
  assert.equal(await app.get("limit-memory").getAttribute("aria-invalid"), "true");
  assert.equal(await app.page.evaluate(() => document.activeElement?.id), "limit-memory");
  await app.page.keyboard.press("Escape");
  await app.press("limits");
  assert.equal(await value(app, "time"), "3,600");
  assert.equal(await value(app, "memory"), "1,000");
});

scenario("a script sets limits for one run", async (open) => {
  const app = await open();
  await app.load(ENDLESS);
  const run = (limits) => app.run({ clock: "simulated", limits });
  assert.equal((await run({ steps: 10 })).end.text,
    "The program reached the limit of 10 steps. Raise it under Run settings, beside the clock.");
  await app.load('while True: print("x" * 99)');
  assert.match((await run({ output: 0.01 })).end.text, /limit of output: it wrote 10100 bytes/);
  await app.load("import asyncio\nasyncio.run(asyncio.sleep(100))");
  assert.match((await run({ time: 1.5 })).end.text, /limit of 1.5 s of its clock/);
  await app.load("import sys\nprint(sys.getrecursionlimit())\ndef f(): f()\nf()");
  const deep = await run({ recursion: 120 });
  assert.equal(deep.outputs[0].text, "120\n");
  assert.match(deep.end.text, /limit of recursion: 120 calls in each other\. Raise it by sys\.setrecursionlimit/);
  const refused = await app.page.evaluate(() =>
    globalThis.interleave.run({ limits: { steps: -1 } }).catch((error) => error.message));
  assert.equal(refused, "Steps must be a whole number from 1 to 5,000,000.");
});

const EATERS = {
  "a list that grows": "kept = []\nwhile True: kept.append(bytes(100))",
  "bytes that double": "kept = b'x'\nwhile True: kept += kept",
  "too much at once": "kept = 'a' * 10**9",
  "a dict that grows": "kept = {}\nwhile True: kept[len(kept)] = str(len(kept))",
  "lists within lists": "kept = []\nwhile True: kept = [kept]",
  "a million tasks": "import asyncio\nasync def main():\n    kept = [asyncio.create_task(asyncio.sleep(1)) for _ in range(10**6)]\nasyncio.run(main())",
  "step by step": "import asyncio\nasync def main():\n    kept = []\n    while True:\n        kept.append(bytes(10**6))\n        await asyncio.sleep(0)\nasyncio.run(main())",
};

for (const clock of ["simulated", "live"]) {
  scenario(`programs that eat memory end in words, ${clock}`, async (open) => {
    const app = await open();
    for (const [name, text] of Object.entries(EATERS)) {
      await app.load(`print("begins")\n${text}\n`);
      const trace = await app.run({ clock, limits: { memory: 48 } });
      assert.equal(trace.end.how, "limit", name);
      assert.match(trace.end.text, /limit of memory: .* Raise it under Run settings, beside the clock\.$/, name);
      assert.equal(trace.outputs[0].text, "begins\n", name);
      assert.equal(await app.state(), "failed", name);
    }
    await runsAgain(app);
  });
}

const DEEP = {
  "iterators": "deep = iter([1])\nfor _ in range(100_000): deep = map(int, deep)\nlist(deep)",
  "a chain": "import itertools\ndeep = iter([1])\nfor _ in range(100_000): deep = itertools.chain(deep)\nlist(deep)",
};

scenario("what leaves the browser's stack ends in words, and the page goes on", async (open) => {
  const app = await open();
  for (const [name, text] of Object.entries(DEEP)) {
    await app.load(`print("begins")\n${text}\n`);
    const trace = await app.run({ clock: "simulated" });
    assert.equal(trace.end.how, "limit", name);
    assert.match(trace.end.text, /deeper than this browser's stack/, name);
    assert.equal(trace.outputs[0].text, "begins\n", name);
  }
  await runsAgain(app);
});

scenario("values nested too deeply are a RecursionError", async (open) => {
  const app = await open();
  const trace = await app.execute(`def nested(wrap, value):
    for _ in range(100_000):
        value = wrap(value)
    return value

def attempt(name, action):
    try:
        action()
    except RecursionError as error:
        print(name, str(error).startswith("maximum recursion depth exceeded"))

for name, wrap in ("list", lambda value: [value]), ("tuple", lambda value: (value,)), ("dict", lambda value: {1: value}):
    one, two = nested(wrap, None), nested(wrap, None)
    attempt(name, lambda: one == two)
    attempt(name, lambda: repr(one))
attempt("hash", lambda: hash(nested(lambda value: (value,), None)))
`);
  assert.equal(trace.end.how, "finished");
  assert.deepEqual(await app.printed(), ["list True", "list True", "tuple True", "tuple True", "dict True", "dict True", "hash True"]);
});

scenario("a traceback's places lead to the lines that they name", async (open) => {
  const app = await open();
  const main = "import helper\n\n\ndef call():\n    helper.fails()\n\n\ncall()\n";
  await app.execute({ "main.py": main, "helper.py": "# a helper\n\ndef fails():\n    return 1 / 0\n" });
  await app.until("failed");
  const places = app.page.locator('[data-testid="output"] button.place');
  assert.deepEqual(await places.allInnerTexts(),
    ['File "main.py", line 8', 'File "main.py", line 5', 'File "helper.py", line 4']);
  // A failing line has its message beside it.
  const shows = (text) => app.holds((text) => document.querySelector(".cm-activeLine")?.textContent.startsWith(text), text);

  await places.nth(2).click();
  await shows("    return 1 / 0");
  assert.equal(await app.page.locator('[role="tab"][aria-selected="true"][data-file]').getAttribute("data-file"), "helper.py");
  // By keyboard: arrows go from line to line, and Tab to what a line names.
  await app.page.locator('[data-testid="output"] .when[tabindex="0"]').focus();
  const line = () => app.page.evaluate(() => {
    const { dataset, textContent } = document.activeElement.closest(".line");
    return { row: dataset.row, text: textContent };
  });
  for (let { row, text } = await line(); row !== "0" && !text.includes('File "main.py", line 5'); ({ row, text } = await line())) {
    await app.page.keyboard.press("ArrowUp");
    await app.holds((row) => document.activeElement.closest(".line")?.dataset.row !== row, row);
  }
  await app.page.keyboard.press("Tab");
  await app.page.keyboard.press("Enter");
  await shows("    helper.fails()");
  assert.ok((await app.printed("stderr")).includes('  File "main.py", line 5, in call'));
});
