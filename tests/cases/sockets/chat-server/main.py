# A chat server: a thread for each client, plain sockets.
import socket
import threading
import time

clients = []
lock = threading.Lock()


def broadcast(message, sender):
    with lock:
        for client in clients:
            if client is not sender:
                client.sendall(message)


def handle(client, number):
    while True:
        message = client.recv(1024)
        if not message:
            break
        broadcast(f"<{number}> ".encode() + message, client)
    with lock:
        clients.remove(client)
    client.close()
    print("client", number, "left")


def serve(server, count):
    for number in range(count):
        client, address = server.accept()
        with lock:
            clients.append(client)
        threading.Thread(target=handle, args=(client, number)).start()


def receive(sock, name):
    while data := sock.recv(1024):
        print(name, "sees", data.decode())
    print(name, "is done")


server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
acceptor = threading.Thread(target=serve, args=(server, 2))
acceptor.start()
alice = socket.socket()
alice.connect(("127.0.0.1", port))
time.sleep(0.1)
bob = socket.socket()
bob.connect(("127.0.0.1", port))
acceptor.join()
receivers = [threading.Thread(target=receive, args=(alice, "alice")), threading.Thread(target=receive, args=(bob, "bob"))]
for receiver in receivers:
    receiver.start()
for text in ("hello", "is anybody there?"):
    alice.sendall(text.encode())
    time.sleep(0.1)
bob.sendall(b"yes!")
time.sleep(0.1)
alice.shutdown(socket.SHUT_WR)
receivers[0].join()
bob.shutdown(socket.SHUT_WR)
receivers[1].join()
alice.close()
bob.close()
server.close()
