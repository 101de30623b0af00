// The editor's Format and its completion, as functions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parser } from "../../web/editor/node_modules/@lezer/python/dist/index.js";
import { Source, complete, describe, format } from "../../web/editor/src/assist.js";
import { apply, tokensOf } from "../../web/editor/src/format.js";
import { cases, examples } from "./lib/programs.mjs";

const parse = (text) => parser.parse(text);

/** The text after Format. */
function formatted(text) {
  const { changes, unread } = format(text, parse);
  assert.equal(unread, undefined, text);
  return apply(text, changes);
}

const tokens = (text) => tokensOf(parse(text), text).map((token) => token.text.trimEnd());

test("Format makes blanks, indentation and blank lines tidy", () => {
  for (const [before, after] of [
    ["x=1   \ny =  2", "x = 1\ny = 2\n"],
    ["def f(a,b = 1,*c,d:int=2)->int:\n\treturn a+b\n", "def f(a, b=1, *c, d: int = 2) -> int:\n    return a + b\n"],
    ["f (a, b = -1, *c, **d) [0]\n", "f(a, b=-1, *c, **d)[0]\n"],
    ["x = [ 1,2 , 3 ]\ny = { 'a' :1, **z }\nt = (1, )\n", "x = [1, 2, 3]\ny = {'a': 1, **z}\nt = (1,)\n"],
    ["a = b if c<d else -e ** 2\n", "a = b if c < d else -e ** 2\n"],
    ["x = a[i+1 : n-1]  # as it is\n", "x = a[i+1 : n-1]  # as it is\n"],
    ["x = 1 # why\ny = 2      # aligned\n", "x = 1  # why\ny = 2      # aligned\n"],
    ["import a\ndef f():\n    pass\nf()\n", "import a\n\n\ndef f():\n    pass\n\n\nf()\n"],
    ["# of f\n@d\ndef f(): pass\n# of g\ndef g(): pass\n", "# of f\n@d\ndef f(): pass\n\n\n# of g\ndef g(): pass\n"],
    ["class A:\n    def f(self): pass\n    # inside\n\n\n\n\n    def g(self): pass\n\n\n\n", "class A:\n    def f(self): pass\n    # inside\n\n\n    def g(self): pass\n"],
    ["x = lambda a=1,*b : a\nif (n:=2)>1 :\n  pass\n", "x = lambda a=1, *b: a\nif (n := 2) > 1:\n  pass\n"],
    ["async def f():\n    yield\n\n\nf( )\n", "async def f():\n    yield\n\n\nf()\n"],
    ["", ""],
  ]) {
    assert.equal(formatted(before), after, before);
    assert.equal(formatted(after), after, "twice");
  }
});

test("Format leaves texts, comments and continued lines alone", () => {
  for (const text of [
    's = """a  \n\tb,c\n\n\n\n d"""\n',
    "s = f'{ x+1 }  {y=}' 'a,b'\n",
    "x = 1 + \\\n    2\n",
    "x = 1 + \\\n\t2\n",
    "#!run  me\n#x=1\n",
  ]) {
    assert.equal(formatted(text), text);
  }
});

test("Format names the line that it can't read", () => {
  for (const [text, line] of [["x = 1\ny = = 2\n", 2], ["def f(:\n  pass\n", 1], ["async def main()\n    pass\n", 1]]) {
    assert.deepEqual(format(text, parse), { unread: line }, text);
  }
});

test("Format changes no token of any program, and nothing when it is called again", () => {
  let changed = 0;
  for (const { program } of [...examples, ...cases()]) {
    const { changes, unread } = format(program, parse);
    if (unread) continue;
    const after = apply(program, changes);
    assert.deepEqual(tokens(after), tokens(program));
    assert.equal(formatted(after), after);
    // And when it was squeezed before.
    const squeezed = program.replace(/ (=|\+|,|==) /g, "$1").replace(/\n{2,}/g, "\n").replace(/^ {4}/gm, "\t");
    if (format(squeezed, parse).unread) continue;
    assert.deepEqual(tokens(formatted(squeezed)), tokens(squeezed));
    changed += formatted(squeezed) === squeezed ? 0 : 1;
  }
  assert.ok(changed > 100, `${changed}`);
});

/** The options at the `|` of a text, by their labels; `asked` is an explicit request. */
function options(marked, { asked = false, files = [] } = {}) {
  const pos = marked.indexOf("|");
  const text = marked.replace("|", "");
  const found = complete(new Source(text, parse(text), { parse, files }), pos, asked);
  return new Map((found?.options ?? []).map((option) => [option.label, option]));
}

const HEAD = "import asyncio, time as clock\nfrom asyncio import Queue as Q\n";

test("after a dot only members are offered, with their signatures", () => {
  const members = options(`${HEAD}asyncio.|`);
  assert.equal(members.get("sleep").detail, "(delay, result=None)");
  assert.match(members.get("gather").text, /concurrently/);
  assert.ok(!members.has("print") && !members.has("for") && !members.has("_get_running_loop"));
  assert.ok(options(`${HEAD}clock.|`).has("perf_counter"));
  assert.ok(options(`${HEAD}await asyncio.sl|\n`).has("sleep"));
  assert.ok(options("import concurrent.futures\nconcurrent.|").has("futures"));
  assert.equal(options(`${HEAD}unknown.|`).size, 0);
  assert.equal(options("x = 1.|").size, 0);
});

test("a name has the methods of the class that a simple assignment tells", () => {
  for (const [text, method] of [
    ["q = Q()\nq.|", "put_nowait"],
    ["q: asyncio.Queue[int] = x()\nq.|", "put_nowait"],
    ["async def f(q: Q):\n    await q.|\n", "get"],
    ["t = asyncio.create_task(f())\nt.|", "add_done_callback"],
    ["async def f():\n    async with asyncio.TaskGroup() as tg:\n        t = tg.create_task(g())\n        t.|\n", "cancelling"],
    ["async def f():\n    async with asyncio.TaskGroup() as tg:\n        tg.|\n", "create_task"],
    ["class A:\n    def __init__(self):\n        self.lock = asyncio.Lock()\n    async def f(self):\n        self.lock.|\n", "acquire"],
    ["class A:\n    def __init__(self):\n        self.lock = 1\n    def f(self):\n        self.|\n", "lock"],
    ["class A:\n    def run(self): pass\nA().|", "run"],
    ["def f() -> asyncio.Event: ...\nf().|", "is_set"],
    ["loop = asyncio.get_running_loop()\nloop.|", "call_later"],
    ["'a'.|", "join"],
    ["xs = []\nxs.|", "append"],
  ]) {
    const all = options(HEAD + text);
    assert.ok(all.has(method), `${text}: ${[...all.keys()]}`);
    assert.ok(!all.has("print"), text);
  }
});

test("names, keywords, builtins, snippets and arguments are offered where they fit", () => {
  const text = `${HEAD}def grind(cups, *, slow=False): pass\nasync def main(beans):\n    be|\n`;
  assert.equal(options(text).get("beans").type, "variable");
  assert.ok(options(`${HEAD}|`, { asked: true }).has("Q"));
  assert.ok(!options(`${HEAD}def f(inner): pass\nin|`).has("inner"), "another scope's");
  assert.ok(options("pr|").has("print") && options("wh|").has("while"));
  assert.ok(options("as|").get("async def").template);
  assert.ok(!options("as|").has("as") && options("with x as|").has("as"));
  assert.ok(!options("x = as|").has("async def"), "a statement is none in an expression");
  const call = options(text.replace("be|", "grind(1, sl|)"));
  assert.ok(call.has("slow=") && call.has("cups="));
  assert.ok(options(`${HEAD}asyncio.wait_for(x, ti|)`).has("timeout="));
  assert.equal(options("p|").size, 0, "one letter");
});

test("nothing is offered in comments, texts and numbers, and where a name is invented", () => {
  for (const text of ["# pri|", "x = 'pri|'", "x = 'asyncio.|'", '"""\npri|\n"""', "x = f'pri|'", "x = 0xff|", "def pri|", "class pri|", "import a as pri|", "for pri|"]) {
    assert.equal(options(HEAD + text).size, 0, text);
  }
  assert.ok(options(`${HEAD}x = f'{asyncio.|}'`).has("sleep"));
  assert.ok(options(`${HEAD}# note\npri|`).has("print"));
});

test("imports are offered modules, the program's files, and what they hold", () => {
  const files = [{ name: "main.py", text: "" }, { name: "kitchen.py", text: "import os\nasync def toast(n):\n    'Browns n slices.'\nOVEN = 1\n" }];
  assert.ok(options("import asy|", { files }).has("asyncio"));
  assert.ok(options("import k|", { files }).has("kitchen"));
  const inside = options("from kitchen import |", { files });
  assert.deepEqual([...inside.keys()].sort(), ["OVEN", "toast"]);
  assert.equal(options("import kitchen\nkitchen.|", { files }).get("toast").detail, "(n)");
  assert.ok(options("from asyncio import Qu|").has("QueueFull"));
  assert.ok(options("from asyncio import (\n    Lock,\n    Qu|\n)").has("Queue"));
});

test("a name's documentation is its signature, a sentence, and its place in the program", () => {
  const at = (marked) => {
    const text = marked.replace("|", "");
    return describe(new Source(text, parse(text), { parse }), marked.indexOf("|"));
  };
  const sleep = at(`${HEAD}await asyncio.sle|ep(1)`);
  assert.equal(sleep.code, "async asyncio.sleep(delay, result=None)");
  assert.match(sleep.text, /Waits/);
  const own = at("def bake(n, *, hot=True):\n    '''Bakes n.\n    More.'''\n\nba|ke(1)\n");
  assert.equal(own.code, "def bake(n, *, hot=True)");
  assert.equal(own.text, "Bakes n.");
  assert.deepEqual(own.place, { file: "main.py", line: 1 });
  assert.equal(at(`${HEAD}\njobs = Q()\njo|bs`).code, "jobs: asyncio.Queue");
  assert.equal(at("async w|ith x: pass").code, "async with");
  assert.equal(at("# sle|ep"), undefined);
  assert.equal(at("x = 'pri|nt'"), undefined);
});

test("an unfinished text and names that lead to each other end no search", () => {
  for (const text of ["a = b\nb = a\na.|", "class A(A): pass\nA().|", "x = x.y\nx.|", "class A(B): pass\nclass B(A): pass\nA().|", "(((|", "def f(", "@|", "from . import |", "from  import |", "import a.|"]) {
    assert.ok(options(text.includes("|") ? text : `${text}|`, { asked: true }) instanceof Map, text);
  }
});
