//! From the elements of an OpenDocument text to its flows. Styles, headers and properties are read on the way: in a file of
//! one piece they stand before the text.

use super::list_styles::{HEADINGS, ListStyles};
use super::styles::{Style, Styles};
use crate::read::Problem;
use crate::read::flow::{ByteBudget, Flow, Flows, Note, joined};
use crate::read::paragraph::{ParagraphEnd, ParagraphRole};
use crate::read::properties::FileProperties;
use crate::read::xml::{XmlAttributes, XmlHandler};

/// Elements that hold nothing which is read: what was deleted, comments, scripts, descriptions of pictures, readings of ruby,
/// hidden text, templates of indexes.
const LEFT_OUT: [&str; 20] = [
    "tracked-changes",
    "annotation",
    "annotation-end",
    "scripts",
    "forms",
    "font-face-decls",
    "ruby-text",
    "hidden-text",
    "hidden-paragraph",
    "note-citation",
    "settings",
    "table-of-content-source",
    "alphabetical-index-source",
    "illustration-index-source",
    "table-index-source",
    "object-index-source",
    "user-index-source",
    "bibliography-source",
    "desc",
    "binary-data",
];

/// Most blanks that one element stands for: more are no text.
const MAX_BLANKS: usize = 100;

/// The reader of a paragraph that is open.
#[derive(Debug)]
struct OpenParagraph {
    /// From 1, of a heading.
    level: Option<u8>,
    style: String,
    hidden: bool,
    /// Whether white space at this place counts for nothing: at the beginning, and behind other white space.
    blank: bool,
}

/// A list that is open.
#[derive(Debug)]
struct OpenList {
    style: String,
    /// Whether the next paragraph is the first of an item, which has its number.
    item: bool,
}

/// Reads the parts of a document.
pub(super) struct BodyReader {
    styles: Styles,
    style: Option<((String, String), Style)>,
    lists: ListStyles,
    open_lists: Vec<OpenList>,
    /// Open elements inside one that is left out, that one included.
    skipping: usize,
    /// Open elements, by what they mean to those inside.
    path: Vec<Within>,
    paragraphs: Vec<OpenParagraph>,
    flows: Vec<Flow>,
    /// Where each open cell begins in its flow.
    cells: Vec<usize>,
    contents: usize,
    found: Flows,
    property: Option<fn(&mut FileProperties) -> &mut String>,
    budget: ByteBudget,
}

/// What an open element means to those inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Body,
    Frame,
    Box,
    Footnote,
    Endnote,
    Furniture,
    Contents,
    /// Text that a style hides or shows, with whether it was hidden before.
    Span(bool),
    List,
    Meta,
    Other,
}

impl BodyReader {
    pub(super) fn new(limit: u64) -> Self {
        Self {
            styles: Styles::default(),
            style: None,
            lists: ListStyles::default(),
            open_lists: Vec::new(),
            skipping: 0,
            path: Vec::new(),
            paragraphs: Vec::new(),
            flows: Vec::new(),
            cells: Vec::new(),
            contents: 0,
            found: Flows::default(),
            property: None,
            budget: ByteBudget::new(limit),
        }
    }

    /// The finished flows.
    pub(super) fn finish(self) -> Flows {
        self.found
    }

    fn push(&mut self, text: &str) -> Result<(), Problem> {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return Ok(());
        };
        if paragraph.hidden {
            return Ok(());
        }
        self.budget.take(text.len())?;
        let Some(flow) = self.flows.last_mut() else {
            return Ok(());
        };
        // White space of XML is one blank, and none at the beginning (ODF 1.2, 6.1.2).
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                if !paragraph.blank {
                    flow.open.push(' ');
                }
                paragraph.blank = true;
            } else if c != '\u{AD}' {
                flow.open.push(c);
                paragraph.blank = false;
            }
        }
        Ok(())
    }

    /// Signs that are elements.
    fn sign(&mut self, sign: &str) -> Result<(), Problem> {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return Ok(());
        };
        if paragraph.hidden {
            return Ok(());
        }
        paragraph.blank = sign != "\u{20}";
        self.budget.take(sign.len())?;
        if let Some(flow) = self.flows.last_mut() {
            flow.open.push_str(sign);
        }
        Ok(())
    }

    fn open_paragraph(
        &mut self,
        name: &str,
        attributes: &XmlAttributes<'_>,
    ) -> Result<(), Problem> {
        let style = attributes.get("style-name").unwrap_or_default();
        let level = (name == "h").then(|| {
            let level = attributes
                .get("outline-level")
                .and_then(|l| l.trim().parse().ok());
            level.unwrap_or(1_u8).clamp(1, 9)
        });
        self.paragraphs.push(OpenParagraph {
            level,
            hidden: self.styles.hidden("paragraph", &style),
            blank: true,
            style,
        });
        if let Some(number) = self.number(level, attributes) {
            self.budget.take(number.len())?;
            if let Some(flow) = self.flows.last_mut() {
                flow.open.push_str(&number);
            }
        }
        Ok(())
    }

    /// The automatic number of the paragraph that was just opened.
    fn number(&mut self, level: Option<u8>, attributes: &XmlAttributes<'_>) -> Option<String> {
        if attributes.get("is-list-header").as_deref() == Some("true") {
            return None;
        }
        let depth = self.open_lists.len();
        let style = self.paragraphs.last().map(|p| p.style.clone())?;
        if let Some(list) = self.open_lists.last_mut() {
            if !std::mem::replace(&mut list.item, false) {
                return None;
            }
            let named = match list.style.as_str() {
                "" => self.styles.list(&style)?,
                style => style.to_owned(),
            };
            return self.lists.next(&named, depth - 1);
        }
        // A heading that stands in no list is counted among the headings.
        let level = level?;
        self.lists.next(HEADINGS, usize::from(level) - 1)
    }

    fn close_paragraph(&mut self) {
        let Some(open) = self.paragraphs.pop() else {
            return;
        };
        let role = match (self.contents > 0, open.level) {
            (true, _) => ParagraphRole::Contents,
            (false, Some(level)) => ParagraphRole::Heading(level),
            (false, None) => match self.styles.role(&open.style) {
                // The style of a heading on a paragraph that is none is decoration.
                ParagraphRole::Heading(_) => ParagraphRole::Body,
                role => role,
            },
        };
        if let Some(flow) = self.flows.last_mut() {
            let trimmed = flow.open.trim_end_matches(' ').len();
            flow.open.truncate(trimmed);
            flow.close(role, ParagraphEnd::Line);
        }
    }

    fn open_list(&mut self, attributes: &XmlAttributes<'_>) {
        let outer = self.open_lists.last().map(|list| list.style.clone());
        let style = attributes.get("style-name");
        let style = style.or_else(|| outer.clone()).unwrap_or_default();
        let goes_on = attributes.get("continue-numbering").as_deref() == Some("true")
            || attributes.get("continue-list").is_some();
        if outer.is_none() && !goes_on {
            self.lists.restart(&style);
        }
        self.open_lists.push(OpenList { style, item: false });
    }

    fn open_item(&mut self, attributes: &XmlAttributes<'_>) {
        let depth = self.open_lists.len();
        let Some(list) = self.open_lists.last_mut() else {
            return;
        };
        list.item = true;
        let start = attributes
            .get("start-value")
            .and_then(|v| v.trim().parse().ok());
        if let Some(start) = start {
            self.lists.start_at(&list.style, depth - 1, start);
        }
    }

    fn close_cell(&mut self) {
        let (Some(from), Some(flow)) = (self.cells.pop(), self.flows.last_mut()) else {
            return;
        };
        if flow.paragraphs.len() <= from {
            flow.close(ParagraphRole::Body, ParagraphEnd::Tab);
        } else if let Some(last) = flow.paragraphs.last_mut() {
            last.end = ParagraphEnd::Tab;
        }
    }

    /// The flow that an element opens, if it does.
    fn opens_flow(&self, name: &str, attributes: &XmlAttributes<'_>) -> Option<Within> {
        let meta = self.path.contains(&Within::Meta);
        Some(match name {
            // `office:text` in `office:body`.
            "text" if self.path.last() == Some(&Within::Body) => Within::Other,
            "text-box" => Within::Box,
            "note" if attributes.get("note-class").as_deref() == Some("endnote") => Within::Endnote,
            "note" => Within::Footnote,
            "header" | "footer" | "header-left" | "footer-left" | "header-first"
            | "footer-first"
                if !meta && self.flows.is_empty() =>
            {
                Within::Furniture
            }
            _ => return None,
        })
    }

    fn close_flow(&mut self, within: Within) {
        let Some(mut flow) = self.flows.pop() else {
            return;
        };
        let paragraphs = flow.finish();
        match within {
            Within::Box => match (self.paragraphs.is_empty(), self.flows.last_mut()) {
                (false, Some(outer)) => outer.boxes.extend(paragraphs),
                (true, Some(outer)) => outer.paragraphs.extend(paragraphs),
                (_, None) => self.found.body.extend(paragraphs),
            },
            Within::Footnote | Within::Endnote => self.found.notes.push(Note {
                endnote: within == Within::Endnote,
                text: joined(&paragraphs),
            }),
            Within::Furniture => {
                let lines = paragraphs.into_iter().map(|p| p.text);
                self.found.furniture.extend(lines);
            }
            _ => self.found.body.extend(paragraphs),
        }
    }

    /// What styles and lists say of themselves.
    fn style_element(&mut self, name: &str, attributes: &XmlAttributes<'_>) {
        match name {
            "style" => self.style = Some(Styles::begin(attributes)),
            "text-properties" => {
                let hidden = attributes.get("display").map(|display| display == "none");
                if let (Some((_, style)), Some(hidden)) = (&mut self.style, hidden) {
                    style.hidden = Some(hidden);
                }
            }
            "list-style" => self.lists.begin(attributes.get("name").unwrap_or_default()),
            "outline-style" => self.lists.begin(HEADINGS.to_owned()),
            "list-level-style-number" | "list-level-style-bullet" | "outline-level-style" => {
                self.lists.level(name, attributes);
            }
            "list-level-label-alignment" => self.lists.label(attributes),
            _ => {}
        }
    }

    fn in_body(&self) -> bool {
        !self.flows.is_empty()
    }
}

/// Where a property is kept.
fn property(name: &str) -> Option<fn(&mut FileProperties) -> &mut String> {
    Some(match name {
        "title" => |p| &mut p.title,
        "initial-creator" => |p| &mut p.creator,
        "creator" => |p| &mut p.modified_by,
        "creation-date" => |p| &mut p.created,
        "date" => |p| &mut p.modified,
        "description" => |p| &mut p.description,
        _ => return None,
    })
}

impl XmlHandler for BodyReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        let in_frame = self.path.last() == Some(&Within::Frame);
        let hides = name == "section" && attributes.get("display").as_deref() == Some("none");
        if self.skipping > 0 || LEFT_OUT.contains(&name) || in_frame && name == "title" || hides {
            self.skipping += 1;
            return Ok(());
        }
        let mut within = match name {
            "body" => Within::Body,
            "frame" => Within::Frame,
            "meta" => Within::Meta,
            "list" => Within::List,
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" => {
                self.contents += 1;
                Within::Contents
            }
            _ => Within::Other,
        };
        if let Some(opened) = self.opens_flow(name, attributes) {
            self.flows.push(Flow::default());
            within = opened;
            if within == Within::Other {
                within = Within::Body;
            }
        } else if self.in_body() {
            match name {
                "p" | "h" => self.open_paragraph(name, attributes)?,
                "span" | "a" => {
                    let style = attributes.get("style-name").unwrap_or_default();
                    let hidden = name == "span" && self.styles.hidden("text", &style);
                    if let Some(paragraph) = self.paragraphs.last_mut() {
                        within = Within::Span(paragraph.hidden);
                        paragraph.hidden |= hidden;
                    }
                }
                "s" => {
                    let count = attributes.get("c").and_then(|c| c.trim().parse().ok());
                    let count = count.unwrap_or(1_usize).min(MAX_BLANKS);
                    self.sign(&" ".repeat(count))?;
                }
                "tab" => self.sign("\t")?,
                "line-break" => self.sign("\n")?,
                "list" => self.open_list(attributes),
                "list-item" => self.open_item(attributes),
                "table-cell" | "covered-table-cell" => {
                    let from = self.flows.last().map_or(0, |flow| flow.paragraphs.len());
                    self.cells.push(from);
                }
                _ => {}
            }
        } else if self.path.contains(&Within::Meta) {
            self.property = property(name);
        } else {
            self.style_element(name, attributes);
        }
        self.path.push(within);
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        if self.skipping > 0 {
            self.skipping -= 1;
            return Ok(());
        }
        let within = self.path.pop().unwrap_or(Within::Other);
        match within {
            Within::Box | Within::Footnote | Within::Endnote | Within::Furniture => {
                self.close_flow(within);
            }
            Within::Body if name == "text" => self.close_flow(within),
            Within::Contents => self.contents -= 1,
            Within::Span(before) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.hidden = before;
                }
            }
            Within::List if self.in_body() => {
                self.open_lists.pop();
            }
            Within::Other if self.in_body() => match name {
                "p" | "h" => self.close_paragraph(),
                "table-cell" | "covered-table-cell" => self.close_cell(),
                "table-row" => {
                    if let Some(flow) = self.flows.last_mut() {
                        flow.close_row();
                    }
                }
                _ => {}
            },
            _ => {}
        }
        match name {
            "style" => {
                if let Some((key, style)) = self.style.take() {
                    self.styles.add(key, style);
                }
            }
            "list-style" | "outline-style" => self.lists.end(),
            _ => self.property = None,
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Problem> {
        if self.skipping > 0 {
            return Ok(());
        }
        if let Some(property) = self.property {
            FileProperties::add(property(&mut self.found.properties), text);
            return Ok(());
        }
        self.push(text)
    }
}
