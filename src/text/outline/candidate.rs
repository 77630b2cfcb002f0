//! Candidates for headings: places where a heading may open, before any look at whether their numbers make a sequence.
//!
//! In: `今年要做三件事：一是备料。石料要足。二是开工。`
//!
//! Out: `一是备料` and `二是开工`, each with its marker and whether it opens its line and paragraph.

use super::glued::topic_end;
use super::line::{
    TextLine, TextParagraph, is_blank, is_closer, is_sentence_end, sentence_starts, skip_blank,
};
use super::marker::{HeadingMarker, MarkerStyle, marker};
use crate::span::Span;

/// Longest sentence that still counts as a heading, in code points. The longest in the five labelled documents has
/// 62; enumerations of whole sentences in work reports begin at about 100.
pub(super) const MAX_HEADING: usize = 100;

/// How far the end of a sentence is looked for, in code points: the longest in 52 national reports has 359.
const REACH: usize = 2_000;

/// Longest heading that fills its line. Longer lines are paragraphs that lack their full stop.
const MAX_OWN_LINE: usize = 80;

/// A sentence longer than this whose beginning ends in a colon is headed by that beginning:
/// 一是思想要统一：…… In shorter ones the whole sentence is the heading.
const COLON_SPLITS_FROM: usize = 60;

/// Longest sentence without colon that is a heading as a whole, in code points: that of the longest in the five labelled
/// documents. Of a longer one the first clause is the heading.
const LONGEST_WHOLE: usize = 62;

/// Fewest code points of that clause.
const CLAUSE: usize = 4;

/// Longest title of an article, in code points.
const ARTICLE_TITLE: usize = 20;

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
    /// The length by which it is judged, in code points: its own, or that of its sentence.
    pub(super) length: usize,
    /// Whether it reads like a heading: not too long, and no item of a list inside a sentence. One that does not is a
    /// heading all the same if most of its sequence do.
    pub(super) sound: bool,
    /// Its level by the form of the file, from 1, if that shows it to be a heading.
    pub(super) styled: Option<u8>,
}

impl HeadingCandidate {
    /// A heading without a marker that has its line for itself and opens its paragraph.
    pub(super) fn unmarked(span: Span, paragraph: usize) -> Self {
        Self {
            marker: HeadingMarker {
                style: MarkerStyle::Unmarked,
                number: None,
                len: 0,
                name: 0,
                weak: false,
            },
            span,
            paragraph,
            opens: true,
            line_start: true,
            run_in: false,
            own_line: true,
            length: span.len(),
            sound: true,
            styled: None,
        }
    }
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
    let mut starts: Vec<usize> = Vec::new();
    for line in &lines[paragraph.lines.clone()] {
        let mut sentences = sentence_starts(chars, line.span).into_iter().peekable();
        while let Some(start) = sentences.next() {
            let end = sentences.peek().copied().unwrap_or(line.span.end);
            starts.push(behind_signs(chars, Span::new(start, end)));
            let first = (start..end).find_map(|at| first_item(chars, at, end));
            let later = (start..end).filter_map(|at| later_item(chars, at, end));
            starts.extend(first);
            starts.extend(later);
        }
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// A later item of an enumeration in words behind a semicolon: …，要备料；二要开工。
fn later_item(chars: &[char], at: usize, end: usize) -> Option<usize> {
    if !matches!(chars[at], '；' | ';') {
        return None;
    }
    let behind = skip_blank(chars, at + 1, end);
    let found = marker(&chars[behind..end], false)?;
    (found.style.is_words() && found.number.is_some_and(|number| number > 1)).then_some(behind)
}

/// Where the sentence begins behind a sign that stands before a marker for emphasis, or is left of a button: ★一、 × 一是
fn behind_signs(chars: &[char], sentence: Span) -> usize {
    let is_sign = |c: char| {
        !c.is_alphanumeric() && !is_blank(c) && !is_closer(c) && !"（(〔[【［《“‘\"①".contains(c)
    };
    let mut at = sentence.start;
    while at < sentence.end && (is_sign(chars[at]) || at > sentence.start && is_blank(chars[at])) {
        at += 1;
    }
    let found = at > sentence.start && marker(&chars[at..sentence.end], true).is_some();
    if found { at } else { sentence.start }
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
    if heads_alone(chars, start, found, context) {
        return Some(number(start, found, context));
    }
    let wording = wording(chars, start + found.len, context)?;
    let (from, limit) = (wording.start, wording.end);
    if found.style == MarkerStyle::Article && !found.weak {
        return Some(article(chars, start, found, wording, context));
    }
    let whole = sentence_end(chars, start, wording);
    let (mut end, cut) = heading_end(chars, start, Span::new(from, whole), limit, found);
    let mut behind = end;
    while behind < limit
        && (is_sentence_end(chars[behind])
            || is_closer(chars[behind])
            || matches!(chars[behind], '：' | ':' | '.'))
    {
        behind += 1;
    }
    let fills_line = context.line_start && end == limit;
    let itemised = matches!(chars[whole - 1], '；' | ';' | '，' | ',' | '、')
        || counts_on(chars, Span::new(from, whole), found).is_some();
    let own_line = fills_line && !itemised && !matches!(chars[end - 1], '：' | ':' | '…');
    while end > from && matches!(chars[end - 1], '；' | ';' | '，' | ',' | '、' | '：' | ':') {
        end -= 1;
    }
    // Whether the first clause of a long sentence heads what follows, the sentence shows, but for those counted in words.
    let by_clause = found.style.is_words() && found.style != MarkerStyle::Firstly;
    let length = if cut && !by_clause {
        whole - start
    } else {
        end - start
    };
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
        length,
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

/// Where the sentence that opens at `start` and has this `wording` ends.
fn sentence_end(chars: &[char], start: usize, wording: Span) -> usize {
    let (from, limit) = (wording.start, wording.end);
    let end = (from..limit.min(from + REACH))
        .find(|at| ends_heading(chars, *at, limit))
        .unwrap_or(limit);
    end.max(start)
}

/// Where the heading ends whose sentence is `sentence`, in a line that ends at `limit`: with its sentence, or where
/// another item of its enumeration begins; a long one at its colon, or with its first clause. Says whether it is that clause.
fn heading_end(
    chars: &[char],
    start: usize,
    sentence: Span,
    limit: usize,
    found: HeadingMarker,
) -> (usize, bool) {
    let (from, whole) = (sentence.start, sentence.end);
    let end = counts_on(chars, sentence, found).unwrap_or(whole);
    let bold = ['*', '*'];
    if start >= 2
        && chars[start - 2..start] == bold
        && let Some(closed) = (from..whole).find(|at| chars[*at..whole].starts_with(&bold))
    {
        return (closed, false);
    }
    if let Some(topic) = topic_end(chars, Span::new(from, end)) {
        return (topic, false);
    }
    if end - start <= COLON_SPLITS_FROM {
        return (end, false);
    }
    let colon = (from..end.min(start + COLON_SPLITS_FROM))
        .find(|at| matches!(chars[*at], '：' | ':'))
        .filter(|colon| *colon > from + 1);
    if let Some(colon) = colon {
        return (colon, false);
    }
    // A line without end is a title, however long.
    if whole == limit || end - start <= LONGEST_WHOLE {
        return (end, false);
    }
    let figure = |at: usize| chars[at - 1].is_numeric() && chars[at + 1].is_numeric();
    let clause = (from + CLAUSE..(end - 1).min(start + COLON_SPLITS_FROM))
        .find(|at| matches!(chars[*at], '，' | ',' | '；' | ';') && !figure(*at));
    (clause.unwrap_or(end), clause.is_some())
}

/// Whether a number without any mark stands on a line of its own above a paragraph, as essays number their parts.
fn heads_alone(
    chars: &[char],
    start: usize,
    found: HeadingMarker,
    context: &CandidateContext<'_>,
) -> bool {
    let bare = context.line_start && found.weak && start + found.name == context.line.end;
    bare && context.next.is_some_and(|next| {
        let text = &chars[next.start..next.end];
        text.len() > MAX_OWN_LINE / 2 || text.iter().any(|c| is_sentence_end(*c))
    })
}

/// The candidate of a number that is a heading alone.
fn number(start: usize, found: HeadingMarker, context: &CandidateContext<'_>) -> HeadingCandidate {
    HeadingCandidate {
        // What was doubtful of it is its wording.
        marker: HeadingMarker {
            weak: false,
            ..found
        },
        span: Span::new(start, start + found.name),
        paragraph: context.index,
        opens: context.paragraph.span.start == start,
        line_start: true,
        run_in: false,
        own_line: true,
        length: found.name,
        sound: true,
        styled: None,
    }
}

/// The candidate of an article: its marker, and a name in brackets behind it; or its line, if that is a title.
fn article(
    chars: &[char],
    start: usize,
    found: HeadingMarker,
    wording: Span,
    context: &CandidateContext<'_>,
) -> HeadingCandidate {
    let line = &chars[wording.start..wording.end];
    let titled = line.len() <= ARTICLE_TITLE && !line.iter().any(|c| is_mark(*c));
    let named = (line[0] == '【')
        .then(|| line.iter().position(|c| *c == '】'))
        .flatten();
    let end = match named {
        _ if titled => wording.end,
        Some(end) if end <= ARTICLE_TITLE => wording.start + end + 1,
        _ => start + found.name,
    };
    HeadingCandidate {
        marker: found,
        span: Span::new(start, end),
        paragraph: context.index,
        opens: context.line_start && context.paragraph.span.start == start,
        line_start: context.line_start,
        run_in: !titled,
        own_line: titled,
        length: end - start,
        sound: true,
        styled: None,
    }
}

fn is_mark(c: char) -> bool {
    is_sentence_end(c) || matches!(c, '；' | ';' | '，' | ',' | '：' | ':')
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

/// Where the sentence itself goes on counting behind a semicolon or comma: 一是……；二是……
fn counts_on(chars: &[char], span: Span, first: HeadingMarker) -> Option<usize> {
    (span.start..span.end.min(span.start + REACH)).find(|at| {
        matches!(chars[*at], '；' | ';' | '，' | ',')
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
