//! Word 97 to 2003 and WPS Writer (.doc, .wps; MS-DOC).
//!
//! As with Word documents from 2007 on: automatic numbers are counted again, tables have a tab between cells and a line a row,
//! fields show their results, hidden text and deletions are left out, tables of contents, notes, headers and footers are
//! noise. Text boxes stand behind the body: where they are anchored is told by their drawings, which are not read.

mod bytes;
mod file_information;
mod formatting;
mod lists;
mod notes;
mod pieces;
mod sprm;
mod story;
mod style_sheet;
mod summary;
#[cfg(test)]
mod tests;

use super::compound::streams;
use super::flow::{ByteBudget, Flows};
use super::form::WORD_DOCUMENT;
use super::guard::guarded;
use super::{Extracted, Foreign, Problem};
use file_information::{FileInformation, Part};
use formatting::Formatting;
use lists::lists;
use notes::{header_stories, note_stories};
use pieces::Pieces;
use story::StoryReader;
use style_sheet::StyleSheet;

/// The text of a document; `limit` is the most bytes it may have. O(n log n) for n bytes.
///
/// # Errors
/// [`Problem::Damaged`], [`Problem::ForeignFormat`] for a file under a password, [`Problem::TooLarge`].
pub(super) fn extract(bytes: Vec<u8>, limit: u64) -> Result<Extracted, Problem> {
    guarded(
        move || read(&bytes, limit),
        |_| damaged("its reader cannot cope with it"),
    )
}

fn damaged(reason: &str) -> Problem {
    Problem::Damaged {
        form: WORD_DOCUMENT,
        reason: reason.to_owned(),
    }
}

fn read(bytes: &[u8], limit: u64) -> Result<Extracted, Problem> {
    let names = [
        "WordDocument",
        "0Table",
        "1Table",
        "\u{5}SummaryInformation",
    ];
    let [main, table0, table1, summary] = streams(bytes, names, WORD_DOCUMENT)?;
    let main = main.ok_or_else(|| damaged("its text cannot be found"))?;
    let information =
        FileInformation::read(&main).ok_or_else(|| damaged("its text cannot be found"))?;
    if information.encrypted {
        return Err(Problem::ForeignFormat {
            format: Foreign::LockedOffice,
        });
    }
    if information.is_old {
        return Err(damaged("it is of a version before Word 97"));
    }
    let table = if information.second_table {
        table1
    } else {
        table0
    };
    let table = table.ok_or_else(|| damaged("its text cannot be found"))?;
    let pieces = Pieces::read(information.part(&table, Part::Pieces))
        .ok_or_else(|| damaged("its text cannot be found"))?;
    let styles = StyleSheet::read(information.part(&table, Part::Styles));
    let mut numbering = lists(&information, &table);
    let formatting = Formatting::read(&information, &main, &table);
    let mut reader = StoryReader {
        main: &main,
        pieces: &pieces,
        formatting: &formatting,
        styles: &styles,
        numbering: &mut numbering,
        budget: ByteBudget::new(limit),
    };
    let mut flows = Flows {
        body: reader.story(information.body())?,
        ..Flows::default()
    };
    flows.body.extend(reader.story(information.boxes())?);
    flows.notes = note_stories(&information, &table, &mut reader)?;
    flows.furniture = header_stories(&information, &table, &mut reader)?;
    flows.properties = summary
        .as_deref()
        .map(summary::properties)
        .unwrap_or_default();
    Ok(flows.extracted())
}
