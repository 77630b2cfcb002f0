//! The date in the lines of publication data around a text: `发布时间：2024-05-01 来源：桥报`, and in the remark of a paper.

use crate::text::metadata::date::Mention;
use crate::text::metadata::zones::{Zone, ZonedLine, ZonedText};

/// Labels before a date that say when a text was published or issued.
const LABELS_OF_PUBLICATION: &[&str] = &[
    "发布时间",
    "发布日期",
    "发表时间",
    "发表日期",
    "成文日期",
    "发文日期",
    "发文时间",
    "生成日期",
];

/// Labels that stand in lines of publication data and, at the foot of a page, mean other things, too.
const OTHER_LABELS: &[&str] = &["更新时间", "更新日期", "录入时间", "时间", "日期", "来源"];

/// Longest line of publication data, in code points; the same as for furniture.
pub(super) const LINE: usize = 150;

/// The full date in a line of publication data: of the head with any label; else of the head where the line is furniture;
/// else of the foot with a label of publication.
pub(super) fn published(zoned: &ZonedText) -> Option<Mention> {
    let in_lines = |zone: Zone, wanted: &dyn Fn(&ZonedLine) -> bool| {
        let lines = zoned.lines.iter();
        lines
            .filter(|line| line.zone == zone && line.span.len() <= LINE && wanted(line))
            .find_map(|line| {
                let mut mentions = zoned.mentions_in(line.span).iter();
                mentions.find(|mention| mention.date.is_full()).copied()
            })
    };
    let published = |line: &ZonedLine| zoned.holds_any(line.span, LABELS_OF_PUBLICATION);
    let labelled = |line: &ZonedLine| published(line) || zoned.holds_any(line.span, OTHER_LABELS);
    in_lines(Zone::Head, &labelled)
        .or_else(|| in_lines(Zone::Head, &|line| line.is_noise()))
        .or_else(|| in_lines(Zone::Foot, &published))
}

/// The date of the paper in the remark of where a text was printed: 《人民日报》（2023年08月02日 第14版）.
pub(super) fn printed(zoned: &ZonedText) -> Option<Mention> {
    let mut mentions = zoned.mentions.iter();
    mentions
        .find(|m| m.date.is_full() && has_page_number(zoned, zoned.skip_blank(m.span.end)))
        .copied()
}

/// Whether the number of a newspaper's page stands at `at`: 第14版, 04版.
fn has_page_number(zoned: &ZonedText, at: usize) -> bool {
    let of_number =
        |c: &&char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '第' | '０'..='９');
    let number: Vec<&char> = zoned.chars[at..]
        .iter()
        .take(8)
        .take_while(of_number)
        .collect();
    number.iter().any(|c| c.is_ascii_digit()) && zoned.starts(at + number.len(), "版")
}
