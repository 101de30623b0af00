# What the handlers of `except*` raise is told from what they raise again.


def show(f):
    try:
        f()
    except BaseException as e:
        print(f.__name__, repr(e), repr(e.__context__), e.__suppress_context__)


def one_of_several():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        raise g.exceptions[0]


def the_only_one():
    try:
        raise ExceptionGroup("g",[ValueError(1)])
    except* ValueError as g:
        raise g.exceptions[0]


def the_group():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        raise g


def again():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        raise


def one_each():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        raise g.exceptions[0] from None
    except* TypeError as g:
        raise g.exceptions[0]


def one_and_again():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3)])])
    except* ValueError as g:
        raise g.exceptions[1]
    except* TypeError as g:
        raise


def by_its_name():
    e = ValueError(1)
    try:
        raise ExceptionGroup("g",[e, TypeError(2)])
    except* ValueError as g:
        raise e


def in_another_group():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        raise ExceptionGroup("n", g.exceptions)


def the_whole_group():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* (ValueError, TypeError) as g:
        raise g
def k():
    eg = ExceptionGroup("g",[ValueError(1), TypeError(2)])
    try:
        raise eg
    except* ValueError as g:
        raise eg


def in_no_group():
    try:
        raise ValueError(5)
    except* ValueError as g:
        raise g.exceptions[0]


def base_exceptions():
    try:
        raise BaseExceptionGroup("g",[KeyboardInterrupt(1), TypeError(2), ValueError(3)])
    except* KeyboardInterrupt as g:
        raise g.exceptions[0]
    except* TypeError:
        raise


def of_a_class_with_derive():
    class Own(ExceptionGroup):
        def derive(self, excs): return Own(self.message, excs)
    try:
        raise Own("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        raise g from OSError()


def in_each_other():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        try:
            raise g.exceptions[0]
        except* ValueError as h:
            raise h.exceptions[0]


def handled_within():
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        try:
            raise g.exceptions[0]
        except ValueError:
            raise
    except* TypeError as g:
        print(sorted(vars()))


def by_a_function():
    def inner(e): raise e
    try:
        raise ExceptionGroup("g",[ValueError(1), TypeError(2)])
    except* ValueError as g:
        inner(g)
    except* TypeError as g:
        inner(g.exceptions[0])


def in_two_places():
    e = ValueError(1)
    try:
        raise ExceptionGroup("g",[e, ExceptionGroup("h", [e, TypeError(2)])])
    except* ValueError as g:
        g.add_note("n"); raise


for way in (
    one_of_several,
    the_only_one,
    the_group,
    again,
    one_each,
    one_and_again,
    by_its_name,
    in_another_group,
    the_whole_group,
    in_no_group,
    base_exceptions,
    of_a_class_with_derive,
    in_each_other,
    handled_within,
    by_a_function,
    in_two_places,
):
    show(way)
import asyncio
async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            async def fail():
                await asyncio.sleep(0)
                raise ValueError("in task")
            task = tg.create_task(fail())
    except* ValueError as g:
        await task
try:
    asyncio.run(main())
except BaseException as e:
    print(repr(e), repr(e.__context__))
