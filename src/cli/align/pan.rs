//! Detections in the format of PAN's text alignment task (Potthast et al., CLEF 2012 to 2015), which the field's
//! evaluation programs read.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};
use rayon::prelude::*;

use super::loaded_text::LoadedText;
use crate::cli::Outcome;
use crate::cli::exit::{Failure, Status};
use crate::read::{Problem, TextEncoding};
use crate::report::xml::escaped;
use crate::reuse::pair::{Aligner, Background, Settings, with_marks};

/// A list of pairs to align, and where to write the detections.
pub(super) struct PanTask<'a> {
    pub(super) pairs: &'a Path,
    /// Folder of the first file of each pair.
    pub(super) suspicious: &'a Path,
    /// Folder of the second file of each pair.
    pub(super) source: &'a Path,
    pub(super) out: &'a Path,
    pub(super) encoding: Option<TextEncoding>,
}

/// Two file names from a line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PanPair {
    suspicious: String,
    source: String,
}

impl PanTask<'_> {
    /// Aligns all pairs. Each file is read once, however many pairs it stands in.
    pub(super) fn run(&self) -> Outcome {
        let list = fs::read_to_string(self.pairs)
            .with_context(|| format!("cannot read the list of pairs {}", self.pairs.display()))
            .map_err(Failure::input)?;
        let pairs = parse(&list).map_err(|error| {
            Failure::input(error.context(format!("the list {} is wrong", self.pairs.display())))
        })?;
        let (texts, bad) = self.read(&pairs);
        for (path, problem) in &bad {
            let _ = writeln!(anstream::stderr(), "leitong: {}: {problem}", path.display());
        }
        fs::create_dir_all(self.out)
            .with_context(|| format!("cannot make the folder {}", self.out.display()))
            .map_err(Failure::output)?;
        // What is taken from apart is one detection for PAN's annotators, however far apart, and however long its source.
        let aligner = Aligner::new(Settings {
            digest_reach: u32::MAX,
            longer_side: None,
            identity: None,
            ..Settings::default()
        });
        let written = pairs
            .par_iter()
            .map(|pair| {
                let (Some(a), Some(b)) = (
                    texts.get(&self.suspicious.join(&pair.suspicious)),
                    texts.get(&self.source.join(&pair.source)),
                ) else {
                    return Ok(false);
                };
                let file = self.out.join(pair.file_name());
                fs::write(&file, detections(&aligner, pair, a, b))
                    .with_context(|| format!("cannot write {}", file.display()))?;
                Ok(true)
            })
            .collect::<Result<Vec<bool>, anyhow::Error>>()
            .map_err(Failure::output)?;
        if !written.contains(&true) {
            return Err(Failure::input(anyhow!("no pair could be aligned")));
        }
        Ok(match bad.is_empty() {
            true => Status::Done,
            false => Status::Partial,
        })
    }

    /// Reads every file of the list once. Those that cannot be read come with their problem.
    fn read(&self, pairs: &[PanPair]) -> (BTreeMap<PathBuf, LoadedText>, Vec<(PathBuf, Problem)>) {
        let mut paths: Vec<PathBuf> = pairs
            .iter()
            .flat_map(|pair| {
                [
                    self.suspicious.join(&pair.suspicious),
                    self.source.join(&pair.source),
                ]
            })
            .collect();
        paths.sort();
        paths.dedup();
        let read: Vec<_> = paths
            .into_par_iter()
            .map(|path| {
                let text = LoadedText::as_stored(&path, self.encoding);
                (path, text)
            })
            .collect();
        let (mut texts, mut bad) = (BTreeMap::new(), Vec::new());
        for (path, text) in read {
            match text {
                Ok(text) => {
                    texts.insert(path, text);
                }
                Err(problem) => bad.push((path, problem)),
            }
        }
        (texts, bad)
    }
}

/// The pairs of a list, each once. Two pairs must not write the same file.
fn parse(list: &str) -> anyhow::Result<Vec<PanPair>> {
    let mut pairs: Vec<PanPair> = Vec::new();
    let mut names = BTreeMap::new();
    for (number, line) in (1..).zip(list.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let pair = match words.as_slice() {
            [] => continue,
            [suspicious, source] => PanPair {
                suspicious: (*suspicious).to_owned(),
                source: (*source).to_owned(),
            },
            _ => {
                return Err(anyhow!(
                    "line {number} does not name two files: {}",
                    line.trim()
                ));
            }
        };
        match names.insert(pair.file_name(), pair.clone()) {
            Some(earlier) if earlier != pair => {
                return Err(anyhow!(
                    "line {number} would write the same file as an earlier line: {}",
                    pair.file_name()
                ));
            }
            Some(_) => {}
            None => pairs.push(pair),
        }
    }
    if pairs.is_empty() {
        return Err(anyhow!("it holds no pair"));
    }
    Ok(pairs)
}

impl PanPair {
    fn file_name(&self) -> String {
        format!("{}-{}.xml", stem(&self.suspicious), stem(&self.source))
    }
}

fn stem(name: &str) -> String {
    let name = Path::new(name);
    name.file_stem()
        .unwrap_or(name.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The passages of a pair as XML. Offsets are in code points of the file as stored, so a byte order mark counts as one.
fn detections(aligner: &Aligner, pair: &PanPair, a: &LoadedText, b: &LoadedText) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document reference=\"{}\">\n",
        escaped(&pair.suspicious)
    );
    for passage in aligner.align(&a.normal, &b.normal, &Background) {
        let this = with_marks(a.source(), &a.normal, passage.a);
        let from = with_marks(b.source(), &b.normal, passage.b);
        let _ = writeln!(
            xml,
            "<feature name=\"detected-plagiarism\" this_offset=\"{}\" this_length=\"{}\" source_reference=\"{}\" source_offset=\"{}\" source_length=\"{}\" />",
            this.start + a.shift,
            this.len(),
            escaped(&pair.source),
            from.start + b.shift,
            from.len(),
        );
    }
    xml.push_str("</document>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_two_files_a_line_and_each_output_once() {
        let pairs = parse("s1.txt a.txt\n\n s2.txt\ta.txt \r\ns1.txt a.txt").unwrap();
        let names: Vec<_> = pairs.iter().map(PanPair::file_name).collect();
        assert_eq!(names, ["s1-a.xml", "s2-a.xml"]);
        assert!(parse("s1.txt").is_err());
        assert!(parse("\n").is_err());
        assert!(parse("s1.txt a.txt\nx/s1.txt a.txt").is_err());
    }

    #[test]
    fn a_byte_order_mark_counts_in_the_offsets() {
        let words = "要把产业振兴摆在首位,立足本地资源禀赋做大三篇文章,推动初级产品就地加工,让农户更多分享增值收益。";
        let length = words.chars().count();
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            LoadedText::as_stored(&path, None).unwrap()
        };
        let plain = file("plain", words.as_bytes());
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(words.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let pair = PanPair {
            suspicious: "a&b.txt".to_owned(),
            source: "c.txt".to_owned(),
        };
        for marked in [
            file("utf8", format!("\u{FEFF}{words}").as_bytes()),
            file("utf16", &utf16),
        ] {
            let xml = detections(&Aligner::default(), &pair, &marked, &plain);
            assert!(
                xml.contains("<document reference=\"a&amp;b.txt\">"),
                "{xml}"
            );
            let expected = format!(
                "this_offset=\"1\" this_length=\"{length}\" source_reference=\"c.txt\" source_offset=\"0\""
            );
            assert!(xml.contains(&expected), "{xml}");
        }
    }
}
