import asyncio


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("a new loop")
        return super().new_event_loop()


print(type(asyncio.get_event_loop_policy()).__name__)
asyncio.set_event_loop_policy(Policy())
asyncio.run(asyncio.sleep(0))
asyncio.set_event_loop_policy(None)
print(issubclass(Policy, asyncio.AbstractEventLoopPolicy), asyncio.iscoroutinefunction(asyncio.sleep))
