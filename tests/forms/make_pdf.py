#!/usr/bin/env python3
"""Writes the five seed documents as PDF: Chromium's prints and LibreOffice's.

    python3 tests/forms/make_pdf.py        # needs chromium, soffice and fonts-wqy-microhei (small when embedded)

The titles are those of make_html.py. The bytes differ from one version of these programs to the next, the text does not.
"""

import subprocess
import tempfile
from pathlib import Path

from make_html import SEEDS, esc, parts

HERE = Path(__file__).parent


def official(title, above, below):
    """As the State Council's rules for documents have it: title in the middle, indents, — 3 — at the foot."""
    body = "".join(f"<p>{esc(line)}</p>" for line in above + below)
    return f"""<!DOCTYPE html><meta charset=utf-8><title>公文</title><style>
@page{{size:A4;margin:37mm 26mm 35mm 28mm;@bottom-center{{content:"— " counter(page) " —";font:14pt WenQuanYi Micro Hei}}}}
body{{font:16pt/29pt 'WenQuanYi Micro Hei',sans-serif;margin:0;text-align:justify}}h1{{font-size:22pt;line-height:33pt;text-align:center;font-weight:normal}}
p{{text-indent:2em;margin:0}}</style><h1>{'<br>'.join(map(esc, title))}</h1>{body}"""


def running(title, above, below):
    """Running heads, a number that counts, no indents but space between paragraphs."""
    body = "".join(f"<p>{esc(line)}</p>" for line in above + below)
    return f"""<!DOCTYPE html><meta charset=utf-8><title>汇编</title><style>
@page{{size:A4;margin:25mm;@top-left{{content:"会议材料汇编（内部资料）";font:9pt WenQuanYi Micro Hei}}@top-right{{content:"第" counter(page) "页";font:9pt WenQuanYi Micro Hei}}
@bottom-right{{content:counter(page) " / " counter(pages);font:9pt WenQuanYi Micro Hei}}}}
body{{font:11pt/18pt 'WenQuanYi Micro Hei',sans-serif;margin:0}}h1{{font-size:18pt;line-height:26pt}}p{{margin:0 0 9pt}}</style>
<h1>{'<br>'.join(map(esc, title))}</h1>{body}"""


def columns(title, above, below):
    """Two columns, as newspapers print speeches."""
    body = "".join(f"<p>{esc(line)}</p>" for line in above + below)
    return f"""<!DOCTYPE html><meta charset=utf-8><title>报纸</title><style>
@page{{size:A4;margin:20mm}}body{{font:10.5pt/17pt 'WenQuanYi Micro Hei',sans-serif;margin:0;text-align:justify}}
h1{{font-size:20pt;line-height:28pt;text-align:center}}div{{columns:2;column-gap:10mm}}p{{text-indent:2em;margin:0}}</style>
<h1>{'<br>'.join(map(esc, title))}</h1><div>{body}</div>"""


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:line-height="28pt" fo:text-indent="32pt"/>
<style:text-properties style:font-family-asian="WenQuanYi Micro Hei" style:font-size-asian="16pt" fo:font-size="16pt" style:language-asian="zh" style:country-asian="CN"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:line-height="36pt"/>
<style:text-properties style:font-family-asian="WenQuanYi Micro Hei" style:font-size-asian="22pt" fo:font-size="22pt"/></style:style>
<style:style style:name="Edge" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties style:font-family-asian="WenQuanYi Micro Hei" style:font-size-asian="10pt" fo:font-size="10pt"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="20mm" fo:margin-bottom="20mm" fo:margin-left="28mm" fo:margin-right="26mm"/>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">
<style:header><text:p text:style-name="Edge">年度会议文件</text:p></style:header>
<style:footer><text:p text:style-name="Edge">- <text:page-number>1</text:page-number> -</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def writer(title, above, below):
    """LibreOffice Writer, with head and foot."""
    lines = [f'<text:p text:style-name="Title">{esc(line)}</text:p>' for line in title]
    lines += [f'<text:p text:style-name="Standard">{esc(line)}</text:p>' for line in above + below]
    return FODT.format(body="".join(lines))


FORMS = [official, writer, columns, running, official]


def main():
    out = HERE / "pdf"
    out.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for form, seed in zip(FORMS, sorted(SEEDS.glob("*.txt"))):
            office = form is writer
            source = Path(folder) / f"{seed.stem}.{'fodt' if office else 'html'}"
            source.write_text(form(*parts(seed.name)), "utf-8")
            target = out / f"{seed.stem}.pdf"
            if office:
                command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(out), str(source)]
            else:
                command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium",
                           "--no-pdf-header-footer", f"--print-to-pdf={target}", str(source)]
            subprocess.run(command, check=True, capture_output=True)
            print(target.name, target.stat().st_size)


if __name__ == "__main__":
    main()
