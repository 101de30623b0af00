import contextlib
import io
import sys

sys.stdin = io.StringIO("from a text\n")
print(input())
with contextlib.redirect_stdout(io.StringIO()) as caught:
    try:
        input("prompt")
    except EOFError:
        pass
print(caught.getvalue())
sys.stdin = None
try:
    input()
except RuntimeError as error:
    print(error)
