//! Windows joined to paths: the corpus' repeated wording, each piece of it once.
//!
//! In: the windows 甲乙丙, 乙丙丁 and 丙丁戊 follow each other in both of two texts. Out: one path of three windows, 甲乙丙丁戊.
//!
//! The repeated windows are the nodes of a de Bruijn graph, and documents are walks on it. Two windows join
//! where more than half of the places of either go on to the other; so a path is one wording, an edit in a few
//! of its places does not break it, and a wording that continues in many ways ends where the ways part. (The
//! compaction of such graphs is usual in genome assembly: Pevzner, Tang and Waterman 2001. The majority rule in
//! place of "all" is ours.)

use super::repeats::Repeats;

/// The paths, and each window's place on them.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    /// Of each window: its path and its index on that path.
    position: Vec<(u32, u32)>,
    /// The windows of all paths in order.
    nodes: Vec<u32>,
    /// Start of each path in `nodes`; the last entry is their number.
    first: Vec<u32>,
}

impl Paths {
    /// Joins the windows; O(number of places), no hashing.
    pub(super) fn new(repeats: &Repeats) -> Self {
        let next = majority_successors(repeats);
        let mut has_previous = vec![false; repeats.nodes];
        for node in next.iter().flatten() {
            has_previous[*node as usize] = true;
        }
        let mut position: Vec<Option<(u32, u32)>> = vec![None; repeats.nodes];
        let mut nodes = Vec::with_capacity(repeats.nodes);
        let mut first = vec![0u32];
        // Heads first; what is left then are closed rings, opened at their earliest window.
        for heads in [true, false] {
            for head in 0..repeats.nodes {
                if position[head].is_some() || (heads && has_previous[head]) {
                    continue;
                }
                let path = first.len() as u32 - 1;
                let mut length = 0;
                let mut node = Some(head as u32);
                while let Some(n) = node.filter(|n| position[*n as usize].is_none()) {
                    position[n as usize] = Some((path, length));
                    nodes.push(n);
                    length += 1;
                    node = next[n as usize];
                }
                first.push(nodes.len() as u32);
            }
        }
        Self {
            position: position.into_iter().flatten().collect(),
            nodes,
            first,
        }
    }

    /// A window's path and its index on that path.
    pub(super) fn position(&self, node: u32) -> (u32, u32) {
        self.position[node as usize]
    }

    /// Number of paths.
    pub(super) fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// The windows of a path, in order.
    pub(super) fn nodes(&self, path: u32) -> &[u32] {
        let path = path as usize;
        &self.nodes[self.first[path] as usize..self.first[path + 1] as usize]
    }
}

/// For each window the one that follows it in more than half of its places, where that one in turn has the first
/// before it in more than half of its own. Two such places at least.
fn majority_successors(repeats: &Repeats) -> Vec<Option<u32>> {
    let mut occurrences = vec![0u32; repeats.nodes];
    for node in &repeats.node {
        occurrences[*node as usize] += 1;
    }
    let steps = || {
        repeats
            .at
            .windows(2)
            .zip(repeats.node.windows(2))
            .filter(|(at, _)| at[1] == at[0] + 1)
            .map(|(_, node)| (node[0], node[1]))
    };
    // Boyer and Moore's majority vote (1981): one candidate and one counter a window.
    let mut candidate: Vec<(u32, u32)> = vec![(0, 0); repeats.nodes];
    for (from, to) in steps() {
        let (held, votes) = &mut candidate[from as usize];
        if *votes == 0 {
            (*held, *votes) = (to, 1);
        } else if *held == to {
            *votes += 1;
        } else {
            *votes -= 1;
        }
    }
    for (_, votes) in &mut candidate {
        *votes = 0;
    }
    for (from, to) in steps() {
        let (held, votes) = &mut candidate[from as usize];
        *votes += u32::from(*held == to);
    }
    candidate
        .into_iter()
        .enumerate()
        .map(|(from, (to, votes))| {
            let most = occurrences[from].max(occurrences[to as usize]);
            let joined = votes >= 2 && votes > most / 2 && from != to as usize;
            joined.then_some(to)
        })
        .collect()
}
