"""Names and constants of sockets; there is no network to open one on."""

import enum
import os


class AddressFamily(enum.IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(enum.IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2


globals().update(AddressFamily.__members__)
globals().update(SocketKind.__members__)
AI_PASSIVE = 1
IPPROTO_TCP = 6
IPPROTO_UDP = 17
IPPROTO_IPV6 = 41
IPV6_V6ONLY = 26
SOL_SOCKET = 1
SO_REUSEADDR = 2
SO_ERROR = 4
SO_BROADCAST = 6
SO_KEEPALIVE = 9
SO_REUSEPORT = 15
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
TCP_NODELAY = 1
SOMAXCONN = 4096
has_ipv6 = False

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


def _no_network(*args, **kwargs):
    raise ConnectionRefusedError(
        111, "Interleave has no network: programs run inside the page"
    )


class socket:
    def __init__(self, *args, **kwargs):
        _no_network()


create_connection = create_server = socketpair = _no_network
getaddrinfo = getnameinfo = gethostbyname = inet_pton = _no_network


def gethostname():
    return "interleave"
