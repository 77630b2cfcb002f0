//! Titles of parts without a number, on lines of their own: 过去五年的回顾, 关于修桥问题, 结束语.
//!
//! In: `…现在报告工作。⏎关于修桥问题⏎桥修好了。⏎关于铺路问题⏎路铺好了。⏎结束语⏎各位代表！…` · Out: the lines `关于修桥问题`, `关于铺路问题` and `结束语`.
//!
//! A short line without a mark at its end, between a finished sentence and a new paragraph, may be a title, and may be the
//! caption of a picture, a name, or a piece of a sentence that a link broke out. It is a title where something else says so:
//! other lines of the kind share its first or last words, or are set apart as it is; a numbering begins below it; or it says
//! itself that it opens or closes the text.

use std::collections::BTreeMap;

use super::candidate::HeadingCandidate;
use super::chain::{HeadingChain, HeadingChains};
use super::line::{TextLine, TextParagraph, is_blank, is_closer, is_salutation, is_sentence_end};
use super::marker::MarkerStyle;
use super::title::is_date;

/// Longest title, in code points; the longest in 52 national reports has 30.
const TITLE: usize = 30;

/// Shortest title, in code points: 结束语.
const SHORTEST: usize = 3;

/// Longest title that is believed for the numbering below it alone, in code points.
const ABOVE_NUMBERS: usize = 20;

/// Code points at the beginning or the end of titles that make a pattern when two share them.
const PATTERN: usize = 2;

/// Titles that say themselves what they are.
const CLOSINGS: &[&str] = &[
    "结束语",
    "结语",
    "结论",
    "后记",
    "引言",
    "前言",
    "导言",
    "绪论",
];

/// Last words of captions, which stand on such lines, too.
const CAPTIONS: &[&str] = &[
    "现场",
    "讲话",
    "发言",
    "致辞",
    "合影",
    "摄",
    "图",
    "主持会议",
    "图片",
    "照片",
    "会场",
];

/// Adds the titles without number to the candidates. O(n log n).
pub(super) fn with_titles(
    chars: &[char],
    lines: &[TextLine<'_>],
    paragraphs: &[TextParagraph],
    mut candidates: Vec<HeadingCandidate>,
) -> Vec<HeadingCandidate> {
    let page = Page {
        chars,
        lines,
        paragraphs,
        numbered: candidates
            .iter()
            .filter(|c| c.opens)
            .map(|c| {
                (
                    c.paragraph,
                    c.marker.number == Some(1) && !c.marker.style.is_words(),
                )
            })
            .collect(),
    };
    let possible: Vec<PossibleTitle<'_>> = page.possible();
    let company = Company::of(&possible);
    let titles = possible.iter().filter(|title| title.shows(&company));
    candidates.extend(titles.map(|title| page.candidate(title.paragraph)));
    candidates.sort_by_key(|candidate| candidate.span.start);
    candidates
}

/// Makes headings of them: those that close the text each for itself, all others together.
pub(super) fn accept(chars: &[char], candidates: &[HeadingCandidate], chains: &mut HeadingChains) {
    let mut together = HeadingChain::default();
    for (index, candidate) in candidates.iter().enumerate() {
        if !is_unnumbered(candidate) {
            continue;
        }
        let text: String = chars[candidate.span.start..candidate.span.end]
            .iter()
            .collect();
        if CLOSINGS.contains(&text.as_str()) {
            chains.of[index] = Some(chains.chains.len());
            chains.chains.push(HeadingChain {
                members: vec![index],
            });
        } else {
            together.members.push(index);
        }
    }
    for member in &together.members {
        chains.of[*member] = Some(chains.chains.len());
    }
    if !together.members.is_empty() {
        chains.chains.push(together);
    }
}

/// Whether a heading has neither a number nor a style.
pub(super) fn is_unnumbered(candidate: &HeadingCandidate) -> bool {
    candidate.marker.style == MarkerStyle::Unmarked && candidate.styled.is_none()
}

/// A line that may be a title.
struct PossibleTitle<'a> {
    paragraph: usize,
    text: &'a str,
    /// Whether it is set in or out otherwise than the paragraphs are.
    set_apart: bool,
    /// Whether a numbering begins in the line below.
    above_numbers: bool,
}

impl PossibleTitle<'_> {
    /// Its first and its last characters.
    fn ends(&self) -> [(bool, Vec<char>); 2] {
        let chars: Vec<char> = self.text.chars().collect();
        let last = chars.len() - PATTERN.min(chars.len());
        [
            (true, chars[..PATTERN.min(chars.len())].to_vec()),
            (false, chars[last..].to_vec()),
        ]
    }

    /// Whether something shows that it is a title.
    fn shows(&self, company: &Company) -> bool {
        let clause = self.text.contains(['，', ',']);
        let short = self.text.chars().count() <= ABOVE_NUMBERS;
        CLOSINGS.contains(&self.text)
            || self.above_numbers && short && !clause
            || self.set_apart && company.set_apart > 1
            || !clause && self.ends().iter().any(|end| company.ends[end] > 1)
    }
}

/// What the lines that may be titles have in common.
#[derive(Default)]
struct Company {
    /// How many are set apart.
    set_apart: usize,
    /// How many begin or end with these characters.
    ends: BTreeMap<(bool, Vec<char>), usize>,
}

impl Company {
    fn of(titles: &[PossibleTitle<'_>]) -> Self {
        let mut company = Self::default();
        for title in titles {
            company.set_apart += usize::from(title.set_apart);
            for end in title.ends() {
                *company.ends.entry(end).or_default() += 1;
            }
        }
        company
    }
}

/// The text as far as titles are looked for in it.
struct Page<'a> {
    chars: &'a [char],
    lines: &'a [TextLine<'a>],
    paragraphs: &'a [TextParagraph],
    /// The paragraphs that open with a marker, and whether a numbering begins there.
    numbered: BTreeMap<usize, bool>,
}

impl<'a> Page<'a> {
    /// The lines that may be titles by their shape and their neighbours, each text once.
    fn possible(&self) -> Vec<PossibleTitle<'a>> {
        let usual = self.usual_indent();
        let first = self.paragraphs.iter().position(|p| p.prose);
        let from = first.map_or(self.paragraphs.len(), |first| first + 1);
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for paragraph in self.paragraphs {
            *count.entry(self.text(paragraph)).or_default() += 1;
        }
        (from..self.paragraphs.len())
            .filter_map(|at| {
                let paragraph = &self.paragraphs[at];
                let text = self.text(paragraph);
                let below = self.paragraphs.get(at + 1)?;
                let above_numbers = self.numbered.get(&(at + 1)) == Some(&true);
                let opens = self.chars[below.span.start];
                let running =
                    below.prose || below.span.len() > TITLE && self.text(below).contains('，');
                let new = running && (opens.is_alphanumeric() || "“「《（(‘".contains(opens));
                let free = !self.numbered.contains_key(&at) && count[text] == 1;
                let fits = free
                    && (new || above_numbers)
                    && !paragraph.prose
                    && self.is_finished(at - 1)
                    && may_be_title(text);
                fits.then(|| PossibleTitle {
                    paragraph: at,
                    text,
                    set_apart: self.indent(paragraph) != usual,
                    above_numbers,
                })
            })
            .collect()
    }

    fn text(&self, paragraph: &TextParagraph) -> &'a str {
        self.lines[paragraph.lines.start].text
    }

    /// Whether a paragraph ends with its sentence, or is a heading by its number.
    fn is_finished(&self, at: usize) -> bool {
        let span = self.paragraphs[at].span;
        let mut back = self.chars[span.start..span.end].iter().rev();
        let last = back.find(|c| !is_closer(**c));
        self.paragraphs[at].prose && last.is_some_and(|c| is_sentence_end(*c))
    }

    /// White space before a paragraph in its line.
    fn indent(&self, paragraph: &TextParagraph) -> usize {
        let before = self.chars[..paragraph.span.start].iter().rev();
        before
            .take_while(|c| is_blank(**c) && **c != '\n' && **c != '\r')
            .count()
    }

    /// The white space before most paragraphs of running text.
    fn usual_indent(&self) -> usize {
        let mut count: BTreeMap<usize, usize> = BTreeMap::new();
        for paragraph in self.paragraphs.iter().filter(|p| p.prose) {
            *count.entry(self.indent(paragraph)).or_default() += 1;
        }
        let most = count.iter().max_by_key(|(_, count)| **count);
        most.map_or(0, |(indent, _)| *indent)
    }

    fn candidate(&self, paragraph: usize) -> HeadingCandidate {
        HeadingCandidate::unmarked(self.paragraphs[paragraph].span, paragraph)
    }
}

/// Whether a line has the shape of a title: short, of words, without a mark at its end, and neither a date nor a caption.
fn may_be_title(text: &str) -> bool {
    let length = text.chars().count();
    let ends = text.ends_with(|c: char| c.is_alphanumeric() || "”》）)」".contains(c));
    let opens = text.starts_with(|c: char| c.is_alphanumeric() || "“《「".contains(c));
    let words = text.chars().filter(|c| c.is_alphabetic()).count();
    (SHORTEST..=TITLE).contains(&length)
        && ends
        && opens
        && words * 2 > length
        && !text.contains(['：', ':', '\t', '|', '。', '；', '！', '？'])
        && !text
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .starts_with(['.', '．', '、'])
        && !is_date(text)
        && !is_salutation(text)
        && !text.starts_with("附件")
        && !CAPTIONS.iter().any(|word| text.ends_with(word))
}
