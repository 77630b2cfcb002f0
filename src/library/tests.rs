use super::*;
use crate::document::Document;
use crate::text::words::Segmenter;

fn text(name: &str, text: &str) -> StoredText {
    let document = Document::new(name, text);
    StoredText::of(
        &document,
        format!("/archive/{name}"),
        &Segmenter::without_dictionary(),
    )
}

/// A text of its own wording.
fn numbered(number: usize) -> StoredText {
    let wording: String = (0..120)
        .map(|at| {
            char::from_u32(0x4E00 + ((number * 7919 + at * at * 31 + at * 17) % 6000) as u32)
                .unwrap()
        })
        .collect();
    text(&format!("{number}.txt"), &wording)
}

fn outcomes(added: &[AddedText]) -> Vec<Outcome> {
    added.iter().map(|one| one.outcome.clone()).collect()
}

fn ids(library: &Library) -> Vec<String> {
    let mut reader = library.reader();
    let mut ids: Vec<String> = library
        .texts()
        .map(|text| reader.text(text).unwrap().id())
        .collect();
    ids.sort();
    ids
}

/// All files of a folder with their bytes.
fn files(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for folder in [folder.to_owned(), folder.join("segments")] {
        for entry in std::fs::read_dir(&folder)
            .unwrap()
            .flatten()
            .filter(|e| e.path().is_file())
        {
            let name = entry.file_name().into_string().unwrap();
            found.push((name, std::fs::read(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

#[test]
fn the_same_text_is_not_added_twice_and_a_changed_one_replaces() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = LibraryWriter::open_or_create(dir.path()).unwrap();
    let added = writer
        .add(vec![
            text("a", "东河县新建水渠四十里。"),
            text("b", "西山县修通公路两条。"),
        ])
        .unwrap();
    assert_eq!(outcomes(&added), [Outcome::Added, Outcome::Added]);
    let again = vec![
        text("a", "东河县新建水渠四十里。"),
        text("c", "西山县修通公路两条。"),
    ];
    let added = writer.add(again).unwrap();
    let same = Outcome::SameAs("b".to_owned());
    assert_eq!(outcomes(&added), [Outcome::Unchanged, same]);
    let added = writer.add(vec![text("b", "西山县修通公路三条。")]).unwrap();
    assert_eq!(outcomes(&added), [Outcome::Replaced]);
    let library = Library::open(dir.path()).unwrap();
    assert_eq!(ids(&library), ["a", "b"]);
    let b = library.find("b").unwrap().unwrap();
    assert_eq!(
        library.reader().text(b).unwrap().text,
        "西山县修通公路三条。"
    );
}

#[test]
fn namesakes_are_numbered() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = LibraryWriter::open_or_create(dir.path()).unwrap();
    let mut second = text("a", "西山县修通公路两条。");
    second.path = "/other/a".to_owned();
    writer
        .add(vec![text("a", "东河县新建水渠四十里。"), second])
        .unwrap();
    let library = Library::open(dir.path()).unwrap();
    assert_eq!(ids(&library), ["a", "a (2)"]);
    assert!(library.find("a (2)").unwrap().is_some() && library.find("a (3)").unwrap().is_none());
}

#[test]
fn every_window_leads_to_its_text_through_merges_and_removals() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = LibraryWriter::open_or_create(dir.path()).unwrap();
    for number in 0..70 {
        writer.add(vec![numbered(number)]).unwrap();
    }
    writer
        .remove(&["3.txt".to_owned(), "/archive/4.txt".to_owned()])
        .unwrap();
    let library = Library::open(dir.path()).unwrap();
    assert_eq!(library.len(), 68);
    assert!(library.segments() < 16, "{}", library.segments());
    library.verify().unwrap();
    for text in library.texts() {
        let stored = library.reader().text(text).unwrap();
        for window in window::kept(stored.normal().units()) {
            assert!(
                library
                    .places(window.hash)
                    .places
                    .contains(&(text, window.at))
            );
        }
    }
    let gone = window::kept(numbered(3).normal().units());
    assert!(
        gone.iter()
            .all(|window| library.places(window.hash).places.is_empty())
    );
}

#[test]
fn compacted_bytes_do_not_depend_on_the_order_of_adding() {
    let texts: Vec<StoredText> = (0..40).map(numbered).collect();
    let one_by_one = |order: &mut dyn Iterator<Item = usize>| {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = LibraryWriter::open_or_create(dir.path()).unwrap();
        order.for_each(|number| drop(writer.add(vec![texts[number].clone()]).unwrap()));
        writer.compact().unwrap();
        files(dir.path())
    };
    let dir = tempfile::tempdir().unwrap();
    let mut writer = LibraryWriter::open_or_create(dir.path()).unwrap();
    writer.add(texts.clone()).unwrap();
    writer.compact().unwrap();
    let at_once = files(dir.path());
    assert!(at_once == one_by_one(&mut (0..40)) && at_once == one_by_one(&mut (0..40).rev()));
}

#[test]
fn two_writers_do_not_meet_and_readers_do_not_wait() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = LibraryWriter::open_or_create(dir.path()).unwrap();
    let refused = LibraryWriter::open_or_create(dir.path()).err().unwrap();
    assert!(matches!(refused, LibraryError::Locked(_)));
    writer.add(vec![numbered(1)]).unwrap();
    let library = Library::open(dir.path()).unwrap();
    writer.add((2..30).map(numbered).collect()).unwrap();
    writer.compact().unwrap();
    // As it was when it was opened.
    assert_eq!(ids(&library), ["1.txt"]);
    assert_eq!(Library::open(dir.path()).unwrap().len(), 29);
}

#[test]
fn a_flipped_bit_is_told_in_every_file_and_every_tenth_byte() {
    let dir = tempfile::tempdir().unwrap();
    let mut writer = LibraryWriter::open_or_create(dir.path()).unwrap();
    writer.add((0..5).map(numbered).collect()).unwrap();
    drop(writer);
    let verified = || Library::open(dir.path()).and_then(|library| library.verify());
    verified().unwrap();
    for (name, bytes) in files(dir.path())
        .into_iter()
        .filter(|(_, bytes)| !bytes.is_empty())
    {
        let path = [
            dir.path().join(&name),
            dir.path().join("segments").join(&name),
        ];
        let path = path.iter().find(|path| path.exists()).unwrap();
        for at in (0..bytes.len()).step_by(10) {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << (at % 8);
            std::fs::write(path, &flipped).unwrap();
            assert!(verified().is_err(), "{name} {at}");
            // Whoever does not ask gets an answer or an error, and no panic.
            if let Ok(library) = Library::open(dir.path()) {
                for text in library.texts() {
                    let _ = library.reader().text(text);
                }
                let _ = library.places(window::kept(numbered(1).normal().units())[0].hash);
            }
        }
        std::fs::write(path, &bytes).unwrap();
    }
    verified().unwrap();
}

#[test]
fn somebody_elses_folder_is_left_alone_and_newer_libraries_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("mine.txt"), "x").unwrap();
    let refused = LibraryWriter::open_or_create(dir.path()).err().unwrap();
    assert!(matches!(refused, LibraryError::NotOurs(_)));
    std::fs::write(dir.path().join("library.json"), "{\"format\":99}\n").unwrap();
    let refused = Library::open(dir.path()).err().unwrap();
    assert!(matches!(refused, LibraryError::Newer { found: 99, .. }));
    assert!(matches!(
        Library::open(&dir.path().join("none")).err().unwrap(),
        LibraryError::Missing(_)
    ));
}
