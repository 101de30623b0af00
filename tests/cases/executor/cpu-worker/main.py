# Computing in threads, with a bounded number of them.
import asyncio
from concurrent.futures import ThreadPoolExecutor


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def primes(below):
    return sum(all(n % d for d in range(2, int(n**0.5) + 1)) for n in range(2, below))


async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=3) as pool:
        jobs = [loop.run_in_executor(pool, fib, n) for n in (10, 12, 14)]
        jobs.append(loop.run_in_executor(pool, primes, 500))
        print(await asyncio.gather(*jobs))


asyncio.run(main())
