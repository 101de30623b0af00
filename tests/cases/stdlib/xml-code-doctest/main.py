"""Trees of XML, a console in the program, and tests in docstrings."""
import code
import contextlib
import doctest
import io
import sys
import xml.etree.ElementTree as ET

root = ET.fromstring("<shop name='Ä'><item price='1.5'>Tea</item><item>Milk</item><!-- none --></shop>")
print(root.tag, root.attrib, [(item.text, item.get("price")) for item in root.findall("item")])
ET.SubElement(root, "item", {"price": "3"}).text = "a < b"
ET.indent(root)
print(ET.tostring(root, encoding="unicode"))
ET.ElementTree(root).write("shop.xml", encoding="utf-8", xml_declaration=True)
print([element.tag for element in ET.parse("shop.xml").iter()], root.find("item[@price='3']").text)
for event, element in ET.iterparse(io.BytesIO(b"<a><b/><b/></a>"), events=("start", "end")):
    print(event, element.tag)
lines = iter(["x = 1", "if x:", "    print('yes')", "", "1 / 0", "x"])


def read(prompt):
    try:
        return next(lines)
    except StopIteration:
        raise EOFError from None


with contextlib.redirect_stderr(sys.stdout):
    console = code.InteractiveConsole()
    console.raw_input = read
    console.interact("begin", "end")


def square(x):
    """
    >>> square(3)
    9
    >>> square("a")
    Traceback (most recent call last):
    TypeError: can't multiply sequence by non-int of type 'str'
    >>> square(2)
    4
    """
    return x * x


print(doctest.testmod())
import pdb

print(pdb.Pdb.__name__)
