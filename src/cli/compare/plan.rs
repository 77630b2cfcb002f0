//! From options to a plan: settings are made of the options in force, and checked before any work is done.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::layers::Affects;
use super::options::CompareOptions;
use super::settings::CompareSettings;
use crate::cli::checkpoint::OptionsFingerprint;
use crate::cli::exit::Failure;
use crate::cli::input::metadata_table;
use crate::config::{Across, Config, SpreadOver};
use crate::group::COLUMNS;
use crate::read::MetadataTable;
use crate::report::{CsvStyle, Lang};

/// All that a run of `compare` needs.
#[derive(Debug)]
pub(super) struct ComparePlan {
    pub(super) settings: CompareSettings,
    pub(super) out: PathBuf,
    pub(super) metadata: Option<MetadataTable>,
    /// Language of terminal messages. Follows the locale unless `--lang` is given. Of the output the locale decides one thing,
    /// whether .csv files begin with a byte order mark.
    pub(super) terminal_lang: Lang,
    /// Tells whether a checkpoint is of a run with the same options.
    pub(super) fingerprint: OptionsFingerprint,
    /// Throws away the checkpoint of an interrupted run.
    pub(super) restart: bool,
}

impl ComparePlan {
    /// Makes a plan of the options that were given.
    ///
    /// # Errors
    /// When something is missing or contradictory, or the metadata file cannot be read.
    pub(super) fn new(
        options: CompareOptions,
        locale: Lang,
        restart: bool,
    ) -> Result<Self, Failure> {
        if options.paths.is_empty() {
            let hint = match (options.against.is_empty(), options.reference.is_empty()) {
                (true, true) => {
                    "name files or folders, as in: leitong compare speeches --out report"
                }
                (false, _) => "all paths went to --against; name the texts to compare before it",
                (true, false) => {
                    "all paths went to --reference; name the texts to compare before it"
                }
            };
            return Err(Failure::usage(anyhow!(
                "nothing to compare is given: {hint}"
            )));
        }
        let Some(out) = options.out.clone() else {
            return Err(Failure::usage(anyhow!(
                "no output folder is given: add --out DIR"
            )));
        };
        let terminal_lang = options.lang.unwrap_or(locale);
        let mut options = options;
        options.csv = options.csv.or(Some(csv_style(locale)));
        let options = options.in_force();
        let mut settings = CompareSettings::default();
        options.clone().apply(&mut settings);
        let metadata = metadata_table(settings.metadata.as_deref())?;
        check_grouping(&settings.config, metadata.as_ref())?;
        check_sides(&settings)?;
        Ok(Self {
            settings,
            out,
            metadata,
            terminal_lang,
            fingerprint: fingerprint(&options).map_err(Failure::internal)?,
            restart,
        })
    }
}

/// The style of CSV where none is asked for. Who works in Chinese opens tables in Excel, which shows them garbled without a byte
/// order mark; on Windows everybody may, and no locale variable says so.
fn csv_style(locale: Lang) -> CsvStyle {
    if cfg!(windows) || locale == Lang::Zh {
        CsvStyle::Excel
    } else {
        CsvStyle::Plain
    }
}

/// The fingerprint of options in force: all values that can change the output, and the contents of files among them.
fn fingerprint(in_force: &CompareOptions) -> anyhow::Result<OptionsFingerprint> {
    let mut values = toml::Table::try_from(in_force.clone().with_written_paths())?;
    let mut files = Vec::new();
    for (name, affects) in CompareOptions::effects() {
        match affects {
            Affects::Output => {}
            Affects::OutputByFile => {
                let of_name = in_force.files().into_iter().find(|(file, _)| *file == name);
                if let Some((_, Some(path))) = of_name {
                    files.push((name, path.to_owned()));
                }
            }
            Affects::RunOnly => {
                values.remove(&name);
            }
        }
    }
    let files: Vec<(&str, &Path)> = files
        .iter()
        .map(|(name, path)| (name.as_str(), path.as_path()))
        .collect();
    Ok(OptionsFingerprint::new(&values, &files))
}

/// Refuses sides that contradict one another, or that nothing makes.
fn check_sides(settings: &CompareSettings) -> Result<(), Failure> {
    let config = &settings.config;
    let across_groups = config.across == Across::Groups;
    let wrong = match (config.group_by.is_some(), settings.against.is_empty()) {
        (true, false) => "--against compares two sides, --group-by groups: leave one of them out",
        (false, true) if across_groups => "--across groups needs groups: add --group-by COLUMN",
        (false, false) if across_groups => {
            "--against compares two sides, --across groups groups: leave one of them out"
        }
        _ => return Ok(()),
    };
    Err(Failure::usage(anyhow!(wrong)))
}

/// Refuses a column that no document can have, and groups that nothing makes.
fn check_grouping(config: &Config, metadata: Option<&MetadataTable>) -> Result<(), Failure> {
    let Some(by) = &config.group_by else {
        return if config.spread_over == Some(SpreadOver::Groups) {
            Err(Failure::usage(anyhow!(
                "--spread-over groups needs groups: add --group-by COLUMN"
            )))
        } else {
            Ok(())
        };
    };
    let own = metadata.map_or(&[][..], MetadataTable::columns);
    if COLUMNS.contains(&by.as_str()) || own.contains(by) {
        return Ok(());
    }
    let mut known: Vec<&str> = COLUMNS.to_vec();
    known.extend(
        own.iter()
            .map(String::as_str)
            .filter(|c| !COLUMNS.contains(c)),
    );
    let hint = if metadata.is_some() {
        ""
    } else {
        ", or a column of a metadata file (--metadata FILE)"
    };
    Err(Failure::usage(anyhow!(
        "there is no column `{by}` to group by: take one of {}{hint}",
        known.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> OptionsFingerprint {
        let options: CompareOptions = toml::from_str(text).unwrap();
        fingerprint(&options.in_force()).unwrap()
    }

    #[test]
    fn options_that_change_no_byte_of_the_output_do_not_count() {
        let run_only = "out = \"o\"\nthreads = 2\nquiet = true\nverbose = true\nforce = true\n\
                        strict = true\ncheckpoint-after = 0";
        assert_eq!(of(run_only), of(""));
        assert_ne!(of("lang = \"en\""), of(""));
        assert_eq!(of("ngram = 5"), of(""));
    }

    #[test]
    fn the_contents_of_a_file_count() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("words");
        let options = format!("user-dict = {:?}", file.to_str().unwrap());
        std::fs::write(&file, "一").unwrap();
        let before = of(&options);
        std::fs::write(&file, "二").unwrap();
        assert_ne!(of(&options), before);
    }
}
