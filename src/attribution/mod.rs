//! Whose wording every character is: boilerplate, shared or local.
//!
//! The evidence comes from the stages before: a unit's *spread* (in how many other documents its wording
//! stands, literals only) and whether it stands in a reference text. Slot fillers have no spread of their own,
//! so they are local unless other reused wording covers them.

mod reference;

pub use reference::ReferenceIndex;

use crate::Span;
use crate::analysis::{Attribution, InformationShares, Run, Shares};
use crate::text::NormalText;

/// The spread of each unit from both kinds of evidence: reused passages (`spread`) and template literals
/// (`literal`, the number of other documents whose instance has the unit). The higher one counts. A slot's filler
/// is no literal, so it stays local unless reused wording of passage length covers it.
pub fn combine(spread: &[u32], literal: &[u32]) -> Vec<u32> {
    spread.iter().zip(literal).map(|(a, b)| *a.max(b)).collect()
}

/// Attributes each unit of a document.
///
/// `boilerplate_docs` is b of the design: wording that stands in b documents, this one counted, is boilerplate.
/// `reference` tells for each unit whether its wording stands in a reference text.
pub fn attribute(spread: &[u32], reference: &[bool], boilerplate_docs: usize) -> Vec<Attribution> {
    let in_reference = reference.iter().copied().chain(std::iter::repeat(false));
    spread
        .iter()
        .zip(in_reference)
        .map(|(spread, in_reference)| match *spread as usize {
            _ if in_reference => Attribution::Boilerplate,
            0 => Attribution::Local,
            n if n + 1 >= boilerplate_docs => Attribution::Boilerplate,
            _ => Attribution::Shared,
        })
        .collect()
}

/// Stretches of one attribution that tile `section`. White space and punctuation take the attribution of what
/// they follow; at the beginning of the section, of what follows them; where there are no units at all, local.
pub fn runs(text: &NormalText, units: &[Attribution], section: Span) -> Vec<Run> {
    let inside = text.units_in(section);
    let mut runs: Vec<Run> = Vec::new();
    for i in inside {
        let start = text.span(i).start.max(section.start);
        match runs.last_mut() {
            Some(last) if last.attribution == units[i] => {}
            Some(last) => {
                let start = start.max(last.span.start);
                last.span.end = start;
                runs.push(Run {
                    span: Span::new(start, section.end),
                    attribution: units[i],
                });
            }
            None => runs.push(Run {
                span: section,
                attribution: units[i],
            }),
        }
        if let Some(last) = runs.last_mut() {
            last.span.end = section.end;
        }
    }
    if runs.is_empty() && !section.is_empty() {
        runs.push(Run {
            span: section,
            attribution: Attribution::Local,
        });
    }
    runs.retain(|run| !run.span.is_empty());
    runs
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
            attribute(&[0, 1, 2, 0], &[false, false, false, true], 3),
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
