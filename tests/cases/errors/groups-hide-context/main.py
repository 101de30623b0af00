"""What is made of a group by `split`, `subgroup` or `except*` shows no context."""

import asyncio


class Named(ExceptionGroup):
    def derive(self, exceptions):
        return Named(self.message, exceptions)


def tell(name, group):
    print(f"{name}: {group!r}, context {group.__context__!r}, hidden {group.__suppress_context__}")


def raised(kind, *errors):
    try:
        try:
            raise LookupError("earlier")
        except LookupError:
            raise kind("group", errors)
    except kind as group:
        return group


for kind in ExceptionGroup, Named:
    group = raised(kind, ValueError(1), ExceptionGroup("inner", [KeyError(2), ValueError(3)]))
    tell("whole", group)
    matching, rest = group.split(ValueError)
    tell("matching", matching)
    tell("rest", rest)
    tell("inner", rest.exceptions[0])
    tell("subgroup", group.subgroup(KeyError))
    tell("derived", group.derive([KeyError(4)]))
    print("same:", group.subgroup(Exception) is group, group.split(Exception)[0] is group)


def left_over():
    try:
        raise raised(ExceptionGroup, ValueError(1), KeyError(2))
    except* KeyError:
        pass


try:
    left_over()
except ExceptionGroup as group:
    tell("left over", group)


async def main():
    try:
        async with asyncio.TaskGroup():
            raise OSError("in the body")
    except* KeyError:
        print("not here")


asyncio.run(main())
