use super::*;
use crate::document::Document;
use crate::library::{LibraryWriter, StoredText};

const A: &str = "要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章，推动茶园改造和品牌建设，让群众在家门口增收。";
const B: &str =
    "坚持以人民为中心的发展思想，尽力而为、量力而行，切实保障基本民生，推动解决重点民生问题。";

fn text(name: &str, wording: &str, facts: &[(&str, &str)]) -> StoredText {
    let mut document = Document::new(name, wording);
    for (column, value) in facts {
        document
            .metadata
            .table
            .insert((*column).to_owned(), (*value).to_owned());
    }
    StoredText::of(
        &document,
        format!("/{name}"),
        &Segmenter::without_dictionary(),
    )
}

fn checked(
    texts: Vec<StoredText>,
    draft: &str,
    facts: &[(&str, &str)],
    options: &CheckOptions,
) -> CheckedDraft {
    let dir = tempfile::tempdir().unwrap();
    LibraryWriter::open_or_create(dir.path())
        .unwrap()
        .add(texts)
        .unwrap();
    let library = Library::open(dir.path()).unwrap();
    let mut document = Document::new("draft", draft);
    for (column, value) in facts {
        document
            .metadata
            .table
            .insert((*column).to_owned(), (*value).to_owned());
    }
    check(&document, &library, options).unwrap()
}

fn classes(checked: &CheckedDraft) -> Vec<Class> {
    checked
        .passages
        .iter()
        .map(|passage| passage.class)
        .collect()
}

fn around(wording: &str, number: usize) -> String {
    let own: String = (0..60)
        .map(|at| {
            char::from_u32(0x5200 + ((number * 7919 + at * at * 31 + at * 17) % 6000) as u32)
                .unwrap()
        })
        .collect();
    format!("{own}。{wording}")
}

#[test]
fn a_sentence_of_one_text_is_copied_and_with_changes_adapted() {
    let draft = format!("东河县新建水渠四十里。{A}会议到此结束。");
    let found = checked(
        vec![text("a", A, &[])],
        &draft,
        &[],
        &CheckOptions::default(),
    );
    assert_eq!(classes(&found), [Class::Copied]);
    assert_eq!(found.text.slice(found.passages[0].draft), A);
    let changed = A
        .replace("摆在首位", "放在前面")
        .replace("品牌建设", "质量提升");
    let found = checked(
        vec![text("a", A, &[])],
        &changed,
        &[],
        &CheckOptions::default(),
    );
    assert_eq!(classes(&found), [Class::Adapted]);
    assert!(found.passages[0].changes.len() >= 2 && found.ratios.taken > 0.9);
}

#[test]
fn what_many_texts_say_is_common() {
    let texts = (0..5)
        .map(|n| text(&n.to_string(), &around(B, n), &[]))
        .collect();
    let found = checked(texts, &around(B, 99), &[], &CheckOptions::default());
    assert_eq!(classes(&found), [Class::Common]);
    assert_eq!(found.ratios.taken, 0.0);
    assert!(matches!(
        found.passages[0].reason,
        Reason::Many { texts: 5 }
    ));
}

#[test]
fn ones_own_earlier_text_is_own_by_author_and_by_option() {
    let texts = || vec![text("a", A, &[("author", "王大河"), ("kind", "policy")])];
    let found = checked(
        texts(),
        A,
        &[("author", "王大河")],
        &CheckOptions::default(),
    );
    assert_eq!(classes(&found), [Class::Own]);
    let value = |column: &str, value: &str| ColumnValue {
        column: column.to_owned(),
        value: value.to_owned(),
    };
    let options = CheckOptions {
        own: vec![value("kind", "policy")],
        ..CheckOptions::default()
    };
    assert_eq!(classes(&checked(texts(), A, &[], &options)), [Class::Own]);
    let options = CheckOptions {
        superior: vec![value("kind", "policy")],
        ..CheckOptions::default()
    };
    assert_eq!(classes(&checked(texts(), A, &[], &options)), [Class::Above]);
}

#[test]
fn a_text_of_the_province_is_above_and_so_is_a_saying_in_marks() {
    let texts = || vec![text("a", A, &[("place", "江西省")])];
    let found = checked(texts(), A, &[("place", "余干县")], &CheckOptions::default());
    assert_eq!(classes(&found), [Class::Above]);
    let quoted = format!("习近平总书记强调，“{A}”我们要认真学习。");
    let found = checked(texts(), &quoted, &[], &CheckOptions::default());
    assert!(
        matches!(&found.passages[0].reason, Reason::Quoted { whom } if whom.contains("总书记"))
    );
    // Marks alone quote nobody.
    let marked = format!("村民在田边忙碌。“{A}”");
    assert_eq!(
        classes(&checked(texts(), &marked, &[], &CheckOptions::default())),
        [Class::Copied]
    );
}

#[test]
fn the_sources_place_is_left_over_and_the_drafts_own_is_not() {
    let source = "绥德县要改进梅安岗村农村金融服务，双红坳村农村信用社要增加农户小额信用贷款和农户联保贷款，支持农民发展生产。";
    let draft = source
        .replace("双红坳村", "洪家嘴村")
        .replace("增加", "扩大");
    // Where 梅安岗村 begins is told by how many texts have 改进.
    let texts = || {
        let others =
            (0..6).map(|n| text(&n.to_string(), &around("要改进作风，改进文风。", n), &[]));
        let mut texts: Vec<StoredText> = others.collect();
        texts.push(text("a", source, &[("place", "绥德县")]));
        texts
    };
    let found = checked(
        texts(),
        &draft,
        &[("place", "余干县")],
        &CheckOptions::default(),
    );
    let left: Vec<&str> = found
        .leftovers
        .iter()
        .map(|left| left.text.as_str())
        .collect();
    assert_eq!(left, ["绥德县", "梅安岗村"]);
    let found = checked(
        texts(),
        &draft,
        &[("place", "绥德县"), ("author", "x")],
        &CheckOptions::default(),
    );
    assert!(found.leftovers.is_empty(), "{:?}", found.leftovers);
}

#[test]
fn places_that_do_not_lie_there_and_blanks_are_told() {
    let draft = "今年在湖北省张家界市新建XX公里，（此处填写金额）。湖南省张家界市除外。";
    let found = checked(
        vec![text("a", A, &[])],
        draft,
        &[],
        &CheckOptions::default(),
    );
    assert_eq!(found.impossible.len(), 1);
    assert_eq!(
        (
            found.impossible[0].text.as_str(),
            found.impossible[0].lies_in.as_str()
        ),
        ("湖北省张家界市", "湖南省")
    );
    assert_eq!(found.unfilled.len(), 2);
}

#[test]
fn a_sentence_of_ones_own_parts_two_passages_and_what_changed_places_is_found() {
    let source = format!("{A}{B}");
    let own = "东河县去年新建水渠四十里，沿线二十个村的三万亩良田用上了清水，粮食比前年多收两成。";
    let found = checked(
        vec![text("a", &source, &[])],
        &format!("{A}{own}{B}"),
        &[],
        &CheckOptions::default(),
    );
    assert_eq!(classes(&found), [Class::Copied, Class::Copied]);
    let found = checked(
        vec![text("a", &source, &[])],
        &format!("{B}{own}{A}"),
        &[],
        &CheckOptions::default(),
    );
    assert_eq!(classes(&found), [Class::Copied, Class::Copied]);
}
