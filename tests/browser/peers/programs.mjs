// The programs that all of them run: definitions, and the call that is timed.

const ASYNCIO = "import asyncio\n";

const HELLO = `${ASYNCIO}
async def hello():
    print("hello")

`;

/** Prints one line. Where `asyncio.run` is missing, the last line awaits instead. */
export const hello = `${HELLO}asyncio.run(hello())\n`;
export const awaitedHello = `${HELLO}await hello()\n`;

/** Costs what every run costs in Interleave, and is taken off there. */
export const trivial = ASYNCIO;

/** `call` is an expression, a coroutine's where `awaited`. Each result is known, so that no failure passes for speed. */
export const programs = {
  tasks: {
    awaited: true,
    call: "main()",
    result: 100_000,
    definitions: `${ASYNCIO}
async def work():
    for _ in range(100):
        await asyncio.sleep(0)
    return 100

async def main():
    return sum(await asyncio.gather(*[work() for _ in range(1_000)]))
`,
  },
  handovers: {
    awaited: true,
    call: "main()",
    result: 50_000,
    definitions: `${ASYNCIO}
async def produce(queue):
    for number in range(50_000):
        await queue.put(number)

async def consume(queue):
    taken = 0
    for _ in range(50_000):
        await queue.get()
        taken += 1
    return taken

async def main():
    queue = asyncio.Queue(maxsize=1)
    return (await asyncio.gather(consume(queue), produce(queue)))[0]
`,
  },
  additions: {
    awaited: false,
    call: "add()",
    result: 1_000_000,
    definitions: `${ASYNCIO}
def add():
    total = 0
    for _ in range(1_000_000):
        total += 1
    return total
`,
  },
  fib: {
    awaited: false,
    call: "fib(24)",
    result: 46_368,
    definitions: `${ASYNCIO}
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
`,
  },
};

/** The call as Python without an event loop writes it. */
export const inPython = ({ call, awaited }) => (awaited ? `asyncio.run(${call})` : call);

/** The call as one writes it where the browser's event loop runs already. */
export const inLoop = ({ call, awaited }) => (awaited ? `await ${call}` : call);
