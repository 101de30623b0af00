import asyncio


async def main():
    task = asyncio.current_task()
    for method in (task.set_result, task.set_exception):
        try:
            method(None)
        except RuntimeError as error:
            print(error)


asyncio.run(main())
