//! `leitong align`: passages between two texts, or between the pairs of a list.

mod json;
mod pan;
mod side_by_side;
mod steps;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::Args;

use super::Outcome;
use super::exit::Failure;
use super::int_in_range::IntInRange;
use crate::read::{self, Fault, Problem, ReadOptions, STDIN, TextEncoding, decode};
use crate::text::{NormalText, SourceText};

const EXAMPLES: &str = "\
Examples:
  leitong align draft.txt lastyear.txt
  leitong align draft.txt lastyear.txt --json
  leitong align --pairs pairs --suspicious susp --source src --out detections";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct AlignArgs {
    /// The text that may have taken from the other, and the other: .txt, .md, .docx; - is standard input
    #[arg(value_name = "FILE", num_args = 2, required_unless_present = "pairs")]
    files: Vec<PathBuf>,

    /// Print JSON instead of the two texts side by side
    #[arg(long, conflicts_with = "pairs")]
    json: bool,

    /// Align each pair of a list instead, a line a pair: suspicious.txt source.txt
    #[arg(long, value_name = "FILE", help_heading = "PAN", conflicts_with = "files", requires_all = ["suspicious", "source", "out"])]
    pairs: Option<PathBuf>,

    /// Folder of the list's first files
    #[arg(long, value_name = "DIR", help_heading = "PAN", requires = "pairs")]
    suspicious: Option<PathBuf>,

    /// Folder of the list's second files
    #[arg(long, value_name = "DIR", help_heading = "PAN", requires = "pairs")]
    source: Option<PathBuf>,

    /// Folder for a PAN file a pair; made if it is missing, files of the same name are replaced
    #[arg(long, value_name = "DIR", help_heading = "PAN", requires = "pairs")]
    out: Option<PathBuf>,

    /// Encoding of all files (utf-8, gb18030, big5, utf-16le, …) [default: told from each file]
    #[arg(long, value_name = "NAME")]
    encoding: Option<TextEncoding>,

    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<IntInRange<1, 1024>>,
}

pub fn run(args: &AlignArgs) -> Outcome {
    match args {
        AlignArgs {
            pairs: Some(pairs),
            suspicious: Some(suspicious),
            source: Some(source),
            out: Some(out),
            ..
        } => {
            let mut pool = rayon::ThreadPoolBuilder::new();
            if let Some(threads) = args.threads {
                pool = pool.num_threads(threads.get());
            }
            let pool = pool.build().map_err(Failure::internal)?;
            let task = pan::PanTask {
                pairs,
                suspicious,
                source,
                out,
                encoding: args.encoding,
            };
            pool.install(|| task.run())
        }
        AlignArgs { files, .. } => {
            let [a, b] = files.as_slice() else {
                return Err(Failure::usage(anyhow!("align takes two files, or --pairs")));
            };
            if files.iter().all(|file| file.as_os_str() == STDIN) {
                return Err(Failure::usage(anyhow!(
                    "only one of the two texts can come from standard input"
                )));
            }
            let load = |path: &Path| {
                LoadedText::read(path, args.encoding)
                    .map_err(|fault| Failure::input(anyhow!("{fault}")))
            };
            let (a, b) = ((a.as_path(), load(a)?), (b.as_path(), load(b)?));
            if args.json {
                json::print(&a, &b)
            } else {
                side_by_side::print(&a, &b)
            }
        }
    }
}

/// A file, ready to be aligned.
#[derive(Debug)]
struct LoadedText {
    source: SourceText,
    normal: NormalText,
    /// Code points of the file as stored that come before the text: 1 for a byte order mark that was taken off.
    shift: usize,
}

impl LoadedText {
    /// Reads a text as `compare` does, from a file of any form.
    fn read(path: &Path, encoding: Option<TextEncoding>) -> Result<Self, Fault> {
        let options = ReadOptions {
            encoding,
            ..ReadOptions::default()
        };
        let document = read::read_one(path, &options)?;
        Ok(Self {
            normal: NormalText::new(document.text.as_str()),
            source: document.text,
            shift: 0,
        })
    }

    /// Reads a text as evaluation programs do: what is valid UTF-8 is taken as it stands, with control characters
    /// and byte order mark, so that offsets are those of the file.
    fn as_stored(path: &Path, encoding: Option<TextEncoding>) -> Result<Self, Problem> {
        match (String::from_utf8(fs::read(path)?), encoding) {
            (Ok(text), None) => Ok(Self::new(text, 0)),
            (Ok(text), _) => Self::decoded(text.into_bytes(), encoding),
            (Err(error), _) => Self::decoded(error.into_bytes(), encoding),
        }
    }

    fn decoded(bytes: Vec<u8>, encoding: Option<TextEncoding>) -> Result<Self, Problem> {
        let marked = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"]
            .iter()
            .any(|mark| bytes.starts_with(mark));
        Ok(Self::new(decode(bytes, encoding)?, usize::from(marked)))
    }

    fn new(text: String, shift: usize) -> Self {
        let source = SourceText::new(text);
        Self {
            normal: NormalText::new(source.as_str()),
            source,
            shift,
        }
    }
}
