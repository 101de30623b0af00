import asyncio


async def waits():
    await asyncio.sleep(10)


async def main():
    asyncio.create_task(waits(), name="left")
    await asyncio.sleep(0.1)
    raise ValueError("main fails")


def report(loop, context):
    print(context["message"], context["task"].get_name())


loop = asyncio.new_event_loop()
loop.set_exception_handler(report)
try:
    loop.run_until_complete(main())
except ValueError as error:
    print(repr(error))
print("the loop is never closed")
