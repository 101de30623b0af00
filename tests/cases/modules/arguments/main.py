import argparse
import sys

print(sys.argv[1:], __name__)
parser = argparse.ArgumentParser(description="Counts.")
parser.add_argument("name")
parser.add_argument("--count", type=int, default=1, help="how often")
parser.add_argument("-v", "--verbose", action="store_true")
options = parser.parse_args()
print(options)
parser.print_help()
parser.parse_args(["x", "--count", "many"])
