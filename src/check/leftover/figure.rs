//! Figures and dates that stayed while their neighbours were changed.
//!
//! In: source `全年完成投资1500亿元，增长8%`, draft `全年完成投资1500亿元，增长6%` · Out: 1500亿元. A figure in wording that was taken over whole is part of
//! what was taken, and the passage says so; one that stayed among others that were changed was overlooked.

use super::Found;
use crate::reuse::Edit;
use crate::span::Span;

use super::super::align::Source;
use super::super::found_passage::FoundPassage;
use crate::analysis::checked::LeftoverKind::{Date, Figure};

/// Characters on either side in which a changed figure is a neighbour: the sentence before and behind.
const NEAR: usize = 60;
/// Digits of a figure that says something of one place alone: 1500亿元, 45.7%, and not 3个 or 十项.
const DIGITS: usize = 3;

/// Figures of a stretch of the source that are specific and have changed neighbours.
pub(super) fn figures(
    chars: &[char],
    stretch: Span,
    passage: &FoundPassage,
    source: &Source,
) -> Vec<Found> {
    let changed = changed_figures(chars, passage, source);
    let mut found = Vec::new();
    let mut at = stretch.start;
    while at < stretch.end {
        let length = chars[at..stretch.end]
            .iter()
            .take_while(|c| c.is_ascii_digit() || **c == '.')
            .count();
        if length == 0 {
            at += 1;
            continue;
        }
        let number = &chars[at..at + length];
        let digits = number.iter().filter(|c| c.is_ascii_digit()).count();
        let unit = unit(&chars[at + length..stretch.end]);
        let near = |place: &usize| at.abs_diff(*place) <= NEAR;
        let is_year = unit.first() == Some(&'年') && digits == 4 && !number.contains(&'.');
        if digits >= DIGITS && !unit.is_empty() && changed.iter().any(near) {
            found.push(Found {
                span: Span::new(at, at + length + unit.len()),
                kind: if is_year { Date } else { Figure },
            });
        }
        at += length;
    }
    found
}

/// Where figures of the source were changed.
fn changed_figures(chars: &[char], passage: &FoundPassage, source: &Source) -> Vec<usize> {
    let mut there = passage.there.start;
    let mut changed = Vec::new();
    for edit in &passage.edits {
        let (_, m) = edit.consumed();
        if let Edit::Replace(..) = edit {
            let span = source.normal.span_of(there..there + m);
            let digits = chars[span.start..span.end].iter().any(char::is_ascii_digit);
            changed.extend(digits.then_some(span.start));
        }
        there += m;
    }
    changed
}

/// What is counted: the ideographs of a unit of measure, or a percent sign.
fn unit(chars: &[char]) -> &[char] {
    const UNITS: &[&str] = &[
        "亿元",
        "万元",
        "亿美元",
        "万美元",
        "万人次",
        "亿人次",
        "人次",
        "万亩",
        "平方公里",
        "万平方米",
        "平方米",
        "公里",
        "万吨",
        "万户",
        "万人",
        "万千瓦",
        "万辆",
        "万台",
        "万件",
        "年",
        "元",
        "人",
        "户",
        "亩",
        "吨",
        "个",
        "家",
        "件",
        "项",
        "名",
        "辆",
        "台",
        "%",
        "％",
    ];
    let fits = |unit: &&&str| {
        unit.chars()
            .enumerate()
            .all(|(at, c)| chars.get(at) == Some(&c))
    };
    let longest = UNITS
        .iter()
        .filter(fits)
        .map(|unit| unit.chars().count())
        .max();
    &chars[..longest.unwrap_or(0)]
}
