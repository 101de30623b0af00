# title: A future, set by hand
# topic: Futures and events
# watch: A future is a letter that hasn't come yet. Two tasks wait for the same one; the step in which the postman sets its result makes both of them ready, in the order in which they began to wait.

import asyncio


async def wait_at_the_window(who, letter):
    print(f"{who} waits for the post")
    text = await letter
    print(f"{who} reads: {text}")


async def postman(letter):
    for street in ["Mill Lane", "Church Street", "Station Road"]:
        print(f"The postman is in {street}")
        await asyncio.sleep(0.4)
    letter.set_result("See you on Sunday!")
    print("The letter is in the box")


async def main():
    letter = asyncio.get_running_loop().create_future()
    letter.add_done_callback(lambda _: print("The dog barks"))

    async with asyncio.TaskGroup() as house:
        house.create_task(wait_at_the_window("Mia", letter), name="Mia")
        house.create_task(wait_at_the_window("Ben", letter), name="Ben")
        house.create_task(postman(letter), name="postman")

    # A future remembers: who comes late reads at once.
    print(f"Grandpa, an hour later: {await letter}")


asyncio.run(main())
