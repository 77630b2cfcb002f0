//! The pieces of a template: what all places say, what most say, and the dates, numbers and names in which they differ.
//!
//! In: a block 自\[date\]起施行, whose places have 2021年1月1日 and 2019年6月1日. Out: the literal 自, an entity, the literal 起施行.

use std::ops::Range;

use super::TemplateInput;
use super::block::MatchingBlock;
use super::core::Cluster;
use super::surface_form::units_of;
use super::units::{UnitPos, UnitStream};
use crate::text::entity::EntityKind;

/// A piece of wording that all places have, or most of them.
pub(super) struct Piece {
    pub(super) block: MatchingBlock,
    pub(super) kind: PieceKind,
}

impl Piece {
    /// Whether it is a person's name, each place its own.
    pub(super) fn is_person(&self, stream: &UnitStream) -> bool {
        let entity = || stream.entity(self.block.first()?);
        self.kind == PieceKind::Entity
            && entity().is_some_and(|entity| entity.kind == EntityKind::Person)
    }
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum PieceKind {
    /// All places say it.
    Literal,
    /// A date, number, name or title that all places have, each its own.
    Entity,
    /// Most places say it.
    Usual,
}

/// The pieces of a cluster in order.
pub(super) fn pieces(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    cluster: &Cluster,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (firm, block) in cluster.wording() {
        let told = told_apart(input, stream, block).into_iter();
        if firm.is_some() {
            pieces.extend(told);
        } else {
            let said = told.filter(|piece| piece.kind == PieceKind::Literal);
            pieces.extend(said.map(|piece| Piece {
                kind: PieceKind::Usual,
                ..piece
            }));
        }
    }
    pieces
}

/// A block as wording, and the dates, numbers, names and titles in which its places differ: what differs is filled in,
/// whatever most of them say.
fn told_apart(input: &TemplateInput<'_>, stream: &UnitStream, block: &MatchingBlock) -> Vec<Piece> {
    let Some(first) = block.first() else {
        return Vec::new();
    };
    let wording = |at: UnitPos| units_of(input, stream, at..at + 1);
    let mut pieces = Vec::new();
    let mut push = |range: Range<UnitPos>, kind: PieceKind| {
        let at = block
            .at
            .iter()
            .map(|at| at.map(|at| at + range.start))
            .collect();
        let block = MatchingBlock::new(stream, range.end - range.start, at);
        pieces.extend(block.map(|block| Piece { block, kind }));
    };
    let mut start = 0;
    for offset in 0..=block.len {
        let differs = offset < block.len && stream.is_entity(first + offset) && {
            let said = wording(first + offset);
            block
                .at
                .iter()
                .flatten()
                .any(|at| wording(at + offset) != said)
        };
        if differs || offset == block.len {
            if start < offset {
                push(start..offset, PieceKind::Literal);
            }
            if differs {
                push(offset..offset + 1, PieceKind::Entity);
            }
            start = offset + 1;
        }
    }
    pieces
}
