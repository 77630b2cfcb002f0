//! Wording that one document has twice, aligned.
//!
//! In: a link of units 10..40 and 205..236 of one document. Out: the passage between them with its edit script, its ends
//! drawn in to equal units, if these carry [`MIN_BITS`] bits.

use super::link::Link;
use super::{MIN_BITS, RepeatedWording};
use crate::document::DocId;
use crate::reuse::edit::patience::edits;
use crate::reuse::{AlignedPassage, Edit, PassageStats, Stretch};
use crate::text::NormalText;

/// O(n log n) in the length of the link.
pub(super) fn align(
    wording: &RepeatedWording,
    text: &NormalText,
    link: &Link,
) -> Option<AlignedPassage> {
    let units = text.units();
    let mut here = link.here.start as usize..link.here.end as usize;
    let mut there = link.there.start as usize..link.there.end as usize;
    let mut script = edits(&units[here.clone()], &units[there.clone()]);
    while let Some(edit) = script.pop_if(|edit| !matches!(edit, Edit::Equal(_))) {
        let (n, m) = edit.consumed();
        here.end -= n;
        there.end -= m;
    }
    let lead = script
        .iter()
        .take_while(|edit| !matches!(edit, Edit::Equal(_)))
        .count();
    for edit in script.drain(..lead) {
        let (n, m) = edit.consumed();
        here.start += n;
        there.start += m;
    }
    let stats = PassageStats::of(
        |text, units| wording.bits(text, units),
        [text, text],
        [&here, &there],
        &script,
    );
    let doc = DocId(link.other);
    (stats.bits >= f64::from(MIN_BITS)).then(|| AlignedPassage {
        a: Stretch { doc, units: here },
        b: Stretch { doc, units: there },
        edits: script,
        stats,
        family: wording.family_of(link),
    })
}
