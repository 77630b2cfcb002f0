//! XML as a sequence of elements and texts, names without their prefixes.

use std::io::BufRead;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};

use super::inflate;
use super::problem::Problem;

/// Deepest nesting of elements. Tables in tables in text boxes come to some 60.
const MAX_DEPTH: usize = 1_000;

/// The receiver of the elements of XML.
pub(super) trait XmlHandler {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem>;
    fn end(&mut self, name: &str) -> Result<(), Problem>;
    fn text(&mut self, text: &str) -> Result<(), Problem>;
}

/// The attributes of an element.
pub(super) struct XmlAttributes<'a> {
    element: &'a BytesStart<'a>,
}

impl XmlAttributes<'_> {
    /// The value of an attribute, by its name without prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        let mut attributes = self.element.attributes();
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|a| a.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// The value of an attribute that has a prefix, where another one of its name has none.
    pub(super) fn get_with_prefix(&self, name: &str) -> Option<String> {
        let mut attributes = self.element.attributes();
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|a| a.key.prefix().is_some() && a.key.local_name().as_ref() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// `w:val`, in which most elements have what they say.
    pub(super) fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// `w:val` as a number.
    pub(super) fn number<N: std::str::FromStr>(&self) -> Option<N> {
        self.val()?.trim().parse().ok()
    }

    /// Whether an element that switches something on does: it does unless it says no.
    pub(super) fn on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }
}

/// Reads XML to its end; `form` is what the file is called if it is damaged. O(n); memory is that of the longest element.
///
/// # Errors
/// [`Problem::Damaged`], [`Problem::TooDeep`], [`Problem::Bomb`].
pub(super) fn walk(
    source: impl BufRead,
    form: &'static str,
    handler: &mut dyn XmlHandler,
) -> Result<(), Problem> {
    let mut reader = Reader::from_reader(source);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.allow_dangling_amp = true;
    let mut buffer = Vec::new();
    let mut depth = 0usize;
    loop {
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| damaged(error, form))?;
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(Problem::TooDeep { limit: MAX_DEPTH });
                }
                let attributes = XmlAttributes { element: &element };
                handler.start(element.local_name().as_ref(), &attributes)?;
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                handler.end(element.local_name().as_ref())?;
            }
            Event::Text(text) => handler.text(&text.xml10_content())?,
            Event::CData(text) => handler.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    handler.text(c.encode_utf8(&mut [0; 4]))?;
                } else if let Some(text) = resolve_predefined_entity(&reference) {
                    handler.text(text)?;
                }
            }
            Event::Eof if depth > 0 => {
                return Err(Problem::Damaged {
                    form,
                    reason: "its XML ends in the middle".to_owned(),
                });
            }
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::DocType(_) => {}
        }
        buffer.clear();
    }
}

fn damaged(error: Error, form: &'static str) -> Problem {
    match error {
        Error::Io(error) => inflate::problem(&error, form),
        Error::Encoding(_) => Problem::Damaged {
            form,
            reason: "its XML is not valid UTF-8".to_owned(),
        },
        error => Problem::Damaged {
            form,
            reason: format!("its XML is wrong: {error}"),
        },
    }
}
