//! Paths joined across edits to tracks: a wording with the small variations that its places show.
//!
//! In: ten documents with 全面贯彻党的{某届}全会精神,扎实推进各项工作 of which seven say 二十届. Out: one track, with the wording that most
//! of them have in the middle; without the joint there would be two paths, the text before the blank and the text behind it.
//!
//! Genome assembly calls this step scaffolding: contigs are joined over gaps that enough reads bridge (Huson, Reinert and
//! Myers 2002). Here documents are the reads, and more than half of them have to agree.

use super::FILLER;
use super::path::Paths;
use super::repeats::RepeatedText;
use super::visit::{Visit, first_visits};
use crate::text::{NormalText, Unit};

/// Number of preceding visits of a document that are tried as the path that a new one goes on from: variants
/// of the wording in between are paths of their own.
const LOOK_BACK: usize = 4;
/// Windows at the end of a path, or at the start of the next, that a place may lack because of an edit of its own
/// and still count as going on: two windows' length.
const SLACK: u32 = 16;

/// Units that stand before a track's first window and behind its last, in the first places that have these: what
/// other places may go on with where an edit leaves less than a window. As long as two windows.
const FLANK: usize = 16;

/// The tracks: all repeated wording of the corpus, each piece once.
#[derive(Debug, Default)]
pub(crate) struct Tracks {
    /// Of each window: its track and the unit of the track's wording at which it starts.
    position: Vec<(u32, u32)>,
    /// The wording of all tracks.
    wording: Vec<Unit>,
    /// Start of each track in `wording`; the last entry is the length of `wording`.
    first: Vec<u32>,
}

impl Tracks {
    /// Joins the paths: O(n log n) in the number of places.
    pub(super) fn new(repeated: RepeatedText<'_>, paths: &Paths) -> Self {
        let joints = joints(repeated, paths);
        let mut follows = vec![false; paths.len()];
        for joint in joints.iter().flatten() {
            follows[joint.to as usize] = true;
        }
        let mut first_position: Vec<Option<u32>> = vec![None; repeated.repeats.nodes];
        for (at, node) in repeated.repeats.at.iter().zip(&repeated.repeats.node) {
            first_position[*node as usize].get_or_insert(*at);
        }
        let mut tracks = Self {
            position: vec![(0, 0); repeated.repeats.nodes],
            wording: Vec::new(),
            first: vec![0],
        };
        let mut done = vec![false; paths.len()];
        // As with windows: heads first, then rings.
        for heads in [true, false] {
            for head in 0..paths.len() {
                if done[head] || (heads && follows[head]) {
                    continue;
                }
                tracks.append_flank(repeated, &first_position, paths.nodes(head as u32), true);
                let mut path = Some(head as u32);
                let mut last = head as u32;
                while let Some(p) = path.filter(|p| !done[*p as usize]) {
                    done[p as usize] = true;
                    last = p;
                    tracks.append(repeated, paths.nodes(p), &first_position);
                    let joint = joints[p as usize].as_ref();
                    let joint = joint.filter(|j| !done[j.to as usize]);
                    if let Some(joint) = joint {
                        tracks.append_gap(repeated.texts, joint);
                    }
                    path = joint.map(|j| j.to);
                }
                tracks.append_flank(repeated, &first_position, paths.nodes(last), false);
                tracks.first.push(tracks.wording.len() as u32);
            }
        }
        tracks
    }

    /// Appends what stands before the first window of a path, or behind the last, where that window first stands.
    fn append_flank(
        &mut self,
        repeated: RepeatedText<'_>,
        first_position: &[Option<u32>],
        nodes: &[u32],
        before: bool,
    ) {
        let node = if before { nodes.first() } else { nodes.last() };
        let Some(at) = node.and_then(|node| first_position[*node as usize]) else {
            return;
        };
        let (doc, unit) = repeated.offsets.locate(at);
        let units = repeated.texts[doc].units();
        let flank = if before {
            unit.saturating_sub(FLANK)..unit
        } else {
            let end = repeated.window.end(units, unit).unwrap_or(units.len());
            end..(end + FLANK).min(units.len())
        };
        self.wording.extend_from_slice(&units[flank]);
    }

    /// Appends a path to the last track.
    fn append(
        &mut self,
        repeated: RepeatedText<'_>,
        nodes: &[u32],
        first_position: &[Option<u32>],
    ) {
        let track = self.first.len() as u32 - 1;
        let start = self.first[track as usize];
        for node in nodes {
            let at = first_position[*node as usize].expect("every window has a place");
            let (doc, unit) = repeated.offsets.locate(at);
            let units = repeated.texts[doc].units();
            self.position[*node as usize] = (track, self.wording.len() as u32 - start);
            self.wording.push(units[unit]);
            if Some(node) == nodes.last() {
                let end = repeated
                    .window
                    .end(units, unit)
                    .expect("a repeated window lies inside its document");
                self.wording.extend_from_slice(&units[unit + 1..end]);
            }
        }
    }

    /// Appends what stands between two paths in the first place that has both, or takes back what they share.
    fn append_gap(&mut self, texts: &[NormalText], joint: &Joint) {
        let (from, to) = (joint.from_end as usize, joint.to_start as usize);
        if from <= to {
            let units = texts[joint.doc as usize].units();
            self.wording.extend_from_slice(&units[from..to]);
        } else {
            self.wording.truncate(self.wording.len() - (from - to));
        }
    }

    /// A window's track and where it starts on it.
    pub(super) fn position(&self, node: u32) -> (u32, u32) {
        self.position[node as usize]
    }

    /// Number of tracks.
    pub(super) fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// The wording of a track.
    pub(super) fn wording(&self, track: u32) -> &[Unit] {
        let track = track as usize;
        &self.wording[self.first[track] as usize..self.first[track + 1] as usize]
    }

    /// Position of a track's first unit among the units of all tracks.
    pub(super) fn start(&self, track: u32) -> usize {
        self.first[track as usize] as usize
    }

    /// Units of all tracks.
    pub(super) fn units(&self) -> usize {
        self.wording.len()
    }
}

/// A path that goes on as another, and a place that shows it.
#[derive(Clone, Debug)]
struct Joint {
    to: u32,
    doc: u32,
    /// Behind the first path's last unit in that document.
    from_end: u32,
    /// The second path's first unit.
    to_start: u32,
}

/// A place where one path follows another.
struct Transition {
    from: u32,
    to: u32,
    /// Whether it shows the first path's end and the second's start without an edit.
    exact: bool,
    doc: u32,
    from_end: u32,
    to_start: u32,
}

/// For each path the one that follows it, with at most a filler between, in more than half of the places that
/// come to its end, where that is more than half of the places at the other's start.
fn joints(repeated: RepeatedText<'_>, paths: &Paths) -> Vec<Option<Joint>> {
    let mut leaving = vec![0u32; paths.len()];
    let mut entering = vec![0u32; paths.len()];
    let mut steps: Vec<Transition> = Vec::new();
    let mut recent: Vec<Visit> = Vec::new();
    first_visits(repeated, paths, |doc, visit| {
        let length = |v: &Visit| paths.nodes(v.path).len() as u32;
        let enters = visit.on_path.start <= SLACK;
        entering[visit.path as usize] += u32::from(enters);
        leaving[visit.path as usize] += u32::from(visit.on_path.end + SLACK >= length(&visit));
        if enters {
            let overlap = repeated.window.longest() as u32 - 1;
            for before in recent
                .iter()
                .filter(|v| v.doc == doc && v.path != visit.path)
            {
                let near = before.units.end <= visit.units.start + overlap
                    && before.units.start < visit.units.start
                    && visit.units.start <= before.units.end + FILLER as u32;
                if near && before.on_path.end + SLACK >= length(before) {
                    steps.push(Transition {
                        from: before.path,
                        to: visit.path,
                        exact: before.on_path.end == length(before) && visit.on_path.start == 0,
                        doc,
                        from_end: before.units.end,
                        to_start: visit.units.start,
                    });
                }
            }
        }
        if recent.len() == LOOK_BACK {
            recent.remove(0);
        }
        recent.push(visit);
    });
    steps.sort_by_key(|s| (s.from, s.to, !s.exact, s.doc, s.to_start));
    let mut best: Vec<Option<(usize, Joint)>> = vec![None; paths.len()];
    let mut best_before: Vec<Option<(usize, u32)>> = vec![None; paths.len()];
    for same in steps.chunk_by(|a, b| (a.from, a.to) == (b.from, b.to)) {
        let step = &same[0];
        let most = leaving[step.from as usize].max(entering[step.to as usize]) as usize;
        if !step.exact || same.len() < 2 || same.len() <= most / 2 {
            continue;
        }
        let held = &mut best[step.from as usize];
        if held.as_ref().is_none_or(|(count, _)| *count < same.len()) {
            let joint = Joint {
                to: step.to,
                doc: step.doc,
                from_end: step.from_end,
                to_start: step.to_start,
            };
            *held = Some((same.len(), joint));
        }
        let held = &mut best_before[step.to as usize];
        if held.is_none_or(|(count, _)| count < same.len()) {
            *held = Some((same.len(), step.from));
        }
    }
    best.into_iter()
        .enumerate()
        .map(|(from, joint)| {
            joint
                .map(|(_, joint)| joint)
                .filter(|j| best_before[j.to as usize].is_some_and(|(_, f)| f as usize == from))
        })
        .collect()
}
