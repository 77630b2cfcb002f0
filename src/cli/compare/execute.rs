//! A run of `compare`: reads, analyses, writes the output folder, and prints the summary.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::Context;

use super::libraries;
use super::plan::ComparePlan;
use crate::analysis::Analysis;
use crate::cli::checkpoint::{CheckpointStore, TextsFingerprint};
use crate::cli::exit::{Failure, Status};
use crate::cli::input::{bad_inputs, read_texts, strict_error, warn};
use crate::cli::output::{Staging, advice};
use crate::cli::progress::StageWatch;
use crate::cli::summary::{self, RunSummary};
use crate::cli::{Outcome, interrupt, say, window};
use crate::document::Corpus;
use crate::pipeline::Pipeline;
use crate::read::{Fault, Reader, Reading, decode};
use crate::report::names::DocumentNames;
use crate::report::{self, RenderError};
use crate::text::fold;
use crate::text::words::Segmenter;

/// Runs all stages and puts the output in its place.
pub(super) fn execute(plan: &ComparePlan) -> Outcome {
    let settings = &plan.settings;
    let watch = StageWatch::new(plan.terminal_lang, settings.quiet);
    let inputs: Vec<PathBuf> = [&settings.paths, &settings.against, &settings.reference]
        .into_iter()
        .flatten()
        .chain(&settings.metadata)
        .cloned()
        .collect();
    let staging = Staging::new(&plan.out, &inputs, settings.force).map_err(Failure::output)?;
    let mut store = open_checkpoint(plan, &staging)?;
    let reader = Reader::new(settings.reading.clone())
        .against(&settings.against)
        .reference(&settings.reference)
        .progress(&watch)
        .checkpoint(&store);
    // Loading the dictionary takes as long as reading a few hundred texts.
    let (reading, segmenter) = rayon::join(
        || {
            let both = settings.paths.iter().chain(&settings.against);
            if !libraries::any(both) {
                return read_texts(&reader, &settings.paths, plan.metadata.as_ref());
            }
            let plain = Reader::new(settings.reading.clone()).progress(&watch);
            let with_reference = Reader::new(settings.reading.clone())
                .reference(&settings.reference)
                .progress(&watch);
            let mut reading =
                libraries::read(&plain, &with_reference, &settings.paths, &settings.against)?;
            if let Some(table) = &plan.metadata {
                let faults = table.apply(&mut reading.corpus);
                reading.faults.extend(faults);
            }
            Ok(reading)
        },
        || {
            let since = Instant::now();
            let segmenter = segmenter(settings.user_dict.as_deref());
            watch.dictionary_loaded(since.elapsed());
            segmenter
        },
    );
    let Reading { corpus, faults } = reading?;
    let segmenter = segmenter.map_err(Failure::input)?;
    let bad = bad_inputs(&faults);
    if settings.strict && !bad.is_empty() {
        return Err(Failure::input(strict_error(&bad)));
    }
    if settings.quiet {
        // Otherwise the summary lists them.
        warn(&bad);
    }
    store
        .bind_texts(TextsFingerprint::of(&corpus))
        .map_err(Failure::other_run)?;
    if !settings.quiet {
        tell_what_is_loaded(&store);
    }
    let analysis = analyse(plan, &corpus, &segmenter, &watch, &store);
    write(&analysis, plan, staging, &watch, &faults).map_err(|failure| {
        if store.is_empty() {
            failure
        } else {
            failure.with_hint(interrupt::GOES_ON)
        }
    })?;
    if settings.verbose {
        watch.print_times();
    }
    Ok(if bad.is_empty() {
        Status::Done
    } else {
        Status::Partial
    })
}

/// Opens the checkpoint of an interrupted run, or an empty one. Refuses if that run had other options.
fn open_checkpoint(plan: &ComparePlan, staging: &Staging) -> Result<CheckpointStore, Failure> {
    let dir = staging.checkpoint();
    if plan.restart && dir.exists() {
        std::fs::remove_dir_all(&dir)
            .with_context(|| format!("cannot remove {}", dir.display()))
            .map_err(Failure::output)?;
    }
    let fingerprint = plan.fingerprint.clone();
    CheckpointStore::open(dir, fingerprint, plan.settings.checkpoint_delay)
        .map_err(Failure::other_run)
}

/// jieba with the words of the user's file. They are folded as the texts are, or they would not be found there.
fn segmenter(user_dict: Option<&Path>) -> anyhow::Result<Segmenter> {
    let Some(file) = user_dict else {
        return Ok(Segmenter::default());
    };
    let read = || format!("cannot read the words in {}", file.display());
    let bytes = std::fs::read(file).with_context(read)?;
    let text = decode(bytes, None).with_context(read)?;
    Ok(Segmenter::with_user_words(text.lines().filter_map(
        |line| {
            let word = line.split_whitespace().next()?;
            Some(word.chars().map(fold).collect::<String>())
        },
    )))
}

fn tell_what_is_loaded(store: &CheckpointStore) {
    let stored = store.stored_stages();
    if stored.is_empty() {
        return;
    }
    let took: Duration = stored.iter().map(|(_, took)| *took).sum();
    let names: Vec<&str> = stored.iter().map(|(key, _)| key.name()).collect();
    let _ = writeln!(
        anstream::stderr(),
        "leitong: going on from an interrupted run: {} taken over, {:.0} s of work",
        names.join(" and "),
        took.as_secs_f64().max(1.0)
    );
}

fn analyse(
    plan: &ComparePlan,
    corpus: &Corpus,
    segmenter: &Segmenter,
    watch: &StageWatch,
    store: &CheckpointStore,
) -> Analysis {
    Pipeline::builder()
        .config(plan.settings.config.clone())
        .segmenter(segmenter)
        .progress(watch)
        .checkpoint(store)
        .build()
        .run(corpus)
}

/// Writes the output, moves it to its place, and prints the summary.
fn write(
    analysis: &Analysis,
    plan: &ComparePlan,
    staging: Staging,
    watch: &StageWatch,
    faults: &[Fault],
) -> Result<(), Failure> {
    let settings = &plan.settings;
    let replaced = staging.replaces();
    if let Err(error) = report::render(analysis, &settings.render, &staging.dir(), watch) {
        return Err(Failure::output(render_error(error, &staging)));
    }
    staging
        .commit(&settings.config, &settings.render)
        .map_err(Failure::output)?;
    if settings.quiet {
        return Ok(());
    }
    let run = RunSummary {
        analysis,
        faults,
        out: &plan.out,
        formats: settings.render.formats,
        lang: plan.terminal_lang,
        elapsed: watch.elapsed(),
        replaced,
        names: DocumentNames::of(&analysis.documents),
        width: window::columns(),
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
        RenderError::Draw { path, source } => RenderError::Draw {
            path: staging.shown(&path),
            source,
        }
        .into(),
        RenderError::Page { path, source } => RenderError::Page {
            path: staging.shown(&path),
            source,
        }
        .into(),
    }
}
