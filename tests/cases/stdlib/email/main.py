"""Messages: made, written as text, read again."""
import email
import email.utils
from email.header import Header, decode_header
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.parser import BytesParser
from email.policy import default

message = EmailMessage()
message["From"] = "Ada <ada@example.org>"
message["To"] = "Grace <grace@example.org>, Alan <alan@example.org>"
message["Subject"] = "Grüße aus der Schleife"
message.set_content("Eins\nzwei ü\n")
message.add_alternative("<p>Eins</p>", subtype="html")
message.add_attachment(b"\x00\x01", maintype="application", subtype="octet-stream", filename="a.bin")
message.set_boundary("==edge==")
for part in message.walk():
    if part.is_multipart():
        part.set_boundary("==" + part.get_content_subtype() + "==")
text = message.as_bytes()
print(text.decode())
again = BytesParser(policy=default).parsebytes(text)
print(again["subject"], again["to"].addresses, [part.get_content_type() for part in again.walk()])
print(again.get_body(("plain",)).get_content())
print([part.get_filename() for part in again.iter_attachments()])
old = MIMEMultipart("alternative", boundary="edge")
old["Subject"] = str(Header("é", "utf-8"))
old.attach(MIMEText("plain", "plain"))
print(old.as_string())
print(decode_header("=?utf-8?q?=C3=A9?="), email.utils.parseaddr("Ada <a@b>"), email.utils.formataddr(("Ada", "a@b")))
print(email.utils.format_datetime(email.utils.parsedate_to_datetime("Mon, 05 Feb 2024 10:00:00 +0100")))
print(email.message_from_string("A: b\n\nbody")["a"])
