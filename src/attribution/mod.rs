//! Whose wording every character is: boilerplate, shared or local.
//!
//! The evidence comes from the stages before: a unit's *spread* (in how many other documents its wording
//! stands, literals only) and whether it stands in a reference text. Slot fillers have no spread of their own,
//! so they are local unless other reused wording covers them.

mod reference;

pub use reference::ReferenceIndex;

use crate::analysis::{Attribution, InformationShares, ReferenceRun, Run, Shares};
use crate::span::Span;
use crate::text::NormalText;

/// Attributes each unit of a document.
///
/// `boilerplate_docs` is b of the design: wording that stands in b documents, this one counted, is boilerplate.
/// `reference` tells for each unit in which reference text its wording stands, if in any ([`ReferenceIndex::sources`]).
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

/// Stretches of one attribution that tile `section`. White space and punctuation take the attribution of what
/// they follow; at the beginning of the section, of what follows them; where there are no units at all, local.
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

/// What of `section` stands in reference texts, with the source of each stretch; its ends are those of [`runs`].
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

/// Stretches of equal marks that tile `section`; none when it has no units.
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

/// Sums up weights by attribution.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    boilerplate: f64,
    shared: f64,
    local: f64,
}

impl Tally {
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

    /// Shares of the total; of nothing, everything is local, so that shares always add up to 1.
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

/// Shares of the characters that `runs` cover.
pub fn shares<'a>(runs: impl Iterator<Item = &'a Run>) -> Shares {
    let mut tally = Tally::default();
    for run in runs {
        tally.add(run.attribution, run.span.len() as f64);
    }
    tally.shares()
}

/// The same with each unit weighted by its surprisal in bits.
pub fn information(
    units: impl Iterator<Item = usize>,
    attributions: &[Attribution],
    bits: &[f32],
) -> InformationShares {
    let mut tally = Tally::default();
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
