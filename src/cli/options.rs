//! The options of `compare` as given: on the command line, in a file, or in both.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::{Deserialize, Serialize};

use super::int_in_range::IntInRange;
use crate::config::{Config, IdfOver, SpreadOver};
use crate::read::{STDIN, TextEncoding};
use crate::report::charts::ChartSet;
use crate::report::{Formats, Lang, RenderOptions};

/// Units to a shingle. More than 100 would leave hardly any document with a single one.
type Ngram = IntInRange<1, 100>;
/// At 1 the wording of a document alone would already be nobody's.
type BoilerplateDocs = IntInRange<2, 4_294_967_295>;
type Count = IntInRange<1, 4_294_967_295>;
/// Four times is print quality; above, a matrix of 500 documents would fill gigabytes.
type Scale = IntInRange<1, 4>;
type Threads = IntInRange<1, 1024>;
type Seconds = IntInRange<0, 4_294_967_295>;

/// What was said, and nothing where nothing was said. Every option has the same name on the command line and in the
/// configuration file.
#[derive(Args, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Options {
    /// Files and folders to compare: .txt, .md, .docx, .html, .pdf, .zip, and .jsonl, .csv and .tsv with a record a line;
    /// - is standard input
    #[arg(value_name = "PATHS")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub paths: Vec<PathBuf>,

    /// Folder for the output, written whole or not at all; an earlier run in it is replaced
    #[arg(long, short, value_name = "DIR", help_heading = "Output")]
    pub out: Option<PathBuf>,

    /// Characters to a shingle [default: 5]
    #[arg(
        long,
        value_name = "N",
        help_heading = "Comparing",
        conflicts_with = "words"
    )]
    pub ngram: Option<Ngram>,

    /// Compare shingles of N words instead of characters
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    pub words: Option<Ngram>,

    /// Shortest passage reported, in characters without punctuation [default: 8]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    pub min_length: Option<Count>,

    /// Wording in at least N documents is boilerplate [default: 5 % of the documents, at least 3]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    pub boilerplate_docs: Option<BoilerplateDocs>,

    /// Compare groups instead of documents: those with the same place, author, speaker, year, kind, meeting, or value in
    /// a column of the metadata file
    #[arg(long, value_name = "COLUMN", help_heading = "Comparing")]
    pub group_by: Option<String>,

    /// In how many of what wording must stand to be shared or boilerplate [default: documents; groups with --group-by]
    #[arg(long, value_name = "WHAT", help_heading = "Comparing", value_parser = spread_parser())]
    pub spread_over: Option<SpreadOver>,

    /// Over what the document frequencies of TF-IDF are counted [default: sections]
    #[arg(long, value_name = "WHAT", help_heading = "Comparing", value_parser = idf_parser())]
    pub idf: Option<IdfOver>,

    /// Passages listed at most; the output says when there are more [default: 20000]
    #[arg(long, value_name = "N", help_heading = "Comparing")]
    pub max_passages: Option<Count>,

    /// Texts whose wording is boilerplate wherever it stands, and which are not compared themselves
    #[arg(long, value_name = "PATH", num_args = 1.., help_heading = "Input")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reference: Vec<PathBuf>,

    /// What is known of the texts: a .csv with the column file and any of title, date, place, author, speaker, meeting,
    /// kind, or columns of your own; it counts before what is found in the texts
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub metadata: Option<PathBuf>,

    /// Words for the segmenter, one a line; anything behind the first space of a line is not used
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub user_dict: Option<PathBuf>,

    /// Encoding of all files (utf-8, gb18030, big5, utf-16le, …) [default: told from each file]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    #[serde(with = "encoding_name", skip_serializing_if = "Option::is_none")]
    pub encoding: Option<TextEncoding>,

    /// The column of .csv and .tsv tables that holds the text [default: text, content, body, 正文, 内容, …]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub text_column: Option<String>,

    /// End before any work is done when some of the input is bad
    #[arg(long, help_heading = "Input", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub strict: Option<bool>,

    /// What to write, as a list: json,csv,png,svg,html [default: all]
    #[arg(long, value_name = "LIST", help_heading = "Output")]
    pub formats: Option<Formats>,

    /// Which charts to draw, as a list: strips,network,… [default: all]
    #[arg(long, value_name = "LIST", help_heading = "Output")]
    pub charts: Option<ChartSet>,

    /// Pixels of a PNG to one unit of the drawing, 1 to 4 [default: 2]
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub scale: Option<Scale>,

    /// Language of labels, report and summary: zh or en [default: zh; for the summary that of the locale]
    #[arg(long, value_name = "LANG", help_heading = "Output", hide_possible_values = true, value_parser = lang_parser())]
    pub lang: Option<Lang>,

    /// Replace an earlier run even when other files were put beside it
    #[arg(long, help_heading = "Output", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub force: Option<bool>,

    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N", help_heading = "Running")]
    pub threads: Option<Threads>,

    /// Keep what is done once a run has taken so long, so that the same command goes on from there after an
    /// interruption [default: 10]
    #[arg(long, value_name = "SECONDS", help_heading = "Running")]
    pub checkpoint_after: Option<Seconds>,

    /// No progress, no summary; only errors and bad input are told, on stderr
    #[arg(long, short, help_heading = "Running", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub quiet: Option<bool>,

    /// Print the time that each stage took to stderr
    #[arg(long, short, help_heading = "Running", value_name = "true|false", hide_possible_values = true, num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub verbose: Option<bool>,
}

impl Options {
    /// Reads a configuration file. Relative paths in it start from its own folder.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file)
            .with_context(|| format!("cannot read the configuration file {}", file.display()))?;
        let mut options: Options = toml::from_str(&text)
            .map_err(|e| anyhow::anyhow!("{}", e.to_string().trim_end()))
            .with_context(|| format!("the configuration file {} is wrong", file.display()))?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let mut paths: Vec<&mut PathBuf> = options.paths.iter_mut().collect();
        paths.extend(&mut options.reference);
        paths.extend(&mut options.metadata);
        paths.extend(&mut options.user_dict);
        paths.extend(&mut options.out);
        for path in paths.into_iter().filter(|p| p.as_os_str() != STDIN) {
            *path = folder.join(&*path);
        }
        Ok(options)
    }

    /// These options, and where they say nothing, those `below`.
    pub fn over(self, below: Options) -> Options {
        let list = |above: Vec<PathBuf>, below| if above.is_empty() { below } else { above };
        Options {
            paths: list(self.paths, below.paths),
            out: self.out.or(below.out),
            // Who asks for characters does not want the words of the file.
            words: self.words.or(below.words.filter(|_| self.ngram.is_none())),
            ngram: self.ngram.or(below.ngram),
            min_length: self.min_length.or(below.min_length),
            boilerplate_docs: self.boilerplate_docs.or(below.boilerplate_docs),
            idf: self.idf.or(below.idf),
            max_passages: self.max_passages.or(below.max_passages),
            reference: list(self.reference, below.reference),
            group_by: self.group_by.or(below.group_by),
            spread_over: self.spread_over.or(below.spread_over),
            metadata: self.metadata.or(below.metadata),
            user_dict: self.user_dict.or(below.user_dict),
            encoding: self.encoding.or(below.encoding),
            text_column: self.text_column.or(below.text_column),
            strict: self.strict.or(below.strict),
            formats: self.formats.or(below.formats),
            charts: self.charts.or(below.charts),
            scale: self.scale.or(below.scale),
            lang: self.lang.or(below.lang),
            force: self.force.or(below.force),
            threads: self.threads.or(below.threads),
            checkpoint_after: self.checkpoint_after.or(below.checkpoint_after),
            quiet: self.quiet.or(below.quiet),
            verbose: self.verbose.or(below.verbose),
        }
    }

    /// The same with every default filled in.
    pub fn in_force(mut self) -> Options {
        let config = self.config();
        self.ngram = Some(IntInRange::from_default(config.ngram));
        self.min_length = Some(IntInRange::from_default(config.min_length));
        self.max_passages = Some(IntInRange::from_default(config.max_passages));
        self.idf = Some(config.idf);
        self.formats = Some(self.formats.unwrap_or_default());
        self.charts = Some(self.charts.unwrap_or_default());
        let scale = RenderOptions::default().scale as usize;
        self.scale = Some(self.scale.unwrap_or(IntInRange::from_default(scale)));
        self.lang = Some(self.lang.unwrap_or_default());
        self.checkpoint_after = Some(IntInRange::from_default(self.checkpoint_after()));
        for flag in [
            &mut self.strict,
            &mut self.force,
            &mut self.quiet,
            &mut self.verbose,
        ] {
            *flag = Some(flag.unwrap_or(false));
        }
        self
    }

    /// Seconds after which a run keeps what is done. A run that is sooner over is sooner begun anew than looked after.
    pub fn checkpoint_after(&self) -> usize {
        self.checkpoint_after.map_or(10, IntInRange::get)
    }

    /// What the analysis is told.
    pub fn config(&self) -> Config {
        let mut config = Config::default();
        if let Some(n) = self.ngram {
            config.ngram = n.get();
        }
        if let Some(n) = self.min_length {
            config.min_length = n.get();
        }
        if let Some(n) = self.max_passages {
            config.max_passages = n.get();
        }
        if let Some(idf) = self.idf {
            config.idf = idf;
        }
        config.words = self.words.map(IntInRange::get);
        config.group_by = self.group_by.clone();
        config.spread_over = self.spread_over;
        config.boilerplate_docs = self.boilerplate_docs.map(IntInRange::get);
        config
    }

    /// As a configuration file. Options that have no value of their own stand as comments.
    pub fn to_toml(&self) -> anyhow::Result<String> {
        let mut text = toml::to_string(self)?;
        for (unset, line) in [
            (
                self.words.is_none(),
                "# words: not set, characters are compared",
            ),
            (
                self.boilerplate_docs.is_none(),
                "# boilerplate-docs: not set, 5 % of the documents and at least 3",
            ),
            (
                self.group_by.is_none(),
                "# group-by: not set, documents are compared",
            ),
            (
                self.spread_over.is_none(),
                "# spread-over: not set, documents; groups with group-by",
            ),
            (
                self.metadata.is_none(),
                "# metadata: not set, told from the texts",
            ),
            (
                self.encoding.is_none(),
                "# encoding: not set, told from each file",
            ),
            (
                self.text_column.is_none(),
                "# text-column: not set, found by the usual names",
            ),
            (
                self.threads.is_none(),
                "# threads: not set, one for each processor",
            ),
        ] {
            if unset {
                text.push_str(line);
                text.push('\n');
            }
        }
        Ok(text)
    }
}

fn idf_parser() -> impl TypedValueParser<Value = IdfOver> {
    PossibleValuesParser::new(["documents", "sections"]).map(|name| match name.as_str() {
        "documents" => IdfOver::Documents,
        _ => IdfOver::Sections,
    })
}

fn spread_parser() -> impl TypedValueParser<Value = SpreadOver> {
    PossibleValuesParser::new(["documents", "groups"]).map(|name| match name.as_str() {
        "groups" => SpreadOver::Groups,
        _ => SpreadOver::Documents,
    })
}

fn lang_parser() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["zh", "en"]).map(|name| match name.as_str() {
        "zh" => Lang::Zh,
        _ => Lang::En,
    })
}

/// The language of the locale.
pub fn locale() -> Lang {
    locale_of(|name| std::env::var(name).ok())
}

/// The first of the three variables that is set decides, as POSIX has it.
fn locale_of(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    match locale {
        Some(locale) if locale.to_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

mod encoding_name {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::read::TextEncoding;

    pub fn serialize<S: Serializer>(
        encoding: &Option<TextEncoding>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match encoding {
            Some(encoding) => serializer.collect_str(encoding),
            None => serializer.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<TextEncoding>, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map(Some).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(text: &str) -> Options {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn every_option_of_the_analysis_is_an_option_here() {
        let config = Config {
            words: Some(3),
            boilerplate_docs: Some(4),
            group_by: Some("place".to_owned()),
            spread_over: Some(SpreadOver::Documents),
            ..Config::default()
        };
        let text = toml::to_string(&config).unwrap();
        let options: Options = toml::from_str(&text).expect("a field of Config has no option");
        assert_eq!(options.config(), config);
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

    #[test]
    fn what_is_dumped_can_be_read_back() {
        let options = from("words = 3\nencoding = \"GBK\"\nformats = [\"csv\"]").in_force();
        assert_eq!(from(&options.to_toml().unwrap()), options);
    }

    #[test]
    fn wrong_keys_and_numbers_are_named() {
        let error = |text: &str| toml::from_str::<Options>(text).unwrap_err().to_string();
        assert!(error("ngrm = 5").contains("ngrm"));
        assert!(error("ngram = 0").contains("from 1 to 100"));
        assert!(error("encoding = \"klingon\"").contains("klingon"));
        assert!(error("formats = [\"pdf\"]").contains("pdf"));
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let set = |given: &'static [(&str, &str)]| {
            move |name: &str| {
                let found = given.iter().find(|(n, _)| *n == name);
                found.map(|(_, value)| (*value).to_owned())
            }
        };
        assert_eq!(locale_of(set(&[("LANG", "zh_CN.UTF-8")])), Lang::Zh);
        assert_eq!(
            locale_of(set(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")])),
            Lang::En
        );
        assert_eq!(
            locale_of(set(&[("LC_ALL", ""), ("LANG", "zh_TW")])),
            Lang::Zh
        );
        assert_eq!(locale_of(set(&[])), Lang::En);
    }
}
