//! The stories beside the body: footnotes, endnotes, headers and footers, each parted by a table of its own.

use std::ops::Range;

use super::bytes::u32_at;
use super::file_information::{FileInformation, Part};
use super::story::StoryReader;
use crate::read::Problem;
use crate::read::flow::{Note, joined};

/// Stories before the first header: the lines that part notes from the text.
const SEPARATORS: usize = 6;

/// Footnotes, and behind them endnotes.
pub(super) fn note_stories(
    information: &FileInformation<'_>,
    table: &[u8],
    reader: &mut StoryReader<'_>,
) -> Result<Vec<Note>, Problem> {
    let mut notes = Vec::new();
    let kinds = [
        (information.footnotes(), Part::FootnoteTexts, false),
        (information.endnotes(), Part::EndnoteTexts, true),
    ];
    for (all, part, endnote) in kinds {
        for stretch in stretches(information.part(table, part), all) {
            let text = joined(&reader.story(stretch)?);
            notes.push(Note { endnote, text });
        }
    }
    Ok(notes)
}

/// The lines of headers, and behind them those of footers.
pub(super) fn header_stories(
    information: &FileInformation<'_>,
    table: &[u8],
    reader: &mut StoryReader<'_>,
) -> Result<Vec<String>, Problem> {
    let (mut headers, mut footers) = (Vec::new(), Vec::new());
    let stories = stretches(
        information.part(table, Part::Headers),
        information.headers(),
    );
    for (at, stretch) in stories.into_iter().enumerate().skip(SEPARATORS) {
        let lines = reader.story(stretch)?.into_iter().map(|p| p.text);
        // Of each section: even and odd headers, even and odd footers, the header and the footer of its first page.
        match (at - SEPARATORS) % 6 {
            2 | 3 | 5 => footers.extend(lines),
            _ => headers.extend(lines),
        }
    }
    headers.append(&mut footers);
    Ok(headers)
}

/// The stretches between the places that a table lists, which count from the beginning of `all`. The last place stands behind
/// the end.
fn stretches(table: &[u8], all: Range<u32>) -> Vec<Range<u32>> {
    let places: Vec<u32> = (0..table.len() / 4)
        .filter_map(|at| u32_at(table, at * 4))
        .map(|place| all.start.saturating_add(place).min(all.end))
        .collect();
    let pairs = places.windows(2);
    // Without overlap, so that no text is read twice.
    let mut last = all.start;
    pairs
        .map(|pair| {
            let from = pair[0].max(last);
            last = last.max(pair[1]);
            from..pair[1].max(from)
        })
        .collect()
}
