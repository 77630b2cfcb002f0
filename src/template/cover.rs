//! Which clusters are shown: those that say something which no more general one says.
//!
//! In: clusters with the literals 为…提供…保障 (30 documents), 提供坚强组织保障 (8 documents, all among the 30) and 本条例自…起施行. Out: the
//! first and the third; what the second adds are three words.
//!
//! A greedy set cover from the general to the particular: clusters in the order of their documents, each kept if half of its
//! literals, in bits over all places, are no literals of those before it. What is left out stands in the blanks of what is
//! kept.

use std::cmp::Reverse;

use super::core::Cluster;
use super::units::UnitStream;

/// Share of a cluster's literals, in bits, that no more general one has.
const OWN: f64 = 0.5;

/// The clusters that are shown, in no order: O(literals of all places).
pub(super) fn cover(stream: &UnitStream, clusters: Vec<Cluster>) -> Vec<Cluster> {
    let mut ranked: Vec<(usize, f64, Cluster)> = clusters
        .into_iter()
        .map(|cluster| {
            let bits: f64 = cluster.blocks.iter().map(|b| b.bits).sum();
            let d = cluster.documents(stream).len();
            let o = super::merge::tune("LT_ORD", 0.0);
            let key = if o == 0.0 { d } else { ((d as f64).powf(o) * bits * 16.0) as usize };
            (key, bits, cluster)
        })
        .collect();
    ranked.sort_by(|a, b| {
        let start = |cluster: &Cluster| cluster.extent(0).map(|extent| extent.start);
        Reverse(a.0)
            .cmp(&Reverse(b.0))
            .then(b.1.total_cmp(&a.1))
            .then_with(|| start(&a.2).cmp(&start(&b.2)))
    });
    let mut covered = vec![false; stream.len()];
    let mut shown = Vec::new();
    for (_, _, cluster) in ranked {
        let (mut own, mut all) = (0.0, 0.0);
        for block in &cluster.blocks {
            for at in block.at.iter().flatten() {
                for unit in *at..at + block.len {
                    let bits = stream.bits(unit..unit + 1);
                    all += bits;
                    if !covered[unit as usize] {
                        own += bits;
                    }
                }
            }
        }
        if own < super::merge::tune("LT_OWN", OWN) * all {
            continue;
        }
        let usual = cluster.usual.iter().map(|usual| &usual.block);
        for block in cluster.blocks.iter().chain(usual) {
            for at in block.at.iter().flatten() {
                covered[*at as usize..(*at + block.len) as usize].fill(true);
            }
        }
        shown.push(cluster);
    }
    shown
}
