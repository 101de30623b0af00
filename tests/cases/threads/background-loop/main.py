# A loop in a thread of its own serves plain code.
import asyncio
import threading
import time


class Background:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, name="background", daemon=True)
        self.thread.start()

    def _run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        print("the loop has stopped")
        self.loop.close()

    def call(self, coro):
        return asyncio.run_coroutine_threadsafe(coro, self.loop)

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()


async def brew(what, seconds):
    print("brews", what, "in", threading.current_thread().name)
    await asyncio.sleep(seconds)
    return what


start = time.perf_counter()
background = Background()
print(background.call(brew("tea", 0.2)).result())
cups = [background.call(brew(what, seconds)) for what, seconds in (("coffee", 0.3), ("cocoa", 0.1))]
cups[1].add_done_callback(lambda cup: print("called back in", threading.current_thread().name))
time.sleep(0.2)
print([cup.done() for cup in cups])
print([cup.result() for cup in cups], f"{time.perf_counter() - start:.1f}")
background.stop()
print(background.loop.is_closed())
