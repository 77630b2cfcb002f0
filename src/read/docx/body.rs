//! From the elements of a document to its paragraphs.

use super::styles::Styles;
use crate::read::Problem;
use crate::read::equation;
use crate::read::numbering::Numbering;
use crate::read::paragraph::{ParagraphEnd, ParagraphRole, by_outline};
use crate::read::xml::{XmlAttributes, XmlHandler};

/// A paragraph as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocxParagraph {
    pub(super) text: String,
    pub(super) end: ParagraphEnd,
    pub(super) role: ParagraphRole,
    /// The relationship of a part of another form whose content stands here instead.
    pub(super) chunk: Option<String>,
}

/// Elements that hold nothing which is read, or an older state of what is: deletions, moves, former properties,
/// instructions of fields, phonetic guides.
const LEFT_OUT: [&str; 15] = [
    "del",
    "moveFrom",
    "delText",
    "delInstrText",
    "rt",
    "sectPr",
    "tblPr",
    "tblGrid",
    "trPr",
    "tcPr",
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "sdtEndPr",
    "binData",
];

/// Longest instruction of a field that is kept, in bytes.
const MAX_INSTRUCTION: usize = 4_096;

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct OpenParagraph {
    text: String,
    style: Option<String>,
    outline: Option<u8>,
    number: Option<String>,
    number_level: Option<usize>,
    mark_deleted: bool,
    /// What text boxes anchored in it hold; it follows the paragraph.
    boxes: Vec<DocxParagraph>,
}

/// Reads `document.xml`, `footnotes.xml` and their like.
pub(super) struct BodyReader<'d> {
    styles: &'d Styles,
    numbering: &'d mut Numbering,
    /// Names of the open elements that matter to their children.
    path: Vec<&'static str>,
    /// Open elements inside one that is left out, that one included.
    skipping: usize,
    open: Vec<OpenParagraph>,
    /// Paragraphs of the body, and of each open text box.
    sinks: Vec<Vec<DocxParagraph>>,
    /// Where each open cell begins in its sink.
    cells: Vec<usize>,
    /// For each open `AlternateContent`, whether one alternative was taken.
    taken: Vec<bool>,
    /// Whether the run is hidden.
    hidden: bool,
    /// Whether white space at the ends of the text counts.
    preserve: bool,
    written: String,
    /// Open tables of contents.
    contents: usize,
    /// Open form fields that show a hint and hold nothing.
    hints: usize,
    /// Fields that are open.
    fields: Vec<OpenField>,
    /// Bytes of all text so far, and how many there may be.
    bytes: u64,
    limit: u64,
    /// Notes referred to, in order.
    pub(super) notes: Vec<NoteReference>,
}

/// A field that is open: its instruction, and whether its result has begun.
#[derive(Debug, Default)]
struct OpenField {
    instruction: String,
    result: bool,
}

/// A reference to a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteReference {
    pub(super) endnote: bool,
    pub(super) id: String,
}

impl<'d> BodyReader<'d> {
    pub(super) fn new(styles: &'d Styles, numbering: &'d mut Numbering, limit: u64) -> Self {
        Self {
            styles,
            numbering,
            path: Vec::new(),
            skipping: 0,
            open: Vec::new(),
            sinks: vec![Vec::new()],
            cells: Vec::new(),
            taken: Vec::new(),
            hidden: false,
            preserve: false,
            written: String::new(),
            contents: 0,
            hints: 0,
            fields: Vec::new(),
            bytes: 0,
            limit,
            notes: Vec::new(),
        }
    }

    /// The paragraphs read so far, which are taken out.
    pub(super) fn take(&mut self) -> Vec<DocxParagraph> {
        self.sinks
            .first_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    fn within(&self, name: &str) -> bool {
        self.path.last() == Some(&name)
    }

    fn push(&mut self, text: &str) -> Result<(), Problem> {
        if self.hidden || self.hints > 0 {
            return Ok(());
        }
        self.bytes += text.len() as u64;
        if self.bytes > self.limit {
            return Err(Problem::TooLarge { limit: self.limit });
        }
        if let Some(open) = self.open.last_mut() {
            // A soft hyphen is seen only where a line breaks.
            open.text.extend(text.chars().filter(|c| *c != '\u{AD}'));
        }
        Ok(())
    }

    /// Properties of a paragraph.
    fn paragraph_property(&mut self, name: &str, attributes: &XmlAttributes<'_>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match name {
            "pStyle" => open.style = attributes.val(),
            "outlineLvl" => open.outline = attributes.number(),
            "numId" => open.number = attributes.val(),
            "ilvl" => open.number_level = attributes.number(),
            "del" | "moveFrom" => open.mark_deleted = true,
            _ => {}
        }
    }

    /// Signs that are elements of a run.
    fn sign(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        match name {
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = attributes
                    .get("char")
                    .and_then(|c| u32::from_str_radix(&c, 16).ok());
                match code.and_then(char::from_u32) {
                    // Signs of symbol fonts have no character of their own.
                    Some('\u{E000}'..='\u{F8FF}') => self.push("□"),
                    Some(c) if !c.is_control() => self.push(c.encode_utf8(&mut [0; 4])),
                    _ => Ok(()),
                }
            }
            "fldChar" => self.field(attributes.get("fldCharType").as_deref()),
            "footnoteReference" | "endnoteReference" => {
                self.notes
                    .extend(attributes.get("id").map(|id| NoteReference {
                        endnote: name == "endnoteReference",
                        id,
                    }));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The beginning, the middle or the end of a field. A field without a result shows what its instruction says.
    fn field(&mut self, part: Option<&str>) -> Result<(), Problem> {
        match part {
            Some("begin") => self.fields.push(OpenField::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => {
                let shown = self
                    .fields
                    .pop()
                    .filter(|field| !field.result)
                    .and_then(|field| equation::shown(&field.instruction));
                if let Some(shown) = shown {
                    return self.push(&shown);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A part of another form that stands between the paragraphs.
    fn chunk(&mut self, attributes: &XmlAttributes<'_>) {
        if let (Some(id), Some(sink)) = (attributes.get("id"), self.sinks.last_mut()) {
            sink.push(DocxParagraph {
                text: String::new(),
                end: ParagraphEnd::Line,
                role: ParagraphRole::Body,
                chunk: Some(id),
            });
        }
    }

    fn close_paragraph(&mut self) -> Result<(), Problem> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let style = open.style.as_deref().unwrap_or("");
        let mut role = self.styles.role(style);
        if let (Some(level), ParagraphRole::Heading(_) | ParagraphRole::Body) = (open.outline, role)
        {
            role = by_outline(level);
        }
        if self.contents > 0 {
            role = ParagraphRole::Contents;
        }
        let mut text = open.text;
        if let Some(number) = self.number(&open.number, open.number_level, style, &text) {
            self.bytes += number.len() as u64;
            if self.bytes > self.limit {
                return Err(Problem::TooLarge { limit: self.limit });
            }
            text.insert_str(0, &number);
        }
        let end = if open.mark_deleted {
            ParagraphEnd::Open
        } else {
            ParagraphEnd::Line
        };
        if let Some(sink) = self.sinks.last_mut() {
            sink.push(DocxParagraph {
                text,
                end,
                role,
                chunk: None,
            });
            sink.extend(open.boxes);
        }
        Ok(())
    }

    /// The automatic number of a paragraph. An empty one is counted as Word does, and its number left out.
    fn number(
        &mut self,
        own: &Option<String>,
        own_level: Option<usize>,
        style: &str,
        text: &str,
    ) -> Option<String> {
        let of_style = self.styles.number(style);
        let (id, level) = match (own, of_style) {
            (Some(id), _) => (id.clone(), own_level),
            (None, Some((id, level))) => {
                let linked = self.numbering.level_of_style(&id, style);
                (id, own_level.or(linked).or(level))
            }
            (None, None) => return None,
        };
        // 0 takes a paragraph out of the list of its style.
        if id == "0" {
            return None;
        }
        let number = self.numbering.next(&id, level.unwrap_or(0))?;
        (!text.trim().is_empty()).then_some(number)
    }

    fn close_cell(&mut self) {
        let Some(from) = self.cells.pop() else { return };
        let Some(sink) = self.sinks.last_mut() else {
            return;
        };
        if sink.len() <= from {
            sink.push(DocxParagraph {
                text: String::new(),
                end: ParagraphEnd::Tab,
                role: ParagraphRole::Body,
                chunk: None,
            });
        } else if let Some(last) = sink.last_mut() {
            last.end = ParagraphEnd::Tab;
        }
    }

    fn close_row(&mut self) {
        let last = self.sinks.last_mut().and_then(|sink| sink.last_mut());
        if let Some(last) = last.filter(|last| last.end == ParagraphEnd::Tab) {
            last.end = ParagraphEnd::Line;
        }
    }
}

/// The elements that matter to their children, by their static names.
fn known(name: &str) -> Option<&'static str> {
    const KNOWN: [&str; 9] = [
        "p",
        "pPr",
        "r",
        "rPr",
        "t",
        "instrText",
        "numPr",
        "sdtPr",
        "txbxContent",
    ];
    KNOWN.into_iter().find(|known| *known == name)
}

impl XmlHandler for BodyReader<'_> {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if self.skipping > 0 {
            self.skipping += 1;
            return Ok(());
        }
        let in_mark = self.path.ends_with(&["pPr", "rPr"]);
        if in_mark && matches!(name, "del" | "moveFrom") {
            self.paragraph_property(name, attributes);
        }
        let second_choice = matches!(name, "Choice" | "Fallback")
            && self
                .taken
                .last_mut()
                .is_some_and(|taken| std::mem::replace(taken, true));
        if second_choice || LEFT_OUT.contains(&name) {
            self.skipping = 1;
            return Ok(());
        }
        match name {
            "p" => {
                self.open.push(OpenParagraph::default());
                self.hidden = false;
            }
            "AlternateContent" => self.taken.push(false),
            "txbxContent" => self.sinks.push(Vec::new()),
            "tc" => self.cells.push(self.sinks.last().map_or(0, Vec::len)),
            "sdt" => self.path.push("sdt"),
            "docPartGallery" if attributes.val().as_deref() == Some("Table of Contents") => {
                if let Some(sdt) = self.path.iter_mut().rev().find(|n| **n == "sdt") {
                    *sdt = "contents";
                    self.contents += 1;
                }
            }
            "showingPlcHdr" if self.within("sdtPr") && attributes.on() => {
                if let Some(sdt) = self.path.iter_mut().rev().find(|n| **n == "sdt") {
                    *sdt = "hint";
                    self.hints += 1;
                }
            }
            "altChunk" => self.chunk(attributes),
            "r" => self.hidden = self.hidden_by_style(),
            "rStyle" if self.path.ends_with(&["r", "rPr"]) => {
                let style = attributes.val().unwrap_or_default();
                // The hint of an empty form field has a style of its own, which goes as soon as somebody writes into it.
                self.hidden |= self.styles.hidden(&style) || style == "PlaceholderText";
            }
            "vanish" if self.path.ends_with(&["r", "rPr"]) => self.hidden = attributes.on(),
            "t" => {
                self.preserve = attributes.get("space").as_deref() == Some("preserve");
                self.written.clear();
            }
            _ if self.within("pPr") || self.within("numPr") => {
                self.paragraph_property(name, attributes);
            }
            _ if self.within("r") => self.sign(name, attributes)?,
            _ => {}
        }
        self.path.extend(known(name));
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        match name {
            "t" => {
                let written = std::mem::take(&mut self.written);
                self.path.pop();
                // White space of XML, not the spaces that people type.
                let bare = written.trim_matches([' ', '\t', '\r', '\n']);
                return self.push(if self.preserve { &written } else { bare });
            }
            "p" => self.close_paragraph()?,
            "tc" => self.close_cell(),
            "tr" => self.close_row(),
            "AlternateContent" => {
                self.taken.pop();
            }
            "txbxContent" if self.sinks.len() > 1 => {
                let inside = self.sinks.pop().unwrap_or_default();
                match (self.open.last_mut(), self.sinks.last_mut()) {
                    (Some(open), _) => open.boxes.extend(inside),
                    (None, Some(sink)) => sink.extend(inside),
                    (None, None) => {}
                }
            }
            "sdt" => {
                match self.path.pop() {
                    Some("contents") => self.contents -= 1,
                    Some("hint") => self.hints -= 1,
                    _ => {}
                }
                return Ok(());
            }
            _ => {}
        }
        if known(name).is_some() {
            self.path.pop();
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        if self.skipping == 0
            && self.within("instrText")
            && let Some(field) = self.fields.last_mut()
            && field.instruction.len() + text.len() <= MAX_INSTRUCTION
        {
            field.instruction.push_str(text);
        }
        if self.skipping == 0 && self.within("t") {
            if (self.bytes + self.written.len() as u64 + text.len() as u64) > self.limit {
                return Err(Problem::TooLarge { limit: self.limit });
            }
            self.written.push_str(text);
        }
        Ok(())
    }
}

impl BodyReader<'_> {
    /// Whether the paragraph's style hides its text.
    fn hidden_by_style(&self) -> bool {
        let style = self.open.last().and_then(|open| open.style.as_deref());
        style.is_some_and(|style| self.styles.hidden(style))
    }
}
