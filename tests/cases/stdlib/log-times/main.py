import asyncio
import logging
import time

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(threadName)s %(message)s", datefmt="a day")


class Clock:
    # A class that holds one of time's functions doesn't make it a method.
    convert = time.gmtime


async def main():
    logging.info("begin")
    await asyncio.sleep(0.1)
    try:
        1 / 0
    except ZeroDivisionError:
        logging.exception("it failed")
    print(Clock().convert(0).tm_year, logging.Formatter().formatTime(logging.makeLogRecord({"created": 0, "msecs": 5})))


asyncio.run(main())
