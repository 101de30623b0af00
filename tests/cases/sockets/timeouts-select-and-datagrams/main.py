# Timeouts, datagrams, select, a pair, a refused connection, big transfers.
import select
import selectors
import socket
import socketserver
import threading
import time

server = socket.create_server(("127.0.0.1", 0))
server.settimeout(0.2)
began = time.monotonic()
try:
    server.accept()
except TimeoutError as error:
    print("accept:", error, round(time.monotonic() - began, 1))
address = server.getsockname()


def late():
    time.sleep(0.1)
    with socket.create_connection(address) as sock:
        sock.settimeout(0.1)
        try:
            sock.recv(10)
        except socket.timeout as error:
            print("late:", repr(error))
        sock.settimeout(None)
        print("late:", sock.recv(10))


thread = threading.Thread(target=late)
thread.start()
server.settimeout(5)
conn, _ = server.accept()
time.sleep(0.3)
conn.sendall(b"now")
thread.join()
conn.close()
server.close()

try:
    socket.create_connection(address)
except ConnectionRefusedError as error:
    print(repr(error))


def datagrams(sock):
    while True:
        data, sender = sock.recvfrom(100)
        if data == b"stop":
            break
        sock.sendto(data[::-1], sender)
    sock.close()


udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(("127.0.0.1", 0))
thread = threading.Thread(target=datagrams, args=(udp,))
thread.start()
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
client.sendto(b"abc", udp.getsockname())
print(client.recvfrom(100)[0])
client.sendto(b"stop", udp.getsockname())
thread.join()
client.close()

one, two = socket.socketpair()


def pour():
    one.sendall(b"x" * 20_000_000)
    one.close()


thread = threading.Thread(target=pour)
thread.start()
total = 0
while chunk := two.recv(1 << 16):
    total += len(chunk)
print(total)
thread.join()
two.close()

one, two = socket.socketpair()
print(select.select([one], [two], [], 0.1) == ([], [two], []))
threading.Timer(0.2, two.send, (b"!",)).start()
began = time.monotonic()
print(select.select([one], [], [], 5)[0] == [one], round(time.monotonic() - began, 1), one.recv(5))
one.close()
two.close()


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        data = self.request.recv(1024)
        print(threading.current_thread() is threading.main_thread(), "handles", data)
        self.request.sendall(data.upper())


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    for text in (b"one", b"two"):
        with socket.create_connection(server.server_address) as sock:
            sock.sendall(text)
            print(sock.recv(1024))
    server.shutdown()
    print("shut down")


def echo_all():
    selector = selectors.DefaultSelector()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setblocking(False)
    ports.append(listener.getsockname()[1])
    ready.set()

    def accept(sock):
        conn, _ = sock.accept()
        conn.setblocking(False)
        selector.register(conn, selectors.EVENT_READ, read)

    def read(conn):
        data = conn.recv(1000)
        if data:
            conn.send(data)
        else:
            selector.unregister(conn)
            conn.close()
            done.append(1)

    done = []
    selector.register(listener, selectors.EVENT_READ, accept)
    while len(done) < 3:
        for key, _ in selector.select():
            key.data(key.fileobj)
    selector.close()
    listener.close()


ports = []
ready = threading.Event()
thread = threading.Thread(target=echo_all)
thread.start()
ready.wait()


def ask(number):
    with socket.create_connection(("127.0.0.1", ports[0])) as sock:
        for part in range(3):
            sock.sendall(f"{number}.{part}".encode())
            answers[number].append(sock.recv(100))
            time.sleep(0.01)


answers = [[], [], []]
asking = [threading.Thread(target=ask, args=(number,)) for number in range(3)]
for one in asking:
    one.start()
for one in asking:
    one.join()
thread.join()
print(answers)
