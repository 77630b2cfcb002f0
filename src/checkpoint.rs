//! Checkpoints: results of long stages, stored for the run that goes on from there should this one die.
//!
//! The engine knows neither files nor folders: it asks a [`Checkpoint`] for what an earlier run left, and offers what it
//! has found itself. Implementations must return a result only to a run with the same texts, options and build; the engine
//! does not check.

use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Names a result that takes long to compute.
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
    /// The results over all texts together, in the order of running.
    pub const STAGES: [CheckpointKey; 3] = [
        CheckpointKey::Reuse,
        CheckpointKey::Templates,
        CheckpointKey::Similarity,
    ];

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            CheckpointKey::Files(_) => "texts",
            CheckpointKey::Reuse => "reuse",
            CheckpointKey::Templates => "templates",
            CheckpointKey::Similarity => "similarity",
        }
    }
}

/// Stores results for a later run. Called between stages, never from inside one.
pub trait Checkpoint: Sync {
    /// The bytes that an earlier run stored under `key`, if any.
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

/// Stores nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoCheckpoint;

impl Checkpoint for NoCheckpoint {}

/// The stored result of a key; without one, computes it and offers it to the checkpoint.
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
