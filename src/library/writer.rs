//! Changing a library: add, remove, compact. One writer at a time.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::error::{LibraryError, Result};
use super::manifest::{MANIFEST, Manifest, SEGMENTS};
use super::merge::{ROOM, Texts, merge};
use super::reader::{Library, TextRef};
use super::record::StoredText;
use super::segment::TextKey;

/// Segments of like size that are merged, and the ratio of sizes from one tier to the next. 8: a text is written anew three or
/// four times on the way to 10,000 of them, and a question asks 8 segments a tier at most.
const TIER: usize = 8;
/// The lock's name in the folder of the library.
const LOCK: &str = "lock";

/// What became of a text that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedText {
    /// The id that it has in the library, or would have had.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// Its file or record had another text or other facts before, which it replaces.
    Replaced,
    /// It is there already, and nothing has changed.
    Unchanged,
    /// It is the same text as another one, and is kept once, as this.
    SameAs(String),
}

/// A library, open for writing: locked for other writers until this is dropped.
#[derive(Debug)]
pub struct LibraryWriter {
    folder: PathBuf,
    manifest: Manifest,
    /// The lock goes with the file, and with the process, however that ends.
    _lock: File,
}

impl LibraryWriter {
    /// Opens the library in a folder, or makes one where the folder is missing or empty.
    ///
    /// # Errors
    /// When the folder holds something else, when another program writes to the library, when it is damaged or newer.
    pub fn open_or_create(folder: &Path) -> Result<Self> {
        let is_library = Library::is_here(folder);
        if !is_library {
            let others = match fs::read_dir(folder) {
                Ok(entries) => entries
                    .flatten()
                    .any(|entry| !is_own_beginning(&entry.file_name())),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
                Err(error) => return Err(LibraryError::io(folder, "read")(error)),
            };
            if others {
                return Err(LibraryError::NotOurs(folder.to_owned()));
            }
        }
        let segments = folder.join(SEGMENTS);
        fs::create_dir_all(&segments).map_err(LibraryError::io(&segments, "make"))?;
        let lock = lock(folder)?;
        if !Library::is_here(folder) {
            Manifest::empty().replace(folder)?;
        }
        Self::locked(folder, lock)
    }

    /// Opens the library in a folder.
    ///
    /// # Errors
    /// As [`Self::open_or_create`], and when there is none.
    pub fn open(folder: &Path) -> Result<Self> {
        if !Library::is_here(folder) {
            return Err(LibraryError::Missing(folder.to_owned()));
        }
        Self::locked(folder, lock(folder)?)
    }

    fn locked(folder: &Path, lock: File) -> Result<Self> {
        let writer = Self {
            folder: folder.to_owned(),
            manifest: Manifest::read(folder)?,
            _lock: lock,
        };
        // What a writer left that was killed.
        writer.remove_unlisted();
        Ok(writer)
    }

    /// Adds texts, and tells what became of each, in their order. All of them or none.
    ///
    /// A text that is there already is not added twice; one whose file or record had another text replaces it. O(n log n) in
    /// the new texts, and a look at the table of the old ones.
    ///
    /// # Errors
    /// When the library is damaged or cannot be written; it is as before then.
    pub fn add(&mut self, texts: Vec<StoredText>) -> Result<Vec<AddedText>> {
        let library = self.reader()?;
        let mut known = KnownTexts::of(&library, &texts)?;
        let mut order: Vec<usize> = (0..texts.len()).collect();
        order.sort_by(|a, b| texts[*a].order().cmp(&texts[*b].order()));
        let mut told: Vec<Option<AddedText>> = vec![None; texts.len()];
        let mut texts: Vec<Option<StoredText>> = texts.into_iter().map(Some).collect();
        let mut new = Texts::new(&self.folder);
        let mut gone = Vec::new();
        for index in order {
            let Some(mut text) = texts[index].take() else {
                continue;
            };
            let (outcome, replaced) = known.place(&library, &mut text)?;
            gone.extend(replaced);
            let id = text.id();
            if matches!(outcome, Outcome::Added | Outcome::Replaced) {
                new.push(text)?;
            }
            told[index] = Some(AddedText { id, outcome });
        }
        let written = new.finish()?;
        if !written.is_empty() || !gone.is_empty() {
            for text in gone {
                let (segment, index) = text.place();
                self.manifest.segments[segment].remove(index);
            }
            self.manifest.segments.extend(written);
            self.commit()?;
            drop(library);
            self.merge_tiers()?;
        }
        Ok(told.into_iter().flatten().collect())
    }

    /// Removes texts by their ids, or by the files that they were read from, and gives the ids that were found.
    ///
    /// # Errors
    /// When the library is damaged or cannot be written.
    pub fn remove(&mut self, names: &[String]) -> Result<Vec<String>> {
        let library = self.reader()?;
        let wanted: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let mut reader = library.reader();
        let mut found = Vec::new();
        for text in library.texts() {
            let stored = reader.text(text)?;
            let id = stored.id();
            if wanted.contains(id.as_str()) || wanted.contains(stored.path.as_str()) {
                let (segment, index) = text.place();
                self.manifest.segments[segment].remove(index);
                found.push(id);
            }
        }
        drop(library);
        if !found.is_empty() {
            self.manifest.segments.retain(|segment| segment.live() > 0);
            self.commit()?;
            self.merge_tiers()?;
        }
        Ok(found)
    }

    /// Makes of all as few segments as hold them. Their bytes depend on the texts alone, whatever the order in which they came.
    ///
    /// # Errors
    /// When the library is damaged or cannot be written; it is as before then.
    pub fn compact(&mut self) -> Result<()> {
        let library = self.reader()?;
        let mut all = Vec::with_capacity(library.len());
        for text in library.texts() {
            let (segment, index) = text.place();
            let key = library
                .listed()
                .nth(segment)
                .map(|(_, segment)| segment.row(index));
            all.extend(key.transpose()?.map(|row| (row.key, (segment, index))));
        }
        // Namesakes are numbered by where they come from.
        all.sort_unstable_by_key(|(key, _)| (key.name, key.origin, key.fingerprint));
        let mut numbers = HashMap::new();
        for namesakes in all.chunk_by(|a, b| a.0.name == b.0.name) {
            for (number, (key, place)) in (1..).zip(namesakes) {
                if key.number != number {
                    numbers.insert(*place, number);
                }
            }
        }
        let segments: Vec<_> = library.listed().collect();
        self.manifest.segments = merge(&self.folder, &segments, &numbers)?;
        self.commit()
    }

    /// Merges segments as long as there are [`TIER`] of a size, or one is half empty.
    fn merge_tiers(&mut self) -> Result<()> {
        loop {
            let mut tiers: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
            let mut hollow = None;
            for (number, segment) in self.manifest.segments.iter().enumerate() {
                let live = segment.live().max(1);
                tiers.entry(live.ilog(TIER)).or_default().push(number);
                if segment.removed.len() > live {
                    hollow = Some(vec![number]);
                }
            }
            let library = self.reader()?;
            let listed: Vec<_> = library.listed().collect();
            let full = tiers.into_values().filter(|tier| tier.len() >= TIER);
            let full = full
                .map(|tier| that_fit_together(tier, |number| listed[number].1.units(), ROOM))
                .find(|tier| tier.len() > 1);
            let Some(chosen) = full.or(hollow) else {
                return Ok(());
            };
            let merged: Vec<_> = chosen.iter().map(|number| listed[*number]).collect();
            let written = merge(&self.folder, &merged, &HashMap::new())?;
            let mut number = 0;
            self.manifest.segments.retain(|_| {
                number += 1;
                !chosen.contains(&(number - 1))
            });
            // Of two that fill more than one, as their last texts may, two are made, and nothing is won by going on.
            let done = chosen.len() > 1 && written.len() >= chosen.len();
            self.manifest.segments.extend(written);
            self.commit()?;
            if done {
                return Ok(());
            }
        }
    }

    fn reader(&self) -> Result<Library> {
        Library::of_manifest(&self.folder, self.manifest.clone())
    }

    /// Makes the changes those of the library.
    fn commit(&mut self) -> Result<()> {
        if let Err(error) = self.manifest.replace(&self.folder) {
            self.manifest = Manifest::read(&self.folder)?;
            return Err(error);
        }
        self.remove_unlisted();
        Ok(())
    }

    /// Removes segments that the manifest does not name, and what a killed writer was writing. A file that is in use
    /// (on Windows) goes the next time.
    fn remove_unlisted(&self) {
        let listed: BTreeSet<&str> = self
            .manifest
            .segments
            .iter()
            .map(|s| s.file.as_str())
            .collect();
        let entries = fs::read_dir(self.folder.join(SEGMENTS))
            .into_iter()
            .flatten();
        for entry in entries.flatten() {
            let name = entry.file_name();
            let ours = |name: &str| {
                (name.ends_with(".segment") || name.ends_with(".part")) && !listed.contains(name)
            };
            if name.to_str().is_some_and(ours) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// Of segments those that fit into one of `room` units together, smallest first. `units` gives the size of one.
fn that_fit_together(
    mut segments: Vec<usize>,
    units: impl Fn(usize) -> u64,
    room: u64,
) -> Vec<usize> {
    segments.sort_by_key(|number| (units(*number), *number));
    let mut all = 0;
    segments.retain(|number| {
        all += units(*number);
        all <= room
    });
    segments
}

/// The texts of a library that new ones may be, may replace, or may share a name with.
#[derive(Default)]
struct KnownTexts {
    by_fingerprint: HashMap<u64, Known>,
    by_origin: HashMap<u64, Known>,
    numbers: HashMap<u64, BTreeSet<u32>>,
}

/// A text that is there.
#[derive(Clone, Debug)]
enum Known {
    Stored(TextRef, TextKey),
    /// One of those that are being added.
    New(String),
}

impl KnownTexts {
    fn of(library: &Library, texts: &[StoredText]) -> Result<Self> {
        let keys: Vec<TextKey> = texts.iter().map(TextKey::of).collect();
        let asked = |of: fn(&TextKey) -> u64| -> std::collections::HashSet<u64> {
            keys.iter().map(of).collect()
        };
        let fingerprints = asked(|key| key.fingerprint);
        let (origins, names) = (asked(|key| key.origin), asked(|key| key.name));
        let mut known = Self::default();
        let segments: Vec<_> = library.listed().map(|(_, segment)| segment).collect();
        for text in library.texts() {
            let (segment, index) = text.place();
            let key = segments[segment].row(index)?.key;
            if fingerprints.contains(&key.fingerprint) {
                known
                    .by_fingerprint
                    .insert(key.fingerprint, Known::Stored(text, key));
            }
            if origins.contains(&key.origin) {
                known.by_origin.insert(key.origin, Known::Stored(text, key));
            }
            if names.contains(&key.name) {
                known
                    .numbers
                    .entry(key.name)
                    .or_default()
                    .insert(key.number);
            }
        }
        Ok(known)
    }

    /// What becomes of a text, and which stored ones go. Gives it its number.
    fn place(
        &mut self,
        library: &Library,
        text: &mut StoredText,
    ) -> Result<(Outcome, Vec<TextRef>)> {
        let key = TextKey::of(text);
        let mut gone = Vec::new();
        let before = self.by_origin.get(&key.origin).cloned();
        match self.by_fingerprint.get(&key.fingerprint).cloned() {
            Some(Known::New(id)) => return Ok((Outcome::SameAs(id), gone)),
            Some(Known::Stored(there, old)) => {
                let stored = library.reader().text(there)?;
                text.number = stored.number;
                if stored == *text {
                    return Ok((Outcome::Unchanged, gone));
                }
                // Of equal texts the earliest one is kept, so that the order of adding does not matter.
                if old.origin != key.origin && stored.order() <= text.order() {
                    return Ok((Outcome::SameAs(stored.id()), gone));
                }
                self.forget(&old);
                gone.push(there);
            }
            None => {}
        }
        if let Some(Known::Stored(there, old)) = before
            && !gone.contains(&there)
        {
            self.forget(&old);
            gone.push(there);
        }
        let taken = self.numbers.entry(key.name).or_default();
        text.number = (1..).find(|number| !taken.contains(number)).unwrap_or(1);
        taken.insert(text.number);
        self.by_fingerprint
            .insert(key.fingerprint, Known::New(text.id()));
        self.by_origin.insert(key.origin, Known::New(text.id()));
        let outcome = if gone.is_empty() {
            Outcome::Added
        } else {
            Outcome::Replaced
        };
        Ok((outcome, gone))
    }

    fn forget(&mut self, old: &TextKey) {
        self.by_fingerprint.remove(&old.fingerprint);
        self.by_origin.remove(&old.origin);
        if let Some(numbers) = self.numbers.get_mut(&old.name) {
            numbers.remove(&old.number);
        }
    }
}

/// What a writer makes first, and may have been killed before it made the manifest.
fn is_own_beginning(name: &std::ffi::OsStr) -> bool {
    [SEGMENTS, LOCK, MANIFEST, ".library.json.part"]
        .iter()
        .any(|own| name == *own)
}

fn lock(folder: &Path) -> Result<File> {
    let path = folder.join(LOCK);
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path);
    let file = file.map_err(LibraryError::io(&path, "open"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(LibraryError::Locked(folder.to_owned())),
        Err(TryLockError::Error(error)) => Err(LibraryError::io(&path, "lock")(error)),
    }
}
