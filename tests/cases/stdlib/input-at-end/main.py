try:
    print("got", input("name? "))
except EOFError as error:
    print()
    print("no input:", error)
