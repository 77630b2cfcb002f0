//! What a long run leaves behind, stage by stage, for the run that goes on from there should it die.
//!
//! The engine knows neither files nor folders: it asks a [`Checkpoint`] for what an earlier run left, and offers what it
//! has found itself. Whoever implements it answers for the fit: results may be given back only to a run over the
//! same texts, with the same options, by the same build of the program.

use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A result that takes long to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckpointKey {
    /// Texts taken out of a batch of files.
    Files(u32),
    /// Passages and families.
    Reuse,
    /// Templates and set phrases.
    Templates,
    /// Matrices.
    Similarity,
}

impl CheckpointKey {
    /// What is found in all texts together, in the order of running.
    pub const STAGES: [CheckpointKey; 3] = [
        CheckpointKey::Reuse,
        CheckpointKey::Templates,
        CheckpointKey::Similarity,
    ];

    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            CheckpointKey::Files(_) => "texts",
            CheckpointKey::Reuse => "reuse",
            CheckpointKey::Templates => "templates",
            CheckpointKey::Similarity => "similarity",
        }
    }
}

/// Keeps results for a later run. Called between stages, never from inside one.
pub trait Checkpoint: Sync {
    /// What an earlier run left of `key`, byte for byte.
    fn load(&self, key: CheckpointKey) -> Option<Vec<u8>> {
        let _ = key;
        None
    }

    /// Is told of a file that is no longer the one that was read for [`CheckpointKey::Files`]. What goes on from there would be
    /// another run's.
    fn file_changed(&self, path: &Path) {
        let _ = path;
    }

    /// Offers a result that took so long to find. `encode` gives its bytes; it takes time and memory, so it is
    /// called only if the result is to be kept.
    fn store(&self, key: CheckpointKey, took: Duration, encode: &dyn Fn() -> Vec<u8>) {
        let _ = (key, took, encode);
    }
}

/// Keeps nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCheckpoint;

impl Checkpoint for NoCheckpoint {}

/// What was kept of a key; if nothing was, finds it and offers it.
pub(crate) fn load_or_compute<T: Serialize + DeserializeOwned>(
    checkpoint: &dyn Checkpoint,
    key: CheckpointKey,
    find: impl FnOnce() -> T,
) -> T {
    let kept = checkpoint.load(key);
    if let Some(found) = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
        return found;
    }
    let since = Instant::now();
    let found = find();
    checkpoint.store(key, since.elapsed(), &|| encode(&found));
    found
}

/// The bytes of plain data. Fields that JSON leaves out, or that are flattened there, do not come back: types that are
/// kept must have none.
pub(crate) fn encode<T: Serialize + DeserializeOwned>(data: &T) -> Vec<u8> {
    let encode =
        |data: &T| postcard::to_allocvec(data).expect("plain data in memory can always be encoded");
    let bytes = encode(data);
    debug_assert!(
        postcard::from_bytes(&bytes).is_ok_and(|again| encode(&again).len() == bytes.len()),
        "what is kept comes back whole"
    );
    bytes
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Default)]
    struct Drawer(Mutex<Vec<(CheckpointKey, Vec<u8>)>>);

    impl Checkpoint for Drawer {
        fn load(&self, key: CheckpointKey) -> Option<Vec<u8>> {
            let drawer = self.0.lock().unwrap();
            let found = drawer.iter().find(|(p, _)| *p == key);
            found.map(|(_, bytes)| bytes.clone())
        }

        fn store(&self, key: CheckpointKey, _: Duration, encode: &dyn Fn() -> Vec<u8>) {
            self.0.lock().unwrap().push((key, encode()));
        }
    }

    #[test]
    fn what_was_kept_is_not_sought_again() {
        let drawer = Drawer::default();
        let found = || load_or_compute(&drawer, CheckpointKey::Reuse, || vec![1.5, 2.25]);
        assert_eq!(found(), [1.5, 2.25]);
        let again: Vec<f64> = load_or_compute(&drawer, CheckpointKey::Reuse, || unreachable!());
        assert_eq!(again, [1.5, 2.25]);
        let other: Vec<f64> = load_or_compute(&drawer, CheckpointKey::Templates, || vec![3.0]);
        assert_eq!(other, [3.0]);
    }

    #[test]
    fn what_makes_no_sense_counts_as_absent() {
        let drawer = Drawer(Mutex::new(vec![(CheckpointKey::Reuse, vec![0xFF; 3])]));
        let found: Vec<String> =
            load_or_compute(&drawer, CheckpointKey::Reuse, || vec!["new".to_owned()]);
        assert_eq!(found, ["new"]);
    }
}
