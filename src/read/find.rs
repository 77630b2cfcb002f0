//! From paths to files: folders are walked, and nothing in them is passed over in silence.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::STDIN;
use super::fault::Fault;
use super::form::{self, Form};
use super::problem::Problem;

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SourceFile {
    /// As the caller would name it.
    pub(super) path: PathBuf,
    /// Absolute, its folders without links.
    pub(super) absolute: PathBuf,
    /// What its name says of its form.
    pub(super) promised: Form,
}

/// The name of the file that marks a folder as leitong's output.
pub const RUN_MARKER: &str = "run.toml";

/// The beginning of the file that marks a folder as leitong's output.
pub const RUN_MARKER_BEGINNING: &str = "# Written by leitong.";

/// How the name of the hidden folder ends that stands beside an output while a run works, and after one was cut short.
/// It is not worth mentioning: whether it is there must not show in the output.
pub const CHECKPOINT_ENDING: &str = ".leitong-unfinished";

/// Whether the folder was written by an earlier run: it holds [`RUN_MARKER`], or an `analysis.json` that begins
/// with our schema.
pub fn is_run_folder(dir: &Path) -> bool {
    let beginning = |name: &str| {
        use std::io::Read;
        let mut bytes = Vec::new();
        let file = fs::File::open(dir.join(name)).ok()?;
        file.take(256).read_to_end(&mut bytes).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    let marked = beginning(RUN_MARKER).is_some_and(|b| b.starts_with(RUN_MARKER_BEGINNING));
    marked
        || beginning("analysis.json").is_some_and(|b| {
            let compact: String = b.split_whitespace().collect();
            compact.starts_with("{\"schema\":\"leitong/analysis/")
        })
}

/// Files below `paths`, sorted by path, each once.
pub(super) fn find(paths: &[PathBuf], exclude: &[PathBuf]) -> (Vec<SourceFile>, Vec<Fault>) {
    let mut search = FolderWalk {
        exclude: exclude
            .iter()
            .filter_map(|p| fs::canonicalize(p).ok())
            .collect(),
        ..FolderWalk::default()
    };
    let mut paths: Vec<&PathBuf> = paths.iter().collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        search.named(path);
    }
    let mut faults = search.faults;
    let mut sources: Vec<SourceFile> = Vec::with_capacity(search.files.len());
    for (_, mut ways) in search.files {
        // The file itself rather than a link to it.
        ways.sort_by(|(a_link, a), (b_link, b)| (a_link, &a.path).cmp(&(b_link, &b.path)));
        let mut ways = ways.into_iter().map(|(_, source)| source);
        let Some(first) = ways.next() else { continue };
        faults.extend(ways.filter(|way| way.path != first.path).map(|way| {
            let path = first.path.clone();
            Fault::of(way.path, Problem::SameFile { path })
        }));
        sources.push(first);
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    (sources, faults)
}

#[derive(Default)]
struct FolderWalk {
    exclude: Vec<PathBuf>,
    /// Folders seen, without links, and the path they were seen under.
    seen: BTreeMap<PathBuf, PathBuf>,
    /// Files by where they really are, with the ways that lead there, and whether the way is a link.
    files: BTreeMap<PathBuf, Vec<(bool, SourceFile)>>,
    /// How many ways there are in all.
    ways: usize,
    /// What programs leave beside documents.
    leftovers: Vec<PathBuf>,
    faults: Vec<Fault>,
}

/// Whether programs leave files of this name: Word locks a document with `~$` before its name, Windows lists what is in
/// a folder.
fn is_left_by_program(name: &[u8]) -> bool {
    name.starts_with(b"~$")
        || [&b"thumbs.db"[..], b"desktop.ini"]
            .iter()
            .any(|left| name.eq_ignore_ascii_case(left))
}

/// Whether a folder holds the pictures and scripts of a saved page that stands beside it.
fn is_of_saved_page(folder: &Path) -> bool {
    const ENDINGS: [&str; 4] = ["_files", ".files", "_file", "_文件"];
    const PAGES: [&str; 4] = ["html", "htm", "mht", "mhtml"];
    let name = folder.file_name().and_then(|name| name.to_str());
    let stem = name.and_then(|name| ENDINGS.iter().find_map(|end| name.strip_suffix(end)));
    stem.is_some_and(|stem| {
        PAGES
            .iter()
            .any(|page| folder.with_file_name(format!("{stem}.{page}")).is_file())
    })
}

impl FolderWalk {
    /// A path that the caller named.
    fn named(&mut self, path: &Path) {
        if path.as_os_str() == STDIN {
            self.ways += 1;
            let stdin = SourceFile {
                path: path.to_owned(),
                absolute: PathBuf::from("stdin"),
                promised: Form::Text,
            };
            self.files.insert(path.to_owned(), vec![(false, stdin)]);
            return;
        }
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return self.fault(path, error),
        };
        if metadata.is_dir() {
            let before = (self.ways, self.faults.len());
            self.folder(path);
            let leftovers = std::mem::take(&mut self.leftovers);
            self.group(path, leftovers, "~*", |count| Problem::Leftovers { count });
            let nothing = self.ways == before.0
                && !self.faults[before.1..].iter().any(|f| f.problem.is_bad());
            if nothing && !self.seen_before(path) {
                self.fault(path, Problem::NoTexts);
            }
            return;
        }
        if is_device(&metadata) {
            return self.fault(path, Problem::NotAFile);
        }
        self.file(path, form::by_name(extension(path).as_deref()));
    }

    /// Whether the folder was walked under another of the named paths, which then has its texts.
    fn seen_before(&self, path: &Path) -> bool {
        fs::canonicalize(path)
            .ok()
            .and_then(|absolute| self.seen.get(&absolute))
            .is_some_and(|under| under != path)
    }

    /// Walks a folder, entries by name. A folder reached a second time, through a link to one above it for
    /// instance, is not entered again.
    fn folder(&mut self, top: &Path) {
        let mut pending = vec![top.to_owned()];
        while let Some(dir) = pending.pop() {
            let absolute = match fs::canonicalize(&dir) {
                Ok(absolute) => absolute,
                Err(error) => {
                    self.fault(&dir, error);
                    continue;
                }
            };
            if self.exclude.contains(&absolute) || is_run_folder(&dir) {
                self.fault(&dir, Problem::OwnOutput);
                continue;
            }
            if let Some(under) = self.seen.get(&absolute) {
                if fs::symlink_metadata(&dir).is_ok_and(|m| m.is_symlink()) {
                    let path = under.clone();
                    self.fault(&dir, Problem::SameFile { path });
                }
                continue;
            }
            self.seen.insert(absolute, dir.clone());
            let entries = match fs::read_dir(&dir).and_then(Iterator::collect::<Result<Vec<_>, _>>)
            {
                Ok(entries) => entries,
                Err(error) => {
                    self.fault(&dir, error);
                    continue;
                }
            };
            let mut entries: Vec<PathBuf> = entries
                .into_iter()
                .map(|e| dir.join(e.file_name()))
                .collect();
            entries.sort();
            let mut folders = self.entries(&dir, entries);
            folders.reverse();
            pending.append(&mut folders);
        }
    }

    /// Takes the files of a folder and gives its folders.
    fn entries(&mut self, dir: &Path, entries: Vec<PathBuf>) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        let mut hidden = Vec::new();
        let mut unknown: BTreeMap<Option<String>, Vec<PathBuf>> = BTreeMap::new();
        for path in entries {
            let name = path.file_name().map_or(&b""[..], |n| n.as_encoded_bytes());
            if name.starts_with(b".") {
                if !name.ends_with(CHECKPOINT_ENDING.as_bytes()) {
                    hidden.push(path);
                }
                continue;
            }
            if is_left_by_program(name) {
                self.leftovers.push(path);
                continue;
            }
            let metadata = match fs::metadata(&path) {
                Ok(metadata) => metadata,
                Err(error) => {
                    self.fault(path, error);
                    continue;
                }
            };
            if metadata.is_dir() && is_of_saved_page(&path) {
                self.leftovers.push(path);
                continue;
            }
            if metadata.is_dir() {
                folders.push(path);
                continue;
            }
            let extension = extension(&path);
            let Some(promised) = extension.as_deref().and_then(form::by_extension) else {
                unknown.entry(extension).or_default().push(path);
                continue;
            };
            // A pipe would make the walk wait for ever.
            if !metadata.is_file() {
                self.fault(path, Problem::NotAFile);
                continue;
            }
            self.file(&path, promised);
        }
        self.group(dir, hidden, ".*", |count| Problem::Hidden { count });
        for (extension, paths) in unknown {
            let pattern = extension
                .as_ref()
                .map_or("*".to_owned(), |e| format!("*.{e}"));
            self.group(dir, paths, &pattern, |count| Problem::UnknownType {
                extension: extension.clone(),
                count,
            });
        }
        folders
    }

    /// One entry names itself, several stand under a pattern: a folder of pictures is one line, not a thousand.
    fn group(
        &mut self,
        dir: &Path,
        mut paths: Vec<PathBuf>,
        pattern: &str,
        problem: impl Fn(u64) -> Problem,
    ) {
        let count = paths.len() as u64;
        match (count, paths.pop()) {
            (0, _) | (_, None) => {}
            (1, Some(path)) => self.fault(path, problem(1)),
            _ => self.fault(dir.join(pattern), problem(count)),
        }
    }

    fn file(&mut self, path: &Path, promised: Form) {
        if path.file_name().and_then(|n| n.to_str()).is_none() {
            return self.fault(path, Problem::FileName);
        }
        // What cannot be resolved, such as /dev/fd/3, stands for itself.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let is_link = fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
        // The name is the link's, the folders are the real ones.
        let absolute = path
            .parent()
            .map(|p| {
                if p.as_os_str().is_empty() {
                    Path::new(".")
                } else {
                    p
                }
            })
            .and_then(|p| fs::canonicalize(p).ok())
            .zip(path.file_name())
            .map_or(target.clone(), |(parent, name)| parent.join(name));
        self.ways += 1;
        self.files.entry(target).or_default().push((
            is_link,
            SourceFile {
                path: path.to_owned(),
                absolute,
                promised,
            },
        ));
    }

    fn fault(&mut self, path: impl Into<PathBuf>, problem: impl Into<Problem>) {
        self.faults.push(Fault::of(path, problem));
    }
}

pub(super) fn extension(path: &Path) -> Option<String> {
    path.extension().map(|e| e.to_string_lossy().to_lowercase())
}

/// Whether an entry of an archive is what a program left beside its documents, or what hides itself.
pub(super) fn is_leftover(name: &str) -> bool {
    name.rsplit('/')
        .next()
        .is_some_and(|last| is_left_by_program(last.as_bytes()))
}

#[cfg(unix)]
fn is_device(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    kind.is_block_device() || kind.is_char_device() || kind.is_socket()
}

#[cfg(not(unix))]
fn is_device(_: &fs::Metadata) -> bool {
    false
}
