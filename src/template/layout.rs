//! From a cluster to literals and slots, in units.
//!
//! In: a cluster with the blocks 对过去一年的工作 and 是满意的, between which three places have 区委, 县委 and 市委. Out: literal,
//! slot, literal; the fillers of the three places; and slots at the edges where the places are whole clauses but for a few
//! words. Everything in a place is a literal, a filler, or a departure from the template that belongs to neither.

use std::ops::Range;

use super::TemplateInput;
use super::core::Cluster;
use super::edge::{EdgePieces, extend};
use super::piece::{Piece, PieceKind, pieces};
use super::unit_template::{UnitInstance, UnitPart, UnitTemplate};
use super::units::{UnitPos, UnitStream};

/// Lays a cluster out as literals, slots and usual wording. None where nothing is left that all places say alike.
pub(super) fn lay_out(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    cluster: &Cluster,
) -> Option<UnitTemplate> {
    let pieces = pieces(input, stream, cluster);
    if pieces.iter().all(|piece| piece.kind != PieceKind::Literal) {
        return None;
    }
    let mut parts = Vec::new();
    let mut places: Vec<UnitInstance> = (0..cluster.places)
        .filter_map(|place| {
            let mut held = pieces.iter().filter_map(|piece| piece.block.range(place));
            let start = held.clone().next()?.start;
            Some(UnitInstance {
                extent: start..held.next_back()?.end,
                parts: Vec::new(),
            })
        })
        .collect();
    let mut of_piece = Vec::with_capacity(pieces.len());
    for (number, piece) in pieces.iter().enumerate() {
        let before = number.checked_sub(1).map(|before| &pieces[before]);
        if before.is_some_and(|before| is_slot(stream, before, piece)) {
            parts.push(UnitPart::Slot);
        }
        of_piece.push(parts.len());
        parts.push(match piece.kind {
            PieceKind::Literal => UnitPart::Literal,
            PieceKind::Entity => UnitPart::Slot,
            PieceKind::Usual => {
                let held = (0..cluster.places).filter_map(|place| piece.block.range(place));
                UnitPart::Usual(held.collect())
            }
        });
    }
    let edges = EdgePieces::new(&pieces);
    for (place, instance) in places.iter_mut().enumerate() {
        instance.parts = filled(&pieces, &parts, &of_piece, place)?;
        edges.depart(stream, &pieces, &of_piece, place, instance);
    }
    let saving = cluster.saving + extend(stream, &mut places, &mut parts);
    Some(UnitTemplate {
        parts,
        places,
        saving,
    })
}

/// What stands in a place for each part. Between two pieces that it has lies what fills the slot there; where it lacks usual
/// wording between them, what stands there replaces the first such wording.
fn filled(
    pieces: &[Piece],
    parts: &[UnitPart],
    of_piece: &[usize],
    place: usize,
) -> Option<Vec<Range<UnitPos>>> {
    let mut filled: Vec<Option<Range<UnitPos>>> = vec![None; parts.len()];
    let mut end: Option<UnitPos> = None;
    // The first piece since `end` that the place lacks.
    let mut lacked: Option<usize> = None;
    for (number, piece) in pieces.iter().enumerate() {
        let part = of_piece[number];
        let Some(range) = piece.block.range(place) else {
            lacked = lacked.or(Some(number));
            continue;
        };
        let mut own = range.clone();
        if let Some(end) = end.filter(|end| *end < range.start) {
            let gap = end..range.start;
            let before = number.checked_sub(1);
            match (lacked, before) {
                (Some(lacked), _) => filled[of_piece[lacked]] = Some(gap),
                (None, Some(before)) if part > of_piece[before] + 1 => filled[part - 1] = Some(gap),
                // What few have beside a figure is filled in with it.
                (None, _) if piece.kind == PieceKind::Entity => own.start = gap.start,
                (None, Some(before)) if pieces[before].kind == PieceKind::Entity => {
                    if let Some(filled) = &mut filled[of_piece[before]] {
                        filled.end = gap.end;
                    }
                }
                (None, _) => {}
            }
        }
        filled[part] = Some(match piece.kind {
            PieceKind::Usual => range.end..range.end,
            PieceKind::Literal | PieceKind::Entity => own,
        });
        end = Some(range.end);
        lacked = None;
    }
    // What is empty stands behind what comes before it.
    let start = filled.iter().flatten().next()?.start;
    let mut at = start;
    let filled = filled.into_iter().map(|range| {
        let range = range.unwrap_or(at..at);
        at = at.max(range.end);
        range
    });
    Some(filled.collect())
}

/// Whether a slot stands between two pieces: a place that has both has something between them. Beside a figure or a name it
/// takes half of the places: what few have there (约 before a number) is filled in with it. Before a person it takes half with
/// a clause's end, for the office before a name belongs to it.
fn is_slot(stream: &UnitStream, left: &Piece, right: &Piece) -> bool {
    let both = left.block.at.iter().zip(&right.block.at);
    let gaps = both.filter_map(|(a, b)| Some((*a)? + left.block.len..(*b)?));
    let person = right.is_person(stream);
    let opens = |gap: &Range<UnitPos>| {
        !gap.is_empty() && (!person || (gap.start..=gap.end).any(|at| stream.starts_clause(at)))
    };
    let (filled, all) = gaps.fold((0, 0), |(filled, all), gap| {
        (filled + usize::from(opens(&gap)), all + 1)
    });
    if left.kind == PieceKind::Entity || right.kind == PieceKind::Entity {
        filled * 2 > all
    } else {
        filled > 0
    }
}
