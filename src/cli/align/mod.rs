//! `leitong align`: passages between two texts, or between the pairs of a list.
//!
//! [`findings`] says what two texts have in common; [`side_by_side`] shows it on a terminal, [`json`] to programs, [`page`] in a
//! browser.

mod findings;
mod json;
mod loaded_text;
mod page;
mod pan;
mod side_by_side;
mod steps;
mod wrapped_lines;

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;

use super::exit::Failure;
use super::locale::locale;
use super::values::ThreadCount;
use super::{Outcome, atomic_file, thread_pool};
use crate::read::{STDIN, TextEncoding};
use crate::report::Lang;
use crate::text::words::Segmenter;
use findings::AlignFindings;
use loaded_text::{NamedText, corpus_of, pair_pipeline};

const EXAMPLES: &str = "\
Examples:
  leitong align draft.txt lastyear.txt
      what both have, side by side: passages, what moved, what was changed in them, set phrases
  leitong align draft.txt lastyear.txt --changes-only --context 1
      only the sentences that were changed, each with one before and one behind it
  leitong align draft.txt lastyear.txt --html pair.html
      both texts in full as a page for the browser, one file without network; the terminal gets the summary
  leitong align draft.txt lastyear.txt --json
  leitong align --pairs pairs --suspicious susp --source src --out detections";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AlignArgs {
    /// The text that may have taken from the other, and the other: .txt, .md, .docx; - is standard input
    #[arg(value_name = "FILE", num_args = 2, required_unless_present = "pairs")]
    files: Vec<PathBuf>,

    /// Print JSON instead of the two texts side by side
    #[arg(long, conflicts_with = "pairs")]
    json: bool,

    /// Write both texts side by side to FILE, an HTML page that opens from disk, and print the summary alone
    #[arg(long, value_name = "FILE", conflicts_with = "pairs")]
    html: Option<PathBuf>,

    /// Show of each passage only the sentences in which something was changed
    #[arg(long, conflicts_with_all = ["pairs", "json", "html"])]
    changes_only: bool,

    /// Sentences around what is shown: around each change with --changes-only, else around each passage [default: 0]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, conflicts_with_all = ["pairs", "json", "html"])]
    context: usize,

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

    /// Language of terminal and page: zh or en [default: that of the locale]
    #[arg(
        long,
        value_name = "LANG",
        hide_possible_values = true,
        conflicts_with = "pairs"
    )]
    lang: Option<Lang>,

    /// Encoding of all files (utf-8, gb18030, big5, utf-16le, …) [default: told from each file]
    #[arg(long, value_name = "NAME")]
    encoding: Option<TextEncoding>,

    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<ThreadCount>,
}

/// Aligns the two files, or the pairs of the list.
pub(super) fn run(args: &AlignArgs) -> Outcome {
    match args {
        AlignArgs {
            pairs: Some(pairs),
            suspicious: Some(suspicious),
            source: Some(source),
            out: Some(out),
            ..
        } => {
            let task = pan::PanTask {
                pairs,
                suspicious,
                source,
                out,
                encoding: args.encoding,
            };
            thread_pool(args.threads)?.install(|| task.run())
        }
        AlignArgs { files, .. } => align_two(files, args),
    }
}

fn align_two(files: &[PathBuf], args: &AlignArgs) -> Outcome {
    let [a, b] = files else {
        return Err(Failure::usage(anyhow!("align takes two files, or --pairs")));
    };
    if files.iter().all(|file| file.as_os_str() == STDIN) {
        return Err(Failure::usage(anyhow!(
            "only one of the two texts can come from standard input"
        )));
    }
    if let Some(page) = &args.html {
        atomic_file::refuse_input(page, files.iter().map(PathBuf::as_path))?;
    }
    let lang = args.lang.unwrap_or_else(locale);
    let [a, b] = NamedText::read_both([a, b], args.encoding)
        .map_err(|fault| Failure::input(anyhow!("{fault}")))?;
    let segmenter = Segmenter::default();
    let found = AlignFindings::of(&a, &b, &segmenter);
    if let Some(page) = &args.html {
        let analysis = pair_pipeline(&segmenter).run(&corpus_of(&a, &b));
        page::write(&analysis, &found, lang, page)?;
    }
    let view = side_by_side::View {
        changes_only: args.changes_only,
        context: args.context,
        lang,
    };
    match (args.json, &args.html) {
        (true, _) => json::print(&a, &b, found),
        (false, Some(page)) => side_by_side::print_summary(&a, &b, &found, view, page),
        (false, None) => side_by_side::print(&a, &b, &found, view),
    }
}
