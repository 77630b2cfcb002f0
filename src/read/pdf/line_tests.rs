//! Lines of characters that are put down here, with their widths.

use super::glyphs::{Glyph, Turn, Turned};
use super::lines::{PdfLine, lines};
use super::paragraphs::paragraphs;
use super::running_heads::running_heads;

/// Characters of one size from `left` on, each as wide as `width` says, in sizes.
fn set(text: &str, left: f64, base: f64, size: f64, width: impl Fn(char) -> f64) -> Vec<Glyph> {
    let mut at = left;
    let glyph = |c: char| {
        let right = at + width(c) * size;
        let glyph = Glyph {
            text: c.to_string(),
            left: at,
            right,
            base,
            size,
            turn: Turn::Upright,
        };
        at = right;
        glyph
    };
    text.chars().map(glyph).collect()
}

fn wide(_: char) -> f64 {
    1.0
}

/// Widths like those of a sans-serif type.
fn sans(c: char) -> f64 {
    match c {
        'i' | 'l' | 'j' => 0.22,
        't' | 'f' | 'I' | ' ' => 0.28,
        _ => 0.5,
    }
}

fn page(glyphs: Vec<Glyph>) -> Vec<PdfLine> {
    lines(Turned {
        turn: Turn::Upright,
        glyphs,
    })
}

fn texts(lines: &[PdfLine]) -> Vec<&str> {
    lines.iter().map(|line| line.text.as_str()).collect()
}

#[test]
fn narrow_letters_that_follow_one_another_stay() {
    for text in [
        "all officials will fill the little hall",
        "World War III, Part II",
        "bookkeeper coffee",
    ] {
        assert_eq!(texts(&page(set(text, 60.0, 100.0, 12.0, sans))), [text]);
    }
}

#[test]
fn what_is_drawn_twice_for_bold_type_stands_once() {
    for moved in [0.0, 0.3, 0.8] {
        let mut glyphs = set("all bills", 60.0, 100.0, 12.0, sans);
        glyphs.extend(set("all bills", 60.0 + moved, 100.0, 12.0, sans));
        assert_eq!(texts(&page(glyphs)), ["all bills"], "{moved}");
    }
}

#[test]
fn justified_lines_are_no_rows_of_a_table() {
    // One space between words, each 28 points wide.
    let spread = |c: char| if c == ' ' { 2.0 } else { sans(c) };
    let line = "transportation infrastructure, and responsibilities,";
    assert_eq!(texts(&page(set(line, 60.0, 100.0, 14.0, spread))), [line]);
    // Without spaces drawn, gaps of one width show it.
    let mut glyphs = set(line, 60.0, 100.0, 14.0, spread);
    glyphs.retain(|glyph| glyph.text != " ");
    assert_eq!(texts(&page(glyphs)), [line]);
    // Cells begin at their columns: the gaps differ.
    let mut row = set("Wheat", 60.0, 100.0, 14.0, sans);
    row.extend(set("barley", 200.0, 100.0, 14.0, sans));
    row.extend(set("transport", 300.0, 100.0, 14.0, sans));
    assert_eq!(texts(&page(row)), ["Wheat\tbarley\ttransport"]);
    let mut row = set("Wheat", 60.0, 100.0, 14.0, sans);
    row.extend(set("1200", 200.0, 100.0, 14.0, sans));
    assert_eq!(texts(&page(row)), ["Wheat\t1200"]);
}

#[test]
fn marks_of_notes_go_and_the_notes_are_furniture() {
    let mut glyphs = set("石料要足木料要干", 60.0, 100.0, 16.0, wide);
    glyphs.extend(set("1", 188.0, 94.7, 9.3, |_| 0.5));
    glyphs.extend(set("石灰要细。", 193.0, 100.0, 16.0, wide));
    glyphs.extend(set("春天开工面积3m", 60.0, 128.0, 16.0, wide));
    glyphs.extend(set("2", 188.0, 122.7, 9.3, |_| 0.5));
    glyphs.extend(set("以上。", 193.0, 128.0, 16.0, wide));
    let without = page(glyphs.clone());
    // Without notes at the foot they are text, and stand in their lines.
    assert_eq!(
        texts(&without),
        ["石料要足木料要干1石灰要细。", "春天开工面积3m2以上。"]
    );
    glyphs.extend(set("1 据镇统计所。", 60.0, 700.0, 10.0, wide));
    let with = page(glyphs);
    assert_eq!(
        texts(&with),
        [
            "石料要足木料要干石灰要细。",
            "春天开工面积3m2以上。",
            "1 据镇统计所。"
        ]
    );
    assert_eq!(running_heads(&[with])[0], [false, false, true]);
}

const NUMBERED: [&str; 6] = [
    "全镇各村要把修桥当作今年头一件大事来办逐",
    "户摸清石料木料的缺口，做到底数清办法多。",
    "要趁枯水期抢修桥墩务必在汛期来临之前合龙",
    "绝不让孩子们再蹚水上学这是定下来的一件事",
    "情谁也不能拖延，更不能推给别人去做，要一",
    "个环节一个环节地落实到人，落实到每一天。",
];

#[test]
fn numbers_of_lines_in_the_margin_go() {
    for (size, right) in [(8.0, false), (16.0, false), (8.0, true)] {
        let mut glyphs = Vec::new();
        for (number, line) in (1..).zip(NUMBERED) {
            let base = 100.0 + 28.0 * f64::from(number);
            glyphs.extend(set(line, 92.0, base, 16.0, wide));
            let left = if right { 450.0 } else { 60.0 };
            glyphs.extend(set(&number.to_string(), left, base, size, |_| 0.5));
        }
        assert_eq!(texts(&page(glyphs)), NUMBERED, "{size} {right}");
    }
    // Items of a list end their sentences, and the lines between them have no number.
    let mut glyphs = Vec::new();
    for number in 1..7 {
        let base = 100.0 + 28.0 * f64::from(number);
        glyphs.extend(set(&number.to_string(), 60.0, base, 16.0, |_| 0.5));
        glyphs.extend(set("石料要足，木料要干。", 92.0, base, 16.0, wide));
    }
    assert!(
        texts(&page(glyphs))
            .iter()
            .all(|line| line.starts_with(|c: char| c.is_ascii_digit()))
    );
}

#[test]
fn entries_of_a_table_of_contents_stay_lines() {
    let entry =
        |text: &str, base: f64| set(text, 60.0, base, 16.0, |c| if c == '…' { 1.0 } else { 0.9 });
    let mut glyphs = entry("一、备料……………………1", 100.0);
    glyphs.extend(entry("二、开工……………………3", 128.0));
    glyphs.extend(entry("三、验收……………………5", 156.0));
    let pages = [page(glyphs), page(set("一、备料", 60.0, 100.0, 16.0, wide))];
    let furniture = running_heads(&pages);
    let found = paragraphs(&pages, &furniture);
    assert_eq!(found.len(), 4);
}
