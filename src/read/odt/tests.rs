use super::*;
use proptest::prelude::*;

const STYLES: &str = r#"<office:meta><dc:title>开工大会上的讲话</dc:title><meta:initial-creator>赵源华</meta:initial-creator><meta:creation-date>2025-03-26T08:00:00</meta:creation-date></office:meta><office:styles>
<style:style style:name="Title" style:family="paragraph"/>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"/>
<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="loop" style:family="paragraph" style:parent-style-name="loop"/>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number text:level="2" loext:num-list-format="（%2%）" style:num-format="一, 二, 三, ..."/><text:list-level-style-bullet text:level="3" text:bullet-char=""/></text:list-style>
</office:styles><office:master-styles><style:master-page><style:header><text:p>内部材料</text:p></style:header><style:footer><text:p>3</text:p></style:footer></style:master-page></office:master-styles>"#;

fn read(body: &str) -> Extracted {
    let flat = format!(
        r#"<office:document>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document>"#
    );
    extract(flat.as_bytes(), 1 << 20).expect("a sound document")
}

fn text(body: &str) -> String {
    let text = read(body).text;
    text.strip_suffix("内部材料\n")
        .expect("the header is noise behind the text")
        .to_owned()
}

#[test]
fn headings_titles_and_properties() {
    let read = read(
        r#"<text:p text:style-name="P1">在开工大会上的讲话</text:p><text:h text:outline-level="2" text:style-name="loop">提高站位</text:h><text:p>正文。</text:p>"#,
    );
    assert_eq!(
        read.text,
        "在开工大会上的讲话\n提高站位\n正文。\n内部材料\n"
    );
    let levels: Vec<u8> = read.layout.headings.iter().map(|h| h.level).collect();
    assert_eq!(levels, [0, 2]);
    assert_eq!(read.metadata.author.as_deref(), Some("赵源华"));
    assert_eq!(read.metadata.date.as_deref(), Some("2025-03-26"));
    assert_eq!(read.metadata.title.as_deref(), Some("开工大会上的讲话"));
}

#[test]
fn numbers_of_lists_are_counted_again() {
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let inner = format!(
        "<text:list-item><text:p>丙</text:p><text:p>丁</text:p><text:list>{}{}</text:list></text:list-item>",
        item("戊"),
        "<text:list-item text:start-value=\"5\"><text:p>己</text:p></text:list-item>"
    );
    let list = |body: &str, more: &str| {
        format!("<text:list text:style-name=\"L1\"{more}>{body}</text:list>")
    };
    let body = [
        list(&(item("甲") + &inner), ""),
        list(&item("庚"), " text:continue-numbering=\"true\""),
        list(&item("辛"), ""),
    ]
    .concat();
    assert_eq!(
        text(&body),
        "一、甲\n二、丙\n丁\n（一）戊\n（五）己\n三、庚\n一、辛\n"
    );
}

#[test]
fn white_space_is_that_of_xml_and_blanks_are_elements() {
    assert_eq!(
        text(
            "<text:p>\n  甲 \t 乙<text:s text:c=\"2\"/>丙<text:tab/>丁<text:line-break/>戊 </text:p>"
        ),
        "甲 乙  丙\t丁\n戊\n"
    );
}

#[test]
fn hidden_and_deleted_text_comments_and_readings_are_left_out() {
    assert_eq!(
        text(
            r#"<text:tracked-changes><text:p>删</text:p></text:tracked-changes><text:p>甲<text:span text:style-name="T1">藏<text:span>藏</text:span></text:span>乙<office:annotation><text:p>批</text:p></office:annotation><text:ruby><text:ruby-base>丙</text:ruby-base><text:ruby-text>bing</text:ruby-text></text:ruby></text:p><text:section text:display="none"><text:p>藏</text:p></text:section>"#
        ),
        "甲乙丙\n"
    );
}

#[test]
fn tables_boxes_notes_and_contents() {
    let read = read(
        r#"<text:table-of-content><text:index-body><text:p>一、甲 1</text:p></text:index-body></text:table-of-content><table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell/><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table><text:p>丙<draw:frame><svg:title>图</svg:title><draw:text-box><text:p>盒</text:p></draw:text-box></draw:frame>丁<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>注。</text:p></text:note-body></text:note>。</text:p>"#,
    );
    assert_eq!(
        read.text,
        "一、甲 1\n甲\t\t乙\n丙丁。\n盒\n[1] 注。\n内部材料\n"
    );
    assert_eq!(read.layout.noise.len(), 2);
}

#[test]
fn cut_off_and_nested_files_are_told() {
    let cut = extract(b"<office:document><office:body><office:text><text:p>a", 100);
    assert!(matches!(cut, Err(Problem::Damaged { .. })));
    let deep = "<a>".repeat(2_000);
    assert!(matches!(
        extract(deep.as_bytes(), 100),
        Err(Problem::TooDeep { .. })
    ));
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(tags in prop::collection::vec(
        prop::sample::select(vec!["text:p", "text:h", "text:list", "text:list-item", "text:span", "draw:text-box", "draw:frame",
            "text:note", "table:table-cell", "table:table-row", "text:section", "text:s", "style:header", "office:text", "office:body", "style:style"]), 0..40,
    ), closing in prop::collection::vec(any::<bool>(), 40)) {
        let mut source = String::from("<office:document><office:body><office:text>");
        let mut open = Vec::new();
        for (tag, closes) in tags.iter().zip(closing) {
            source.push_str(&format!("<{tag}>甲"));
            open.push(*tag);
            if closes && let Some(tag) = open.pop() {
                source.push_str(&format!("</{tag}>"));
            }
        }
        for tag in open.iter().rev() {
            source.push_str(&format!("</{tag}>"));
        }
        source.push_str("</office:text></office:body></office:document>");
        let _ = extract(source.as_bytes(), 1 << 16);
    }
}
