//! From the elements of a slide to its paragraphs.

use super::{ByteBudget, Flow, ParagraphEnd, ParagraphRole};
use crate::read::Problem;
use crate::read::flow::Paragraph;
use crate::read::numbering::{numeral, separated};
use crate::read::xml::{XmlAttributes, XmlHandler};

/// What a shape is for, by its placeholder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ShapeRole {
    Title,
    /// What stands on every slide.
    Furniture,
    /// The number or the day of the slide, or its picture among the notes.
    Nothing,
    #[default]
    Text,
}

/// The text of a slide.
#[derive(Debug, Default)]
pub(super) struct ReadSlide {
    pub(super) hidden: bool,
    pub(super) body: Vec<Paragraph>,
    pub(super) furniture: Vec<String>,
}

/// Reads a slide, the notes of one, or the data of a diagram.
pub(super) struct SlideReader<'b> {
    budget: &'b mut ByteBudget,
    /// Whether a centred title is that of the whole presentation.
    is_first: bool,
    slide: ReadSlide,
    flow: Flow,
    shape: ShapeRole,
    centred: bool,
    hidden: bool,
    diagram: bool,
    in_text: bool,
    /// Open elements inside one that is left out, that one included.
    skipping: usize,
    /// Where the open cell begins in the flow.
    cell: Option<usize>,
    /// The level of the paragraph, and the automatic number that it has.
    level: usize,
    scheme: Option<(String, u32)>,
    counters: [u32; 9],
}

impl<'b> SlideReader<'b> {
    pub(super) fn new(budget: &'b mut ByteBudget, is_first: bool) -> Self {
        Self {
            budget,
            is_first,
            slide: ReadSlide::default(),
            flow: Flow::default(),
            shape: ShapeRole::default(),
            centred: false,
            hidden: false,
            diagram: false,
            in_text: false,
            skipping: 0,
            cell: None,
            level: 0,
            scheme: None,
            counters: [0; 9],
        }
    }

    pub(super) fn finish(mut self) -> ReadSlide {
        let rest = self.flow.finish();
        self.slide.body.extend(rest);
        self.slide
    }

    fn push(&mut self, text: &str) -> Result<(), Problem> {
        self.budget.take(text.len())?;
        self.flow.open.push_str(text);
        Ok(())
    }

    fn placeholder(&mut self, attributes: &XmlAttributes<'_>) {
        let kind = attributes.get("type");
        (self.shape, self.centred) = match kind.as_deref() {
            Some("title") => (ShapeRole::Title, false),
            Some("ctrTitle") => (ShapeRole::Title, true),
            Some("ftr" | "hdr") => (ShapeRole::Furniture, false),
            Some("sldNum" | "dt" | "sldImg") => (ShapeRole::Nothing, false),
            _ => (ShapeRole::Text, false),
        };
    }

    fn close_paragraph(&mut self) -> Result<(), Problem> {
        let scheme = self.scheme.take();
        let level = self.level.min(self.counters.len() - 1);
        let empty = self.flow.open.trim().is_empty();
        match scheme {
            Some((scheme, start)) if !empty => {
                let counter = &mut self.counters[level];
                *counter = counter.saturating_add(1);
                let number = number(&scheme, start.saturating_add(*counter - 1));
                self.budget.take(number.len())?;
                self.flow.open.insert_str(0, &number);
                self.counters[level + 1..].fill(0);
            }
            // What stands without a number between two with one ends their counting.
            None if !empty => self.counters[level..].fill(0),
            _ => {}
        }
        self.flow.close(ParagraphRole::Body, ParagraphEnd::Line);
        Ok(())
    }

    fn close_shape(&mut self) {
        let paragraphs = self.flow.finish();
        let (shape, centred) = (std::mem::take(&mut self.shape), self.centred);
        self.counters = [0; 9];
        if std::mem::take(&mut self.hidden) {
            return;
        }
        match shape {
            ShapeRole::Nothing => {}
            ShapeRole::Furniture => {
                let lines = paragraphs.into_iter().map(|p| p.text);
                self.slide.furniture.extend(lines);
            }
            ShapeRole::Title => {
                let role = match centred && self.is_first {
                    true => ParagraphRole::Title,
                    false => ParagraphRole::Heading(1),
                };
                let lines = paragraphs.into_iter().map(|p| Paragraph { role, ..p });
                self.slide.body.extend(lines);
            }
            // Empty lines part nothing on a slide.
            ShapeRole::Text => {
                let worded =
                    |p: &Paragraph| !p.text.trim().is_empty() || p.end == ParagraphEnd::Tab;
                self.slide
                    .body
                    .extend(paragraphs.into_iter().filter(worded));
            }
        }
    }

    fn close_cell(&mut self) {
        let Some(from) = self.cell.take() else { return };
        // A cell is one line: its paragraphs are few and short.
        let texts: Vec<String> = self.flow.paragraphs.drain(from..).map(|p| p.text).collect();
        self.flow.open = texts.join(" ").trim().to_owned();
        self.flow.close(ParagraphRole::Body, ParagraphEnd::Tab);
    }
}

impl XmlHandler for SlideReader<'_> {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if self.skipping > 0 {
            self.skipping += 1;
            return Ok(());
        }
        match name {
            "sld" => {
                self.slide.hidden = attributes
                    .get("show")
                    .is_some_and(|s| matches!(s.as_str(), "0" | "false"))
            }
            // An alternative for programs that do not know the first one.
            "Fallback" | "timing" | "extLst" => self.skipping = 1,
            "fld" if attributes.get("type").as_deref() == Some("slidenum") => self.skipping = 1,
            "dataModel" => self.diagram = true,
            "sp" | "graphicFrame" => {
                self.shape = ShapeRole::default();
                self.hidden = false;
            }
            "cNvPr" => {
                self.hidden |= attributes
                    .get("hidden")
                    .is_some_and(|h| matches!(h.as_str(), "1" | "true"));
            }
            "ph" => self.placeholder(attributes),
            "tc" => self.cell = Some(self.flow.paragraphs.len()),
            "p" => self.level = 0,
            "pPr" => {
                self.level = attributes
                    .get("lvl")
                    .and_then(|l| l.parse().ok())
                    .unwrap_or(0)
            }
            "buAutoNum" => {
                let start = attributes.get("startAt").and_then(|s| s.parse().ok());
                let scheme = attributes.get("type").unwrap_or_default();
                self.scheme = Some((scheme, start.unwrap_or(1)));
            }
            "t" => self.in_text = true,
            "br" => self.push("\n")?,
            "tab" => self.push("\t")?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        match name {
            // `dgm:t` of a diagram holds paragraphs, `a:t` holds the text of a run.
            "t" => self.in_text = false,
            "p" => self.close_paragraph()?,
            "tc" => self.close_cell(),
            "tr" => self.flow.close_row(),
            "sp" | "graphicFrame" => self.close_shape(),
            // A point of a diagram; shapes have points of another kind.
            "pt" if self.diagram => self.close_shape(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        // White space between the elements of a diagram's text is none.
        if self.skipping == 0 && self.in_text && !(text.trim().is_empty() && text.contains('\n')) {
            return self.push(text);
        }
        Ok(())
    }
}

/// A number in one of the schemes of `ST_TextAutonumberScheme` (ISO/IEC 29500-1, 20.1.10.61).
fn number(scheme: &str, value: u32) -> String {
    let format = [
        ("alphaLc", "lowerLetter"),
        ("alphaUc", "upperLetter"),
        ("romanLc", "lowerRoman"),
        ("romanUc", "upperRoman"),
        ("circleNum", "decimalEnclosedCircle"),
        ("ea1Ch", "chineseCountingThousand"),
        ("ea1Jp", "japaneseCounting"),
    ]
    .into_iter()
    .find(|(beginning, _)| scheme.starts_with(beginning))
    .map_or("decimal", |(_, format)| format);
    let written = numeral(value, format);
    let wide = scheme.starts_with("ea1");
    separated(match () {
        () if scheme.ends_with("ParenBoth") => format!("({written})"),
        () if scheme.ends_with("ParenR") => format!("{written})"),
        () if scheme.ends_with("Period") && wide => format!("{written}、"),
        () if scheme.ends_with("Period") => format!("{written}."),
        () => written,
    })
}
