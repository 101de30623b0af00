"""What needs an operating system is refused, with a sentence that says why and what to use instead."""

_PROCESSES = (
    "Interleave cannot start processes: a program runs alone inside the page;"
    " start a task with asyncio.create_task(), or a function with asyncio.to_thread()"
)
_PIPES = (
    "Interleave has no pipes and terminals of a system;"
    " use streams between tasks (asyncio.start_server()), or asyncio.to_thread(input) for what the user types"
)
_TLS = (
    "Interleave has no TLS: nothing leaves the page, so there is nothing to encrypt;"
    " leave out ssl=… and connect to a server of the same program"
)
_WATCHERS = (
    "Interleave has no child processes to watch: a program runs alone inside the page"
)


class Refusals:
    """The loop's methods that no loop without a system can have."""

    async def _make_subprocess_transport(self, *args, **kwargs):
        raise NotImplementedError(_PROCESSES)

    async def connect_read_pipe(self, protocol_factory, pipe):
        raise NotImplementedError(_PIPES)

    async def connect_write_pipe(self, protocol_factory, pipe):
        raise NotImplementedError(_PIPES)

    def _make_ssl_transport(self, rawsock, *args, **kwargs):
        rawsock.close()
        raise NotImplementedError(_TLS)

    async def start_tls(self, transport, protocol, sslcontext, **options):
        raise NotImplementedError(_TLS)


class AbstractChildWatcher:
    """Of no use without processes; 3.14 has dropped them all."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError(_WATCHERS)

    add_child_handler = remove_child_handler = attach_loop = close = is_active = __init__


class SafeChildWatcher(AbstractChildWatcher):
    pass


class FastChildWatcher(AbstractChildWatcher):
    pass


class MultiLoopChildWatcher(AbstractChildWatcher):
    pass


class ThreadedChildWatcher(AbstractChildWatcher):
    pass


class PidfdChildWatcher(AbstractChildWatcher):
    pass


def get_child_watcher():
    raise NotImplementedError(_WATCHERS)


def set_child_watcher(watcher):
    raise NotImplementedError(_WATCHERS)
