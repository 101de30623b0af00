import threading
import time


class Countdown(threading.Thread):
    def __init__(self, start):
        super().__init__(name=f"countdown from {start}", daemon=True)
        self.__left = start
        self.result = None

    def run(self):
        while self.__left:
            print(self.name, "at", self.__left)
            self.__left -= 1
            time.sleep(0.2)
        self.result = f"{self.name} is over"


class Stoppable(threading.Thread):
    def __init__(self):
        super().__init__()
        self.stopped = threading.Event()
        self.rounds = 0

    def run(self):
        while not self.stopped.wait(0.1):
            self.rounds += 1

    def stop(self):
        self.stopped.set()
        self.join()


one, two = Countdown(3), Stoppable()
one.start()
two.start()
one.join()
print(one.result, one.is_alive(), two.is_alive())
two.stop()
print(two.rounds in (5, 6), two.is_alive())
