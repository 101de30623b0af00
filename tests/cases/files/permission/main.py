import os
from pathlib import Path

path = Path("kept.txt")
path.write_text("read me")
path.chmod(0o444)
print(oct(path.stat().st_mode), path.read_text())
os.chmod(path, 0o644)
path.write_text("changed")
print(path.read_text(), os.access(path, os.W_OK))
