from dataclasses import KW_ONLY, asdict, astuple, dataclass, field, fields, replace


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)
    tags: list[str] = field(default_factory=list, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float = 0.0
    _: KW_ONLY
    label: str = ""

    def __post_init__(self):
        if self.x < 0:
            raise ValueError("negative")


jobs = sorted([Job(3, "c"), Job(1, "a", ["x"]), Job(2, "b")])
print(jobs, asdict(jobs[0]), astuple(jobs[1]))
point = Point(1.5, label="p")
print(point, replace(point, y=2), [f.name for f in fields(point)], point == Point(1.5, label="p"))
try:
    point.x = 3
except AttributeError as error:
    print(type(error).__name__, error)
try:
    Point(-1)
except ValueError as error:
    print(error)
print(hash(point) == hash(Point(1.5, label="p")))
