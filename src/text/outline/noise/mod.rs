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

mod caption;
mod contents;
mod credit;
mod credit_words;
mod line_kind;

use super::furniture_words::{FIELDS, LEGAL, OTHER_PAGES, starts_with_any};
use super::line::{TextLine, is_blank, is_prose};
use crate::span::{Span, union_across};

pub(super) use line_kind::{LineKind, kind};

/// Lines at the head among which a truncated summary of the body may stand.
const HEAD_LINES: usize = 30;

/// Shortest line that counts as a truncated copy of a later one, in code points.
const SUMMARY_CHARS: usize = 20;

/// Shortest line of whole sentences that counts as a copy of the beginning of a later one, in code points.
const WHOLE_SUMMARY_CHARS: usize = 60;

/// Lines from one field to the next: its name, and a value of some lines.
const FIELD_LINES: usize = 5;

/// Fewest fields that make a block of them.
const FIELDS_TOGETHER: usize = 3;

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
    // The name of the speaker in brackets under the title belongs to the title, as it does without brackets.
    let title = kinds[..head]
        .iter()
        .position(|kind| *kind == LineKind::Plain);
    let byline = |index: usize, text: &str| {
        index < head
            && title.is_some_and(|title| title < index)
            && credit::is_name_in_brackets(text)
    };
    let noisy = |index: usize, text: &str| match kinds[index] {
        LineKind::Foreign | LineKind::Shown => true,
        LineKind::Furniture if byline(index, text) => false,
        LineKind::Furniture | LineKind::Foot => index < head || index >= foot,
        LineKind::Prose | LineKind::Plain => index >= foot,
    };
    let mut noise: Vec<Span> = parts;
    let mut body = Vec::new();
    for (index, line) in lines.into_iter().enumerate() {
        if noisy(index, line.text) {
            noise.push(line.span);
        } else {
            without_insertions(chars, line, &mut body, &mut noise);
        }
    }
    take_credits(chars, &mut body, &mut noise);
    noise.sort_unstable();
    (merge(chars, noise), body)
}

/// Whether a stretch of noise is credits and nothing else: it tells where the text around it comes from. O(length).
pub(in crate::text) fn is_credits(chars: &[char], span: Span) -> bool {
    let text: String = chars[span.start..span.end].iter().collect();
    credit::is_credit(&text) || credit::at_end(chars, span) == Some(span.start)
}

/// Adds a line to the body, in pieces where there are captions and advertisements in it.
fn without_insertions<'a>(
    chars: &[char],
    line: TextLine<'a>,
    body: &mut Vec<TextLine<'a>>,
    noise: &mut Vec<Span>,
) {
    let mut rest = line;
    for span in caption::inserted(chars, line.span) {
        if span.start > rest.span.start {
            let mut before = rest;
            clip(&mut before, span.start);
            body.push(before);
        }
        let behind = span.end.max(rest.span.start);
        clip_start(&mut rest, behind);
        rest.after_blank = false;
        noise.push(span);
    }
    if !rest.text.is_empty() {
        body.push(rest);
    }
}

/// Takes the credits off the end and the beginning of the body, and the furniture above credits. A body of credits alone
/// stays one.
fn take_credits(chars: &[char], body: &mut Vec<TextLine<'_>>, noise: &mut Vec<Span>) {
    let mut taken = false;
    while let Some(last) = body.last() {
        let furniture = matches!(kind(last.text), LineKind::Furniture | LineKind::Foot);
        let start = if taken && furniture {
            Some(last.span.start)
        } else {
            credit::at_end(chars, last.span)
        };
        let Some(start) = start else { break };
        let whole = start == last.span.start;
        if whole && body.len() == 1 {
            return;
        }
        noise.push(Span::new(start, last.span.end));
        if whole {
            body.pop();
            taken = true;
            continue;
        }
        if let Some(last) = body.last_mut() {
            clip(last, start);
        }
        break;
    }
    if let Some(first) = body.first_mut()
        && let Some(end) = credit::at_start(chars, first.span).filter(|end| *end < first.span.end)
    {
        noise.push(Span::new(first.span.start, end));
        clip_start(first, end);
    }
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
    // A page ends with running text of its own: its address, who runs it.
    let last_prose = (0..end)
        .rev()
        .find(|index| kinds[*index] == LineKind::Prose && !is_of_page(lines[*index].text));
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

/// Whether running text is the page's own and not the body's, if it stands below furniture.
fn is_of_page(text: &str) -> bool {
    LEGAL.iter().any(|word| text.contains(word)) || credit::is_contact(text)
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

/// Marks the blocks of fields (索引号, 发文机关, …) that government sites print above a document, or above the copy of it
/// that a page keeps for printing.
fn mark_fields(lines: &[TextLine<'_>], kinds: &mut [LineKind]) {
    let is_field = |line: &TextLine<'_>| {
        FIELDS.iter().any(|field| {
            line.text
                .strip_prefix(field)
                .is_some_and(|rest| rest.starts_with(['：', ':']))
        })
    };
    let fields: Vec<usize> = (0..lines.len()).filter(|i| is_field(&lines[*i])).collect();
    for block in fields.chunk_by(|a, b| b - a <= FIELD_LINES) {
        let (Some(first), Some(last)) = (block.first(), block.last()) else {
            continue;
        };
        let prose = kinds[*first..=*last].contains(&LineKind::Prose);
        if block.len() >= FIELDS_TOGETHER && !prose {
            kinds[*first..=*last].fill(LineKind::Foreign);
        }
    }
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
