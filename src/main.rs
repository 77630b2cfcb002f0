//! The program: everything is in the module `cli` of the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    leitong::run_program()
}
