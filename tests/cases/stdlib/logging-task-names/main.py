import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(taskName)s %(message)s")


async def work():
    logging.info("working")


async def main():
    logging.info("begin")
    await asyncio.create_task(work(), name="worker-1")


asyncio.run(main())
