//! `leitong compare`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, anyhow};
use clap::Args;

use super::exit::{Failure, Status};
use super::options::{Options, locale};
use super::output::{Staging, advice};
use super::progress::Watch;
use super::summary::{self, Run};
use super::{Outcome, STATUSES, interrupt, say};
use crate::analysis::Analysis;
use crate::config::Config;
use crate::corpus::{self, Fault, ReadOptions, Reading};
use crate::pipeline;
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
  leitong compare speeches --words 3 --dump-config > leitong.toml
  leitong compare --config leitong.toml --out report
      keep the options in a file; what is given on the command line wins

A record of a .jsonl file has \"id\" and \"text\", and may have \"title\", \"date\", \"place\" and \"author\".
A table (.csv, .tsv) has a column for the text, by a usual name or by --text-column, and may have the others.
The form of a file is told by its content before its name: a web page called .txt is a web page.
";

#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n{STATUSES}"))]
pub struct CompareArgs {
    #[command(flatten)]
    options: Options,

    /// Take options from a file; each has the same name there, and the command line wins
    #[arg(long, value_name = "FILE", help_heading = "Running")]
    config: Option<PathBuf>,

    /// Print the options in force as a configuration file, and do nothing else
    #[arg(long, help_heading = "Running")]
    dump_config: bool,
}

/// The options with every question answered.
#[derive(Debug)]
struct Resolved {
    paths: Vec<PathBuf>,
    out: PathBuf,
    reference: Vec<PathBuf>,
    user_dict: Option<PathBuf>,
    reading: ReadOptions,
    config: Config,
    render: RenderOptions,
    /// The language of the terminal, where the outputs' is not chosen: what is written must not depend on whose
    /// terminal it is, what is said may.
    talk: Lang,
    threads: Option<usize>,
    strict: bool,
    force: bool,
    quiet: bool,
    verbose: bool,
}

pub fn run(args: &CompareArgs) -> Outcome {
    let locale = locale(|name| std::env::var(name).ok());
    let below = match &args.config {
        Some(file) => Options::read(file).map_err(Failure::usage)?,
        None => Options::default(),
    };
    let options = args.options.clone().over(below);
    if args.dump_config {
        let text = options.in_force().to_toml().map_err(Failure::internal)?;
        return say(|out| out.write_all(text.as_bytes())).map(|()| Status::Done);
    }
    let resolved = resolve(options, locale)?;
    interrupt::install();
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(threads) = resolved.threads {
        pool = pool.num_threads(threads);
    }
    let pool = pool.build().map_err(Failure::internal)?;
    pool.install(|| compare(&resolved))
}

fn resolve(options: Options, locale: Lang) -> Result<Resolved, Failure> {
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
    Ok(Resolved {
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
        strict: options.strict.unwrap_or(false),
        force: options.force.unwrap_or(false),
        quiet: options.quiet.unwrap_or(false),
        verbose: options.verbose.unwrap_or(false),
    })
}

fn compare(options: &Resolved) -> Outcome {
    let watch = Watch::new(options.talk, options.quiet);
    let inputs: Vec<PathBuf> = [&options.paths, &options.reference]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let staging = Staging::new(&options.out, &inputs, options.force).map_err(Failure::output)?;
    // The dictionary takes as long to load as a few hundred texts to read.
    let (reading, segmenter) = rayon::join(
        || corpus::read_with(&options.paths, &options.reference, &options.reading, &watch),
        || {
            let since = Instant::now();
            let segmenter = segmenter(options.user_dict.as_deref());
            watch.dictionary_loaded(since.elapsed());
            segmenter
        },
    );
    let reading = reading.map_err(Failure::input)?;
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
    let analysis = pipeline::analyze_with(corpus, &options.config, &segmenter, &watch);
    write(&analysis, options, staging, &watch, faults)?;
    if options.verbose {
        watch.print_times();
    }
    Ok(if bad.is_empty() {
        Status::Done
    } else {
        Status::Partial
    })
}

fn write(
    analysis: &Analysis,
    options: &Resolved,
    staging: Staging,
    watch: &Watch,
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
    let run = Run {
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
    let text = corpus::decode(bytes, None).with_context(read)?;
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

pub(super) fn warn(bad: &[&Fault]) {
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
