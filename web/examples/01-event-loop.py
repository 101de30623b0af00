# title: The loop and its to-do list
# topic: The event loop
# watch: No tasks here, only callbacks. What call_soon lists runs in order and at once; what call_later lists waits for its hour, whatever the order in which it was written down.

import asyncio


def say(text):
    print(text)


def open_shop(loop):
    say("The shop opens.")
    # Written down while the loop is already running:
    loop.call_soon(say, "A customer comes in.")
    say("The lights are on.")


def close_shop(loop):
    say("The shop closes.")
    loop.stop()


loop = asyncio.new_event_loop()

loop.call_later(1.5, close_shop, loop)
loop.call_later(0.5, say, "The baker delivers the bread.")
late = loop.call_later(1.0, say, "The inspector knocks.")
loop.call_later(0.7, late.cancel)

loop.call_soon(say, "Somebody sweeps the floor.")
loop.call_soon(open_shop, loop)

print("Nothing has happened yet: the loop isn't running.")
loop.run_forever()
loop.close()
print("And the inspector never came.")
