//! Interruptions: Ctrl-C, and signals that tell the program to end.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::checkpoint;
use super::exit::Status;

/// Things to remove when the run is cut short: the hidden folder beside the output, then the folders made to hold it.
#[derive(Debug, Default)]
pub(super) struct PendingCleanup {
    /// The hidden folder.
    pub(super) hidden: Option<PathBuf>,
    /// Folders made on the way to it, outermost first; they are removed only if they are empty.
    pub(super) parents: Vec<PathBuf>,
}

static PENDING_CLEANUP: Mutex<PendingCleanup> = Mutex::new(PendingCleanup {
    hidden: None,
    parents: Vec::new(),
});

/// Locks what is to be removed. While the lock is held, an interruption waits, so that moving the output to its place
/// is not cut in two.
pub(super) fn pending_cleanup() -> MutexGuard<'static, PendingCleanup> {
    PENDING_CLEANUP
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

impl PendingCleanup {
    /// Removes what was being written; `keep_checkpoint` spares the checkpoint. Returns whether one is left.
    pub(super) fn clear(&mut self, keep_checkpoint: bool) -> bool {
        let hidden = self.hidden.take();
        let kept = hidden.is_some_and(|hidden| checkpoint::clear(&hidden, keep_checkpoint));
        while let Some(parent) = self.parents.pop() {
            let _ = fs::remove_dir(parent);
        }
        kept
    }
}

/// Tells the user that a run that ended before its time left a checkpoint.
pub(super) const GOES_ON: &str =
    "what is done so far is kept: the same command goes on from there, --restart begins anew";

/// From now on, Ctrl-C removes what is half-written and ends the program with status 130.
pub(super) fn install() {
    // It fails only if a handler is there already, and that is this one.
    let _ = ctrlc::set_handler(|| {
        let mut pending_cleanup = pending_cleanup();
        let writes = pending_cleanup.hidden.is_some();
        let kept = pending_cleanup.clear(true);
        let stderr = std::io::stderr();
        // The line may hold a progress bar.
        let clear = if stderr.is_terminal() {
            "\r\x1b[K\x1b[?25h"
        } else {
            ""
        };
        let said = match (writes, kept) {
            (_, true) => format!(": {GOES_ON}"),
            (true, false) => ": nothing was written".to_owned(),
            (false, false) => String::new(),
        };
        let _ = writeln!(stderr.lock(), "{clear}leitong: interrupted{said}");
        process::exit(i32::from(Status::Interrupted.code()));
    });
}
