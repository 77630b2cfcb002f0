//! From a cluster to literals and slots, in units.
//!
//! In: a cluster with the blocks 对过去一年的工作 and 是满意的, between which three places have 区委, 县委 and 市委. Out: literal,
//! slot, literal; the fillers of the three places; and slots at the edges where the places are whole clauses but for a few
//! words. Everything in a place is a literal, a filler, or a departure from the template that belongs to neither.

use std::ops::Range;

use super::TemplateInput;
use super::block::MatchingBlock;
use super::clause::{
    ClauseEdge, clause_saving, is_cut_short, next_clause, opens_sentences, short_rest, to_boundary,
};
use super::core::Cluster;
use super::surface_form::units_of;
use super::units::{UnitPos, UnitStream};

/// One place of a template, in units of the stream.
#[derive(Clone, Debug)]
pub(super) struct UnitInstance {
    /// From its first literal or filler to its last.
    pub(super) extent: Range<UnitPos>,
    /// What stands there for each part: the literal, what fills the slot, or what replaces the usual wording; empty where nothing
    /// is filled in or replaced.
    pub(super) parts: Vec<Range<UnitPos>>,
}

/// A part of a template.
#[derive(Clone, Debug)]
pub(super) enum UnitPart {
    /// Wording that stands in every place.
    Literal,
    /// What every place fills in.
    Slot,
    /// Wording that most places have, and where they have it.
    Usual(Vec<Range<UnitPos>>),
}

/// A template: literals, slots and usual wording in turn. [`Template`](crate::analysis::Template) is the same in code points.
#[derive(Clone, Debug)]
pub(super) struct UnitTemplate {
    pub(super) parts: Vec<UnitPart>,
    /// Its uses, in order of the corpus.
    pub(super) places: Vec<UnitInstance>,
    /// Bits saved against spelling all places out.
    pub(super) saving: f64,
}

impl UnitTemplate {
    /// The documents that use it, by number, in order.
    pub(super) fn documents(&self, stream: &UnitStream) -> Vec<usize> {
        stream.documents_of(self.places.iter().map(|place| place.extent.start))
    }

    /// Where its first place begins.
    pub(super) fn start(&self) -> Option<UnitPos> {
        self.places.first().map(|place| place.extent.start)
    }

    /// Where its literals stand in its first place; elsewhere stands the same.
    pub(super) fn literals(&self) -> impl Iterator<Item = Range<UnitPos>> {
        let first = self.places.first();
        let parts = first
            .into_iter()
            .flat_map(|place| self.parts.iter().zip(&place.parts));
        parts
            .filter(|(part, _)| matches!(part, UnitPart::Literal))
            .map(|(_, range)| range.clone())
    }

    /// Positions of its literals.
    pub(super) fn literal_units(&self) -> usize {
        self.literals().map(|range| range.len()).sum()
    }

    /// What fills the slots of a place.
    pub(super) fn fillers<'a>(
        &'a self,
        place: &'a UnitInstance,
    ) -> impl Iterator<Item = &'a Range<UnitPos>> {
        let parts = self.parts.iter().zip(&place.parts);
        parts
            .filter(|(part, _)| matches!(part, UnitPart::Slot))
            .map(|(_, range)| range)
    }

    /// Whether anything is filled in.
    pub(super) fn has_slot(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, UnitPart::Slot))
    }

    /// The wording of a part, wherever it stands as it is: of a slot nothing.
    pub(super) fn wording(&self, part: usize) -> Vec<Range<UnitPos>> {
        match &self.parts[part] {
            UnitPart::Literal => self
                .places
                .iter()
                .map(|place| place.parts[part].clone())
                .collect(),
            UnitPart::Usual(wording) => wording.clone(),
            UnitPart::Slot => Vec::new(),
        }
    }
}

/// Lays a cluster out as literals, slots and usual wording. None where nothing is left that all places say alike.
pub(super) fn unit_template(
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
        if before.is_some_and(|before| is_slot(before, piece)) {
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

/// A piece of wording that all places have, or most of them.
struct Piece {
    block: MatchingBlock,
    kind: PieceKind,
}

#[derive(Clone, Copy, PartialEq)]
enum PieceKind {
    /// All places say it.
    Literal,
    /// A date, number, name or title that all places have, each its own.
    Entity,
    /// Most places say it.
    Usual,
}

/// The pieces of a cluster in order.
fn pieces(input: &TemplateInput<'_>, stream: &UnitStream, cluster: &Cluster) -> Vec<Piece> {
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

/// The usual wording at the ends of a template.
struct EdgePieces {
    /// The pieces before the first literal.
    left: Range<usize>,
    /// The pieces behind the last.
    right: Range<usize>,
}

impl EdgePieces {
    fn new(pieces: &[Piece]) -> Self {
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
    fn depart(
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

/// Whether a slot stands between two pieces: a place that has both has something between them. Beside a figure or a name it
/// takes half of the places: what few have there (约 before a number) is filled in with it.
fn is_slot(left: &Piece, right: &Piece) -> bool {
    let both = left.block.at.iter().zip(&right.block.at);
    let gaps = both.filter_map(|(a, b)| Some((*a)? + left.block.len < (*b)?));
    let (filled, all) = gaps.fold((0, 0), |(filled, all), open| {
        (filled + usize::from(open), all + 1)
    });
    if left.kind == PieceKind::Entity || right.kind == PieceKind::Entity {
        filled * 2 > all
    } else {
        filled > 0
    }
}

/// Share of the places that go on at an edge for a slot to stand there: half, as it takes to call a blank usual.
const GOES_ON: f64 = 0.5;

/// Opens slots at the edges. Returns what it saves that the places are whole clauses.
fn extend(stream: &UnitStream, places: &mut [UnitInstance], parts: &mut Vec<UnitPart>) -> f64 {
    let extents: Vec<Range<UnitPos>> = places.iter().map(|place| place.extent.clone()).collect();
    let saved = clause_saving(stream, &extents);
    let is_whole = saved > 0.0;
    let needed = !parts.iter().any(|part| matches!(part, UnitPart::Slot));
    let goes_on = opens_sentences(stream, &extents);
    for edge in [ClauseEdge::Left, ClauseEdge::Right] {
        let on = edge == ClauseEdge::Right && goes_on;
        if !(is_whole || needed || on || is_cut_short(stream, &extents, edge)) {
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
            ClauseEdge::Left => parts.insert(0, UnitPart::Slot),
            ClauseEdge::Right => parts.push(UnitPart::Slot),
        }
        for (place, filler) in places.iter_mut().zip(fillers) {
            match edge {
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
    }
    saved
}
