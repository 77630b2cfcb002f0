//! What a passage is, and why: the definitions stand in ALGORITHM.md.

use std::ops::Range;

use super::align::Source;
use super::choose::Chosen;
use super::draft::Draft;
use super::hits::CommonRun;
use super::options::{CheckOptions, ColumnValue};
use super::quote::quoted;
use crate::analysis::checked::{Class, Reason};
use crate::reuse::Edit;
use crate::text::places;

/// Share of a passage's units that may differ in what is still word for word: a sign lost, a numeral retyped.
const TYPOGRAPHY: f64 = 0.02;
/// Share of a passage that is somebody's own wording and not that of the genre, from which on it is no common wording …
const OWN_SHARE: f64 = 0.3;
/// … and the units of it that are the least: a clause.
const OWN_UNITS: usize = 16;
/// Other texts from which on a passage whose names alone differ is a template.
const TEMPLATE_TEXTS: usize = 2;
/// Units of the longest filler of a blank.
const FILLER: usize = 12;
/// Columns by whose values two texts are of one hand.
const SAME_HAND: &[&str] = &["author", "department", "place", "单位", "部门", "作者"];

/// What the classes are told by.
pub(super) struct Judge<'a> {
    pub(super) draft: &'a Draft,
    pub(super) sources: &'a [Source],
    pub(super) common: &'a [CommonRun],
    pub(super) options: &'a CheckOptions,
}

impl Judge<'_> {
    /// The class of a passage.
    pub(super) fn class(&self, chosen: &Chosen) -> (Class, Reason) {
        let passage = &chosen.passage;
        let source = &self.sources[passage.source];
        if let Some(reason) = self.common(&passage.draft) {
            return (Class::Common, reason);
        }
        if let Some(reason) = self.own(source) {
            return (Class::Own, reason);
        }
        if let Some(reason) = self.above(source, &passage.draft) {
            return (Class::Above, reason);
        }
        let changed: usize = passage.edits.iter().map(|edit| edit.changed_units()).sum();
        if changed as f64 <= TYPOGRAPHY * passage.draft.len() as f64 {
            let characters = self
                .draft
                .characters(self.draft.normal.span_of(passage.draft.clone()));
            return (Class::Copied, Reason::Equal { characters });
        }
        if chosen.others.len() >= TEMPLATE_TEXTS
            && let Some(blanks) = blanks(&passage.edits)
        {
            let texts = chosen.others.len() + 1;
            return (Class::Template, Reason::Blanks { texts, blanks });
        }
        let changes = passage.edits.iter().filter(|edit| edit.changed_units() > 0);
        let reason = Reason::Changed {
            identity: passage.identity,
            changes: changes.count(),
        };
        (Class::Adapted, reason)
    }

    /// Whether what is left of a stretch without the wording of the genre is too little to be anybody's.
    fn common(&self, units: &Range<usize>) -> Option<Reason> {
        let inside = self.common.iter().map(|run| {
            let start = run.units.start.max(units.start);
            let end = run.units.end.min(units.end);
            (end.saturating_sub(start), run.texts)
        });
        let inside: Vec<(usize, usize)> = inside.filter(|(units, _)| *units > 0).collect();
        let common: usize = inside.iter().map(|(units, _)| units).sum();
        let own = units.len() - common.min(units.len());
        let texts = inside.iter().map(|(_, texts)| *texts).max()?;
        let little = own < OWN_UNITS || (own as f64) < OWN_SHARE * units.len() as f64;
        little.then_some(Reason::Many { texts })
    }

    /// Whether a source is of the draft's own hand.
    fn own(&self, source: &Source) -> Option<Reason> {
        let facts = &source.stored.facts;
        let given = self.options.own.iter();
        let given = given.filter(|own| has(facts, own));
        let same = SAME_HAND.iter().filter_map(|column| {
            let value = self.draft.facts.value(column)?;
            (facts.value(column) == Some(value)).then(|| ColumnValue {
                column: (*column).to_owned(),
                value: value.to_owned(),
            })
        });
        let found = given.cloned().chain(same).next()?;
        Some(Reason::SameValue {
            column: found.column,
            value: found.value,
        })
    }

    /// Whether a source is of higher level, or the stretch is quoted.
    fn above(&self, source: &Source, units: &Range<usize>) -> Option<Reason> {
        let facts = &source.stored.facts;
        let named = self
            .options
            .superior
            .iter()
            .find(|superior| has(facts, superior));
        if let Some(named) = named {
            let by = format!("{}={}", named.column, named.value);
            return Some(Reason::Superior { by });
        }
        if let Some(level) = facts.value("superior").filter(|value| says_yes(value)) {
            let by = format!("superior={level}");
            return Some(Reason::Superior { by });
        }
        if let (Some(here), Some(there)) = (self.draft.facts.value("place"), facts.value("place"))
            && places::parts(here).iter().all(|part| part != there)
            && places::parts(here)
                .iter()
                .any(|part| places::with_ancestors(part).iter().any(|a| a == there))
        {
            let by = there.to_owned();
            return Some(Reason::Superior { by });
        }
        quoted(self.draft, units).map(|whom| Reason::Quoted { whom })
    }
}

fn has(facts: &crate::library::TextFacts, wanted: &ColumnValue) -> bool {
    facts.value(&wanted.column) == Some(wanted.value.as_str())
}

fn says_yes(value: &str) -> bool {
    !matches!(
        value.to_lowercase().as_str(),
        "0" | "no" | "false" | "否" | "无"
    )
}

/// The number of blanks, if all that differs may fill one; none otherwise.
fn blanks(edits: &[Edit]) -> Option<usize> {
    let mut blanks = 0;
    for edit in edits {
        match *edit {
            Edit::Equal(_) => {}
            Edit::Replace(n, m) if n.max(m) <= FILLER => blanks += 1,
            _ => return None,
        }
    }
    (blanks > 0).then_some(blanks)
}
