//! `leitong library add`.

use rayon::prelude::*;

use super::{AddArgs, failure, known_path};
use crate::cli::exit::{Failure, Status};
use crate::cli::input::{bad_inputs, metadata_table, read_texts, warn};
use crate::cli::strings::library as words;
use crate::cli::{Outcome as Ending, say};
use crate::library::{AddedText, LibraryWriter, Outcome, StoredText};
use crate::read::{ReadOptions, Reader};
use crate::report::Lang;
use crate::text::words::Segmenter;

/// Texts that are named of those that were not added.
const NAMED: usize = 10;

pub(super) fn run(args: &AddArgs, lang: Lang) -> Ending {
    let options = ReadOptions::default()
        .with_encoding(args.encoding)
        .with_text_column(args.text_column.clone())
        .with_further_fields(true)
        .with_exclude(vec![args.library.clone()]);
    let table = metadata_table(args.metadata.as_deref())?;
    // Locked before the texts are read: who has to wait learns it at once.
    let mut writer = LibraryWriter::open_or_create(&args.library).map_err(failure)?;
    let reading = read_texts(&Reader::new(options), &args.paths, table.as_ref())?;
    let bad = bad_inputs(&reading.faults);
    warn(&bad);
    let segmenter = Segmenter::without_dictionary();
    // Each document goes as soon as it is kept, so that no text is in memory twice.
    let documents = reading.corpus.documents.into_par_iter();
    let texts: Result<Vec<StoredText>, Failure> = documents
        .map(|document| {
            let path = known_path(&document.path)?;
            Ok(StoredText::of(&document, path, &segmenter))
        })
        .collect();
    let added = writer.add(texts?).map_err(failure)?;
    let said = describe(&added, lang);
    say(|out| out.write_all(said.as_bytes()))?;
    Ok(if bad.is_empty() {
        Status::Done
    } else {
        Status::Partial
    })
}

/// How many were added and replaced, and which were not, and why.
fn describe(added: &[AddedText], lang: Lang) -> String {
    let count = |outcome: &Outcome| added.iter().filter(|one| one.outcome == *outcome).count();
    let same: Vec<(&str, &str)> = added
        .iter()
        .filter_map(|one| match &one.outcome {
            Outcome::SameAs(other) => Some((one.id.as_str(), other.as_str())),
            _ => None,
        })
        .collect();
    let counts = words::Added {
        added: count(&Outcome::Added),
        replaced: count(&Outcome::Replaced),
        unchanged: count(&Outcome::Unchanged),
        same: same.len(),
    };
    let mut said = words::added(lang, &counts);
    said.push('\n');
    for (one, other) in same.iter().take(NAMED) {
        said.push_str(&format!("  {}\n", words::same_as(lang, one, other)));
    }
    if same.len() > NAMED {
        said.push_str(&format!("  {}\n", words::more(lang, same.len() - NAMED)));
    }
    said
}
