//! Words that the draft quotes as somebody's.
//!
//! In: `习近平总书记强调，“绿水青山就是金山银山”。`, and the units of the saying. Out: 习近平总书记. Quotation marks alone are no quotation: what
//! villagers say in a report is part of the report. So somebody of rank, or a document in 《》, has to stand before them.

use std::ops::Range;

use super::draft::Draft;
use crate::span::Span;

/// Characters before the quotation mark in which whom it quotes is looked for.
const REACH: usize = 24;
/// Who is quoted in official texts.
const RANKS: &[&str] = &[
    "总书记",
    "主席",
    "总理",
    "委员长",
    "党中央",
    "国务院",
    "书记",
    "省长",
    "中央",
];
/// What stands before the quotation mark.
const SAYS: &[&str] = &[
    "指出", "强调", "要求", "提出", "说", "明确", "讲", "规定", "写道", "部署",
];
/// Share of a stretch that has to be inside the marks.
const INSIDE: f64 = 0.9;

/// Whom the stretch quotes, if it stands in quotation marks behind somebody of rank or a document.
pub(super) fn quoted(draft: &Draft, units: &Range<usize>) -> Option<String> {
    let span = draft.normal.span_of(units.clone());
    let chars = &draft.chars;
    let open = opening(chars, span)?;
    let close = chars[open + 1..]
        .iter()
        .position(|c| "”」』\"".contains(*c))?
        + open
        + 1;
    let start = span.start.max(open);
    let inside = close.min(span.end).saturating_sub(start);
    if (inside as f64) < INSIDE * span.len() as f64 {
        return None;
    }
    let before: String = chars[open.saturating_sub(REACH)..open].iter().collect();
    let before = before
        .rsplit(['。', '！', '？', '\n'])
        .next()
        .unwrap_or_default();
    let says = SAYS.iter().any(|word| {
        before
            .trim_end_matches(['，', ',', '：', ':', ' '])
            .ends_with(word)
    });
    if !says {
        return None;
    }
    if let Some(title) = before
        .find('《')
        .zip(before.find('》'))
        .filter(|(open, close)| open < close)
    {
        return Some(before[title.0..title.1 + '》'.len_utf8()].to_owned());
    }
    let rank = RANKS
        .iter()
        .find_map(|rank| before.find(rank).map(|at| at + rank.len()))?;
    let whom = before[..rank]
        .rsplit(['，', '、', '；'])
        .next()
        .unwrap_or_default();
    Some(whom.to_owned())
}

/// The opening quotation mark that a span stands behind, or begins at most a clause before.
fn opening(chars: &[char], span: Span) -> Option<usize> {
    let ahead = (span.start + span.len() / 10 + 1).min(chars.len());
    let mut open = None;
    for (at, c) in chars[..ahead].iter().enumerate().rev() {
        match c {
            '“' | '「' | '『' => {
                open = Some(at);
                break;
            }
            '”' | '」' | '』' if at < span.start => return None,
            '\n' if at < span.start => return None,
            _ => {}
        }
    }
    open
}
