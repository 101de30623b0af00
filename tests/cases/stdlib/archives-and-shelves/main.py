"""A shelf, an archive, comparisons of files, a login file: all in memory."""
import filecmp
import io
import netrc
import os
import shelve
import zipfile

with shelve.open("shelf") as shelf:
    shelf["a"] = {"list": [1, 2]}
    shelf["b"] = "text"
with shelve.open("shelf", writeback=True) as shelf:
    shelf["a"]["list"].append(3)
with shelve.open("shelf", "r") as shelf:
    print(sorted(shelf.items()), "a" in shelf, len(shelf))
with zipfile.ZipFile("pack.zip", "w", zipfile.ZIP_DEFLATED) as pack:
    pack.writestr(zipfile.ZipInfo("one.txt", (2024, 1, 2, 3, 4, 6)), "eins" * 100)
    pack.writestr(zipfile.ZipInfo("sub/two.txt", (2024, 1, 2, 3, 4, 6)), b"zwei")
with zipfile.ZipFile("pack.zip") as pack:
    print(pack.namelist(), pack.testzip(), pack.read("sub/two.txt"))
    for info in pack.infolist():
        print(info.filename, info.file_size, info.date_time)
    pack.extractall("out")
    with pack.open("one.txt") as file:
        print(file.read(8))
    print(zipfile.Path(pack, "sub/").joinpath("two.txt").read_text(), zipfile.is_zipfile("pack.zip"))
print(sorted(os.listdir("out")), open("out/one.txt").read()[:4])
try:
    zipfile.ZipFile(io.BytesIO(b"nothing"))
except zipfile.BadZipFile as error:
    print(error)
for name, text in (("x", "1"), ("y", "1"), ("z", "2")):
    with open(name, "w") as file:
        file.write(text)
print(filecmp.cmp("x", "y", shallow=False), filecmp.cmp("x", "z", shallow=False), filecmp.cmpfiles(".", ".", ["x", "none"]))
for folder in ("left", "right"):
    os.mkdir(folder)
    with open(f"{folder}/same", "w") as file:
        file.write("same")
    with open(f"{folder}/only-{folder}", "w") as file:
        file.write("only")
compared = filecmp.dircmp("left", "right")
print(compared.common, compared.left_only, compared.right_only)
with open("logins", "w") as file:
    file.write("machine example.org login ada password secret\ndefault login guest password none\n")
print(netrc.netrc("logins").authenticators("example.org"), netrc.netrc("logins").authenticators("other"))
