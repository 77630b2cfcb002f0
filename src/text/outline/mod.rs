//! The outline of a document: headings, leaf sections, and the noise around the body.
//!
//! In:
//!
//! ```text
//! 首页 > 新闻 > 正文
//! 修桥大会上的讲话
//! 同志们：
//! 一、备料
//! 石料要足。
//! 二、开工
//! （一）打桩。桩要深。
//! （二）铺面。面要平。
//! ```
//!
//! Out:
//!
//! ```text
//! noise     首页 > 新闻 > 正文
//! title     修桥大会上的讲话
//! headings  1 一、备料 · 1 二、开工 · 2 （一）打桩 · 2 （二）铺面
//! sections  题 · ¶2 · 一 · 二/(一) · 二/(二)
//! ```
//!
//! The steps, each linear in the length of the text (headings by style: n log n), each in the file of its name:
//!
//! 1. `unwrapped`: the text without line ends inside paragraphs; [`line`]: the lines.
//! 2. `noise`: page furniture among them is taken out. *Page furniture* is what surrounds the text on a page: menus,
//!    publication data, running heads, legal lines. The literature calls it boilerplate and finding it boilerplate removal
//!    or detection (Kohlschütter, Fankhauser and Nejdl, WSDM 2010). Here *boilerplate* means another thing, wording that many
//!    documents share ([`attribution`](crate::attribution)); furniture that has been found is called noise.
//! 3. `styled`: headings that the form of the file, or its `markdown`, shows, and [`line`] again: paragraphs.
//! 4. `candidate`: places where a heading may open, each a `marker` with its sentence; `glued`: where it ends if its line end
//!    was lost; `unnumbered`: lines that are titles without a marker.
//! 5. `chain`: candidates whose numbers go on (一、 二、 三、) are headings; the others are text.
//! 6. `nesting`: which heading stands below which.
//! 7. `title` and `section`: the title, and the leaves between the headings.
//!
//! [`repeated_lines`] finds furniture that shows only beside other documents, and with `repeated_tails` that at the end of
//! texts of one line.

mod candidate;
mod chain;
mod furniture_words;
mod glued;
mod lead;
pub(in crate::text) mod line;
mod line_shape;
mod markdown;
mod marker;
mod model;
mod nesting;
mod noise;
mod numeral;
mod repeated_lines;
mod repeated_tails;
mod section;
mod styled;
#[cfg(test)]
mod tests;
mod title;
mod unnumbered;
mod unwrapped;

use super::layout::Layout;
use super::simplified::simplified;
use super::source::SourceText;
use crate::span::Span;
use crate::text::unwrapped::Unwrapped;
use candidate::HeadingCandidate;
use chain::HeadingChains;
use nesting::NestedHeading;

pub(in crate::text) use noise::is_credits;

pub use model::{Heading, Outline, Section};
pub use repeated_lines::repeated_lines;

/// Finds headings, sections and noise of one text: O(n log n). A text of white space only is noise.
///
/// `layout` is what the form of the file shows; plain text has [`Layout::default`].
///
/// - Paragraphs set as headings are headings, also without a marker; those with a marker and no style are still found.
///   Levels by style count from 1 without gaps; where a heading by style and one by marker hold each other, the marker
///   decides.
/// - The paragraph set as title is the title, and so is a lone heading of the highest level at the top.
/// - Furniture that the layout shows is noise, beside what is found in the text itself.
///
/// ```
/// use leitong::text::outline::outline;
/// use leitong::text::{Layout, SourceText};
///
/// let text = SourceText::from("修桥大会上的讲话\n一、备料\n石料要足。\n二、开工\n春天开工。\n上一篇：铺路\n");
/// let outline = outline(&text, &Layout::default());
/// let headings: Vec<&str> = outline.headings.iter().map(|h| h.text.as_str()).collect();
/// assert_eq!(headings, ["一、备料", "二、开工"]);
/// assert_eq!(outline.title.map(|span| text.slice(span)), Some("修桥大会上的讲话"));
/// assert_eq!(text.slice(outline.noise[0]), "上一篇：铺路\n");
/// assert_eq!(outline.sections[1].path, "一");
/// ```
#[must_use]
pub fn outline(text: &SourceText, layout: &Layout) -> Outline {
    match Unwrapped::of(text.as_str()) {
        Some(whole) => {
            let outline = of_paragraphs(&whole.text, &unwrapped::layout(&whole, layout));
            unwrapped::stored(&whole, text, outline)
        }
        None => of_paragraphs(text, layout),
    }
}

/// The outline of a text whose lines are whole paragraphs.
fn of_paragraphs(text: &SourceText, layout: &Layout) -> Outline {
    // Rules are written in simplified words; characters stand for one another one for one, so spans stay.
    let shown: Vec<char> = text.as_str().chars().collect();
    let chars: Vec<char> = shown.iter().map(|c| simplified(*c)).collect();
    let folded: Option<String> = (shown != chars).then(|| chars.iter().collect());
    let mut all = line::whole_lines(folded.as_deref().unwrap_or(text.as_str()));
    let marks = markdown::marks(&chars, &all);
    let signed = markdown::take_signs(&mut all);
    let shown_noise = Span::union(marks.into_iter().chain(layout.noise.iter().copied()));
    let (mut noise, mut lines) = noise::separate(&chars, all, &shown_noise);
    markdown::take_emphasis(&mut lines);
    let by_signs = (layout.headings.is_empty() && !signed.is_empty()).then(|| Layout {
        headings: signed,
        noise: Vec::new(),
    });
    let layout = by_signs.as_ref().unwrap_or(layout);

    let styled = styled::StyledHeadings::new(&chars, &lines, layout);
    let paragraphs = line::paragraphs(&lines, |line| {
        candidate::opens_with_marker(&chars, line) || styled.opens(line)
    });
    let candidates = candidate::candidates(&chars, &lines, &paragraphs);
    // Where the form of the file shows headings, those without number are among them.
    let candidates = if layout.headings.is_empty() {
        unnumbered::with_titles(&chars, &lines, &paragraphs, candidates)
    } else {
        styled.mark(&chars, &paragraphs, candidates)
    };
    let mut chains = chain::chains(&chars, &candidates);
    unnumbered::accept(&chars, &candidates, &mut chains);
    styled::accept(&candidates, &mut chains);

    let (first, last) = paragraphs_with_headings(&candidates, &chains);
    let closing = section::closing(
        &chars,
        &paragraphs,
        last.filter(|_| !concludes(&candidates)),
    );
    let nested = nesting::nest(&candidates, &chains, closing);
    let headings = headings(text, &candidates, &nested);
    // The marks of a link inside a heading are read with it.
    noise.retain(|span| {
        let near = headings.partition_point(|heading| heading.span.end <= span.start);
        headings
            .get(near)
            .is_none_or(|heading| heading.span.start >= span.end)
    });
    let title = title::title(&chars, &lines, &paragraphs, first);
    let title = match styled.title {
        Some(span) => Some(title::styled(span, &paragraphs, title, first)),
        None => title,
    };
    let body = section::OutlinedBody {
        chars: &chars,
        shown: &shown,
        paragraphs: &paragraphs,
        candidates: &candidates,
        nested: &nested,
        headings: &headings,
        title: title.map_or(0, |title| title.paragraphs),
        closing,
    };
    let sections = section::sections(&body, &noise);
    Outline {
        title: title.map(|title| title.span),
        headings,
        noise,
        sections,
    }
}

/// Whether the last heading is a title without number, such as 结束语: then the closing stands below it.
fn concludes(candidates: &[HeadingCandidate]) -> bool {
    candidates.last().is_some_and(unnumbered::is_unnumbered)
}

/// The first and the last paragraph that opens with a heading.
fn paragraphs_with_headings(
    candidates: &[HeadingCandidate],
    chains: &HeadingChains,
) -> (Option<usize>, Option<usize>) {
    let mut opened = candidates
        .iter()
        .zip(&chains.of)
        .filter(|(candidate, chain)| chain.is_some() && candidate.opens)
        .map(|(candidate, _)| candidate.paragraph);
    let first = opened.next();
    (first, opened.next_back().or(first))
}

fn headings(
    text: &SourceText,
    candidates: &[HeadingCandidate],
    nested: &[NestedHeading],
) -> Vec<Heading> {
    let heading = |nested: &NestedHeading| {
        let candidate = &candidates[nested.candidate];
        Heading {
            level: nested.level,
            text: text.slice(candidate.span).to_owned(),
            span: candidate.span,
            run_in: candidate.run_in,
        }
    };
    nested.iter().map(heading).collect()
}
