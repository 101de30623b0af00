"""Runs a program as a notebook runs a cell: `python3.13 notebook.py main.py`.

Where the program has top-level awaits, it runs in one event loop, which goes on
until nothing is left to run: no callback, no timer, no job of an executor. An
uncaught exception is shown at once and doesn't end the loop. A program without
top-level awaits runs as a plain script.
"""

import ast
import asyncio
import inspect
import sys
import traceback
import types


class NotebookLoop(asyncio.SelectorEventLoop):
    """An event loop that stops of itself when nothing is left to run."""

    jobs = 0

    def run_in_executor(self, executor, func, *args):
        future = super().run_in_executor(executor, func, *args)
        self.jobs += 1
        future.add_done_callback(self._job_is_done)
        return future

    def _job_is_done(self, _):
        self.jobs -= 1

    def _run_once(self):
        timers = any(not timer.cancelled() for timer in self._scheduled)
        if not (self._ready or timers or self.jobs):
            self.stop()
        super()._run_once()


async def run_cell(code, names):
    try:
        await eval(code, names)
    except SystemExit:
        raise
    except BaseException as error:
        traceback.print_exception(error)
        return 1
    return 0


def main(path):
    with open(path, encoding="utf-8") as file:
        source = file.read()
    module = types.ModuleType("__main__")
    module.__file__ = path
    sys.modules["__main__"] = module
    sys.argv = [path]
    sys.path[0] = ""
    code = compile(source, path, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    if not code.co_flags & inspect.CO_COROUTINE:
        exec(code, module.__dict__)
        return 0
    loop = NotebookLoop()
    asyncio.set_event_loop(loop)
    cell = loop.create_task(run_cell(code, module.__dict__))
    loop.run_forever()
    return cell.result() if cell.done() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
