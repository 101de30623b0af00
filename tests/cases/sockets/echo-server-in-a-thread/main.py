import socket
import threading

HOST, PORT = "127.0.0.1", 65432


def serve(server):
    conn, addr = server.accept()
    with conn:
        print("connected by", addr[0])
        while True:
            data = conn.recv(1024)
            if not data:
                break
            print("server got", data)
            conn.sendall(data.upper())
    print("server: the client is gone")


server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind((HOST, PORT))
server.listen()
thread = threading.Thread(target=serve, args=(server,))
thread.start()
with socket.create_connection((HOST, PORT)) as client:
    for text in (b"Hello, world", b"again"):
        client.sendall(text)
        print("client got", client.recv(1024))
thread.join()
server.close()
