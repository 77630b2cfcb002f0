//! In how many other documents each unit's wording stands.
//!
//! In: the windows over a unit stand in documents 2, 5 and in 5, 9. Out: three other documents, 2, 5 and 9.
//!
//! It is document frequency (Spärck Jones 1972), taken for each unit over the windows that contain it.

use super::repeats::{RepeatedText, Repeats};

/// Up to so many documents, the documents of a unit's windows are united; a window in more counts by its own number. With
/// 64, nothing is approximate in corpora of up to 64 documents.
const EXACT: usize = 64;

/// The documents of each window, or its groups, in order.
struct Postings {
    first: Vec<u32>,
    docs: Vec<u32>,
}

impl Postings {
    fn new(repeats: &Repeats, doc_of: impl Fn(usize) -> u32) -> Self {
        let mut last: Vec<Option<u32>> = vec![None; repeats.nodes];
        let mut first = vec![0u32; repeats.nodes + 1];
        for (entry, node) in repeats.node.iter().enumerate() {
            let doc = doc_of(entry);
            if last[*node as usize].replace(doc) != Some(doc) {
                first[*node as usize + 1] += 1;
            }
        }
        for node in 0..repeats.nodes {
            first[node + 1] += first[node];
        }
        let mut free = first.clone();
        let mut docs = vec![0u32; first[repeats.nodes] as usize];
        last.fill(None);
        for (entry, node) in repeats.node.iter().enumerate() {
            let doc = doc_of(entry);
            let node = *node as usize;
            if last[node].replace(doc) != Some(doc) {
                docs[free[node] as usize] = doc;
                free[node] += 1;
            }
        }
        Self { first, docs }
    }

    /// The groups of each window in place of its documents.
    fn grouped(mut self, group_of: &[u32]) -> Self {
        let mut kept = 0;
        let mut from = 0;
        for node in 0..self.first.len() - 1 {
            let to = self.first[node + 1] as usize;
            let groups = &mut self.docs[from..to];
            for doc in groups.iter_mut() {
                *doc = group_of[*doc as usize];
            }
            groups.sort_unstable();
            let start = kept;
            for at in from..to {
                let group = self.docs[at];
                if kept == start || self.docs[kept - 1] != group {
                    self.docs[kept] = group;
                    kept += 1;
                }
            }
            from = to;
            self.first[node + 1] = kept as u32;
        }
        self.docs.truncate(kept);
        self
    }

    fn of(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.docs[self.first[node] as usize..self.first[node + 1] as usize]
    }
}

/// For each document and unit, in how many other documents a window over the unit stands.
///
/// A unit's windows can stand in different documents; those of up to [`EXACT`] documents are united, and the
/// largest of the others counts where it is more. Independent of the order of documents. With `group_of`, groups
/// count in place of documents.
pub(crate) fn window_spread(repeated: RepeatedText<'_>, group_of: Option<&[u32]>) -> Vec<Vec<u32>> {
    let RepeatedText {
        texts,
        offsets,
        window,
        repeats,
    } = repeated;
    let ends: Vec<u32> = (1..=offsets.documents())
        .map(|d| offsets.start(d))
        .collect();
    let doc_of = |entry: usize| {
        let at = repeats.at[entry];
        ends.partition_point(|end| *end <= at) as u32
    };
    let postings = Postings::new(repeats, doc_of);
    let postings = match group_of {
        Some(group_of) => postings.grouped(group_of),
        None => postings,
    };
    let mut entry = 0;
    let mut united: Vec<u32> = Vec::new();
    let mut spread = Vec::with_capacity(texts.len());
    for (doc, text) in texts.iter().enumerate() {
        let mut of_doc = vec![0u32; text.len()];
        if doc >= offsets.documents() {
            spread.push(of_doc);
            continue;
        }
        let start = offsets.start(doc);
        let from = entry;
        while repeats.at.get(entry).is_some_and(|at| *at < ends[doc]) {
            entry += 1;
        }
        // Windows over the current unit: entries `low..high`.
        let (mut low, mut high) = (from, from);
        let mut previous: Option<(usize, usize, u32)> = None;
        for (unit, value) in of_doc.iter_mut().enumerate() {
            let here = start + unit as u32;
            while high < entry && repeats.at[high] <= here {
                high += 1;
            }
            while low < high
                && window
                    .end(text.units(), (repeats.at[low] - start) as usize)
                    .is_none_or(|end| end <= unit)
            {
                low += 1;
            }
            if low == high {
                continue;
            }
            if let Some((l, h, v)) = previous
                && (l, h) == (low, high)
            {
                *value = v;
                continue;
            }
            *value = count_others(&postings, &repeats.node[low..high], &mut united);
            previous = Some((low, high, *value));
        }
        spread.push(of_doc);
    }
    spread
}

/// Documents of the windows, without the one that they stand in (it is always among them).
fn count_others(postings: &Postings, windows: &[u32], united: &mut Vec<u32>) -> u32 {
    let mut most = 0;
    united.clear();
    let mut last: &[u32] = &[];
    let mut lists = 0;
    for node in windows {
        let docs = postings.of(*node);
        most = most.max(docs.len());
        if docs.len() <= EXACT && docs != last {
            united.extend_from_slice(docs);
            last = docs;
            lists += 1;
        }
    }
    if lists > 1 {
        united.sort_unstable();
        united.dedup();
        // Never more than EXACT, so that a window with more documents always has the last word: the number of documents of a
        // unit would otherwise rise when one of them went and left a window few enough to be united.
        most = most.max(united.len().min(EXACT));
    }
    most.saturating_sub(1) as u32
}
