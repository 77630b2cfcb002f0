//! Attribution: whose wording every unit is, boilerplate, shared or local, and the evidence for it.
//!
//! In: the passages of a document with the others ([`crate::reuse`]), the literals and set phrases of the corpus
//! ([`crate::template`]), reference texts. Out: runs of one attribution that tile each section; each that is not local with the
//! documents that have its wording, and where; shares of characters and of information.
//!
//! A unit is not local exactly if it lies in evidence that can be shown. [`Atoms`] are what no run cuts; `evidence` finds which
//! of them stand elsewhere, `spread` in how many documents, `runs` makes runs of them.
//!
//! ```
//! use leitong::analysis::Attribution::{Local, Shared};
//! use leitong::{Config, Corpus, analyze};
//!
//! let corpus = Corpus::from_texts([
//!     ("a", "要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。东河县新建水渠四十里。"),
//!     ("b", "西山县修通公路两条。要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。"),
//! ]);
//! let analysis = analyze(&corpus, &Config::default());
//! let section = &analysis.documents[0].sections[0];
//! let kinds: Vec<_> = section.runs.iter().map(|run| run.attribution).collect();
//! assert_eq!(kinds, [Shared, Local]);
//! let place = &section.evidence[0].places[0];
//! assert_eq!((place.document, place.span.start), (1, 10));
//! ```

mod atoms;
mod counting;
mod document;
mod evidence;
mod reference;
mod runs;
mod shares;
mod spread;

use rayon::prelude::*;

use crate::analysis::{Attribution, ReferenceRun, Run, RunEvidence};
use crate::reuse::Overlaps;
use crate::span::Span;
use crate::template::FixedWording;
use crate::text::NormalText;

pub use atoms::Atoms;
pub use counting::Counting;
pub use reference::ReferenceIndex;
pub use shares::{information, shares};

use document::Attributor;

/// What the attribution of a corpus follows from.
#[derive(Clone, Copy, Debug)]
pub struct EvidenceSources<'a> {
    /// The texts, in corpus order.
    pub texts: &'a [NormalText],
    /// What they have in common, pair by pair.
    pub overlaps: &'a Overlaps,
    /// Fewest units of a set phrase that seldom stands alone: as those of a passage.
    pub min_length: usize,
    /// Literals and set phrases.
    pub fixed: &'a [FixedWording],
    /// Who counts as one, and who was first.
    pub counting: &'a Counting,
    /// The reference texts.
    pub reference: &'a ReferenceIndex,
    /// b: wording that stands in so many documents, the one at hand counted, is boilerplate.
    pub boilerplate_docs: usize,
}

/// What a run may not cut, in one document.
#[derive(Debug)]
pub struct Uncut {
    /// Words, numbers, names.
    pub atoms: Atoms,
    /// The leaf sections, in order.
    pub sections: Vec<Span>,
}

/// The attribution of a document.
#[derive(Clone, Debug, Default)]
pub struct DocumentAttribution {
    /// For each unit whose wording it is.
    pub units: Vec<Attribution>,
    /// For each unit whether no earlier document has it; None where the document is not dated.
    pub new: Option<Vec<bool>>,
    /// For each unit the number of the reference text that its wording stands in, if any.
    pub reference: Vec<Option<u32>>,
    /// By section.
    pub sections: Vec<SectionRuns>,
}

/// The runs of a section.
#[derive(Clone, Debug, Default)]
pub struct SectionRuns {
    /// They tile the section. White space and punctuation go with the unit before them, at the beginning of the section with
    /// that behind them; a section without units is local.
    pub runs: Vec<Run>,
    /// The evidence of those that are not local, in their order.
    pub evidence: Vec<RunEvidence>,
}

/// Attributes every document of a corpus; `uncut` is that of each. In parallel: O(n) in the texts, and in the evidence over each
/// atom of them.
#[must_use]
pub fn attribute(sources: &EvidenceSources<'_>, uncut: &[Uncut]) -> Vec<DocumentAttribution> {
    let attributor = Attributor::new(sources);
    uncut
        .par_iter()
        .enumerate()
        .map_init(
            || attributor.buffers(),
            |buffers, (doc, uncut)| attributor.document(doc, uncut, buffers),
        )
        .collect()
}

/// The stretches of `section` whose wording stands in reference texts, each with its source; white space and punctuation
/// go with the unit before them.
#[must_use]
pub fn reference_runs(
    text: &NormalText,
    sources: &[Option<u32>],
    section: Span,
) -> Vec<ReferenceRun> {
    let of = |(span, source): (Span, Option<u32>)| {
        let source = source? as usize;
        Some(ReferenceRun { span, source })
    };
    let stretches = stretches(text, sources, section).into_iter();
    stretches.filter_map(of).collect()
}

/// Characters of `section` whose units carry the mark, as a share of all, 0 to 1; of none, 1.
#[must_use]
pub fn marked_share(text: &NormalText, marks: &[bool], section: Span) -> f64 {
    if section.is_empty() {
        return 1.0;
    }
    let stretches = stretches(text, marks, section).into_iter();
    let marked = stretches.filter(|(_, marked)| *marked);
    marked.map(|(span, _)| span.len()).sum::<usize>() as f64 / section.len() as f64
}

/// The stretches of equal marks that tile `section`; none when it has no units.
fn stretches<T: Copy + PartialEq>(text: &NormalText, marks: &[T], section: Span) -> Vec<(Span, T)> {
    let mut stretches: Vec<(Span, T)> = Vec::new();
    for i in text.units_in(section) {
        let start = text.span(i).start.max(section.start);
        match stretches.last_mut() {
            Some((_, mark)) if *mark == marks[i] => {}
            Some((last, _)) => {
                let start = start.max(last.start);
                last.end = start;
                stretches.push((Span::new(start, section.end), marks[i]));
            }
            None => stretches.push((section, marks[i])),
        }
        if let Some((last, _)) = stretches.last_mut() {
            last.end = section.end;
        }
    }
    stretches.retain(|(span, _)| !span.is_empty());
    stretches
}

#[cfg(test)]
mod tests;
