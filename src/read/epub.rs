//! Electronic books (.epub): the chapters in the order of reading, each a web page.
//!
//! Tables of contents, covers without text and what the spine calls beside the line of reading are left out; what a chapter
//! calls its title is a heading of the book.

use super::encoding::decode;
use super::html;
use super::package::Package;
use super::properties::FileProperties;
use super::relations::join;
use super::text_writer::TextWriter;
use super::xml::{XmlAttributes, XmlHandler};
use super::{Extracted, Problem};

/// The name of the form in messages.
pub(super) const BOOK: &str = "electronic book";

/// Most chapters of a book; each is a page of its own that is opened.
const MAX_CHAPTERS: usize = 20_000;

/// The text of a book; `limit` is the most bytes it may have. O(n).
///
/// # Errors
/// [`Problem::Damaged`], [`Problem::TooDeep`], [`Problem::Bomb`], [`Problem::TooLarge`], [`Problem::TooManyParts`], and
/// [`Problem::Locked`] for a book whose chapters are enciphered.
pub(super) fn extract(bytes: &[u8], limit: u64) -> Result<Extracted, Problem> {
    let mut package = Package::open(bytes, BOOK)?;
    let mut container = ContainerReader::default();
    package.part("META-INF/container.xml", &mut container)?;
    let opf = container
        .package
        .ok_or_else(|| damaged("it does not say where its chapters are"))?;
    if !package.has(&opf) {
        return Err(damaged("the list of its chapters is missing"));
    }
    let mut enciphered = CipherReader::default();
    package.part("META-INF/encryption.xml", &mut enciphered)?;
    let mut book = BookReader::default();
    package.part(&opf, &mut book)?;
    let folder = opf.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut text = TextWriter::default();
    let mut remarks = Vec::new();
    for chapter in book.chapters() {
        let part = join(folder, &unescaped(chapter));
        if enciphered.parts.contains(&part) {
            return Err(Problem::Locked);
        }
        let Some(page) = package.bytes(&part, limit)? else {
            remarks.push(Problem::PartNotRead { part });
            continue;
        };
        match html::extract(&page, None) {
            Ok(read) => text.extend(below_the_book(read)),
            // A picture of a cover.
            Err(Problem::Empty) => {}
            Err(_) => remarks.push(Problem::PartNotRead { part }),
        }
        if text.len() > limit {
            return Err(Problem::TooLarge { limit });
        }
    }
    Ok(Extracted {
        remarks,
        ..text.finish(book.properties)
    })
}

fn damaged(reason: &str) -> Problem {
    Problem::Damaged {
        form: BOOK,
        reason: reason.to_owned(),
    }
}

/// A chapter's title is a heading of the book, and its headings stand below it.
fn below_the_book(mut chapter: Extracted) -> Extracted {
    let headings = &mut chapter.layout.headings;
    if headings.iter().any(|heading| heading.level == 0) {
        for heading in headings {
            heading.level = heading.level.saturating_add(1);
        }
    }
    chapter
}

/// `%E7%AB%A0.xhtml` as it is called in the zip.
fn unescaped(reference: &str) -> String {
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference.as_bytes();
    while let [first, behind @ ..] = rest {
        let digits = behind
            .get(..2)
            .and_then(|two| std::str::from_utf8(two).ok());
        let code = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &behind[2..];
            }
            _ => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    decode(bytes, None).unwrap_or_else(|_| reference.to_owned())
}

/// Reads `META-INF/container.xml`.
#[derive(Default)]
struct ContainerReader {
    package: Option<String>,
}

impl XmlHandler for ContainerReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if name == "rootfile" && self.package.is_none() {
            self.package = attributes.get("full-path");
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}

/// Reads `META-INF/encryption.xml`; fonts that are made unusable elsewhere stand there, too.
#[derive(Default)]
struct CipherReader {
    parts: Vec<String>,
}

impl XmlHandler for CipherReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if name == "CipherReference" && self.parts.len() < MAX_CHAPTERS {
            self.parts
                .extend(attributes.get("URI").map(|part| unescaped(&part)));
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}

/// A file of the book.
struct ManifestItem {
    id: String,
    path: String,
    contents: bool,
}

/// Reads the list of files and chapters (`content.opf`).
#[derive(Default)]
struct BookReader {
    items: Vec<ManifestItem>,
    spine: Vec<String>,
    properties: FileProperties,
    within: Option<fn(&mut FileProperties) -> &mut String>,
}

impl BookReader {
    /// The files of the chapters, in order.
    fn chapters(&self) -> Vec<&str> {
        let items: std::collections::BTreeMap<&str, &ManifestItem> = self
            .items
            .iter()
            .map(|item| (item.id.as_str(), item))
            .collect();
        let read = self.spine.iter().filter_map(|id| items.get(id.as_str()));
        read.filter(|item| !item.contents)
            .map(|item| item.path.as_str())
            .collect()
    }
}

impl XmlHandler for BookReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        self.within = None;
        let too_many = |count: usize| match count < MAX_CHAPTERS {
            true => Ok(()),
            false => Err(Problem::TooManyParts {
                what: "chapters",
                limit: MAX_CHAPTERS as u64,
            }),
        };
        match name {
            "item" => {
                too_many(self.items.len())?;
                let properties = attributes.get("properties").unwrap_or_default();
                self.items.push(ManifestItem {
                    id: attributes.get("id").unwrap_or_default(),
                    path: attributes.get("href").unwrap_or_default(),
                    contents: properties.split_whitespace().any(|p| p == "nav"),
                });
            }
            "itemref" if attributes.get("linear").as_deref() != Some("no") => {
                too_many(self.spine.len())?;
                self.spine.extend(attributes.get("idref"));
            }
            "title" if self.properties.title.is_empty() => self.within = Some(|p| &mut p.title),
            "creator" if self.properties.creator.is_empty() => {
                self.within = Some(|p| &mut p.creator);
            }
            "date" if self.properties.created.is_empty() => self.within = Some(|p| &mut p.created),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Problem> {
        self.within = None;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        if let Some(property) = self.within {
            FileProperties::add(property(&mut self.properties), text);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn book(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    const CONTAINER: (&str, &str) = (
        "META-INF/container.xml",
        r#"<container><rootfiles><rootfile full-path="OEBPS/content.opf"/></rootfiles></container>"#,
    );
    const OPF: (&str, &str) = (
        "OEBPS/content.opf",
        r#"<package><metadata><dc:title>水渠纪事</dc:title><dc:creator>赵源华</dc:creator><dc:date>2025-03-26</dc:date></metadata><manifest><item id="b" href="%E4%BA%8C.xhtml"/><item id="a" href="one.xhtml"/><item id="n" href="nav.xhtml" properties="nav"/><item id="x" href="x.xhtml"/><item id="g" href="gone.xhtml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="x" linear="no"/><itemref idref="g"/></spine></package>"#,
    );

    #[test]
    fn chapters_stand_in_the_order_of_reading() {
        let page = |title: &str, text: &str| {
            format!(
                "<html><head><title>x</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
            )
        };
        let one = page(
            "第一章 开工",
            "水渠纪事。开工那天下着雨，石料还没有运到，乡里请来的师傅在工棚里等了三天。",
        );
        let two = page(
            "第二章 通水",
            "通水那天来了许多人，渠边的柳树已经发芽，老人们说几十年没有见过这样的水。",
        );
        let nav = page("目录", "第一章 开工 第二章 通水");
        let bytes = book(&[
            CONTAINER,
            OPF,
            ("OEBPS/二.xhtml", &two),
            ("OEBPS/one.xhtml", &one),
            ("OEBPS/nav.xhtml", &nav),
            ("OEBPS/x.xhtml", &nav),
        ]);
        let read = extract(&bytes, 1 << 20).unwrap();
        let lines: Vec<&str> = read.text.lines().collect();
        assert_eq!(lines.len(), 4, "{}", read.text);
        assert_eq!((lines[0], lines[2]), ("第一章 开工", "第二章 通水"));
        let levels: Vec<u8> = read.layout.headings.iter().map(|h| h.level).collect();
        assert_eq!(levels, [1, 1]);
        assert_eq!(read.metadata.title.as_deref(), Some("水渠纪事"));
        assert_eq!(
            read.remarks,
            [Problem::PartNotRead {
                part: "OEBPS/gone.xhtml".to_owned()
            }]
        );
    }

    #[test]
    fn enciphered_and_broken_books_are_told() {
        let cipher = (
            "META-INF/encryption.xml",
            r#"<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/one.xhtml"/></CipherData></EncryptedData></encryption>"#,
        );
        assert_eq!(
            extract(&book(&[CONTAINER, OPF, cipher]), 1000),
            Err(Problem::Locked)
        );
        for parts in [&[CONTAINER][..], &[OPF]] {
            assert!(matches!(
                extract(&book(parts), 1000),
                Err(Problem::Damaged { .. })
            ));
        }
    }
}
