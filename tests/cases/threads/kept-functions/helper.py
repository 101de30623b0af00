class Player:
    def __init__(self, strike):
        self.strike = strike

    def play(self, balls):
        for _ in range(balls):
            self.strike()


def take(name, inbox, outbox):
    ball = inbox.get()
    print(name, "has ball", ball)
    outbox.put(ball + 1)
