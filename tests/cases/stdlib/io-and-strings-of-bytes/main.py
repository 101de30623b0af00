import base64
import hashlib
import io
import struct
import textwrap
import uuid

text = io.StringIO("one\ntwo\nthree")
print([line.strip() for line in text], io.BytesIO(b"abc").read(2))
print(hashlib.sha256(b"interleave").hexdigest()[:16], hashlib.md5(b"x").hexdigest())
print(base64.b64encode(b"hello"), struct.pack(">HI", 1, 2), struct.unpack("<h", b"\x01\x02"))
print(uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.UUID(int=5))
print(textwrap.shorten("a few words too many", 12))
