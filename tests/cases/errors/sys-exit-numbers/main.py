import sys

for code in (0, None, True, 255, 256, -1):
    try:
        sys.exit(code)
    except SystemExit as exit:
        print(repr(exit.code))
sys.exit(-1)
