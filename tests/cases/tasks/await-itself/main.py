import asyncio


async def main():
    try:
        await asyncio.current_task()
    except RuntimeError as error:
        print(str(error).split("<")[0].strip())


asyncio.run(main())
