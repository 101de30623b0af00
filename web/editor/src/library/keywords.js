// What the keywords of asynchronous programs do.

export const keywords = {
  "async def": "Defines a coroutine function. Calling it makes a coroutine, which runs only when it is awaited or made a task.",
  "async with": "Enters and leaves a block by awaiting: it may have to wait at the beginning, at the end, or both.",
  "async for": "Takes items one by one from an asynchronous iterator, and may wait before each.",
  async: "Marks a function, a `with` or a `for` that may wait.",
  await: "Waits for a coroutine, a task or a future, and gives its result. Meanwhile the event loop may run other tasks.",
  yield: "Hands a value to whoever iterates, and goes on from here when the next one is asked for.",
  nonlocal: "Makes an assignment change the variable of the enclosing function.",
  global: "Makes an assignment change the variable of the module.",
  finally: "Runs when the block is left, whether it ended, raised or was cancelled.",
};
