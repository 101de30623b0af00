import asyncio
import logging
import sys

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("shop")
log.debug("not shown")
log.info("opened with %d items", 3)
log.warning("low on %s", "milk")

to_stdout = logging.StreamHandler(sys.stdout)
to_stdout.setFormatter(logging.Formatter("[%(levelname)-8s] %(funcName)s: %(message)s"))
orders = logging.getLogger("shop.orders")
orders.addHandler(to_stdout)
orders.propagate = False


async def order(number):
    await asyncio.sleep(0.01)
    orders.error("order %s failed", number)
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("while ordering")


asyncio.run(order(7))
print(orders.getEffectiveLevel(), logging.getLevelName(30))
