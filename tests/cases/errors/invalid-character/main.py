# Pasted from a page that makes quotes round.
import asyncio

asyncio.run(print(“hello”))
