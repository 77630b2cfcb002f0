//! `leitong compare`.

pub(super) mod options;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, anyhow};
use clap::Args;

use options::{CompareOptions, locale};

use super::checkpoint::{self, CheckpointStore, TextsFingerprint};
use super::exit::{Failure, Status};
use super::output::{Staging, advice};
use super::progress::StageWatch;
use super::summary::{self, RunSummary};
use super::{Outcome, STATUSES, interrupt, say};
use crate::analysis::Analysis;
use crate::config::{Config, SpreadOver};
use crate::group::COLUMNS;
use crate::pipeline::Pipeline;
use crate::read::{self, Fault, MetadataTable, ReadOptions, Reading};
use crate::report::{self, Lang, RenderError, RenderOptions};
use crate::text::fold;
use crate::text::words::Segmenter;

const EXAMPLES: &str = "\
Examples:
  leitong compare speeches --out report
      everything in the folder, each text with every other
  leitong compare draft.txt last-year/ --out report --reference national/
      wording of the national papers counts as boilerplate
  leitong compare news.jsonl --out report --formats json,csv --quiet
      for other programs to go on with
  leitong compare speeches --out report --metadata speeches.csv --group-by author
      what authors share with one another; what one author repeats is his own
  leitong compare speeches --words 3 --dump-config > leitong.toml
  leitong compare --config leitong.toml --out report
      keep the options in a file; what is given on the command line wins

A record of a .jsonl file has \"id\" and \"text\", and may have \"title\", \"date\", \"place\", \"author\",
\"meeting\" and \"kind\". A .csv or .tsv table has a column for the text, by one of the usual names or by
--text-column, and may have the others. The form of a file is told by its content before its name: a web page called
.txt is a web page.
";

#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n{STATUSES}"))]
pub struct CompareArgs {
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

/// The options with every question answered.
#[derive(Debug)]
struct Resolved {
    paths: Vec<PathBuf>,
    out: PathBuf,
    reference: Vec<PathBuf>,
    user_dict: Option<PathBuf>,
    metadata_file: Option<PathBuf>,
    metadata: Option<MetadataTable>,
    reading: ReadOptions,
    config: Config,
    render: RenderOptions,
    /// The language of the terminal, where the outputs' is not chosen: what is written must not depend on whose
    /// terminal it is, what is said may.
    talk: Lang,
    threads: Option<usize>,
    /// What the run is told, for the next to compare.
    told: checkpoint::OptionsFingerprint,
    checkpoint_after: Duration,
    restart: bool,
    strict: bool,
    force: bool,
    quiet: bool,
    verbose: bool,
}

pub fn run(args: &CompareArgs) -> Outcome {
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
    let resolved = resolve(options, locale, args.restart)?;
    interrupt::install();
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(threads) = resolved.threads {
        pool = pool.num_threads(threads);
    }
    let pool = pool.build().map_err(Failure::internal)?;
    pool.install(|| compare(&resolved))
}

fn resolve(options: CompareOptions, locale: Lang, restart: bool) -> Result<Resolved, Failure> {
    if options.paths.is_empty() {
        let hint = if options.reference.is_empty() {
            "name files or folders, as in: leitong compare speeches --out report"
        } else {
            "all paths went to --reference; name the texts to compare before it"
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
    let config = options.config();
    let metadata = table(options.metadata.as_deref())?;
    check_grouping(&config, metadata.as_ref())?;
    let told = told(&options).map_err(Failure::internal)?;
    let checkpoint_after = Duration::from_secs(options.checkpoint_after() as u64);
    Ok(Resolved {
        metadata,
        reading: ReadOptions {
            encoding: options.encoding,
            exclude: vec![out.clone()],
            text_column: options.text_column,
            ..ReadOptions::default()
        },
        paths: options.paths,
        out,
        reference: options.reference,
        user_dict: options.user_dict,
        metadata_file: options.metadata,
        config,
        render: RenderOptions {
            formats: options.formats.unwrap_or_default(),
            lang: options.lang.unwrap_or_default(),
            charts: options.charts.unwrap_or_default(),
            scale: options
                .scale
                .map_or(RenderOptions::default().scale, |n| n.get() as u32),
        },
        talk: options.lang.unwrap_or(locale),
        threads: options.threads.map(|n| n.get()),
        told,
        checkpoint_after,
        restart,
        strict: options.strict.unwrap_or(false),
        force: options.force.unwrap_or(false),
        quiet: options.quiet.unwrap_or(false),
        verbose: options.verbose.unwrap_or(false),
    })
}

/// All options with their values, and the contents of files among them that are no texts.
fn told(options: &CompareOptions) -> anyhow::Result<checkpoint::OptionsFingerprint> {
    let table = toml::Table::try_from(options.clone().in_force())?;
    let files: Vec<(&str, &Path)> = options
        .user_dict
        .iter()
        .map(|file| ("user-dict", file.as_path()))
        .chain(
            options
                .metadata
                .iter()
                .map(|file| ("metadata", file.as_path())),
        )
        .collect();
    Ok(checkpoint::OptionsFingerprint::new(&table, &files))
}

/// Reads the metadata file, if there is one.
pub(in crate::cli) fn table(path: Option<&Path>) -> Result<Option<MetadataTable>, Failure> {
    path.map(|path| MetadataTable::read(path).map_err(Failure::input))
        .transpose()
}

/// Refuses a column that no document can have.
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

fn compare(options: &Resolved) -> Outcome {
    let watch = StageWatch::new(options.talk, options.quiet);
    let inputs: Vec<PathBuf> = [&options.paths, &options.reference]
        .into_iter()
        .flatten()
        .chain(&options.metadata_file)
        .cloned()
        .collect();
    let staging = Staging::new(&options.out, &inputs, options.force).map_err(Failure::output)?;
    let mut store = store(options, &staging)?;
    // The dictionary takes as long to load as a few hundred texts to read.
    let (reading, segmenter) = rayon::join(
        || {
            read::read_keeping(
                &options.paths,
                &options.reference,
                &options.reading,
                &watch,
                &store,
            )
        },
        || {
            let since = Instant::now();
            let segmenter = segmenter(options.user_dict.as_deref());
            watch.dictionary_loaded(since.elapsed());
            segmenter
        },
    );
    let mut reading = reading.map_err(Failure::input)?;
    if let Some(table) = &options.metadata {
        let faults = table.apply(&mut reading.corpus);
        reading.faults.extend(faults);
    }
    let segmenter = segmenter.map_err(Failure::input)?;
    let bad: Vec<&Fault> = reading
        .faults
        .iter()
        .filter(|f| f.problem.is_bad())
        .collect();
    if options.strict && !bad.is_empty() {
        return Err(Failure::input(strict_error(&bad)));
    }
    if options.quiet {
        warn(&bad);
    }
    let Reading { corpus, faults } = &reading;
    store
        .bind_texts(TextsFingerprint::of(corpus))
        .map_err(Failure::other_run)?;
    if !options.quiet {
        tell_what_is_kept(&store);
    }
    let analysis = Pipeline::builder()
        .config(options.config.clone())
        .segmenter(&segmenter)
        .progress(&watch)
        .checkpoint(&store)
        .build()
        .run(corpus);
    write(&analysis, options, staging, &watch, faults).map_err(|failure| {
        if store.is_empty() {
            failure
        } else {
            failure.with_hint(interrupt::GOES_ON)
        }
    })?;
    if options.verbose {
        watch.print_times();
    }
    Ok(if bad.is_empty() {
        Status::Done
    } else {
        Status::Partial
    })
}

/// Opens the checkpoint of an interrupted run, or an empty one. Refuses if the run had other options.
fn store(options: &Resolved, staging: &Staging) -> Result<CheckpointStore, Failure> {
    let checkpoint = staging.checkpoint();
    if options.restart && checkpoint.exists() {
        std::fs::remove_dir_all(&checkpoint)
            .with_context(|| format!("cannot remove {}", checkpoint.display()))
            .map_err(Failure::output)?;
    }
    let told = options.told.clone();
    CheckpointStore::open(checkpoint, told, options.checkpoint_after).map_err(Failure::other_run)
}

fn tell_what_is_kept(store: &CheckpointStore) {
    let ready = store.stored_stages();
    if ready.is_empty() {
        return;
    }
    let took: Duration = ready.iter().map(|(_, took)| *took).sum();
    let names: Vec<&str> = ready.iter().map(|(part, _)| part.name()).collect();
    let _ = writeln!(
        anstream::stderr(),
        "leitong: going on from an interrupted run: {} taken over, {:.0} s of work",
        names.join(" and "),
        took.as_secs_f64().max(1.0)
    );
}

fn write(
    analysis: &Analysis,
    options: &Resolved,
    staging: Staging,
    watch: &StageWatch,
    faults: &[Fault],
) -> Result<(), Failure> {
    let replaced = staging.replaces();
    if let Err(error) = report::render(analysis, &options.render, &staging.dir(), watch) {
        return Err(Failure::output(render_error(error, &staging)));
    }
    staging
        .commit(&options.config, &options.render)
        .map_err(Failure::output)?;
    if options.quiet {
        return Ok(());
    }
    let run = RunSummary {
        analysis,
        faults,
        out: &options.out,
        formats: options.render.formats,
        lang: options.talk,
        elapsed: watch.elapsed(),
        replaced,
    };
    say(|out| summary::print(&run, out))
}

/// Names the file where it would have stood, and says what to do.
fn render_error(error: RenderError, staging: &Staging) -> anyhow::Error {
    match error {
        RenderError::Write { path, source } => {
            let message = format!(
                "cannot write {}{}",
                staging.shown(&path).display(),
                advice(&source)
            );
            anyhow::Error::new(source).context(message)
        }
        RenderError::Draw { path, reason } => RenderError::Draw {
            path: staging.shown(&path),
            reason,
        }
        .into(),
        RenderError::Page { path, reason } => RenderError::Page {
            path: staging.shown(&path),
            reason,
        }
        .into(),
    }
}

/// jieba with the words of the user's file. They are folded as the texts are, or they would not be found there.
fn segmenter(user_dict: Option<&Path>) -> anyhow::Result<Segmenter> {
    let Some(file) = user_dict else {
        return Ok(Segmenter::default());
    };
    let read = || format!("cannot read the words in {}", file.display());
    let bytes = std::fs::read(file).with_context(read)?;
    let text = read::decode(bytes, None).with_context(read)?;
    Ok(Segmenter::with_user_words(text.lines().filter_map(
        |line| {
            let word = line.split_whitespace().next()?;
            Some(word.chars().map(fold).collect::<String>())
        },
    )))
}

/// Bad inputs that are listed; the rest is counted.
const LISTED: usize = 100;

fn strict_error(bad: &[&Fault]) -> anyhow::Error {
    let mut message = format!(
        "with --strict, bad input ends the run before it begins ({})",
        bad.len()
    );
    for fault in bad.iter().take(LISTED) {
        message.push_str(&format!("\n  {fault}"));
    }
    if bad.len() > LISTED {
        message.push_str(&format!("\n  … and {} more", bad.len() - LISTED));
    }
    anyhow!(message)
}

pub(in crate::cli) fn warn(bad: &[&Fault]) {
    let mut stderr = anstream::stderr();
    for fault in bad.iter().take(LISTED) {
        let _ = writeln!(stderr, "leitong: warning: {fault}");
    }
    if bad.len() > LISTED {
        let _ = writeln!(
            stderr,
            "leitong: warning: … and {} more",
            bad.len() - LISTED
        );
    }
}
