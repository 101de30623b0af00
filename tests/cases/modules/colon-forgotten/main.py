print("begins")
try:
    import broken
except SyntaxError as error:
    print(error.msg, error.lineno, error.offset, error.filename.rpartition("/")[2])
import broken
