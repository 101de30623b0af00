"""The names that asyncio's modules ask for; nothing here can wait."""

import collections

EVENT_READ = 1
EVENT_WRITE = 2
SelectorKey = collections.namedtuple("SelectorKey", ["fileobj", "fd", "events", "data"])


class BaseSelector:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError(
            "selectors need an operating system, which Interleave does not have; "
            "use asyncio.new_event_loop() without one"
        )


SelectSelector = DefaultSelector = BaseSelector
