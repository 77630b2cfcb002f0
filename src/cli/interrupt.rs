//! Ctrl-C, and being told to end.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::checkpoint;
use super::exit::Status;

/// What is to be tidied up when the run is cut short: the hidden folder beside the output, then the folders made to
/// hold it.
#[derive(Debug, Default)]
pub struct PendingCleanup {
    /// The hidden folder. What it keeps for the next run stays.
    pub hidden: Option<PathBuf>,
    /// Folders made on the way to it, outermost first; they go only if they are empty.
    pub parents: Vec<PathBuf>,
}

static PENDING_CLEANUP: Mutex<PendingCleanup> = Mutex::new(PendingCleanup {
    hidden: None,
    parents: Vec::new(),
});

/// Holds the lock. While it is held, an interruption waits: moving the output to its place is not cut in two.
pub fn pending_cleanup() -> MutexGuard<'static, PendingCleanup> {
    PENDING_CLEANUP
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
}

impl PendingCleanup {
    /// Removes what was being written, and with `keep` spares what the next run can go on from. Whether there is
    /// something of that.
    pub fn clear(&mut self, keep: bool) -> bool {
        let hidden = self.hidden.take();
        let kept = hidden.is_some_and(|hidden| checkpoint::clear(&hidden, keep));
        while let Some(parent) = self.parents.pop() {
            let _ = fs::remove_dir(parent);
        }
        kept
    }
}

/// What is said when a run ends before its time and something was kept.
pub const GOES_ON: &str =
    "what is done so far is kept: the same command goes on from there, --restart begins anew";

/// From now on Ctrl-C removes what is unfinished and ends the program with status 130.
pub fn install() {
    // It fails only when a handler is there already, and then it is the same.
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
