//! From the tokens of an RTF file to its flows.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::RTF_DOCUMENT;
use super::group::{
    Destination, FlowKind, Group, ParagraphState, Property, is_shown_inside, opened,
};
use super::style_sheet::{OpenStyle, StyleSheet};
use super::token::Token;
use crate::read::Problem;
use crate::read::encoding::{by_charset, by_codepage};
use crate::read::flow::{ByteBudget, Flow, Flows, Note, joined, written_number};
use crate::read::paragraph::{ParagraphEnd, ParagraphRole, by_outline};
use crate::read::properties::FileProperties;

/// Deepest nesting of groups: as for XML, far beyond what any program writes.
const MAX_DEPTH: usize = 1_000;

/// Reads tokens; see [`super::extract`].
pub(super) struct RtfReader {
    groups: Vec<Group>,
    done: bool,
    default: &'static Encoding,
    default_font: Option<i32>,
    fonts: BTreeMap<i32, &'static Encoding>,
    font: Option<i32>,
    style_sheet: StyleSheet,
    style: OpenStyle,
    /// The flows that are open, the body first.
    open: Vec<Flow>,
    found: Flows,
    /// Bytes of text that are not decoded yet, and the destination that they go to.
    bytes: Vec<u8>,
    /// The first half of a code point beyond 16 bits.
    high: Option<u16>,
    /// Bytes to pass over, since a code point before them said the same.
    passing: u32,
    list_text: String,
    budget: ByteBudget,
}

impl RtfReader {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            groups: Vec::new(),
            done: false,
            default: WINDOWS_1252,
            default_font: None,
            fonts: BTreeMap::new(),
            font: None,
            style_sheet: StyleSheet::default(),
            style: OpenStyle::default(),
            open: vec![Flow::default()],
            found: Flows::default(),
            bytes: Vec::new(),
            high: None,
            passing: 0,
            list_text: String::new(),
            budget: ByteBudget::new(limit),
        }
    }

    /// Whether the outermost group has ended; what stands behind it is no text.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// The finished flows.
    pub(super) fn finish(mut self) -> Flows {
        self.found.body = self.open.first_mut().map(Flow::finish).unwrap_or_default();
        self.found
    }

    /// Takes in a token, and says how many bytes behind it are no tokens.
    pub(super) fn token(&mut self, token: Token<'_>) -> Result<usize, Problem> {
        match token {
            Token::Byte(byte) => {
                if self.passing > 0 {
                    self.passing -= 1;
                } else if self.groups.last().is_some_and(|group| group.is_shown()) {
                    self.bytes.push(byte);
                }
                if let Some(group) = self.groups.last_mut() {
                    group.fresh = false;
                }
                return Ok(0);
            }
            Token::Word("u", Some(code)) => {
                self.flush()?;
                return self.code_unit(code).map(|()| 0);
            }
            _ => self.flush()?,
        }
        match token {
            Token::Open => self.open_group()?,
            Token::Close => self.close_group()?,
            Token::Sign(sign) => self.sign(sign)?,
            Token::Word("bin", count) => {
                return Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(0));
            }
            Token::Word(word, number) => self.word(word, number)?,
            Token::Byte(_) => {}
        }
        Ok(0)
    }

    fn open_group(&mut self) -> Result<(), Problem> {
        if self.groups.len() >= MAX_DEPTH {
            return Err(Problem::TooManyParts {
                what: "groups in groups",
                limit: MAX_DEPTH as u64,
            });
        }
        self.passing = 0;
        let outer = self.groups.last().copied().unwrap_or(Group {
            destination: Destination::Text,
            fresh: true,
            ignorable: false,
            flow: None,
            paragraph: ParagraphState::default(),
            hidden: false,
            deleted: false,
            fallback: 1,
            encoding: self.default,
        });
        self.groups.push(Group {
            fresh: true,
            ignorable: false,
            flow: None,
            ..outer
        });
        Ok(())
    }

    fn close_group(&mut self) -> Result<(), Problem> {
        self.passing = 0;
        let Some(group) = self.groups.pop() else {
            return Ok(());
        };
        if let Some(kind) = group.flow {
            self.close_flow(kind);
        }
        let outer = self.groups.last().map(|outer| outer.destination);
        if group.destination == Destination::Styles && outer == Some(Destination::Styles) {
            let style = std::mem::take(&mut self.style);
            self.style_sheet.add(&style);
        }
        if group.destination == Destination::ListText && outer != Some(Destination::ListText) {
            let number = written_number(&std::mem::take(&mut self.list_text));
            self.push(&number)?;
        }
        self.done = self.groups.is_empty();
        Ok(())
    }

    fn close_flow(&mut self, kind: FlowKind) {
        if self.open.len() < 2 {
            return;
        }
        let Some(mut flow) = self.open.pop() else {
            return;
        };
        let paragraphs = flow.finish();
        match kind {
            FlowKind::Header | FlowKind::Footer => {
                let lines = paragraphs.into_iter().map(|p| p.text);
                self.found.furniture.extend(lines);
            }
            FlowKind::Footnote | FlowKind::Endnote => {
                self.found.notes.push(Note {
                    endnote: kind == FlowKind::Endnote,
                    text: joined(&paragraphs),
                });
            }
            FlowKind::Box => {
                if let Some(outer) = self.open.last_mut() {
                    outer.boxes.extend(paragraphs);
                }
            }
        }
    }

    fn sign(&mut self, sign: u8) -> Result<(), Problem> {
        match sign {
            b'*' => {
                if let Some(group) = self.groups.last_mut() {
                    group.ignorable = true;
                }
                Ok(())
            }
            b'\\' | b'{' | b'}' => self.token(Token::Byte(sign)).map(|_| ()),
            b'~' => self.push("\u{A0}"),
            b'_' => self.push("-"),
            b'\r' | b'\n' => self.end_paragraph(ParagraphEnd::Line),
            _ => Ok(()),
        }
    }

    /// Text that is bytes of a code page.
    fn flush(&mut self) -> Result<(), Problem> {
        if self.bytes.is_empty() {
            return Ok(());
        }
        let encoding = self.groups.last().map_or(self.default, |g| g.encoding);
        let bytes = std::mem::take(&mut self.bytes);
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.push(&text)
    }

    /// A unit of UTF-16, of which some write the first as a negative number.
    fn code_unit(&mut self, code: i32) -> Result<(), Problem> {
        let unit = code as u16;
        let Some(group) = self.groups.last_mut() else {
            return Ok(());
        };
        self.passing = group.fallback;
        group.fresh = false;
        if !group.is_shown() {
            return Ok(());
        }
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
            return Ok(());
        }
        let pair = self.high.take().map(|high| [high, unit]);
        let units: &[u16] = pair.as_ref().map_or(std::slice::from_ref(&unit), |p| p);
        let text: String = char::decode_utf16(units.iter().copied())
            .filter_map(Result::ok)
            .filter(|c| !c.is_control())
            .collect();
        self.push(&text)
    }

    /// Text, to where the group's text goes.
    fn push(&mut self, text: &str) -> Result<(), Problem> {
        let Some(group) = self.groups.last() else {
            return Ok(());
        };
        if !group.is_shown() {
            return Ok(());
        }
        match group.destination {
            Destination::Text => {
                self.budget.take(text.len())?;
                if let Some(flow) = self.open.last_mut() {
                    flow.open.push_str(text);
                }
            }
            Destination::ListText => {
                self.budget.take(text.len())?;
                self.list_text.push_str(text);
            }
            Destination::Styles => FileProperties::add(&mut self.style.name, text),
            Destination::Property(property) => {
                if let Some(to) = self.property(property) {
                    FileProperties::add(to, text);
                }
            }
            Destination::Nothing | Destination::Fonts | Destination::Info => {}
        }
        Ok(())
    }

    fn property(&mut self, property: Property) -> Option<&mut String> {
        let properties = &mut self.found.properties;
        Some(match property {
            Property::Title => &mut properties.title,
            Property::Author => &mut properties.creator,
            Property::Operator => &mut properties.modified_by,
            Property::Comment => &mut properties.description,
            Property::Created | Property::Modified => return None,
        })
    }

    fn word(&mut self, word: &str, number: Option<i32>) -> Result<(), Problem> {
        let Some(group) = self.groups.last_mut() else {
            return Ok(());
        };
        let fresh = std::mem::replace(&mut group.fresh, false);
        let reads = group.destination != Destination::Nothing;
        if fresh && is_shown_inside(word) {
            group.destination = Destination::Text;
            return Ok(());
        }
        if fresh && reads {
            match opened(word) {
                Some((destination, flow)) => {
                    group.destination = destination;
                    group.flow = flow;
                    if flow.is_some() {
                        group.paragraph = ParagraphState::default();
                        self.open.push(Flow::default());
                        (group.hidden, group.deleted) = (false, false);
                    }
                    return Ok(());
                }
                None if group.ignorable => {
                    group.destination = Destination::Nothing;
                    return Ok(());
                }
                None => {}
            }
        }
        match group.destination {
            Destination::Nothing => Ok(()),
            Destination::Fonts => {
                self.font_table(word, number);
                Ok(())
            }
            Destination::Styles => {
                self.style_word(word, number);
                Ok(())
            }
            Destination::Property(property) => {
                self.moment(property, word, number);
                Ok(())
            }
            Destination::Text | Destination::ListText | Destination::Info => {
                self.text_word(word, number)
            }
        }
    }

    fn font_table(&mut self, word: &str, number: Option<i32>) {
        let of_number = |number: Option<i32>| number.and_then(|n| u32::try_from(n).ok());
        match word {
            "f" => self.font = number,
            "fcharset" | "cpg" => {
                let encoding = of_number(number).and_then(|number| match word {
                    "cpg" => by_codepage(number),
                    _ => by_charset(number),
                });
                if let (Some(font), Some(encoding)) = (self.font, encoding) {
                    self.fonts.insert(font, encoding);
                }
            }
            _ => {}
        }
    }

    fn style_word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "s" => self.style.number = number,
            "outlinelevel" => self.style.outline = number.and_then(|n| u8::try_from(n).ok()),
            "v" => self.style.hidden = number != Some(0),
            _ => {}
        }
    }

    /// `\creatim\yr2025\mo3\dy26`, as `2025-03-26`.
    fn moment(&mut self, property: Property, word: &str, number: Option<i32>) {
        let to = match property {
            Property::Created => &mut self.found.properties.created,
            Property::Modified => &mut self.found.properties.modified,
            _ => return,
        };
        let number = number.unwrap_or(0).clamp(0, 9_999);
        match word {
            "yr" => *to = format!("{number:04}"),
            "mo" | "dy" if to.len() < 10 => to.push_str(&format!("-{:02}", number.min(99))),
            _ => {}
        }
    }

    /// Words that set how text looks, or that are text.
    fn text_word(&mut self, word: &str, number: Option<i32>) -> Result<(), Problem> {
        let on = number != Some(0);
        let Some(group) = self.groups.last_mut() else {
            return Ok(());
        };
        match word {
            "ansicpg" => {
                let encoding = number.and_then(|n| by_codepage(u32::try_from(n).ok()?));
                self.default = encoding.unwrap_or(self.default);
                group.encoding = self.default;
            }
            "deff" => self.default_font = number,
            "f" | "plain" => {
                let font = if word == "f" {
                    number
                } else {
                    self.default_font
                };
                let encoding = font.and_then(|font| self.fonts.get(&font));
                group.encoding = encoding.copied().unwrap_or(self.default);
                if word == "plain" {
                    (group.hidden, group.deleted) = (false, false);
                }
            }
            "v" => group.hidden = on,
            "deleted" => group.deleted = on,
            "uc" => group.fallback = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(1),
            "pard" => group.paragraph = ParagraphState::default(),
            "s" => group.paragraph.style = number,
            "outlinelevel" => {
                group.paragraph.outline = number.and_then(|n| u8::try_from(n).ok());
            }
            "ftnalt" if group.flow == Some(FlowKind::Footnote) => {
                group.flow = Some(FlowKind::Endnote);
            }
            "par" | "sect" => return self.end_paragraph(ParagraphEnd::Line),
            "cell" | "nestcell" => return self.end_paragraph(ParagraphEnd::Tab),
            "row" | "nestrow" => self.open.iter_mut().for_each(Flow::close_row),
            "rtf" if number.is_none() => {
                return Err(Problem::Damaged {
                    form: RTF_DOCUMENT,
                    reason: "it names no version".to_owned(),
                });
            }
            _ => {
                if let Some(text) = sign_of(word) {
                    return self.push(text);
                }
            }
        }
        Ok(())
    }

    fn end_paragraph(&mut self, end: ParagraphEnd) -> Result<(), Problem> {
        let Some(group) = self.groups.last() else {
            return Ok(());
        };
        let (paragraph, shown) = (group.paragraph, !group.deleted);
        if group.destination != Destination::Text {
            return Ok(());
        }
        self.budget.take(1)?;
        let style = paragraph.style.and_then(|s| self.style_sheet.get(s));
        let mut role = style.map_or(ParagraphRole::Body, |style| style.role);
        if let (Some(level), ParagraphRole::Heading(_) | ParagraphRole::Body) =
            (paragraph.outline, role)
        {
            role = by_outline(level);
        }
        let Some(flow) = self.open.last_mut() else {
            return Ok(());
        };
        if style.is_some_and(|style| style.hidden) {
            flow.open.clear();
        }
        // A deleted mark lets the paragraph go on in the next.
        if shown {
            flow.close(role, end);
        }
        Ok(())
    }
}

/// The signs that RTF writes as words.
fn sign_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        "line" | "page" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => return None,
    })
}
