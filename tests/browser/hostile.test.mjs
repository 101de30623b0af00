// Programs that mean harm, or do it by mistake: each ends as a program, and leaves no fault.

import assert from "node:assert/strict";
import { suite } from "./lib/suite.mjs";

const scenario = suite();

const FAILS = "class Fails:\n    def __del__(self):\n        raise KeyError\n\n";

// By what they do: the program, and how it ends.
const PROGRAMS = {
  "forgets an await within endless recursion": [`
import asyncio
async def log(n): print(n)
async def f(n):
    log(n)
    await f(n + 1)
asyncio.run(f(0))`, "raised"],
  "constructs itself for ever, and has a finalizer": [`
class T:
    def __init__(self, n): self.c = T(n + 1)
    def __del__(self): print(self.c)
T(0)`, "raised"],
  "starts eager tasks within each other": [`
import asyncio
async def f(n):
    if n: await asyncio.create_task(f(n - 1))
async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await f(300)
asyncio.run(main())`, "raised"],
  "has a hook that fails": [`
import sys
${FAILS}
class E(Exception):
    def __repr__(self): raise E
def hook(args): raise E
sys.unraisablehook = hook
Fails()
del sys.unraisablehook
Fails()`, "finished"],
  "hides sys": [`
import sys
${FAILS}
sys.modules["sys"] = None
Fails()`, "finished"],
  "joins more than there is memory": ['"".join(["y" * 65536] * 65537)', "limit"],
  "writes far behind the end": ["import io\nb = io.BytesIO()\nb.seek(2**31)\nb.write(b'x')", "limit"],
  "asks a class's dict for a list": ["class B: pass\n[] in vars(B)", "raised"],
  "calls itself by a partial": [`
import functools
f = functools.partial(print)
f.__setstate__((f, (), {}, {}))
f()`, "raised"],
  "runs what is no bytecode": ['exec((lambda: 1).__code__.replace(co_code=b""))', "raised"],
  "compiles patterns by hand": ['import _sre\n_sre.compile("a", 0, [19, 100, 1], 0, {}, ())', "raised"],
  "nests comprehensions": [`print(${"[".repeat(40)}x${" for x in (1,)]".repeat(40)})`, "limit"],
  "chains iterators": [`
it = iter([1])
for _ in range(100000): it = map(lambda x: x, it)
next(it)`, "limit"],
  "waits in a thread for a lock it holds": [`
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()`, "deadlock"],
};

scenario("a hostile program ends as a program does, and the next one runs", async (open) => {
  const app = await open();
  for (const [what, [text, how]] of Object.entries(PROGRAMS)) {
    await app.load(text.trimStart());
    const { end } = await app.run({ clock: "simulated" });
    assert.equal(end?.how, how, `what ${what}: ${await app.words()} ${app.faults}`);
  }
  await app.load('print("well again")');
  await app.run({ clock: "simulated" });
  assert.deepEqual(await app.printed(), ["well again"]);
});

scenario("a thread that spins is told of, and Stop ends it", async (open) => {
  const app = await open();
  await app.write(`import threading


def spin():
    print("spinning")
    while True:
        pass


thread = threading.Thread(target=spin)
thread.start()
thread.join()
`);
  await app.press("run");
  await app.seen("spinning");
  await app.press("stop");
  await app.until("stopped");
  assert.deepEqual(await app.printed(), ["spinning"]);
});
