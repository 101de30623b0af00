import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const PROGRAM = `import asyncio


async def cook(name, seconds):
    await asyncio.sleep(seconds)
    print(f"{name} is \\x1b[1;31mhot\\x1b[0m and \\x1b[38;5;226mdone\\x1b[0m")


async def main():
    for part in range(0, 101, 25):
        print(f"\\r{part} %", end="")
        await asyncio.sleep(0.1)
    print()
    async with asyncio.TaskGroup() as group:
        group.create_task(cook("tea", 1), name="Anna with a long name")
        group.create_task(cook("toast", 2), name="Jakob")
    print("word " * 60)


asyncio.run(main())
`;

async function ran(open, program = PROGRAM, options = {}) {
  const app = await open(options);
  await app.load(program);
  await app.run({ clock: "simulated", seed: 0 });
  return app;
}

const output = (app) => app.get("output");
const line = (app, text) => output(app).getByRole("listitem").filter({ hasText: text });
const texts = (app) => app.lines().then((lines) => lines.map(({ text }) => text));

/** The text that a copy of what is selected gives. */
const copied = (app) => app.copied('[data-testid="output"] .rows');

scenario("output is shown as a terminal does, can be searched, wrapped, selected, copied and saved", async (open) => {
  const app = await ran(open);
  await app.until("finished");
  const plain = ["100 %", "tea is hot and done", "toast is hot and done", "word ".repeat(60)];
  assert.deepEqual(await texts(app), plain);

  // Colours are readable, and bold is bold.
  const style = (text) => line(app, "tea").locator("span[style]", { hasText: text })
    .evaluate((span) => ({ weight: getComputedStyle(span).fontWeight, colour: getComputedStyle(span).color }));
  assert.equal((await style("hot")).weight, "700");
  assert.notEqual((await style("done")).colour, (await style("hot")).colour);
  // A name is whole where there is room for it.
  const name = line(app, "tea").locator(".who");
  assert.ok(await name.evaluate((who) => who.scrollWidth <= who.clientWidth), "the name is not cut");

  // Ctrl+F in the output searches it: the whole of it, and nothing else.
  await line(app, "tea").getByRole("button", { name: "s" }).focus();
  await app.page.keyboard.press("Control+f");
  await app.page.keyboard.type("WORD");
  const found = output(app).getByRole("search").getByRole("status");
  await app.holds(() => document.querySelector('[data-testid="output"] [role="search"] [role="status"]').textContent === "1 of 60");
  await app.page.keyboard.press("Shift+Enter");
  await app.holds(() => document.querySelector('[data-testid="output"] [role="search"] [role="status"]').textContent === "60 of 60");
  await app.page.keyboard.press("Enter");
  await app.holds(() => document.querySelector('[data-testid="output"] [role="search"] [role="status"]').textContent === "1 of 60");
  assert.equal(await output(app).locator("mark").count(), 60);
  await app.page.keyboard.press("Escape");
  assert.equal(await found.count(), 0);
  assert.equal(await app.page.evaluate(() => document.activeElement.dataset.testid), "find-output");

  // Wrapped, a long line is whole.
  const isWide = () => output(app).locator(".rows").evaluate((rows) => rows.scrollWidth > rows.clientWidth);
  assert.ok(await isWide());
  await app.press("wrap-output");
  assert.ok(!await isWide());

  // All of it can be selected, and a part of it, over several lines.
  await line(app, "tea").getByRole("button", { name: "s" }).focus();
  await app.page.keyboard.press("Control+a");
  assert.equal(await copied(app), plain.join("\n"));
  await app.page.evaluate(() => {
    const parts = [...document.querySelectorAll('[data-testid="output"] [data-part="text"]')];
    getSelection().setBaseAndExtent(parts[1].firstChild, 4, parts[2].firstChild, 5);
  });
  assert.equal(await copied(app), "is hot and done\ntoast");

  const download = app.page.waitForEvent("download");
  await app.press("save-output");
  const file = await download;
  assert.equal(file.suggestedFilename(), "shared-program.txt");
  const { readFile } = await import("node:fs/promises");
  assert.equal(await readFile(await file.path(), "utf8"), `${plain.join("\n")}\n`);

  // A line is a moment to go to, by mouse and by keys.
  await app.page.evaluate(() => getSelection().removeAllRanges());
  await line(app, "tea").locator(".who").click();
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 2);
  await line(app, "tea").getByRole("button", { name: "s" }).focus();
  await app.page.keyboard.press("ArrowUp");
  await app.page.keyboard.press("Enter");
  await app.holds(() => document.querySelectorAll('[data-testid="output"] [data-part="text"]').length === 1);
});

scenario("keys that come faster than the lines are drawn move as far", async (open) => {
  const app = await ran(open);
  await app.until("finished");
  await line(app, "toast").getByRole("button", { name: "s" }).focus();
  const rows = await app.page.evaluate(() => {
    const row = () => Number(document.activeElement.closest("[data-row]").dataset.row);
    const before = row();
    for (const key of ["ArrowUp", "ArrowUp"]) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    return [before, row()];
  });
  assert.deepEqual(rows, [2, 0]);
});

scenario("the output ends with how the run ended, where the program could not tell", async (open) => {
  const app = await ran(open, "import asyncio\n\nasync def main():\n    await asyncio.Event().wait()\n\nasyncio.run(main())\n");
  const ending = output(app).locator("[data-part=ending]");
  await ending.waitFor();
  assert.match(await ending.innerText(), /The run ended\. .*nobody is left to set it/s);
  assert.doesNotMatch(await output(app).innerText(), /The program printed nothing/);
  await ending.getByRole("button", { name: "See Problems" }).click();
  await app.get("problems").waitFor({ state: "visible" });
  await app.page.getByRole("tab", { name: "Output" }).click();

  await app.load("import sys\nsys.exit(3)\n");
  await app.run({ clock: "simulated" });
  await app.holds(() => /exited with status 3/.test(document.querySelector("[data-part=ending]")?.textContent ?? ""));

  await app.load("raise ValueError('no beans')\n");
  await app.run({ clock: "simulated" });
  await app.seen("ValueError: no beans");
  assert.equal(await ending.count(), 0, "the traceback tells");

  await app.load("pass\n");
  await app.run({ clock: "simulated" });
  await output(app).getByText("The program printed nothing.").waitFor();
  assert.equal(await ending.count(), 0);
});

scenario("what a callback prints is the event loop's", async (open) => {
  const app = await open();
  await app.execute(`import asyncio

async def main():
    asyncio.get_running_loop().call_soon(print, "tick")
    await asyncio.sleep(1)

print("top")
asyncio.run(main())
`);
  const who = (text) => line(app, text).locator(".who").innerText();
  assert.equal(await who("top"), "top-level code");
  assert.equal(await who("tick"), "event loop");
});
