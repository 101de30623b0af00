import types


@types.coroutine
def pause():
    yield


async def patient(name):
    try:
        await pause()
    except ValueError as error:
        print(name, "caught", error)
        await pause()
    finally:
        print(name, "cleans up")


first = patient("first")
first.send(None)
first.throw(ValueError("poke"))
first.close()

second = patient("second")
second.send(None)
second.close()

third = patient("third")
third.close()
try:
    third.send(None)
except RuntimeError as error:
    print(error)
