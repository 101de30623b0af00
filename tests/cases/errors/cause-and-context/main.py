import asyncio


class ConfigError(Exception):
    pass


async def load(settings):
    try:
        return settings["port"]
    except KeyError as error:
        raise ConfigError("no port") from error


async def main():
    try:
        await load({})
    except ConfigError:
        int("not a number")


asyncio.run(main())
