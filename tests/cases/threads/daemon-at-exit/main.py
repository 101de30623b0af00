# The program waits for its threads at its end, but not for daemons.
import atexit
import threading
import time


def work(name, seconds):
    time.sleep(seconds)
    print(name, "ends")


atexit.register(print, "exit handler")
threading.Thread(target=work, args=("worker", 0.3)).start()
threading.Thread(target=work, args=("daemon", 0.1), daemon=True).start()
threading.Thread(target=work, args=("late daemon", 5), daemon=True).start()
print("main ends")
