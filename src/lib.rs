//! leitong (雷同, "worded alike") compares speeches and reports, Chinese first, and says for every sentence what is
//! shared and what is its own.
//!
//! # The way of the data
//!
//! A [`Corpus`] of [`Document`]s goes through the stages in this order; the result is an [`Analysis`], plain data that
//! serialises. Every stage is a module that can be called alone.
//!
//! | stage | module | gives |
//! |---|---|---|
//! | read *(feature `read`)* | [`read`] | documents from files |
//! | outline, normalise | [`text`] | headings, sections, noise; the stream on which wording is compared |
//! | facts, words | [`text::metadata`], [`text::words`], [`group`] | title, date, place, speaker; words; groups |
//! | reuse | [`reuse`] | passages of two documents, families of n places |
//! | templates | [`template`] | wording with slots; set phrases |
//! | attribution | [`attribution`] | boilerplate, shared or local, for every unit |
//! | features, similarity | [`feature`] | vectors, shingles, surprisal; matrices |
//! | assemble | [`pipeline`] | [`analysis`]: everything, in code points of the text as read |
//! | render *(feature `report`)* | [`report`] | JSON, CSV, charts, report.html |
//!
//! # Two texts
//!
//! ```
//! use leitong::reuse::pair::{Aligner, Background};
//! use leitong::text::NormalText;
//!
//! let a = NormalText::new("要把产业振兴放在首位，立足本县资源禀赋做大茶叶、药材和文旅三篇文章。");
//! let b = NormalText::new("要把产业振兴摆在首位，立足本地资源禀赋做大茶叶、菌菇和文旅三篇文章。");
//! let passages = Aligner::default().align(&a, &b, &Background);
//! assert_eq!(a.span_of(passages[0].a.clone()).start, 0);
//! ```
//!
//! # A corpus
//!
//! ```
//! use leitong::{Config, Corpus, analyze};
//!
//! let corpus = Corpus::from_texts([
//!     ("east", "我们要坚持稳中求进工作总基调，东河县新建水渠四十里。"),
//!     ("west", "我们要坚持稳中求进工作总基调，西山县修通公路两条。"),
//! ]);
//! let analysis = analyze(&corpus, &Config::default());
//! for passage in &analysis.passages {
//!     println!("{} | {}", passage.a.text, passage.b.text);
//! }
//! assert!(analysis.documents[0].shares.local > 0.3);
//! ```
//!
//! [`Pipeline::builder`] takes progress, cancellation, checkpoints and a segmenter with words of your own.
//!
//! # Features
//!
//! | feature | adds |
//! |---|---|
//! | `cli` (default) | the program `leitong`; needs `read` and `report` |
//! | `pdf` (default) | PDF files in [`read`]; a third of the build |
//! | `read` | [`read`]: plain text, HTML, .docx, tables, archives |
//! | `report` | [`report`]: JSON, CSV, charts (PNG, SVG), one-file HTML |
//!
//! With `default-features = false` the engine alone is built.

// The engine, the readers and the renderers never print; the program writes through `anstream`.
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::print_stderr))]

pub mod analysis;
pub mod attribution;
#[cfg(feature = "library")]
pub mod check;
pub mod checkpoint;
#[cfg(feature = "cli")]
mod cli;
pub mod config;
pub mod copies;
pub mod document;
pub mod feature;
#[cfg(any(feature = "library", feature = "read"))]
mod fingerprint;
pub mod group;
#[cfg(feature = "library")]
pub mod library;
pub mod pipeline;
pub mod progress;
#[cfg(feature = "read")]
pub mod read;
#[cfg(feature = "report")]
pub mod report;
pub mod reuse;
pub mod sides;
pub mod span;
pub mod template;
pub mod text;

pub use analysis::Analysis;
pub use config::Config;
pub use document::{Corpus, DocId, Document};
pub use pipeline::{Pipeline, analyze};
pub use progress::{Progress, Stage};
pub use span::Span;

/// The program `leitong`; nothing else of the command line is public.
#[cfg(feature = "cli")]
#[doc(hidden)]
pub fn run_program() -> std::process::ExitCode {
    cli::run()
}

/// The Rust of the README is compiled and run.
#[cfg(all(doctest, feature = "read"))]
#[doc = include_str!("../README.md")]
struct Readme;
