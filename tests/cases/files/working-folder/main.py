import os

os.makedirs("a/b")
start = os.getcwd()
os.chdir("a/b")
print(os.path.relpath(os.getcwd(), start))
open("x.txt", "w").close()
os.chdir("../..")
print(os.getcwd() == start, os.path.exists("a/b/x.txt"))
print(os.path.abspath("a/../main.py") == os.path.join(start, "main.py"), os.path.isfile("main.py"))
os.chdir("a/b")
os.remove("x.txt")
os.rmdir("../b")
try:
    os.getcwd()
except FileNotFoundError as error:
    print(error)
