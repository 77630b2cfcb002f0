//! A record a row: comma- and tab-separated tables (RFC 4180), as spreadsheets write them.

mod dialect;

use super::problem::Problem;
use super::record::{Record, RecordLine, further_value};
use crate::text::metadata::{GivenBy, Metadata};
pub(super) use dialect::QuoteFault;
pub(super) use dialect::quote_faults;
use dialect::{LineCounter, delimiter, doubled_quotes, told_delimiter};

/// Names of the column with the text, best first.
const TEXT: [&str; 13] = [
    "text",
    "正文",
    "全文",
    "content",
    "body",
    "内容",
    "文本",
    "fulltext",
    "full_text",
    "文字",
    "內容",
    "讲话内容",
    "文章内容",
];
const ID: [&str; 8] = [
    "id",
    "编号",
    "文件名",
    "file",
    "filename",
    "序号",
    "編號",
    "doc_id",
];
const TITLE: [&str; 7] = ["title", "标题", "题目", "题名", "篇名", "標題", "headline"];
const DATE: [&str; 9] = [
    "date",
    "日期",
    "时间",
    "发布日期",
    "发布时间",
    "讲话时间",
    "成文日期",
    "year",
    "年份",
];
const PLACE: [&str; 9] = [
    "place", "地点", "地区", "省份", "城市", "地方", "province", "city", "地點",
];
const AUTHOR: [&str; 8] = [
    "author",
    "作者",
    "讲话人",
    "发言人",
    "speaker",
    "报告人",
    "主讲人",
    "發言人",
];

/// Columns that a message names.
const SHOWN: usize = 12;

/// Where the columns stand.
pub(super) struct Columns {
    text: usize,
    id: Option<usize>,
    title: Option<usize>,
    date: Option<usize>,
    place: Option<usize>,
    author: Option<usize>,
    /// The other ones, by name.
    further: Vec<(String, usize)>,
}

impl Columns {
    pub(super) fn of(header: &csv::StringRecord, wanted: Option<&str>) -> Result<Self, Problem> {
        let names: Vec<String> = header
            .iter()
            .map(|name| name.trim().to_lowercase())
            .collect();
        let at = |names_of: &[&str]| {
            names_of
                .iter()
                .find_map(|name| names.iter().position(|n| n == name))
        };
        let text = match wanted {
            Some(wanted) => names
                .iter()
                .position(|n| *n == wanted.trim().to_lowercase()),
            None => at(&TEXT),
        };
        let Some(text) = text else {
            let mut columns: Vec<String> = header
                .iter()
                .take(SHOWN)
                .map(|name| name.trim().chars().take(20).collect())
                .collect();
            if header.len() > SHOWN {
                columns.push("…".to_owned());
            }
            return Err(Problem::NoColumn {
                wanted: wanted.map(str::to_owned),
                columns: columns.join(", "),
            });
        };
        let other = |names: &[&str]| at(names).filter(|column| *column != text);
        let mut columns = Self {
            text,
            id: other(&ID),
            title: other(&TITLE),
            date: other(&DATE),
            place: other(&PLACE),
            author: other(&AUTHOR),
            further: Vec::new(),
        };
        let used = [
            Some(text),
            columns.id,
            columns.title,
            columns.date,
            columns.place,
            columns.author,
        ];
        let named = header.iter().map(str::trim).zip(0..);
        let others = named.filter(|(name, at)| !name.is_empty() && !used.contains(&Some(*at)));
        columns.further = others.map(|(name, at)| (name.to_owned(), at)).collect();
        Ok(columns)
    }
}

/// Reads the rows of a table: O(n). `column` is the name of the one with the text; without it, the usual names are
/// looked for. A row without an id of its own is named by its line.
///
/// # Errors
/// When there is no header or no column for the text. A bad row is in its [`RecordLine`].
pub(super) fn read(text: &str, column: Option<&str>) -> Result<Vec<RecordLine>, Problem> {
    let (told, table) = told_delimiter(text);
    let skipped = u64::from(told.is_some());
    let delimiter = told.unwrap_or_else(|| delimiter(table));
    let escaped = doubled_quotes(table, delimiter);
    let table = escaped.as_deref().unwrap_or(table);
    let faults = quote_faults(table, delimiter);
    let broken = faults.iter().find_map(|fault| match fault {
        QuoteFault::Open { row, line } => Some((*row, *line)),
        QuoteFault::Swallowing { .. } => None,
    });
    let sound = broken.map_or(table, |(at, _)| &table[..at]);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(sound.as_bytes());
    let header = reader.headers().map_err(row_problem)?.clone();
    if header.iter().all(|name| name.trim().is_empty()) && broken.is_none() {
        return Err(Problem::Empty);
    }
    let columns = Columns::of(&header, column)?;
    let mut lines = Vec::new();
    let mut counted = LineCounter::default();
    for row in reader.records() {
        let row = row.map_err(row_problem)?;
        let at = row.position().map_or(0, |at| at.byte() as usize);
        let number = counted.line_at(sound, at) + skipped;
        if row.iter().all(|field| field.trim().is_empty()) {
            continue;
        }
        lines.push(RecordLine {
            number,
            record: record(&row, &header, &columns, number),
        });
    }
    for fault in faults {
        let (line, problem) = match fault {
            QuoteFault::Open { row, line } => (line, open_mark(&table[row..])),
            QuoteFault::Swallowing { line, last } => (line, swallowed(last + skipped)),
        };
        lines.push(RecordLine {
            number: line + skipped,
            record: Err(problem),
        });
    }
    lines.sort_by_key(|line| line.number);
    Ok(lines)
}

/// What is said of a mark that none closes: the rows behind it are lost with its own.
fn open_mark(rest: &str) -> Problem {
    let behind = rest
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .count();
    let reason = match behind {
        0 => "a quotation mark opens a field and none closes it".to_owned(),
        behind => format!(
            "a quotation mark opens a field and none closes it, so that {behind} lines behind it were not read"
        ),
    };
    Problem::Row { reason }
}

pub(super) fn swallowed(last: u64) -> Problem {
    Problem::SwallowedRows {
        last,
        reason: "text follows it directly".to_owned(),
    }
}

fn row_problem(error: csv::Error) -> Problem {
    Problem::Row {
        reason: error.to_string(),
    }
}

fn record(
    row: &csv::StringRecord,
    header: &csv::StringRecord,
    columns: &Columns,
    number: u64,
) -> Result<Record, Problem> {
    let beyond = row.iter().skip(header.len());
    // A comma in a text without quotation marks would cut it without a word. Empty fields at the end are left out by many
    // exporters: a row is whole that has the text and all before it.
    if row.len() <= columns.text || beyond.clone().any(|field| !field.trim().is_empty()) {
        return Err(Problem::Row {
            reason: format!(
                "it has {} fields, the header has {}",
                row.len(),
                header.len()
            ),
        });
    }
    record_of(|at| row.get(at), columns, number)
}

/// The record in a row, whose cells `cell` gives by their column.
pub(super) fn record_of<'r>(
    cell: impl Fn(usize) -> Option<&'r str>,
    columns: &Columns,
    number: u64,
) -> Result<Record, Problem> {
    let field = |column: Option<usize>| {
        let field = cell(column?)?.trim();
        (!field.is_empty()).then(|| field.to_owned())
    };
    let text = cell(columns.text).unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Problem::Empty);
    }
    Ok(Record {
        id: field(columns.id).unwrap_or_else(|| format!("{number}")),
        named: columns.id.is_some(),
        text: text.to_owned(),
        metadata: Metadata {
            title: field(columns.title),
            date: field(columns.date),
            place: field(columns.place),
            author: field(columns.author),
            by: GivenBy::Record,
            further: columns
                .further
                .iter()
                .filter_map(|(name, at)| Some((name.clone(), further_value(cell(*at)?)?)))
                .collect(),
            ..Metadata::default()
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A line with its id and text, or what is wrong with it.
    type Row = (u64, Result<(String, String), String>);

    fn rows(text: &str) -> Vec<Row> {
        let lines = read(text, None).ok().unwrap();
        let pair = |record: Record| (record.id, record.text);
        lines
            .into_iter()
            .map(|l| (l.number, l.record.map(pair).map_err(|p| p.to_string())))
            .collect()
    }

    #[test]
    fn columns_are_found_by_the_names_people_give_them() {
        let lines = read(
            "编号,标题,日期,地点,讲话人,正文\r\n7,报告,2025-03-26,海东,赵源华,\"各级要\n抓好落实，一是……\"\r\n",
            None,
        );
        let lines = lines.ok().unwrap();
        let record = lines[0].record.as_ref().ok().unwrap();
        assert_eq!(record.text, "各级要\n抓好落实，一是……");
        assert_eq!(record.id, "7");
        assert_eq!(
            record.metadata,
            Metadata {
                title: Some("报告".to_owned()),
                date: Some("2025-03-26".to_owned()),
                place: Some("海东".to_owned()),
                author: Some("赵源华".to_owned()),
                by: GivenBy::Record,
                ..Metadata::default()
            }
        );
        let named = read("a,b\n1,讲话\n", Some("B")).ok().unwrap();
        assert_eq!(named[0].record.as_ref().ok().unwrap().text, "讲话");
    }

    #[test]
    fn without_a_column_for_the_text_the_message_names_those_there_are() {
        let problem = read("a,b\n1,2\n", None).err().unwrap();
        assert!(problem.to_string().contains("a, b"), "{problem}");
        let problem = read("a,text\n1,2\n", Some("c")).err().unwrap();
        assert!(problem.to_string().contains("`c`"), "{problem}");
    }

    #[test]
    fn tabs_semicolons_and_excels_own_line_are_understood() {
        for table in [
            "id\ttext\na\tx,y;z\n",
            "id;text\na;x,y;z\n",
            "sep=;\nid;text\na;\"x,y;z\"\n",
        ] {
            let found = rows(table);
            let expected = if table.starts_with("id;") {
                // Too many fields: the semicolon in the text has no quotation marks.
                continue;
            } else {
                ("a".to_owned(), "x,y;z".to_owned())
            };
            assert_eq!(found[0].1, Ok(expected), "{table}");
        }
    }

    #[test]
    fn rows_of_another_length_are_told_with_their_line() {
        let found = rows("id,text\na,甲\nb\nc,丙,丁\n\nd,戊,,\n");
        let sound: Vec<(u64, bool)> = found.iter().map(|(l, r)| (*l, r.is_ok())).collect();
        assert_eq!(sound, [(2, true), (3, false), (4, false), (6, true)]);
    }

    #[test]
    fn empty_fields_at_the_end_may_be_left_out() {
        let found = rows("id,text,date,place\na,甲,2025-03-12,东河\nb,乙\nc,丙,2025\nd\n");
        let sound: Vec<(u64, bool)> = found.iter().map(|(l, r)| (*l, r.is_ok())).collect();
        assert_eq!(sound, [(2, true), (3, true), (4, true), (5, false)]);
        // With the text in the last column nothing can be missing.
        assert!(rows("id,date,text\na,2025\n")[0].1.is_err());
    }

    #[test]
    fn lines_may_end_with_a_carriage_return_alone() {
        let found = rows("text,date\r甲,2025\r\r\"乙\r丙\",2025\r丁,2025\r");
        let lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4, 6]);
    }

    #[test]
    fn marks_behind_a_backslash_are_part_of_the_text() {
        for (table, text) in [
            (
                "id,text\na,\"他说\\\"好\\\"，走了。\"\n",
                "他说\"好\"，走了。",
            ),
            ("id,text\na,\"\\\"好\\\"\"\n", "\"好\""),
            ("id,text,x\na,\"他说\\\"好\\\"\",1\n", "他说\"好\""),
            (
                "id,text\na,\"他说\\\"好\\\"，在C:\\\\a。\"\n",
                "他说\"好\"，在C:\\a。",
            ),
            // By the rule of RFC 4180 a backslash is a character like others.
            ("id,text\na,\"在C:\\\"\n", "在C:\\"),
            ("id,text\na,\"他说\\\"\"好\"\"\"\n", "他说\\\"好\""),
        ] {
            assert_eq!(
                rows(table)[0].1,
                Ok(("a".to_owned(), text.to_owned())),
                "{table}"
            );
        }
    }

    #[test]
    fn the_delimiter_may_be_named_in_any_case() {
        for table in [
            "SEP=;\nid;text\na;甲\n",
            "\"sep=;\"\r\nid;text\r\na;甲\r\n",
            "Sep=;\rid;text\ra;甲\r",
        ] {
            let found = rows(table);
            assert_eq!(
                found,
                [(3, Ok(("a".to_owned(), "甲".to_owned())))],
                "{table}"
            );
        }
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_loses_its_row_alone() {
        let found = rows("id,text\na,甲\nb,\"乙\nc,丙\n");
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].1, Ok(("a".to_owned(), "甲".to_owned())));
        assert_eq!(found[1].0, 3);
        assert!(
            found[1]
                .1
                .as_ref()
                .is_err_and(|p| p.contains("quotation mark"))
        );
    }

    #[test]
    fn a_row_without_an_id_is_named_by_its_line() {
        let lines = read("text\n甲\n", None).ok().unwrap();
        let record = lines[0].record.as_ref().ok().unwrap();
        assert_eq!((record.id.as_str(), record.named), ("2", false));
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(table in "[\"',;\\t\\r\\n甲a=]{0,60}") {
            let _ = read(&table, None);
            let _ = read(&format!("text,id\n{table}"), None);
        }

        #[test]
        fn what_is_written_by_rule_is_read_back(texts in proptest::collection::vec("[\"',;\\t\\r\\n甲 ]{0,12}甲[\"',;\\t\\n]{0,5}", 1..5)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["id", "text"]).unwrap();
            for (i, text) in texts.iter().enumerate() {
                writer.write_record([&format!("r{i}"), text]).unwrap();
            }
            let table = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let lines = read(&table, None).ok().unwrap();
            let found: Vec<String> = lines.into_iter().map(|l| l.record.ok().unwrap().text).collect();
            prop_assert_eq!(found, texts);
        }
    }
}
