async def work(number) return number
