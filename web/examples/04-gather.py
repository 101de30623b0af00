# title: Three forecasts with gather
# topic: Many at once
# watch: gather starts all three at once and waits on main's lane until the slowest has answered. The answers come back in the order of the question, not in the order of arrival.

import asyncio


async def ask(station, seconds, degrees):
    print(f"Asking {station}")
    await asyncio.sleep(seconds)
    print(f"{station} answers")
    return degrees


async def main():
    stations = ["Harbour", "Airport", "Mountain hut"]
    harbour, airport, hut = stations

    degrees = await asyncio.gather(
        ask(harbour, 0.9, 14),
        ask(airport, 0.4, 16),
        ask(hut, 1.3, 3),
    )

    print()
    for station, temperature in zip(stations, degrees):
        print(f"{station:>12}: {temperature:2} °C")
    print(f"{'on average':>12}: {sum(degrees) / len(degrees):.0f} °C")


asyncio.run(main())
