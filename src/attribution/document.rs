//! The attribution of one document: its evidence, the spread of its atoms, its runs, and where each stands elsewhere.

use std::ops::Range;

use super::atoms::Atoms;
use super::evidence::{EvidenceIndex, Item, ItemSource, of_reference};
use super::runs::{self, AtomRun};
use super::spread::{AtomSpread, CountBuffers, Spread};
use super::{DocumentAttribution, EvidenceSources, SectionRuns, Uncut};
use crate::analysis::{Attribution, EvidenceKind, EvidencePlace, Run, RunEvidence};
use crate::document::DocId;
use crate::span::Span;
use crate::template::FixedKind;

/// Most places that a run names; in how many documents it stands is said whatever their number. As many as fit on a screen, and
/// so few that a corpus where all say the same does not list the square of its documents.
const PLACES: usize = 16;

/// Attributes the documents of a corpus one by one.
#[derive(Debug)]
pub(super) struct Attributor<'a> {
    sources: EvidenceSources<'a>,
    index: EvidenceIndex<'a>,
    spread: Spread<'a>,
}

/// A document under way.
struct Current<'a> {
    doc: usize,
    atoms: &'a Atoms,
    /// By first atom.
    items: Vec<Item>,
    spread: Vec<AtomSpread>,
    class: Vec<Attribution>,
}

impl<'a> Attributor<'a> {
    pub(super) fn new(sources: &EvidenceSources<'a>) -> Self {
        Self {
            sources: *sources,
            index: EvidenceIndex::new(sources),
            spread: Spread::new(sources.fixed, sources.counting),
        }
    }

    pub(super) fn buffers(&self) -> CountBuffers {
        CountBuffers::new(self.sources.texts.len())
    }

    pub(super) fn document(
        &self,
        doc: usize,
        uncut: &Uncut,
        buffers: &mut CountBuffers,
    ) -> DocumentAttribution {
        let text = &self.sources.texts[doc];
        let atoms = &uncut.atoms;
        let reference = self.sources.reference.sources(text);
        let mut items = self.index.of_document(doc, text, atoms);
        items.retain(|item| self.spread.is_elsewhere(doc, item));
        let spread = self.spread.of_document(doc, atoms.len(), &items, buffers);
        items.extend(of_reference(&reference, atoms));
        items.sort_by_key(|item| (item.atoms.start, item.atoms.end));
        let new = self.sources.counting.is_dated(doc).then(|| {
            let mut new = vec![true; text.len()];
            for (atom, spread) in spread.iter().enumerate() {
                new[atoms.units(atom..atom + 1)].fill(!spread.earlier);
            }
            new
        });
        let current = Current {
            class: self.classes(&spread, &items),
            doc,
            atoms,
            items,
            spread,
        };
        let mut attribution = DocumentAttribution {
            units: vec![Attribution::Local; text.len()],
            new,
            reference,
            sections: Vec::with_capacity(uncut.sections.len()),
        };
        for section in &uncut.sections {
            let inside = atoms.inside(text.units_in(*section)).unwrap_or(0..0);
            let runs = runs::runs(atoms, &current.class, inside, &current.items);
            for run in &runs {
                attribution.units[atoms.units(run.atoms.clone())].fill(run.attribution);
            }
            attribution
                .sections
                .push(self.section(&current, *section, &runs));
        }
        attribution
    }

    /// The class of each atom.
    fn classes(&self, spread: &[AtomSpread], items: &[Item]) -> Vec<Attribution> {
        let of = |spread: &AtomSpread| match spread.others as usize {
            0 => Attribution::Local,
            n if n + 1 >= self.sources.boilerplate_docs => Attribution::Boilerplate,
            _ => Attribution::Shared,
        };
        let mut class: Vec<Attribution> = spread.iter().map(of).collect();
        for item in items {
            if let ItemSource::Reference = item.source {
                class[item.atoms.clone()].fill(Attribution::Boilerplate);
            }
        }
        class
    }

    /// The runs of a section in code points, with their evidence.
    fn section(&self, current: &Current<'_>, section: Span, runs: &[AtomRun]) -> SectionRuns {
        let text = &self.sources.texts[current.doc];
        let mut of_section = SectionRuns::default();
        // The evidence over the run at hand: what begins before it and has not ended.
        let mut over: Vec<&Item> = Vec::new();
        let mut next = current.items.iter().peekable();
        for run in runs {
            let units = current.atoms.units(run.atoms.clone());
            let start = text.span(units.start).start.max(section.start);
            let start = match of_section.runs.last_mut() {
                Some(last) => {
                    let start = start.max(last.span.start);
                    last.span.end = start;
                    start
                }
                None => section.start,
            };
            of_section.runs.push(Run {
                span: Span::new(start, section.end),
                attribution: run.attribution,
            });
            if run.attribution == Attribution::Local {
                continue;
            }
            over.retain(|item| item.atoms.end > run.core.start);
            while let Some(item) = next.next_if(|item| item.atoms.start <= run.core.start) {
                over.push(item);
            }
            let whole = over.iter().filter(|item| item.atoms.end >= run.core.end);
            let whole: Vec<&Item> = whole.copied().collect();
            let number = of_section.runs.len() - 1;
            of_section
                .evidence
                .push(self.evidence(current, number, run, &whole));
        }
        if runs.is_empty() && !section.is_empty() {
            of_section.runs.push(Run {
                span: section,
                attribution: Attribution::Local,
            });
        }
        of_section
    }

    /// What speaks for a run, of which `whole` has all.
    fn evidence(
        &self,
        current: &Current<'_>,
        number: usize,
        run: &AtomRun,
        whole: &[&Item],
    ) -> RunEvidence {
        let units = current.atoms.units(run.core.clone());
        let atoms = run.core.clone();
        let of_class = atoms.filter(|atom| current.class[*atom] == run.attribution);
        let fewest = of_class.map(|atom| current.spread[atom].others);
        RunEvidence {
            run: number,
            documents: fewest.min().unwrap_or(0) as usize,
            kinds: kinds(self, whole),
            places: self.places(current.doc, whole, &units),
        }
    }

    /// Where the wording of `units` stands in other documents, one place each, in corpus order.
    fn places(&self, doc: usize, whole: &[&Item], units: &Range<usize>) -> Vec<EvidencePlace> {
        let counting = self.sources.counting;
        let mut found: Vec<(DocId, &Item)> = Vec::new();
        for item in whole {
            let documents = self.index.documents(item);
            let others = documents.filter(|other| counting.counts_for(doc, other.index()));
            found.extend(others.take(PLACES).map(|other| (other, *item)));
        }
        // Ties go to the evidence that comes first in the document.
        found.sort_by_key(|(other, _)| *other);
        let mut owners = Vec::new();
        let mut places = Vec::new();
        for (other, item) in found {
            let owner = counting.owner(other.index());
            if places.len() == PLACES || owners.contains(&owner) {
                continue;
            }
            owners.push(owner);
            let there = self.index.counterpart(doc, item, other, units);
            let text = &self.sources.texts[other.index()];
            places.push(EvidencePlace {
                document: other.index(),
                span: text.span_of(there),
            });
        }
        places
    }
}

/// The kinds of evidence, each once.
fn kinds(attributor: &Attributor<'_>, items: &[&Item]) -> Vec<EvidenceKind> {
    let kind = |item: &&Item| match &item.source {
        ItemSource::Passage { .. } => EvidenceKind::Passage,
        ItemSource::Reference => EvidenceKind::Reference,
        ItemSource::Fixed { number, .. } => match attributor.sources.fixed[*number].kind {
            FixedKind::Template => EvidenceKind::Template,
            FixedKind::Phrase => EvidenceKind::Phrase,
        },
    };
    let mut kinds: Vec<EvidenceKind> = items.iter().map(kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}
