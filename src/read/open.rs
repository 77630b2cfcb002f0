//! From a file of any form to the texts in it.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::encoding::{Decoded, decode, decode_whole};
use super::extracted::Extracted;
use super::fault::Fault;
use super::find::{SourceFile, extension};
#[cfg(not(feature = "pdf"))]
use super::foreign::Foreign;
use super::form::{self, Content, Form};
use super::found::{FoundText, TextLocation, Yield};
use super::inflate::read_at_most;
use super::jsonl;
use super::mail::Message;
use super::names::NamePath;
use super::options::ReadOptions;
#[cfg(feature = "pdf")]
use super::pdf;
use super::problem::Problem;
use super::record::{Record, RecordLine};
use super::workbook::SheetContent;
use super::{archive, doc, docx, epub, html, mail, markdown, odt, pptx, rtf, table, workbook};

/// Reads all texts of a file.
pub(super) fn open(source: &SourceFile, options: &ReadOptions) -> Yield {
    let location = TextLocation {
        path: source.path.clone(),
        name_path: NamePath::file(&source.absolute),
        promised: source.promised,
        depth: 0,
    };
    let mut yielded = Yield::default();
    if let Err(problem) = open_location(&location, options, &mut yielded) {
        yielded.faults.push(Fault::of(location.path, problem));
    }
    yielded
}

/// The same for a file in memory.
pub(super) fn open_bytes(bytes: &[u8], name: &Path, options: &ReadOptions) -> Yield {
    let location = TextLocation {
        path: name.to_owned(),
        name_path: NamePath::file(name),
        promised: form::by_name(extension(name).as_deref()),
        depth: 0,
    };
    let mut yielded = Yield::default();
    if let Err(problem) = read(Cursor::new(bytes), &location, options, &mut yielded) {
        yielded.faults.push(Fault::of(location.path, problem));
    }
    yielded
}

fn open_location(
    location: &TextLocation,
    options: &ReadOptions,
    yielded: &mut Yield,
) -> Result<(), Problem> {
    if location.path.as_os_str() == super::STDIN {
        let bytes = whole(&mut std::io::stdin().lock(), options.max_file)?;
        return read(Cursor::new(bytes), location, options, yielded);
    }
    let mut file = File::open(&location.path)?;
    if file.metadata()?.is_file() {
        return read(BufReader::new(file), location, options, yielded);
    }
    // Pipes are not seekable: read the whole stream.
    let bytes = whole(&mut file, options.max_file)?;
    read(Cursor::new(bytes), location, options, yielded)
}

/// Reads what `source` holds.
///
/// # Errors
/// When nothing can be made of it as a whole. What is wrong with a part of it is in [`Yield::faults`].
pub(super) fn read<R: Read + Seek>(
    mut source: R,
    location: &TextLocation,
    options: &ReadOptions,
    yielded: &mut Yield,
) -> Result<(), Problem> {
    let size = source.seek(SeekFrom::End(0))?;
    source.rewind()?;
    let mut head = Vec::new();
    source
        .by_ref()
        .take(form::HEAD as u64)
        .read_to_end(&mut head)?;
    source.rewind()?;
    let form = match form::by_content(&head) {
        Content::Is(form) => form,
        Content::Unmarked => location.promised,
        Content::Zip => {
            let zip = archive::open(&mut source, location.promised)?;
            if zip.form == Form::Archive {
                let open_entry: &archive::OpenEntry = &|bytes, location, options, yielded| {
                    read(Cursor::new(bytes), location, options, yielded)
                };
                return archive::read(zip, size, location, options, yielded, open_entry);
            }
            let form = zip.form;
            source.rewind()?;
            form
        }
        Content::Compound => {
            let bytes = at_most(&mut source, size, options.max_file)?;
            let form = form::compound(&bytes, location.promised);
            source.rewind()?;
            form
        }
    };
    match form {
        Form::Records => {
            let lines = jsonl::read(
                source,
                options.encoding,
                jsonl::Limits {
                    line: options.max_bytes,
                    file: options.max_file,
                },
                options.further_fields,
            )?;
            return records(lines, location, options, yielded);
        }
        Form::Table => {
            let bytes = at_most(&mut source, size, options.max_file)?;
            let text = decode(bytes, options.encoding)?;
            let lines = table::read(&text, options.text_column.as_deref())?;
            return records(lines, location, options, yielded);
        }
        Form::Workbook | Form::OldWorkbook if is_packed(&head) => {
            let bytes = at_most(&mut source, size, options.max_file)?;
            return sheets(&bytes, form, location, options, yielded);
        }
        Form::Letter if mail::looks_like_letter(&head) => {
            let bytes = at_most(&mut source, size, options.max_file)?;
            return letter(&bytes, location, options, yielded);
        }
        _ => {}
    }
    let limit = match form {
        Form::Text | Form::Markdown => options.max_bytes,
        _ => options.max_file,
    };
    let bytes = at_most(&mut source, size, limit)?;
    let content = extract(bytes, form, options)?;
    one_text(content, location, options, yielded)
}

/// Whether a file is a zip or a compound file.
fn is_packed(head: &[u8]) -> bool {
    matches!(form::by_content(head), Content::Zip | Content::Compound)
}

/// Takes in a text that is a file of its own.
fn one_text(
    mut content: Extracted,
    location: &TextLocation,
    options: &ReadOptions,
    yielded: &mut Yield,
) -> Result<(), Problem> {
    let remarks = std::mem::take(&mut content.remarks);
    if content.text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    if content.text.len() as u64 > options.max_bytes {
        let limit = options.max_bytes;
        return Err(Problem::TooLarge { limit });
    }
    yielded.found.push(FoundText {
        name_path: location.name_path.clone(),
        path: location.path.clone(),
        content,
    });
    let told = remarks
        .into_iter()
        .map(|remark| Fault::of(&location.path, remark));
    yielded.faults.extend(told);
    Ok(())
}

/// The one text of a file that holds one: where a reader for another form is put in.
fn extract(bytes: Vec<u8>, form: Form, options: &ReadOptions) -> Result<Extracted, Problem> {
    let limit = options.max_bytes;
    match form {
        Form::Html => html::extract(&bytes, options.encoding),
        #[cfg(feature = "pdf")]
        Form::Pdf if form::is_pdf(&bytes) => pdf::extract(bytes),
        #[cfg(not(feature = "pdf"))]
        Form::Pdf if form::is_pdf(&bytes) => Err(Problem::ForeignFormat {
            format: Foreign::Pdf,
        }),
        Form::Docx if bytes.starts_with(b"PK") => docx::extract(&bytes, limit),
        Form::WordXml => docx::extract_one_file(&bytes, limit),
        Form::OldWord if is_packed(&bytes) => doc::extract(bytes, limit),
        Form::Rtf if bytes.starts_with(b"{\\rtf") => rtf::extract(&bytes, limit),
        Form::OpenText if !is_text(&bytes) => odt::extract(&bytes, limit),
        Form::Presentation if bytes.starts_with(b"PK") => pptx::extract(&bytes, limit),
        Form::Book if bytes.starts_with(b"PK") => epub::extract(&bytes, limit),
        Form::WebArchive if mail::looks_like_saved_page(&bytes[..bytes.len().min(form::HEAD)]) => {
            let page = mail::page(&bytes).ok_or(Problem::Empty)?;
            html::extract(&page.bytes, options.encoding.or(page.encoding()))
        }
        Form::Foreign(format) => Err(Problem::ForeignFormat { format }),
        _ => {
            let Decoded { text, remark } = decode_whole(bytes, options.encoding)
                .map_err(|problem| not_as_named(problem, form))?;
            let content = match form {
                Form::Markdown => markdown::extract(&text),
                _ => Extracted::plain(text),
            };
            Ok(Extracted {
                remarks: remark.into_iter().collect(),
                ..content
            })
        }
    }
}

/// Whether a file that is called an OpenDocument text is a plain one: it is neither a zip nor XML.
fn is_text(bytes: &[u8]) -> bool {
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    !bytes.starts_with(b"PK") && !bare.trim_ascii_start().starts_with(b"<")
}

/// The sheets of a workbook: rows as records, or a text each. Where several hold text, each is named by its own name, too.
fn sheets(
    bytes: &[u8],
    form: Form,
    location: &TextLocation,
    options: &ReadOptions,
    yielded: &mut Yield,
) -> Result<(), Problem> {
    let column = options.text_column.as_deref();
    let sheets = workbook::read(bytes, form, column, options.max_file)?;
    let several = sheets.len() > 1;
    let before = (yielded.found.len(), yielded.faults.len());
    for sheet in sheets {
        let inner = TextLocation {
            name_path: match several {
                true => location.name_path.inside(&sheet.name),
                false => location.name_path.clone(),
            },
            ..location.clone()
        };
        let read = match sheet.content {
            SheetContent::Records(lines) => records(lines, &inner, options, yielded),
            SheetContent::Text(text) => one_text(*text, &inner, options, yielded),
            SheetContent::NoTable => Err(Problem::SheetNotRead {
                sheet: sheet.name.clone(),
            }),
        };
        if let Err(problem) = read {
            // A sheet with nothing but a header is none.
            if problem != Problem::Empty {
                yielded.faults.push(Fault::of(&location.path, problem));
            }
        }
    }
    // But a workbook without any other is empty.
    match (yielded.found.len(), yielded.faults.len()) == before {
        true => Err(Problem::Empty),
        false => Ok(()),
    }
}

/// Letters in letters whose attachments are opened, and archives in them.
const MAX_ATTACHED: usize = 2;

/// A letter and what is attached to it. A part whose name no text has is passed over, as in a folder.
fn letter(
    bytes: &[u8],
    location: &TextLocation,
    options: &ReadOptions,
    yielded: &mut Yield,
) -> Result<(), Problem> {
    let message = Message::of(bytes).ok_or_else(|| Problem::Damaged {
        form: mail::LETTER,
        reason: "it has no headers".to_owned(),
    })?;
    let text = mail::letter(&message, options.encoding)
        .and_then(|text| one_text(text, location, options, yielded));
    let attachments = archive::attachments(message.attachments, location);
    match text {
        // A letter may be nothing but what is attached to it.
        Err(Problem::Empty) if !attachments.read.is_empty() => {}
        Err(problem) => yielded.faults.push(Fault::of(&location.path, problem)),
        Ok(()) => {}
    }
    for (inner, bytes) in attachments.read {
        let path = inner.path.clone();
        let result = match inner.depth > MAX_ATTACHED {
            true => Err(Problem::Nested),
            false => read(Cursor::new(bytes), &inner, options, yielded),
        };
        if let Err(problem) = result {
            yielded.faults.push(Fault::of(path, problem));
        }
    }
    attachments.unread.report(location, yielded);
    Ok(())
}

/// A file whose content is not what its name says may be a text all the same; if it is none, its name says more
/// than its bytes.
fn not_as_named(problem: Problem, promised: Form) -> Problem {
    match (problem, form::called(promised)) {
        (Problem::Binary | Problem::Undecodable { .. }, Some(promised)) => {
            Problem::NotAsNamed { promised }
        }
        (problem, _) => problem,
    }
}

/// As [`whole`], and what is known to be too much is not even begun.
fn at_most(source: &mut impl Read, size: u64, limit: u64) -> Result<Vec<u8>, Problem> {
    if size > limit {
        return Err(Problem::TooLarge { limit });
    }
    whole(source, limit)
}

/// Reads to the end, or says that it is too much.
fn whole(source: &mut impl Read, limit: u64) -> Result<Vec<u8>, Problem> {
    read_at_most(source, limit)?.ok_or(Problem::TooLarge { limit })
}

fn records(
    lines: Vec<RecordLine>,
    location: &TextLocation,
    options: &ReadOptions,
    yielded: &mut Yield,
) -> Result<(), Problem> {
    let limit = options.max_bytes;
    if lines.is_empty() {
        return Err(Problem::Empty);
    }
    for line in lines {
        let fits = |record: Record| match record.text.len() as u64 > limit {
            true => Err(Problem::TooLarge { limit }),
            false => Ok(record),
        };
        match line.record.and_then(fits) {
            Ok(mut record) => {
                if !options.further_fields {
                    record.metadata.further.clear();
                }
                yielded.found.push(FoundText {
                    name_path: if record.named {
                        location.name_path.record(&record.id, line.number)
                    } else {
                        location.name_path.line(line.number)
                    },
                    path: location.path.clone(),
                    content: Extracted {
                        metadata: record.metadata,
                        ..html::field(record.text)
                    },
                });
            }
            Err(problem) => yielded.faults.push(Fault {
                path: location.path.clone(),
                line: Some(line.number),
                problem,
            }),
        }
    }
    Ok(())
}
