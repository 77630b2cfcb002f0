//! Headings by style: those that the form of the file shows, joined with those that carry a marker.
//!
//! In, with the level of the style before each line: `0 在开工大会上的讲话` `2 提高站位` `- 一是学习。学得要深。二是落实。` `2 压实责任` `3 领导带头`
//!
//! Out: the title, and the headings `1 提高站位` · `2 一是学习` · `2 二是落实` · `1 压实责任` · `2 领导带头`.

use std::collections::{BTreeMap, BTreeSet};

use super::candidate::HeadingCandidate;
use super::chain::{HeadingChain, HeadingChains};
use super::line::{TextLine, TextParagraph, is_blank, is_sentence_end};
use super::marker::marker;
use crate::span::Span;
use crate::text::layout::{Layout, StyledHeading};

/// Longest paragraph that is believed to be a heading because of its style, in code points: longer ones are
/// running text that was set wrongly.
const MAX_STYLED: usize = 120;

/// Lines at the top among which a lone heading above all others is the title.
const TITLE_LINES: usize = 3;

/// Lines at the top among which a paragraph set as title is believed.
const TITLE_REACH: usize = 12;

/// The headings that the layout shows, in lines of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct StyledHeadings {
    /// The title.
    pub(super) title: Option<Span>,
    /// The headings, by where they start.
    headings: BTreeMap<usize, StyledHeading>,
    /// The starts of the lines behind headings and title, which do not go on in them.
    behind: Vec<usize>,
}

/// Lines set as one heading.
#[derive(Clone, Copy, Debug)]
struct HeadingLines {
    /// The index of the first line.
    first: usize,
    /// The index of the last line.
    last: usize,
    /// The level that the file gives; 0 for the title.
    level: u8,
}

impl HeadingLines {
    fn span(&self, lines: &[TextLine<'_>]) -> Span {
        Span::new(lines[self.first].span.start, lines[self.last].span.end)
    }
}

impl StyledHeadings {
    /// Takes over those headings of the layout that fill their lines. O(n log n).
    pub(super) fn new(chars: &[char], lines: &[TextLine<'_>], layout: &Layout) -> Self {
        let mut found = heading_lines(chars, lines, layout);
        let alone = layout.headings.len() == 1;
        let title = take_title(chars, lines, &mut found, alone);
        // Levels in use count from 1 without gaps: 2, 2, 5 are 1, 1, 2.
        let used: BTreeSet<u8> = found.iter().map(|heading| heading.level).collect();
        let rank = |at: usize| u8::try_from(at + 1).unwrap_or(u8::MAX);
        let level_of: BTreeMap<u8, u8> = used
            .into_iter()
            .enumerate()
            .map(|(at, level)| (level, rank(at)))
            .collect();
        let headings = found.iter().map(|heading| {
            let (span, level) = (heading.span(lines), level_of[&heading.level]);
            (span.start, StyledHeading { span, level })
        });
        let mut behind: Vec<usize> = title
            .iter()
            .chain(&found)
            .filter_map(|heading| lines.get(heading.last + 1))
            .map(|line| line.span.start)
            .collect();
        behind.sort_unstable();
        Self {
            title: title.map(|title| title.span(lines)),
            headings: headings.collect(),
            behind,
        }
    }

    /// Whether a line opens a heading or stands behind one, and so never continues another line.
    pub(super) fn opens(&self, line: &TextLine<'_>) -> bool {
        let start = line.span.start;
        self.headings.contains_key(&start)
            || self.title.is_some_and(|title| title.start == start)
            || self.behind.binary_search(&start).is_ok()
    }

    /// Marks the candidates that are set as headings, and adds those without a marker. O(n log n).
    pub(super) fn mark(
        &self,
        chars: &[char],
        paragraphs: &[TextParagraph],
        mut candidates: Vec<HeadingCandidate>,
    ) -> Vec<HeadingCandidate> {
        if self.headings.is_empty() && self.title.is_none() {
            return candidates;
        }
        if let Some(title) = self.title {
            candidates.retain(|c| c.span.start < title.start || c.span.start >= title.end);
        }
        let mut marked = Vec::new();
        for candidate in &mut candidates {
            if let Some(heading) = self.headings.get(&candidate.span.start) {
                candidate.styled = Some(heading.level);
                marked.push(candidate.span.start);
            }
        }
        for (start, heading) in &self.headings {
            if marked.binary_search(start).is_err() {
                candidates.extend(without_marker(chars, paragraphs, heading));
            }
        }
        candidates.sort_by_key(|c| c.span.start);
        candidates
    }
}

/// The candidate of a heading by style that has no marker.
fn without_marker(
    chars: &[char],
    paragraphs: &[TextParagraph],
    heading: &StyledHeading,
) -> Option<HeadingCandidate> {
    let StyledHeading { span, level } = *heading;
    let after = paragraphs.partition_point(|p| p.span.start <= span.start);
    let paragraph = after.checked_sub(1)?;
    let mut end = span.end;
    while end > span.start + 1 && (is_sentence_end(chars[end - 1]) || is_pause(chars[end - 1])) {
        end -= 1;
    }
    Some(HeadingCandidate {
        opens: paragraphs[paragraph].span.start == span.start,
        styled: Some(level),
        ..HeadingCandidate::unmarked(Span::new(span.start, end), paragraph)
    })
}

/// Makes chains of the styled candidates that have none: what is set as a heading is one, whether or not its number has a
/// next.
pub(super) fn accept(candidates: &[HeadingCandidate], chains: &mut HeadingChains) {
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.styled.is_some() && chains.of[index].is_none() {
            chains.of[index] = Some(chains.chains.len());
            chains.chains.push(HeadingChain {
                members: vec![index],
            });
        }
    }
}

/// The headings of the layout as lines: those that begin and end where lines do, do not overlap, and are not too long.
fn heading_lines(chars: &[char], lines: &[TextLine<'_>], layout: &Layout) -> Vec<HeadingLines> {
    let starts: BTreeMap<usize, usize> = lines
        .iter()
        .enumerate()
        .map(|(i, l)| (l.span.start, i))
        .collect();
    let mut found: Vec<HeadingLines> = Vec::new();
    for heading in &layout.headings {
        let Some(span) = trimmed(chars, heading.span) else {
            continue;
        };
        let Some(&first) = starts.get(&span.start) else {
            continue;
        };
        let last = (first..lines.len())
            .take_while(|at| lines[*at].span.end <= span.end)
            .last();
        let Some(last) = last.filter(|last| lines[*last].span.end == span.end) else {
            continue;
        };
        let free = found.last().is_none_or(|before| before.last < first);
        if free && span.len() <= MAX_STYLED {
            let level = heading.level;
            found.push(HeadingLines { first, last, level });
        }
    }
    found
}

/// Takes the title out of the headings: what is set as one near the top, a lone heading above all others, or the only
/// heading (`alone`) where it is the first line and has no number.
fn take_title(
    chars: &[char],
    lines: &[TextLine<'_>],
    found: &mut Vec<HeadingLines>,
    alone: bool,
) -> Option<HeadingLines> {
    let set = found
        .iter()
        .position(|heading| heading.level == 0 && heading.first < TITLE_REACH);
    let title = match set {
        Some(at) => {
            let mut title = found[at];
            // A title of two paragraphs.
            for next in &found[at + 1..] {
                let adjoins = next.first == title.last + 1 && !lines[next.first].after_blank;
                if next.level == 0 && adjoins {
                    title.last = next.last;
                }
            }
            Some(title)
        }
        None => {
            let highest = found.iter().map(|heading| heading.level).min()?;
            let count = found.iter().filter(|heading| heading.level == highest);
            let first = found[0];
            let span = first.span(lines);
            let only = alone
                && first.first == 0
                && first.last + 1 < lines.len()
                && marker(&chars[span.start..span.end], true).is_none();
            let lone = count.count() == 1 && found.len() > 1 && first.level == highest;
            (only || lone && first.first < TITLE_LINES).then_some(first)
        }
    };
    // In a collection every piece has its title: the later ones are headings above all others.
    let is_title = |heading: &HeadingLines| {
        title.is_some_and(|title| (title.first..=title.last).contains(&heading.first))
    };
    found.retain(|heading| !is_title(heading));
    title
}

/// A span without the white space at its ends; nothing if it is all white space or beyond the text.
fn trimmed(chars: &[char], span: Span) -> Option<Span> {
    let inside = chars.get(span.start..span.end)?;
    let start = inside.iter().position(|c| !is_blank(*c))?;
    let end = inside.iter().rposition(|c| !is_blank(*c))?;
    Some(Span::new(span.start + start, span.start + end + 1))
}

fn is_pause(c: char) -> bool {
    matches!(c, '：' | ':' | '；' | ';' | '，' | ',' | '、')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;
    use crate::text::outline::{Outline, outline};
    use proptest::prelude::*;

    /// Lines with their level by style: `0`, `1` … before the line, `#` for furniture, `-` for none.
    fn read(marked: &str) -> (Outline, String) {
        let mut text = String::new();
        let mut layout = Layout::default();
        let mut at = 0;
        for line in marked.lines() {
            let (mark, line) = line.split_at(1);
            let span = Span::new(at, at + line.chars().count());
            match mark {
                "-" => {}
                "#" => layout.noise.push(span),
                level => layout.headings.push(StyledHeading {
                    span,
                    level: level.parse().unwrap(),
                }),
            }
            text.push_str(line);
            text.push('\n');
            at = span.end + 1;
        }
        let outline = outline(&SourceText::new(text.clone()), &layout);
        (outline, text)
    }

    fn headings(outline: &Outline) -> Vec<(u8, &str)> {
        let headings = outline.headings.iter();
        headings.map(|h| (h.level, h.text.as_str())).collect()
    }

    #[test]
    fn headings_without_a_marker_are_found_and_those_with_one_still() {
        let (outline, text) = read(
            "0在开工大会上的讲话\n-同志们：\n-今天开会，讲三点意见。\n2提高站位\n-要提高认识。\n-一是学习。学得要深。二是落实。落得要实。\n2压实责任\n3领导带头\n-要带头抓落实。\n-1.建好台账\n-台账要清楚。\n-2.抓好督查\n-督查要经常。\n",
        );
        assert_eq!(
            headings(&outline),
            [
                (1, "提高站位"),
                (2, "一是学习"),
                (2, "二是落实"),
                (1, "压实责任"),
                (2, "领导带头"),
                (3, "1.建好台账"),
                (3, "2.抓好督查"),
            ]
        );
        let title: String = text.chars().take(outline.title.unwrap().end).collect();
        assert_eq!(title, "在开工大会上的讲话");
        let paths: Vec<&str> = outline.sections.iter().map(|s| s.path.as_str()).collect();
        assert!(paths.contains(&"压实责任/领导带头/1"), "{paths:?}");
    }

    #[test]
    fn styles_that_agree_with_the_markers_change_nothing() {
        let marked = "-在大会上的讲话\n-同志们：\n-今天开会，讲三点意见。\n1一、提高站位\n-要提高认识。\n2（一）学习\n-学得要深。\n2（二）落实\n-落得要实。\n1二、压实责任\n-要带头抓落实。\n";
        let (styled, text) = read(marked);
        assert_eq!(styled, outline(&SourceText::new(text), &Layout::default()));
        // The first of them alone set as one, by an author in a hurry.
        let some = marked
            .replacen("1二", "-二", 1)
            .replacen("2（二", "-（二", 1);
        assert_eq!(read(&some).0, styled);
    }

    #[test]
    fn a_lone_heading_above_all_others_is_the_title() {
        let (outline, _) = read(
            "1工作报告\n-各位代表：\n-现在报告工作。\n2回顾\n-成绩不小。\n2展望\n-任务很重。\n",
        );
        assert_eq!(outline.title, Some(Span::new(0, 4)));
        assert_eq!(headings(&outline), [(1, "回顾"), (1, "展望")]);
    }

    #[test]
    fn a_long_paragraph_in_a_heading_style_is_none() {
        let long = "要认真贯彻落实会议精神，".repeat(12);
        let (outline, _) = read(&format!("1一章\n-正文在此。\n1{long}。\n-正文又在此。\n"));
        assert_eq!(headings(&outline), [(1, "一章")]);
    }

    #[test]
    fn furniture_that_is_shown_is_noise() {
        let (outline, _) = read(
            "#县政府办公室\n-关于报告\n-要提高认识，抓好落实。\n#第一版\n-还要带头学习。\n#内部材料\n",
        );
        let noise: Vec<(usize, usize)> = outline.noise.iter().map(|n| (n.start, n.end)).collect();
        assert_eq!(noise, [(0, 6), (24, 27), (36, 41)]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn sections_and_noise_tile_the_text_whatever_is_shown(
            text in "[一二三四、（）是要第首先，。；：\n\n 甲乙丙1.\u{3000}]{0,120}",
            headings in proptest::collection::vec((0usize..130, 0usize..40, 0u8..5), 0..8),
            noise in proptest::collection::vec((0usize..30, 0usize..20), 0..6),
        ) {
            let length = text.chars().count();
            let mut layout = Layout::default();
            for (start, len, level) in headings {
                let span = Span::new(start, start + len);
                layout.headings.push(StyledHeading { span, level });
            }
            let mut at = 0;
            for (gap, len) in noise {
                layout.noise.push(Span::new(at + gap, at + gap + len));
                at += gap + len;
            }
            let found = outline(&SourceText::new(text), &layout);
            let mut spans: Vec<Span> = found.noise.clone();
            spans.extend(found.sections.iter().map(|s| s.span));
            spans.sort();
            let mut end = 0;
            for span in spans {
                prop_assert_eq!(span.start, end);
                end = span.end;
            }
            prop_assert_eq!(end, length);
            prop_assert!(found.headings.is_sorted_by_key(|h| h.span.start));
        }
    }
}
