import asyncio

made = []


def factory():
    loop = asyncio.new_event_loop()
    made.append(loop)
    return loop


async def main():
    return asyncio.get_running_loop() is made[0]


with asyncio.Runner(loop_factory=factory) as runner:
    print(runner.run(main()))
print(len(made), made[0].is_closed())
