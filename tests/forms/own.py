#!/usr/bin/env python3
"""Writes own/own.doc: a small document of our own words with hidden text, a list, a table, a header and a footer.

    python3 tests/forms/own.py      needs python-docx and soffice
"""

import subprocess
import tempfile
from pathlib import Path

import docx

HERE = Path(__file__).resolve().parent

document = docx.Document()
document.add_heading("在开工大会上的讲话", 0)
document.add_heading("提高站位", 1)
paragraph = document.add_paragraph("水渠通了。")
paragraph.add_run("隐藏的话").font.hidden = True
paragraph.add_run("春天开工。")
for item in ("第一项", "第二项"):
    document.add_paragraph(item, style="List Number")
table = document.add_table(2, 2)
for row in range(2):
    for column in range(2):
        table.cell(row, column).text = f"格{row}{column}"
document.add_paragraph("表后一段。")
section = document.sections[0]
section.header.paragraphs[0].text = "内部材料"
section.footer.paragraphs[0].text = "第一页脚"
document.core_properties.author = "赵源华"
document.core_properties.title = "在开工大会上的讲话"
with tempfile.TemporaryDirectory() as folder:
    document.save(f"{folder}/own.docx")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", "doc:MS Word 97", "--outdir", str(HERE / "own"), f"{folder}/own.docx"],
        check=True,
    )
