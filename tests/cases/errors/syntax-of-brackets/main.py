# What is said of commas, brackets and blocks that are forgotten, and where.
TEXTS = [
    'print("a" "b" c)\n',
    'loop.call_soon(future.set_result "done")\n',
    'print("reading:" transport.is_reading())\n',
    "square(2 2)\n",
    "lock.read(\n    'r2' 0.1,\n)\n",
    "gather(*map(str old.parse()))\n",
    "both = [\n    lambda: later(None)\n    lambda: at(None),\n]\n",
    'menu = {"tea": 2 "milk": 1}\n',
    'threading.Thread(target target=handle, args=(1, 2))\n',
    "class Fork(Base more):\n    pass\n",
    "async def work(name seconds):\n    pass\n",
    "from itertools import (\n    chain cycle,\n)\n",
    "print(x y for x in z)\n",
    "asyncio.run(main()error\n",
    "await asyncio.sleep(0.25\nfor task in tasks:\n    task.cancel()\n",
    "print(loop.\n",
    "numbers = [1, 2\nprint(numbers)\n",
    "async def main( ():\n    pass\n",
    "async def main(\n    pass\n",
    "if True:\n    try:\nawait asyncio.sleep(1)\n",
    "try:\nprint(1)\n",
    "class Cup:\n    def fill(self):\n\nCup().fill()\n",
    "for cup in cups:\n    while cup:\n    print(cup)\n",
    "from asyncio import import sleep\n",
    "import\n",
    "await gather(*(work(n) for n in range(3))else )\n",
    "try:\n    pass\nexcept* ValueError:\n    pass\ntry:\n    pass\nexcept KeyError:\n    print(, 1)\n",
]

for text in TEXTS:
    print(text)
    try:
        compile(text, "<text>", "exec", flags=0x2000)
    except SyntaxError as error:
        place = error.lineno, error.offset, error.end_lineno, error.end_offset
        print(f"{type(error).__name__}: {error.msg}", *place, repr(error.text.rstrip("\n")), sep="\n    ")
    print()
