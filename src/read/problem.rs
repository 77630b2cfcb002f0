//! What can be wrong with something that is to be read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::foreign::Foreign;

/// Why a file, folder or record was not read. The message says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The path leads nowhere.
    #[error("there is no such file or folder: check the path")]
    NotFound,
    /// The file system refused.
    #[error("cannot be read ({message}): check its permissions and the disk")]
    Unreadable {
        /// What kind of refusal.
        kind: io::ErrorKind,
        /// What the file system said.
        message: String,
    },
    /// Nothing but white space.
    #[error("holds no text: fill it or leave it out")]
    Empty,
    /// Bytes that are no text.
    #[error("is a binary file, not text: save it as plain text (.txt)")]
    Binary,
    /// A format that is not read.
    #[error("is {format}, which leitong does not read: {}", format.advice())]
    ForeignFormat {
        /// Which.
        format: Foreign,
    },
    /// Neither what its name says nor text.
    #[error(
        "is no {promised}, though its name says so, and no text either: get it again from where it came"
    )]
    NotAsNamed {
        /// What its name says, without article.
        promised: &'static str,
    },
    /// The form is right, and its content broken.
    #[error("is a damaged {form} ({reason}): {}", damaged_advice(form))]
    Damaged {
        /// What it is, without article.
        form: &'static str,
        /// What is broken.
        reason: String,
    },
    /// Bytes that the encoding has no meaning for.
    #[error(
        "is not valid {encoding} from byte {offset} on: mend the file, or name its encoding with --encoding"
    )]
    Undecodable {
        /// The encoding that was told or detected.
        encoding: &'static str,
        /// The first byte that does not fit, from 0.
        offset: u64,
    },
    /// A text whose last bytes are no character: it was cut off, or filled up with zeros.
    #[error(
        "ends in {bytes} bytes that are no character, which were left out: get it again if its end is missing"
    )]
    CutOff {
        /// How many were left out.
        bytes: u64,
    },
    /// A text with lines in UTF-8 and lines in GB18030.
    #[error(
        "has lines in UTF-8 and lines in GB18030, and each was read in its own: look whether it was put together from files that belong apart"
    )]
    MixedEncodings,
    /// A part of a Word document that is not read.
    #[error(
        "holds a part of another form ({part}), which was not read: open it in Word and save it again, so that the part becomes text"
    )]
    PartNotRead {
        /// The part's name.
        part: String,
    },
    /// More bytes than a text may have.
    #[error("is larger than {}: split it into several files", size(*limit))]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A packed file that unpacks to more than anybody would write.
    #[error("unpacks to more than {}, far more than its size lets expect: {}", size(*limit), bomb_advice(form))]
    Bomb {
        /// What it is, without article.
        form: &'static str,
        /// The limit in bytes.
        limit: u64,
    },
    /// An archive whose entries together unpack to more than anybody would pack.
    #[error(
        "unpacks to more than {}, far more than its size lets expect, so nothing was read from {from} on: unpack it yourself if you trust it, and give the folder",
        size(*limit)
    )]
    NotReadOn {
        /// The first entry, in the order of names, that was not read.
        from: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// More entries than an archive may have.
    #[error("holds more than {limit} files: unpack it and give the folder")]
    TooManyEntries {
        /// The limit.
        limit: usize,
    },
    /// XML with elements in elements beyond all measure.
    #[error(
        "has XML elements nested more than {limit} deep, which no program for writing does: open it in Word or LibreOffice and save it again"
    )]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Entries of an archive that have one name.
    #[error(
        "{count} of its files have the name of another one in it, and only the last of each name was read: unpack it and give the folder"
    )]
    SameNameInside {
        /// How many were not read.
        count: u64,
    },
    /// Rows of a table that a quotation mark makes part of a text.
    #[error(
        "has a quotation mark that opens a field here and closes in line {last}, and {reason}: if the texts between are rows of their own, write the mark twice inside quotation marks"
    )]
    SwallowedRows {
        /// The line in which the mark closes.
        last: u64,
        /// What shows it.
        reason: String,
    },
    /// An entry of an archive under a password.
    #[error("is under a password: unpack it and give the folder")]
    Encrypted,
    /// An entry packed in a way that is not read.
    #[error(
        "is packed in a way that leitong does not read: unpack it, or pack it again as an ordinary .zip"
    )]
    Packing,
    /// An archive in an archive in an archive.
    #[error("is an archive in an archive in an archive: unpack the outer ones and give the folder")]
    Nested,
    /// A table in which no column is known to hold the text.
    #[error("{}", no_column(wanted.as_deref(), columns))]
    NoColumn {
        /// The column asked for.
        wanted: Option<String>,
        /// The columns that there are.
        columns: String,
    },
    /// A sheet of a workbook that is no table of texts, beside one that is.
    #[error(
        "has a sheet without a column of texts (\"{sheet}\"), which was not read: name its column with --text-column, or call it `text`"
    )]
    SheetNotRead {
        /// The sheet's name.
        sheet: String,
    },
    /// A row of a table that is no record.
    #[error(
        "is no row of the table ({reason}): put quotation marks around texts with commas, line ends or quotation marks, and write a mark inside twice"
    )]
    Row {
        /// What is wrong.
        reason: String,
    },
    /// A socket, a device, or the like.
    #[error("is neither a file nor a folder: leave it out")]
    NotAFile,
    /// A file that was to be one text.
    #[error("holds {count} texts where one is wanted: take out the one you mean")]
    NotOneText {
        /// How many it holds.
        count: usize,
    },
    /// A name that is no Unicode, and so cannot name a document in the outputs.
    #[error("has a name that is not valid UTF-8: rename it")]
    FileName,
    /// A line that is no record.
    #[error("is no record ({reason}): each line needs a JSON object with \"id\" and \"text\"")]
    Record {
        /// What the parser said.
        reason: String,
    },
    /// A folder named by the caller in which there is nothing to read.
    #[error(
        "holds no file that leitong reads (.txt, .md, .docx, .doc, .wps, .rtf, .odt, .pdf, .html, .mht, .eml, .epub, .pptx, .xlsx, .xls, .csv, .tsv, .jsonl, .zip): check the path"
    )]
    NoTexts,
    /// Files found in a folder that are of a type that is not read.
    #[error("{count} of a type that is not read{}", extension.as_ref().map(|e| format!(" (.{e})")).unwrap_or_default())]
    UnknownType {
        /// Their extension in lower case, if they have one.
        extension: Option<String>,
        /// How many.
        count: u64,
    },
    /// What programs leave beside documents: lock files, the folders of saved pages, lists of the system.
    #[error("{count} left by programs (lock files, folders of saved pages), not read")]
    Leftovers {
        /// How many.
        count: u64,
    },
    /// Hidden files and folders found in a folder.
    #[error("{count} hidden, not read: name a hidden file itself to have it read")]
    Hidden {
        /// How many.
        count: u64,
    },
    /// A second way to a file that was read already.
    #[error("is the same as {}, and read once", path.display())]
    SameFile {
        /// The path under which it was read.
        path: PathBuf,
    },
    /// More parts than a reader takes in.
    #[error("has more than {limit} {what}: {}", parts_advice(what))]
    TooManyParts {
        /// Of what, in the plural.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// A PDF of pictures.
    #[error(
        "is a PDF without text ({pages} pages, scanned or drawn): run OCR over it (for instance ocrmypdf -l chi_sim) and give the result"
    )]
    NoTextLayer {
        /// Its pages.
        pages: u64,
    },
    /// A PDF whose fonts do not say which characters they draw.
    #[error(
        "is a PDF whose fonts do not say which characters they draw: run OCR over it (for instance ocrmypdf --force-ocr -l chi_sim) and give the result"
    )]
    NoCharacterCodes,
    /// A PDF that asks for a password.
    #[error("is locked with a password: open it and save it without one")]
    Locked,
    /// The output of leitong itself, found in a folder.
    #[error("holds the output of leitong, and is not read")]
    OwnOutput,
    /// A text to compare against that is also one of those that are compared.
    #[error("is one of the texts that are compared, and is not compared against itself")]
    ComparedAgainst,
    /// A reference text that is also one of the texts to compare.
    #[error("is compared itself, so it does not count as reference")]
    ReferenceIsCompared,
    /// A row of the metadata file for a document that is not there.
    #[error(
        "names \"{name}\", which is not among the documents: correct the name, or leave the row out"
    )]
    NoSuchDocument {
        /// The name in the row.
        name: String,
    },
    /// A row of the metadata file for several documents.
    #[error("names \"{name}\", which {count} documents are called: add their folder to the name")]
    SeveralDocuments {
        /// The name in the row.
        name: String,
        /// How many are called so.
        count: u64,
    },
    /// A row of the metadata file for a document that an earlier row names otherwise.
    #[error("names \"{name}\", which line {line} names already: leave one out")]
    SecondRow {
        /// The name in the row.
        name: String,
        /// The earlier line, from 1.
        line: u64,
    },
}

/// A number of bytes as people say it, rounded down.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    UNITS
        .iter()
        .find(|(unit, _)| bytes >= 10 * unit || (bytes >= *unit && bytes.is_multiple_of(*unit)))
        .map_or_else(
            || format!("{bytes} bytes"),
            |(unit, name)| format!("{} {name}", bytes / unit),
        )
}

fn bomb_advice(form: &str) -> &'static str {
    match form {
        "zip archive" => "unpack it yourself if you trust it, and give the folder",
        _ => "open it in its program if you trust it, and save its text as plain text (.txt)",
    }
}

/// What to do with a file that has too many parts: some kinds only a program makes, by mistake or on purpose.
fn parts_advice(what: &str) -> &'static str {
    match what {
        "attributes in a tag" => "open it in a browser and save its text as plain text (.txt)",
        "widths of characters" | "drawing operations on a page" => {
            "print it into a new PDF, or save its text as plain text (.txt)"
        }
        "groups in groups" => "open it in Word, WPS or LibreOffice and save it as .docx",
        _ => "split it into several files",
    }
}

fn no_column(wanted: Option<&str>, columns: &str) -> String {
    match wanted {
        Some(wanted) => format!(
            "has no column `{wanted}`: its columns are {columns}; name another with --text-column"
        ),
        None => format!(
            "has no column that is known to hold the text: its columns are {columns}; name one with --text-column, or call it `text`"
        ),
    }
}

fn damaged_advice(form: &str) -> &'static str {
    match form {
        "zip archive" => "get it again from where it came, or unpack what can be saved of it",
        _ => "open it in its program and save it again, or get it again from where it came",
    }
}

impl Problem {
    /// Whether something that was meant to be read could not be; otherwise it is only worth mentioning.
    pub fn is_bad(&self) -> bool {
        !matches!(
            self,
            Problem::UnknownType { .. }
                | Problem::Hidden { .. }
                | Problem::SameFile { .. }
                | Problem::OwnOutput
                | Problem::ComparedAgainst
                | Problem::ReferenceIsCompared
                | Problem::CutOff { .. }
                | Problem::MixedEncodings
                | Problem::PartNotRead { .. }
                | Problem::SheetNotRead { .. }
                | Problem::Leftovers { .. }
        )
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Problem::NotFound,
            kind => Problem::Unreadable {
                kind,
                message: error.to_string(),
            },
        }
    }
}
