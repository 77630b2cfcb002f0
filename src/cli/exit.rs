//! How the program ends: exit statuses, and failures with their messages.

use std::io::Write;
use std::process::ExitCode;

/// The exit status. `--help` lists the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
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
    /// The checkpoint of an interrupted run with other options or texts is in the way.
    OtherRun,
    /// Checked, and a draft has more than is allowed.
    Found,
    /// A fault of the program.
    Internal,
    /// Ctrl-C.
    Interrupted,
}

impl Status {
    /// The number.
    pub(super) fn code(self) -> u8 {
        match self {
            Status::Done => 0,
            Status::Partial => 1,
            Status::Usage => 2,
            Status::Input => 3,
            Status::Output => 4,
            Status::OtherRun => 5,
            Status::Found => 6,
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
pub(super) struct Failure {
    status: Status,
    error: anyhow::Error,
    hint: Option<&'static str>,
}

impl Failure {
    /// The command line or the configuration file is wrong.
    pub(super) fn usage(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::Usage, error)
    }

    /// The input is bad.
    pub(super) fn input(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::Input, error)
    }

    /// The output cannot be written.
    pub(super) fn output(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::Output, error)
    }

    /// The checkpoint of another run is in the way.
    pub(super) fn other_run(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::OtherRun, error)
    }

    /// Something that can only be the program's fault.
    pub(super) fn internal(error: impl Into<anyhow::Error>) -> Self {
        Self::new(Status::Internal, error)
    }

    fn new(status: Status, error: impl Into<anyhow::Error>) -> Self {
        Self {
            status,
            error: error.into(),
            hint: None,
        }
    }

    /// Adds a line on what to do next.
    pub(super) fn with_hint(self, hint: &'static str) -> Self {
        Self {
            hint: Some(hint),
            ..self
        }
    }

    /// The exit status.
    pub(super) fn status(&self) -> Status {
        self.status
    }

    /// The message with its causes, as it goes to stderr.
    pub(super) fn message(&self) -> String {
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
    pub(super) fn print(&self) {
        // Nobody is left to tell when stderr is closed.
        let _ = writeln!(anstream::stderr(), "{}", self.message());
    }
}
