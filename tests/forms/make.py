#!/usr/bin/env python3
"""Writes the seed documents in other forms, for tests/integration/forms.rs.

    python3 tests/forms/make.py             everything that needs nothing but Python
    python3 tests/forms/make.py --office    libreoffice/, too: needs soffice

Web pages and PDF are made by the scripts beside this one. The same input gives the same bytes, except for
libreoffice/, where the program writes its own time.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006/relationships"

DIGITS = "〇一二三四五六七八九十"
FIRST = re.compile(r"^([一二三四五六七八九十]+)、")
SECOND = re.compile(r"^([(（])([一二三四五六七八九十]+)([)）])")


def zipped(parts):
    """A zip with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (2025, 3, 26, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def relationships(items):
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(items, 1)
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{P}">{rows}</Relationships>'


STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>
</w:styles>"""


def numbering(brackets):
    opening, closing = brackets
    levels = [("chineseCountingThousand", "%1、"), ("chineseCountingThousand", f"{opening}%2{closing}")]
    rows = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (fmt, text) in enumerate(levels)
    )
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


class Counter:
    """Counts as Word does, so that a number is taken out of the text only where Word would write the same."""

    def __init__(self, brackets):
        self.numbers = [0, 0]
        self.brackets = brackets

    def level_of(self, line):
        """The level of a line whose number is the next, and the line without it."""
        if found := FIRST.match(line):
            if found[1] == DIGITS[self.numbers[0] + 1]:
                self.numbers = [self.numbers[0] + 1, 0]
                return 0, line[found.end() :]
        elif found := SECOND.match(line):
            if (found[1], found[3]) == self.brackets and found[2] == DIGITS[self.numbers[1] + 1]:
                self.numbers[1] += 1
                return 1, line[found.end() :]
        return None, line


def style_of(line, index):
    """Heading 1 and 2 for numbered lines that are headings and nothing else; Title for a speech's."""
    if index == 0 and line.endswith("讲话") and len(line) < 40:
        return "t"
    whole = len(line) <= 60 and not re.search(r"[。；]", line)
    if whole and FIRST.match(line):
        return "1"
    if whole and SECOND.match(line):
        return "2"
    return None


def docx(text, automatic):
    """A Word document: a paragraph a line, headings by style, and with `automatic` their numbers by list."""
    brackets = ("（", "）") if "（一）" in text else ("(", ")")
    counter = Counter(brackets)
    paragraphs = []
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if index == len(lines) - 1 and not line:
            break
        properties = ""
        if style := style_of(line.strip(), index):
            properties += f'<w:pStyle w:val="{style}"/>'
        if automatic:
            level, line = counter.level_of(line)
            if level is not None:
                properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        # Word cuts its runs wherever somebody has typed: an old deletion and a proofing mark between them.
        half = len(line) // 2
        runs = f'<w:r><w:t xml:space="preserve">{escape(line[:half])}</w:t></w:r><w:proofErr w:type="spellStart"/>'
        runs += '<w:del w:id="9" w:author="x"><w:r><w:delText>删去的话</w:delText></w:r></w:del>'
        runs += f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(line[half:])}</w:t></w:r>'
        paragraphs.append(f"<w:p><w:pPr>{properties}</w:pPr>{runs if line else ''}</w:p>")
    body = "".join(paragraphs)
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}{kind}+xml"/>'
        for name, kind in [("document", "document.main"), ("styles", "styles"), ("numbering", "numbering")]
    )
    return zipped(
        [
            (
                "[Content_Types].xml",
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                + types
                + "</Types>",
            ),
            ("_rels/.rels", relationships([(kinds + "officeDocument", "word/document.xml")])),
            (
                "word/_rels/document.xml.rels",
                relationships([(kinds + "styles", "styles.xml"), (kinds + "numbering", "numbering.xml")]),
            ),
            ("word/document.xml", document),
            ("word/styles.xml", STYLES),
            ("word/numbering.xml", numbering(brackets)),
        ]
    )


def traditional():
    """Simplified characters that Big5 lacks, with a traditional form that it has, from our own fold table."""
    def has(c):
        try:
            c.encode("big5")
            return True
        except UnicodeEncodeError:
            return False

    table = {}
    for line in (ROOT / "data/fold.txt").read_text(encoding="utf-8").splitlines():
        forms = [c for c in line[1:] if has(c)]
        if forms and not has(line[0]):
            table[line[0]] = forms[0]
    # Signs that Big5 writes otherwise, and a character that the table folds together with others.
    table.update({"链": "鏈", "·": "‧", "©": "◎", "\u00a0": " "})
    return table


def big5(text, table):
    written = "".join(table.get(c, c) for c in text)
    missing = {c for c in written if c.encode("big5", "ignore") == b""}
    assert not missing, f"Big5 has no {missing}"
    return written.encode("big5")


def table_rows():
    for number, path in enumerate(SEEDS, 1):
        yield number, path.name, path.read_text(encoding="utf-8")


def delimited(delimiter, encoding):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["序号", "文件名", "正文"])
    for number, name, text in table_rows():
        writer.writerow([number, name, text])
    return out.getvalue().encode(encoding)


def write(name, data):
    path = HERE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def make():
    table = traditional()
    archived = []
    for path in SEEDS:
        text = path.read_text(encoding="utf-8")
        stem = path.stem
        write(f"docx/{stem}.docx", docx(text, automatic=False))
        write(f"docx-numbered/{stem}.docx", docx(text, automatic=True))
        write(f"gb18030/{stem}.txt", text.encode("gb18030"))
        write(f"big5/{stem}.txt", big5(text, table))
        write(f"utf16le/{stem}.txt", text.encode("utf-16-le"))
        write(f"utf16be/{stem}.txt", text.encode("utf-16-be"))
        write(f"utf16le-bom/{stem}.txt", b"\xff\xfe" + text.encode("utf-16-le"))
        write(f"utf16be-bom/{stem}.txt", b"\xfe\xff" + text.encode("utf-16-be"))
        # One of each form, as people send them; sorted as the seeds are.
        number = len(archived)
        archived.append(
            [
                (f"讲话/{stem}.txt", text.encode("gb18030")),
                (f"讲话/{stem}.docx", docx(text, automatic=True)),
                (f"讲话/{stem}.md", text.encode("utf-8")),
                (f"讲话/{stem}.txt", text.encode("utf-16")),
                ("讲话/更多.zip", zipped([(f"内/{stem}.txt", text.encode("utf-8"))])),
            ][number]
        )
    write("zip/seeds.zip", zipped(archived + [("__MACOSX/._x.txt", b"\0")]))
    write("csv/seeds.csv", delimited(",", "gb18030"))
    write("tsv/seeds.tsv", delimited("\t", "utf-8-sig"))
    rows = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for _, name, text in table_rows()]
    write("jsonl/seeds.jsonl", ("\n".join(rows) + "\n").encode("utf-8"))


def office():
    """What LibreOffice makes of the documents when it saves them itself."""
    with tempfile.TemporaryDirectory() as folder:
        files = [str(HERE / f"docx-numbered/{path.stem}.docx") for path in SEEDS]
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
             "--convert-to", "docx:Office Open XML Text", "--outdir", folder, *files],
            check=True,
        )
        (HERE / "libreoffice").mkdir(exist_ok=True)
        for path in SEEDS:
            shutil.copy(f"{folder}/{path.stem}.docx", HERE / "libreoffice")


if __name__ == "__main__":
    make()
    if "--office" in sys.argv[1:]:
        office()
