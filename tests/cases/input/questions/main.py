name = input("Name? ")
print(f"Hello, {name}!")
age = int(input("Age? "))
print(age + 1)
print(repr(input()))
try:
    input("More? ")
except EOFError as error:
    print()
    print(error)
