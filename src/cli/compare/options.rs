//! The options of `compare`: all that is known of each, in one place.
//!
//! To add an option, add an entry. Its help text goes to `--help`, its name to the configuration file, its default or its
//! remark to `--dump-config`; the setting that it makes is a field of [`CompareSettings`] or of what that holds.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::layers::Affects::{Output, OutputByFile, RunOnly};
use super::layers::IfUnset::{Nothing, Remark, Value};
use super::layers::{Affects, OptionField, compare_options};
use super::settings::CompareSettings;
use crate::cli::values::{
    BoilerplateDocs, NgramLength, PngScale, PositiveCount, Seconds, ThreadCount, encoding_name,
};
use crate::config::{Across, Config, IdfOver, SpreadOver};
use crate::read::TextEncoding;
use crate::report::{ChartSet, CsvStyle, Formats, Lang, RenderOptions};

compare_options! {
    /// Files and folders to compare: .txt, .md, .docx, .doc, .wps, .rtf, .odt, .pptx, .pdf, .html, .mht, .epub, .eml, .zip, and
    /// .jsonl, .csv, .tsv, .xlsx and .xls with a record a line; - is standard input
    #[arg(value_name = "PATHS")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    paths: Vec<PathBuf> {
        if_unset: Nothing,
        affects: Output,
        apply: |settings, paths| settings.paths = paths,
    }

    /// Folder for the output, written whole or not at all; an earlier run in it is replaced
    #[arg(long, short, value_name = "DIR", help_heading = "Output")]
    out: Option<PathBuf> {
        if_unset: Nothing,
        affects: RunOnly,
        // Or the next run would read what this one wrote.
        apply: |settings, out| settings.reading.exclude = vec![out],
    }

    /// Characters to a shingle [default: 5]
    #[arg(long, value_name = "N", help_heading = "Comparing", conflicts_with = "words")]
    ngram: Option<NgramLength> {
        if_unset: Value(NgramLength::clamped(Config::default().ngram)),
        affects: Output,
        apply: |settings, n| settings.config.ngram = n.get(),
    }

    /// Compare shingles of N words instead of characters
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    words: Option<NgramLength> {
        if_unset: Remark("characters are compared"),
        affects: Output,
        apply: |settings, n| settings.config.words = Some(n.get()),
    }

    /// Shortest passage reported, in characters without punctuation [default: 8]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    min_length: Option<PositiveCount> {
        if_unset: Value(PositiveCount::clamped(Config::default().min_length)),
        affects: Output,
        apply: |settings, n| settings.config.min_length = n.get(),
    }

    /// Wording in at least N documents is common [default: 5 % of the documents, at least 3]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    boilerplate_docs: Option<BoilerplateDocs> {
        if_unset: Remark("5 % of the documents and at least 3"),
        affects: Output,
        apply: |settings, n| settings.config.boilerplate_docs = Some(n.get()),
    }

    /// Compare groups instead of documents: those with the same place, author, speaker, year, kind, meeting, or value in
    /// a column of the metadata file
    #[arg(long, value_name = "COLUMN", help_heading = "Comparing")]
    group_by: Option<String> {
        if_unset: Remark("documents are compared"),
        affects: Output,
        apply: |settings, column| settings.config.group_by = Some(column),
    }

    /// Which pairs are compared: documents, each with every other, or groups, a document with those of other groups alone
    /// [default: documents]
    #[arg(long, value_name = "WHAT", help_heading = "Comparing")]
    across: Option<Across> {
        if_unset: Value(Config::default().across),
        affects: Output,
        apply: |settings, across| settings.config.across = across,
    }

    /// In how many of what wording must stand to be shared or common [default: documents; groups with --group-by]
    #[arg(long, value_name = "WHAT", help_heading = "Comparing")]
    spread_over: Option<SpreadOver> {
        if_unset: Remark("documents; groups with group-by"),
        affects: Output,
        apply: |settings, over| settings.config.spread_over = Some(over),
    }

    /// Count copies and versions of one text as documents of their own; without it they count once
    #[arg(long, help_heading = "Comparing", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    count_copies: Option<bool> {
        if_unset: Value(Config::default().count_copies),
        affects: Output,
        apply: |settings, count| settings.config.count_copies = count,
    }

    /// Over what the document frequencies of TF-IDF are counted [default: sections]
    #[arg(long, value_name = "WHAT", help_heading = "Comparing")]
    idf: Option<IdfOver> {
        if_unset: Value(Config::default().idf),
        affects: Output,
        apply: |settings, over| settings.config.idf = over,
    }

    /// Passages listed at most; the output says when there are more [default: 20000]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    max_passages: Option<PositiveCount> {
        if_unset: Value(PositiveCount::clamped(Config::default().max_passages)),
        affects: Output,
        apply: |settings, n| settings.config.max_passages = n.get(),
    }

    /// Texts that those named first are compared against: drafts against an archive, one year against another. Nothing is
    /// looked for among the texts of one side
    #[arg(long, value_name = "PATH", num_args = 1.., help_heading = "Input")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    against: Vec<PathBuf> {
        if_unset: Nothing,
        affects: Output,
        apply: |settings, paths| settings.against = paths,
    }

    /// Texts whose wording is common wherever it stands, and which are not compared themselves
    #[arg(long, value_name = "PATH", num_args = 1.., help_heading = "Input")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reference: Vec<PathBuf> {
        if_unset: Nothing,
        affects: Output,
        apply: |settings, paths| settings.reference = paths,
    }

    /// What is known of the texts: a .csv with the column file and any of title, date, place, author, speaker, meeting,
    /// kind, or columns of your own; it counts before what is found in the texts
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    metadata: Option<PathBuf> {
        if_unset: Remark("told from the texts"),
        affects: OutputByFile,
        apply: |settings, file| settings.metadata = Some(file),
    }

    /// Words for the segmenter, one a line; anything behind the first space of a line is not used
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    user_dict: Option<PathBuf> {
        if_unset: Nothing,
        affects: OutputByFile,
        apply: |settings, file| settings.user_dict = Some(file),
    }

    /// Encoding of all files (utf-8, gb18030, big5, utf-16le, …) [default: told from each file]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    #[serde(with = "encoding_name", skip_serializing_if = "Option::is_none")]
    encoding: Option<TextEncoding> {
        if_unset: Remark("told from each file"),
        affects: Output,
        apply: |settings, encoding| settings.reading.encoding = Some(encoding),
    }

    /// The column of .csv and .tsv tables that holds the text [default: text, content, body, 正文, 内容, …]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    text_column: Option<String> {
        if_unset: Remark("found by the usual names"),
        affects: Output,
        apply: |settings, column| settings.reading.text_column = Some(column),
    }

    /// End before any work is done when some of the input is bad
    #[arg(long, help_heading = "Input", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    strict: Option<bool> {
        if_unset: Value(false),
        affects: RunOnly,
        apply: |settings, strict| settings.strict = strict,
    }

    /// What to write, as a list: json,csv,xlsx,png,svg,html [default: all]
    #[arg(long, value_name = "LIST", help_heading = "Output")]
    formats: Option<Formats> {
        if_unset: Value(Formats::all()),
        affects: Output,
        apply: |settings, formats| settings.render.formats = formats,
    }

    /// For whom .csv files are written: excel, with a byte order mark, or plain, for programs [default: excel where the locale
    /// is Chinese and on Windows, plain elsewhere]
    #[arg(long, value_name = "STYLE", help_heading = "Output")]
    csv: Option<CsvStyle> {
        if_unset: Remark("excel where the locale is Chinese and on Windows, plain elsewhere"),
        affects: Output,
        apply: |settings, style| settings.render.csv = style,
    }

    /// Which charts to draw: auto, those that say something of the data; all; or a list: strips,clusters,… [default: auto]
    #[arg(long, value_name = "LIST", help_heading = "Output")]
    charts: Option<ChartSet> {
        if_unset: Value(ChartSet::default()),
        affects: Output,
        apply: |settings, charts| settings.render.charts = charts,
    }

    /// Pixels of a PNG to one unit of the drawing, 1 to 4 [default: 2]
    #[arg(long, value_name = "N", help_heading = "Output")]
    scale: Option<PngScale> {
        if_unset: Value(PngScale::clamped(RenderOptions::default().scale as usize)),
        affects: Output,
        apply: |settings, n| settings.render.scale = n.get() as u32,
    }

    /// Language of labels, report and summary: zh or en [default: zh; for the summary that of the locale]
    #[arg(long, value_name = "LANG", help_heading = "Output", hide_possible_values = true)]
    lang: Option<Lang> {
        if_unset: Value(Lang::default()),
        affects: Output,
        apply: |settings, lang| settings.render.lang = lang,
    }

    /// Replace an earlier run even when other files were put beside it
    #[arg(long, help_heading = "Output", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    force: Option<bool> {
        if_unset: Value(false),
        affects: RunOnly,
        apply: |settings, force| settings.force = force,
    }

    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N", help_heading = "Running")]
    threads: Option<ThreadCount> {
        if_unset: Remark("one for each processor"),
        affects: RunOnly,
        apply: |settings, n| settings.threads = Some(n),
    }

    /// Keep what is done once a run has taken so long, so that the same command goes on from there after an
    /// interruption [default: 10]
    #[arg(long, value_name = "SECONDS", help_heading = "Running")]
    checkpoint_after: Option<Seconds> {
        // Checkpoint only runs longer than this many seconds: shorter ones are cheaper to repeat.
        if_unset: Value(Seconds::clamped(10)),
        affects: RunOnly,
        apply: |settings, n| settings.checkpoint_delay = Duration::from_secs(n.get() as u64),
    }

    /// No progress, no summary; only errors and bad input are told, on stderr
    #[arg(long, short, help_heading = "Running", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    quiet: Option<bool> {
        if_unset: Value(false),
        affects: RunOnly,
        apply: |settings, quiet| settings.quiet = quiet,
    }

    /// Print the time that each stage took to stderr
    #[arg(long, short, help_heading = "Running", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    verbose: Option<bool> {
        if_unset: Value(false),
        affects: RunOnly,
        apply: |settings, verbose| settings.verbose = verbose,
    }
}

impl CompareOptions {
    /// The options of this layer, and where it has none, those of the layer below.
    pub(super) fn over(self, mut below: Self) -> Self {
        // The two exclude one another: who asks for characters does not want the words of the file.
        if self.ngram.is_some() {
            below.words = None;
        }
        self.layered_over(below)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Args, Command};

    use super::super::CompareArgs;
    use super::*;

    /// Arguments that the configuration file does not take, and why.
    const COMMAND_LINE_ONLY: [(&str, &str); 3] = [
        ("config", "names the file itself"),
        (
            "dump-config",
            "is an action, and would be in force in the file that it writes",
        ),
        (
            "restart",
            "throws work away: for one run, not for all that read the file",
        ),
    ];

    fn from(text: &str) -> CompareOptions {
        toml::from_str(text).unwrap()
    }

    fn config(options: CompareOptions) -> Config {
        let mut settings = CompareSettings::default();
        options.in_force().apply(&mut settings);
        settings.config
    }

    /// The keys of the configuration file, as the error about a wrong one lists them.
    fn keys_of_the_file() -> BTreeSet<String> {
        let error = toml::from_str::<CompareOptions>("none-of-them = 1").unwrap_err();
        let (_, listed) = error.message().split_once("expected one of ").unwrap();
        listed
            .split(", ")
            .map(|key| key.trim_matches('`').to_owned())
            .collect()
    }

    #[test]
    fn the_command_line_and_the_file_have_the_same_options() {
        let command = CompareArgs::augment_args(Command::new("compare"));
        let mut given: BTreeSet<String> = command
            .get_arguments()
            .map(|argument| {
                let id = argument.get_id().as_str().replace('_', "-");
                assert_eq!(argument.get_long().unwrap_or(&id), id);
                id
            })
            .collect();
        for (name, why) in COMMAND_LINE_ONLY {
            assert!(given.remove(name), "{name}, which {why}, is no argument");
        }
        assert_eq!(given, keys_of_the_file());
        let listed: BTreeSet<String> = CompareOptions::effects().map(|(name, _)| name).collect();
        assert_eq!(given, listed);
    }

    #[test]
    fn help_names_the_defaults_that_are_in_force() {
        let command = CompareArgs::augment_args(Command::new("compare"));
        let defaults = toml::Table::try_from(CompareOptions::default().in_force()).unwrap();
        for (name, value) in defaults {
            let said = match &value {
                // A flag that is not given is off, which goes without saying.
                toml::Value::Boolean(off) => {
                    assert!(!off, "{name}");
                    continue;
                }
                toml::Value::Array(names) if names.len() == 1 => {
                    names[0].as_str().unwrap().to_owned()
                }
                toml::Value::Array(_) => "all".to_owned(),
                toml::Value::String(text) => text.clone(),
                value => value.to_string(),
            };
            let argument = command
                .get_arguments()
                .find(|a| a.get_long() == Some(&name))
                .unwrap();
            let help = argument.get_help().unwrap().to_string();
            assert!(
                help.contains(&format!("[default: {said}]"))
                    || help.contains(&format!("[default: {said};")),
                "{name}: {help}"
            );
        }
    }

    #[test]
    fn every_option_of_the_analysis_is_an_option_here() {
        let config_given = Config {
            words: Some(3),
            boilerplate_docs: Some(4),
            group_by: Some("place".to_owned()),
            across: Across::Groups,
            spread_over: Some(SpreadOver::Documents),
            ..Config::default()
        };
        let text = toml::to_string(&config_given).unwrap();
        let options: CompareOptions =
            toml::from_str(&text).expect("a field of Config has no option");
        assert_eq!(config(options), config_given);
        assert_eq!(config(CompareOptions::default()), Config::default());
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let file = from("ngram = 7\nidf = \"documents\"\nstrict = true\nreference = [\"r\"]");
        let given = from("ngram = 4\nstrict = false");
        let both = given.over(file);
        assert_eq!(
            both,
            from("ngram = 4\nidf = \"documents\"\nstrict = false\nreference = [\"r\"]")
        );
    }

    #[test]
    fn characters_on_the_command_line_win_over_words_in_the_file() {
        assert_eq!(from("ngram = 4").over(from("words = 3")), from("ngram = 4"));
        assert_eq!(from("").over(from("words = 3")), from("words = 3"));
    }
}
