use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let (mut list, mut parts) = (String::new(), String::new());
    for (number, (name, state, rows)) in sheets.iter().enumerate() {
        list.push_str(&format!(
            r#"<sheet name="{name}" sheetId="{number}" state="{state}" r:id="s{number}"/>"#
        ));
        parts.push_str(&format!(r#"<Relationship Id="s{number}" Type="http://x/worksheet" Target="worksheets/s{number}.xml"/>"#));
        add(
            &format!("xl/worksheets/s{number}.xml"),
            &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    add(
        "xl/workbook.xml",
        &format!("<workbook><sheets>{list}</sheets></workbook>"),
    );
    add(
        "xl/_rels/workbook.xml.rels",
        &format!(
            r#"<Relationships>{parts}<Relationship Id="a" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="b" Type="http://x/styles" Target="styles.xml"/></Relationships>"#
        ),
    );
    add(
        "xl/sharedStrings.xml",
        r#"<sst uniqueCount="999999999999999"><si><t>正文</t></si><si><r><t>水渠</t></r><r><t>通了。</t></r><rPh><t>shui</t></rPh></si><si><t>日期</t></si></sst>"#,
    );
    add(
        "xl/styles.xml",
        r#"<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
    );
    zip.finish().unwrap().into_inner()
}

const TABLE: &str = r#"<row r="1"><c r="A1" t="s"><v>2</v></c><c r="C1" t="s"><v>0</v></c></row><row r="3"><c r="A3" s="1"><v>45742</v></c><c r="C3" t="s"><v>1</v></c></row><row r="4"><c r="C4" t="inlineStr"><is><t>开工。</t></is></c></row><row r="5"><c r="A5"><v>1</v></c></row>"#;

#[test]
fn a_sheet_with_a_column_of_texts_is_a_table() {
    let bytes = xlsx(&[
        ("一", "visible", TABLE),
        ("二", "hidden", TABLE),
        ("三", "visible", r#"<row><c><f>1+1</f><v>2</v></c></row>"#),
    ]);
    let sheets = read(&bytes, Form::Workbook, None, 1 << 20).unwrap();
    assert_eq!(sheets.len(), 2);
    let SheetContent::Records(lines) = &sheets[0].content else {
        panic!("a table")
    };
    type TextAndDay<'r> = Option<(&'r str, Option<&'r str>)>;
    let found: Vec<(u64, TextAndDay<'_>)> = lines
        .iter()
        .map(|line| {
            let record = line.record.as_ref().ok();
            (
                line.number,
                record.map(|r| (r.text.as_str(), r.metadata.date.as_deref())),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (3, Some(("水渠通了。", Some("2025-03-26")))),
            (4, Some(("开工。", None))),
            (5, None)
        ]
    );
    assert!(matches!(sheets[1].content, SheetContent::NoTable));
}

#[test]
fn without_such_a_column_each_sheet_is_a_text() {
    let rows = r#"<row><c t="str"><v>水渠</v></c><c/><c><v>12.5</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row><row><c t="s"><v>1</v></c></row>"#;
    let sheets = read(
        &xlsx(&[("一", "visible", rows)]),
        Form::Workbook,
        None,
        1 << 20,
    )
    .unwrap();
    let SheetContent::Text(text) = &sheets[0].content else {
        panic!("a text")
    };
    assert_eq!(text.text, "水渠\t12.5\tTRUE\n水渠通了。\n");
    let named = read(
        &xlsx(&[("一", "visible", rows)]),
        Form::Workbook,
        Some("正文"),
        1 << 20,
    );
    assert!(matches!(named, Err(Problem::NoColumn { .. })));
}

#[test]
fn places_that_lie_far_apart_cost_nothing_and_repeated_strings_are_counted() {
    let far = r#"<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>2</v></c></row><row><c r="ZZZZZZ99999999999"><v>3</v></c></row>"#;
    let sheets = read(
        &xlsx(&[("一", "visible", far)]),
        Form::Workbook,
        None,
        1 << 20,
    )
    .unwrap();
    assert_eq!(sheets.len(), 1);
    let many = r#"<row><c t="s"><v>1</v></c></row>"#.repeat(100);
    let result = read(
        &xlsx(&[("一", "visible", &many)]),
        Form::Workbook,
        None,
        1000,
    );
    assert!(matches!(result, Err(Problem::TooLarge { limit: 1000 })));
}

/// A stream of records in a compound file.
fn xls(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut stream = Vec::new();
    for (kind, data) in records {
        stream.extend(kind.to_le_bytes());
        stream.extend((data.len() as u16).to_le_bytes());
        stream.extend(data);
    }
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook")
        .unwrap()
        .write_all(&stream)
        .unwrap();
    file.into_inner().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn old_workbooks_have_shared_strings_that_go_on_in_other_records() {
    let cell = |row: u16, column: u16, rest: &[u8]| {
        [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], rest].concat()
    };
    // Two strings; the second one is parted, wide before and narrow behind.
    let mut shared = [2u32.to_le_bytes(), 2u32.to_le_bytes()].concat();
    shared.extend([2, 0, 1]);
    shared.extend(wide("正文"));
    shared.extend([5, 0, 1]);
    shared.extend(wide("水渠"));
    let goes_on = [&[0u8][..], b"abc"].concat();
    let bof = vec![0, 6, 5, 0];
    let globals: Vec<(u16, Vec<u8>)> = vec![(0x0809, bof.clone())];
    // The sheet begins behind the start, the list of sheets, the strings and their continuation, and the end.
    let length = 8 + 14 + (4 + shared.len()) + (4 + goes_on.len()) + 4;
    let mut sheet = (length as u32).to_le_bytes().to_vec();
    sheet.extend([0, 0, 2, 0, b'S', b'1']);
    let mut records = globals;
    records.extend([
        (0x0085, sheet),
        (0x00FC, shared),
        (0x003C, goes_on),
        (0x000A, vec![]),
        (0x0809, bof.clone()),
        (0x00FD, cell(0, 0, &0u32.to_le_bytes())),
        (0x00FD, cell(1, 0, &1u32.to_le_bytes())),
        (0x027E, cell(1, 1, &(7u32 << 2 | 2).to_le_bytes())),
        (0x0006, cell(2, 0, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
        (0x0207, [&[2u8, 0, 1][..], &wide("开工")].concat()),
        (0x000A, vec![]),
    ]);
    let sheets = read(&xls(&records), Form::OldWorkbook, None, 1 << 20).unwrap();
    let SheetContent::Records(lines) = &sheets[0].content else {
        panic!("a table")
    };
    let texts: Vec<&str> = lines
        .iter()
        .filter_map(|l| l.record.as_ref().ok())
        .map(|r| r.text.as_str())
        .collect();
    assert_eq!(texts, ["水渠abc", "开工"]);
}

#[test]
fn locked_and_broken_old_workbooks_are_told() {
    let locked = xls(&[(0x0809, vec![0, 6]), (0x002F, vec![0; 6])]);
    assert!(matches!(
        read(&locked, Form::OldWorkbook, None, 100),
        Err(Problem::ForeignFormat { .. })
    ));
    assert!(matches!(
        read(b"\xD0\xCF", Form::OldWorkbook, None, 100),
        Err(Problem::Damaged { .. })
    ));
}
