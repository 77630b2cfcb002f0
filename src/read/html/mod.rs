//! Web pages: the whole visible page in order, its furniture marked as noise.
//!
//! Tags, attributes and entities are html5gum's, a tokenizer after the HTML Standard. The tree is our own and knows
//! only what matters to the text, since tree builders that follow the Standard take time quadratic in the depth of
//! a page (a `<div>` looks for an open `<p>` through all others), and depth is free to whoever writes the page.

mod about;
mod builder;
mod charset;
mod declarations;
mod emitter;
mod field;
mod list;
mod main_text;
mod page;
mod render;
mod space;
mod start_tag;
mod style_sheet;
mod tags;
#[cfg(test)]
mod tests;

use super::encoding::TextEncoding;
use super::{Extracted, Problem};

use emitter::PageTooLarge;
pub(super) use field::field;

/// Most blocks of text in a page. A book of 1,000 pages has some 20,000.
const MAX_BLOCKS: usize = 2_000_000;

/// The text of a page, everything that a reader of it sees, in the order of the file; what is not the main text is
/// noise in the layout. Left out: scripts, styles, comments, elements that their attributes or a style sheet of the page hide, what was struck out, readings of ruby.
///
/// Time and memory are linear in the page.
///
/// # Errors
/// Those of decoding; [`Problem::Empty`] for a page without visible text; [`Problem::TooManyParts`].
pub(super) fn extract(bytes: &[u8], encoding: Option<TextEncoding>) -> Result<Extracted, Problem> {
    let source = charset::decode_page(bytes, encoding)?;
    let mut page = emitter::parse(&source, MAX_BLOCKS).map_err(|too_large| match too_large {
        PageTooLarge::Blocks => Problem::TooManyParts {
            what: "blocks of text",
            limit: MAX_BLOCKS as u64,
        },
        PageTooLarge::Attributes => Problem::TooManyParts {
            what: "attributes in a tag",
            limit: emitter::MAX_ATTRIBUTES as u64,
        },
    })?;
    show_what_scripts_show(&mut page);
    if page.blocks.iter().all(|block| block.hidden) {
        return Err(Problem::Empty);
    }
    let text = main_text::main_text(&page);
    let title = about::title_blocks(&page, &text);
    Ok(render::render(&page, &text, &title))
}

/// Some sites hide the text until a script shows it. What is hidden is shown if it holds more running text than all
/// the rest.
fn show_what_scripts_show(page: &mut page::HtmlPage) {
    let prose = |hidden: bool| -> usize {
        let of_kind = page.blocks.iter().filter(|b| b.hidden == hidden);
        of_kind
            .filter(|b| main_text::is_prose(b))
            .map(|b| b.chars)
            .sum()
    };
    if prose(true) > prose(false) {
        for block in &mut page.blocks {
            block.hidden = false;
        }
    }
}
