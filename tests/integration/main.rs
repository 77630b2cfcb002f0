//! All integration tests in one program: it links the library once and analyses the seeds once.
//!
//! A test that cannot run here says so through [`common::skip`]; with `LEITONG_NO_SKIP=1`, as in CI, that is a failure.

#![allow(
    clippy::print_stdout,
    reason = "tests show their figures, with --nocapture"
)]

mod common;
mod difference;
mod hostile;
#[path = "../../fuzz/invariants/mod.rs"]
mod invariants;

mod bad_files;
mod command_line;
mod copies;
mod floors;
mod forms;
mod forms_pages;
mod found_by_fuzzing;
mod glossary;
mod html;
#[cfg(unix)]
mod interruption;
mod labels;
mod library;
mod metadata;
mod mixed_archive;
mod outline_gold;
mod output;
mod properties;
mod reading;
mod schema;
mod seeds_run;
mod sides;
mod small_disk;
mod templates_gold;
mod themes;
mod views_agree;
