//! Reading files and folders, through the library.

use std::fs;
use std::path::{Path, PathBuf};

use leitong::read::{Problem, ReadError, ReadOptions, Reader, Reading, read};
use tempfile::TempDir;

const TEXT: &str = "各级党组织要提高政治站位，把思想和行动统一到部署上来。\r\n一是加强组织领导。\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn reading(paths: &[PathBuf]) -> Reading {
    Reader::new(ReadOptions::default()).read(paths).unwrap()
}

fn names(reading: &Reading) -> Vec<&str> {
    let documents = &reading.corpus.documents;
    documents.iter().map(|d| d.name.as_str()).collect()
}

#[test]
fn a_folder_gives_its_texts_and_tells_what_it_left_out() {
    let dir = folder(&[
        ("b.txt", TEXT.as_bytes()),
        ("a/x.md", TEXT.as_bytes()),
        ("a/.x.md.swp", b"x"),
        ("p1.png", b"x"),
        ("p2.PNG", b"x"),
        ("README", b"x"),
    ]);
    let reading = reading(&[dir.path().to_owned()]);
    assert_eq!(names(&reading), ["x.md", "b.txt"]);
    assert!(
        reading
            .corpus
            .documents
            .iter()
            .all(|d| d.text.as_str().replace("\r\n", "\n") == TEXT.replace("\r\n", "\n"))
    );
    assert!(reading.faults.iter().all(|f| !f.problem.is_bad()));
    let skipped: Vec<String> = reading
        .corpus
        .skipped
        .iter()
        .map(|s| s.path.clone())
        .collect();
    let expected: Vec<String> = ["*.png", "README", "a/.x.md.swp"]
        .iter()
        .map(|name| dir.path().join(name).display().to_string())
        .collect();
    assert_eq!(skipped, expected);
}

#[test]
fn the_order_of_paths_and_saying_one_twice_change_nothing() {
    let dir = folder(&[("a.txt", TEXT.as_bytes()), ("sub/b.txt", TEXT.as_bytes())]);
    let (a, b) = (dir.path().join("a.txt"), dir.path().join("sub/b.txt"));
    let once = reading(&[a.clone(), b.clone()]);
    let twice = reading(&[b.clone(), dir.path().join("sub"), a.clone(), b, a]);
    assert_eq!(once.corpus, twice.corpus);
}

#[test]
fn two_files_of_one_name_are_two_documents() {
    let dir = folder(&[
        ("a/x.txt", TEXT.as_bytes()),
        ("b/x.txt", TEXT.as_bytes()),
        ("b/y.txt", TEXT.as_bytes()),
    ]);
    let reading = reading(&[dir.path().to_owned()]);
    assert_eq!(names(&reading), ["a/x.txt", "b/x.txt", "y.txt"]);
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let mut cut = TEXT.as_bytes().to_vec();
    cut.remove(40);
    let dir = folder(&[
        ("binary.txt", b"\0\x01\x02\0"),
        ("cut.txt", &cut),
        ("empty.txt", b""),
        ("good.txt", TEXT.as_bytes()),
        (
            "rows.jsonl",
            "{\"id\":\"r\",\"text\":\"会议指出\"}\n{\"id\":\"s\"}\n".as_bytes(),
        ),
    ]);
    let gone = dir.path().join("gone.txt");
    let reading = reading(&[dir.path().to_owned(), gone]);
    assert_eq!(names(&reading), ["good.txt", "r"]);
    let places: Vec<(String, &Problem)> = reading
        .faults
        .iter()
        .map(|f| {
            let place = f.place();
            (
                place.rsplit('/').next().unwrap_or_default().to_owned(),
                &f.problem,
            )
        })
        .collect();
    assert!(matches!(&places[0], (p, Problem::Binary) if p == "binary.txt"));
    assert!(
        matches!(&places[1], (p, Problem::Undecodable { encoding: "UTF-8", offset: 39 }) if p == "cut.txt")
    );
    assert!(matches!(&places[2], (p, Problem::Empty) if p == "empty.txt"));
    assert!(matches!(&places[3], (p, Problem::NotFound) if p == "gone.txt"));
    assert!(matches!(&places[4], (p, Problem::Record { .. }) if p == "rows.jsonl:2"));
}

#[test]
fn a_file_that_was_cut_off_is_read_with_a_remark() {
    let dir = folder(&[("cut.txt", &TEXT.as_bytes()[..40])]);
    let reading = reading(&[dir.path().to_owned()]);
    assert_eq!(
        reading.corpus.documents[0].text.as_str().as_bytes(),
        &TEXT.as_bytes()[..39]
    );
    assert_eq!(reading.faults[0].problem, Problem::CutOff { bytes: 1 });
    assert!(!reading.faults[0].problem.is_bad());
}

#[test]
fn nothing_to_read_is_an_error_that_says_why() {
    let dir = folder(&[("empty.txt", b" ")]);
    let error = read(&[dir.path().to_owned()], &ReadOptions::default()).unwrap_err();
    assert!(matches!(&error, ReadError::NoDocuments(faults) if faults.len() == 1));
    assert!(error.to_string().contains("empty.txt"));
    assert_eq!(read(&[], &ReadOptions::default()), Err(ReadError::NoPaths));
}

#[test]
fn a_text_over_the_limit_is_refused() {
    let dir = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", "short".as_bytes())]);
    let options = ReadOptions::default().with_max_bytes(10);
    let corpus = read(&[dir.path().to_owned()], &options).unwrap();
    assert_eq!(corpus.documents.len(), 1);
    assert!(corpus.skipped[0].reason.contains("larger than 10 bytes"));
}

#[test]
fn a_reference_that_is_compared_itself_is_left_out_of_the_reference() {
    let dir = folder(&[("a.txt", TEXT.as_bytes()), ("ref/r.txt", TEXT.as_bytes())]);
    let (a, all) = (dir.path().join("a.txt"), dir.path().to_owned());
    let reader = Reader::new(ReadOptions::default()).reference(&[all]);
    let reading = reader.read(&[a]).unwrap();
    assert_eq!(reading.corpus.reference.len(), 1);
    assert_eq!(reading.corpus.reference[0].name, "r.txt");
}

#[test]
fn the_output_of_an_earlier_run_is_not_read() {
    let dir = folder(&[
        ("a.txt", TEXT.as_bytes()),
        (
            "report/analysis.json",
            b"{\n  \"schema\": \"leitong/analysis/1\",",
        ),
        ("report/passages.jsonl", b"{\"a\": 1}\n"),
    ]);
    let reading = reading(&[dir.path().to_owned()]);
    assert_eq!(names(&reading), ["a.txt"]);
    assert!(
        reading
            .faults
            .iter()
            .any(|f| f.problem == Problem::OwnOutput)
    );
}

#[test]
fn threads_change_nothing() {
    let rows: String = (0..500)
        .map(|i| format!("{{\"id\":{},\"text\":\"会议指出{i}\"}}\n", i % 300))
        .collect();
    let dir = folder(&[("a.txt", TEXT.as_bytes()), ("rows.jsonl", rows.as_bytes())]);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| reading(&[dir.path().to_owned()]))
    };
    assert_eq!(with(1), with(4));
    assert_eq!(with(1).corpus.documents.len(), 501);
}

/// A zip with its files stored.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let stored = zip::write::SimpleFileOptions::default();
        zip.start_file(*name, stored).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn content_says_what_a_file_is_before_its_name() {
    let document = "<w:document><w:p><w:r><w:t>会议强调</w:t></w:r></w:p></w:document>";
    let docx = zip(&[("word/document.xml", document.as_bytes())]);
    let inner = zip(&[("甲.txt", TEXT.as_bytes())]);
    let dir = folder(&[
        ("a.txt", &docx),
        ("b.doc", TEXT.as_bytes()),
        ("c.docx", TEXT.as_bytes()),
        ("d.txt", &inner),
    ]);
    let reading = reading(&[dir.path().to_owned()]);
    assert_eq!(
        names(&reading),
        ["a.txt", "b.doc", "c.docx", "d.txt/甲.txt"]
    );
    assert_eq!(reading.corpus.documents[0].text.as_str(), "会议强调\n");
    assert!(reading.faults.is_empty(), "{:?}", reading.faults);
}

#[test]
fn names_in_archives_are_unique_and_lead_nowhere() {
    let bytes = zip(&[
        ("x/a.txt", TEXT.as_bytes()),
        ("../../x/a.txt", TEXT.as_bytes()),
        ("/y/b.txt", TEXT.as_bytes()),
    ]);
    let dir = folder(&[("p/z.zip", &bytes), ("q/z.zip", &bytes)]);
    let reading = reading(&[dir.path().to_owned()]);
    let mut found = names(&reading);
    assert!(found.contains(&"p/z.zip/y/b.txt"), "{found:?}");
    assert!(found.iter().all(|name| !name.contains("..")), "{found:?}");
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.len(), 6);
}

#[test]
fn a_table_names_its_rows_by_id_or_by_line() {
    let dir = folder(&[
        ("a.csv", "id,text\n甲,会议强调\n".as_bytes()),
        ("b.csv", "正文\n会议指出\n".as_bytes()),
        ("c.csv", "x,y\n会议指出,1\n".as_bytes()),
    ]);
    let options = ReadOptions::default();
    let corpus = read(&[dir.path().to_owned()], &options).unwrap();
    let found: Vec<&str> = corpus.documents.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(found, ["甲", "b.csv:2"]);
    assert!(corpus.skipped[0].reason.contains("--text-column"));
    let options = options.with_text_column(Some("x".to_owned()));
    let corpus = read(&[dir.path().join("c.csv")], &options).unwrap();
    assert_eq!(corpus.documents[0].text.as_str(), "会议指出");
}

#[test]
fn too_much_in_all_is_an_error_and_not_a_part_of_it() {
    let dir = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", TEXT.as_bytes())]);
    let options = ReadOptions::default().with_max_total(TEXT.len() as u64 + 1);
    let error = read(&[dir.path().to_owned()], &options).unwrap_err();
    assert!(matches!(error, ReadError::TooMuch { .. }), "{error}");
}

#[test]
fn an_archive_that_unpacks_to_too_much_gives_what_came_before() {
    let bytes = zip(&[("a.txt", TEXT.as_bytes()), ("b.txt", TEXT.as_bytes())]);
    let dir = folder(&[("a.zip", &bytes), ("z.txt", TEXT.as_bytes())]);
    let options = ReadOptions::default().with_max_unpacked(TEXT.len() as u64 + 1);
    let corpus = read(&[dir.path().to_owned()], &options).unwrap();
    let found: Vec<&str> = corpus.documents.iter().map(|d| d.name.as_str()).collect();
    assert_eq!(found, ["a.zip/a.txt", "z.txt"]);
    assert!(corpus.skipped[0].reason.contains("unpacks to more than"));
}

#[test]
fn one_long_line_over_the_limit_is_refused_without_being_read_whole() {
    let dir = folder(&[("z.txt", TEXT.as_bytes())]);
    let long = fs::File::create(dir.path().join("a.txt")).unwrap();
    long.set_len(1 << 40).unwrap();
    let records = fs::File::create(dir.path().join("b.jsonl")).unwrap();
    records.set_len(1 << 40).unwrap();
    let reading = reading(&[dir.path().to_owned()]);
    assert_eq!(names(&reading), ["z.txt"]);
    let bad = reading.faults.iter().filter(|f| f.problem.is_bad());
    assert_eq!(bad.count(), 2);
}

/// Stops before anything is read.
struct Stopped;

impl leitong::Progress for Stopped {
    fn should_stop(&self) -> bool {
        true
    }
}

#[test]
fn reading_ends_when_the_caller_says_so() {
    let dir = folder(&[("a.txt", TEXT.as_bytes())]);
    let reader = Reader::new(ReadOptions::default()).progress(&Stopped);
    assert_eq!(reader.read(&[dir.path()]), Err(ReadError::Cancelled));
}

#[test]
fn one_file_is_one_text_or_an_error_that_says_why_not() {
    let dir = folder(&[
        ("a.txt", TEXT.as_bytes()),
        ("b.csv", "text\n甲\n乙\n".as_bytes()),
        ("c.txt", b""),
    ]);
    let one = |name: &str| {
        let read = Reader::new(ReadOptions::default()).read_one(&dir.path().join(name));
        read.map(|d| d.text.as_str().to_owned())
            .map_err(|fault| fault.problem)
    };
    assert_eq!(one("a.txt").as_deref(), Ok(TEXT));
    assert_eq!(one("b.csv"), Err(Problem::NotOneText { count: 2 }));
    assert_eq!(one("c.txt"), Err(Problem::Empty));
    assert_eq!(one("d.txt"), Err(Problem::NotFound));
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_that_lead_back_end() {
        let dir = folder(&[("sub/a.txt", TEXT.as_bytes())]);
        symlink(dir.path(), dir.path().join("sub/up")).unwrap();
        symlink(dir.path().join("sub/a.txt"), dir.path().join("z.txt")).unwrap();
        symlink("nowhere", dir.path().join("broken.txt")).unwrap();
        let reading = reading(&[dir.path().to_owned()]);
        assert_eq!(names(&reading), ["a.txt"]);
        let same = |f: &&leitong::read::Fault| matches!(f.problem, Problem::SameFile { .. });
        assert_eq!(reading.faults.iter().filter(same).count(), 2);
        assert!(
            reading
                .faults
                .iter()
                .any(|f| f.problem == Problem::NotFound)
        );
    }

    #[test]
    fn a_name_that_is_no_unicode_is_told_and_the_rest_read() {
        let dir = folder(&[("a.txt", TEXT.as_bytes())]);
        let bad = dir
            .path()
            .join(Path::new(OsStr::from_bytes(b"\xB1\xA8.txt")));
        if fs::write(&bad, TEXT).is_err() {
            crate::common::skip("this file system takes Unicode names only");
            return;
        }
        let reading = reading(&[dir.path().to_owned()]);
        assert_eq!(names(&reading), ["a.txt"]);
        assert_eq!(reading.faults[0].problem, Problem::FileName);
        assert!(reading.corpus.skipped[0].path.ends_with("\\xB1\\xA8.txt"));
    }

    #[test]
    fn a_file_that_may_not_be_read_is_told() {
        use std::os::unix::fs::PermissionsExt;
        let dir = folder(&[("a.txt", TEXT.as_bytes()), ("b.txt", TEXT.as_bytes())]);
        let locked = dir.path().join("b.txt");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::File::open(&locked).is_ok() {
            // Root may read everything, so the program is run by somebody who may not.
            let Some(output) = crate::common::run_as_nobody(dir.path(), &["compare", "."]) else {
                crate::common::skip("this user may read everything, and nobody else can be asked");
                return;
            };
            assert_eq!(output.status.code(), Some(1), "{output:?}");
            let told = String::from_utf8_lossy(&output.stdout);
            assert!(told.starts_with("Compared 1 document"), "{told}");
            assert!(told.contains("b.txt: cannot be read"), "{told}");
            return;
        }
        let reading = reading(&[dir.path().to_owned()]);
        assert_eq!(names(&reading), ["a.txt"]);
        assert!(matches!(
            reading.faults[0].problem,
            Problem::Unreadable { .. }
        ));
    }

    #[test]
    fn a_pipe_in_a_folder_does_not_make_it_wait() {
        let dir = folder(&[("a.txt", TEXT.as_bytes())]);
        let made = std::process::Command::new("mkfifo")
            .arg(dir.path().join("p.txt"))
            .status();
        if !made.is_ok_and(|s| s.success()) {
            crate::common::skip("there is no mkfifo");
            return;
        }
        let reading = reading(&[dir.path().to_owned()]);
        assert_eq!(names(&reading), ["a.txt"]);
        assert_eq!(reading.faults[0].problem, Problem::NotAFile);
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_reading_panic(
        at in 0usize..400,
        with in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..12),
        name in 0usize..8,
    ) {
        const NAMES: [&str; 8] =
            ["a.docx", "a.zip", "a.csv", "a.jsonl", "a.txt", "a.html", "a.doc", "a"];
        let inner = zip(&[("word/document.xml", b"<w:document><w:t>x</w:t></w:document>")]);
        let mut bytes = zip(&[("b.docx", &inner), ("c.csv", b"id,text\n1,2\n"), ("d.zip", &inner)]);
        let at = at.min(bytes.len());
        bytes.splice(at..(at + with.len()).min(bytes.len()), with);
        let _ = Reader::new(ReadOptions::default()).extract(&bytes, NAMES[name]);
    }
}
