import asyncio


async def grüße(name):
    print(f"Grüße, {name}! ☕ 日本語")
    raise ValueError(f"für {name}: ✗")


asyncio.run(grüße("Zoë"))
