//! The state that every step of one comparison shares: the constants, and the count of what was done.

use super::settings::Settings;
use crate::reuse::work::Work;

/// The settings of a comparison, and its work so far.
#[derive(Debug)]
pub(super) struct PairContext<'s> {
    pub(super) settings: &'s Settings,
    /// Counted so that bounds can be tested without a clock; nothing depends on it.
    pub(super) work: Work,
}

impl<'s> PairContext<'s> {
    /// A comparison that has not begun.
    pub(super) fn new(settings: &'s Settings) -> Self {
        Self {
            settings,
            work: Work::default(),
        }
    }
}
