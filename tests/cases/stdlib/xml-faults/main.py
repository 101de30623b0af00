import io
import xml.etree.ElementTree as ET
from xml.parsers import expat

DOCUMENTS = [
    "<menu><tea price='2'/></menu>",
    "<menu><tea></menu>",
    "<menu>",
    "",
    "   ",
    "tea",
    "<menu/><menu/>",
    "<menu/> and more",
    "<menu tea=2/>",
    "<menu tea='2' tea='3'/>",
    "<menu\n  tea='<'/>",
    "<menu>&nbsp;</menu>",
    "<menu>tea & milk</menu>",
    "<menu>&#0;</menu>",
    "<menu>a ]]> b</menu>",
    "<menu><!-- a -- b --></menu>",
    "<menu><![CDATA[ a",
    "<1st/>",
    "<menu><hot:tea/></menu>",
    " <?xml version='1.0'?><menu/>",
    "<?xml version=1.0?><menu/>",
    "<menu",
    "<menu>\n  <tea>Grün</te>\n</menu>",
    "<!DOCTYPE menu [<!ENTITY tea 'Assam'>]><menu>&tea;</menu>",
]

for document in DOCUMENTS:
    try:
        print(repr(document), ET.tostring(ET.fromstring(document)))
    except ET.ParseError as error:
        print(repr(document), error, error.code, error.position)

try:
    ET.parse(io.BytesIO(b"<menu>\n<tea></menu>"))
except ET.ParseError as error:
    print(error, isinstance(error, SyntaxError))

pull = ET.XMLPullParser(["start", "end"])
for piece in ("<menu><te", "a/>", "<milk></mi", "lk></menu>"):
    pull.feed(piece)
    print(piece, [(event, element.tag) for event, element in pull.read_events()])

parser = expat.ParserCreate()
parser.StartElementHandler = lambda name, attributes: print("start", name, attributes)
parser.EndElementHandler = lambda name: print("end", name)
try:
    parser.Parse("<menu><tea price='2'></tea></menu>", True)
    expat.ParserCreate().Parse("<menu></tea>", True)
except expat.ExpatError as error:
    print(error, error.code, error.lineno, error.offset, expat.ErrorString(error.code))
