"""A service of several parts: one crashes, the others close in order, nothing is lost."""

import asyncio
import logging
import sys

logging.basicConfig(stream=sys.stdout, format="%(levelname)-8s %(name)s: %(message)s", level="INFO")


class Part:
    def __init__(self, name, *, crash_after=None, close=0.02):
        self.name, self.crash_after, self.close_time = name, crash_after, close
        self.log = logging.getLogger(name)

    async def run(self):
        self.log.info("up")
        try:
            if self.crash_after is not None:
                await asyncio.sleep(self.crash_after)
                raise RuntimeError(f"{self.name} has crashed")
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(self.close_time)
            self.log.info("down")


async def serve(*parts):
    loop = asyncio.get_running_loop()
    failed = loop.create_future()

    def handler(loop, context):
        loop.default_exception_handler(context | {"message": "handled: " + context["message"]})
        if not failed.done():
            failed.set_exception(context["exception"])

    loop.set_exception_handler(handler)

    def over(task):
        if not task.cancelled() and (error := task.exception()):
            loop.call_exception_handler({"message": task.get_name(), "exception": error})

    tasks = []
    for part in parts:
        tasks.append(asyncio.create_task(part.run(), name=part.name))
        tasks[-1].add_done_callback(over)
    try:
        await failed
    finally:
        logging.warning("shutting down %d parts", sum(not task.done() for task in tasks))
        for task in reversed(tasks):
            task.cancel()
            await asyncio.wait([task])
        logging.info("%s", [task.cancelled() for task in tasks])


async def main():
    parts = Part("database", close=0.05), Part("web", crash_after=0.1), Part("mail")
    try:
        await serve(*parts)
    except RuntimeError:
        logging.getLogger("main").exception("the service failed")
    else:
        print("never here")


asyncio.run(main())
