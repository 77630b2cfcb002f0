//! From the code units of a story (the body, a note, a header) to its paragraphs.

use std::ops::Range;

use super::formatting::{CharacterChange, Formatting};
use super::pieces::Pieces;
use super::style_sheet::StyleSheet;
use crate::read::Problem;
use crate::read::equation;
use crate::read::flow::{ByteBudget, Flow, Paragraph};
use crate::read::numbering::Numbering;
use crate::read::paragraph::{ParagraphEnd, ParagraphRole, by_outline};

/// Longest instruction of a field that is kept, in bytes.
const MAX_INSTRUCTION: usize = 4_096;

/// Most fields in fields; those beyond are passed over as parts of the outermost.
const MAX_FIELDS: usize = 1_000;

/// Reads stories; see [`super::extract`].
pub(super) struct StoryReader<'d> {
    pub(super) main: &'d [u8],
    pub(super) pieces: &'d Pieces,
    pub(super) formatting: &'d Formatting,
    pub(super) styles: &'d StyleSheet,
    pub(super) numbering: &'d mut Numbering,
    pub(super) budget: ByteBudget,
}

/// A field that is open: its instruction, and whether its result has begun.
#[derive(Debug, Default)]
struct OpenField {
    instruction: String,
    result: bool,
}

/// A story that is being read.
#[derive(Debug, Default)]
struct OpenStory {
    flow: Flow,
    fields: Vec<OpenField>,
    /// Code units that are not decoded yet.
    units: Vec<u16>,
    /// The character that lies open is hidden by its paragraph's style, which stands only behind it.
    shown: Vec<Shown>,
}

/// A stretch of the open paragraph, and how it is hidden.
#[derive(Debug)]
struct Shown {
    end: usize,
    hidden: Option<u8>,
    style: Option<u16>,
}

impl StoryReader<'_> {
    /// The paragraphs of the story that stands at these code units.
    pub(super) fn story(&mut self, stretch: Range<u32>) -> Result<Vec<Paragraph>, Problem> {
        let mut open = OpenStory::default();
        let pieces = self.pieces;
        for (unit, at) in pieces.units(self.main, stretch) {
            self.budget.take(1)?;
            let change = self.formatting.character(at);
            self.unit(unit, at, &change, &mut open)?;
        }
        if !open.flow.open.is_empty() || !open.units.is_empty() {
            self.end(&mut open, None, false);
        }
        Ok(open.flow.finish())
    }

    fn unit(
        &mut self,
        unit: u16,
        at: usize,
        change: &CharacterChange,
        open: &mut OpenStory,
    ) -> Result<(), Problem> {
        match unit {
            // The ends of paragraphs, of sections, of cells.
            0x0D | 0x0C | 0x07 => self.end(open, Some(at), unit == 0x07),
            _ if change.deleted => {}
            0x13 if open.fields.len() < MAX_FIELDS => open.fields.push(OpenField::default()),
            0x14 => {
                if let Some(field) = open.fields.last_mut() {
                    field.result = true;
                }
            }
            0x15 => {
                let closed = open.fields.pop().filter(|field| !field.result);
                let shown = closed.and_then(|field| equation::shown(&field.instruction));
                if let Some(shown) = shown {
                    self.budget.take(shown.len())?;
                    open.push(&shown, change);
                }
            }
            _ => {
                let instruction = open.fields.iter_mut().rev().find(|field| !field.result);
                if let Some(field) = instruction {
                    let c = char::from_u32(u32::from(unit)).unwrap_or('\u{FFFD}');
                    if field.instruction.len() < MAX_INSTRUCTION {
                        field.instruction.push(c);
                    }
                    return Ok(());
                }
                match unit {
                    0x09 => open.push("\t", change),
                    0x0B | 0x0E => open.push("\n", change),
                    0x1E => open.push("-", change),
                    0x28 if change.special => {
                        // Signs of symbol fonts have no character of their own.
                        let code = change.symbol.and_then(|s| char::from_u32(u32::from(s)));
                        match code {
                            Some('\u{E000}'..='\u{F8FF}') | None => open.push("□", change),
                            Some(c) => open.push(c.encode_utf8(&mut [0; 4]), change),
                        }
                    }
                    // Pictures, drawings, marks of notes and comments; a soft hyphen is seen only where a line breaks.
                    0..0x20 | 0xAD => {}
                    unit => open.unit(unit, change),
                }
            }
        }
        Ok(())
    }

    /// Ends the open paragraph, whose mark stands at this place.
    fn end(&mut self, open: &mut OpenStory, mark: Option<usize>, is_cell: bool) {
        open.decode();
        let paragraph = mark
            .map(|at| self.formatting.paragraph(at))
            .unwrap_or_default();
        let deleted = mark.is_some_and(|at| self.formatting.character(at).deleted);
        let style = paragraph.style.unwrap_or(0);
        open.hide(self.styles, style);
        if is_cell && paragraph.row_end {
            open.flow.open.clear();
            open.flow.close_row();
            return;
        }
        let mut role = self.styles.role(style);
        if let (Some(level), ParagraphRole::Heading(_) | ParagraphRole::Body) =
            (paragraph.outline, role)
        {
            role = by_outline(level);
        }
        let of_style = self.styles.list(style);
        let list = paragraph.list.or(of_style.map(|(list, _)| list));
        let level = paragraph.list_level.or(of_style.map(|(_, level)| level));
        if let Some(list) = list.filter(|list| *list > 0) {
            let number = self
                .numbering
                .next(&list.to_string(), usize::from(level.unwrap_or(0)));
            // An empty paragraph is counted as Word does, and its number left out.
            if let Some(number) = number.filter(|_| !open.flow.open.trim().is_empty()) {
                open.flow.open.insert_str(0, &number);
            }
        }
        let end = match (deleted, is_cell) {
            (true, _) => ParagraphEnd::Open,
            (_, true) => ParagraphEnd::Tab,
            _ => ParagraphEnd::Line,
        };
        open.flow.close(role, end);
    }
}

impl OpenStory {
    fn unit(&mut self, unit: u16, change: &CharacterChange) {
        let goes_on = self
            .shown
            .last()
            .is_some_and(|last| last.hidden == change.hidden && last.style == change.style);
        if !goes_on {
            self.decode();
            self.begin(change);
        }
        self.units.push(unit);
    }

    fn begin(&mut self, change: &CharacterChange) {
        self.shown.push(Shown {
            end: self.flow.open.len(),
            hidden: change.hidden,
            style: change.style,
        });
    }

    fn push(&mut self, text: &str, change: &CharacterChange) {
        self.decode();
        self.begin(change);
        self.flow.open.push_str(text);
        self.decode();
    }

    /// Turns the code units so far into text.
    fn decode(&mut self) {
        let units = std::mem::take(&mut self.units);
        let decoded = char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}'));
        self.flow.open.extend(decoded);
        if let Some(last) = self.shown.last_mut() {
            last.end = self.flow.open.len();
        }
    }

    /// Takes out what is hidden, now that the style of the paragraph is known.
    fn hide(&mut self, styles: &StyleSheet, paragraph: u16) {
        let by_paragraph = styles.hidden(paragraph);
        let text = std::mem::take(&mut self.flow.open);
        let mut from = 0;
        for shown in self.shown.drain(..) {
            let of_style = by_paragraph || shown.style.is_some_and(|style| styles.hidden(style));
            let hidden = match shown.hidden {
                Some(0) => false,
                Some(1) => true,
                Some(129) => !of_style,
                _ => of_style,
            };
            if !hidden {
                self.flow.open.push_str(&text[from..shown.end]);
            }
            from = shown.end;
        }
    }
}
