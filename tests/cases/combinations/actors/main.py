"""Actors with mailboxes: tell, ask, supervision, and a poison pill."""

import asyncio
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ask:
    message: Any
    reply: asyncio.Future


class Actor:
    def __init__(self, name):
        self.name = name
        self.mailbox = asyncio.Queue()
        self.task = asyncio.create_task(self._run(), name=name)
        self.task.add_done_callback(lambda task: print(f"{name} is over:", self._end(task)))

    @staticmethod
    def _end(task):
        return "cancelled" if task.cancelled() else repr(task.exception())

    def tell(self, message):
        self.mailbox.put_nowait(message)

    async def ask(self, message, patience=1):
        reply = asyncio.get_running_loop().create_future()
        self.tell(Ask(message, reply))
        async with asyncio.timeout(patience):
            return await reply

    async def _run(self):
        while (message := await self.mailbox.get()) is not None:
            match message:
                case Ask(question, reply):
                    try:
                        answer = await self.receive(question)
                    except Exception as error:
                        reply.set_exception(error)
                    else:
                        if not reply.done():
                            reply.set_result(answer)
                case _:
                    await self.receive(message)

    async def receive(self, message):
        raise NotImplementedError(f"{type(self).__name__} can't handle {message!r}")


class Account(Actor):
    balance = 0

    async def receive(self, message):
        match message:
            case ("deposit", int(amount)) if amount > 0:
                self.balance += amount
            case ("withdraw", int(amount)) if amount <= self.balance:
                self.balance -= amount
            case {"sleep": delay, **rest}:
                await asyncio.sleep(delay)
                return rest
            case "balance":
                pass
            case [*_] as other:
                raise ValueError(f"refused: {other}")
            case _:
                return await super().receive(message)
        return self.balance


async def main():
    account = Account("account")
    account.tell(("deposit", 10))
    print(await account.ask(("withdraw", 3)), await account.ask("balance"))
    for message in ("withdraw", 100), ["deposit", -1], 3.5:
        try:
            await account.ask(message)
        except Exception as error:
            print(repr(error))
    try:
        await account.ask({"sleep": 0.2, "then": 1}, patience=0.05)
    except TimeoutError:
        print("no answer in time")
    print(await account.ask({"sleep": 0, "then": 2}))
    account.tell(None)
    await account.task
    crashing = Actor("crashing")
    crashing.tell("hello")
    await asyncio.wait([crashing.task, (idle := Actor("idle")).task], return_when="FIRST_COMPLETED")
    idle.task.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
