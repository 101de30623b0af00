"""What services read before they start: ini, toml, arguments, a file of settings for logging."""

import argparse
import asyncio
import configparser
import getopt
import io
import logging
import logging.config
import optparse
import runpy
import tomllib

INI = """
[server]
host = localhost
port = 8080
url = http://%(host)s:%(port)s/
debug = yes

[workers]
names = one
    two
"""

TOML = """
title = "crawl"
[limits]
tasks = 5
delays = [0.1, 0.2]
when = 2026-01-01T08:30:00
"""

LOGGING = """
[loggers]
keys=root
[handlers]
keys=out
[formatters]
keys=short
[logger_root]
level=INFO
handlers=out
[handler_out]
class=StreamHandler
formatter=short
args=(__import__("sys").stdout,)
[formatter_short]
format=%(levelname)s %(message)s
"""

settings = configparser.ConfigParser()
settings.read_string(INI)
server = settings["server"]
print(server["url"], server.getint("port") + 1, server.getboolean("debug"))
print(settings.sections(), settings["workers"]["names"].split(), server.get("missing", "default"))
try:
    settings.get("server", "nothing")
except configparser.NoOptionError as error:
    print(error)
settings["new"] = {"a": "1"}
settings.remove_section("workers")
out = io.StringIO()
settings.write(out)
print(out.getvalue().count("\n"), configparser.ConfigParser().read("missing.ini"))

print(tomllib.loads(TOML))
try:
    tomllib.loads("a = ")
except tomllib.TOMLDecodeError as error:
    print(error)

parser = argparse.ArgumentParser("crawl", description="Crawls.")
parser.add_argument("urls", nargs="+")
parser.add_argument("-n", "--tasks", type=int, default=3, help="so many at once (%(default)s)")
parser.add_argument("--verbose", action=argparse.BooleanOptionalAction)
print(parser.parse_args(["a", "b", "-n", "5", "--no-verbose"]))
parser.print_help()
print(getopt.getopt(["-v", "--size=3", "x"], "v", ["size="]))
old = optparse.OptionParser(usage="%prog [options]")
old.add_option("-q", action="store_true", dest="quiet")
print(*map(str, old.parse_args(["-q", "rest"])))

with open("logging.ini", "w") as file:
    file.write(LOGGING)
logging.config.fileConfig("logging.ini")
logging.info("configured %s", logging.getLogger().handlers[0].formatter._fmt)

with open("script.py", "w") as file:
    file.write("import asyncio\nasync def main():\n    await asyncio.sleep(0)\n    return __name__\nname = asyncio.run(main())\n")
print(runpy.run_path("script.py")["name"], runpy.run_path("script.py", run_name="__main__")["name"])


async def main():
    logging.getLogger("worker").warning("in a task")
    try:
        parser.parse_args([])
    except SystemExit as error:
        print("exit", error.code)


asyncio.run(main())
