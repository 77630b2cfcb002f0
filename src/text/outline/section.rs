//! Sections: the leaves of the outline, which cover the body without overlap.
//!
//! In, the headings marked: `同志们：` `[一、修桥]` `有两步。` `[一是备料。]` `石料要足。` `[二是开工。]` `春天开工。` ⏎ `桥修好了要养护。`
//!
//! Out, by their paths: `¶1` · `一` · `一/一是` · `一/二是` · `一#2`. An enumeration inside a paragraph ends with it, so the last paragraph
//! stands under 一、 again.
//!
//! One walk over the paragraphs opens a section at each heading and at each paragraph outside all headings; a section ends
//! where the next one begins. Noise is cut out afterwards.

use std::collections::HashMap;

use super::candidate::HeadingCandidate;
use super::lead::{first_sentence, lead_end, name, one_line, parts};
use super::line::{TextParagraph, is_blank, is_salutation};
use super::marker::MarkerStyle;
use super::model::{Heading, Section};
use super::nesting::NestedHeading;
use crate::span::Span;

/// A closing is at most this share of the text: one in eight.
const CLOSING_SHARE: usize = 8;
/// A closing of so many code points is one in a short text, too.
const CLOSING_CHARS: usize = 600;

/// Longest line without a final mark that only names the paragraph below it, in code points.
const NAMING_LINE: usize = 40;

/// The paragraph that opens the closing (同志们，让我们…): the first salutation behind the last heading with not much after
/// it.
pub(super) fn closing(
    chars: &[char],
    paragraphs: &[TextParagraph],
    last_heading: Option<usize>,
) -> Option<usize> {
    let from = last_heading? + 1;
    let end = paragraphs.last()?.span.end;
    let most = CLOSING_CHARS.max(end / CLOSING_SHARE);
    (from..paragraphs.len()).find(|index| {
        let span = paragraphs[*index].span;
        let opening: String = chars[span.start..span.end.min(span.start + 8)]
            .iter()
            .collect();
        is_salutation(&opening) && end - span.start <= most
    })
}

/// The beginning of a section; it ends where the next one begins.
struct Cut {
    /// Its first code point.
    at: usize,
    path: String,
    heading: String,
    headings: Vec<usize>,
    lead: Option<Span>,
}

/// The text with all that has been found in it, from which sections are made.
pub(super) struct OutlinedBody<'a> {
    /// The text in simplified characters, by which it is judged.
    pub(super) chars: &'a [char],
    /// The text as it stands, from which names are taken.
    pub(super) shown: &'a [char],
    pub(super) paragraphs: &'a [TextParagraph],
    pub(super) candidates: &'a [HeadingCandidate],
    pub(super) nested: &'a [NestedHeading],
    pub(super) headings: &'a [Heading],
    /// Paragraphs of the title, at the beginning.
    pub(super) title: usize,
    pub(super) closing: Option<usize>,
}

/// Cuts the body into sections and leaves the noise out. O(n).
pub(super) fn sections(body: &OutlinedBody<'_>, noise: &[Span]) -> Vec<Section> {
    let cuts = SectionCutter::new(body).run();
    let mut found = Vec::new();
    let mut noise = noise.iter().copied().peekable();
    // White space between noise and a leaf belongs to that leaf.
    let mut carried = Some(0);
    for (index, cut) in cuts.iter().enumerate() {
        // The cut's stretch without the noise in it: a piece before each noise, and the rest.
        let start = carried.take().unwrap_or(cut.at);
        let end = cuts.get(index + 1).map_or(body.chars.len(), |next| next.at);
        let mut from = start;
        let mut pieces = Vec::new();
        while let Some(span) = noise.peek().copied().filter(|span| span.start < end) {
            pieces.push(Span::new(from, span.start.max(from)));
            from = span.end.max(from).min(end);
            if span.end > end {
                // It reaches into the next cut and is looked at there again.
                break;
            }
            noise.next();
        }
        if !pieces.is_empty() && body.chars[from..end].iter().all(|c| is_blank(*c)) {
            carried = Some(from);
        } else {
            pieces.push(Span::new(from, end));
        }
        for span in pieces.into_iter().filter(|span| !span.is_empty()) {
            found.push(Section {
                path: cut.path.clone(),
                heading: cut.heading.clone(),
                span,
                headings: cut.headings.clone(),
                lead: cut.lead,
            });
        }
    }
    make_paths_unique(&mut found);
    found
}

/// Adds `#2` and so on to a path that stands already.
fn make_paths_unique(sections: &mut [Section]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for section in sections {
        let count = seen.entry(section.path.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            section.path = format!("{}#{count}", section.path);
        }
    }
}

/// Walks over the paragraphs and opens sections.
struct SectionCutter<'a> {
    body: &'a OutlinedBody<'a>,
    cuts: Vec<Cut>,
    /// The path of each heading so far.
    paths: Vec<String>,
    /// The heading under which the text stands.
    current: Option<usize>,
    /// The path and the lead of the last paragraph outside all headings; headings inside it are named after it.
    unnumbered: Option<(String, Option<Span>)>,
    /// Whether the last paragraph only names the one below it, as a line without number does.
    naming: bool,
    /// The heading that has no text yet: its first sub-heading joins its section.
    bare_from: Option<usize>,
}

impl<'a> SectionCutter<'a> {
    fn new(body: &'a OutlinedBody<'a>) -> Self {
        Self {
            body,
            cuts: Vec::new(),
            paths: Vec::with_capacity(body.nested.len()),
            current: None,
            unnumbered: None,
            naming: false,
            bare_from: None,
        }
    }

    fn run(mut self) -> Vec<Cut> {
        let mut next = 0;
        for (index, paragraph) in self.body.paragraphs.iter().enumerate() {
            let first = next;
            while next < self.body.nested.len() && self.candidate(next).paragraph == index {
                next += 1;
            }
            let opens = first < next && self.candidate(first).span.start == paragraph.span.start;
            if !opens {
                let heading = (first < next).then(|| self.candidate(first).span.start);
                self.open_paragraph(index, heading);
            }
            for heading in first..next {
                self.open_heading(heading);
            }
        }
        self.cuts
    }

    fn candidate(&self, heading: usize) -> &'a HeadingCandidate {
        &self.body.candidates[self.body.nested[heading].candidate]
    }

    /// Opens a paragraph that does not begin with a heading; `heading` is where its first one stands.
    fn open_paragraph(&mut self, index: usize, heading: Option<usize>) {
        let paragraph = &self.body.paragraphs[index];
        if index < self.body.title {
            if index == 0 {
                self.push(
                    paragraph.span.start,
                    "题".to_owned(),
                    name(self.body.shown, paragraph.span),
                    None,
                );
            }
            return;
        }
        if self.body.closing == Some(index) {
            self.current = None;
        }
        let before = self.current;
        while let Some(heading) = self.current {
            // An enumeration inside a paragraph ends with it, and so does the last item of one in paragraphs.
            let candidate = self.candidate(heading);
            let ended = candidate.paragraph < index
                && (!candidate.opens
                    || self.body.nested[heading].one_paragraph && candidate.run_in);
            if !ended {
                break;
            }
            self.current = self.body.nested[heading].parent;
        }
        if let Some(heading) = self.current {
            if before != self.current {
                self.push_under(paragraph.span.start, heading, None);
            }
            self.bare_from = None;
            return;
        }
        if self.naming && paragraph.prose && heading.is_none() {
            self.naming = false;
            return;
        }
        self.open_unnumbered(index, heading);
    }

    /// Opens a paragraph that stands outside all headings, and its parts if it falls into several.
    fn open_unnumbered(&mut self, index: usize, heading: Option<usize>) {
        let chars = self.body.chars;
        let paragraph = &self.body.paragraphs[index];
        let span = paragraph.span;
        let path = format!("¶{}", index + 1);
        let lead = lead_end(chars, span).map(|_| first_sentence(chars, span));
        self.naming = !paragraph.prose
            && span.len() <= NAMING_LINE
            && !matches!(chars[span.end - 1], '：' | ':' | '…');
        let starts = if heading.is_none() {
            parts(chars, span)
        } else {
            Vec::new()
        };
        let own = Span::new(span.start, heading.unwrap_or(span.end));
        self.push(span.start, path.clone(), name(self.body.shown, own), lead);
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(span.end);
            let heading = name(self.body.shown, Span::new(*start, end));
            self.push(*start, format!("{path}/{}", number + 2), heading, None);
        }
        self.unnumbered = Some((path, lead));
    }

    /// Opens the section of a heading.
    fn open_heading(&mut self, heading: usize) {
        let nested = &self.body.nested[heading];
        let candidate = self.candidate(heading);
        let start = candidate.span.start;
        let marker = match candidate.marker.style {
            MarkerStyle::Unmarked => heading_name(&self.body.shown[start..candidate.span.end]),
            _ => marker_name(&self.body.shown[start..][..candidate.marker.name]),
        };
        let above = match nested.parent {
            Some(parent) => Some(self.paths[parent].clone()),
            None if candidate.opens && !candidate.marker.style.is_words() => None,
            None => self.unnumbered.as_ref().map(|(path, _)| path.clone()),
        };
        self.paths
            .push(above.map_or_else(|| marker.clone(), |above| format!("{above}/{marker}")));
        let lead = match &self.unnumbered {
            Some((_, lead))
                if nested.parent.is_none()
                    && (!candidate.opens || candidate.marker.style.is_words()) =>
            {
                *lead
            }
            _ => None,
        };
        self.naming = false;
        self.current = Some(heading);
        let at = candidate.span.start;
        match self.bare_from {
            // A heading with nothing between it and its first sub-heading stands in that one's leaf.
            Some(bare) if nested.parent == Some(bare) && self.is_bare(bare, at) => {
                let at = self.cuts.pop().map_or(at, |cut| cut.at);
                self.push_under(at, heading, lead);
            }
            _ => self.push_under(at, heading, lead),
        }
        self.bare_from = Some(heading);
    }

    /// Whether nothing but marks and white space stands between a heading and `at`.
    fn is_bare(&self, heading: usize, at: usize) -> bool {
        let end = self.body.headings[heading].span.end;
        self.body.chars[end.min(at)..at]
            .iter()
            .all(|c| is_blank(*c) || !c.is_alphanumeric())
    }

    /// Opens a section under a heading.
    fn push_under(&mut self, at: usize, heading: usize, lead: Option<Span>) {
        let mut headings = vec![heading];
        while let Some(parent) = self.body.nested[headings[headings.len() - 1]].parent {
            headings.push(parent);
        }
        headings.reverse();
        let text = self.body.headings[heading].span;
        let candidate = self.candidate(heading);
        // An article has but a number; its text says what it is about.
        let heading_text = if candidate.marker.style == MarkerStyle::Article && candidate.run_in {
            let paragraph = self.body.paragraphs[candidate.paragraph].span;
            name(self.body.shown, Span::new(text.start, paragraph.end))
        } else {
            one_line(&self.body.shown[text.start..text.end])
        };
        self.cuts.push(Cut {
            at,
            path: self.paths[heading].clone(),
            heading: heading_text,
            headings,
            lead,
        });
    }

    /// Opens a section outside all headings.
    fn push(&mut self, at: usize, path: String, heading: String, lead: Option<Span>) {
        self.bare_from = None;
        self.cuts.push(Cut {
            at,
            path,
            heading,
            headings: Vec::new(),
            lead,
        });
    }
}

/// Longest name in a path that is made of a heading without marker, in code points.
const HEADING_NAME: usize = 20;

/// A heading without marker as it stands in a path: its first characters, without white space and `/`.
fn heading_name(chars: &[char]) -> String {
    let words = chars.iter().filter(|c| !is_blank(**c));
    words
        .take(HEADING_NAME)
        .map(|c| if *c == '/' { '／' } else { *c })
        .collect()
}

/// The marker as it stands in a path: brackets in half width, no white space.
fn marker_name(chars: &[char]) -> String {
    chars
        .iter()
        .filter(|c| !is_blank(**c))
        .map(|c| match c {
            '（' | '〔' | '[' | '【' | '［' => '(',
            '）' | '〕' | ']' | '】' | '］' => ')',
            '０'..='９' => char::from_u32(*c as u32 - '０' as u32 + '0' as u32).unwrap_or(*c),
            other => *other,
        })
        .collect()
}
