async def greet():
    print("never")


greet()
print("the end")
