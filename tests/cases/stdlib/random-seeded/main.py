import random

random.seed(42)
print([random.randint(1, 100) for _ in range(8)])
print(round(random.random(), 12), round(random.uniform(1, 2), 12), round(random.gauss(0, 1), 12))
print(random.choice("abcdef"), random.sample(range(50), 5))
deck = list(range(10))
random.shuffle(deck)
print(deck, random.choices("xyz", weights=(5, 3, 1), k=6))
own = random.Random("text seed")
print(own.randrange(1000), own.getrandbits(64), round(own.expovariate(2), 12))
