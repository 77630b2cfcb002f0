//! `leitong templates`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use super::exit::{Failure, Status};
use super::fillers::{one_line, with_fillers};
use super::input::{bad_inputs, metadata_table, read_texts, warn};
use super::locale::locale;
use super::say;
use super::strings;
use super::table::shorten;
use super::{Outcome, STATUSES, atomic_file, interrupt};
use crate::analysis::Template;
use crate::document::Corpus;
use crate::pipeline::Pipeline;
use crate::read::{ReadOptions, Reader};
use crate::report::Lang;
use crate::template::{FoundTemplates, TemplateConfig};

const EXAMPLES: &str = "\
Examples:
  leitong templates speeches
      wording with blanks that the texts share, or that one of them repeats; the most telling first
  leitong templates speech.txt
      what one text repeats with other words in the blanks
  leitong templates speeches --min-docs 5 --json > templates.json
";

/// Instances of a template that are printed at most; the rest is counted.
const SHOWN: usize = 3;

#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n{STATUSES}"))]
pub(super) struct TemplatesArgs {
    /// Files and folders, of all forms that compare reads; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Leave out templates that fewer texts use [default: 1, so that what one text alone repeats is listed, too]
    #[arg(long, value_name = "N")]
    min_docs: Option<usize>,

    /// Look for what one text alone repeats, too: the default, as in compare
    #[arg(long, hide = true)]
    within: bool,

    /// The column of .csv and .tsv tables that holds the text [default: text, content, body, 正文, 内容, …]
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,

    /// What is known of the texts: a .csv with the column file and any of title, date, place, author, speaker, meeting,
    /// kind; the places and dates of set phrases come from it
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,

    /// Print JSON: {"templates": [...], "phrases": [...], "phrases_found": N}, spans in code points; the strongest 5,000 phrases
    /// of those found
    #[arg(long)]
    json: bool,

    /// Write to FILE instead of the terminal
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Finds templates and set phrases, and prints or writes them.
pub(super) fn run(args: &TemplatesArgs) -> Outcome {
    interrupt::install();
    let options = ReadOptions {
        text_column: args.text_column.clone(),
        ..ReadOptions::default()
    };
    let table = metadata_table(args.metadata.as_deref())?;
    let reading = read_texts(&Reader::new(options), &args.paths, table.as_ref())?;
    if let Some(file) = &args.out {
        let texts = reading.corpus.documents.iter().map(|d| d.path.as_path());
        atomic_file::refuse_input(file, texts.chain(args.metadata.as_deref()))?;
    }
    let bad = bad_inputs(&reading.faults);
    warn(&bad);
    let found = find(&reading.corpus, args);
    let text = if args.json {
        let value = serde_json::json!({
            "templates": found.templates,
            "phrases": found.phrases,
            "phrases_found": found.phrases_found,
        });
        let mut text = serde_json::to_string_pretty(&value).map_err(Failure::internal)?;
        text.push('\n');
        text
    } else {
        describe(&found, locale())
    };
    match &args.out {
        Some(file) => atomic_file::write(file, &text)
            .with_context(|| format!("cannot write {}", file.display()))
            .map_err(Failure::output)?,
        None => say(|out| out.write_all(text.as_bytes()))?,
    }
    Ok(if bad.is_empty() {
        Status::Done
    } else {
        Status::Partial
    })
}

fn find(corpus: &Corpus, args: &TemplatesArgs) -> FoundTemplates {
    let usual = TemplateConfig::default();
    let config = TemplateConfig {
        min_docs: args.min_docs.unwrap_or(usual.min_docs),
        within: args.within || usual.within,
        ..usual
    };
    Pipeline::builder().build().templates(corpus, &config)
}

/// Templates as text for people, with some of their instances.
fn describe(found: &FoundTemplates, lang: Lang) -> String {
    let mut text = String::new();
    for template in &found.templates {
        describe_one(&mut text, template, "", lang);
        for variant in &template.variants {
            describe_one(&mut text, variant, VARIANT, lang);
        }
    }
    let (templates, phrases) = (found.templates.len(), found.phrases_found);
    text.push_str(&strings::templates_found(lang, templates, phrases));
    text.push('\n');
    text
}

/// What stands before the lines of a variant.
const VARIANT: &str = "    ";

/// A template with its first uses, each line behind `margin`.
fn describe_one(text: &mut String, template: &Template, margin: &str, lang: Lang) {
    text.push_str(margin);
    text.push_str(&heading(template, lang));
    for instance in template.instances.iter().take(SHOWN) {
        let line = shorten(&one_line(&instance.text), 90);
        text.push_str(&format!("{margin}      {}  {line}\n", instance.doc));
    }
    let rest = template.instances.len().saturating_sub(SHOWN);
    if rest > 0 {
        text.push_str(&format!(
            "{margin}      {}\n",
            strings::more_uses(lang, rest)
        ));
    }
}

fn heading(template: &Template, lang: Lang) -> String {
    let line = strings::listed_template(
        lang,
        &with_fillers(template),
        template.spread,
        template.instances.len(),
        template.bits_saved,
    );
    format!("{}  {line}\n", template.id)
}
