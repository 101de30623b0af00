import asyncio

try:
    import numbers_of_mine
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    from helper import nothing
except ImportError as error:
    print(error.name, error.path, error)


async def main():
    import heplers


asyncio.run(main())
