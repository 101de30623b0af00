"""Tasks that are left pending while they handle an exception are told of, too."""

import asyncio


async def cleaning():
    try:
        raise KeyError("first")
    finally:
        await asyncio.get_running_loop().create_future()


def leave(coroutine):
    loop = asyncio.new_event_loop()

    async def start():
        loop.create_task(coroutine, name=coroutine.__name__)
        for _ in range(3):
            await asyncio.sleep(0)

    loop.run_until_complete(start())
    loop.close()


leave(cleaning())
print("end")
