//! The metadata file: a row a document, which counts before what the documents say of themselves.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::encoding::decode;
use super::fault::Fault;
use super::problem::Problem;
use super::table::{QuoteFault, quote_faults};
use crate::document::Corpus;

/// The columns that have a meaning of their own; any other is kept under its name.
pub(super) const STANDARD: [&str; 8] = [
    "file", "title", "date", "place", "author", "meeting", "speaker", "kind",
];

/// Names under which the columns may stand, too.
const ALIASES: [(&str, &str); 16] = [
    ("文件", "file"),
    ("文件名", "file"),
    ("编号", "file"),
    ("id", "file"),
    ("标题", "title"),
    ("题目", "title"),
    ("日期", "date"),
    ("时间", "date"),
    ("地点", "place"),
    ("地方", "place"),
    ("地区", "place"),
    ("作者", "author"),
    ("会议", "meeting"),
    ("讲话人", "speaker"),
    ("类型", "kind"),
    ("体裁", "kind"),
];

/// A metadata file cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TableError {
    /// The file cannot be read.
    #[error("cannot read the metadata file {}: {problem}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The fault, in words.
        problem: Problem,
    },
    /// It is no table.
    #[error("the metadata file {} is no table ({reason}): it needs a row of column names, and as many fields in each row", path.display())]
    NoTable {
        /// The file.
        path: PathBuf,
        /// The parser's message.
        reason: String,
    },
    /// Nothing says which document a row is about.
    #[error("the metadata file {} has no column \"file\": name the documents in it, as documents.csv does", path.display())]
    NoFileColumn {
        /// The file.
        path: PathBuf,
    },
    /// Two columns have one name.
    #[error("the metadata file {} has two columns \"{column}\": leave one out", path.display())]
    TwoColumns {
        /// The file.
        path: PathBuf,
        /// Their name.
        column: String,
    },
    /// Two rows are about one document.
    #[error("the metadata file {} has two rows for \"{file}\" (lines {first} and {second}): leave one out", path.display())]
    TwoRows {
        /// The file.
        path: PathBuf,
        /// The document.
        file: String,
        /// The line of the first, from 1.
        first: u64,
        /// The line of the second.
        second: u64,
    },
}

/// The facts by document of a metadata file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataTable {
    path: PathBuf,
    /// The columns beside `file`, in their order.
    columns: Vec<String>,
    /// Name of a document, line, and what is said of it by column; empty fields left out.
    rows: Vec<(String, u64, BTreeMap<String, String>)>,
}

impl MetadataTable {
    /// Reads a `.csv` or, where the first line has tabs and no comma, a table with tabs; in any encoding that texts may
    /// be in. O(n).
    ///
    /// # Errors
    /// When there is no such file, no table in it, no column `file`, or two rows for one name.
    pub fn read(path: &Path) -> Result<Self, TableError> {
        let unreadable = |problem| TableError::Unreadable {
            path: path.to_owned(),
            problem,
        };
        let bytes = fs::read(path).map_err(|e| unreadable(e.into()))?;
        let text = decode(bytes, None).map_err(unreadable)?;
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self, TableError> {
        let no_table = |e: csv::Error| TableError::NoTable {
            path: path.to_owned(),
            reason: e.to_string(),
        };
        let head = text.lines().next().unwrap_or_default();
        let tabs = head.contains('\t') && !head.contains(',');
        let delimiter = if tabs { b'\t' } else { b',' };
        if let Some(fault) = quote_faults(text, delimiter).into_iter().next() {
            let (QuoteFault::Open { line, .. } | QuoteFault::Swallowing { line, .. }) = fault;
            return Err(TableError::NoTable {
                path: path.to_owned(),
                reason: format!(
                    "line {line}: a quotation mark opens a field, and the lines behind it become part of it"
                ),
            });
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let columns: Vec<String> = reader
            .headers()
            .map_err(no_table)?
            .iter()
            .map(column)
            .collect();
        for (number, column) in columns.iter().enumerate() {
            if columns[..number].contains(column) {
                return Err(TableError::TwoColumns {
                    path: path.to_owned(),
                    column: column.clone(),
                });
            }
        }
        let Some(file) = columns.iter().position(|c| c == "file") else {
            return Err(TableError::NoFileColumn {
                path: path.to_owned(),
            });
        };
        let mut rows: Vec<(String, u64, BTreeMap<String, String>)> = Vec::new();
        let mut lines: BTreeMap<String, u64> = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(no_table)?;
            let line = record.position().map_or(0, csv::Position::line);
            let name = record.get(file).unwrap_or_default().to_owned();
            if name.is_empty() {
                continue;
            }
            if let Some(first) = lines.insert(name.clone(), line) {
                return Err(TableError::TwoRows {
                    path: path.to_owned(),
                    file: name,
                    first,
                    second: line,
                });
            }
            let fields = columns.iter().zip(&record).enumerate();
            let said = fields
                .filter(|(number, (_, value))| *number != file && !value.is_empty())
                .map(|(_, (column, value))| (column.clone(), value.to_owned()))
                .collect();
            rows.push((name, line, said));
        }
        Ok(Self {
            path: path.to_owned(),
            columns: columns.into_iter().filter(|c| c != "file").collect(),
            rows,
        })
    }

    /// The columns beside `file`, in their order.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Gives each document its row. A row names a document as outputs do, or by its path's end (`2024/a.txt`).
    ///
    /// Rows that name no document, and rows that name several, are used for none: each is a fault.
    pub fn apply(&self, corpus: &mut Corpus) -> Vec<Fault> {
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        let mut by_end: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, document) in corpus.documents.iter().enumerate() {
            by_name.insert(&document.name, number);
            // Records have names of their own; their file's would mean all of them.
            let file = document.path.file_name().map(|f| f.to_string_lossy());
            let own_file = file
                .as_ref()
                .is_some_and(|f| document.name.ends_with(f.as_ref()));
            if own_file {
                let parts: Vec<String> = document
                    .path
                    .components()
                    .map(|part| part.as_os_str().to_string_lossy().into_owned())
                    .collect();
                for from in 0..parts.len() {
                    by_end
                        .entry(parts[from..].join("/"))
                        .or_default()
                        .push(number);
                }
            }
        }
        let mut faults = Vec::new();
        let mut given: Vec<(usize, &BTreeMap<String, String>)> = Vec::new();
        let mut taken: BTreeMap<usize, u64> = BTreeMap::new();
        for (name, line, said) in &self.rows {
            let wanted = name.trim_start_matches("./").replace('\\', "/");
            let found: &[usize] = match by_name.get(wanted.as_str()) {
                Some(number) => std::slice::from_ref(number),
                None => by_end.get(&wanted).map_or(&[], Vec::as_slice),
            };
            let problem = match found {
                [number] => match taken.insert(*number, *line) {
                    None => {
                        given.push((*number, said));
                        continue;
                    }
                    Some(other) => Problem::SecondRow {
                        name: name.clone(),
                        line: other,
                    },
                },
                [] => Problem::NoSuchDocument { name: name.clone() },
                _ => Problem::SeveralDocuments {
                    name: name.clone(),
                    count: found.len() as u64,
                },
            };
            faults.push(Fault {
                path: self.path.clone(),
                line: Some(*line),
                problem,
            });
        }
        let given: Vec<(usize, BTreeMap<String, String>)> = given
            .into_iter()
            .map(|(n, said)| (n, said.clone()))
            .collect();
        for (number, said) in given {
            corpus.documents[number].metadata.table = said;
        }
        corpus
            .skipped
            .extend(faults.iter().map(crate::document::Skipped::from));
        faults
    }
}

/// The name of a column as the rest of the program has it.
fn column(given: &str) -> String {
    let lower = given.trim().trim_start_matches('\u{FEFF}').to_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == lower);
    if let Some((_, standard)) = alias {
        return (*standard).to_owned();
    }
    if STANDARD.contains(&lower.as_str()) || lower == "year" {
        return lower;
    }
    given.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::text::metadata::Metadata;
    use crate::text::{Layout, SourceText};

    fn parse(text: &str) -> Result<MetadataTable, TableError> {
        MetadataTable::parse(Path::new("m.csv"), text)
    }

    fn corpus(paths: &[(&str, &str)]) -> Corpus {
        let document = |(name, path): &(&str, &str)| Document {
            name: (*name).to_owned(),
            path: PathBuf::from(path),
            text: SourceText::from("甲"),
            layout: Layout::default(),
            metadata: Metadata::default(),
        };
        Corpus {
            documents: paths.iter().map(document).collect(),
            ..Corpus::default()
        }
    }

    #[test]
    fn rows_go_to_their_documents() {
        let table = parse("文件名,地点,批次\na.txt,海东市,一\n2024/b.txt,,二\n").unwrap();
        assert_eq!(table.columns(), ["place", "批次"]);
        let mut corpus = corpus(&[
            ("a.txt", "in/a.txt"),
            ("2024/b.txt", "in/2024/b.txt"),
            ("2023/b.txt", "in/2023/b.txt"),
        ]);
        assert!(table.apply(&mut corpus).is_empty());
        let said = |n: usize| corpus.documents[n].metadata.table.clone();
        assert_eq!(said(0)["place"], "海东市");
        assert_eq!(said(1).get("place"), None);
        assert_eq!(said(1)["批次"], "二");
        assert!(said(2).is_empty());
    }

    #[test]
    fn rows_without_a_document_are_told_with_their_line() {
        let table = parse("file,place\nc.txt,甲\nb.txt,乙\n").unwrap();
        let mut corpus = corpus(&[("x/b.txt", "x/b.txt"), ("y/b.txt", "y/b.txt")]);
        let faults = table.apply(&mut corpus);
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), 2);
        assert!(told[0].starts_with("m.csv:2: names \"c.txt\""), "{told:?}");
        assert!(told[1].contains("2 documents"), "{told:?}");
        assert_eq!(corpus.skipped.len(), 2);
    }

    #[test]
    fn what_is_no_table_of_files_is_refused() {
        assert!(matches!(
            parse("name,place\na,b\n"),
            Err(TableError::NoFileColumn { .. })
        ));
        assert!(matches!(
            parse("file,place\na,b,c\n"),
            Err(TableError::NoTable { .. })
        ));
        assert!(matches!(
            parse("file,place,地点\na,b,c\n"),
            Err(TableError::TwoColumns { .. })
        ));
        assert!(matches!(
            parse("file,place\na,b\nc,d\na,e\n"),
            Err(TableError::TwoRows {
                first: 2,
                second: 4,
                ..
            })
        ));
        assert!(parse("file\tplace\na\tb\n").is_ok());
    }
}
