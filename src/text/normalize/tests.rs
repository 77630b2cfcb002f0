use super::*;
use crate::text::SourceText;
use proptest::prelude::*;

fn slices(text: &str) -> Vec<String> {
    let source = SourceText::from(text);
    let normal = NormalText::new(text);
    (0..normal.len())
        .map(|i| source.slice(normal.span(i)).to_owned())
        .collect()
}

#[test]
fn typography_does_not_change_the_units() {
    let plain = NormalText::new("要认真学习“十四五”规划,做到2023年GDP增长5.5%。");
    let retyped =
        NormalText::new("要認真學習「十四五」規劃， 做到 ２０２３ 年ＧＤＰ增長５．５％！");
    assert_eq!(plain.units(), retyped.units());
}

#[test]
fn words_and_numbers_are_one_unit_each() {
    assert_eq!(
        slices("IT之家 1234.5 Cafe\u{301}s, don't"),
        ["IT", "之", "家", "1234.5", "Cafe\u{301}s", "don", "t"]
    );
}

#[test]
fn names_blotted_out_in_different_ways_are_the_same_units() {
    let one = NormalText::new("李某在某县强调，张某某要抓落实");
    let other = NormalText::new("李**在XX县强调，张××要抓落实");
    assert_eq!(one.units(), other.units());
    assert_eq!(slices("李**在XX县"), ["李", "**", "在", "XX", "县"]);
    // What noise has cut off is no part of a redaction.
    let cut = NormalText::without("李**在", &[Span::new(1, 2)]);
    assert_eq!(cut.units(), NormalText::new("李在").units());
}

#[test]
fn one_character_that_becomes_several_units_lends_them_its_span() {
    assert_eq!(slices("㈱𠮷野①"), ["㈱", "𠮷", "野", "①"]);
    assert_eq!(slices("5㎡"), ["5", "㎡", "㎡"]);
}

#[test]
fn breaks_carry_the_strongest_separation() {
    let text = NormalText::new("组织、宣传,统战。\n政法");
    let kinds: Vec<_> = text.breaks().iter().map(|b| (b.at, b.kind)).collect();
    assert_eq!(
        kinds,
        [
            (2, BreakKind::Item),
            (4, BreakKind::Clause),
            (6, BreakKind::Line),
            (8, BreakKind::Line)
        ]
    );
}

#[test]
fn noise_is_left_out_and_separates() {
    let text = NormalText::without("上篇XX下篇", &[Span::new(2, 4)]);
    assert_eq!(text.units(), NormalText::new("上篇下篇").units());
    assert_eq!(
        text.breaks()[0],
        Break {
            at: 2,
            kind: BreakKind::Line
        }
    );
    assert_eq!(text.span(2), Span::new(4, 5));
}

/// Scripts without blanks between words: each letter and sign is a unit, as an ideograph is.
#[test]
fn scripts_without_blanks_have_a_unit_a_sign() {
    // Thai "at", Lao "language", Burmese "Myanmar", Khmer "Khmer".
    // A vowel and a tone above one letter are normalised together, and lend both units their span.
    assert_eq!(slices("ที่ 25"), ["ท", "ี่", "ี่", "25"]);
    assert_eq!(slices("ພາສາ"), ["ພ", "າ", "ສ", "າ"]);
    assert_eq!(slices("မြန်မာ").len(), 6);
    assert_eq!(slices("ខ្មែរ").len(), 5);
    // Words of scripts with blanks stay whole, with their marks; so do numbers.
    assert_eq!(slices("Việt Nam"), ["Việt", "Nam"]);
    assert_eq!(slices("བོད་སྐད"), ["བོད", "སྐད"]);
    // A place where a line may end hides nothing.
    let plain = NormalText::new("การประชุมครั้งที่สอง");
    let broken = NormalText::new("การ\u{200B}ประชุม\u{200B}ครั้งที่สอง");
    assert_eq!(plain.units(), broken.units());
}

proptest! {
    #[test]
    fn spans_slice_the_text_and_never_run_back(text in any::<String>()) {
        let source = SourceText::from(text.as_str());
        let normal = NormalText::new(&text);
        let mut last = Span::default();
        for i in 0..normal.len() {
            let span = normal.span(i);
            prop_assert!(!span.is_empty() && span.end <= source.len());
            prop_assert!(span.start >= last.start && span.end >= last.end);
            prop_assert!(!source.slice(span).trim().is_empty());
            last = span;
        }
        prop_assert!(normal.breaks().windows(2).all(|w| w[0].at < w[1].at));
    }
}
