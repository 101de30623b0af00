import asyncio

import work


async def main():
    async with asyncio.TaskGroup() as group:
        for number in range(3):
            group.create_task(work.job(number))
        group.create_task(work.fails())


try:
    asyncio.run(main())
except* ValueError as group:
    for error in group.exceptions:
        print(error, error.__traceback__.tb_frame.f_code.co_filename)
work.job(9)
raise group
