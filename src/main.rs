//! The program: everything is in [`leitong::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    leitong::cli::run()
}
