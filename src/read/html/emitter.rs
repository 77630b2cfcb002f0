//! From html5gum's tokens to the page. Names and values are cut at a limit, so that no tag costs more than its length.

use std::cell::Cell;
use std::convert::Infallible;

use html5gum::{Emitter, Error, Readable, Reader, State, Tokenizer, naive_next_state};
use thiserror::Error as ThisError;

use super::builder::PageBuilder;
use super::page::HtmlPage;
use super::start_tag::StartTag;

/// Longest name of a tag or attribute that is told from others, in bytes.
const MAX_NAME: usize = 64;

/// Most attributes of a tag with values in double quotation marks: browsers show pages with more, and people write fewer than
/// a hundred. html5gum 0.9 calls itself for each of these, which takes some 300 bytes of stack, and of that there are 2 MB.
pub(super) const MAX_ATTRIBUTES: usize = 1_000;

/// Longest value of an attribute that is kept, in bytes. Descriptions are the longest that we read.
const MAX_VALUE: usize = 4096;

/// Attributes that mean something to the text.
const ATTRIBUTES: [&[u8]; 17] = [
    b"class",
    b"content",
    b"datetime",
    b"hidden",
    b"href",
    b"id",
    b"itemprop",
    b"media",
    b"name",
    b"open",
    b"property",
    b"reversed",
    b"role",
    b"start",
    b"style",
    b"type",
    b"value",
];

/// Why a page is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageTooLarge {
    /// It has more blocks of text than wanted.
    Blocks,
    /// One of its tags has more than [`MAX_ATTRIBUTES`].
    Attributes,
}

/// Reads a page.
///
/// # Errors
/// If it has more than `max_blocks` blocks of text, or a tag with too many attributes. O(n).
pub(super) fn parse(text: &str, max_blocks: usize) -> Result<HtmlPage, PageTooLarge> {
    let mut builder = PageBuilder::new(max_blocks);
    let attributes = Cell::new(0);
    let tokens = Tokens {
        builder: &mut builder,
        current: CurrentTag::None,
        tag: StartTag::default(),
        last_start: Vec::new(),
        name: Vec::new(),
        value: Vec::new(),
        attributes: &attributes,
    };
    let source = Counted {
        inner: text.to_reader(),
        attributes: &attributes,
    };
    match Tokenizer::new_with_emitter(source, tokens).finish() {
        Ok(()) => builder.finish().ok_or(PageTooLarge::Blocks),
        Err(TooManyAttributes) => Err(PageTooLarge::Attributes),
    }
}

/// The error with which a page ends that has too many attributes in a tag.
#[derive(Clone, Copy, Debug, ThisError)]
#[error("too many attributes in a tag")]
struct TooManyAttributes;

/// The source of a page, which ends with an error once the tag that is being read has too many attributes: an error is the
/// only way out of the tokenizer, and it asks for the next byte wherever it is.
struct Counted<'c, R> {
    inner: R,
    /// Values in double quotation marks of the tag that is being read; [`Tokens`] begins anew with each tag.
    attributes: &'c Cell<usize>,
}

impl<R> Counted<'_, R> {
    fn check(&self) -> Result<(), TooManyAttributes> {
        match self.attributes.get() {
            0..=MAX_ATTRIBUTES => Ok(()),
            _ => Err(TooManyAttributes),
        }
    }
}

impl<R: Reader<Error = Infallible>> Reader for Counted<'_, R> {
    type Error = TooManyAttributes;

    fn read_byte(&mut self) -> Result<Option<u8>, TooManyAttributes> {
        self.check()?;
        let Ok(byte) = self.inner.read_byte();
        Ok(byte)
    }

    fn try_read_string(
        &mut self,
        string: &[u8],
        case_sensitive: bool,
    ) -> Result<bool, TooManyAttributes> {
        self.check()?;
        let Ok(is_next) = self.inner.try_read_string(string, case_sensitive);
        Ok(is_next)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, TooManyAttributes> {
        self.check()?;
        let Ok(read) = self.inner.read_until(needle, buffer);
        if read == Some(b"\"") && needle.contains(&b'"') {
            self.attributes.set(self.attributes.get() + 1);
        }
        Ok(read)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CurrentTag {
    None,
    Start,
    End,
}

struct Tokens<'b> {
    builder: &'b mut PageBuilder,
    current: CurrentTag,
    tag: StartTag,
    last_start: Vec<u8>,
    /// The current attribute.
    name: Vec<u8>,
    value: Vec<u8>,
    /// Values in double quotation marks that the current tag has had.
    attributes: &'b Cell<usize>,
}

impl Tokens<'_> {
    fn begin(&mut self, current: CurrentTag) {
        self.current = current;
        self.attributes.set(0);
        self.tag.name.clear();
        self.tag.attributes.clear();
        self.tag.self_closing = false;
        self.name.clear();
        self.value.clear();
    }

    /// Puts the current attribute on the tag, unless one of its name stands there.
    fn attribute(&mut self) {
        let name = std::mem::take(&mut self.name);
        let value = std::mem::take(&mut self.value);
        if self.current != CurrentTag::Start || !ATTRIBUTES.contains(&name.as_slice()) {
            return;
        }
        let name = String::from_utf8_lossy(&name).into_owned();
        if self.tag.attribute(&name).is_none() {
            let value = String::from_utf8_lossy(&value).into_owned();
            self.tag.attributes.push((name, value));
        }
    }
}

fn push(to: &mut Vec<u8>, bytes: &[u8], limit: usize) {
    let room = limit.saturating_sub(to.len());
    to.extend_from_slice(&bytes[..bytes.len().min(room)]);
}

impl Emitter for Tokens<'_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start = name.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {}

    fn emit_error(&mut self, _: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, text: &[u8]) {
        self.builder.text(text);
    }

    fn init_start_tag(&mut self) {
        self.begin(CurrentTag::Start);
    }

    fn init_end_tag(&mut self) {
        self.begin(CurrentTag::End);
    }

    fn init_comment(&mut self) {
        self.begin(CurrentTag::None);
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.attribute();
        if self.current == CurrentTag::End {
            self.builder.end(&self.tag.name);
            return None;
        }
        self.last_start.clone_from(&self.tag.name);
        // In SVG and MathML every element is like every other.
        let foreign = self.builder.is_foreign();
        self.builder.start(&self.tag);
        if foreign {
            return None;
        }
        match self.tag.name.as_slice() {
            b"noframes" => Some(State::RawText),
            name => naive_next_state(name),
        }
    }

    fn emit_current_comment(&mut self) {}

    fn emit_current_doctype(&mut self) {}

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, name: &[u8]) {
        push(&mut self.tag.name, name, MAX_NAME);
    }

    fn push_comment(&mut self, _: &[u8]) {}

    fn push_doctype_name(&mut self, _: &[u8]) {}

    fn init_doctype(&mut self) {
        self.begin(CurrentTag::None);
    }

    fn init_attribute(&mut self) {
        self.attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        push(&mut self.name, name, MAX_NAME);
    }

    fn push_attribute_value(&mut self, value: &[u8]) {
        push(&mut self.value, value, MAX_VALUE);
    }

    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.current == CurrentTag::End
            && !self.tag.name.is_empty()
            && self.tag.name == self.last_start
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.builder.is_foreign()
    }
}
