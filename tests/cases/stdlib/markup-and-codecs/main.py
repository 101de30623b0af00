"""Links out of pages, status codes, cookies, compressed bytes, and encodings of text."""

import asyncio
import base64
import binascii
import codecs
import csv
import fileinput
import gzip
import hashlib
import hmac
import html
import html.parser
import http
import http.cookies
import io
import mimetypes
import secrets
import urllib.parse
import uuid
import zlib


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.text = [], []

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.links.append(dict(attributes).get("href"))

    def handle_data(self, data):
        if data.strip():
            self.text.append(data.strip())


async def parse(page):
    parser = Links()
    for start in range(0, len(page), 10):
        parser.feed(page[start : start + 10])
        await asyncio.sleep(0)
    parser.close()
    return parser.links, parser.text


async def main():
    page = '<p>See <a href="/a?x=1&amp;y=2">this</a><br/><a name="no">that</a> &copy; <!-- no --></p>'
    print(await asyncio.gather(parse(page), parse("<b>unclosed")))
    print(http.HTTPStatus(404).phrase, http.HTTPStatus.OK == 200, http.HTTPMethod.POST)
    cookie = http.cookies.SimpleCookie("a=1; b=two")
    cookie["a"]["path"] = "/"
    print(cookie["b"].value, cookie["a"].OutputString())
    print(mimetypes.guess_type("page.html"), mimetypes.guess_type("x.tar.gz"), mimetypes.guess_extension("image/png"))
    data = b"interleave " * 50
    packed = gzip.compress(data, mtime=0)
    print(len(packed) < 60, gzip.decompress(packed) == data, zlib.crc32(data), zlib.decompress(zlib.compress(data)) == data)
    with gzip.open("log.gz", "wt") as file:
        file.write("one\ntwo\n")
    with gzip.open("log.gz", "rt") as file:
        print(file.readlines())
    with fileinput.input(["a.txt"] if open("a.txt", "w").write("first\nsecond\n") else []) as lines:
        print([(lines.filename(), lines.lineno(), line) for line in lines])
    print(hashlib.sha256(data).hexdigest()[:16], hmac.new(b"key", data, "md5").hexdigest()[:16], sorted(hashlib.algorithms_guaranteed)[:3])
    print(base64.urlsafe_b64encode(b"\xff\xfe\xfd"), binascii.hexlify(b"abc"), html.escape("<a & 'b'>"))
    print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.UUID(int=5).hex, len(secrets.token_hex(8)), len(str(uuid.uuid4())))
    print(urllib.parse.urlencode({"a": [1, 2], "b": "x y"}, doseq=True), urllib.parse.parse_qs("a=1&a=2"), urllib.parse.quote("ü/?"))
    for name in "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252":
        print(name, "ä€"[: 1 if name == "latin-1" else 2].encode(name))
    print(codecs.encode("Hello", "rot13"), codecs.encode(b"hi", "hex"), codecs.decode(b"aGk=\n", "base64"))
    print(list(csv.DictReader(io.StringIO('a,b\n1,"x, y"\n'))))


asyncio.run(main())
