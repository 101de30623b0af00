"""Says of a module that can't be imported here why, and what to use instead.

The error stays what CPython raises where a package is not installed, a
`ModuleNotFoundError`, so that `try: import uvloop` goes on as its author meant.
"""

import sys
from importlib import _bootstrap

_NETWORK = (
    "nothing leaves the program: let tasks of its own be the servers (asyncio.start_server, "
    "asyncio.open_connection), or let `await asyncio.sleep(…)` stand for the wait"
)
_SYSTEM = "it needs an operating system, and a program here has none"
_PROCESSES = "there are no processes: use asyncio tasks, or threading and ThreadPoolExecutor"
_DATABASE = "there is no database: keep the data in a dict or in files, which lie in memory"
_TERMINAL = "there is no screen to draw on: use print"
_TOOL = "tools that watch a program run don't work here: use print, or Step and Step back in the page"
_OTHER_LOOP = "programs run on Interleave's own event loop: leave it out and use asyncio"
_FRAMEWORK = "web frameworks don't run here: asyncio.start_server serves the program's own tasks"
_TESTS = "use unittest, which has unittest.IsolatedAsyncioTestCase for coroutines"
_COMPILED = "packages with compiled code don't run here: use Python's own lists, math and statistics"
_LEFT_OUT = "this part of Python's library is not among those that programs here can import"

_WHY = {
    name: why
    for names, why in (
        (
            "aiohttp httpx requests urllib3 websockets websocket redis aioredis aiokafka pika aio_pika paho boto3 "
            "aiobotocore grpc zmq socketio discord telegram aiogram bs4 "
            "urllib.robotparser http.server http.cookiejar smtplib imaplib poplib ftplib xmlrpc wsgiref "
            "webbrowser",
            _NETWORK,
        ),
        ("ssl _ssl", "nothing leaves the program, so there is nothing to encrypt: leave TLS out"),
        ("multiprocessing joblib billiard celery dask ray concurrent.interpreters", _PROCESSES),
        ("sqlite3 sqlalchemy aiosqlite asyncpg psycopg psycopg2 pymongo motor aiomysql pymysql peewee dbm.gnu dbm.ndbm dbm.sqlite3", _DATABASE),
        ("tkinter turtle curses pygame matplotlib rich tqdm colorama readline", _TERMINAL),
        ("bdb cProfile profile pstats trace faulthandler ipdb", _TOOL),
        ("uvloop nest_asyncio anyio trio curio gevent eventlet twisted tornado", _OTHER_LOOP),
        ("fastapi flask django starlette uvicorn sanic quart hypercorn bottle", _FRAMEWORK),
        ("pytest pytest_asyncio nose hypothesis", _TESTS),
        ("numpy pandas scipy torch tensorflow sklearn PIL cv2", _COMPILED),
        ("aiofiles", "files lie in memory and never wait: use open, or asyncio.to_thread(open, …)"),
        ("pytz dateutil", "use zoneinfo and datetime, which Python has itself"),
        (
            "ctypes fcntl grp mmap msvcrt nt nis pty pwd resource syslog termios tty winreg winsound _winapi "
            "asyncio.windows_events asyncio.windows_utils asyncio.proactor_events psutil",
            _SYSTEM,
        ),
    )
    for name in names.split()
}


def why(name):
    """What keeps a module from being imported; None of one that nobody has heard of."""
    first = name.partition(".")[0]
    if first in _WHY:
        return _WHY[first]
    if name in _WHY:
        return _WHY[name]
    # Linux has no such modules either, and says so in fewer words.
    return _LEFT_OUT if first in sys.stdlib_module_names and first not in sys.modules else None


def _find_and_load_unlocked(name, import_, _find=_bootstrap._find_and_load_unlocked):
    try:
        return _find(name, import_)
    except ModuleNotFoundError as error:
        if error.name == name and error.msg == f"No module named {name!r}" and (reason := why(name)):
            error.msg += f": {reason}"
        raise


# Tracebacks leave out the import system's frames by this name.
_find_and_load_unlocked.__code__ = _find_and_load_unlocked.__code__.replace(
    co_filename="<frozen importlib._bootstrap>"
)


def begin():
    """From here on a program's imports say why they fail."""
    _bootstrap._find_and_load_unlocked = _find_and_load_unlocked
