//! A library of any bytes, and drafts checked against any texts.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use leitong::Document;
use leitong::check::{CheckOptions, check as check_draft};
use leitong::library::{Library, LibraryWriter, StoredText, window};
use leitong::text::words::Segmenter;

/// A folder of its own for each call, removed behind it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("leitong-fuzz-{}-{number}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn filled(folder: &Path, texts: &[String]) {
    let segmenter = Segmenter::without_dictionary();
    let stored = texts.iter().enumerate().map(|(number, text)| {
        let document = Document::new(number.to_string(), text.as_str());
        StoredText::of(&document, format!("/{number}"), &segmenter)
    });
    let mut writer = LibraryWriter::open_or_create(folder).expect("a new folder");
    writer.add(stored.collect()).expect("texts can be added");
}

/// Bytes laid over a segment, or over the manifest: whatever they are, there is an answer or an error.
pub(crate) fn library(data: &[u8]) {
    let Some(([target, high, low], bytes)) = data.split_first_chunk::<3>() else {
        return;
    };
    let folder = Folder::new();
    let texts = ["坚持稳中求进工作总基调，统筹发展和安全。".repeat(8)];
    filled(&folder.0, &texts);
    let segments = fs::read_dir(folder.0.join("segments")).expect("our own folder");
    let mut paths: Vec<PathBuf> = segments.flatten().map(|entry| entry.path()).collect();
    paths.push(folder.0.join("library.json"));
    let path = &paths[usize::from(*target) % paths.len()];
    let mut file = fs::read(path).expect("our own file");
    let at = (usize::from(*high) << 8 | usize::from(*low)) % file.len();
    let end = (at + bytes.len()).min(file.len());
    file[at..end].copy_from_slice(&bytes[..end - at]);
    fs::write(path, file).expect("our own file");
    let Ok(library) = Library::open(&folder.0) else {
        return;
    };
    let mut reader = library.reader();
    for text in library.texts().take(100) {
        if let Ok(stored) = reader.text(text) {
            for window in window::kept(stored.normal().units()) {
                let _ = library.places(window.hash);
            }
        }
    }
    let _ = library.verify();
    let _ = check_draft(
        &Document::new("d", texts[0].as_str()),
        &library,
        &CheckOptions::default(),
    );
}

/// The first text checked against the others: everything lies in its text, passages do not overlap, shares are shares.
pub(crate) fn check(data: &[u8]) {
    let texts = super::texts(data);
    let Some((draft, others)) = texts.split_first().filter(|(_, others)| !others.is_empty()) else {
        return;
    };
    let folder = Folder::new();
    filled(&folder.0, others);
    let library = Library::open(&folder.0).expect("it was just written");
    library.verify().expect("it was just written");
    let document = Document::new("draft", draft.as_str());
    let found = check_draft(&document, &library, &CheckOptions::default()).expect("it is sound");
    let length = draft.chars().count();
    let mut at = 0;
    for passage in &found.passages {
        assert!(passage.draft.start >= at && passage.draft.end <= length);
        at = passage.draft.end;
    }
    for leftover in &found.leftovers {
        assert!(leftover.span.end <= length && !leftover.span.is_empty());
    }
    assert!(found.unfilled.iter().all(|blank| blank.end <= length));
    let ratios = &found.ratios;
    for share in [ratios.all, ratios.taken, ratios.largest_source] {
        assert!((0.0..=1.0).contains(&share), "{share}");
    }
}
