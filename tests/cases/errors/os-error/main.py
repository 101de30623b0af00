import errno
for n in [1,2,3,4,10,11,13,17,20,21,32,103,104,108,110,111,114,115,99]:
    e = OSError(n, "text", "file")
    print(type(e).__name__, e.args, e.errno, e)
class A(OSError):
    def __init__(self, *, host): self.host = host; super().__init__(2, "no " + host)
class B(ConnectionError): pass
class C(OSError):
    def __new__(cls, *a): return super().__new__(cls, *a)
print(repr(A(host="x")), A(host="y").errno, repr(B(111, "b")), type(OSError()), repr(OSError("a")), repr(OSError(2)), repr(C(2,"x")), repr(A(host="z")))
try: OSError(x=1)
except TypeError as e: print(e)
print(repr(OSError(True, "x")), repr(OSError("2", "x")), repr(OSError(2,"a","b",None,"c")), OSError(2,"a","b",None,"c").filename2)
print(repr(BlockingIOError(11,"x",3)), BlockingIOError(11,"x",3).characters_written)
print(errno.ECONNREFUSED, errno.EAGAIN, errno.EMFILE, errno.errorcode[2])
try: open("nix")
except FileNotFoundError as e: print(e)
