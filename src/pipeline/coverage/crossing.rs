//! Which sections of one text lie against which of the other, where a piece of common wording runs through several.
//!
//! In: units 0..100 of a, sections 0..50 and 50..100, against units 0..100 of b, sections 0..40 and 40..100.
//! Out: 0..40 of a against the first of b, 40..50 and 50..100 against the second.

use std::ops::Range;

use crate::document::DocId;
use crate::pipeline::sections::Sections;
use crate::reuse::EqualPiece;

/// A part of a piece: units here and those that lie against them. In what is equal they lie one against one, in an edit
/// in proportion.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    here: Range<usize>,
    there: Range<usize>,
}

impl Part {
    /// The unit there that lies against a unit here, or what stands behind both.
    fn there_at(&self, here: usize) -> usize {
        let behind = here - self.here.start;
        self.there.start + behind * self.there.len() / self.here.len().max(1)
    }

    /// The unit here that lies against a unit there.
    fn here_at(&self, there: usize) -> usize {
        let behind = there - self.there.start;
        self.here.start + behind * self.here.len() / self.there.len().max(1)
    }
}

/// A piece of common wording with its parts, in order and without gaps.
#[derive(Debug)]
pub(super) struct AlignedPiece {
    parts: Vec<Part>,
}

impl AlignedPiece {
    /// A piece, with what is equal between the document of `here` and others. O(log n) for n of these, and the parts.
    pub(super) fn new(
        here: Range<usize>,
        there: Range<usize>,
        other: DocId,
        equal: &[EqualPiece],
    ) -> Self {
        let first = equal.partition_point(|e| (e.other, e.here as usize) < (other.0, here.start));
        let mut parts = Vec::new();
        let (mut at, mut at_there) = (here.start, there.start);
        let inside = equal[first..]
            .iter()
            .take_while(|e| e.other == other.0 && (e.here as usize) < here.end);
        for e in inside {
            let (from, from_there, len) = (e.here as usize, e.there as usize, e.len as usize);
            // Another passage may have the same units against others.
            if from < at
                || from_there < at_there
                || from + len > here.end
                || from_there + len > there.end
            {
                continue;
            }
            parts.push(Part {
                here: at..from,
                there: at_there..from_there,
            });
            (at, at_there) = (from + len, from_there + len);
            parts.push(Part {
                here: from..at,
                there: from_there..at_there,
            });
        }
        parts.push(Part {
            here: at..here.end,
            there: at_there..there.end,
        });
        parts.retain(|part| !part.here.is_empty());
        Self { parts }
    }

    /// Calls `f(row, column, here)` for the leaves of both documents that lie against each other, with the units of the row's.
    /// O(parts, and the ends of sections in them).
    pub(super) fn for_each_crossing(
        &self,
        sections: &Sections,
        doc: usize,
        other: usize,
        mut f: impl FnMut(usize, usize, Range<usize>),
    ) {
        for part in &self.parts {
            for row in sections.touched(doc, &part.here) {
                let leaf = &sections.leaves[row].units;
                let here = part.here.start.max(leaf.start)..part.here.end.min(leaf.end);
                let there = part.there_at(here.start)..part.there_at(here.end);
                // What was put in here stands where the other goes on.
                let seen = there.start..there.end.max(there.start + 1);
                let columns = sections.touched(other, &seen);
                let last = columns.end;
                let mut from = here.start;
                for column in columns {
                    let end = sections.leaves[column].units.end;
                    let until = match column + 1 == last || end >= there.end {
                        true => here.end,
                        false => part.here_at(end).clamp(from, here.end),
                    };
                    if from < until {
                        f(row, column, from..until);
                    }
                    from = until;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::sections::Leaf;
    use crate::span::Span;

    fn sections(of: &[&[usize]]) -> Sections {
        let mut sections = Sections {
            leaves: Vec::new(),
            of_document: Vec::new(),
        };
        for (document, ends) in of.iter().enumerate() {
            let first = sections.leaves.len();
            let mut from = 0;
            for (number, end) in ends.iter().enumerate() {
                sections.leaves.push(Leaf {
                    document,
                    number,
                    span: Span::new(from, *end),
                    units: from..*end,
                });
                from = *end;
            }
            sections.of_document.push(first..sections.leaves.len());
        }
        sections
    }

    fn crossings(piece: &AlignedPiece, sections: &Sections) -> Vec<(usize, usize, Range<usize>)> {
        let mut found = Vec::new();
        piece.for_each_crossing(sections, 0, 1, |row, column, here| {
            found.push((row, column, here));
        });
        found
    }

    #[test]
    fn a_piece_is_cut_at_the_ends_of_sections_on_both_sides() {
        let sections = sections(&[&[50, 100], &[40, 100]]);
        let piece = AlignedPiece::new(0..100, 0..100, DocId(1), &[]);
        assert_eq!(
            crossings(&piece, &sections),
            [(0, 2, 0..40), (0, 3, 40..50), (1, 3, 50..100)]
        );
    }

    #[test]
    fn what_is_equal_lies_one_against_one_and_what_was_put_in_where_the_other_goes_on() {
        let sections = sections(&[&[30, 80], &[30, 70]]);
        let equal = [
            EqualPiece {
                other: 1,
                here: 0,
                there: 0,
                len: 30,
            },
            EqualPiece {
                other: 1,
                here: 40,
                there: 30,
                len: 40,
            },
            EqualPiece {
                other: 2,
                here: 40,
                there: 30,
                len: 40,
            },
        ];
        let piece = AlignedPiece::new(0..80, 0..70, DocId(1), &equal);
        assert_eq!(
            crossings(&piece, &sections),
            [(0, 2, 0..30), (1, 3, 30..40), (1, 3, 40..80)]
        );
    }
}
