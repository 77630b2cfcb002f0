//! The settings of a run of `compare`: what its options come to.

use std::path::PathBuf;
use std::time::Duration;

use crate::cli::values::ThreadCount;
use crate::config::Config;
use crate::read::ReadOptions;
use crate::report::RenderOptions;

/// The values of the options, in the form that each part of a run takes.
#[derive(Debug, Default)]
pub(super) struct CompareSettings {
    pub(super) paths: Vec<PathBuf>,
    pub(super) against: Vec<PathBuf>,
    pub(super) reference: Vec<PathBuf>,
    pub(super) metadata: Option<PathBuf>,
    pub(super) user_dict: Option<PathBuf>,
    pub(super) reading: ReadOptions,
    pub(super) config: Config,
    pub(super) render: RenderOptions,
    pub(super) threads: Option<ThreadCount>,
    pub(super) checkpoint_delay: Duration,
    pub(super) strict: bool,
    pub(super) force: bool,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
}
