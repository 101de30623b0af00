# Keys that can't be hashed, asked of containers.
class Empty:
    pass


questions = {
    "vars": lambda: [] in vars(Empty),
    "method": lambda: vars(Empty).__contains__([]),
    "get": lambda: vars(Empty).get([]),
    "item": lambda: vars(Empty)[[]],
    "keys": lambda: [] in vars(Empty).keys(),
    "items": lambda: ([], 1) in vars(Empty).items(),
    "values": lambda: [] in vars(Empty).values(),
    "globals": lambda: {} in globals(),
    "set": lambda: {} in {1},
    "builtin": lambda: [] in int.__dict__,
    "found": lambda: "__module__" in vars(Empty),
}
for name, question in questions.items():
    try:
        print(name, question())
    except TypeError as error:
        print(name, error)
