# Datagrams between paths.
import os
import socket
import threading
import time

PATH, OTHER = "/tmp/il-dgram-one", "/tmp/il-dgram-two"
for path in (PATH, OTHER):
    if os.path.exists(path):
        os.unlink(path)


def answer(sock):
    while True:
        data, sender = sock.recvfrom(100)
        print("got", data, "from", sender)
        if sender:
            sock.sendto(data.upper(), sender)
        if data == b"stop":
            break


server = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
client = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
try:
    client.sendto(b"nobody", PATH)
except OSError as error:
    print(repr(error))
server.bind(PATH)
thread = threading.Thread(target=answer, args=(server,))
thread.start()
client.sendto(b"unnamed", PATH)
time.sleep(0.1)
client.bind(OTHER)
client.connect(PATH)
client.send(b"hello")
print(client.recv(100))
client.sendto(b"stop", PATH)
print(client.recvfrom(3))
thread.join()
stream = socket.socket(socket.AF_UNIX)
try:
    stream.connect(PATH)
except OSError as error:
    print(repr(error))
for sock in (stream, client, server):
    sock.close()
for path in (PATH, OTHER):
    if os.path.exists(path):
        os.unlink(path)
