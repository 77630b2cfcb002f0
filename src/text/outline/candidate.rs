//! Candidates for headings: places where a heading may open, before any look at whether their numbers make a sequence.
//!
//! In: `今年要做三件事：一是备料。石料要足。二是开工。`
//!
//! Out: `一是备料` and `二是开工`, each with its marker and whether it opens its line and paragraph.

use super::line::{
    TextLine, TextParagraph, is_blank, is_closer, is_sentence_end, sentence_starts, skip_blank,
};
use super::marker::{HeadingMarker, MarkerStyle, marker};
use crate::span::Span;

/// Longest sentence that still counts as a heading, in code points. The longest in the five labelled documents has
/// 62; enumerations of whole sentences in work reports begin at about 100.
pub(super) const MAX_HEADING: usize = 100;

/// Longest heading that fills its line. Longer lines are paragraphs that lack their full stop.
const MAX_OWN_LINE: usize = 80;

/// A sentence longer than this whose beginning ends in a colon is headed by that beginning:
/// 一是思想要统一：…… In shorter ones the whole sentence is the heading.
const COLON_SPLITS_FROM: usize = 60;

/// A marker with the wording behind it, up to the end of its sentence or line.
#[derive(Clone, Debug)]
pub(super) struct HeadingCandidate {
    pub(super) marker: HeadingMarker,
    /// The heading: marker included, up to and without the final 。 or line end.
    pub(super) span: Span,
    /// The index of its paragraph.
    pub(super) paragraph: usize,
    /// Whether it opens its paragraph.
    pub(super) opens: bool,
    /// Whether it opens a line.
    pub(super) line_start: bool,
    /// Whether the paragraph goes on behind it.
    pub(super) run_in: bool,
    /// Whether it fills its line without a final mark, as titles do.
    pub(super) own_line: bool,
    /// Whether it reads like a heading: not too long, and no item of a list inside a sentence. One that does not is a
    /// heading all the same if most of its sequence do.
    pub(super) sound: bool,
    /// Its level by the form of the file, from 1, if that shows it to be a heading.
    pub(super) styled: Option<u8>,
}

/// Whether a line opens with a marker, so that it cannot continue the line above it.
pub(super) fn opens_with_marker(chars: &[char], line: &TextLine<'_>) -> bool {
    let text = &chars[line.span.start..line.span.end];
    marker(text, true).is_some_and(|found| {
        if found.style.is_words() || !found.weak {
            true
        } else {
            text.len() <= MAX_OWN_LINE && !text.iter().any(|c| is_sentence_end(*c))
        }
    })
}

/// Finds the candidates of all paragraphs, in order: O(n).
pub(super) fn candidates(
    chars: &[char],
    lines: &[TextLine<'_>],
    paragraphs: &[TextParagraph],
) -> Vec<HeadingCandidate> {
    let mut found = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let mut line = paragraph.lines.start;
        for start in openings(chars, lines, paragraph) {
            while line + 1 < paragraph.lines.end && lines[line + 1].span.start <= start {
                line += 1;
            }
            let line_start = lines[line].span.start == start;
            let next = lines.get(line + 1).map(|next| next.span);
            let place = CandidateContext {
                index,
                paragraph,
                line: lines[line].span,
                line_start,
                next,
            };
            found.extend(candidate(chars, start, &place));
        }
    }
    found
}

/// The paragraph and line in which a heading may open.
struct CandidateContext<'a> {
    /// The index of the paragraph.
    index: usize,
    paragraph: &'a TextParagraph,
    line: Span,
    /// Whether the heading would open the line.
    line_start: bool,
    /// The line below.
    next: Option<Span>,
}

/// The positions where a heading may open: starts of sentences and lines, and the first item inside a sentence.
fn openings(chars: &[char], lines: &[TextLine<'_>], paragraph: &TextParagraph) -> Vec<usize> {
    let mut starts = Vec::new();
    for line in &lines[paragraph.lines.clone()] {
        let mut sentences = sentence_starts(chars, line.span).into_iter().peekable();
        while let Some(start) = sentences.next() {
            starts.push(start);
            let end = sentences.peek().copied().unwrap_or(line.span.end);
            starts.extend((start..end).find_map(|at| first_item(chars, at, end)));
        }
    }
    starts
}

/// The first item of an enumeration behind the pause at `at`: 做好三件事：一是……。二是……, 他要求，一要……。二要……
fn first_item(chars: &[char], at: usize, end: usize) -> Option<usize> {
    let colon = matches!(chars[at], '：' | ':');
    if !colon && !matches!(chars[at], '，' | ',') {
        return None;
    }
    let behind = skip_blank(chars, at + 1, end);
    let found = marker(&chars[behind..end], false)?;
    let counts = colon || matches!(found.style, MarkerStyle::Word('是' | '要'));
    (found.number == Some(1) && counts).then_some(behind)
}

/// The candidate that opens at `start`, if there is a marker with wording behind it.
fn candidate(
    chars: &[char],
    start: usize,
    context: &CandidateContext<'_>,
) -> Option<HeadingCandidate> {
    let found = marker(&chars[start..context.line.end], context.line_start)?;
    let wording = wording(chars, start + found.len, context)?;
    let (from, limit) = (wording.start, wording.end);
    let mut end = sentence_end(chars, start, wording);
    let mut behind = end;
    while behind < limit
        && (is_sentence_end(chars[behind])
            || is_closer(chars[behind])
            || matches!(chars[behind], '：' | ':' | '.'))
    {
        behind += 1;
    }
    let fills_line = context.line_start && end == limit;
    let itemised = matches!(chars[end - 1], '；' | ';' | '，' | ',' | '、')
        || counts_on(chars, Span::new(from, end), found);
    let own_line = fills_line && !itemised && !matches!(chars[end - 1], '：' | ':' | '…');
    while end > from && matches!(chars[end - 1], '；' | ';' | '，' | ',' | '、' | '：' | ':') {
        end -= 1;
    }
    let length = end - start;
    if end == from || (found.weak && !(own_line && length <= MAX_OWN_LINE / 2)) {
        return None;
    }
    let longest = if fills_line {
        MAX_OWN_LINE
    } else {
        MAX_HEADING
    };
    Some(HeadingCandidate {
        marker: found,
        span: Span::new(start, end),
        paragraph: context.index,
        opens: context.line_start && context.paragraph.span.start == start,
        line_start: context.line_start,
        run_in: skip_blank(chars, behind, context.paragraph.span.end.max(limit))
            < context.paragraph.span.end,
        own_line,
        sound: !itemised && length <= longest,
        styled: None,
    })
}

/// The rest of the line behind a marker that ends at `marker_end`; for a marker alone on its line, the next line.
fn wording(chars: &[char], marker_end: usize, context: &CandidateContext<'_>) -> Option<Span> {
    let line = context.line;
    let from = skip_blank(chars, marker_end, line.end);
    if from < line.end {
        return Some(Span::new(from, line.end));
    }
    // Between the two lines there may be noise that was taken out: then the next line is no heading of this marker.
    let next = context.next?;
    let adjoins = chars[line.end..next.start].iter().all(|c| is_blank(*c));
    adjoins.then_some(next)
}

/// Where the heading that opens at `start` and has this `wording` ends: at the end of its sentence, or of a long one at
/// its colon.
fn sentence_end(chars: &[char], start: usize, wording: Span) -> usize {
    let (from, limit) = (wording.start, wording.end);
    let end = (from..limit)
        .find(|at| ends_heading(chars, *at, limit))
        .unwrap_or(limit);
    if end - start <= COLON_SPLITS_FROM {
        return end;
    }
    (from..end.min(start + COLON_SPLITS_FROM))
        .find(|at| matches!(chars[*at], '：' | ':'))
        .filter(|colon| *colon > from + 1)
        .unwrap_or(end)
}

/// Whether a heading ends before `at`: at 。！？, or at a full stop that is no part of a number or a name.
fn ends_heading(chars: &[char], at: usize, limit: usize) -> bool {
    let c = chars[at];
    if c != '.' {
        return is_sentence_end(c);
    }
    let wide = |c: &char| !c.is_ascii();
    wide(&chars[at - 1])
        && (at + 1 == limit || chars[at + 1].is_whitespace() || wide(&chars[at + 1]))
}

/// Whether the sentence itself goes on counting behind a semicolon or comma: 一是……；二是……
fn counts_on(chars: &[char], span: Span, first: HeadingMarker) -> bool {
    (span.start..span.end).any(|at| {
        matches!(chars[at], '；' | ';' | '，' | ',')
            && marker(&chars[skip_blank(chars, at + 1, span.end)..span.end], false).is_some_and(
                |next| {
                    same_family(next.style, first.style)
                        && next.number == first.number.map(|number| number + 1)
                },
            )
    })
}

/// Whether two styles may stand in one enumeration: 一要 and 二是 do.
pub(super) fn same_family(a: MarkerStyle, b: MarkerStyle) -> bool {
    a == b
        || matches!(
            (a, b),
            (
                MarkerStyle::Word('是' | '要'),
                MarkerStyle::Word('是' | '要')
            )
        )
}
