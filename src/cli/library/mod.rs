//! `leitong library`: a library of texts on disk.

mod add;
mod show;

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Subcommand};

use super::exit::{Failure, Status};
use super::locale::locale;
use super::strings::library as words;
use super::values::ThreadCount;
use super::{Outcome, STATUSES, interrupt, say, thread_pool};
use crate::library::{Library, LibraryError, LibraryWriter};
use crate::read::TextEncoding;

const EXAMPLES: &str = "\
Examples:
  leitong library add archive.lib speeches/ news.jsonl --metadata speeches.csv
      makes the library, or adds what is new or has changed
  leitong library list archive.lib
  leitong library remove archive.lib 2019-report.txt
  leitong check draft.docx --library archive.lib
      what of the draft stands in the library

A library is a folder: copy it, back it up, read it from several programs at
once. While one program writes to it, others go on reading.
";

#[derive(Debug, Args)]
#[command(after_help = format!("{EXAMPLES}\n{STATUSES}"))]
pub(super) struct LibraryArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Adds texts; makes the library where there is none
    Add(AddArgs),
    /// Removes texts, by their ids or the files that they were read from
    Remove(RemoveArgs),
    /// Lists the texts
    List(ListArgs),
    /// Says how many texts there are, and how much room they take
    Info(LibraryPath),
    /// Holds every byte against its checksum
    Verify(LibraryPath),
    /// Packs all texts anew, without what was removed
    Compact(LibraryPath),
}

#[derive(Debug, Args)]
struct LibraryPath {
    /// The folder of the library
    #[arg(value_name = "LIB")]
    library: PathBuf,
}

#[derive(Debug, Args)]
struct AddArgs {
    /// The folder of the library
    #[arg(value_name = "LIB")]
    library: PathBuf,

    /// Files and folders: everything that compare reads; - is standard input
    #[arg(required = true, value_name = "PATHS")]
    paths: Vec<PathBuf>,

    /// What is known of the texts: a .csv with the column file and any of title, date, place, author, kind and others
    #[arg(long, value_name = "FILE")]
    metadata: Option<PathBuf>,

    /// The column of .csv and .tsv tables that holds the text [default: text, content, body, 正文, 内容, …]
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,

    /// Encoding of all files (utf-8, gb18030, big5, utf-16le, …) [default: told from each file]
    #[arg(long, value_name = "NAME")]
    encoding: Option<TextEncoding>,

    /// Threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<ThreadCount>,
}

#[derive(Debug, Args)]
struct RemoveArgs {
    /// The folder of the library
    #[arg(value_name = "LIB")]
    library: PathBuf,

    /// Ids as list shows them, or paths of files
    #[arg(required = true, value_name = "ID")]
    texts: Vec<String>,
}

#[derive(Debug, Args)]
struct ListArgs {
    /// The folder of the library
    #[arg(value_name = "LIB")]
    library: PathBuf,

    /// Print a line of JSON a text: id, path, title, date, place, author, characters
    #[arg(long)]
    json: bool,
}

/// Does what is asked of a library.
pub(super) fn run(args: &LibraryArgs) -> Outcome {
    interrupt::install();
    let lang = locale();
    match &args.action {
        Action::Add(args) => thread_pool(args.threads)?.install(|| add::run(args, lang)),
        Action::Remove(args) => remove(args),
        Action::List(args) => {
            show::list(&Library::open(&args.library).map_err(failure)?, args.json)
        }
        Action::Info(args) => show::info(&Library::open(&args.library).map_err(failure)?, lang),
        Action::Verify(args) => {
            let library = Library::open(&args.library).map_err(failure)?;
            library.verify().map_err(failure)?;
            let said = words::verified(lang, library.len(), library.segments());
            say(|out| writeln!(out, "{said}")).map(|()| Status::Done)
        }
        Action::Compact(args) => {
            let mut writer = LibraryWriter::open(&args.library).map_err(failure)?;
            writer.compact().map_err(failure)?;
            show::info(&Library::open(&args.library).map_err(failure)?, lang)
        }
    }
}

fn remove(args: &RemoveArgs) -> Outcome {
    let lang = locale();
    let mut names = args.texts.clone();
    // A path as given stands for the file that it names.
    let absolute = args
        .texts
        .iter()
        .filter_map(|text| std::path::absolute(text).ok());
    names.extend(absolute.map(|path| path.display().to_string()));
    let mut writer = LibraryWriter::open(&args.library).map_err(failure)?;
    let gone = writer.remove(&names).map_err(failure)?;
    if gone.is_empty() {
        let error =
            anyhow::anyhow!("the library has none of these texts: see `leitong library list`");
        return Err(Failure::input(error));
    }
    let said = words::removed(lang, &gone);
    say(|out| writeln!(out, "{said}")).map(|()| Status::Done)
}

/// What to do where there is no room for a library.
const FULL_DISK: &str =
    "the disk is full: free some space and try again; the library is as it was before";

/// What is wrong with a library, with the status that it ends with.
pub(super) fn failure(error: LibraryError) -> Failure {
    if let LibraryError::Io { source, .. } = &error
        && source.kind() == std::io::ErrorKind::StorageFull
    {
        return Failure::output(error).with_hint(FULL_DISK);
    }
    match error {
        LibraryError::Io { .. } | LibraryError::Locked(_) | LibraryError::NotOurs(_) => {
            Failure::output(error)
        }
        _ => Failure::input(error),
    }
}

/// The absolute path by which a file is known in the library; standard input has none.
fn known_path(path: &std::path::Path) -> Result<String, Failure> {
    if path.as_os_str() == crate::read::STDIN {
        return Ok(String::new());
    }
    let absolute =
        std::path::absolute(path).with_context(|| format!("cannot find {}", path.display()));
    Ok(absolute.map_err(Failure::input)?.display().to_string())
}
