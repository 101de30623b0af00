"""What the timeline says of a task that waits on a stream: whom it waits for."""


def label(call, names):
    """What a coroutine of the library, with these local names, does with whom."""
    if call.endswith(("connection", "_connect")):
        call = "connect"
    return f"{call.removeprefix('sock_')} {_address(names)}".rstrip()


def _address(names):
    """The other end's address, or that of the server."""
    this = names.get("self")
    if "host" in names:
        # open_connection and create_connection
        return _text((names["host"], names.get("port")))
    if "path" in names:
        return _text(names["path"])
    sock = names.get("sock")
    if sock is not None:
        return _text(names.get("address") or _asked(sock.getpeername) or _asked(sock.getsockname))
    transport = getattr(this, "_transport", None)
    if transport is not None:
        return _text(transport.get_extra_info("peername") or transport.get_extra_info("sockname"))
    sockets = getattr(this, "sockets", None)
    if sockets:
        return _text(_asked(sockets[0].getsockname))
    return ""


def _asked(question):
    try:
        return question()
    except OSError:
        return None


def _text(address):
    if isinstance(address, tuple):
        host, port = address[0] or "localhost", address[1]
        host = f"[{host}]" if ":" in host else host
        return f"{host}:{port}"
    return str(address or "")
