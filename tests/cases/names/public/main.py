"""Every public name of asyncio in CPython 3.13, and every public name of its classes, is there."""

import asyncio
import asyncio.base_events
import inspect
import sys

NAMES = """
ALL_COMPLETED
AbstractChildWatcher: add_child_handler attach_loop close is_active remove_child_handler
AbstractEventLoop: add_reader add_signal_handler add_writer call_at call_exception_handler call_later
    call_soon call_soon_threadsafe close connect_accepted_socket connect_read_pipe connect_write_pipe
    create_connection create_datagram_endpoint create_future create_server create_task create_unix_connection
    create_unix_server default_exception_handler get_debug get_exception_handler get_task_factory getaddrinfo
    getnameinfo is_closed is_running remove_reader remove_signal_handler remove_writer run_forever
    run_in_executor run_until_complete sendfile set_debug set_default_executor set_exception_handler
    set_task_factory shutdown_asyncgens shutdown_default_executor sock_accept sock_connect sock_recv
    sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile sock_sendto start_tls stop
    subprocess_exec subprocess_shell time
AbstractEventLoopPolicy: get_child_watcher get_event_loop new_event_loop set_child_watcher set_event_loop
AbstractServer: abort_clients close close_clients get_loop is_serving serve_forever start_serving wait_closed
Barrier: abort broken n_waiting parties reset wait
BaseEventLoop: add_reader add_signal_handler add_writer call_at call_exception_handler call_later call_soon
    call_soon_threadsafe close connect_accepted_socket connect_read_pipe connect_write_pipe create_connection
    create_datagram_endpoint create_future create_server create_task create_unix_connection create_unix_server
    default_exception_handler get_debug get_exception_handler get_task_factory getaddrinfo getnameinfo
    is_closed is_running remove_reader remove_signal_handler remove_writer run_forever run_in_executor
    run_until_complete sendfile set_debug set_default_executor set_exception_handler set_task_factory
    shutdown_asyncgens shutdown_default_executor sock_accept sock_connect sock_recv sock_recv_into
    sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile sock_sendto start_tls stop subprocess_exec
    subprocess_shell time
BaseProtocol: connection_lost connection_made pause_writing resume_writing
BaseTransport: close get_extra_info get_protocol is_closing set_protocol
BoundedSemaphore: acquire locked release
BrokenBarrierError
BufferedProtocol: buffer_updated connection_lost connection_made eof_received get_buffer pause_writing
    resume_writing
CancelledError
Condition: notify notify_all wait wait_for
DatagramProtocol: connection_lost connection_made datagram_received error_received pause_writing
    resume_writing
DatagramTransport: abort close get_extra_info get_protocol is_closing sendto set_protocol
DefaultEventLoopPolicy: get_child_watcher get_event_loop new_event_loop set_child_watcher set_event_loop
Event: clear is_set set wait
EventLoop: add_reader add_signal_handler add_writer call_at call_exception_handler call_later call_soon
    call_soon_threadsafe close connect_accepted_socket connect_read_pipe connect_write_pipe create_connection
    create_datagram_endpoint create_future create_server create_task create_unix_connection create_unix_server
    default_exception_handler get_debug get_exception_handler get_task_factory getaddrinfo getnameinfo
    is_closed is_running remove_reader remove_signal_handler remove_writer run_forever run_in_executor
    run_until_complete sendfile set_debug set_default_executor set_exception_handler set_task_factory
    shutdown_asyncgens shutdown_default_executor sock_accept sock_connect sock_recv sock_recv_into
    sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile sock_sendto start_tls stop subprocess_exec
    subprocess_shell time
FIRST_COMPLETED
FIRST_EXCEPTION
FastChildWatcher: add_child_handler attach_loop close is_active remove_child_handler
Future: add_done_callback cancel cancelled done exception get_loop remove_done_callback result set_exception
    set_result
Handle: cancel cancelled get_context
IncompleteReadError
InvalidStateError
LifoQueue: empty full get get_nowait join maxsize put put_nowait qsize shutdown task_done
LimitOverrunError
Lock: acquire locked release
MultiLoopChildWatcher: add_child_handler attach_loop close is_active remove_child_handler
PidfdChildWatcher: add_child_handler attach_loop close is_active remove_child_handler
PriorityQueue: empty full get get_nowait join maxsize put put_nowait qsize shutdown task_done
Protocol: connection_lost connection_made data_received eof_received pause_writing resume_writing
Queue: empty full get get_nowait join maxsize put put_nowait qsize shutdown task_done
QueueEmpty
QueueFull
QueueShutDown
ReadTransport: close get_extra_info get_protocol is_closing is_reading pause_reading resume_reading
    set_protocol
Runner: close get_loop run
SafeChildWatcher: add_child_handler attach_loop close is_active remove_child_handler
SelectorEventLoop: add_reader add_signal_handler add_writer call_at call_exception_handler call_later
    call_soon call_soon_threadsafe close connect_accepted_socket connect_read_pipe connect_write_pipe
    create_connection create_datagram_endpoint create_future create_server create_task create_unix_connection
    create_unix_server default_exception_handler get_debug get_exception_handler get_task_factory getaddrinfo
    getnameinfo is_closed is_running remove_reader remove_signal_handler remove_writer run_forever
    run_in_executor run_until_complete sendfile set_debug set_default_executor set_exception_handler
    set_task_factory shutdown_asyncgens shutdown_default_executor sock_accept sock_connect sock_recv
    sock_recv_into sock_recvfrom sock_recvfrom_into sock_sendall sock_sendfile sock_sendto start_tls stop
    subprocess_exec subprocess_shell time
Semaphore: acquire locked release
SendfileNotAvailableError
Server: abort_clients close close_clients get_loop is_serving serve_forever sockets start_serving wait_closed
StreamReader: at_eof exception feed_data feed_eof read readexactly readline readuntil set_exception
    set_transport
StreamReaderProtocol: connection_lost connection_made data_received eof_received pause_writing resume_writing
StreamWriter: can_write_eof close drain get_extra_info is_closing start_tls transport wait_closed write
    write_eof writelines
SubprocessProtocol: connection_lost connection_made pause_writing pipe_connection_lost pipe_data_received
    process_exited resume_writing
SubprocessTransport: close get_extra_info get_pid get_pipe_transport get_protocol get_returncode is_closing
    kill send_signal set_protocol terminate
Task: add_done_callback cancel cancelled cancelling done exception get_context get_coro get_loop get_name
    get_stack print_stack remove_done_callback result set_exception set_name set_result uncancel
TaskGroup: create_task
ThreadedChildWatcher: add_child_handler attach_loop close is_active remove_child_handler
Timeout: expired reschedule when
TimeoutError
TimerHandle: cancel cancelled get_context when
Transport: abort can_write_eof close get_extra_info get_protocol get_write_buffer_limits get_write_buffer_size
    is_closing is_reading pause_reading resume_reading set_protocol set_write_buffer_limits write write_eof
    writelines
WriteTransport: abort can_write_eof close get_extra_info get_protocol get_write_buffer_limits
    get_write_buffer_size is_closing set_protocol set_write_buffer_limits write write_eof writelines
_enter_task
_get_running_loop
_leave_task
_register_task
_set_running_loop
_unregister_task
all_tasks
as_completed
create_eager_task_factory
create_subprocess_exec
create_subprocess_shell
create_task
current_task
eager_task_factory
ensure_future
gather
get_child_watcher
get_event_loop
get_event_loop_policy
get_running_loop
iscoroutine
iscoroutinefunction
isfuture
new_event_loop
open_connection
open_unix_connection
run
run_coroutine_threadsafe
set_child_watcher
set_event_loop
set_event_loop_policy
shield
sleep
start_server
start_unix_server
timeout
timeout_at
to_thread
wait
wait_for
wrap_future
"""


def members(thing):
    """The public names of a class that it does not have from Python's own classes."""
    inherited = set()
    for base in thing.__mro__[1:]:
        if not base.__module__.startswith(("asyncio", "_asyncio", "_interleave")):
            inherited.update(dir(base))
    return {name for name in dir(thing) if not name.startswith("_")} - inherited


def find(name):
    return getattr(asyncio, name, None) or getattr(asyncio.base_events, name, None)


wanted = {}
for line in NAMES.strip().replace("\n    ", " ").splitlines():
    name, _, rest = line.partition(":")
    wanted[name] = set(rest.split())

for name, parts in wanted.items():
    thing = find(name)
    if thing is None:
        print(name, "is missing")
    elif name not in asyncio.__all__ and name not in ("BaseEventLoop", "Server"):
        print(name, "is not in __all__")
    elif missing := sorted(part for part in parts if not hasattr(thing, part)):
        print(name, "lacks", *missing)

if sys.version_info[:2] == (3, 13):
    # The list above is whole.
    print(*sorted(set(asyncio.__all__) - set(wanted)), end="")
    for name, parts in wanted.items():
        if inspect.isclass(find(name)) and (more := members(find(name)) - parts):
            print(name, "has more:", *sorted(more))

print(len(wanted), "names,", sum(map(len, wanted.values())), "of classes")
