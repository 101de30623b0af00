# A file that is removed while it is open goes on for those who have it open.
import os

one = open("shared", "w+")
two = open("shared")
one.write("hello")
one.flush()
print(two.read(), os.path.getsize("shared"))
os.remove("shared")
print(os.path.exists("shared"))
one.write(" there")
one.flush()
two.seek(0)
print(two.read())
one.close()
two.close()
open("kept", "w").write("written without close")
print(open("kept").read())
