import assert from "node:assert/strict";
import { FIRST, example } from "./lib/programs.mjs";
import { barriers } from "./lib/barriers.mjs";
import { NARROW, suite } from "./lib/suite.mjs";

const scenario = suite();

/** Which axis the timeline has. */
const axis = (app) => app.get("axis").locator("input:checked").inputValue();

const sentence = (app) => app.get("happened");

/** The texts of the lines that are marked as run. */
const ran = (app) => app.page.locator(".cm-ran-line").allInnerTexts();

/** A program whose step is far below what the editor shows at first. */
const LONG = `import asyncio

${"# a long way down\n".repeat(120)}
async def main():
    await asyncio.sleep(1)
    print("one")
    print("two")
    await asyncio.sleep(1)

asyncio.run(main())
`;

scenario("stepping shows order, says what happened, and marks the lines that ran", async (open) => {
  const app = await open();
  await app.load(example(FIRST).program);
  await app.run({ clock: "simulated" });
  assert.equal(await axis(app), "time");
  assert.equal(await sentence(app).innerText(), "");
  const seen = [];
  for (let steps = 0; steps < 40; steps += 1) {
    const before = await sentence(app).innerText();
    await app.press("step-back");
    await app.holds((before) => document.querySelector('[data-testid="happened"]').innerText !== before, before);
    seen.push({ text: await sentence(app).innerText(), lines: await ran(app) });
    if (/waits for lock grinder, held by Anna/.test(seen.at(-1).text)) break;
  }
  assert.equal(await axis(app), "steps");
  assert.deepEqual(await barriers(app), []);
  const { text, lines } = seen.at(-1);
  assert.match(text, /^(Jakob|Lena) ran lines 5–10, printed 2 lines, waits for lock grinder, held by Anna\.$/, seen.map(({ text }) => text).join("\n"));
  assert.match(lines.join("\n"), /sleep\(wakes_up\).*comes into the kitchen.*async with grinder/s);

  // The user's own choice meanwhile stays; else the axis comes back.
  await app.get("axis").locator('[value="folded"]').check();
  await app.press("step");
  assert.equal(await axis(app), "folded");
  await app.press("play");
  await app.holds(() => document.querySelector('[data-testid="happened"]').innerText === "");
  assert.equal(await axis(app), "folded");
  await app.press("play");
  await app.get("axis").locator('[value="time"]').check();
  await app.press("step");
  assert.equal(await axis(app), "steps");
  await app.get("scrubber").fill("0");
  assert.equal(await axis(app), "time");
  assert.deepEqual(await ran(app), []);
});

scenario("the editor follows the cursor, and leaves caret and focus where they are", async (open) => {
  const app = await open();
  await app.load(LONG);
  await app.run({ clock: "simulated" });
  const line = app.page.locator(".cm-line", { hasText: 'print("two")' });
  assert.equal(await line.count(), 0, "it is out of sight");
  await app.get("scrubber").focus();
  await app.get("scrubber").fill("1500000");
  await line.waitFor();
  assert.equal(await app.page.evaluate(() => document.activeElement.dataset.testid), "scrubber");
  await app.page.locator(".cm-scroller").evaluate((scroller) => { scroller.scrollTop = 0; });
  await line.waitFor({ state: "detached" });
  await app.press("step-back");
  await app.press("step");
  await line.waitFor();
  assert.match((await ran(app)).join("\n"), /two/);
  await app.focusEditor();
  await app.page.keyboard.insertText("x");
  assert.match(await app.text(), /^ximport asyncio/, "the caret has stayed");
});

const FAILS = `import asyncio

async def brew():
    await asyncio.sleep(0.1)
    return {}["beans"]

asyncio.run(brew())
`;

const DEADLOCK = `import asyncio

async def take(mine, other):
    async with mine:
        await asyncio.sleep(0.1)
        async with other:
            pass

async def main():
    left, right = asyncio.Lock(), asyncio.Lock()
    async with asyncio.TaskGroup() as group:
        group.create_task(take(left, right), name="Anna")
        group.create_task(take(right, left), name="Jakob")

asyncio.run(main())
`;

const selected = (app) => app.page.locator('[role="tab"][aria-selected="true"]').filter({ visible: true, hasNotText: ".py" }).innerText();

scenario("a failure is marked on its line, opens Problems once, and the status leads there", async (open) => {
  const app = await open();
  const error = app.get("error-line");
  await app.choose("clock", "simulated");
  await app.write(FAILS);
  await app.press("run");
  await app.until("failed");
  await error.waitFor();
  assert.deepEqual(await barriers(app), []);
  assert.match(await error.innerText(), /return \{\}\["beans"\].*KeyError: 'beans'/s);
  const bottom = async (part) => part.evaluate((part) => part.getBoundingClientRect().bottom);
  const below = await bottom(error) - await bottom(error.locator(".cm-message"));
  assert.ok(below < 6, `${below} pixels below the message are empty`);
  // One goes on typing at the line's end.
  await error.click();
  await app.page.keyboard.press("End");
  await app.page.keyboard.insertText("  # no");
  assert.match(await app.text(), /return \{\}\["beans"\]  # no\n/);
  await app.page.keyboard.press("Control+z");
  await error.waitFor();
  assert.match(await selected(app), /^Problems/);

  await app.page.getByRole("tab", { name: "Output" }).filter({ visible: true }).click();
  await app.press("show-problems");
  assert.match(await selected(app), /^Problems/);

  // Before it happened it is not there.
  await app.get("scrubber").fill("0");
  await error.waitFor({ state: "detached" });
  await app.press("follow");
  await error.waitFor();

  // In another text it is told as what it is.
  await app.focusEditor();
  await app.page.keyboard.press("Control+Home");
  await app.page.keyboard.insertText("# new\n");
  await error.waitFor({ state: "detached" });
  assert.match(await app.page.locator(".cm-earlier-line").innerText(), /return .*Last run: KeyError/s);

  await app.write(DEADLOCK);
  await app.press("run");
  await app.until("failed");
  await error.first().waitFor();
  const texts = (await error.allInnerTexts()).join("\n");
  assert.match(texts, /async with other:.*Anna waits for lock right, held by Jakob · Jakob waits for lock left, held by Anna/s);
});

scenario("a failure is marked in the program's other files, too", async (open) => {
  const app = await open();
  const error = app.get("error-line");
  const helper = `import asyncio


async def lost():
    pass


async def brew():
    lost()
    async with asyncio.TaskGroup() as group:
        group.create_task(grind())


async def grind():
    return {}["beans"]
`;
  await app.load({ "main.py": "import asyncio, helper\nasyncio.run(helper.brew())\n", "helper.py": helper });
  await app.run({ clock: "simulated" });
  await app.until("failed");
  await error.waitFor();
  assert.match(await error.innerText(), /^asyncio.run.*ExceptionGroup/s);
  await app.page.getByRole("tab", { name: "helper.py" }).click();
  await app.holds(() => document.querySelectorAll('[data-testid="error-line"]').length === 2);
  const [group, inner] = await error.allInnerTexts();
  assert.match(group, /async with asyncio.TaskGroup.*ExceptionGroup: unhandled errors/s);
  assert.match(inner, /return \{\}\["beans"\].*KeyError: 'beans'/s);
  assert.match(await app.page.locator(".cm-message-warning").innerText(), /lost/);
  await app.get("scrubber").fill("0");
  await error.first().waitFor({ state: "detached" });
});

scenario("on a narrow screen a failure does not take the panel away", async (open) => {
  const app = await open({ viewport: NARROW });
  await app.choose("clock", "simulated");
  await app.write(FAILS);
  await app.page.keyboard.press("Control+Enter");
  await app.until("failed");
  assert.match(await selected(app), /^Timeline/);
  await app.press("show-problems");
  assert.match(await selected(app), /^Problems/);
  await app.get("problems").getByRole("button", { name: /line 5/ }).click();
  await app.get("error-line").waitFor();
});
