import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

scenario("a program typed by hand runs, and runs again after an edit", async (open) => {
  const app = await open();
  await app.focusEditor();
  await app.page.keyboard.press("Control+a");
  await app.page.keyboard.type('print("typed by hand")');
  await app.press("run");
  await app.until("finished");
  assert.deepEqual(await app.printed(), ["typed by hand"]);

  await app.page.keyboard.press("Control+End");
  await app.focusEditor();
  await app.page.keyboard.press("Control+End");
  await app.page.keyboard.type('\nprint("and edited")');
  assert.equal(await app.text(), 'print("typed by hand")\nprint("and edited")');
  await app.press("run");
  await app.seen("and edited");
  await app.until("finished");
  assert.deepEqual(await app.printed(), ["typed by hand", "and edited"]);
});

scenario("each line of output tells its task, its time and its stream", async (open) => {
  const app = await open();
  await app.choose("clock", "simulated");
  await app.write(`import asyncio, sys

async def sing(note):
    await asyncio.sleep(0.5)
    print(note)
    print("  <&> " + note, file=sys.stderr)

async def main():
    print("one,", end=" ")
    print("two")
    await asyncio.create_task(sing("la"), name="singer")

asyncio.run(main())
`);
  await app.press("run");
  await app.until("finished");
  const lines = await app.lines();
  const trace = await app.trace();
  const singer = trace.tasks.find(({ name }) => name === "singer").id;
  const main = trace.tasks.find(({ coro }) => coro === "main").id;
  assert.notEqual(singer, main);
  assert.deepEqual(lines.map(({ text, task, stream }) => [text, task, stream]), [
    ["one, two", main, "stdout"],
    ["la", singer, "stdout"],
    ["  <&> la", singer, "stderr"],
  ]);
  const time = (text) => trace.outputs.find((output) => output.text.startsWith(text)).time;
  assert.deepEqual(lines.map((line) => line.time), [time("one"), time("la"), time("  <&>")]);
  assert.ok(lines[1].time >= 500_000 && lines[1].time < 510_000, `${lines[1].time}`);
});

scenario("a run of another program takes the place of the one before", async (open) => {
  const app = await open();
  await app.write('import asyncio\nprint("long")\nasyncio.run(asyncio.sleep(3600))\n');
  await app.press("run");
  await app.seen("long");
  await app.write('print("short")\n');
  await app.press("run");
  await app.seen("short");
  await app.until("finished");
  assert.deepEqual(await app.printed(), ["short"]);
});
