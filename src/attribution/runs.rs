//! From atoms with their spread to runs: stretches of one attribution, each of which stands as it is in another document.
//!
//! In: the classes of the atoms 坚持 | 稳中求进 | 的 | 工作 | 总基调, of which 坚持稳中求进 and 工作总基调 are two set phrases of many, and 的 is in
//! neither. Out: the runs 坚持稳中求进的 and 工作总基调, both boilerplate: 的 is too short to be a run and goes with what it follows.
//!
//! A stretch of one class may be put together from several pieces of evidence. It is cut where it has to be so that each run
//! lies in one of them: the fewest intervals that cover a stretch, always the one that reaches farthest (greedy interval
//! covering, Gupta, Lee and Leung 1982).

use std::ops::Range;

use super::atoms::Atoms;
use super::evidence::{Item, LEAST_CHARACTERS};
use crate::analysis::Attribution;

/// A run in atoms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AtomRun {
    pub(super) atoms: Range<usize>,
    pub(super) attribution: Attribution,
    /// The atoms that its evidence has; the rest is a word exchanged or put in. Empty for a local run.
    pub(super) core: Range<usize>,
}

/// The runs of the atoms `section`; `class` and `items` are those of the document, `items` by first atom.
pub(super) fn runs(
    atoms: &Atoms,
    class: &[Attribution],
    section: Range<usize>,
    items: &[Item],
) -> Vec<AtomRun> {
    let classes = smoothed(atoms, class, section.clone());
    let reach = reach(section, items);
    let mut runs = Vec::new();
    for (stretch, attribution) in classes {
        match attribution {
            Attribution::Local => runs.push(AtomRun {
                core: stretch.start..stretch.start,
                atoms: stretch,
                attribution,
            }),
            _ => cut(atoms, stretch, attribution, &reach, &mut runs),
        }
    }
    runs
}

/// The stretches of one class; a stretch of one or two characters takes the class of its neighbour, before it if that is
/// not local.
fn smoothed(
    atoms: &Atoms,
    class: &[Attribution],
    section: Range<usize>,
) -> Vec<(Range<usize>, Attribution)> {
    let mut stretches: Vec<(Range<usize>, Attribution)> = Vec::new();
    for atom in section {
        match stretches.last_mut() {
            Some((last, of)) if *of == class[atom] => last.end = atom + 1,
            _ => stretches.push((atom..atom + 1, class[atom])),
        }
    }
    let is_short = |stretch: &Range<usize>| atoms.characters(stretch.clone()) < LEAST_CHARACTERS;
    let mut joined: Vec<(Range<usize>, Attribution)> = Vec::new();
    let mut rest = stretches.into_iter().peekable();
    while let Some((mut stretch, mut of)) = rest.next() {
        if is_short(&stretch) {
            let before = joined.last().map(|(_, of)| *of);
            let behind = rest.peek().map(|(_, of)| *of);
            let own = |class: &Option<Attribution>| class.is_some_and(|c| c != Attribution::Local);
            let taker = [before, behind].into_iter().find(own).flatten();
            of = taker.or(before).or(behind).unwrap_or(of);
        }
        if let Some((last, class)) = joined.last_mut()
            && *class == of
        {
            last.end = stretch.end;
            continue;
        }
        // What is before may have been short and waited for this one.
        if let Some((last, _)) = joined.last()
            && is_short(last)
        {
            stretch.start = last.start;
            joined.pop();
        }
        joined.push((stretch, of));
    }
    joined
}

/// For each atom of the section the end of the evidence over it that reaches farthest, if there is any.
fn reach(section: Range<usize>, items: &[Item]) -> Reach {
    let mut end = vec![0; section.len()];
    let mut farthest = 0;
    // Items are sorted by their start: those that begin before the section may still reach into it.
    let mut next = items.iter().peekable();
    for (at, end) in end.iter_mut().enumerate() {
        while let Some(item) = next.next_if(|item| item.atoms.start <= section.start + at) {
            farthest = farthest.max(item.atoms.end);
        }
        *end = farthest.min(section.end);
    }
    Reach {
        first: section.start,
        end,
    }
}

/// How far evidence reaches from each atom of a section.
struct Reach {
    first: usize,
    end: Vec<usize>,
}

impl Reach {
    /// The end of the evidence over an atom; None where there is none.
    fn from(&self, atom: usize) -> Option<usize> {
        let end = self.end[atom - self.first];
        (end > atom).then_some(end)
    }
}

/// Cuts a stretch of one class into runs that lie in one piece of evidence each.
fn cut(
    atoms: &Atoms,
    stretch: Range<usize>,
    attribution: Attribution,
    reach: &Reach,
    runs: &mut Vec<AtomRun>,
) {
    let first = runs.len();
    let mut at = stretch.start;
    let mut from = at;
    while at < stretch.end {
        let Some(end) = reach.from(at) else {
            // No evidence has this atom: it goes with what it follows, or with what follows it.
            at += 1;
            if runs.len() > first {
                runs.last_mut().expect("there is a run before").atoms.end = at;
                from = at;
            }
            continue;
        };
        let end = end.min(stretch.end);
        let is_short = atoms.characters(at..end) < LEAST_CHARACTERS;
        if is_short && let Some(before) = runs[first..].last_mut() {
            // Too short for a run: it begins earlier if the same evidence has what stands before it.
            let earlier = (before.core.start..at).rev().find(|start| {
                atoms.characters(*start..end) >= LEAST_CHARACTERS
                    && atoms.characters(before.atoms.start..*start) >= LEAST_CHARACTERS
                    && reach.from(*start).is_some_and(|reached| reached >= end)
            });
            match earlier {
                Some(start) => {
                    before.atoms.end = start;
                    before.core.end = before.core.end.min(start);
                    from = start;
                    at = start;
                }
                None => {
                    before.atoms.end = end;
                    (at, from) = (end, end);
                    continue;
                }
            }
        }
        runs.push(AtomRun {
            atoms: from..end,
            attribution,
            core: at..end,
        });
        (at, from) = (end, end);
    }
    join_short(atoms, first, runs);
    if runs.len() == first {
        runs.push(AtomRun {
            core: stretch.start..stretch.start,
            atoms: stretch,
            attribution,
        });
    }
}

/// Joins runs of one or two characters, from number `first` on, with the run behind them or before them: words put in.
fn join_short(atoms: &Atoms, first: usize, runs: &mut Vec<AtomRun>) {
    let mut at = first;
    while at < runs.len() {
        let short = atoms.characters(runs[at].atoms.clone()) < LEAST_CHARACTERS;
        if short && at + 1 < runs.len() {
            runs[at + 1].atoms.start = runs[at].atoms.start;
            runs.remove(at);
        } else if short && at > first {
            runs[at - 1].atoms.end = runs[at].atoms.end;
            runs.remove(at);
        } else {
            at += 1;
        }
    }
}
