//! Which clusters are shown: those that say something which no more general one says.
//!
//! In: clusters with the literals 为…提供…保障 (30 documents), 提供坚强组织保障 (8 documents, all among the 30) and 本条例自…起施行. Out: the
//! first and the third; what the second adds are three words.
//!
//! A greedy set cover from the general to the particular: clusters in the order of documents × bits, each kept if half of its
//! literals, in bits over all places, are no literals of those before it. What is left out stands in the blanks of what is
//! kept.

use super::block::MatchingBlock;
use super::cluster::Clustering;
use super::core::Cluster;
use super::units::UnitStream;

/// Share of a cluster's literals, in bits, that no more general one has.
const OWN: f64 = 0.5;

/// Share of a literal, over all places, that others have for it to be theirs where it stands at an end.
const TAKEN: f64 = 0.8;

/// The clusters that are shown, in no order: O(literals of all places).
///
/// Literals at the ends of a cluster that are mostly others' are cut off: wording is shown once, where most documents have it.
pub(super) fn cover(clustering: &Clustering<'_>) -> Vec<Cluster> {
    let stream = clustering.stream;
    let mut ranked: Vec<(f64, &Cluster)> = clustering
        .clusters
        .iter()
        .map(|cluster| {
            let documents = cluster.documents(stream).len() as f64;
            (documents * clustering.own_bits(cluster), cluster)
        })
        .collect();
    ranked.sort_by(|a, b| {
        let start = |cluster: &Cluster| cluster.extent(0).map(|extent| extent.start);
        b.0.total_cmp(&a.0)
            .then_with(|| start(a.1).cmp(&start(b.1)))
    });
    let mut covered = vec![false; stream.len()];
    let mut shown = Vec::new();
    for (_, cluster) in ranked {
        let own: Vec<f64> = cluster
            .blocks
            .iter()
            .map(|block| own_share(stream, &covered, block))
            .collect();
        let mine = |own: &f64| *own > 1.0 - TAKEN;
        let (Some(first), Some(last)) = (own.iter().position(mine), own.iter().rposition(mine))
        else {
            continue;
        };
        let cut = cluster.part(stream, first..last + 1);
        let bits: f64 = cut.blocks.iter().map(|block| block.bits).sum();
        let new: f64 = cut
            .blocks
            .iter()
            .zip(&own[first..])
            .map(|(block, own)| block.bits * own)
            .sum();
        if new < OWN * bits
            || cut.blocks.len() < cluster.blocks.len() && !clustering.is_template(&cut)
        {
            continue;
        }
        cut.mark(&mut covered);
        shown.push(cut);
    }
    shown
}

/// Share of a block's bits, over all places, that nothing covers.
fn own_share(stream: &UnitStream, covered: &[bool], block: &MatchingBlock) -> f64 {
    let (mut own, mut all) = (0.0, 0.0);
    for at in block.at.iter().flatten() {
        for unit in *at..*at + block.len {
            let bits = stream.bits(unit..unit + 1);
            all += bits;
            if !covered[unit as usize] {
                own += bits;
            }
        }
    }
    own / f64::max(all, f64::MIN_POSITIVE)
}
