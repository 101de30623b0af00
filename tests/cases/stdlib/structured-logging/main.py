"""Log records with the request's number out of a context variable, as JSON and in tasks."""

import asyncio
import contextvars
import json
import logging
import logging.config
import logging.handlers
import queue

request = contextvars.ContextVar("request", default="-")
user = contextvars.ContextVar("user")


class Context(logging.Filter):
    def filter(self, record):
        record.request = request.get()
        record.user = user.get("anonymous")
        return True


class Json(logging.Formatter):
    def format(self, record):
        entry = {key: getattr(record, key) for key in ("levelname", "request", "user", "taskName")}
        entry["message"] = record.getMessage()
        if record.exc_info:
            entry["error"] = self.formatException(record.exc_info).splitlines()[-1]
        return json.dumps(entry)


logging.config.dictConfig({
    "version": 1,
    "filters": {"context": {"()": Context}},
    "formatters": {
        "json": {"()": Json},
        "plain": {"format": "[{request}] {levelname:.1} {message} ({funcName}:{lineno})", "style": "{"},
    },
    "handlers": {
        "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "plain", "filters": ["context"]},
        "json": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json", "level": "WARNING", "filters": ["context"]},
    },
    "root": {"level": "DEBUG", "handlers": ["out", "json"]},
    "loggers": {"asyncio": {"level": "ERROR"}, "quiet": {"level": "ERROR", "propagate": False}},
})
log = logging.getLogger("app.server")


def in_a_thread():
    log.info("in a thread")


async def query(text):
    log.debug("query %r", text)
    await asyncio.sleep(0.01)
    return len(text)


async def handle(number, name):
    request.set(f"r{number}")
    token = user.set(name)
    log.info("begin")
    try:
        size = await query(f"select {name}")
        if number == 2:
            raise ValueError("no such user")
        log.warning("found %d rows for %(name)s" if number == 9 else "found %d rows", size)
    except ValueError:
        log.exception("failed")
    finally:
        user.reset(token)
        log.info("end")


async def main():
    async with asyncio.TaskGroup() as group:
        for number, name in enumerate(["ann", "bob", "cy"]):
            group.create_task(handle(number, name), name=f"handler-{number}")
    print(request.get(), user.get("nobody"), log.isEnabledFor(logging.DEBUG), log.getEffectiveLevel())
    logging.getLogger("quiet").info("not seen")
    await asyncio.to_thread(in_a_thread)

    memory = queue.Queue()
    listener = logging.handlers.QueueListener(memory, logging.getLogger().handlers[0])
    queued = logging.getLogger("queued")
    queued.propagate = False
    queued.addHandler(logging.handlers.QueueHandler(memory))
    listener.start()
    queued.warning("through a queue %s", [1, 2])
    listener.stop()


asyncio.run(main())
