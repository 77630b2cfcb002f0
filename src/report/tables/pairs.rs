//! `pairs.csv`: an edge list, a row for two documents that were compared, with all measures in both directions.
//!
//! In: four documents, of which the second and the fourth share two passages. Out: six rows, the strongest first, with
//! `coverage_ab` = 0.31, `passages` = 2 and `direction` = `a_to_b` where the second is earlier.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::cell::{Cell, Row, Table};
use super::matrices::{NEIGHBOURS, nearest};
use super::run_entries;
use crate::analysis::{Analysis, Metric};
use crate::report::document_numbers::DocumentNumbers;
use crate::report::names::DocumentNames;
use crate::text::metadata::PartialDate;

/// All pairs are listed up to this many documents: 19,900 rows, as many as a run lists passages. Of more documents each with its
/// nearest by each measure.
const ALL_PAIRS: usize = 200;

const COLUMNS: [&str; 15] = [
    "a",
    "b",
    "name_a",
    "name_b",
    "date_a",
    "date_b",
    "direction",
    "coverage_ab",
    "coverage_ba",
    "containment_ab",
    "containment_ba",
    "jaccard",
    "cosine",
    "passages",
    "copies",
];

/// Two documents by their numbers, the first in the corpus as a.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pair {
    pub(super) a: usize,
    pub(super) b: usize,
}

/// Which of two documents is earlier for certain, so that wording can have gone one way only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    AToB,
    BToA,
}

impl Direction {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AToB => "a_to_b",
            Self::BToA => "b_to_a",
        }
    }
}

/// The pairs that are listed, the strongest first.
pub(super) struct Pairs<'a> {
    analysis: &'a Analysis,
    listed: Vec<Pair>,
    /// Passages between two documents.
    passages: HashMap<Pair, usize>,
    /// The group of copies that a document belongs to.
    copies: BTreeMap<usize, usize>,
    dates: Vec<Option<PartialDate>>,
}

impl<'a> Pairs<'a> {
    pub(super) fn choose(analysis: &'a Analysis) -> Self {
        let numbers = DocumentNumbers::of(&analysis.documents);
        let mut passages: HashMap<Pair, usize> = HashMap::new();
        for passage in &analysis.passages {
            let ends = [&passage.a, &passage.b].map(|p| numbers.get(&p.document));
            if let [Some(one), Some(other)] = ends
                && one != other
            {
                *passages.entry(pair(one, other)).or_default() += 1;
            }
        }
        let copies = analysis.copies.iter().enumerate();
        let copies =
            copies.flat_map(|(n, group)| group.versions.iter().map(move |v| (v.document, n)));
        let dates = analysis.documents.iter();
        let dates = dates.map(|d| d.date.as_deref().and_then(PartialDate::parse));
        let mut pairs = Self {
            analysis,
            listed: Vec::new(),
            passages,
            copies: copies.collect(),
            dates: dates.collect(),
        };
        let mut listed = candidates(analysis);
        // Keys in ten-thousandths, as they are written: what looks equal is in the order of the corpus.
        let key = |value: f64| (value * 10_000.0).round() as u32;
        listed.sort_by_key(|pair| {
            let stronger = pairs.stronger_coverage(*pair);
            let cosine = pairs.value(Metric::Cosine, pair.a, pair.b);
            (Reverse(key(stronger)), Reverse(key(cosine)), *pair)
        });
        pairs.listed = listed;
        pairs
    }

    pub(super) fn listed(&self) -> &[Pair] {
        &self.listed
    }

    pub(super) fn value(&self, metric: Metric, row: usize, column: usize) -> f64 {
        let matrix = self.analysis.similarity.documents.matrix(metric);
        let value = matrix.get(row, column);
        // Of large matrices a symmetric cell may be kept in one direction only.
        let other = || matrix.get(column, row).filter(|_| metric.is_symmetric());
        f64::from(value.or_else(other).unwrap_or(0.0))
    }

    pub(super) fn stronger_coverage(&self, pair: Pair) -> f64 {
        let there = self.value(Metric::Coverage, pair.a, pair.b);
        there.max(self.value(Metric::Coverage, pair.b, pair.a))
    }

    pub(super) fn passages(&self, pair: Pair) -> usize {
        self.passages.get(&pair).copied().unwrap_or(0)
    }

    pub(super) fn direction(&self, pair: Pair) -> Option<Direction> {
        let (a, b) = (self.dates[pair.a]?, self.dates[pair.b]?);
        if a.is_before(b) {
            Some(Direction::AToB)
        } else if b.is_before(a) {
            Some(Direction::BToA)
        } else {
            None
        }
    }

    fn are_copies(&self, pair: Pair) -> bool {
        let group = self.copies.get(&pair.a);
        group.is_some() && group == self.copies.get(&pair.b)
    }

    fn row(&self, pair: Pair, names: &DocumentNames) -> Row {
        let Pair { a, b } = pair;
        let [one, other] = [a, b].map(|d| &self.analysis.documents[d]);
        let share = |metric, row, column| Cell::Share(self.value(metric, row, column));
        vec![
            Cell::name(&one.file),
            Cell::name(&other.file),
            Cell::text(names.full(a)),
            Cell::text(names.full(b)),
            Cell::fact(one.date.as_ref()),
            Cell::fact(other.date.as_ref()),
            self.direction(pair)
                .map_or(Cell::Empty, |d| Cell::name(d.name())),
            share(Metric::Coverage, a, b),
            share(Metric::Coverage, b, a),
            share(Metric::Containment, a, b),
            share(Metric::Containment, b, a),
            share(Metric::Jaccard, a, b),
            share(Metric::Cosine, a, b),
            Cell::Count(self.passages(pair)),
            Cell::Count(self.are_copies(pair).into()),
        ]
    }
}

fn pair(one: usize, other: usize) -> Pair {
    Pair {
        a: one.min(other),
        b: one.max(other),
    }
}

/// The pairs to list: those that were compared, of many documents each with its nearest.
fn candidates(analysis: &Analysis) -> Vec<Pair> {
    let level = &analysis.similarity.documents;
    let n = analysis.documents.len().min(level.ids.len());
    let compared = |p: &Pair| {
        let sides = analysis.sides.as_ref();
        sides.is_none_or(|sides| sides.are_compared(p.a, p.b))
    };
    if n <= ALL_PAIRS {
        let all = (0..n).flat_map(|a| (a + 1..n).map(move |b| Pair { a, b }));
        return all.filter(compared).collect();
    }
    let mut found = BTreeSet::new();
    for metric in Metric::ALL {
        let matrix = level.matrix(metric);
        for row in 0..n {
            let near = nearest(matrix, row, NEIGHBOURS).into_iter();
            let near = near.filter(|near| near.column < n);
            found.extend(near.map(|near| pair(row, near.column)));
        }
    }
    found.into_iter().filter(compared).collect()
}

pub(super) fn table<'a>(names: &'a DocumentNames, pairs: &'a Pairs<'a>) -> Table<'a> {
    let rows = pairs.listed.iter().map(|p| pairs.row(*p, names));
    Table::new(run_entries::PAIRS, &COLUMNS, rows)
}
