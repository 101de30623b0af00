import sys

sys.stdout.write("written\n")
sys.stdout.writelines(["two ", "pieces\n"])
sys.stdout.flush()
print("a", "b", sep="-", end="!\n", flush=True)
sys.stdout.buffer.write("bytes é\n".encode())
sys.stdout.reconfigure(line_buffering=True)
print(sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.name)
for wrong in (5, b"bytes"):
    try:
        sys.stdout.write(wrong)
    except TypeError as error:
        print(error)
