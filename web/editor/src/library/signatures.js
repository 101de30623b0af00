// Made by signatures.py from CPython 3.13; don't edit by hand.
export const signatures = {
"asyncio": String.raw`
f iscoroutinefunction(func)
c AbstractEventLoop()
 f add_reader(fd, callback, *args)
 f add_signal_handler(sig, callback, *args)
 f add_writer(fd, callback, *args)
 f call_at(when, callback, *args, context=None)
 f call_exception_handler(context)
 f call_later(delay, callback, *args, context=None)
 f call_soon(callback, *args, context=None)
 f call_soon_threadsafe(callback, *args, context=None)
 f close()
 a connect_accepted_socket(protocol_factory, sock, *, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)
 a connect_read_pipe(protocol_factory, pipe)
 a connect_write_pipe(protocol_factory, pipe)
 a create_connection(protocol_factory, host=None, port=None, *, ssl=None, family=0, proto=0, flags=0, sock=None, local_addr=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, happy_eyeballs_delay=None, interleave=None)
 a create_datagram_endpoint(protocol_factory, local_addr=None, remote_addr=None, *, family=0, proto=0, flags=0, reuse_address=None, reuse_port=None, allow_broadcast=None, sock=None)
 f create_future()
 a create_server(protocol_factory, host=None, port=None, *, family=..., flags=..., sock=None, backlog=100, ssl=None, reuse_address=None, reuse_port=None, keep_alive=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True)
 f create_task(coro, *, name=None, context=None)
 a create_unix_connection(protocol_factory, path=None, *, ssl=None, sock=None, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)
 a create_unix_server(protocol_factory, path=None, *, sock=None, backlog=100, ssl=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None, start_serving=True)
 f default_exception_handler(context)
 f get_debug()
 f get_exception_handler()
 f get_task_factory()
 a getaddrinfo(host, port, *, family=0, type=0, proto=0, flags=0)
 a getnameinfo(sockaddr, flags=0)
 f is_closed()
 f is_running()
 f remove_reader(fd)
 f remove_signal_handler(sig)
 f remove_writer(fd)
 f run_forever()
 f run_in_executor(executor, func, *args)
 f run_until_complete(future)
 a sendfile(transport, file, offset=0, count=None, *, fallback=True)
 f set_debug(enabled)
 f set_default_executor(executor)
 f set_exception_handler(handler)
 f set_task_factory(factory)
 a shutdown_asyncgens()
 a shutdown_default_executor()
 a sock_accept(sock)
 a sock_connect(sock, address)
 a sock_recv(sock, nbytes)
 a sock_recv_into(sock, buf)
 a sock_recvfrom(sock, bufsize)
 a sock_recvfrom_into(sock, buf, nbytes=0)
 a sock_sendall(sock, data)
 a sock_sendfile(sock, file, offset=0, count=None, *, fallback=None)
 a sock_sendto(sock, data, address)
 a start_tls(transport, protocol, sslcontext, *, server_side=False, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)
 f stop()
 a subprocess_exec(protocol_factory, *args, stdin=-1, stdout=-1, stderr=-1, **kwargs)
 a subprocess_shell(protocol_factory, cmd, *, stdin=-1, stdout=-1, stderr=-1, **kwargs)
 f time()
c Handle(callback, args, loop, context=None)
 f cancel()
 f cancelled()
 f get_context()
c TimerHandle(when, callback, args, loop, context=None) < Handle
 f cancel()
 f when()
f get_event_loop()
f set_event_loop(loop)
f new_event_loop()
f get_running_loop()
e BrokenBarrierError < builtins.RuntimeError
e CancelledError < builtins.BaseException
e InvalidStateError < builtins.Exception
e TimeoutError < builtins.OSError
e IncompleteReadError(partial, expected) < builtins.EOFError
e LimitOverrunError(message, consumed) < builtins.Exception
c Future(*, loop=None)
 f add_done_callback(fn, /, *, context=...)
 f cancel(msg=None)
 f cancelled()
 f done()
 f exception()
 f get_loop()
 f remove_done_callback(fn, /)
 f result()
 f set_exception(exception, /)
 f set_result(result, /)
f wrap_future(future, *, loop=None)
f isfuture(obj)
c Lock()
 a acquire()
 f locked()
 f release()
c Event()
 f clear()
 f is_set()
 f set()
 a wait()
c Condition(lock=None)
 f notify(n=1)
 f notify_all()
 a wait()
 a wait_for(predicate)
c Semaphore(value=1)
 a acquire()
 f locked()
 f release()
c BoundedSemaphore(value=1) < Semaphore
 f release()
c Barrier(parties)
 a abort()
 p broken
 p n_waiting
 p parties
 a reset()
 a wait()
c Runner(*, debug=None, loop_factory=None)
 f close()
 f get_loop()
 f run(coro, *, context=None)
f run(main, *, debug=None, loop_factory=None)
c Queue(maxsize=0)
 f empty()
 f full()
 a get()
 f get_nowait()
 a join()
 p maxsize
 a put(item)
 f put_nowait(item)
 f qsize()
 f shutdown(immediate=False)
 f task_done()
c PriorityQueue(maxsize=0) < Queue
c LifoQueue(maxsize=0) < Queue
e QueueFull < builtins.Exception
e QueueEmpty < builtins.Exception
e QueueShutDown < builtins.Exception
c StreamReader(limit=65536, loop=None)
 f at_eof()
 f exception()
 f feed_data(data)
 f feed_eof()
 a read(n=-1)
 a readexactly(n)
 a readline()
 a readuntil(separator=b'\n')
 f set_exception(exc)
 f set_transport(transport)
c StreamWriter(transport, protocol, reader, loop)
 f can_write_eof()
 f close()
 a drain()
 f get_extra_info(name, default=None)
 f is_closing()
 a start_tls(sslcontext, *, server_hostname=None, ssl_handshake_timeout=None, ssl_shutdown_timeout=None)
 p transport
 a wait_closed()
 f write(data)
 f write_eof()
 f writelines(data)
a open_connection(host=None, port=None, *, limit=65536, **kwds)
a start_server(client_connected_cb, host=None, port=None, *, limit=65536, **kwds)
c Task(coro, *, loop=None, name=None, context=None, eager_start=False) < Future
 f add_done_callback(fn, /, *, context=...)
 f cancel(msg=None)
 f cancelled()
 f cancelling()
 f done()
 f exception()
 f get_context()
 f get_coro()
 f get_name()
 f get_stack(*, limit=None)
 f print_stack(*, limit=None, file=None)
 f remove_done_callback(fn, /)
 f result()
 f set_name(value, /)
 f uncancel()
f create_task(coro, *, name=None, context=None)
p FIRST_COMPLETED
p FIRST_EXCEPTION
p ALL_COMPLETED
a wait(fs, *, timeout=None, return_when='ALL_COMPLETED')
a wait_for(fut, timeout)
f as_completed(fs, *, timeout=None)
a sleep(delay, result=None)
f gather(*coros_or_futures, return_exceptions=False)
f shield(arg)
f ensure_future(coro_or_future, *, loop=None)
f run_coroutine_threadsafe(coro, loop)
f current_task(loop=None)
f all_tasks(loop=None)
f create_eager_task_factory(custom_task_constructor)
f eager_task_factory(loop, coro, *, name=None, context=None)
c TaskGroup()
 f create_task(coro, *, name=None, context=None)
a to_thread(func, /, *args, **kwargs)
c Timeout(when)
 f expired()
 f reschedule(when)
 f when()
f timeout(delay)
f timeout_at(when)`,
"builtins": String.raw`
e ArithmeticError < Exception
e AssertionError < Exception
e AttributeError < Exception
e BaseException
e BaseExceptionGroup(message, exceptions) < BaseException
e BlockingIOError < OSError
e BrokenPipeError < ConnectionError
e BufferError < Exception
e BytesWarning < Warning
e ChildProcessError < OSError
e ConnectionAbortedError < ConnectionError
e ConnectionError < OSError
e ConnectionRefusedError < ConnectionError
e ConnectionResetError < ConnectionError
e DeprecationWarning < Warning
e EOFError < Exception
p Ellipsis
e EncodingWarning < Warning
e Exception < BaseException
e ExceptionGroup(message, exceptions) < BaseExceptionGroup
e FileExistsError < OSError
e FileNotFoundError < OSError
e FloatingPointError < ArithmeticError
e FutureWarning < Warning
e GeneratorExit < BaseException
e ImportError < Exception
e ImportWarning < Warning
e IndentationError < SyntaxError
e IndexError < LookupError
e InterruptedError < OSError
e IsADirectoryError < OSError
e KeyError < LookupError
e KeyboardInterrupt < BaseException
e LookupError < Exception
e MemoryError < Exception
e ModuleNotFoundError < ImportError
e NameError < Exception
e NotADirectoryError < OSError
p NotImplemented
e NotImplementedError < RuntimeError
e OSError < Exception
e OverflowError < ArithmeticError
e PendingDeprecationWarning < Warning
e PermissionError < OSError
e ProcessLookupError < OSError
e PythonFinalizationError < RuntimeError
e RecursionError < RuntimeError
e ReferenceError < Exception
e ResourceWarning < Warning
e RuntimeError < Exception
e RuntimeWarning < Warning
e StopAsyncIteration < Exception
e StopIteration < Exception
e SyntaxError < Exception
e SyntaxWarning < Warning
e SystemError < Exception
e SystemExit < BaseException
e TabError < IndentationError
e TimeoutError < OSError
e TypeError < Exception
e UnboundLocalError < NameError
e UnicodeDecodeError < UnicodeError
e UnicodeEncodeError < UnicodeError
e UnicodeError < ValueError
e UnicodeTranslateError < UnicodeError
e UnicodeWarning < Warning
e UserWarning < Warning
e ValueError < Exception
e Warning < Exception
e ZeroDivisionError < ArithmeticError
f abs(x, /)
f aiter(async_iterable, /)
f all(iterable, /)
f anext(async_iterator, default)
f any(iterable, /)
f ascii(obj, /)
f bin(number, /)
c bool(object=False, /) < int
 f from_bytes(bytes, byteorder='big', *, signed=False)
c bytearray(source=b'', encoding, errors)
 f append(item, /)
 f capitalize()
 f center(width, fillchar=b' ', /)
 f clear()
 f copy()
 f count(sub[, start[, end]], /)
 f decode(encoding='utf-8', errors='strict')
 f endswith(suffix[, start[, end]], /)
 f expandtabs(tabsize=8)
 f extend(iterable_of_ints, /)
 f find(sub[, start[, end]], /)
 f fromhex(string, /)
 f hex(sep=..., bytes_per_sep=1)
 f index(sub[, start[, end]], /)
 f insert(index, item, /)
 f isalnum()
 f isalpha()
 f isascii()
 f isdigit()
 f islower()
 f isspace()
 f istitle()
 f isupper()
 f join(iterable_of_bytes, /)
 f ljust(width, fillchar=b' ', /)
 f lower()
 f lstrip(bytes=None, /)
 f maketrans(frm, to, /)
 f partition(sep, /)
 f pop(index=-1, /)
 f remove(value, /)
 f removeprefix(prefix, /)
 f removesuffix(suffix, /)
 f replace(old, new, count=-1, /)
 f reverse()
 f rfind(sub[, start[, end]], /)
 f rindex(sub[, start[, end]], /)
 f rjust(width, fillchar=b' ', /)
 f rpartition(sep, /)
 f rsplit(sep=None, maxsplit=-1)
 f rstrip(bytes=None, /)
 f split(sep=None, maxsplit=-1)
 f splitlines(keepends=False)
 f startswith(prefix[, start[, end]], /)
 f strip(bytes=None, /)
 f swapcase()
 f title()
 f translate(table, /, delete=b'')
 f upper()
 f zfill(width, /)
c bytes(source=b'', encoding, errors)
 f capitalize()
 f center(width, fillchar=b' ', /)
 f count(sub[, start[, end]], /)
 f decode(encoding='utf-8', errors='strict')
 f endswith(suffix[, start[, end]], /)
 f expandtabs(tabsize=8)
 f find(sub[, start[, end]], /)
 f fromhex(string, /)
 f hex(sep=..., bytes_per_sep=1)
 f index(sub[, start[, end]], /)
 f isalnum()
 f isalpha()
 f isascii()
 f isdigit()
 f islower()
 f isspace()
 f istitle()
 f isupper()
 f join(iterable_of_bytes, /)
 f ljust(width, fillchar=b' ', /)
 f lower()
 f lstrip(bytes=None, /)
 f maketrans(frm, to, /)
 f partition(sep, /)
 f removeprefix(prefix, /)
 f removesuffix(suffix, /)
 f replace(old, new, count=-1, /)
 f rfind(sub[, start[, end]], /)
 f rindex(sub[, start[, end]], /)
 f rjust(width, fillchar=b' ', /)
 f rpartition(sep, /)
 f rsplit(sep=None, maxsplit=-1)
 f rstrip(bytes=None, /)
 f split(sep=None, maxsplit=-1)
 f splitlines(keepends=False)
 f startswith(prefix[, start[, end]], /)
 f strip(bytes=None, /)
 f swapcase()
 f title()
 f translate(table, /, delete=b'')
 f upper()
 f zfill(width, /)
f callable(obj, /)
f chr(i, /)
c classmethod(function, /)
f compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1)
c complex(real=0, imag=0)
 f conjugate()
 p imag
 p real
f delattr(obj, name, /)
c dict(mapping_or_pairs, **kwargs)
 f clear()
 f copy()
 f fromkeys(iterable, value=None, /)
 f get(key, default=None, /)
 f items()
 f keys()
 f pop(key, default=..., /)
 f popitem()
 f setdefault(key, default=None, /)
 f update
 f values()
f dir(object)
f divmod(x, y, /)
c enumerate(iterable, start=0)
f eval(source, /, globals=None, locals=None)
f exec(source, /, globals=None, locals=None, *, closure=None)
c filter(function, iterable)
c float(x=0, /)
 f as_integer_ratio()
 f conjugate()
 f fromhex(string, /)
 f hex()
 p imag
 f is_integer()
 p real
f format(value, format_spec='', /)
c frozenset(iterable=())
 f copy()
 f difference(*others)
 f intersection(*others)
 f isdisjoint(other, /)
 f issubset(other, /)
 f issuperset(other, /)
 f symmetric_difference(other, /)
 f union(*others)
f getattr(object, name, default)
f globals()
f hasattr(obj, name, /)
f hash(obj, /)
f hex(number, /)
f id(obj, /)
f input(prompt='', /)
c int(number=0, base=10)
 f as_integer_ratio()
 f bit_count()
 f bit_length()
 f conjugate()
 p denominator
 f from_bytes(bytes, byteorder='big', *, signed=False)
 p imag
 f is_integer()
 p numerator
 p real
 f to_bytes(length=1, byteorder='big', *, signed=False)
f isinstance(obj, class_or_tuple, /)
f issubclass(cls, class_or_tuple, /)
f iter(iterable)
f len(obj, /)
c list(iterable=())
 f append(object, /)
 f clear()
 f copy()
 f count(value, /)
 f extend(iterable, /)
 f index(value, start=0, stop=9223372036854775807, /)
 f insert(index, object, /)
 f pop(index=-1, /)
 f remove(value, /)
 f reverse()
 f sort(*, key=None, reverse=False)
f locals()
c map(function, *iterables, strict=False)
f max(iterable, *, default, key=None)
f min(iterable, *, default, key=None)
f next(iterator, default)
c object()
f oct(number, /)
f open(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)
f ord(c, /)
f pow(base, exp, mod=None)
f print(*args, sep=' ', end='\n', file=None, flush=False)
c property(fget=None, fset=None, fdel=None, doc=None)
 f deleter(object, /)
 p fdel
 p fget
 p fset
 f getter(object, /)
 f setter(object, /)
c range(start, stop, step=1)
 f count(object, /)
 f index(object, /)
 p start
 p step
 p stop
f repr(obj, /)
c reversed(sequence, /)
f round(number, ndigits=None)
c set(iterable=())
 f add(object, /)
 f clear()
 f copy()
 f difference(*others)
 f difference_update(*others)
 f discard(object, /)
 f intersection(*others)
 f intersection_update(*others)
 f isdisjoint(other, /)
 f issubset(other, /)
 f issuperset(other, /)
 f pop()
 f remove(object, /)
 f symmetric_difference(other, /)
 f symmetric_difference_update(other, /)
 f union(*others)
 f update(*others)
f setattr(obj, name, value, /)
c slice(start, stop, step=None)
 f indices(object, /)
 p start
 p step
 p stop
f sorted(iterable, /, *, key=None, reverse=False)
c staticmethod(function, /)
c str(object='', encoding, errors)
 f capitalize()
 f casefold()
 f center(width, fillchar=' ', /)
 f count(sub[, start[, end]], /)
 f encode(encoding='utf-8', errors='strict')
 f endswith(suffix[, start[, end]], /)
 f expandtabs(tabsize=8)
 f find(sub[, start[, end]], /)
 f format(*args, **kwargs)
 f format_map(mapping, /)
 f index(sub[, start[, end]], /)
 f isalnum()
 f isalpha()
 f isascii()
 f isdecimal()
 f isdigit()
 f isidentifier()
 f islower()
 f isnumeric()
 f isprintable()
 f isspace()
 f istitle()
 f isupper()
 f join(iterable, /)
 f ljust(width, fillchar=' ', /)
 f lower()
 f lstrip(chars=None, /)
 f maketrans(x, y=..., z=..., /)
 f partition(sep, /)
 f removeprefix(prefix, /)
 f removesuffix(suffix, /)
 f replace(old, new, /, count=-1)
 f rfind(sub[, start[, end]], /)
 f rindex(sub[, start[, end]], /)
 f rjust(width, fillchar=' ', /)
 f rpartition(sep, /)
 f rsplit(sep=None, maxsplit=-1)
 f rstrip(chars=None, /)
 f split(sep=None, maxsplit=-1)
 f splitlines(keepends=False)
 f startswith(prefix[, start[, end]], /)
 f strip(chars=None, /)
 f swapcase()
 f title()
 f translate(table, /)
 f upper()
 f zfill(width, /)
f sum(iterable, /, start=0)
c super()
c tuple(iterable=())
 f count(value, /)
 f index(value, start=0, stop=9223372036854775807, /)
c type(object)
 f mro()
f vars(object)
c zip(*iterables, strict=False)`,
"collections": String.raw`
c ChainMap(*maps)
 f clear()
 f copy()
 f fromkeys(iterable, value=None, /)
 f get(key, default=None)
 f items()
 f keys()
 f new_child(m=None, **kwargs)
 p parents
 f pop(key, *args)
 f popitem()
 f setdefault(key, default=None)
 f update(other=(), /, **kwds)
 f values()
c Counter(iterable=None, /, **kwds) < builtins.dict
 f copy()
 f elements()
 f fromkeys(iterable, v=None)
 f most_common(n=None)
 f subtract(iterable=None, /, **kwds)
 f total()
 f update(iterable=None, /, **kwds)
c OrderedDict < builtins.dict
 f clear()
 f copy()
 f fromkeys(iterable, value=None)
 f items()
 f keys()
 f move_to_end(key, last=True)
 f pop(key, default=...)
 f popitem(last=True)
 f setdefault(key, default=None)
 f update
 f values()
c UserDict(dict=None, /, **kwargs)
 f clear()
 f copy()
 f fromkeys(iterable, value=None)
 f get(key, default=None)
 f items()
 f keys()
 f pop(key, default=...)
 f popitem()
 f setdefault(key, default=None)
 f update(other=(), /, **kwds)
 f values()
c UserList(initlist=None)
 f append(item)
 f clear()
 f copy()
 f count(item)
 f extend(other)
 f index(item, *args)
 f insert(i, item)
 f pop(i=-1)
 f remove(item)
 f reverse()
 f sort(*args, **kwds)
c UserString(seq)
 f capitalize()
 f casefold()
 f center(width, *args)
 f count(sub, start=0, end=9223372036854775807)
 f encode(encoding='utf-8', errors='strict')
 f endswith(suffix, start=0, end=9223372036854775807)
 f expandtabs(tabsize=8)
 f find(sub, start=0, end=9223372036854775807)
 f format(*args, **kwds)
 f format_map(mapping)
 f index(sub, start=0, end=9223372036854775807)
 f isalnum()
 f isalpha()
 f isascii()
 f isdecimal()
 f isdigit()
 f isidentifier()
 f islower()
 f isnumeric()
 f isprintable()
 f isspace()
 f istitle()
 f isupper()
 f join(seq)
 f ljust(width, *args)
 f lower()
 f lstrip(chars=None)
 f maketrans(x, y=..., z=..., /)
 f partition(sep)
 f removeprefix(prefix, /)
 f removesuffix(suffix, /)
 f replace(old, new, maxsplit=-1)
 f rfind(sub, start=0, end=9223372036854775807)
 f rindex(sub, start=0, end=9223372036854775807)
 f rjust(width, *args)
 f rpartition(sep)
 f rsplit(sep=None, maxsplit=-1)
 f rstrip(chars=None)
 f split(sep=None, maxsplit=-1)
 f splitlines(keepends=False)
 f startswith(prefix, start=0, end=9223372036854775807)
 f strip(chars=None)
 f swapcase()
 f title()
 f translate(*args)
 f upper()
 f zfill(width)
c defaultdict < builtins.dict
 f copy()
 p default_factory
 f fromkeys(iterable, value=None, /)
c deque([iterable[, maxlen]])
 f append(item, /)
 f appendleft(item, /)
 f clear()
 f copy()
 f count(value, /)
 f extend(iterable, /)
 f extendleft(iterable, /)
 f index(value, [start, [stop]])
 f insert(index, value, /)
 p maxlen
 f pop()
 f popleft()
 f remove(value, /)
 f reverse()
 f rotate(n=1, /)
f namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)`,
"concurrent.futures": String.raw`
p FIRST_COMPLETED
p FIRST_EXCEPTION
p ALL_COMPLETED
e CancelledError
e TimeoutError < builtins.OSError
e InvalidStateError
e BrokenExecutor < builtins.RuntimeError
c Future()
 f add_done_callback(fn)
 f cancel()
 f cancelled()
 f done()
 f exception(timeout=None)
 f result(timeout=None)
 f running()
 f set_exception(exception)
 f set_result(result)
 f set_running_or_notify_cancel()
c Executor()
 f map(fn, *iterables, timeout=None, chunksize=1)
 f shutdown(wait=True, *, cancel_futures=False)
 f submit(fn, /, *args, **kwargs)
f wait(fs, timeout=None, return_when='ALL_COMPLETED')
f as_completed(fs, timeout=None)
c ProcessPoolExecutor(max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None) < Executor
 f map(fn, *iterables, timeout=None, chunksize=1)
 f shutdown(wait=True, *, cancel_futures=False)
 f submit(fn, /, *args, **kwargs)
c ThreadPoolExecutor(max_workers=None, thread_name_prefix='', initializer=None, initargs=()) < Executor
 f shutdown(wait=True, *, cancel_futures=False)
 f submit(fn, /, *args, **kwargs)`,
"contextlib": String.raw`
f asynccontextmanager(func)
f contextmanager(func)
c closing(thing) < AbstractContextManager
c nullcontext(enter_result=None) < AbstractContextManager
c AbstractContextManager()
c AbstractAsyncContextManager()
c AsyncExitStack() < AbstractAsyncContextManager
 a aclose()
 f callback(callback, /, *args, **kwds)
 a enter_async_context(cm)
 f enter_context(cm)
 f pop_all()
 f push(exit)
 f push_async_callback(callback, /, *args, **kwds)
 f push_async_exit(exit)
c ContextDecorator()
c ExitStack() < AbstractContextManager
 f callback(callback, /, *args, **kwds)
 f close()
 f enter_context(cm)
 f pop_all()
 f push(exit)
c redirect_stdout(new_target)
c redirect_stderr(new_target)
c suppress(*exceptions) < AbstractContextManager
c aclosing(thing) < AbstractAsyncContextManager
c chdir(path) < AbstractContextManager`,
"contextvars": String.raw`
c Context
 f copy()
 f get(key, default=None, /)
 f items()
 f keys()
 f run
 f values()
c ContextVar
 f get(default=..., /)
 p name
 f reset(token, /)
 f set(value, /)
c Token
 p MISSING
 p old_value
 p var
f copy_context()`,
"copy": String.raw`
e Error < builtins.Exception
f copy(x)
f deepcopy(x, memo=None)
f replace(obj, /, **changes)`,
"dataclasses": String.raw`
f dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False)
f field(*, default=..., default_factory=..., init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=...)
c Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)
 p compare
 p default
 p default_factory
 p hash
 p init
 p kw_only
 p metadata
 p name
 p repr
 p type
e FrozenInstanceError < builtins.AttributeError
c InitVar(type)
 p type
p KW_ONLY
p MISSING
f fields(class_or_instance)
f asdict(obj, *, dict_factory=dict)
f astuple(obj, *, tuple_factory=tuple)
f make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False, module=None)
f replace(obj, /, **changes)
f is_dataclass(obj)`,
"datetime": String.raw`
c date(year, month, day)
 f ctime()
 p day
 f fromisocalendar
 f fromisoformat(object, /)
 f fromordinal
 f fromtimestamp(timestamp, /)
 f isocalendar()
 f isoformat()
 f isoweekday()
 p max
 p min
 p month
 f replace(year=unchanged, month=unchanged, day=unchanged)
 p resolution
 f strftime
 f timetuple()
 f today()
 f toordinal()
 f weekday()
 p year
c datetime(year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0) < date
 f astimezone
 f combine
 f ctime()
 f date()
 f dst()
 p fold
 f fromisocalendar
 f fromisoformat(object, /)
 f fromordinal
 f fromtimestamp
 p hour
 f isoformat
 p max
 p microsecond
 p min
 p minute
 f now(tz=None)
 f replace(year=unchanged, month=unchanged, day=unchanged, hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)
 p resolution
 p second
 f strptime
 f time()
 f timestamp()
 f timetuple()
 f timetz()
 f today()
 p tzinfo
 f tzname()
 f utcfromtimestamp
 f utcnow()
 f utcoffset()
 f utctimetuple()
c time
 f dst()
 p fold
 f fromisoformat(object, /)
 p hour
 f isoformat
 p max
 p microsecond
 p min
 p minute
 f replace(hour=unchanged, minute=unchanged, second=unchanged, microsecond=unchanged, tzinfo=unchanged, *, fold=unchanged)
 p resolution
 p second
 f strftime
 p tzinfo
 f tzname()
 f utcoffset()
c timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)
 p days
 p max
 p microseconds
 p min
 p resolution
 p seconds
 f total_seconds()
c timezone(offset, name) < tzinfo
 f dst(object, /)
 f fromutc(object, /)
 p max
 p min
 f tzname(object, /)
 p utc
 f utcoffset(object, /)
c tzinfo
 f dst(object, /)
 f fromutc(object, /)
 f tzname(object, /)
 f utcoffset(object, /)
p MINYEAR
p MAXYEAR
p UTC`,
"enum": String.raw`
c Enum(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None)
c IntEnum(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None) < builtins.int
 f from_bytes(bytes, byteorder='big', *, signed=False)
c StrEnum(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None) < builtins.str
c Flag(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None) < Enum
c IntFlag(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None) < builtins.int
 f from_bytes(bytes, byteorder='big', *, signed=False)
c auto(value=_auto_null)
f unique(enumeration)`,
"functools": String.raw`
f wraps(wrapped)
f total_ordering(cls)
f cache(user_function, /)
f cmp_to_key(mycmp)
f lru_cache(maxsize=128, typed=False)
f reduce(function, iterable, initial)
c partial(func, /, *args, **keywords)
 p args
 p func
 p keywords
c partialmethod(func, /, *args, **keywords)
f singledispatch(func)
c singledispatchmethod(func)
 f register(cls, method=None)
c cached_property(func)`,
"heapq": String.raw`
f heappush(heap, item, /)
f heappop(heap, /)
f heapify(heap, /)
f heapreplace(heap, item, /)
f merge(*iterables, key=None, reverse=False)
f nlargest(n, iterable, key=None)
f nsmallest(n, iterable, key=None)
f heappushpop(heap, item, /)`,
"inspect": String.raw`
f iscoroutine(object)
f iscoroutinefunction(obj)
f isasyncgen(object)
f isawaitable(object)
f isfunction(object)
f isclass(object)
f signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False)
f getsource(object)
f currentframe()
f stack(context=1)`,
"io": String.raw`
c StringIO(initial_value='', newline='\n') < TextIOBase
 f close()
 p closed
 f detach()
 p encoding
 p errors
 f fileno()
 f flush()
 f getvalue()
 f isatty()
 p line_buffering
 p newlines
 f read(size=-1, /)
 f readable()
 f readline(size=-1, /)
 f readlines(hint=-1, /)
 f seek(pos, whence=0, /)
 f seekable()
 f tell()
 f truncate(pos=None, /)
 f writable()
 f write(s, /)
 f writelines(lines, /)
c BytesIO(initial_bytes=b'') < BufferedIOBase
 f close()
 p closed
 f detach()
 f fileno()
 f flush()
 f getbuffer()
 f getvalue()
 f isatty()
 f read(size=-1, /)
 f read1(size=-1, /)
 f readable()
 f readinto(buffer, /)
 f readinto1(buffer, /)
 f readline(size=-1, /)
 f readlines(size=None, /)
 f seek(pos, whence=0, /)
 f seekable()
 f tell()
 f truncate(size=None, /)
 f writable()
 f write(b, /)
 f writelines(lines, /)
c TextIOWrapper(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False) < TextIOBase
 p buffer
 f close()
 p closed
 f detach()
 p encoding
 p errors
 f fileno()
 f flush()
 f isatty()
 p line_buffering
 p name
 p newlines
 f read(size=-1, /)
 f readable()
 f readline(size=-1, /)
 f readlines(hint=-1, /)
 f reconfigure(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)
 f seek(cookie, whence=0, /)
 f seekable()
 f tell()
 f truncate(pos=None, /)
 f writable()
 f write(text, /)
 p write_through
 f writelines(lines, /)`,
"itertools": String.raw`
c accumulate(iterable, func=None, *, initial=None)
c batched(iterable, n, *, strict=False)
c chain(*iterables)
 f from_iterable(iterable, /)
c combinations(iterable, r)
c combinations_with_replacement(iterable, r)
c compress(data, selectors)
c count(start=0, step=1)
c cycle(iterable, /)
c dropwhile(predicate, iterable, /)
c filterfalse(function, iterable, /)
c groupby(iterable, key=None)
c islice
c pairwise(iterable, /)
c permutations(iterable, r=None)
c product(*iterables, repeat=1)
c repeat
c starmap(function, iterable, /)
c takewhile(predicate, iterable, /)
f tee(iterable, n=2, /)
c zip_longest(*iterables, fillvalue=None)`,
"json": String.raw`
f dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)
f dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw)
f load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)
f loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw)
c JSONDecoder(*, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None)
 f decode(s)
 f raw_decode(s, idx=0)
e JSONDecodeError(msg, doc, pos) < builtins.ValueError
c JSONEncoder(*, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None)
 f default(o)
 f encode(o)
 p item_separator
 f iterencode(o)
 p key_separator`,
"logging": String.raw`
f basicConfig(**kwargs)
f critical(msg, *args, **kwargs)
f debug(msg, *args, **kwargs)
f disable(level=50)
f error(msg, *args, **kwargs)
f exception(msg, *args, exc_info=True, **kwargs)
f getLogger(name=None)
f info(msg, *args, **kwargs)
f warning(msg, *args, **kwargs)
f log(level, msg, *args, **kwargs)
c Logger(name, level=0) < Filterer
 f addFilter(filter)
 f addHandler(hdlr)
 f callHandlers(record)
 f critical(msg, *args, **kwargs)
 f debug(msg, *args, **kwargs)
 f error(msg, *args, **kwargs)
 f exception(msg, *args, exc_info=True, **kwargs)
 f fatal(msg, *args, **kwargs)
 f filter(record)
 f findCaller(stack_info=False, stacklevel=1)
 f getChild(suffix)
 f getChildren()
 f getEffectiveLevel()
 f handle(record)
 f hasHandlers()
 f info(msg, *args, **kwargs)
 f isEnabledFor(level)
 f log(level, msg, *args, **kwargs)
 f makeRecord(name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None)
 p manager
 f removeFilter(filter)
 f removeHandler(hdlr)
 p root
 f setLevel(level)
 f warn(msg, *args, **kwargs)
 f warning(msg, *args, **kwargs)
c Handler(level=0) < Filterer
 f acquire()
 f addFilter(filter)
 f close()
 f createLock()
 f emit(record)
 f filter(record)
 f flush()
 f format(record)
 f get_name()
 f handle(record)
 f handleError(record)
 p name
 f release()
 f removeFilter(filter)
 f setFormatter(fmt)
 f setLevel(level)
 f set_name(name)
c StreamHandler(stream=None) < Handler
 f emit(record)
 f flush()
 f setStream(stream)
 p terminator
c Formatter(fmt=None, datefmt=None, style='%', validate=True, *, defaults=None)
 f converter
 p default_msec_format
 p default_time_format
 f format(record)
 f formatException(ei)
 f formatMessage(record)
 f formatStack(stack_info)
 f formatTime(record, datefmt=None)
 f usesTime()
p DEBUG
p INFO
p WARNING
p ERROR
p CRITICAL`,
"math": String.raw`
f acos(x, /)
f acosh(x, /)
f asin(x, /)
f asinh(x, /)
f atan(x, /)
f atan2(y, x, /)
f atanh(x, /)
f cbrt(x, /)
f ceil(x, /)
f comb(n, k, /)
f copysign(x, y, /)
f cos(x, /)
f cosh(x, /)
f degrees(x, /)
f dist(p, q, /)
p e
f erf(x, /)
f erfc(x, /)
f exp(x, /)
f exp2(x, /)
f expm1(x, /)
f fabs(x, /)
f factorial(n, /)
f floor(x, /)
f fma(x, y, z, /)
f fmod(x, y, /)
f frexp(x, /)
f fsum(seq, /)
f gamma(x, /)
f gcd(*integers)
f hypot
p inf
f isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0)
f isfinite(x, /)
f isinf(x, /)
f isnan(x, /)
f isqrt(n, /)
f lcm(*integers)
f ldexp(x, i, /)
f lgamma(x, /)
f log
f log10(x, /)
f log1p(x, /)
f log2(x, /)
f modf(x, /)
p nan
f nextafter(x, y, /, *, steps=None)
f perm(n, k=None, /)
p pi
f pow(x, y, /)
f prod(iterable, /, *, start=1)
f radians(x, /)
f remainder(x, y, /)
f sin(x, /)
f sinh(x, /)
f sqrt(x, /)
f sumprod(p, q, /)
f tan(x, /)
f tanh(x, /)
p tau
f trunc(x, /)
f ulp(x, /)`,
"operator": String.raw`
c attrgetter(attr, /, *attrs)
c itemgetter(item, /, *items)
c methodcaller(name, /, *args, **kwargs)
f add(a, b, /)
f mul(a, b, /)
f sub(a, b, /)`,
"pathlib": String.raw`
c Path(*args, **kwargs) < PurePath
 f absolute()
 f chmod(mode, *, follow_symlinks=True)
 f cwd()
 f exists(*, follow_symlinks=True)
 f expanduser()
 f from_uri(uri)
 f glob(pattern, *, case_sensitive=None, recurse_symlinks=False)
 f group(*, follow_symlinks=True)
 f hardlink_to(target)
 f home()
 f is_block_device()
 f is_char_device()
 f is_dir(*, follow_symlinks=True)
 f is_fifo()
 f is_file(*, follow_symlinks=True)
 f is_junction()
 f is_mount()
 f is_socket()
 f is_symlink()
 f iterdir()
 f lchmod(mode)
 f lstat()
 f mkdir(mode=511, parents=False, exist_ok=False)
 f open(mode='r', buffering=-1, encoding=None, errors=None, newline=None)
 f owner(*, follow_symlinks=True)
 f read_bytes()
 f read_text(encoding=None, errors=None, newline=None)
 f readlink()
 f rename(target)
 f replace(target)
 f resolve(strict=False)
 f rglob(pattern, *, case_sensitive=None, recurse_symlinks=False)
 f rmdir()
 f samefile(other_path)
 f stat(*, follow_symlinks=True)
 f symlink_to(target, target_is_directory=False)
 f touch(mode=438, exist_ok=True)
 f unlink(missing_ok=False)
 f walk(top_down=True, on_error=None, follow_symlinks=False)
 f write_bytes(data)
 f write_text(data, encoding=None, errors=None, newline=None)
c PurePath(*args, **kwargs)
 p anchor
 f as_posix()
 f as_uri()
 p drive
 f full_match(pattern, *, case_sensitive=None)
 f is_absolute()
 f is_relative_to(other, /)
 f is_reserved()
 f joinpath(*pathsegments)
 f match(path_pattern, *, case_sensitive=None)
 p name
 p parent
 p parents
 p parser
 p parts
 f relative_to(other, /, *, walk_up=False)
 p root
 p stem
 p suffix
 p suffixes
 f with_name(name)
 f with_segments(*pathsegments)
 f with_stem(stem)
 f with_suffix(suffix)`,
"queue": String.raw`
e Empty < builtins.Exception
e Full < builtins.Exception
e ShutDown < builtins.Exception
c Queue(maxsize=0)
 f empty()
 f full()
 f get(block=True, timeout=None)
 f get_nowait()
 f join()
 f put(item, block=True, timeout=None)
 f put_nowait(item)
 f qsize()
 f shutdown(immediate=False)
 f task_done()
c PriorityQueue(maxsize=0) < Queue
c LifoQueue(maxsize=0) < Queue
c SimpleQueue()
 f empty()
 f get(block=True, timeout=None)
 f get_nowait()
 f put(item, block=True, timeout=None)
 f put_nowait(item)
 f qsize()`,
"random": String.raw`
c Random(x=None) < Random
 p VERSION
 f betavariate(alpha, beta)
 f binomialvariate(n=1, p=0.5)
 f choice(seq)
 f choices(population, weights=None, *, cum_weights=None, k=1)
 f expovariate(lambd=1.0)
 f gammavariate(alpha, beta)
 f gauss(mu=0.0, sigma=1.0)
 f getrandbits(k, /)
 f getstate()
 f lognormvariate(mu, sigma)
 f normalvariate(mu=0.0, sigma=1.0)
 f paretovariate(alpha)
 f randbytes(n)
 f randint(a, b)
 f random()
 f randrange(start, stop=None, step=1)
 f sample(population, k, *, counts=None)
 f seed(a=None, version=2)
 f setstate(state)
 f shuffle(x)
 f triangular(low=0.0, high=1.0, mode=None)
 f uniform(a, b)
 f vonmisesvariate(mu, kappa)
 f weibullvariate(alpha, beta)
c SystemRandom(x=None) < Random
 f getrandbits(k)
 f getstate(*args, **kwds)
 f randbytes(n)
 f random()
 f seed(*args, **kwds)
 f setstate(*args, **kwds)
f betavariate(alpha, beta)
f binomialvariate(n=1, p=0.5)
f choice(seq)
f choices(population, weights=None, *, cum_weights=None, k=1)
f expovariate(lambd=1.0)
f gammavariate(alpha, beta)
f gauss(mu=0.0, sigma=1.0)
f getrandbits(k, /)
f getstate()
f lognormvariate(mu, sigma)
f normalvariate(mu=0.0, sigma=1.0)
f paretovariate(alpha)
f randbytes(n)
f randint(a, b)
f random()
f randrange(start, stop=None, step=1)
f sample(population, k, *, counts=None)
f seed(a=None, version=2)
f setstate(state)
f shuffle(x)
f triangular(low=0.0, high=1.0, mode=None)
f uniform(a, b)
f vonmisesvariate(mu, kappa)
f weibullvariate(alpha, beta)`,
"re": String.raw`
f match(pattern, string, flags=0)
f fullmatch(pattern, string, flags=0)
f search(pattern, string, flags=0)
f sub(pattern, repl, string, count=0, flags=0)
f subn(pattern, repl, string, count=0, flags=0)
f split(pattern, string, maxsplit=0, flags=0)
f findall(pattern, string, flags=0)
f finditer(pattern, string, flags=0)
f compile(pattern, flags=0)
f purge()
f escape(pattern)
e error(msg, pattern=None, pos=None) < builtins.Exception
c Pattern()
 f findall(string, pos=0, endpos=9223372036854775807)
 f finditer(string, pos=0, endpos=9223372036854775807)
 p flags
 f fullmatch(string, pos=0, endpos=9223372036854775807)
 p groupindex
 p groups
 f match(string, pos=0, endpos=9223372036854775807)
 p pattern
 f scanner(string, pos=0, endpos=9223372036854775807)
 f search(string, pos=0, endpos=9223372036854775807)
 f split(string, maxsplit=0)
 f sub(repl, string, count=0)
 f subn(repl, string, count=0)
c Match()
 f end(group=0, /)
 p endpos
 f expand(template)
 f group
 f groupdict(default=None)
 f groups(default=None)
 p lastgroup
 p lastindex
 p pos
 p re
 p regs
 f span(group=0, /)
 f start(group=0, /)
 p string
p A
p I
p L
p M
p S
p X
p U
p ASCII
p IGNORECASE
p LOCALE
p MULTILINE
p DOTALL
p VERBOSE
p UNICODE
p NOFLAG
c RegexFlag(*values)
 p ASCII
 p DEBUG
 p DOTALL
 p IGNORECASE
 p LOCALE
 p MULTILINE
 p UNICODE
 p VERBOSE
 f from_bytes(bytes, byteorder='big', *, signed=False)
e PatternError(msg, pattern=None, pos=None) < builtins.Exception`,
"signal": String.raw`
p SIGINT
p SIGTERM
c Signals(*values)
 p SIGABRT
 p SIGALRM
 p SIGBUS
 p SIGCHLD
 p SIGCONT
 p SIGFPE
 p SIGHUP
 p SIGILL
 p SIGINT
 p SIGIO
 p SIGKILL
 p SIGPIPE
 p SIGPROF
 p SIGPWR
 p SIGQUIT
 p SIGRTMAX
 p SIGRTMIN
 p SIGSEGV
 p SIGSTKFLT
 p SIGSTOP
 p SIGSYS
 p SIGTERM
 p SIGTRAP
 p SIGTSTP
 p SIGTTIN
 p SIGTTOU
 p SIGURG
 p SIGUSR1
 p SIGUSR2
 p SIGVTALRM
 p SIGWINCH
 p SIGXCPU
 p SIGXFSZ
 f from_bytes(bytes, byteorder='big', *, signed=False)
f signal(signalnum, handler)
f getsignal(signalnum)
f raise_signal(signalnum, /)`,
"statistics": String.raw`
c NormalDist(mu=0.0, sigma=1.0)
 f cdf(x)
 f from_samples(data)
 f inv_cdf(p)
 p mean
 p median
 p mode
 f overlap(other)
 f pdf(x)
 f quantiles(n=4)
 f samples(n, *, seed=None)
 p stdev
 p variance
 f zscore(x)
e StatisticsError < builtins.ValueError
f correlation(x, y, /, *, method='linear')
f covariance(x, y, /)
f fmean(data, weights=None)
f geometric_mean(data)
f harmonic_mean(data, weights=None)
f kde(data, h, kernel='normal', *, cumulative=False)
f kde_random(data, h, kernel='normal', *, seed=None)
f linear_regression(x, y, /, *, proportional=False)
f mean(data)
f median(data)
f median_grouped(data, interval=1.0)
f median_high(data)
f median_low(data)
f mode(data)
f multimode(data)
f pstdev(data, mu=None)
f pvariance(data, mu=None)
f quantiles(data, *, n=4, method='exclusive')
f stdev(data, xbar=None)
f variance(data, xbar=None)`,
"string": String.raw`
p ascii_letters
p ascii_lowercase
p ascii_uppercase
f capwords(s, sep=None)
p digits
p hexdigits
p octdigits
p printable
p punctuation
p whitespace
c Formatter()
 f check_unused_args(used_args, args, kwargs)
 f convert_field(value, conversion)
 f format(format_string, /, *args, **kwargs)
 f format_field(value, format_spec)
 f get_field(field_name, args, kwargs)
 f get_value(key, args, kwargs)
 f parse(format_string)
 f vformat(format_string, args, kwargs)
c Template(template)
 p braceidpattern
 p delimiter
 p flags
 f get_identifiers()
 p idpattern
 f is_valid()
 p pattern
 f safe_substitute(mapping={}, /, **kws)
 f substitute(mapping={}, /, **kws)`,
"sys": String.raw`
p argv
f exit(status=None, /)
p stdin
p stdout
p stderr
p version
p version_info
p platform
p path
p modules
f exc_info()
f getrecursionlimit()
f setrecursionlimit(limit, /)
f getsizeof
p maxsize
p executable`,
"textwrap": String.raw`
c TextWrapper(width=70, initial_indent='', subsequent_indent='', expand_tabs=True, replace_whitespace=True, fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None, placeholder=' [...]')
 f fill(text)
 p sentence_end_re
 p unicode_whitespace_trans
 p wordsep_re
 p wordsep_simple_re
 f wrap(text)
f wrap(text, width=70, **kwargs)
f fill(text, width=70, **kwargs)
f dedent(text)
f indent(text, prefix, predicate=None)
f shorten(text, width, **kwargs)`,
"threading": String.raw`
f get_ident()
f active_count()
c Condition(lock=None)
 f notify(n=1)
 f notifyAll()
 f notify_all()
 f wait(timeout=None)
 f wait_for(predicate, timeout=None)
f current_thread()
f enumerate()
f main_thread()
p TIMEOUT_MAX
c Event()
 f clear()
 f isSet()
 f is_set()
 f set()
 f wait(timeout=None)
c Lock()
 f acquire(blocking=True, timeout=-1)
 f acquire_lock(blocking=True, timeout=-1)
 f locked()
 f locked_lock()
 f release()
 f release_lock()
f RLock(*args, **kwargs)
c Semaphore(value=1)
 f acquire(blocking=True, timeout=None)
 f release(n=1)
c BoundedSemaphore(value=1) < Semaphore
 f release(n=1)
c Thread(group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None)
 p daemon
 f getName()
 p ident
 f isDaemon()
 f is_alive()
 f join(timeout=None)
 p name
 p native_id
 f run()
 f setDaemon(daemonic)
 f setName(name)
 f start()
c Barrier(parties, action=None, timeout=None)
 f abort()
 p broken
 p n_waiting
 p parties
 f reset()
 f wait(timeout=None)
e BrokenBarrierError < builtins.RuntimeError
c Timer(interval, function, args=None, kwargs=None) < Thread
 f cancel()
 f run()
e ThreadError < builtins.Exception
f setprofile(func)
f settrace(func)
c local()
f stack_size(size=0, /)
f excepthook((exc_type, exc_value, exc_traceback, thread), /)
c ExceptHookArgs(iterable=(), /) < builtins.tuple
 p exc_traceback
 p exc_type
 p exc_value
 p n_fields
 p n_sequence_fields
 p n_unnamed_fields
 p thread
f gettrace()
f getprofile()
f setprofile_all_threads(func)
f settrace_all_threads(func)
f get_native_id()`,
"time": String.raw`
p CLOCK_BOOTTIME
p CLOCK_MONOTONIC
p CLOCK_MONOTONIC_RAW
p CLOCK_PROCESS_CPUTIME_ID
p CLOCK_REALTIME
p CLOCK_TAI
p CLOCK_THREAD_CPUTIME_ID
p altzone
f asctime
f clock_getres
f clock_gettime(clk_id, /)
f clock_gettime_ns(clk_id, /)
f clock_settime
f clock_settime_ns
f ctime
p daylight
f get_clock_info
f gmtime
f localtime
f mktime(object, /)
f monotonic()
f monotonic_ns()
f perf_counter()
f perf_counter_ns()
f process_time()
f process_time_ns()
f pthread_getcpuclockid
f sleep(object, /)
f strftime
f strptime
c struct_time(iterable=(), /) < builtins.tuple
 p n_fields
 p n_sequence_fields
 p n_unnamed_fields
 p tm_gmtoff
 p tm_hour
 p tm_isdst
 p tm_mday
 p tm_min
 p tm_mon
 p tm_sec
 p tm_wday
 p tm_yday
 p tm_year
 p tm_zone
f thread_time()
f thread_time_ns()
f time()
f time_ns()
p timezone
p tzname
f tzset()`,
"traceback": String.raw`
f print_exc(limit=None, file=None, chain=True)
f format_exc(limit=None, chain=True)
f print_exception(exc, /, value=..., tb=..., limit=None, file=None, chain=True, **kwargs)
f format_exception(exc, /, value=..., tb=..., limit=None, chain=True, **kwargs)
f format_exception_only(exc, /, value=..., *, show_group=False, **kwargs)
f print_stack(f=None, limit=None, file=None)
f format_stack(f=None, limit=None)
f extract_stack(f=None, limit=None)
f extract_tb(tb, limit=None)
c TracebackException(exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, save_exc_type=True)
 p exc_type
 p exc_type_str
 f format(*, chain=True, **kwargs)
 f format_exception_only(*, show_group=False, **kwargs)
 f from_exception(exc, *args, **kwargs)
 f print(*, file=None, chain=True, **kwargs)`,
"types": String.raw`
c SimpleNamespace(mapping_or_iterable=(), /, **kwargs)
c MappingProxyType(mapping)
 f copy()
 f get(key, default=None, /)
 f items()
 f keys()
 f values()
c GeneratorType()
 f close()
 p gi_code
 p gi_frame
 p gi_running
 p gi_suspended
 p gi_yieldfrom
 f send(object, /)
 f throw
c CoroutineType()
 f close()
 p cr_await
 p cr_code
 p cr_frame
 p cr_origin
 p cr_running
 p cr_suspended
 f send(object, /)
 f throw
c FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)
c ModuleType(name, doc=None)
c TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)
 p tb_frame
 p tb_lasti
 p tb_lineno
 p tb_next
f coroutine(func)
f new_class(name, bases=(), kwds=None, exec_body=None)`,
"typing": String.raw`
f Annotated(*args, **kwds)
c Any(*args, **kwargs)
f AsyncGenerator(*args, **kwargs)
f AsyncIterable(*args, **kwargs)
f AsyncIterator(*args, **kwargs)
f Awaitable(*args, **kwargs)
f Callable(*args, **kwargs)
f ClassVar(*args, **kwds)
f Coroutine(*args, **kwargs)
f Final(*args, **kwds)
f Generator(*args, **kwargs)
c Generic()
f Iterable(*args, **kwargs)
f Iterator(*args, **kwargs)
f Literal(*args, **kwds)
f NamedTuple(typename, fields=..., /, **kwargs)
f NoReturn(*args, **kwds)
f Optional(*args, **kwds)
c ParamSpec
 p args
 f has_default()
 p kwargs
c Protocol() < Generic
f Self(*args, **kwds)
f TypeAlias(*args, **kwds)
f TypedDict(typename, fields=..., /, *, total=True)
c TypeVar
 f has_default()
f Union(*args, **kwds)
f cast(typ, val)
f overload(func)
f override(method, /)
f runtime_checkable(cls)
p TYPE_CHECKING`,
"uuid": String.raw`
c UUID(hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None, *, is_safe=...)
 p bytes
 p bytes_le
 p clock_seq
 p clock_seq_hi_variant
 p clock_seq_low
 p fields
 p hex
 p int
 p is_safe
 p node
 p time
 p time_hi_version
 p time_low
 p time_mid
 p urn
 p variant
 p version
f uuid1(node=None, clock_seq=None)
f uuid3(namespace, name)
f uuid4()
f uuid5(namespace, name)`,
"weakref": String.raw`
c ref
c WeakKeyDictionary(dict=None)
 f clear()
 f copy()
 f get(key, default=None)
 f items()
 f keyrefs()
 f keys()
 f pop(key, *args)
 f popitem()
 f setdefault(key, default=None)
 f update(dict=None, /, **kwargs)
 f values()
c WeakValueDictionary(other=(), /, **kw)
 f clear()
 f copy()
 f get(key, default=None)
 f items()
 f itervaluerefs()
 f keys()
 f pop(key, *args)
 f popitem()
 f setdefault(key, default=None)
 f update(other=None, /, **kwargs)
 f valuerefs()
 f values()
c WeakSet(data=None)
 f add(item)
 f clear()
 f copy()
 f difference(other)
 f difference_update(other)
 f discard(item)
 f intersection(other)
 f intersection_update(other)
 f isdisjoint(other)
 f issubset(other)
 f issuperset(other)
 f pop()
 f remove(item)
 f symmetric_difference(other)
 f symmetric_difference_update(other)
 f union(other)
 f update(other)
c finalize(obj, func, /, *args, **kwargs)
 p alive
 p atexit
 f detach()
 f peek()
f proxy(object, callback=None, /)`,
"asgiref.sync": String.raw`
f async_to_sync(awaitable=None, *, force_new_loop=False)
f iscoroutinefunction(func)
f markcoroutinefunction(func)
f sync_to_async(func=None, *, thread_sensitive=True, executor=None, context=None)
c ThreadSensitiveContext()`,
};
