# Functions that wait, called as attributes: kept by an object, of another module, a field of a data class.
import queue
import threading
from dataclasses import dataclass
from typing import Callable

import helper


@dataclass
class Game:
    start: Callable
    balls: int


def play(game):
    game.start(game.balls)


one, two = queue.Queue(), queue.Queue()
players = [
    helper.Player(lambda: helper.take("ping", one, two)),
    helper.Player(lambda: helper.take("pong", two, one)),
]
threads = [threading.Thread(target=play, args=(Game(player.play, 3),)) for player in players]
for thread in threads:
    thread.start()
one.put(1)
for thread in threads:
    thread.join()
print("left:", one.get())
