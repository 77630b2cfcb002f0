//! How the program ends.

use std::io::Write;
use std::process::ExitCode;

/// What the exit status says. `--help` lists the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Everything was done.
    Done,
    /// Done, but some of the input was bad.
    Partial,
    /// The command line or the configuration file is wrong.
    Usage,
    /// There is nothing to compare.
    Input,
    /// The output could not be written.
    Output,
    /// An interrupted run left its work, and it is not the same run.
    OtherRun,
    /// A fault of the program.
    Internal,
    /// Ctrl-C.
    Interrupted,
}

impl Status {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::Partial => 1,
            Status::Usage => 2,
            Status::Input => 3,
            Status::Output => 4,
            Status::OtherRun => 5,
            Status::Internal => 101,
            // 128 + SIGINT, as shells have it.
            Status::Interrupted => 130,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status.code())
    }
}

/// Why the program ends without having done its work.
#[derive(Debug)]
pub struct Failure {
    status: Status,
    error: anyhow::Error,
    hint: Option<&'static str>,
}

impl Failure {
    /// The command line or the configuration file is wrong.
    pub fn usage(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::Usage, error)
    }

    /// The input is bad.
    pub fn input(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::Input, error)
    }

    /// The output cannot be written.
    pub fn output(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::Output, error)
    }

    /// An interrupted run is in the way.
    pub fn other_run(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::OtherRun, error)
    }

    /// Something that cannot be anybody's fault but the program's.
    pub fn internal(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::Internal, error)
    }

    fn new(status: Status, error: impl Into<anyhow::Error>) -> Self {
        Self {
            status,
            error: error.into(),
            hint: None,
        }
    }

    /// The same with a line on what to do next.
    pub fn with_hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// The exit status.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The message with its causes, as it goes to stderr.
    pub fn message(&self) -> String {
        let mut message = format!("leitong: error: {}", self.error);
        for cause in self.error.chain().skip(1) {
            message.push_str(&format!("\n  because: {cause}"));
        }
        if let Some(hint) = self.hint {
            message.push_str(&format!("\nleitong: {hint}"));
        }
        message
    }

    /// Prints the message to stderr.
    pub fn print(&self) {
        // Nobody is left to tell when stderr is closed.
        let _ = writeln!(anstream::stderr(), "{}", self.message());
    }
}
