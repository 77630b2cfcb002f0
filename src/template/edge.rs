//! The edges of a template: what stands there where usual wording is lacking, and slots for the rest of the clause.
//!
//! In: 会议强调，要 in twenty documents, each with something behind it up to the end of the clause. Out: 会议强调，要{phrase}.

use std::ops::Range;

use super::clause::{
    ClauseEdge, clause_saving, is_anchored, is_cut_short, next_clause, opens_sentences, short_rest,
    to_boundary,
};
use super::piece::{Piece, PieceKind};
use super::unit_template::{UnitInstance, UnitPart};
use super::units::{UnitPos, UnitStream};
use crate::text::entity::EntityKind;

/// The usual wording at the ends of a template.
pub(super) struct EdgePieces {
    /// The pieces before the first literal.
    left: Range<usize>,
    /// The pieces behind the last.
    right: Range<usize>,
}

impl EdgePieces {
    pub(super) fn new(pieces: &[Piece]) -> Self {
        let firm = |piece: &Piece| piece.kind != PieceKind::Usual;
        let first = pieces.iter().position(firm).unwrap_or(0);
        let last = pieces.iter().rposition(firm).map_or(0, |last| last + 1);
        Self {
            left: 0..first,
            right: last..pieces.len(),
        }
    }

    /// Where a place has none of the usual wording at an end, the rest of its clause stands for it: 提供坚强后盾 where others have
    /// 提供坚强…保证.
    pub(super) fn depart(
        &self,
        stream: &UnitStream,
        pieces: &[Piece],
        of_piece: &[usize],
        place: usize,
        instance: &mut UnitInstance,
    ) {
        let lacks = |range: &Range<usize>| {
            !range.is_empty()
                && pieces[range.clone()]
                    .iter()
                    .all(|piece| piece.block.range(place).is_none())
        };
        if lacks(&self.left)
            && let Some(rest) = short_rest(stream, &instance.extent, ClauseEdge::Left)
        {
            instance.extent.start = rest.start;
            for part in &mut instance.parts[..of_piece[self.left.end]] {
                *part = rest.start..rest.start;
            }
            instance.parts[of_piece[self.left.start]] = rest;
        }
        if lacks(&self.right)
            && let Some(rest) = short_rest(stream, &instance.extent, ClauseEdge::Right)
        {
            instance.extent.end = rest.end;
            let first = of_piece[self.right.start];
            for part in &mut instance.parts[first..] {
                *part = rest.end..rest.end;
            }
            // A slot before the usual wording has what stands there.
            let part = if first > of_piece[self.right.start - 1] + 1 {
                first - 1
            } else {
                first
            };
            instance.parts[part] = rest;
        }
    }
}

/// Whether a template begins with a slot for a person: what stands before the name in its clause is then the office.
fn begins_with_person(stream: &UnitStream, parts: &[UnitPart], places: &[UnitInstance]) -> bool {
    let person = |place: &UnitInstance| {
        let name = place.parts.first().filter(|part| !part.is_empty())?;
        Some(stream.entity(name.end - 1)?.kind == EntityKind::Person)
    };
    matches!(parts.first(), Some(UnitPart::Slot))
        && places.iter().all(|place| person(place) == Some(true))
}

/// Share of the places that go on at an edge for a slot to stand there: half, as it takes to call a blank usual.
const GOES_ON: f64 = 0.5;

/// Opens slots at the edges. Returns what it saves that the places are whole clauses.
pub(super) fn extend(
    stream: &UnitStream,
    places: &mut [UnitInstance],
    parts: &mut Vec<UnitPart>,
) -> f64 {
    let mut extents: Vec<Range<UnitPos>> =
        places.iter().map(|place| place.extent.clone()).collect();
    let saved = clause_saving(stream, &extents);
    let is_whole = saved > 0.0;
    let needed = !parts.iter().any(|part| matches!(part, UnitPart::Slot));
    let goes_on = opens_sentences(stream, &extents);
    for edge in [ClauseEdge::Left, ClauseEdge::Right] {
        let on = edge == ClauseEdge::Right && goes_on;
        let office = edge == ClauseEdge::Left && begins_with_person(stream, parts, places);
        let anchored = is_anchored(stream, &extents, edge);
        let cut_short = || is_cut_short(stream, &extents, edge);
        if !(is_whole || needed || on || office || anchored || cut_short()) {
            continue;
        }
        let filler = |extent: &Range<UnitPos>| {
            let rest = if on {
                Some(next_clause(stream, extent))
            } else {
                to_boundary(stream, extent, edge)
            };
            rest.unwrap_or(match edge {
                ClauseEdge::Left => extent.start..extent.start,
                ClauseEdge::Right => extent.end..extent.end,
            })
        };
        let fillers: Vec<Range<UnitPos>> = extents.iter().map(filler).collect();
        let filled = fillers.iter().filter(|f| !f.is_empty()).count();
        if filled == 0 || !needed && (filled as f64) < GOES_ON * places.len() as f64 {
            continue;
        }
        match edge {
            ClauseEdge::Left if office => {}
            ClauseEdge::Left => parts.insert(0, UnitPart::Slot),
            ClauseEdge::Right => parts.push(UnitPart::Slot),
        }
        for (place, filler) in places.iter_mut().zip(fillers) {
            match edge {
                ClauseEdge::Left if office => {
                    place.extent.start = filler.start;
                    place.parts[0].start = filler.start;
                }
                ClauseEdge::Left => {
                    place.extent.start = filler.start;
                    place.parts.insert(0, filler);
                }
                ClauseEdge::Right => {
                    place.extent.end = filler.end;
                    place.parts.push(filler);
                }
            }
        }
        extents = places.iter().map(|place| place.extent.clone()).collect();
    }
    saved
}
