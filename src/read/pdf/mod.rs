//! PDF files with text in them.
//!
//! hayro interprets the pages and hands us each character with its place; lines, paragraphs, headings and furniture
//! are found from the places.

mod glyphs;
mod headings;
#[cfg(test)]
mod line_tests;
mod lines;
mod margin_numbers;
mod notes;
mod paragraphs;
mod raised;
mod running_heads;
mod sentence_end;
mod stream_size;
#[cfg(test)]
mod tests;
mod unicode;
mod width_ranges;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf, page::Page};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page,
};

use super::guard::guarded;
use super::{Extracted, Problem};
use glyphs::{Recorder, TooManyOperations};

/// Most pages of a file.
const MAX_PAGES: usize = 20_000;

/// Most characters of a file: a book of 1,000 pages has a million.
const MAX_CHARS: usize = 50_000_000;

/// Of the glyphs of a file, at least one in so many must have a character, or its text cannot be read.
const READABLE: u64 = 2;

/// The text of a PDF file, furniture included: pages in order, lines joined to paragraphs. Running heads and page
/// numbers are noise in the layout; those inside a paragraph that runs over a page stand behind it.
///
/// # Errors
/// [`Problem::Locked`], [`Problem::NoTextLayer`], [`Problem::NoCharacterCodes`], [`Problem::TooManyParts`], and
/// [`Problem::Damaged`], also when the library that interprets the file fails.
pub(super) fn extract(bytes: Vec<u8>) -> Result<Extracted, Problem> {
    if !stream_size::is_bounded(&bytes) {
        return Err(Problem::TooManyParts {
            what: "bytes in one stream",
            limit: stream_size::MAX_STREAM,
        });
    }
    guarded(
        move || read(bytes),
        |panic| match panic.is::<TooManyOperations>() {
            true => Problem::TooManyParts {
                what: "drawing operations on a page",
                limit: glyphs::MAX_OPERATIONS,
            },
            false => damaged("the PDF library cannot cope with it"),
        },
    )
}

fn damaged(reason: &str) -> Problem {
    Problem::Damaged {
        form: "PDF file",
        reason: reason.to_owned(),
    }
}

fn read(bytes: Vec<u8>) -> Result<Extracted, Problem> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Problem::Locked,
        LoadPdfError::Decryption(_) => damaged("its encryption is of a kind that is not read"),
        LoadPdfError::Invalid => damaged("it has no pages that can be found"),
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(damaged("it has no pages that can be found"));
    }
    if pages.len() > MAX_PAGES {
        return Err(Problem::TooManyParts {
            what: "pages",
            limit: MAX_PAGES as u64,
        });
    }
    if !width_ranges::are_bounded(&pdf) {
        return Err(Problem::TooManyParts {
            what: "widths of characters",
            limit: width_ranges::MAX_WIDTHS,
        });
    }
    let codes = unicode::Codes::new(&pdf);
    let cache = InterpreterCache::new();
    let mut read = Vec::with_capacity(pages.len());
    let (mut chars, mut unknown, mut content) = (0, 0, 0);
    for page in pages.iter() {
        if !stream_size::is_page_bounded(page, stream_size::MAX_CONTENT - content) {
            return Err(Problem::TooManyParts {
                what: "bytes of pages",
                limit: stream_size::MAX_CONTENT,
            });
        }
        let recorder = record(page, &pdf, &cache, &codes);
        content += page.page_stream().map_or(0, |stream| stream.len() as u64);
        content = content.min(stream_size::MAX_CONTENT);
        chars += recorder.glyphs.len();
        unknown += recorder.unknown;
        if chars > MAX_CHARS {
            return Err(Problem::TooManyParts {
                what: "characters",
                limit: MAX_CHARS as u64,
            });
        }
        // What is set sideways is read like a page of its own, behind what stands upright.
        read.extend(
            glyphs::by_turn(recorder.glyphs)
                .into_iter()
                .map(lines::lines),
        );
    }
    if read.iter().all(Vec::is_empty) && unknown == 0 {
        return Err(Problem::NoTextLayer {
            pages: pages.len() as u64,
        });
    }
    if unknown > (chars as u64).saturating_mul(READABLE - 1) {
        return Err(Problem::NoCharacterCodes);
    }
    let furniture = running_heads::running_heads(&read);
    let body = paragraphs::body_size(&read, &furniture);
    let paragraphs = paragraphs::paragraphs(&read, &furniture);
    Ok(headings::write(&paragraphs, body))
}

fn record<'c, 'a>(
    page: &Page<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    codes: &'c unicode::Codes,
) -> Recorder<'c> {
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        area,
        cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    let mut recorder = Recorder::new(codes, area);
    interpret_page(page, &mut context, &mut recorder);
    recorder
}
