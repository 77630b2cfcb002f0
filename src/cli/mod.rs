//! The command line: a module for each subcommand, and what they have in common.
//!
//! | module | for |
//! |---|---|
//! | `compare`, `align`, `templates`, `library`, `check`, `completions` | the subcommands |
//! | `values`, `int_in_range`, `locale` | values of options and of the environment |
//! | `input`, `problem_text` | bad inputs, in words |
//! | `output`, `checkpoint`, `atomic_file`, `interrupt` | output that is whole or absent, runs that are cut short |
//! | `summary`, `fillers`, `table`, `window`, `progress`, `strings` | what the terminal shows |
//! | `exit` | how the program ends |

mod align;
mod atomic_file;
mod check;
mod checkpoint;
mod compare;
mod completions;
mod exit;
mod fillers;
mod input;
mod int_in_range;
mod interrupt;
mod library;
mod locale;
mod output;
mod problem_text;
mod progress;
mod strings;
mod summary;
mod table;
mod templates;
mod values;
mod window;

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use exit::{Failure, Status};
use values::ThreadCount;

/// Exit statuses, for the end of `--help`.
const STATUSES: &str = "\
Exit status:
  0    done
  1    done, but some of the input could not be read
  2    wrong usage, or a bad configuration file
  3    nothing to compare, or bad input with --strict
  4    the output could not be written
  5    an interrupted run with other options or texts is in the way: see --restart
  6    checked, and a draft has more than --fail-above or --fail-on-leftovers allow
  101  internal error: please report it
  130  interrupted, or told to end";

#[derive(Debug, Parser)]
#[command(
    name = "leitong",
    version,
    about = "Compares speeches and reports, Chinese first: reused passages, templates with their blanks, set phrases, and what is local",
    after_help = STATUSES,
    arg_required_else_help = true,
    max_term_width = 100
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compares texts with one another and writes a report
    Compare(Box<compare::CompareArgs>),
    /// Finds the passages that two texts share
    Align(align::AlignArgs),
    /// Lists wording with blanks that texts share, and set phrases
    Templates(templates::TemplatesArgs),
    /// Keeps many texts on disk, ready to have drafts checked against them
    Library(library::LibraryArgs),
    /// Checks drafts against a library: what stands in it already, and what is left over of a source
    Check(Box<check::CheckArgs>),
    /// Prints a completion script for a shell
    Completions(completions::CompletionsArgs),
}

/// Runs the program: parses the command line, does what it says, and reports what went wrong. The only item of this
/// module that is seen outside.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error).into(),
    };
    report_panics();
    let done = panic::catch_unwind(AssertUnwindSafe(|| match cli.command {
        Command::Compare(args) => compare::run(&args),
        Command::Align(args) => align::run(&args),
        Command::Templates(args) => templates::run(&args),
        Command::Library(args) => library::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Completions(args) => completions::run(&args, Cli::command()),
    }));
    match done {
        Ok(Ok(status)) => status,
        Ok(Err(failure)) => {
            failure.print();
            failure.status()
        }
        Err(_) => Status::Internal,
    }
    .into()
}

/// Prints clap's own message. Help and version are no errors and go to stdout.
fn refuse(error: &clap::Error) -> Status {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Nobody is left to tell when stdout is closed.
            let _ = error.print();
            Status::Done
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Status::Usage
        }
        _ => {
            let _ = write!(anstream::stderr(), "leitong: ");
            let _ = error.print();
            Status::Usage
        }
    }
}

/// Makes a panic say that it is a fault of the program, in place of Rust's own message. It still unwinds, so that
/// nothing half-written stays behind.
fn report_panics() {
    let rust = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let payload = info.payload();
        let what = payload
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("a panic without a message");
        let place = info
            .location()
            .map(|l| format!(" ({}:{})", l.file(), l.line()))
            .unwrap_or_default();
        let _ = writeln!(
            anstream::stderr(),
            "leitong: internal error: {what}{place}\nThis is a fault of leitong, not of your texts: please report it with this message."
        );
        if std::env::var_os("RUST_BACKTRACE").is_some() {
            rust(info);
        }
    }));
}

/// Writes to stdout. A reader that has gone away, such as `head`, is no error.
fn say(write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), Failure> {
    let mut out = anstream::stdout();
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::output(
            anyhow::Error::new(error).context("cannot write to stdout"),
        )),
        _ => Ok(()),
    }
}

/// The threads of a run: as many as were asked for, or one for each processor.
fn thread_pool(threads: Option<ThreadCount>) -> Result<rayon::ThreadPool, Failure> {
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(threads) = threads {
        pool = pool.num_threads(threads.get());
    }
    pool.build().map_err(Failure::internal)
}

/// The end of a subcommand: a status after its work, or the reason why it was not done.
type Outcome = Result<Status, Failure>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
