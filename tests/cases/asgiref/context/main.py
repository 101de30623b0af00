import asyncio
import contextvars
from asgiref.local import Local
from asgiref.sync import async_to_sync, sync_to_async

user = contextvars.ContextVar("user", default="nobody")
local = Local()


def log_in(name):
    print("was", user.get(), getattr(local, "language", "none"))
    user.set(name)
    local.language = "en"


async def log_out():
    print("was", user.get(), local.language)
    user.set("nobody again")
    del local.language


async def main():
    user.set("guest")
    local.language = "de"
    await sync_to_async(log_in)("ann")
    print("now", user.get(), local.language)


asyncio.run(main())
print("outside", user.get(), getattr(local, "language", "none"))
log_in("ben")
async_to_sync(log_out)()
print("now", user.get(), getattr(local, "language", "none"))
critical = Local(thread_critical=True)
critical.x = 1


async def look():
    return await sync_to_async(lambda: hasattr(critical, "x"), thread_sensitive=False)()


print(critical.x, asyncio.run(look()))
try:
    del local.nothing
except AttributeError as error:
    print(str(error).rpartition("object")[2])
