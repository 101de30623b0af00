import asyncio
import time


def work():
    time.sleep(0.2)
    print("thread done")
    return "result"


job = asyncio.get_running_loop().run_in_executor(None, work)
job.add_done_callback(lambda job: print("callback got", job.result()))
await asyncio.sleep(0.05)
print("the cell ends")
