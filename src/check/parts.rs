//! Passages cut where the draft goes on by itself.
//!
//! In: a passage of the draft whose sentences 1 and 3 stand in the source, and whose sentence 2, of 40 characters, does not. Out: two
//! passages. The pair engine joins over such sentences, since condensing and expanding do that; here each stretch of the draft
//! is told what it is, and a sentence of its own is nothing.

use std::ops::Range;

use super::found_passage::FoundPassage;
use crate::reuse::Edit;

/// Equal units in a row that are no accident: shorter ones are met inside any two sentences.
const SOLID: usize = 3;
/// Units of the draft without solid ones that end a part: a clause and more. Of the development set's adapted wording one in a hundred
/// has as much exchanged in a row.
const GAP: usize = 24;

/// The parts of a passage, in order: itself where nothing cuts it.
pub(super) fn parts(passage: FoundPassage) -> Vec<FoundPassage> {
    let stretches = stretches(&passage);
    if stretches.len() < 2 {
        return vec![passage];
    }
    stretches
        .iter()
        .filter_map(|stretch| passage.cut(stretch))
        .collect()
}

/// The stretches of the draft between gaps.
fn stretches(passage: &FoundPassage) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = passage.draft.start;
    for edit in &passage.edits {
        let (n, _) = edit.consumed();
        if matches!(edit, Edit::Equal(n) if *n >= SOLID) {
            match found.last_mut() {
                Some(last) if at - last.end < GAP => last.end = at + n,
                _ => found.push(at..at + n),
            }
        }
        at += n;
    }
    // The ends stay as the engine found them, unless something of the draft's own hangs there.
    if let Some(first) = found.first_mut()
        && first.start - passage.draft.start < GAP
    {
        first.start = passage.draft.start;
    }
    if let Some(last) = found.last_mut()
        && passage.draft.end - last.end < GAP
    {
        last.end = passage.draft.end;
    }
    if found.len() == 1 && found[0] != passage.draft {
        found.push(found[0].end..found[0].end);
    }
    found
}
