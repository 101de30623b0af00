"""A helper."""
print("helper is imported as", __name__)

def greet(who):
    return "hello " + who

def fail(n):
    return 1 / n

if __name__ == "__main__":
    print("never")
