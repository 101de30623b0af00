import random

try:
    random.choice
except AttributeError as error:
    print("no choice")
random.randint(1, 6)
