import os
import sys

print(sys.stdin.buffer.readline(), sys.stdin.buffer.read())
print(os.read(0, 10))
