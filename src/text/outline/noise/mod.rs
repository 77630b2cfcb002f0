//! Noise: page furniture around the body of a text, found line by line.
//!
//! In:
//!
//! ```text
//! 首页 > 新闻 > 正文
//! 修桥大会召开
//! 发布时间：2024-05-01 来源：桥报 浏览次数：12
//! 昨天，修桥大会在河边召开。大家都来了。
//! （责任编辑：孙小河）
//! 上一篇：无
//! ```
//!
//! Out: the first, third, fifth and sixth line are noise; the title above the body stays.
//!
//! Three things speak for furniture: what a line says (words of web pages, in [`furniture_words`](super::furniture_words)),
//! what it looks like (addresses, dates with counters, remains of markup), and where it stands (above the first running
//! text or below the last). Inside the body only what cannot be text is taken out.
//!
//! On web pages the same task is called boilerplate detection; there block lengths and link density decide
//! (`read/html/main_text.rs`). A plain text has neither, so words and positions have to.

mod contents;
mod line_kind;

use super::furniture_words::{DISCLAIMERS, FIELDS, OTHER_PAGES};
use super::line::{TextLine, is_blank, is_prose, sentence_starts};
use crate::span::{Span, union_across};

use line_kind::starts_with_any;
pub(super) use line_kind::{LineKind, kind};

/// Lines at the head among which a truncated summary of the body may stand.
const HEAD_LINES: usize = 30;

/// Shortest line that counts as a truncated copy of a later one, in code points.
const SUMMARY_CHARS: usize = 20;

/// Shortest line of whole sentences that counts as a copy of the beginning of a later one, in code points.
const WHOLE_SUMMARY_CHARS: usize = 60;

/// Fewest fields that make a block of them.
const FIELDS_TOGETHER: usize = 3;

/// Sentences at the end of the last line among which a disclaimer may begin.
const TAIL_SENTENCES: usize = 6;

/// Separates noise from text: gives the noise, in order and without overlap, and the lines of the body, cut off where their
/// ends are noise. `shown` is the furniture that the form of the file shows, in order. O(n).
pub(super) fn separate<'a>(
    chars: &[char],
    mut lines: Vec<TextLine<'a>>,
    shown: &[Span],
) -> (Vec<Span>, Vec<TextLine<'a>>) {
    let mut kinds: Vec<LineKind> = lines.iter().map(|line| kind(line.text)).collect();
    let parts = mark_shown(&mut lines, &mut kinds, shown);
    for line in contents::contents(&lines) {
        kinds[line] = LineKind::Shown;
    }
    mark_summaries(&lines, &mut kinds);
    mark_fields(&lines, &mut kinds);
    let foot = foot(&lines, &kinds);
    let head = kinds[..foot]
        .iter()
        .position(|kind| *kind == LineKind::Prose)
        .unwrap_or(0);
    let noisy = |index: usize| match kinds[index] {
        LineKind::Foreign | LineKind::Shown => true,
        LineKind::Furniture | LineKind::Foot => index < head || index >= foot,
        LineKind::Prose | LineKind::Plain => index >= foot,
    };
    let mut noise: Vec<Span> = parts;
    let mut body = Vec::new();
    for (index, line) in lines.iter_mut().enumerate() {
        if noisy(index) {
            noise.push(line.span);
        } else {
            body.push(*line);
        }
    }
    if let Some(last) = body.last_mut()
        && let Some(tail) = tail(chars, last)
    {
        noise.push(tail);
        clip(last, tail.start);
    }
    (merge(chars, noise), body)
}

/// Marks the lines that the form of the file shows to be furniture. Where only a part of a line is furniture, that part is
/// given back, and the line is cut off if the part begins or ends it. O(lines + shown).
fn mark_shown(lines: &mut [TextLine<'_>], kinds: &mut [LineKind], shown: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (line, kind) in lines.iter_mut().zip(kinds) {
        while shown.get(from).is_some_and(|s| s.end <= line.span.start) {
            from += 1;
        }
        let whole = line.span;
        for span in shown[from..].iter().take_while(|s| s.start < whole.end) {
            let Some(part) = span.intersection(line.span) else {
                continue;
            };
            if part == line.span {
                *kind = LineKind::Shown;
                break;
            }
            parts.push(part);
            if part.end == line.span.end {
                clip(line, part.start);
            } else if part.start == line.span.start {
                clip_start(line, part.end);
            }
        }
    }
    parts
}

/// The line with which the foot of the page begins: the first furniture below the last running text. The number of lines
/// where there is no foot.
fn foot(lines: &[TextLine<'_>], kinds: &[LineKind]) -> usize {
    let opens_list = |index: usize| kinds[index] == LineKind::Foot;
    // Titles of other pages may come with their own text; they only stand in the second half.
    let length = lines.last().map_or(0, |line| line.span.end);
    let list = (0..lines.len()).find(|index| {
        opens_list(*index)
            && lines[*index].span.start * 2 > length
            && starts_with_any(lines[*index].text, OTHER_PAGES)
    });
    let end = list.unwrap_or(lines.len());
    let last_prose = kinds[..end]
        .iter()
        .rposition(|kind| *kind == LineKind::Prose);
    let Some(last_prose) = last_prose else {
        return lines.len();
    };
    (last_prose + 1..end)
        .find(|index| {
            matches!(
                kinds[*index],
                LineKind::Furniture | LineKind::Foot | LineKind::Foreign
            )
        })
        .unwrap_or(end)
}

/// Marks the lines above the body that are a cut-off copy of a later line, as pages print summaries.
fn mark_summaries(lines: &[TextLine<'_>], kinds: &mut [LineKind]) {
    for index in 0..lines.len().min(HEAD_LINES) {
        let line = &lines[index];
        let text = line.text.trim_end_matches(['…', '.']);
        let running = is_prose(text) || text.len() < line.text.len();
        let finished =
            text.ends_with(|c| super::line::is_sentence_end(c) || super::line::is_closer(c));
        let whole = finished && text.len() == line.text.len();
        // A title that the first sentence repeats is no copy of the body: it holds no sentence of its own. What is not
        // cut off must be long: a speech may begin two paragraphs with one sentence.
        let shortest = if whole {
            WHOLE_SUMMARY_CHARS
        } else {
            SUMMARY_CHARS
        };
        let copied = running
            && line.span.len() >= shortest
            && lines[index + 1..]
                .iter()
                .take(if whole { HEAD_LINES } else { lines.len() })
                .any(|later| later.text.len() > text.len() && later.text.starts_with(text));
        if copied {
            kinds[index] = LineKind::Foreign;
        } else if kinds[index] == LineKind::Prose {
            break;
        }
    }
}

/// Marks the block of fields (索引号, 发文机关, …) that government sites print above a document.
fn mark_fields(lines: &[TextLine<'_>], kinds: &mut [LineKind]) {
    let is_field = |line: &TextLine<'_>| {
        FIELDS.iter().any(|field| {
            line.text
                .strip_prefix(field)
                .is_some_and(|rest| rest.starts_with(['：', ':']))
        })
    };
    let above = kinds
        .iter()
        .position(|kind| *kind == LineKind::Prose)
        .unwrap_or(0);
    let head = &lines[..above.min(HEAD_LINES)];
    let fields: Vec<usize> = (0..head.len())
        .filter(|index| is_field(&head[*index]))
        .collect();
    let (Some(first), Some(last)) = (fields.first(), fields.last()) else {
        return;
    };
    if fields.len() < FIELDS_TOGETHER || last - first > 4 * fields.len() {
        return;
    }
    kinds[*first..=*last].fill(LineKind::Foreign);
}

/// The furniture at the end of the last line: its last sentences, if they are a disclaimer or name the editor.
fn tail(chars: &[char], line: &TextLine<'_>) -> Option<Span> {
    let starts = sentence_starts(chars, line.span);
    let from = starts.len().saturating_sub(TAIL_SENTENCES).max(1);
    starts.iter().skip(from).find_map(|start| {
        let sentence: String = chars[*start..line.span.end.min(start + 12)]
            .iter()
            .collect();
        let disclaims = starts_with_any(&sentence, DISCLAIMERS)
            || (sentence.starts_with("返回") && sentence.contains("查看更多"));
        disclaims.then(|| Span::new(*start, line.span.end))
    })
}

/// Cuts a line off at `end`, and the white space before that.
fn clip(line: &mut TextLine<'_>, end: usize) {
    let keep = end - line.span.start;
    let byte = line
        .text
        .char_indices()
        .nth(keep)
        .map_or(line.text.len(), |(byte, _)| byte);
    let text = line.text[..byte].trim_end_matches(is_blank);
    line.span.end = line.span.start + text.chars().count();
    line.text = text;
}

/// Cuts off the beginning of a line up to `start`, and the white space behind that.
fn clip_start(line: &mut TextLine<'_>, start: usize) {
    let cut = start - line.span.start;
    let byte = line
        .text
        .char_indices()
        .nth(cut)
        .map_or(line.text.len(), |(byte, _)| byte);
    let text = line.text[byte..].trim_start_matches(is_blank);
    line.span.start = line.span.end - text.chars().count();
    line.text = text;
}

/// Joins noise with nothing but white space between, and takes in the white space at the ends of the text. A text of white
/// space only is noise as a whole.
fn merge(chars: &[char], noise: Vec<Span>) -> Vec<Span> {
    let blank = |gap: Span| chars[gap.start..gap.end].iter().all(|c| is_blank(*c));
    let whole = Span::new(0, chars.len());
    if blank(whole) {
        return Vec::from_iter((!whole.is_empty()).then_some(whole));
    }
    let mut found = union_across(noise, blank);
    if let Some(first) = found.first_mut()
        && blank(Span::new(0, first.start))
    {
        first.start = 0;
    }
    if let Some(last) = found.last_mut()
        && blank(Span::new(last.end, chars.len()))
    {
        last.end = chars.len();
    }
    found
}
