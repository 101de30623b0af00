def check(name, problems):
    raise ExceptionGroup(f"{name} has problems", problems)


try:
    try:
        check("inner", [ValueError("a"), TypeError("b")])
    except ExceptionGroup as inner:
        check("outer", [inner, OSError("c")])
except* TypeError as group:
    print("handled", group.exceptions[0].exceptions)
