//! Attribution: whose wording every unit is, boilerplate, shared or local; and the shares of each.
//!
//! In: for every unit its *spread*, the number of other documents that have its wording ([`crate::reuse`]), and whether its
//! wording stands in a reference text. Out: stretches of one attribution that tile a section, and shares of characters and
//! of information. A slot's fillers have no more spread than they earn themselves: spread counts what two documents share in
//! one piece, or in two pieces around a filler, not the literals of a template.
//!
//! ```
//! use leitong::analysis::Attribution::{Boilerplate, Local, Shared};
//! use leitong::attribution::{attribute, runs, shares};
//! use leitong::span::Span;
//! use leitong::text::NormalText;
//!
//! let text = NormalText::new("同志们，古蔺酒业。");
//! // 同志们 stands in two other documents, 古蔺 in one, 酒业 in none. Three documents make boilerplate.
//! let units = attribute(&[2, 2, 2, 1, 1, 0, 0], &[None; 7], 3);
//! let runs = runs(&text, &units, Span::new(0, 9));
//! let found: Vec<_> = runs.iter().map(|run| (run.span.len(), run.attribution)).collect();
//! assert_eq!(found, [(4, Boilerplate), (2, Shared), (3, Local)]); // a mark goes with what it follows
//! assert!((shares(runs.iter()).local - 3.0 / 9.0).abs() < 1e-9);
//! ```

mod reference;

pub use reference::ReferenceIndex;

use crate::analysis::{Attribution, InformationShares, ReferenceRun, Run, Shares};
use crate::span::Span;
use crate::text::NormalText;

/// Attributes each unit of a document.
///
/// `spread` gives for each unit the number of other documents with its wording, `reference` the number of the reference
/// text that has it, if one does ([`ReferenceIndex::sources`]). `boilerplate_docs` is b: wording that stands in b documents,
/// this one counted, is boilerplate. O(units).
#[must_use]
pub fn attribute(
    spread: &[u32],
    reference: &[Option<u32>],
    boilerplate_docs: usize,
) -> Vec<Attribution> {
    spread
        .iter()
        .zip(reference)
        .map(|(spread, source)| match *spread as usize {
            _ if source.is_some() => Attribution::Boilerplate,
            0 => Attribution::Local,
            n if n + 1 >= boilerplate_docs => Attribution::Boilerplate,
            _ => Attribution::Shared,
        })
        .collect()
}

/// The stretches of one attribution that tile `section`, in code points. White space and punctuation take the attribution
/// of the unit before them, at the beginning of the section that of the unit behind them; a section without units is local.
#[must_use]
pub fn runs(text: &NormalText, units: &[Attribution], section: Span) -> Vec<Run> {
    let runs = stretches(text, units, section).into_iter();
    let mut runs: Vec<Run> = runs
        .map(|(span, attribution)| Run { span, attribution })
        .collect();
    if runs.is_empty() && !section.is_empty() {
        runs.push(Run {
            span: section,
            attribution: Attribution::Local,
        });
    }
    runs
}

/// The stretches of `section` whose wording stands in reference texts, each with its source; white space and punctuation
/// go as in [`runs`].
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

/// Weights summed up by attribution.
#[derive(Clone, Copy, Debug, Default)]
struct ShareTally {
    boilerplate: f64,
    shared: f64,
    local: f64,
}

impl ShareTally {
    fn add(&mut self, attribution: Attribution, weight: f64) {
        match attribution {
            Attribution::Boilerplate => self.boilerplate += weight,
            Attribution::Shared => self.shared += weight,
            Attribution::Local => self.local += weight,
        }
    }

    fn total(&self) -> f64 {
        self.boilerplate + self.shared + self.local
    }

    /// Shares of the total. Of nothing, everything is local, so that shares always add up to 1.
    fn shares(&self) -> Shares {
        let total = self.total();
        if total <= 0.0 {
            return Shares {
                local: 1.0,
                ..Shares::default()
            };
        }
        let boilerplate = self.boilerplate / total;
        let shared = self.shared / total;
        Shares {
            boilerplate,
            shared,
            local: (1.0 - boilerplate - shared).max(0.0),
        }
    }
}

/// Shares of the characters that `runs` cover; they add up to 1.
#[must_use]
pub fn shares<'a>(runs: impl Iterator<Item = &'a Run>) -> Shares {
    let mut tally = ShareTally::default();
    for run in runs {
        tally.add(run.attribution, run.span.len() as f64);
    }
    tally.shares()
}

/// Shares of information: each of the given units counts by its surprisal. `bits` are those of
/// [`SurprisalModel`](crate::feature::surprisal::SurprisalModel).
#[must_use]
pub fn information(
    units: impl Iterator<Item = usize>,
    attributions: &[Attribution],
    bits: &[f32],
) -> InformationShares {
    let mut tally = ShareTally::default();
    for i in units {
        tally.add(attributions[i], f64::from(bits[i]));
    }
    InformationShares {
        bits: tally.total(),
        shares: tally.shares(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_threshold_counts_the_document_itself() {
        use Attribution::{Boilerplate, Local, Shared};
        assert_eq!(
            attribute(&[0, 1, 2, 0], &[None, None, None, Some(0)], 3),
            [Local, Shared, Boilerplate, Boilerplate]
        );
    }

    #[test]
    fn punctuation_follows_what_stands_before_it() {
        use Attribution::{Local, Shared};
        let text = NormalText::new("“甲”，乙。");
        let runs = runs(&text, &[Shared, Local], Span::new(0, 6));
        let spans: Vec<_> = runs
            .iter()
            .map(|r| (r.span.start, r.span.end, r.attribution))
            .collect();
        assert_eq!(spans, [(0, 4, Shared), (4, 6, Local)]);
    }

    #[test]
    fn a_reference_run_names_its_source_and_no_more_than_stands_there() {
        let reference = ["坚持稳中求进工作总基调", "抓实春耕备耕"].map(NormalText::new);
        let index = ReferenceIndex::new(&reference, 6);
        let text = NormalText::new("要抓实春耕备耕，坚持稳中求进工作。完");
        let found = reference_runs(&text, &index.sources(&text), Span::new(0, 18));
        let found: Vec<_> = found
            .iter()
            .map(|run| (run.span.start, run.span.end, run.source))
            .collect();
        assert_eq!(found, [(1, 8, 1), (8, 17, 0)]);
    }

    fn any_attribution() -> impl Strategy<Value = Attribution> {
        prop_oneof![
            Just(Attribution::Boilerplate),
            Just(Attribution::Shared),
            Just(Attribution::Local)
        ]
    }

    proptest! {
        #[test]
        fn runs_tile_the_section_and_shares_add_up(
            text in "[甲乙 ，。㎡a1\n]{0,40}",
            marks in proptest::collection::vec(any_attribution(), 120),
            cut in (0usize..41, 0usize..41),
        ) {
            let len = text.chars().count();
            let normal = NormalText::new(&text);
            let section = Span::new(cut.0.min(cut.1).min(len), cut.0.max(cut.1).min(len));
            let runs = runs(&normal, &marks, section);
            let mut at = section.start;
            for run in &runs {
                prop_assert_eq!(run.span.start, at);
                prop_assert!(!run.span.is_empty());
                at = run.span.end;
            }
            prop_assert_eq!(at, section.end);
            let shares = shares(runs.iter());
            prop_assert!((shares.boilerplate + shares.shared + shares.local - 1.0).abs() < 1e-12);
        }
    }
}
