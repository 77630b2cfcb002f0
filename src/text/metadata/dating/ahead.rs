//! Whether a date is still to come as the text has it: 将于8月23日, 自5月4日开始, 3月1日至3月5日.

use crate::text::metadata::date::Mention;
use crate::text::metadata::zones::ZonedText;

/// Words behind a date that is still to come, or that opens a range.
const TO_COME_BEHIND: &[&str] = &["将", "起", "前", "至", "到", "之前", "以前", "截止", "开始"];

/// Marks between the two ends of a range.
const DASHES: &[char] = &['-', '—', '–', '―', '─', '~', '～', '－'];

/// Words before such a date, or before the end of a range.
const TO_COME_BEFORE: &[&str] = &[
    "将于",
    "将在",
    "定于",
    "拟于",
    "定档",
    "预计",
    "计划于",
    "计划在",
    "力争",
    "有望",
    "有望于",
    "有望在",
    "到",
    "至",
    "定在",
    "自",
    "从",
];

/// Words before the end of a time that is over, though they end like those above.
const UP_TO_NOW: &[&str] = &["截至", "截止至", "截止到"];

/// Whether a date is still to come as the text has it, or a part of a range.
pub(super) fn lies_ahead(zoned: &ZonedText, mention: &Mention) -> bool {
    let behind = zoned.skip_blank(mention.span.end);
    let before = zoned.skip_blank_back(mention.span.start);
    let up_to_now = zoned.ends_with_any(before, UP_TO_NOW);
    zoned.starts_with_any(behind, TO_COME_BEHIND)
        || !up_to_now && zoned.ends_with_any(before, TO_COME_BEFORE)
        || opens_range(zoned, mention)
        || closes_range(zoned, before)
}

/// Whether a date is the first day of a time: 3月12日至14日, 3月12—14日, 2025.3.12-14.
pub(super) fn opens_range(zoned: &ZonedText, mention: &Mention) -> bool {
    let at = zoned.skip_blank(mention.span.end);
    let word = usize::from(zoned.starts_with_any(at, &["至", "到"]));
    let dashes = zoned.chars[at..].iter().take_while(|c| DASHES.contains(c));
    let end = zoned.skip_blank(at + word + dashes.count());
    end > at && zoned.chars.get(end).is_some_and(|c| is_figure(*c))
}

/// Whether what ends at `at` is a dash behind the first day of a time. A dash at the beginning of a line, or behind other
/// words, opens a subtitle.
fn closes_range(zoned: &ZonedText, at: usize) -> bool {
    let dashes = zoned.chars[..at]
        .iter()
        .rev()
        .take_while(|c| DASHES.contains(c));
    let before = at - dashes.count();
    let dated = |c: char| is_figure(c) || matches!(c, '年' | '月' | '日' | '号');
    before < at
        && before
            .checked_sub(1)
            .is_some_and(|last| dated(zoned.chars[last]))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９') || "一二三四五六七八九十廿".contains(c)
}

/// Whether a date is announced: 将于8月23日, 8月15日将迎来.
pub(super) fn is_announced(zoned: &ZonedText, mention: &Mention) -> bool {
    let before = zoned.skip_blank_back(mention.span.start);
    zoned.starts(zoned.skip_blank(mention.span.end), "将")
        || zoned.ends_with_any(
            before,
            &["将于", "将在", "定于", "拟于", "预计", "计划于", "预计于"],
        )
}
