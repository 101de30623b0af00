"""Sockets of the program's own network: a loopback that nothing enters and nothing leaves."""

import enum
import errno
import os
import warnings

import _interleave_network as _network
import _interleave_socket_io
import _thread
from _interleave_socket_io import SocketIO
from select import EPOLLIN, EPOLLOUT, _deadline, epoll


class AddressFamily(enum.IntEnum):
    AF_UNSPEC = 0
    AF_UNIX = 1
    AF_INET = 2
    AF_INET6 = 10


class SocketKind(enum.IntEnum):
    SOCK_STREAM = 1
    SOCK_DGRAM = 2
    SOCK_NONBLOCK = 2048
    SOCK_CLOEXEC = 524288


class AddressInfo(enum.IntFlag):
    AI_PASSIVE = 1
    AI_CANONNAME = 2
    AI_NUMERICHOST = 4
    AI_NUMERICSERV = 1024


class MsgFlag(enum.IntFlag):
    MSG_PEEK = 2


for _kind in AddressFamily, SocketKind, AddressInfo, MsgFlag:
    globals().update(_kind.__members__)
IPPROTO_IP = 0
IPPROTO_TCP = 6
IPPROTO_UDP = 17
IPPROTO_IPV6 = 41
IPV6_V6ONLY = 26
SOL_SOCKET = 1
SO_REUSEADDR = 2
SO_TYPE = 3
SO_ERROR = 4
SO_BROADCAST = 6
SO_SNDBUF = 7
SO_RCVBUF = 8
SO_KEEPALIVE = 9
SO_LINGER = 13
SO_REUSEPORT = 15
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
TCP_NODELAY = 1
SOMAXCONN = 4096
NI_NUMERICHOST = 1
NI_NUMERICSERV = 2
EAI_NONAME = -2
EAI_FAMILY = -6
EAI_SERVICE = -8
INADDR_ANY = 0
INADDR_LOOPBACK = 0x7F000001
has_ipv6 = True

error = OSError
timeout = TimeoutError


class herror(OSError):
    pass


class gaierror(OSError):
    pass


_default_timeout = None


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = timeout


def _member(kind, value):
    try:
        return kind(value)
    except ValueError:
        return value


class socket:
    """A socket, as far as programs of one world can tell it from a system's."""

    _descriptor = -1
    # The files made of it, which keep it open; and whether it was closed meanwhile.
    _files = 0
    _closed = False

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is not None:
            raise NotImplementedError("Interleave has no descriptors to make a socket of: use socket.socket()")
        self._family = AF_INET if family == -1 else _member(AddressFamily, family)
        type = SOCK_STREAM if type == -1 else type
        kind = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        if kind not in (SOCK_STREAM, SOCK_DGRAM):
            raise NotImplementedError("Interleave's own network has stream sockets and datagrams only")
        self._type = _member(SocketKind, kind)
        self._proto = max(proto, 0)
        self._timeout = 0.0 if type & SOCK_NONBLOCK else _default_timeout
        self._options = {}
        self._descriptor = _network.open(int(self._family), kind == SOCK_DGRAM)

    @classmethod
    def _of(cls, descriptor, family, type, proto=0):
        """The socket of a descriptor that the network made."""
        sock = cls.__new__(cls)
        sock._family, sock._type, sock._proto = family, type, proto
        sock._timeout = _default_timeout
        sock._options = {}
        sock._descriptor = descriptor
        return sock

    family = property(lambda self: self._family)
    type = property(lambda self: self._type)
    proto = property(lambda self: self._proto)
    timeout = property(lambda self: self._timeout)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        if not self._closed:
            self.close()

    def __del__(self):
        if self._descriptor >= 0:
            warnings.warn(f"unclosed {self!r}", ResourceWarning, 2, self)
            self._close()

    def __repr__(self):
        text = (
            f"<{self.__class__.__module__}.{self.__class__.__qualname__}"
            f"{' [closed]' if self._descriptor < 0 else ''} fd={self._descriptor},"
            f" family={self._family:d}, type={self._type:d}, proto={self._proto}"
        )
        for name, ask in (("laddr", self.getsockname), ("raddr", self.getpeername)):
            try:
                address = ask() if self._descriptor >= 0 else None
            except OSError:
                continue
            if address:
                text += f", {name}={address}"
        return text + ">"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {self.__class__.__name__!r} object")

    def fileno(self):
        return self._descriptor

    def close(self):
        self._closed = True
        if not self._files:
            self._close()

    def _file_closed(self):
        self._files -= 1
        if self._closed:
            self.close()

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        self._files += 1
        try:
            return _interleave_socket_io.made(self, mode, buffering, encoding, errors, newline)
        except BaseException:
            self._files -= 1
            raise

    def _close(self):
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor >= 0:
            _network.close(descriptor)

    def detach(self):
        raise NotImplementedError("Interleave has no descriptors of a system: keep the socket itself")

    dup = detach

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def settimeout(self, timeout, /):
        if timeout is not None and timeout < 0:
            raise ValueError("Timeout value out of range")
        self._timeout = timeout

    def gettimeout(self):
        return self._timeout

    def get_inheritable(self):
        return False

    def set_inheritable(self, inheritable, /):
        pass

    # Addresses

    def _parts(self, address):
        """The family, host and port of an address as Python writes it."""
        if self._family == AF_UNIX:
            if isinstance(address, bytes):
                address = address.decode("utf-8", "surrogateescape")
            if not isinstance(address, str):
                address = address.__fspath__()
            return int(AF_UNIX), address, 0
        if not isinstance(address, tuple):
            raise TypeError(f"{self._family.name}: address must be tuple, not {type(address).__name__}")
        host, port, *_ = address
        if not isinstance(port, int):
            raise TypeError(f"an integer is required (got type {type(port).__name__})")
        if not 0 <= port <= 65535:
            raise OverflowError("getsockaddrarg: port must be 0-65535.")
        if host in ("", "0.0.0.0", "::"):
            host = "::" if self._family == AF_INET6 else "0.0.0.0"
        elif _network.packed(int(self._family), host) is None:
            host = getaddrinfo(host, port, self._family)[0][4][0]
        return int(self._family), host, port

    def _address(self, parts):
        host, port = parts
        if self._family == AF_UNIX:
            return host
        return (host, port, 0, 0) if self._family == AF_INET6 else (host, port)

    def bind(self, address, /):
        family, host, port = self._parts(address)
        if family == AF_UNIX and host and not host.startswith("\0") and os.path.exists(host):
            raise OSError(errno.EADDRINUSE, "Address already in use")
        _network.bind(self._descriptor, family, host, port)

    def listen(self, backlog=128, /):
        _network.listen(self._descriptor)

    def getsockname(self):
        return self._address(_network.local(self._descriptor))

    def getpeername(self):
        return self._address(_network.remote(self._descriptor))

    # Connections

    def _patiently(self, events, call, *args):
        """Calls, and calls again when the socket is ready, as long as its timeout says."""
        if self._timeout == 0.0:
            return call(*args)
        until = _deadline(self._timeout)
        with epoll() as ready:
            ready.register(self._descriptor, events)
            while True:
                try:
                    return call(*args)
                except BlockingIOError:
                    pass
                if not _thread._wait(ready, until):
                    raise TimeoutError("timed out")

    def connect(self, address, /):
        parts = self._parts(address)
        try:
            _network.connect(self._descriptor, *parts)
        except BlockingIOError:
            if self._timeout == 0.0:
                raise
            self._patiently(EPOLLOUT, self._connected)

    def _connected(self):
        code = _network.take_error(self._descriptor)
        if code:
            raise OSError(code, _REFUSED)
        try:
            _network.remote(self._descriptor)
        except OSError:
            raise BlockingIOError from None

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except OSError as error:
            return error.errno
        return 0

    def accept(self):
        descriptor, address = self._patiently(EPOLLIN, _network.accept, self._descriptor)
        return type(self)._of(descriptor, self._family, self._type, self._proto), self._address(address)

    def shutdown(self, how, /):
        _network.shut_down(self._descriptor, how in (SHUT_RD, SHUT_RDWR), how in (SHUT_WR, SHUT_RDWR))

    # Data

    def send(self, data, flags=0, /):
        return self._patiently(EPOLLOUT, _network.send, self._descriptor, data)

    def sendall(self, data, flags=0, /):
        data = memoryview(data).cast("B")
        while data:
            data = data[self.send(data):]

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        if ancdata or address is not None:
            raise NotImplementedError("sendmsg() sends bytes to the connected peer only: there is no system to pass more")
        return self.send(b"".join(buffers))

    def sendto(self, data, *args):
        address = args[-1]
        return self._patiently(EPOLLOUT, _network.send_to, self._descriptor, data, *self._parts(address))

    def recv(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        return self._patiently(EPOLLIN, _network.receive, self._descriptor, bufsize, bool(flags & MSG_PEEK))

    def recv_into(self, buffer, nbytes=0, flags=0, /):
        view = memoryview(buffer).cast("B")
        data = self.recv(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0, /):
        if self._type == SOCK_STREAM:
            return self.recv(bufsize, flags), None
        data, address = self._patiently(EPOLLIN, _network.receive_from, self._descriptor, bufsize)
        # Who has no path has no address.
        return data, self._address(address) or None

    def recvfrom_into(self, buffer, nbytes=0, flags=0, /):
        view = memoryview(buffer).cast("B")
        data, address = self.recvfrom(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data), address

    # Options

    def setsockopt(self, level, option, value, optlen=None, /):
        if level == SOL_SOCKET and option in (SO_SNDBUF, SO_RCVBUF):
            # Linux keeps as much again for its own accounts, and says so.
            sizes = list(_network.buffers(self._descriptor))
            sizes[option == SO_RCVBUF] = max(2 * value, 2304)
            _network.set_buffers(self._descriptor, *sizes)
        else:
            self._options[level, option] = value

    def getsockopt(self, level, option, buflen=0, /):
        if level == SOL_SOCKET:
            if option == SO_ERROR:
                return _network.take_error(self._descriptor)
            if option == SO_TYPE:
                return int(self._type)
            if option in (SO_SNDBUF, SO_RCVBUF):
                return _network.buffers(self._descriptor)[option == SO_RCVBUF]
        return self._options.get((level, option), 0)


SocketType = socket
_REFUSED = "Connection refused"


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    if type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC) != SOCK_STREAM:
        raise NotImplementedError("Interleave's own network has pairs of stream sockets only")
    first, second = _network.pair()
    return socket._of(first, AF_UNIX, SOCK_STREAM), socket._of(second, AF_UNIX, SOCK_STREAM)


_GLOBAL_DEFAULT_TIMEOUT = object()


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    family, kind, proto, _, resolved = getaddrinfo(*address, type=SOCK_STREAM)[0]
    sock = socket(family, kind, proto)
    try:
        if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
            sock.settimeout(timeout)
        if source_address:
            sock.bind(source_address)
        sock.connect(resolved)
    except BaseException:
        sock.close()
        raise
    return sock


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    sock = socket(family, SOCK_STREAM)
    try:
        sock.bind(address)
        sock.listen()
    except BaseException:
        sock.close()
        raise
    return sock


# Names

_HOSTS = {"localhost": ("127.0.0.1",), "ip6-localhost": ("::1",), "interleave": ("127.0.0.1",)}
_PORTS = {"echo": 7, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "domain": 53, "http": 80, "https": 443}


def _port(port):
    if port is None:
        return 0
    if isinstance(port, bytes):
        port = port.decode()
    if isinstance(port, str):
        if port in _PORTS:
            return _PORTS[port]
        try:
            return int(port)
        except ValueError:
            raise gaierror(EAI_SERVICE, "Servname not supported for ai_socktype") from None
    return port


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """The addresses of this machine's own names; it knows no others."""
    if isinstance(host, bytes):
        host = host.decode()
    if host is None or host == "":
        hosts = ("0.0.0.0", "::") if flags & AI_PASSIVE else ("::1", "127.0.0.1")
        if family:
            hosts = tuple(host for host in hosts if (":" in host) == (family == AF_INET6))
    elif _network.packed(int(AF_INET), host) or _network.packed(int(AF_INET6), host):
        hosts = (host,)
    elif host.lower() == "localhost" and family == AF_INET6:
        hosts = ("::1",)
    elif host.lower() in _HOSTS and not flags & AI_NUMERICHOST:
        hosts = _HOSTS[host.lower()]
    else:
        raise gaierror(
            EAI_NONAME,
            f"Name or service not known: {host!r} is on a network, and a program in Interleave has none but its own;"
            " connect to 'localhost', where a server of the same program listens",
        )
    found = []
    port = _port(port)
    for host in hosts:
        of = AF_INET6 if ":" in host else AF_INET
        if family not in (0, of):
            raise gaierror(EAI_FAMILY, "ai_family not supported")
        for kind, protocol in ((SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP)):
            if type in (0, kind) and proto in (0, protocol):
                address = (host, port, 0, 0) if of == AF_INET6 else (host, port)
                found.append((of, kind, protocol, "", address))
    return found


def getnameinfo(sockaddr, flags, /):
    host, port, *_ = sockaddr
    if host in ("127.0.0.1", "::1") and not flags & NI_NUMERICHOST:
        host = "localhost"
    service = next((name for name, number in _PORTS.items() if number == port), None)
    if service is None or flags & NI_NUMERICSERV:
        service = str(port)
    return host, service


def gethostname():
    return "interleave"


def getfqdn(name=""):
    return name or gethostname()


def gethostbyname(hostname, /):
    return getaddrinfo(hostname, None, AF_INET, SOCK_STREAM)[0][4][0]


def inet_pton(family, text, /):
    packed = _network.packed(int(family), text)
    if packed is None:
        raise OSError("illegal IP address string passed to inet_pton")
    return packed


def inet_aton(text, /):
    packed = _network.packed(int(AF_INET), text)
    if packed is None:
        raise OSError("illegal IP address string passed to inet_aton")
    return packed


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, packed))


def htons(number, /):
    return int.from_bytes(number.to_bytes(2, "big"), "little")


def htonl(number, /):
    return int.from_bytes(number.to_bytes(4, "big"), "little")


ntohs, ntohl = htons, htonl
