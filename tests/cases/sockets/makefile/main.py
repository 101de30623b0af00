"""A socket as a file, which keeps it open."""
import socket
a, b = socket.socketpair()
f = a.makefile("rw", encoding="utf-8", newline="\n"); g = b.makefile("rb")
f.write("hello\nwörld\n"); f.flush()
print(g.readline(), g.read1(3))
a.close(); print(a.fileno() >= 0); 
f.write("x"); f.close(); print(a.fileno())
print(g.read()); g.close(); 
print(f.closed, f.mode)
try: b.makefile("q")
except ValueError as e: print(e)
try: b.makefile("r", 0)
except ValueError as e: print(e)
with b.makefile("wb", 0) as w: print(type(w).__name__, w.mode, w.readable(), w.writable())
b.settimeout(0.01)
c, d = socket.socketpair(); c.settimeout(0.01); h = c.makefile("rb")
try: h.read(1)
except TimeoutError as e: print("timeout")
try: h.read(1)
except OSError as e: print(e)
c.close(); d.close(); b.close()
