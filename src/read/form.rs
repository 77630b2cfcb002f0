//! The form of a file, told by its first bytes, and where they say nothing, by its name.

use super::foreign::Foreign;

/// What a file of a form is called in messages that it is damaged or is none, without article.
pub(super) fn called(form: Form) -> Option<&'static str> {
    Some(match form {
        Form::Docx | Form::OldWord | Form::WordXml => WORD_DOCUMENT,
        Form::Rtf => "RTF document",
        Form::OpenText => "OpenDocument text",
        Form::Workbook | Form::OldWorkbook => "Excel workbook",
        Form::Presentation => "PowerPoint presentation",
        Form::Book => "electronic book",
        Form::Letter => "letter",
        Form::WebArchive => "web archive",
        Form::Pdf => "PDF file",
        Form::Archive => ZIP_ARCHIVE,
        _ => return None,
    })
}

/// The name of an archive in messages.
pub(super) const ZIP_ARCHIVE: &str = "zip archive";
/// The name of a Word document in messages.
pub(super) const WORD_DOCUMENT: &str = "Word document";

/// The form of a file, which decides what reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One text.
    Text,
    /// A text with the marks of Markdown.
    Markdown,
    /// A record a line, as JSON.
    Records,
    /// A record a row.
    Table,
    /// Word from 2007 on.
    Docx,
    /// Word 97 to 2003, or WPS Writer.
    OldWord,
    /// Word documents as one file of XML: Word 2003, and all parts of a .docx in one file.
    WordXml,
    /// Rich text format.
    Rtf,
    /// A text of LibreOffice and its like.
    OpenText,
    /// Excel from 2007 on.
    Workbook,
    /// Excel 97 to 2003, or WPS Spreadsheets.
    OldWorkbook,
    /// PowerPoint from 2007 on.
    Presentation,
    /// An electronic book.
    Book,
    /// A letter with what is attached to it.
    Letter,
    /// A web page saved as one file with its pictures.
    WebArchive,
    /// A web page.
    Html,
    /// A PDF file.
    Pdf,
    /// Files in a zip archive.
    Archive,
    /// A form that is not read.
    Foreign(Foreign),
}

/// The form that a name promises; `None` for names that no text has. The extension is in lower case.
pub(super) fn by_extension(extension: &str) -> Option<Form> {
    Some(match extension {
        "txt" | "text" => Form::Text,
        "md" | "markdown" | "mkd" | "mdown" => Form::Markdown,
        "jsonl" | "ndjson" => Form::Records,
        "csv" | "tsv" => Form::Table,
        "docx" | "docm" | "dotx" | "dotm" => Form::Docx,
        "html" | "htm" | "xhtml" | "shtml" => Form::Html,
        "pdf" => Form::Pdf,
        "zip" => Form::Archive,
        "doc" | "dot" | "wps" | "wpt" => Form::OldWord,
        "rtf" => Form::Rtf,
        "odt" | "ott" | "fodt" => Form::OpenText,
        "xlsx" | "xlsm" | "xltx" | "xltm" => Form::Workbook,
        "xls" | "xlt" | "et" | "ett" => Form::OldWorkbook,
        "pptx" | "pptm" | "ppsx" | "potx" => Form::Presentation,
        "epub" => Form::Book,
        "eml" => Form::Letter,
        "mht" | "mhtml" => Form::WebArchive,
        "xlsb" => Form::Foreign(Foreign::Excel),
        "ppt" | "pps" | "dps" => Form::Foreign(Foreign::OldPowerPoint),
        "ods" | "odp" => Form::Foreign(Foreign::OpenDocument),
        "ofd" => Form::Foreign(Foreign::Ofd),
        "msg" => Form::Foreign(Foreign::OutlookMessage),
        "rar" | "7z" | "gz" | "tgz" | "bz2" | "xz" | "zst" | "tar" => {
            Form::Foreign(Foreign::Packed)
        }
        _ => return None,
    })
}

/// The form of a file that the caller names himself, by its extension alone: whatever is not known may be a text.
/// Some hold text and look like it to a decoder, but their markup would be compared as if it were wording.
pub(super) fn by_name(extension: Option<&str>) -> Form {
    match extension {
        Some("xml") => Form::Foreign(Foreign::Xml),
        Some("json") => Form::Foreign(Foreign::Json),
        Some(extension) => by_extension(extension).unwrap_or(Form::Text),
        None => Form::Text,
    }
}

/// Bytes at the beginning of a file that [`by_content`] looks at.
pub(super) const HEAD: usize = 4096;

/// The form that the beginning of a file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// This form and no other.
    Is(Form),
    /// A zip: which kind its entries say, see [`zipped`].
    Zip,
    /// A compound file (OLE2): which kind its directory says, see [`compound`].
    Compound,
    /// No more than that it may be text.
    Unmarked,
}

/// The form that the first [`HEAD`] bytes of a file show: O(1).
pub(super) fn by_content(head: &[u8]) -> Content {
    const BEGINNINGS: [(&[u8], Foreign); 11] = [
        (b"\x89PNG\r\n\x1A\n", Foreign::Picture),
        (b"\xFF\xD8\xFF", Foreign::Picture),
        (b"GIF87a", Foreign::Picture),
        (b"GIF89a", Foreign::Picture),
        (b"II*\0", Foreign::Picture),
        (b"MM\0*", Foreign::Picture),
        (b"\x1F\x8B", Foreign::Packed),
        (b"7z\xBC\xAF\x27\x1C", Foreign::Packed),
        (b"Rar!\x1A\x07", Foreign::Packed),
        (b"\xFD7zXZ\0", Foreign::Packed),
        (b"\x28\xB5\x2F\xFD", Foreign::Packed),
    ];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Content::Zip;
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Content::Compound;
    }
    // Servers put line ends before the mark, and editors a byte order mark.
    let blank = |b: &u8| b.is_ascii_whitespace() || matches!(b, 0xEF | 0xBB | 0xBF);
    let from = head.iter().position(|b| !blank(b)).unwrap_or(0);
    if head[from..].starts_with(b"%PDF-") {
        return Content::Is(Form::Pdf);
    }
    if let Some((_, foreign)) = BEGINNINGS.iter().find(|(b, _)| head.starts_with(b)) {
        return Content::Is(Form::Foreign(*foreign));
    }
    if head.starts_with(b"{\\rtf") {
        return Content::Is(Form::Rtf);
    }
    if head.starts_with(b"From: <Saved by") {
        return Content::Is(Form::WebArchive);
    }
    if is_html(head) {
        return Content::Is(Form::Html);
    }
    if let Some(form) = office_xml(head) {
        return Content::Is(form);
    }
    Content::Unmarked
}

/// The form of an office document that is one file of XML: programs call such files .doc, .xls or .xml.
fn office_xml(head: &[u8]) -> Option<Form> {
    let starts = |mark: &[u8]| find(head, mark).is_some();
    let xml = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if !xml.trim_ascii_start().starts_with(b"<?xml") && !xml.starts_with(b"<office:document") {
        return None;
    }
    if starts(b"<w:wordDocument") || starts(b"progid=\"Word.Document\"") {
        Some(Form::WordXml)
    } else if starts(b"progid=\"Excel.Sheet\"") {
        Some(Form::Foreign(Foreign::ExcelXml))
    } else if starts(b"<pkg:package") {
        Some(Form::WordXml)
    } else if starts(b"<office:document") && starts(b"opendocument.text") {
        Some(Form::OpenText)
    } else {
        None
    }
}

/// Whether the bytes are those of a PDF file, whatever its name says.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    by_content(&bytes[..bytes.len().min(HEAD)]) == Content::Is(Form::Pdf)
}

/// The form of a zip with entries of these names. What cannot be opened is what its name says.
pub(super) fn zipped<'n>(names: impl Iterator<Item = &'n [u8]>) -> Form {
    let mut form = Form::Archive;
    for name in names {
        // Names of parts are equal in any case (OPC, ISO/IEC 29500-2), and some programs on Windows write backslashes.
        let part: Vec<u8> = name
            .iter()
            .map(|b| {
                if *b == b'\\' {
                    b'/'
                } else {
                    b.to_ascii_lowercase()
                }
            })
            .collect();
        let document = part.starts_with(b"word/document") && part.ends_with(b".xml");
        form = match name {
            _ if document => return Form::Docx,
            b"OFD.xml" => Form::Foreign(Foreign::Ofd),
            b"META-INF/container.xml" => Form::Book,
            b"META-INF/manifest.xml" if form == Form::Archive => Form::OpenText,
            _ => match part.as_slice() {
                b"xl/workbook.xml" => Form::Workbook,
                b"xl/workbook.bin" => Form::Foreign(Foreign::Excel),
                b"ppt/presentation.xml" => Form::Presentation,
                _ => form,
            },
        };
    }
    form
}

/// The form of a compound file by the names of its streams; `promised` is what its name says. O(n).
pub(super) fn compound(bytes: &[u8], promised: Form) -> Form {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Entries of the directory are 128 bytes long and begin with their name.
        bytes
            .chunks(128)
            .any(|entry| entry.starts_with(&name) && entry[name.len()..].starts_with(&[0, 0]))
    };
    if has("EncryptedPackage") {
        Form::Foreign(Foreign::LockedOffice)
    } else if has("WordDocument") {
        Form::OldWord
    } else if has("Workbook") || has("Book") {
        Form::OldWorkbook
    } else if has("PowerPoint Document") {
        Form::Foreign(Foreign::OldPowerPoint)
    } else if has("__properties_version1.0") {
        Form::Foreign(Foreign::OutlookMessage)
    } else {
        match promised {
            Form::Foreign(foreign) => Form::Foreign(foreign),
            _ => Form::Foreign(Foreign::OldOffice),
        }
    }
}

/// Whether a document begins as HTML does, whatever stands in comments or in an XML declaration before it.
fn is_html(head: &[u8]) -> bool {
    let wide = match head {
        [0xFF, 0xFE, ..] => Some(0),
        [0xFE, 0xFF, ..] => Some(1),
        _ => None,
    };
    let narrow: Vec<u8> = match wide {
        Some(low) => head[2..].chunks_exact(2).map(|pair| pair[low]).collect(),
        None => head.to_vec(),
    };
    let mut rest = narrow
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(&narrow)
        .trim_ascii_start();
    loop {
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?xml") {
            b"?>"
        } else {
            break;
        };
        let Some(at) = find(rest, end) else {
            return false;
        };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    let begins = |tag: &[u8]| {
        rest.get(..tag.len())
            .is_some_and(|b| b.eq_ignore_ascii_case(tag))
            && rest
                .get(tag.len())
                .is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'['))
    };
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|tag| begins(tag))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|w| w == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_speaks_before_the_name() {
        for (head, expected) in [
            (&b"PK\x03\x04rest"[..], Content::Zip),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Content::Compound),
            (b"%PDF-1.7 \xE2\xE3", Content::Is(Form::Pdf)),
            (b"\r\n%PDF-1.4", Content::Is(Form::Pdf)),
            (
                b"\xEF\xBB\xBF <!DOCTYPE HTML PUBLIC",
                Content::Is(Form::Html),
            ),
            (
                b"<?xml version='1.0'?>\n<!-- saved -->\n<html>",
                Content::Is(Form::Html),
            ),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Content::Is(Form::Html)),
            (b"{\\rtf1", Content::Is(Form::Rtf)),
            (
                b"<?xml version='1.0'?><?mso-application progid=\"Word.Document\"?>",
                Content::Is(Form::WordXml),
            ),
            (b"<htmlx>", Content::Unmarked),
            (b"BZ", Content::Unmarked),
            (b"", Content::Unmarked),
        ] {
            assert_eq!(by_content(head), expected, "{}", head.escape_ascii());
        }
    }

    #[test]
    fn zips_are_told_by_their_entries() {
        let zip = |names: &[&'static str]| zipped(names.iter().map(|n| n.as_bytes()));
        assert_eq!(
            zip(&["[Content_Types].xml", "word/document.xml"]),
            Form::Docx
        );
        assert_eq!(
            zip(&["[Content_Types].xml", "word\\document.xml"]),
            Form::Docx
        );
        assert_eq!(zip(&["Word/Document.xml"]), Form::Docx);
        assert_eq!(
            zip(&["OFD.xml", "Doc_0/Document.xml"]),
            Form::Foreign(Foreign::Ofd)
        );
        assert_eq!(zip(&["mimetype", "META-INF/manifest.xml"]), Form::OpenText);
        assert_eq!(zip(&["xl\\workbook.xml"]), Form::Workbook);
        assert_eq!(zip(&["ppt/presentation.xml"]), Form::Presentation);
        assert_eq!(
            zip(&["META-INF/manifest.xml", "META-INF/container.xml"]),
            Form::Book
        );
        assert_eq!(zip(&["a.txt", "b/c.docx"]), Form::Archive);
    }

    #[test]
    fn compound_files_are_told_by_their_streams() {
        let with = |stream: &str| {
            let mut bytes = vec![0; 512];
            let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes[256..256 + name.len()].copy_from_slice(&name);
            bytes
        };
        for (stream, form) in [
            ("WordDocument", Form::OldWord),
            ("Workbook", Form::OldWorkbook),
            ("EncryptedPackage", Form::Foreign(Foreign::LockedOffice)),
            ("Contents", Form::Foreign(Foreign::OldOffice)),
        ] {
            assert_eq!(compound(&with(stream), Form::OldWord), form, "{stream}");
        }
    }
}
