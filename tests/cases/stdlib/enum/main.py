from enum import Enum, Flag, IntEnum, StrEnum, auto


class Colour(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1


class Level(IntEnum):
    LOW = auto()
    HIGH = auto()


class Right(Flag):
    READ = auto()
    WRITE = auto()


class Mode(StrEnum):
    FAST = auto()
    SLOW = "slow!"


print(list(Colour), Colour.CRIMSON is Colour.RED, Colour(2), Colour["GREEN"].value, repr(Colour.RED))
print(Level.LOW < Level.HIGH, Level.HIGH + 1, f"{Level.LOW}")
print(Right.READ | Right.WRITE, Right.READ in Right(3), Right(0))
print(Mode.FAST, Mode("slow!") is Mode.SLOW, repr(Mode.SLOW))
try:
    Colour(9)
except ValueError as error:
    print(error)
match Colour.GREEN:
    case Colour.RED:
        print("stop")
    case Colour.GREEN:
        print("go")
