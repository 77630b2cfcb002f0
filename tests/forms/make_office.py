#!/usr/bin/env python3
"""Writes the seed documents in the forms of office programs, letters and saved pages, for tests/integration/forms_office.rs.

    python3 tests/forms/make_office.py      needs soffice (LibreOffice with Writer, Calc and Impress)

The documents are those of make.py with automatic numbers, headings by style and deletions, as LibreOffice saves them in each
form; letters and saved pages are written here. The programs write their own times, so the same input gives other bytes.
"""

import base64
import quopri
import shutil
import subprocess
import tempfile
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
SEEDS = sorted((HERE.parent.parent / "seeds").glob("*.txt"))


def convert(folder, kind, files, *more):
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", *more,
         "--convert-to", kind, "--outdir", folder, *map(str, files)],
        check=True, stdout=subprocess.DEVNULL,
    )


def without_pictures(source, target):
    """A zip without the picture of its first page and what a program keeps of its own windows."""
    with zipfile.ZipFile(source) as read, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            if not entry.filename.startswith(("Thumbnails/", "Configurations2/")):
                written.writestr(entry.filename, read.read(entry))


def slides(text):
    """A presentation of one slide with a line a paragraph, as flat XML."""
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n") if line.strip())
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation><draw:page draw:name="1"><draw:frame svg:width="20cm" svg:height="15cm" svg:x="1cm" svg:y="1cm"><draw:text-box>{lines}</draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document>"""


def letter(text, number):
    message = EmailMessage(policy=SMTP)
    message["From"] = "办公室 <office@example.org>"
    message["Subject"] = f"第{number}篇文稿"
    message["Date"] = "Wed, 26 Mar 2025 08:00:00 +0800"
    message.set_content(text, charset="gb18030" if number % 2 else "utf-8", cte="base64")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="章.png")
    return bytes(message)


def saved_page(page):
    """A page as browsers save it in one file."""
    body = quopri.encodestring(page).replace(b"\n", b"\r\n")
    picture = base64.encodebytes(b"\x89PNG\r\n\x1a\n")
    head = b'From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x"\r\n\r\n'
    return (
        head
        + b"------MultipartBoundary--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + body
        + b"\r\n------MultipartBoundary--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + picture
        + b"\r\n------MultipartBoundary--x--\r\n"
    )


def main():
    for name in ("doc", "odt", "epub", "xlsx", "xls", "pptx", "eml", "mht", "rtf"):
        (HERE / name).mkdir(exist_ok=True)
    documents = [HERE / f"docx-numbered/{path.stem}.docx" for path in SEEDS]
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("doc:MS Word 97", "odt", "rtf"):
            convert(folder, kind, documents)
        # LibreOffice writes deletions into books as if they were text, so these are made of the plain text.
        convert(folder, "epub", SEEDS, "--infilter=Text (encoded):UTF8")
        with zipfile.ZipFile(HERE / "rtf/seeds.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in SEEDS:
                shutil.copy(f"{folder}/{path.stem}.doc", HERE / "doc")
                without_pictures(f"{folder}/{path.stem}.odt", HERE / f"odt/{path.stem}.odt")
                without_pictures(f"{folder}/{path.stem}.epub", HERE / f"epub/{path.stem}.epub")
                archive.write(f"{folder}/{path.stem}.rtf", f"{path.stem}.rtf")
        # In UTF-8, quoted, as it stands in tsv/ but for the separator.
        for kind in ("xlsx", "xls:MS Excel 97"):
            convert(folder, kind, [HERE / "tsv/seeds.tsv"], "--infilter=CSV:9,34,76,1")
            name = kind.split(":")[0]
            shutil.copy(f"{folder}/seeds.{name}", HERE / name)
        for path in SEEDS:
            slide = Path(folder) / f"{path.stem}.fodp"
            slide.write_text(slides(path.read_text(encoding="utf-8")), encoding="utf-8")
            convert(folder, "pptx", [slide])
            without_pictures(f"{folder}/{path.stem}.pptx", HERE / f"pptx/{path.stem}.pptx")
    for number, path in enumerate(SEEDS):
        (HERE / f"eml/{path.stem}.eml").write_bytes(letter(path.read_text(encoding="utf-8"), number))
        page = (HERE / f"html/{path.stem}.html").read_bytes()
        (HERE / f"mht/{path.stem}.mht").write_bytes(saved_page(page))


if __name__ == "__main__":
    main()
