//! Progress of one's own, and a run that ends when its time is up: `cargo run --example own_progress`.

use std::error::Error;
use std::time::{Duration, Instant};

use leitong::read::{ReadOptions, read};
use leitong::{Pipeline, Progress, Stage};

/// Prints each stage, and stops the run after a while.
struct Deadline(Instant);

impl Progress for Deadline {
    fn begin(&self, stage: Stage, steps: u64) {
        eprintln!("{stage:?}: {steps} steps");
    }

    // Asked before each stage. From another thread, an `AtomicBool` does the same.
    fn should_stop(&self) -> bool {
        Instant::now() > self.0
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let corpus = read(&["seeds".into()], &ReadOptions::default())?;
    let deadline = Deadline(Instant::now() + Duration::from_secs(60));
    let pipeline = Pipeline::builder().progress(&deadline).build();
    match pipeline.try_run(&corpus) {
        Ok(analysis) => println!("{} passages", analysis.passages.len()),
        Err(cancelled) => println!("{cancelled}"),
    }
    Ok(())
}
