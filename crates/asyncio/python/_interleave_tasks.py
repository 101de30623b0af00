"""`asyncio.shield` of 3.13: 3.14's reports the errors of what nobody waits for any more."""

from asyncio import futures, tasks


def shield(arg):
    """Awaits `arg` in such a way that cancelling the waiting task does not cancel it."""
    inner = tasks.ensure_future(arg)
    if inner.done():
        return inner
    loop = futures._get_loop(inner)
    outer = loop.create_future()
    waiting = tasks.current_task(loop)
    if waiting is not None:
        futures.future_add_to_awaited_by(inner, waiting)

    def _inner_done_callback(inner):
        if waiting is not None:
            futures.future_discard_from_awaited_by(inner, waiting)
        error = None if inner.cancelled() else inner.exception()
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif error is not None:
            outer.set_exception(error)
        else:
            outer.set_result(inner.result())

    def _outer_done_callback(outer):
        if not inner.done():
            inner.remove_done_callback(_inner_done_callback)
            if waiting is not None:
                futures.future_discard_from_awaited_by(inner, waiting)

    inner.add_done_callback(_inner_done_callback)
    outer.add_done_callback(_outer_done_callback)
    return outer
