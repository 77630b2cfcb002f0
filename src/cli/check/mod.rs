//! `leitong check`: drafts against a library.

mod docx;
mod json;
mod summary;

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context, anyhow};
use clap::Args;
use rayon::prelude::*;

use super::exit::{Failure, Status};
use super::input::{bad_inputs, metadata_table, read_texts, warn};
use super::library::failure;
use super::locale::locale;
use super::output::Staging;
use super::values::ThreadCount;
use super::{Outcome, STATUSES, atomic_file, interrupt, say, thread_pool};
use crate::check::{CheckOptions, CheckedDraft, ColumnValue, check};
use crate::config::Config;
use crate::library::Library;
use crate::read::{ReadOptions, Reader, STDIN, TextEncoding};
use crate::report::{self, Lang, RenderOptions};

const EXAMPLES: &str = "\
Examples:
  leitong check draft.docx --library archive.lib
      what of the draft stands in the library, what each passage is, and what
      is left over of somebody else's text
  leitong check drafts/ --library archive.lib --metadata drafts.csv --json checked.json
      many drafts; place and author of each tell what is its own
  leitong check draft.txt --library archive.lib --own author=王大河 --superior kind=policy
  leitong check draft.docx --library archive.lib --out checked
      a page with the draft, its passages and sources, and tables
  leitong check draft.txt --library archive.lib --fail-above 30% --fail-on-leftovers
      for a pipeline: status 6 if more is taken, or something is left over

What a passage is (ALGORITHM.md defines it):
  copied    word for word from one source     own     from the author's, department's
  adapted   from one source, with changes             or place's own earlier text
  template  several texts have it, with       above   from a text of higher level,
            other names and figures                   or quoted as somebody's words
  common    wording that many texts have
";

#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n{STATUSES}"))]
pub(super) struct CheckArgs {
    /// Drafts: files and folders of all forms that compare reads; - is standard input
    #[arg(required = true, value_name = "DRAFT")]
    drafts: Vec<PathBuf>,

    /// The library to check against: a folder that `leitong library add` made
    #[arg(long, value_name = "LIB")]
    library: PathBuf,

    /// What is known of the drafts: a .csv with the column file and any of place, author, date and others
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,

    /// Texts of the library with this value are the author's own, as author=王大河 or place=余干县; may be given again
    #[arg(long, value_name = "COLUMN=VALUE", help_heading = "Classes")]
    own: Vec<ColumnValue>,

    /// Texts of the library with this value are of higher level; may be given again
    #[arg(long, value_name = "COLUMN=VALUE", help_heading = "Classes")]
    superior: Vec<ColumnValue>,

    /// Wording that N texts have is common [default: 5 % of the library, from 3 to 12]
    #[arg(long, value_name = "N", help_heading = "Classes")]
    common: Option<usize>,

    /// Write everything as JSON to FILE; - is standard output
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    json: Option<PathBuf>,

    /// Write the draft with comments at the words concerned: a .docx draft as it is, of other forms a new .docx
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    docx: Option<PathBuf>,

    /// Folder for a page and tables, written whole or not at all; an earlier run in it is replaced
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    out: Option<PathBuf>,

    /// End with status 6 if more of a draft is taken from other texts: 30% or 0.3
    #[arg(long, value_name = "SHARE", help_heading = "Output")]
    fail_above: Option<Share>,

    /// End with status 6 if a draft has left-overs, impossible places or blanks that nobody filled
    #[arg(long, help_heading = "Output")]
    fail_on_leftovers: bool,

    /// Language of the terminal and of the reasons: zh or en [default: that of the locale]
    #[arg(
        long,
        value_name = "LANG",
        hide_possible_values = true,
        help_heading = "Output"
    )]
    lang: Option<Lang>,

    /// Encoding of all drafts (utf-8, gb18030, …) [default: told from each file]
    #[arg(long, value_name = "NAME")]
    encoding: Option<TextEncoding>,

    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<ThreadCount>,
}

/// A share of a text, as `30%` or `0.3`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Share(f64);

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, whole) = match text.trim().trim_end_matches(['%', '％']) {
            number if number.len() < text.trim().len() => (number, 100.0),
            number => (number, 1.0),
        };
        let share = number
            .trim()
            .parse::<f64>()
            .ok()
            .map(|number| number / whole);
        let share = share.filter(|share| (0.0..=1.0).contains(share));
        share
            .map(Self)
            .ok_or_else(|| "it is no share: write 30% or 0.3".to_owned())
    }
}

impl FromStr for ColumnValue {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (column, value) = text
            .split_once('=')
            .ok_or("write COLUMN=VALUE, as author=王大河")?;
        let (column, value) = (column.trim(), value.trim());
        match column.is_empty() || value.is_empty() {
            true => Err("write COLUMN=VALUE, as author=王大河".to_owned()),
            false => Ok(Self {
                column: column.to_owned(),
                value: value.to_owned(),
            }),
        }
    }
}

/// Checks the drafts.
pub(super) fn run(args: &CheckArgs) -> Outcome {
    interrupt::install();
    thread_pool(args.threads)?.install(|| run_here(args))
}

fn run_here(args: &CheckArgs) -> Outcome {
    let lang = args.lang.unwrap_or_else(locale);
    let inputs: Vec<PathBuf> = args
        .drafts
        .iter()
        .chain([&args.library])
        .chain(&args.metadata)
        .cloned()
        .collect();
    let staging = args
        .out
        .as_deref()
        .map(|out| Staging::new(out, &inputs, false));
    let staging = staging.transpose().map_err(Failure::output)?;
    let library = Library::open(&args.library).map_err(failure)?;
    if library.is_empty() {
        return Err(Failure::input(anyhow!(
            "{}: the library has no texts: add some with `leitong library add`",
            args.library.display()
        )));
    }
    let table = metadata_table(args.metadata.as_deref())?;
    let options = ReadOptions::default()
        .with_encoding(args.encoding)
        .with_further_fields(true)
        .with_exclude(vec![args.library.clone()]);
    let reading = read_texts(&Reader::new(options), &args.drafts, table.as_ref())?;
    let bad = bad_inputs(&reading.faults);
    warn(&bad);
    let documents = &reading.corpus.documents;
    if let Some(file) = &args.json {
        let inputs = documents.iter().map(|document| document.path.as_path());
        atomic_file::refuse_input(file, inputs.chain(args.metadata.as_deref()))?;
    }
    if let Some(file) = &args.docx {
        if documents.len() != 1 {
            return Err(Failure::usage(anyhow!(
                "--docx takes one draft, and {} were read",
                documents.len()
            )));
        }
        let inputs = documents.iter().map(|document| document.path.as_path());
        atomic_file::refuse_input(file, inputs.chain(args.metadata.as_deref()))?;
    }
    let options = CheckOptions {
        own: args.own.clone(),
        superior: args.superior.clone(),
        common: args.common,
    };
    let checked: crate::library::Result<Vec<CheckedDraft>> = documents
        .par_iter()
        .with_max_len(1)
        .map(|document| check(document, &library, &options))
        .collect();
    let checked = checked.map_err(failure)?;
    write(args, &checked, staging, lang)?;
    if let (Some(file), [draft], [document]) =
        (&args.docx, checked.as_slice(), documents.as_slice())
    {
        let bytes = docx::commented(draft, &document.path, lang).map_err(Failure::internal)?;
        atomic_file::write_bytes(file, &bytes)
            .with_context(|| format!("cannot write {}", file.display()))
            .map_err(Failure::output)?;
    }
    Ok(if fails(args, &checked) {
        Status::Found
    } else if bad.is_empty() {
        Status::Done
    } else {
        Status::Partial
    })
}

fn write(
    args: &CheckArgs,
    checked: &[CheckedDraft],
    staging: Option<Staging>,
    lang: Lang,
) -> Result<(), Failure> {
    if let Some(staging) = staging {
        report::checked::write(checked, lang, &staging.dir()).map_err(Failure::output)?;
        let options = RenderOptions::default();
        staging
            .commit(&Config::default(), &options)
            .map_err(Failure::output)?;
    }
    if let Some(file) = &args.json {
        let mut text =
            serde_json::to_string(&json::drafts(checked, lang)).map_err(Failure::internal)?;
        text.push('\n');
        if file.as_os_str() == STDIN {
            return say(|out| out.write_all(text.as_bytes()));
        }
        atomic_file::write(file, &text)
            .with_context(|| format!("cannot write {}", file.display()))
            .map_err(Failure::output)?;
    }
    say(|out| summary::print(checked, lang, out))
}

/// Whether a draft has more than is allowed.
fn fails(args: &CheckArgs, checked: &[CheckedDraft]) -> bool {
    checked.iter().any(|draft| {
        let above = args
            .fail_above
            .is_some_and(|share| draft.ratios.taken > share.0);
        let left = !draft.leftovers.is_empty()
            || !draft.impossible.is_empty()
            || !draft.unfilled.is_empty();
        above || args.fail_on_leftovers && left
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_percentages_or_fractions() {
        assert_eq!("30%".parse(), Ok(Share(0.3)));
        assert_eq!("0.3".parse(), Ok(Share(0.3)));
        assert!("30".parse::<Share>().is_err() && "x%".parse::<Share>().is_err());
    }

    #[test]
    fn a_column_needs_a_value() {
        let own: ColumnValue = "author=王大河".parse().unwrap();
        assert_eq!(
            (own.column.as_str(), own.value.as_str()),
            ("author", "王大河")
        );
        assert!("author".parse::<ColumnValue>().is_err() && "=x".parse::<ColumnValue>().is_err());
    }
}
