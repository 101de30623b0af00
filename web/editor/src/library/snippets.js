// Pieces of program with gaps to fill in: `${}` is a gap, `${name}` one that holds a text.

const snippet = (label, detail, template) => ({ label, detail, template, type: "text", boost: 1 });

export const snippets = [
  snippet("async def", "a coroutine function", "async def ${name}(${}):\n\t${pass}"),
  snippet("async with", "a task group", "async with asyncio.TaskGroup() as ${group}:\n\t${group}.create_task(${coroutine}())"),
  snippet("async with", "a time limit", "async with asyncio.timeout(${seconds}):\n\t${}"),
  snippet("async with", "a lock", "async with ${lock}:\n\t${}"),
  snippet("async for", "over what may wait", "async for ${item} in ${items}:\n\t${}"),
  snippet("await asyncio.sleep", "wait a while", "await asyncio.sleep(${seconds})"),
  snippet("def", "a function", "def ${name}(${}):\n\t${pass}"),
  snippet("class", "a class", "class ${Name}:\n\tdef __init__(self${}):\n\t\t${pass}"),
  snippet("for", "over elements", "for ${item} in ${items}:\n\t${}"),
  snippet("while", "as long as it holds", "while ${True}:\n\t${}"),
  snippet("if", "a condition", "if ${condition}:\n\t${}"),
  snippet("with", "a context", "with ${context} as ${name}:\n\t${}"),
  snippet("try", "catch an exception", "try:\n\t${pass}\nexcept ${Exception} as ${error}:\n\t${raise}"),
  snippet("try", "clean up at the end", "try:\n\t${pass}\nfinally:\n\t${pass}"),
  snippet("main", "a program of asyncio", "async def main():\n\t${pass}\n\n\nasyncio.run(main())"),
];
