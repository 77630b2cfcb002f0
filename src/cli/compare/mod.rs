//! `leitong compare`.
//!
//! [`options`] holds the options as given, [`settings`] what they come to, [`plan`] the settings checked, [`execute`] the
//! run.

mod config_file;
mod execute;
mod layers;
mod libraries;
mod options;
mod plan;
mod settings;
mod written_paths;

use std::path::PathBuf;

use clap::Args;

use super::exit::{Failure, Status};
use super::locale::locale;
use super::{Outcome, STATUSES, interrupt, say, thread_pool};
use options::CompareOptions;
use plan::ComparePlan;

const EXAMPLES: &str = "\
Examples:
  leitong compare speeches --out report
      everything in the folder, each text with every other
  leitong compare draft.txt --against archive/ --out report
      what of the draft stands in the archive; the archive is not compared with itself
  leitong compare drafts/ --against archive.lib --out report
      the same with a library, which is not read again
  leitong compare draft.txt last-year/ --out report --reference national/
      wording of the national papers counts as common
  leitong compare news.jsonl --out report --formats json,csv --quiet
      for other programs to go on with
  leitong compare speeches --out report --metadata speeches.csv --group-by author
      what authors share with one another; what one author repeats is his own
  leitong compare speeches --words 3 --dump-config > leitong.toml
  leitong compare --config leitong.toml --out report
      keep the options in a file; what is given on the command line wins

A record of a .jsonl file has \"id\" and \"text\", and may have \"title\", \"date\",
\"place\", \"author\", \"meeting\" and \"kind\". A .csv or .tsv table has a column for
the text, by one of the usual names or by --text-column, and may have the
others. The form of a file is told by its content before its name: a web page
called .txt is a web page.
";

/// The measures in short; docs/measures.md has all of them.
const MEASURES: &str = "\
What is measured (0 to 1 in files, percentages elsewhere):
  coverage            of A by B: share of A's units (ideographs, words,
                      numbers) that lie in passages of A and B
  containment         share of A's shingles that B has
  wording similarity  shingles of both, as a share of the shingles of either
  topic similarity    cosine of the TF-IDF vectors of words
  common              (boilerplate in files) wording that --boilerplate-docs
                      documents have, or a reference text
  shared              wording of fewer other documents
  own                 (local in files) the rest. Wording is not a document's own
                      exactly if it lies in a passage, the fixed part of a
                      template, a set phrase, or a reference text
  new                 of a dated document: what no earlier document has
  copies, versions    documents each of which has 0.8 of its units, equal, in
                      passages with the other; they count as one document
";

#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n{MEASURES}\n{STATUSES}"))]
pub(super) struct CompareArgs {
    #[command(flatten)]
    options: CompareOptions,

    /// Take options from a file; each has the same name there, and the command line wins
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    config: Option<PathBuf>,

    /// Print the options in force as a configuration file, and do nothing else
    #[arg(long, help_heading = "Running")]
    dump_config: bool,

    /// Throw away what an interrupted run has done, and begin anew
    #[arg(long, help_heading = "Running")]
    restart: bool,
}

/// Compares the texts, or prints the options in force.
pub(super) fn run(args: &CompareArgs) -> Outcome {
    let locale = locale();
    let below = match &args.config {
        Some(file) => CompareOptions::read(file).map_err(Failure::usage)?,
        None => CompareOptions::default(),
    };
    let options = args.options.clone().over(below);
    if args.dump_config {
        let text = options.in_force().to_toml().map_err(Failure::internal)?;
        return say(|out| out.write_all(text.as_bytes())).map(|()| Status::Done);
    }
    let plan = ComparePlan::new(options, locale, args.restart)?;
    interrupt::install();
    thread_pool(plan.settings.threads)?.install(|| execute::execute(&plan))
}
