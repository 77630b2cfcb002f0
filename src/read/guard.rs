//! Readers whose library may fail badly run in a thread of their own: for its stack, and because a panic ends with it and
//! becomes a message. One file never ends the run.

use std::any::Any;
use std::thread;

use super::problem::Problem;

/// Stack of the thread that reads a file. Objects of a PDF nest up to 512 deep, forms up to 50, and every level takes some
/// kilobytes; the workers of a thread pool have 2 MB.
const STACK: usize = 64 << 20;

/// Runs a reader; a panic is handed to `failed`.
///
/// # Errors
/// Those of the reader, what `failed` makes of a panic, and a system that gives no thread.
pub(super) fn guarded<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    failed: impl FnOnce(&(dyn Any + Send)) -> Problem,
) -> Result<T, Problem> {
    let reader = thread::Builder::new()
        .name("reader".to_owned())
        .stack_size(STACK)
        .spawn(read)?;
    reader.join().unwrap_or_else(|panic| Err(failed(&*panic)))
}
