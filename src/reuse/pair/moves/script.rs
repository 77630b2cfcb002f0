//! The edit script of a passage with its moves taken out of what differs.
//!
//! In: what stands between two equal units, 甲乙 of a and 丙 of b, where 乙 moved. Out: 甲 is replaced by 丙; 乙 is deleted by a move.

use std::ops::Range;

use super::{Move, PlacedEdit};
use crate::reuse::Edit;

/// For each unit of a side, the index of the move that it is part of.
pub(super) fn owners(
    units: usize,
    moves: &[Move],
    side: impl Fn(&Move) -> &Range<usize>,
) -> Vec<Option<usize>> {
    let mut owners = vec![None; units];
    for (number, candidate) in moves.iter().enumerate() {
        owners[side(candidate).clone()].fill(Some(number));
    }
    owners
}

pub(super) fn equal_unit(script: &mut Vec<PlacedEdit>) {
    if let Some(PlacedEdit {
        edit: Edit::Equal(n),
        ..
    }) = script.last_mut()
    {
        *n += 1;
    } else {
        script.push(PlacedEdit {
            edit: Edit::Equal(1),
            moved: None,
        });
    }
}

/// What stands between two equal units: halves of moves by themselves, and the rest of a against the rest of b, piece by piece.
pub(super) fn differences(
    of_a: &[Option<usize>],
    of_b: &[Option<usize>],
    script: &mut Vec<PlacedEdit>,
) {
    let mut pieces_a = of_a.chunk_by(|x, y| x == y).peekable();
    let mut pieces_b = of_b.chunk_by(|x, y| x == y).peekable();
    loop {
        if let Some(piece) = pieces_a.next_if(|piece| piece[0].is_some()) {
            script.push(PlacedEdit {
                edit: Edit::Delete(piece.len()),
                moved: piece[0],
            });
        } else if let Some(piece) = pieces_b.next_if(|piece| piece[0].is_some()) {
            script.push(PlacedEdit {
                edit: Edit::Insert(piece.len()),
                moved: piece[0],
            });
        } else {
            let edit = match (pieces_a.next(), pieces_b.next()) {
                (Some(a), Some(b)) => Edit::Replace(a.len(), b.len()),
                (Some(a), None) => Edit::Delete(a.len()),
                (None, Some(b)) => Edit::Insert(b.len()),
                (None, None) => return,
            };
            script.push(PlacedEdit { edit, moved: None });
        }
    }
}
