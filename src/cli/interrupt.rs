//! Ctrl-C, and being told to end.

use std::fs;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::exit::Status;

/// What is to be removed when the run is cut short: the folder being written, then the folders made to hold it.
#[derive(Debug, Default)]
pub struct Unfinished {
    /// The folder being written, with all that is in it.
    pub staging: Option<PathBuf>,
    /// Folders made on the way to it, outermost first; they go only if they are empty.
    pub parents: Vec<PathBuf>,
}

static UNFINISHED: Mutex<Unfinished> = Mutex::new(Unfinished {
    staging: None,
    parents: Vec::new(),
});

/// Holds the lock. While it is held, an interruption waits: moving the output to its place is not cut in two.
pub fn unfinished() -> MutexGuard<'static, Unfinished> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Unfinished {
    /// Removes all of it.
    pub fn remove(&mut self) {
        if let Some(staging) = self.staging.take() {
            // Threads that still write may put a file into a folder that is being removed.
            for _ in 0..50 {
                match fs::remove_dir_all(&staging) {
                    Ok(()) => {}
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => break,
                    Err(_) => std::thread::sleep(Duration::from_millis(2)),
                }
            }
        }
        while let Some(parent) = self.parents.pop() {
            let _ = fs::remove_dir(parent);
        }
    }
}

/// From now on Ctrl-C removes what is unfinished and ends the program with status 130.
pub fn install() {
    // It fails only when a handler is there already, and then it is the same.
    let _ = ctrlc::set_handler(|| {
        let mut unfinished = unfinished();
        let nothing = unfinished.staging.is_some();
        unfinished.remove();
        let stderr = std::io::stderr();
        // The line may hold a progress bar.
        let clear = if stderr.is_terminal() {
            "\r\x1b[K\x1b[?25h"
        } else {
            ""
        };
        let said = if nothing { ": nothing was written" } else { "" };
        let _ = writeln!(stderr.lock(), "{clear}leitong: interrupted{said}");
        process::exit(i32::from(Status::Interrupted.code()));
    });
}
