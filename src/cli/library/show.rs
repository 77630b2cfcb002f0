//! `leitong library list` and `info`.

use super::failure;
use crate::cli::exit::Status;
use crate::cli::strings::library as words;
use crate::cli::table::{ColumnAlign, layout, shorten};
use crate::cli::{Outcome, say};
use crate::library::{Library, StoredText};
use crate::report::Lang;

/// Columns of a title on the terminal.
const TITLE: usize = 48;

/// A line a text, in order of date and name.
pub(super) fn list(library: &Library, json: bool) -> Outcome {
    let mut reader = library.reader();
    let mut texts = Vec::with_capacity(library.len());
    for text in library.texts() {
        let mut stored = reader.text(text).map_err(failure)?;
        let characters = stored.text.chars().count();
        stored.text.clear();
        texts.push((stored, characters));
    }
    texts.sort_by(|(a, _), (b, _)| a.order().cmp(&b.order()));
    let lines: Vec<String> = match json {
        true => texts
            .iter()
            .map(|(text, characters)| as_json(text, *characters))
            .collect(),
        false => as_table(&texts),
    };
    say(|out| lines.iter().try_for_each(|line| writeln!(out, "{line}")))?;
    Ok(Status::Done)
}

fn as_json(text: &StoredText, characters: usize) -> String {
    let facts = &text.facts;
    let value = serde_json::json!({
        "id": text.id(), "path": text.path, "title": facts.title, "date": facts.date, "place": facts.place,
        "author": facts.author, "kind": facts.kind, "characters": characters,
    });
    value.to_string()
}

fn as_table(texts: &[(StoredText, usize)]) -> Vec<String> {
    let row = |(text, characters): &(StoredText, usize)| {
        let given = |value: &Option<String>| value.clone().unwrap_or_default();
        vec![
            shorten(&text.id(), TITLE),
            given(&text.facts.date),
            given(&text.facts.place),
            characters.to_string(),
            shorten(&given(&text.facts.title), TITLE),
        ]
    };
    let rows: Vec<Vec<String>> = texts.iter().map(row).collect();
    use ColumnAlign::{Left, Right};
    layout(&rows, &[Left, Left, Left, Right, Left], "")
}

/// How many texts there are, and how much room they take.
pub(super) fn info(library: &Library, lang: Lang) -> Outcome {
    let said = words::info(
        lang,
        &words::Info {
            texts: library.len(),
            segments: library.segments(),
            bytes: library.bytes(),
            removed: library.removed(),
        },
    );
    say(|out| writeln!(out, "{said}")).map(|()| Status::Done)
}
