import threading
import time

seen = []


def work():
    me = threading.current_thread()
    seen.append((threading.get_ident() == me.ident, me is threading.main_thread(), me.name))
    time.sleep(0.1)


threads = [threading.Thread(target=work) for _ in range(2)]
print(threads[0].ident, threads[0].name)
for thread in threads:
    thread.start()
print([thread.name for thread in threading.enumerate()])
for thread in threads:
    thread.join()
print(seen, threading.enumerate() == [threading.main_thread()])
main = threading.current_thread()
print(main.name, main.daemon, main.is_alive(), main.ident == threading.get_ident())
threads[0].name = "renamed"
print(threads[0].name, threads[0].is_alive(), threads[0].ident is not None)
