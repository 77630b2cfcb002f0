//! Sources and shares: what the passages of a draft add up to.

use std::collections::BTreeMap;

use super::align::Source;
use super::draft::Draft;
use crate::analysis::checked::{CheckedPassage, CheckedSource, Class, Ratios};

/// The shares of the draft's characters. Each of them leaves out one thing alone; `taken` leaves out all.
pub(super) fn ratios(
    draft: &Draft,
    passages: &[CheckedPassage],
    sources: &[CheckedSource],
    all: usize,
) -> Ratios {
    let of = |keep: &dyn Fn(Class) -> bool| {
        let kept = passages.iter().filter(|passage| keep(passage.class));
        share(
            kept.map(|passage| draft.characters(passage.draft)).sum(),
            all,
        )
    };
    let largest = sources.iter().map(|source| source.draft_characters).max();
    Ratios {
        all: of(&|_| true),
        without_common: of(&|class| class != Class::Common),
        without_quoted: of(&|class| class != Class::Above),
        without_own: of(&|class| class != Class::Own),
        largest_source: share(largest.unwrap_or(0), all),
        taken: of(&Class::is_taken),
    }
}

fn share(part: usize, all: usize) -> f64 {
    // Four digits: a hundredth of a per cent.
    (part as f64 / all.max(1) as f64 * 10_000.0).round() / 10_000.0
}

/// The sources, those first from which most is taken, then those from which most is.
pub(super) fn sources(
    draft: &Draft,
    passages: &[CheckedPassage],
    read: &[Source],
) -> Vec<CheckedSource> {
    #[derive(Default)]
    struct Sum {
        all: usize,
        taken: usize,
        by_class: BTreeMap<Class, usize>,
    }
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for passage in passages {
        let characters = draft.characters(passage.draft);
        let sum = sums.entry(passage.best.source.as_str()).or_default();
        sum.all += characters;
        sum.taken += if passage.class.is_taken() {
            characters
        } else {
            0
        };
        *sum.by_class.entry(passage.class).or_default() += characters;
    }
    let mut ranked: Vec<(&str, Sum)> = sums.into_iter().collect();
    ranked.sort_by(|(a, x), (b, y)| (y.taken, y.all).cmp(&(x.taken, x.all)).then(a.cmp(b)));
    let source = |(id, sum): (&str, Sum)| {
        let facts = read.iter().find(|source| source.stored.id() == id);
        let facts = facts.map(|source| &source.stored.facts);
        let class = sum
            .by_class
            .iter()
            .max_by_key(|(class, n)| (**n, std::cmp::Reverse(**class)));
        CheckedSource {
            id: id.to_owned(),
            draft_characters: sum.all,
            date: facts.and_then(|facts| facts.date.clone()),
            title: facts.and_then(|facts| facts.title.clone()),
            class: class.map_or(Class::Common, |(class, _)| *class),
        }
    };
    ranked.into_iter().map(source).collect()
}
