//! Candidate pairs: from occurrences of tracks to the wording that two documents have in common, piece after piece.
//!
//! In: documents 1 and 4 have occurrences of two tracks, one behind the other in both, with a clause of their own between
//! them. Out: one link from the first piece to the last; a link each where what lies between weighs more than either.
//!
//! It is chaining of collinear seeds (Abouelhoda and Ohlebusch 2005), greedily and over short gaps.

use std::ops::Range;

use super::bigram::LEAST_BITS;
use super::interval_index::{IntervalIndex, TrackInterval};
use super::occurrence::{Occurrence, Occurrences};

/// Units that may lie between two common pieces of a pair of documents, on either side, in one passage: two fillers
/// of 16 characters, or a clause.
const GAP: u32 = 32;
/// Units that two pieces may share: tracks that follow each other overlap by a window's length, and by what their
/// occurrences go on with.
const OVERLAP: u32 = 16;
/// With more shared units, the piece is a variant's track beside the one that the link follows; then the distance
/// between the two sides is the same but for an inserted word. Another copy lies further off.
const SAME: u32 = 8;
/// Open passages of a pair of documents that are looked at for the one that goes on.
const LOOK_BACK: usize = 8;

/// Wording that a document has in common with another, edits left out of account.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::reuse) struct Link {
    /// The other document.
    pub other: u32,
    /// Units of this one.
    pub here: Range<u32>,
    /// Units of the other.
    pub there: Range<u32>,
    /// Surprisal of the common pieces, in bits, edits counted as if they were equal.
    pub bits: f32,
    /// Track of the heaviest piece.
    pub track: u32,
    /// The part of it that this piece covers.
    pub on_track: Range<u32>,
    /// Documents that have some of it, this one and the other among them: an upper bound of those that have all.
    pub holders: u32,
    heaviest: f32,
}

/// Up to so many pairs of occurrences, two intervals are compared occurrence by occurrence.
const OCCURRENCE_PAIRS: usize = 64;

/// Occurrences behind one, in the same document, among which the next with common wording is looked for.
const LOOK_AHEAD: usize = 8;

/// Occurrences of one wording in one document that are compared with another document, where it stands often in both.
const ENOUGH_OCCURRENCES: usize = 16;

/// Everything that one document has in common with those behind it, or with itself further on, sorted by the other
/// document and the position here.
///
/// If a wording stands often in both documents, each place here is compared with two there: the longest, and
/// the one of the same number. Where it stands n times in one document, each is compared with the next: n − 1
/// passages, not n².
pub(crate) fn links(occurrences: &Occurrences, intervals: &IntervalIndex, doc: u32) -> Vec<Link> {
    join(pieces(occurrences, intervals, doc), doc)
}

/// The pieces that make up the links; their number is the work.
pub(super) fn pieces(occurrences: &Occurrences, intervals: &IntervalIndex, doc: u32) -> Vec<Link> {
    let mut pieces = Vec::new();
    for interval in intervals.of_doc(doc as usize) {
        let here = intervals.occurrences(interval);
        let first = pieces.len();
        let mut holders = 0;
        let mut add = |here: u32, there: u32| {
            let piece = piece(occurrences, here, there);
            let found = piece.is_some();
            pieces.extend(piece);
            found
        };
        let meet = |other: &TrackInterval| {
            holders += 1;
            if other.doc <= doc {
                return;
            }
            let here = &here[..here.len().min(ENOUGH_OCCURRENCES)];
            let there = intervals.occurrences(other);
            if here.len() * there.len() <= OCCURRENCE_PAIRS {
                for i in here {
                    for j in there {
                        add(*i, *j);
                    }
                }
                return;
            }
            for (n, i) in here.iter().enumerate() {
                let same = there[n % there.len()];
                add(*i, same);
                if other.longest != same {
                    add(*i, other.longest);
                }
            }
        };
        intervals.overlapping(interval.track, &interval.on_track, meet);
        for (n, i) in here.iter().enumerate() {
            let mut next = here[n + 1..].iter().take(LOOK_AHEAD);
            next.any(|j| add(*i, *j));
        }
        for piece in &mut pieces[first..] {
            piece.holders = holders;
        }
    }
    pieces
}

/// The wording that two occurrences of a track have in common.
fn piece(occurrences: &Occurrences, here: u32, there: u32) -> Option<Link> {
    let (here, there): (&Occurrence, &Occurrence) = (
        &occurrences.all[here as usize],
        &occurrences.all[there as usize],
    );
    let common =
        here.on_track.start.max(there.on_track.start)..here.on_track.end.min(there.on_track.end);
    if common.is_empty() {
        return None;
    }
    let mut a = occurrences.units_at(here, &common);
    let b = occurrences.units_at(there, &common);
    if here.doc == there.doc {
        // Copies that follow each other without a gap overlap in the windows across the seam.
        a.end = a.end.min(b.start);
    }
    if a.end <= a.start || b.end <= b.start {
        return None;
    }
    let bits = occurrences.bits(here.track, &common);
    Some(Link {
        other: there.doc,
        here: a,
        there: b,
        bits,
        track: here.track,
        on_track: common,
        holders: 0,
        heaviest: bits,
    })
}

/// Joins pieces that follow each other closely in both documents.
fn join(mut pieces: Vec<Link>, doc: u32) -> Vec<Link> {
    // By everything that two pieces may differ in: which pairs were asked for must not show in the order.
    pieces.sort_unstable_by_key(|p| {
        let sides = (p.here.start, p.there.start, p.here.end, p.there.end);
        (p.other, sides, p.track, p.on_track.start, p.on_track.end)
    });
    let mut links: Vec<Link> = Vec::new();
    for piece in pieces {
        let recent = links.len().saturating_sub(LOOK_BACK);
        let goes_on = links[recent..]
            .iter_mut()
            .filter(|l| l.other == piece.other && follows(l, &piece))
            // Inside one document the two sides must not run into each other.
            .filter(|l| l.other != doc || piece.here.end <= l.there.start)
            .min_by_key(|l| shift(l, &piece));
        match goes_on {
            Some(link) => {
                let new = piece.here.end.max(link.here.end);
                let from = piece.here.start.max(link.here.end).min(new);
                // Tracks overlap in text where they share windows' ends: each unit counts once.
                let length = piece.here.end - piece.here.start;
                link.bits += piece.bits * (new - from) as f32 / length as f32;
                link.here.end = new;
                link.there.end = link.there.end.max(piece.there.end);
                if piece.heaviest > link.heaviest {
                    link.heaviest = piece.heaviest;
                    link.track = piece.track;
                    link.on_track = piece.on_track;
                    link.holders = piece.holders;
                }
            }
            None => links.push(piece),
        }
    }
    links.sort_by_key(|l| (l.other, l.here.start, l.there.start));
    links
}

/// Whether a piece goes on with a link: it comes behind it on both sides, and either outweighs what is left out
/// between them, at [`LEAST_BITS`] bits a unit.
fn follows(link: &Link, piece: &Link) -> bool {
    let left_out = piece
        .here
        .start
        .saturating_sub(link.here.end)
        .max(piece.there.start.saturating_sub(link.there.end));
    let behind = piece.there.start + OVERLAP >= link.there.end
        && piece.here.start + OVERLAP >= link.here.end;
    left_out <= GAP
        && left_out as f32 * LEAST_BITS <= link.bits.min(piece.bits)
        && (behind || shift(link, piece) <= SAME)
        && piece.there.start >= link.there.start
        && piece.here.start >= link.here.start
        && shift(link, piece) <= GAP
}

/// By how much the distance between the two sides changes from one piece to the next.
fn shift(link: &Link, piece: &Link) -> u32 {
    let before = i64::from(link.there.end) - i64::from(link.here.end);
    let after = i64::from(piece.there.start) - i64::from(piece.here.start);
    before.abs_diff(after).min(u64::from(u32::MAX)) as u32
}
