//! Zip archives: opened within limits, told apart by their entries, and read entry by entry.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use ::zip::result::ZipError;
use ::zip::{CompressionMethod, ZipArchive};
use encoding_rs::GB18030;

use super::encoding::{decode, looks_like_utf8};
use super::fault::Fault;
use super::find::{extension, is_leftover};
use super::form::{self, Form};
use super::found::{TextLocation, Yield};
use super::inflate::{self, Inflating, read_at_most};
use super::mail::Attachment;
use super::options::ReadOptions;
use super::problem::Problem;
use super::zip::{Metered, listed_entries, open_zip, zip_problem};

/// Bytes of an archive that are unpacked in vain, of entries that turn out to be bombs, before it is read no further: some four of them.
const IN_VAIN: u64 = 64 << 20;
/// Archives in archives that are opened.
const MAX_NESTED: usize = 1;

/// A zip, its form, and how many entries it says that it has.
pub(super) struct OpenedZip<R> {
    pub(super) archive: ZipArchive<Metered<R>>,
    pub(super) form: Form,
    pub(super) listed: Option<u64>,
}

/// Opens a zip and tells its form by its entries.
pub(super) fn open<R: Read + Seek>(mut source: R, promised: Form) -> Result<OpenedZip<R>, Problem> {
    let name = form::called(promised).unwrap_or(form::ZIP_ARCHIVE);
    let listed = listed_entries(&mut source);
    let archive = open_zip(source, name)?;
    let form = form::zipped(archive.file_names_raw());
    Ok(OpenedZip {
        archive,
        form,
        listed,
    })
}

/// An entry that is a file.
struct ArchiveEntry {
    index: usize,
    name: String,
}

/// Opens the bytes of an entry as a file of their own.
pub(super) type OpenEntry =
    dyn Fn(Vec<u8>, &TextLocation, &ReadOptions, &mut Yield) -> Result<(), Problem>;

/// Reads the texts of an archive, by name. Nothing is written, and a name with `..` in it leads nowhere.
///
/// # Errors
/// When the archive as a whole cannot be read. What is wrong with an entry is in [`Yield::faults`].
///
/// An entry is opened like a file, by `open_entry`: it may be an archive again.
pub(super) fn read<R: Read + Seek>(
    OpenedZip {
        mut archive,
        listed,
        ..
    }: OpenedZip<R>,
    size: u64,
    location: &TextLocation,
    options: &ReadOptions,
    yielded: &mut Yield,
    open_entry: &OpenEntry,
) -> Result<(), Problem> {
    if location.depth > MAX_NESTED {
        return Err(Problem::Nested);
    }
    let before = (yielded.found.len(), yielded.faults.len());
    let mut left = options.max_unpacked.min(inflate::believed(size));
    let limit = left;
    let mut in_vain = IN_VAIN;
    let mut not_read_on = None;
    let mut unread = Unread::default();
    // The library keeps one entry of a name.
    let lost = listed.map_or(0, |listed| listed.saturating_sub(archive.len() as u64));
    if lost > 0 {
        let problem = Problem::SameNameInside { count: lost };
        yielded.faults.push(Fault::of(&location.path, problem));
    }
    for entry in entries(&archive) {
        let inner = TextLocation {
            path: location.path.join(&entry.name),
            name_path: location.name_path.inside(&entry.name),
            promised: Form::Text,
            depth: location.depth + 1,
        };
        let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
        if entry.name.split('/').any(hidden) {
            unread.hidden.push(inner);
            continue;
        }
        if is_leftover(&entry.name) {
            unread.leftovers.push(inner);
            continue;
        }
        let extension = extension(&inner.path);
        let Some(promised) = extension.as_deref().and_then(form::by_extension) else {
            unread.unknown.entry(extension).or_default().push(inner);
            continue;
        };
        let inner = TextLocation { promised, ..inner };
        if left == 0 || in_vain == 0 {
            // Thousands of entries may share one packed stream.
            not_read_on = Some(Problem::NotReadOn {
                from: entry.name,
                limit,
            });
            break;
        }
        // An entry that is a bomb is named; the others are read.
        let (unpacked, bytes) = unpack(&mut archive, entry.index, left, options);
        match bytes {
            Err(Problem::Bomb { .. }) => in_vain = in_vain.saturating_sub(unpacked),
            _ => left = left.saturating_sub(unpacked),
        }
        let read = bytes.and_then(|bytes| {
            open_entry(bytes, &inner, options, yielded).inspect_err(|problem| {
                // So may be an archive or a document in it.
                if let Problem::Bomb { limit, .. } | Problem::NotReadOn { limit, .. } = problem {
                    in_vain = in_vain.saturating_sub(*limit);
                }
            })
        });
        if let Err(problem) = read {
            yielded.faults.push(Fault::of(inner.path, problem));
        }
    }
    let nothing = yielded.found.len() == before.0
        && !yielded.faults[before.1..]
            .iter()
            .any(|f| f.problem.is_bad());
    if nothing && let Some(missing) = main_part(location.promised) {
        return Err(Problem::Damaged {
            form: form::called(location.promised).unwrap_or(form::ZIP_ARCHIVE),
            reason: format!("it has no {missing}"),
        });
    }
    unread.report(location, yielded);
    if let Some(problem) = not_read_on {
        return Err(problem);
    }
    if nothing {
        return Err(Problem::NoTexts);
    }
    Ok(())
}

/// The part without which a zip is no file of its form.
fn main_part(form: Form) -> Option<&'static str> {
    Some(match form {
        Form::Docx => "word/document.xml",
        Form::Workbook => "xl/workbook.xml",
        Form::Presentation => "ppt/presentation.xml",
        Form::OpenText => "content.xml",
        Form::Book => "META-INF/container.xml",
        _ => return None,
    })
}

/// The bytes of an entry, and how many were unpacked for them, even if they became too many.
fn unpack<R: Read + Seek>(
    archive: &mut ZipArchive<Metered<R>>,
    index: usize,
    left: u64,
    options: &ReadOptions,
) -> (u64, Result<Vec<u8>, Problem>) {
    let mut unpacked = 0;
    let bytes = unpack_counted(archive, index, left, options, &mut unpacked);
    (unpacked, bytes)
}

fn unpack_counted<R: Read + Seek>(
    archive: &mut ZipArchive<Metered<R>>,
    index: usize,
    left: u64,
    options: &ReadOptions,
    unpacked: &mut u64,
) -> Result<Vec<u8>, Problem> {
    let wrong = |error: ZipError| zip_problem(&error, form::ZIP_ARCHIVE);
    let entry = archive.by_index_data(index).map_err(wrong)?;
    if entry.is_symlink() {
        return Err(Problem::NotAFile);
    }
    if entry.encrypted() {
        return Err(Problem::Encrypted);
    }
    if !matches!(
        entry.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        return Err(Problem::Packing);
    }
    let file = archive.by_index(index).map_err(wrong)?;
    let packed = file.compressed_size();
    let limit = options.max_file;
    let mut source = Inflating::new(file, packed, left);
    let bytes = read_at_most(&mut source, limit);
    *unpacked = source.unpacked();
    bytes
        .map_err(|error| inflate::problem(&error, form::ZIP_ARCHIVE))?
        .ok_or(Problem::TooLarge { limit })
}

/// The files of an archive, sorted by name.
fn entries<R: Read + Seek>(archive: &ZipArchive<Metered<R>>) -> Vec<ArchiveEntry> {
    let raw: Vec<&[u8]> = archive.file_names_raw().collect();
    let mut entries: Vec<ArchiveEntry> = names(&raw)
        .into_iter()
        .enumerate()
        .filter(|(_, name)| !name.ends_with(['/', '\\']))
        .map(|(index, name)| ArchiveEntry {
            index,
            name: harmless(&name),
        })
        .filter(|entry| !entry.name.is_empty())
        .collect();
    entries.sort_by(|a, b| (&a.name, a.index).cmp(&(&b.name, b.index)));
    entries
}

/// Names as text. Programs in China write them in GBK without saying so, and a single name is too short to tell
/// its encoding: all that are no UTF-8 are taken together.
fn names(raw: &[&[u8]]) -> Vec<String> {
    let foreign: Vec<&[u8]> = raw
        .iter()
        .copied()
        .filter(|name| !looks_like_utf8(name))
        .collect();
    let together = decode(foreign.join(&b'\n'), None).unwrap_or_default();
    let mut decoded = together.split('\n').map(str::to_owned);
    let agree = together.split('\n').count() == foreign.len();
    raw.iter()
        .map(|name| match std::str::from_utf8(name) {
            Ok(read) if looks_like_utf8(name) => read.to_owned(),
            _ => decoded
                .next()
                .filter(|_| agree)
                .unwrap_or_else(|| GB18030.decode_without_bom_handling(name).0.into_owned()),
        })
        .collect()
}

/// A name as a path that stays below its archive, with `/` between the parts and no control characters.
fn harmless(name: &str) -> String {
    let parts: Vec<String> = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(|part| {
            let shown = |c: char| if c.is_control() { '\u{FFFD}' } else { c };
            part.chars().map(shown).collect()
        })
        .collect();
    parts.join("/")
}

/// What is attached to a letter: what is read, and what is not.
pub(super) struct Attachments {
    pub(super) read: Vec<(TextLocation, Vec<u8>)>,
    pub(super) unread: Unread,
}

/// The files that are attached to a letter, as the entries of an archive.
pub(super) fn attachments(files: Vec<Attachment>, letter: &TextLocation) -> Attachments {
    let mut sorted = Attachments {
        read: Vec::new(),
        unread: Unread::default(),
    };
    for file in files {
        let name = harmless(&file.name);
        if name.is_empty() {
            continue;
        }
        let inner = TextLocation {
            path: letter.path.join(&name),
            name_path: letter.name_path.inside(&name),
            promised: Form::Text,
            depth: letter.depth + 1,
        };
        let extension = extension(&inner.path);
        match extension.as_deref().and_then(form::by_extension) {
            Some(promised) => sorted
                .read
                .push((TextLocation { promised, ..inner }, file.bytes)),
            None => sorted
                .unread
                .unknown
                .entry(extension)
                .or_default()
                .push(inner),
        }
    }
    sorted
}

/// Entries that are not read, which are told as those of a folder are.
#[derive(Default)]
pub(super) struct Unread {
    hidden: Vec<TextLocation>,
    leftovers: Vec<TextLocation>,
    unknown: BTreeMap<Option<String>, Vec<TextLocation>>,
}

impl Unread {
    pub(super) fn report(mut self, archive: &TextLocation, yielded: &mut Yield) {
        let mut tell = |mut locations: Vec<TextLocation>, pattern: String, problem: Problem| {
            let path = match (locations.len(), locations.pop()) {
                (1, Some(only)) => only.path,
                _ => archive.path.join(pattern),
            };
            yielded.faults.push(Fault::of(path, problem));
        };
        let hidden = std::mem::take(&mut self.hidden);
        if !hidden.is_empty() {
            let count = hidden.len() as u64;
            tell(hidden, ".*".to_owned(), Problem::Hidden { count });
        }
        let leftovers = std::mem::take(&mut self.leftovers);
        if !leftovers.is_empty() {
            let count = leftovers.len() as u64;
            tell(leftovers, "~*".to_owned(), Problem::Leftovers { count });
        }
        for (extension, locations) in self.unknown {
            let count = locations.len() as u64;
            let pattern = extension
                .as_ref()
                .map_or("*".to_owned(), |e| format!("*.{e}"));
            tell(
                locations,
                pattern,
                Problem::UnknownType { extension, count },
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zipped(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
        let mut zip = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = ::zip::write::SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated);
        for (name, bytes) in entries {
            zip.start_file(name.as_str(), options).unwrap();
            std::io::Write::write_all(&mut zip, bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_bomb_costs_nothing_of_the_texts_beside_it_and_many_end_the_reading() {
        let text = |name: &str| {
            let wording = "各级党组织要提高政治站位，把思想和行动统一到部署上来。";
            (name.to_owned(), wording.as_bytes().to_vec())
        };
        let bomb = |number: usize| (format!("m{number}.txt"), vec![b'x'; 40 << 20]);
        let read = |entries: &[(String, Vec<u8>)]| {
            let reader = crate::read::Reader::new(ReadOptions::default());
            let (texts, faults) = reader.extract(&zipped(entries), "all.zip");
            let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
            (texts.len(), told)
        };
        let (texts, told) = read(&[text("a.txt"), bomb(1), text("z.txt")]);
        assert_eq!((texts, told.len()), (2, 1), "{told:?}");
        assert!(told[0].contains("m1.txt: unpacks to more than"), "{told:?}");
        let mut many = vec![text("a.txt")];
        many.extend((1..8).map(bomb));
        many.push(text("z.txt"));
        let (texts, told) = read(&many);
        assert_eq!((texts, told.len()), (1, 5), "{told:?}");
        assert!(
            told[4].contains("nothing was read from m5.txt on"),
            "{told:?}"
        );
    }

    #[test]
    fn names_lead_nowhere_and_hold_nothing_odd() {
        for (name, expected) in [
            ("a/b.txt", "a/b.txt"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc//./x.txt", "etc/x.txt"),
            ("a\\b\\c.txt", "a/b/c.txt"),
            ("a\u{1B}[2J.txt", "a\u{FFFD}[2J.txt"),
            ("..", ""),
        ] {
            assert_eq!(harmless(name), expected);
        }
    }

    #[test]
    fn names_in_gbk_and_in_utf8_stand_side_by_side() {
        let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
        let (a, b) = (gbk("工作报告.txt"), gbk("讲话/在大会上的讲话.docx"));
        let raw: [&[u8]; 3] = [&a, "会议.txt".as_bytes(), &b];
        assert_eq!(
            names(&raw),
            ["工作报告.txt", "会议.txt", "讲话/在大会上的讲话.docx"]
        );
        assert_eq!(names(&[b"\xFF\xFF.txt"]).len(), 1);
        let (one, two) = (gbk("附件1.txt"), gbk("通知.txt"));
        assert_eq!(names(&[&one]), ["附件1.txt"]);
        assert_eq!(
            names(&[&two, "café.txt".as_bytes()]),
            ["通知.txt", "café.txt"]
        );
    }
}
