//! From tags and text to a page.

use super::list::OrderedList;
use super::page::{Element, HtmlPage, TableCell, TextBlock};
use super::space::{begins_character, collapse};
use super::start_tag::StartTag;
use super::style_sheet::{Selected, StyleSheet};
use super::tags::{
    closes, ends_paragraph, heading_level, is_aside, is_barrier, is_block, is_foreign, is_left_out,
    is_void, keeps_lines,
};

/// Elements open at once; those further in count as their parent. Chromium's parser has the same limit.
const MAX_DEPTH: usize = 512;

/// An open element.
#[derive(Debug)]
struct OpenElement {
    tag: Vec<u8>,
    element: Option<usize>,
    left_out: bool,
    hidden: bool,
    link: bool,
    lines: bool,
    /// The number of the next item, in `<ol>`.
    list: Option<OrderedList>,
    cell: Option<TableCell>,
    /// What selectors ask of it, where the page has any.
    selected: Option<Selected>,
}

/// Counts of open elements of a kind.
#[derive(Debug, Default)]
struct Depths {
    left_out: usize,
    hidden: usize,
    link: usize,
    lines: usize,
    foreign: usize,
    paragraphs: usize,
}

/// Builds a [`HtmlPage`] out of tags and text, in one pass. Time and memory are linear in the page: no element is looked
/// for through more than [`MAX_DEPTH`] others.
#[derive(Debug)]
pub(super) struct PageBuilder {
    page: HtmlPage,
    open: Vec<OpenElement>,
    /// Start tags beyond the depth limit that wait for their end tags.
    beyond: usize,
    depths: Depths,
    /// Text of the current block, as it stands in the file.
    raw: Vec<u8>,
    links: usize,
    /// The number of a list item that has no text yet.
    marker: Option<String>,
    title: Option<Vec<u8>>,
    /// The style sheet that is being read, and what those before it hide.
    sheet: Option<Vec<u8>>,
    sheets: StyleSheet,
    /// Whether `<head>` is open.
    in_head: bool,
    /// Rows and cells seen.
    rows: usize,
    cells: usize,
    max_blocks: usize,
    full: bool,
}

impl PageBuilder {
    pub(super) fn new(max_blocks: usize) -> Self {
        let root = Element {
            first: 0,
            end: 0,
            next: 0,
            aside: false,
            names: String::new(),
        };
        Self {
            page: HtmlPage {
                elements: vec![root],
                ..HtmlPage::default()
            },
            open: Vec::new(),
            beyond: 0,
            depths: Depths::default(),
            raw: Vec::new(),
            links: 0,
            marker: None,
            title: None,
            sheet: None,
            sheets: StyleSheet::default(),
            in_head: false,
            rows: 0,
            cells: 0,
            max_blocks,
            full: false,
        }
    }

    /// The page, or `None` if it has more blocks than allowed.
    pub(super) fn finish(mut self) -> Option<HtmlPage> {
        self.flush();
        self.pop_to(0);
        self.page.elements[0].end = self.page.blocks.len();
        self.page.elements[0].next = self.page.elements.len();
        (!self.full).then_some(self.page)
    }

    /// Whether tags are those of SVG or MathML.
    pub(super) fn is_foreign(&self) -> bool {
        self.depths.foreign > 0
    }

    pub(super) fn text(&mut self, bytes: &[u8]) {
        if let Some(sheet) = &mut self.sheet {
            sheet.extend_from_slice(bytes);
        } else if let Some(title) = &mut self.title {
            title.extend_from_slice(bytes);
        } else if self.in_head
            && self.open.last().is_some_and(|open| open.tag == b"head")
            && !bytes.trim_ascii().is_empty()
        {
            self.end(b"head");
        }
        if self.depths.left_out > 0 {
            return;
        }
        if self.depths.lines == 0 {
            return self.inline(bytes);
        }
        for (index, line) in bytes.split(|b| *b == b'\n').enumerate() {
            if index > 0 {
                self.flush();
            }
            self.inline(line);
        }
    }

    fn inline(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        if self.depths.link > 0 {
            self.links += bytes.iter().filter(|b| begins_character(**b)).count();
        }
    }

    pub(super) fn start(&mut self, tag: &StartTag) {
        let name = tag.name.as_slice();
        if self.is_foreign() {
            if !tag.self_closing {
                self.push(tag, false);
            }
            return;
        }
        match name {
            b"meta" => self.meta(tag),
            b"br" | b"hr" => self.flush(),
            b"input" => self.button(tag),
            b"time" if self.page.head.time.is_none() => {
                self.page.head.time = tag.attribute("datetime").map(str::to_owned);
            }
            b"title" if self.page.head.title.is_none() => self.title = Some(Vec::new()),
            b"style" if !tag.self_closing => {
                let media = tag.attribute("media").unwrap_or("all");
                let on_screen = media.contains("all") || media.contains("screen");
                self.sheet = on_screen.then(Vec::new);
            }
            b"head" => self.in_head = true,
            // Some pages never close their head; the text begins at the latest here.
            _ if self.in_head && is_block(name) => self.end(b"head"),
            _ => {}
        }
        if self.depths.paragraphs > 0 && ends_paragraph(name) {
            self.close(b"p", |open| open == b"p");
        }
        if let Some(matches) = closes(name) {
            self.close(name, matches);
        }
        if is_block(name) {
            self.flush();
        }
        let hidden = tag.is_hidden() || self.is_hidden_by_sheet(tag);
        let void = is_void(name) || tag.matters_not() && !hidden && !self.is_open(name);
        if !void {
            self.push(tag, is_block(name));
        }
    }

    fn is_hidden_by_sheet(&self, tag: &StartTag) -> bool {
        if self.sheets.is_empty() || self.depths.left_out > 0 {
            return false;
        }
        let element = Selected::of(tag);
        if !self.sheets.names(&element) {
            return false;
        }
        let around: Vec<&Selected> = self
            .open
            .iter()
            .filter_map(|o| o.selected.as_ref())
            .collect();
        self.sheets.hides(&element, &around)
    }

    fn is_open(&self, name: &[u8]) -> bool {
        self.open.iter().any(|open| open.tag == name)
    }

    pub(super) fn end(&mut self, name: &[u8]) {
        if name == b"title"
            && let Some(title) = self.title.take()
        {
            let title = collapse(&String::from_utf8_lossy(&title));
            self.page.head.title = Some(title).filter(|t| !t.is_empty());
        }
        if name == b"style"
            && let Some(sheet) = self.sheet.take()
        {
            self.sheets.read(&String::from_utf8_lossy(&sheet));
        }
        if name == b"br" || name == b"p" {
            self.flush();
        }
        // What follows is shown as if it stood before.
        if name == b"body" || name == b"html" {
            return self.flush();
        }
        if name == b"head" {
            self.in_head = false;
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            if is_block(name) {
                self.flush();
            }
            return;
        }
        let inline = !is_block(name);
        let mut crossed = false;
        for at in (0..self.open.len()).rev() {
            let open = &self.open[at];
            if open.tag == name {
                if inline && crossed {
                    // A link closed across a paragraph: the paragraph stays open.
                    self.release(at);
                } else {
                    if !inline {
                        self.flush();
                    }
                    self.pop_to(at);
                }
                return;
            }
            if is_barrier(name, &open.tag) {
                return;
            }
            crossed |= is_block(&open.tag);
        }
    }

    /// Closes the innermost open element of the kind, unless it lies beyond a barrier.
    fn close(&mut self, name: &[u8], matches: impl Fn(&[u8]) -> bool) {
        let mut crossed = false;
        for at in (0..self.open.len()).rev() {
            let tag = self.open[at].tag.as_slice();
            if matches(tag) {
                if crossed && name == b"a" {
                    return self.release(at);
                }
                if name != b"a" {
                    self.flush();
                }
                return self.pop_to(at);
            }
            if is_barrier(name, tag) {
                return;
            }
            crossed |= is_block(tag);
        }
    }

    fn push(&mut self, tag: &StartTag, block: bool) {
        if self.open.len() >= MAX_DEPTH {
            self.beyond += 1;
            return;
        }
        let name = tag.name.as_slice();
        if matches!(name, b"li")
            && let Some(open) = self
                .open
                .iter_mut()
                .rev()
                .find(|o| is_barrier(b"li", &o.tag))
            && let Some(list) = &mut open.list
        {
            self.marker = Some(list.marker(tag));
        }
        if name == b"tr" {
            self.rows += 1;
        }
        let cell = matches!(name, b"td" | b"th").then(|| {
            self.cells += 1;
            TableCell {
                row: self.rows,
                number: self.cells,
            }
        });
        let cell = cell.or_else(|| {
            self.open
                .last()
                .and_then(|o| o.cell)
                .filter(|_| name != b"table")
        });
        // Blocks that are hidden are kept apart, since a script may show them; words inside a line are not.
        let hidden = tag.is_hidden() || self.is_hidden_by_sheet(tag);
        let selected = (!self.sheets.is_empty()).then(|| Selected::of(tag));
        let open = OpenElement {
            selected,
            element: block.then(|| self.element(tag)),
            left_out: is_left_out(name)
                || (hidden && !block)
                || (name == b"dialog" && tag.attribute("open").is_none()),
            hidden: hidden && block,
            link: name == b"a" && tag.attribute("href").is_some(),
            lines: keeps_lines(name),
            list: OrderedList::opened_by(tag),
            cell,
            tag: tag.name.clone(),
        };
        self.depths.left_out += usize::from(open.left_out);
        self.depths.hidden += usize::from(open.hidden);
        self.depths.link += usize::from(open.link);
        self.depths.lines += usize::from(open.lines);
        self.depths.foreign += usize::from(is_foreign(name));
        self.depths.paragraphs += usize::from(name == b"p");
        self.open.push(open);
    }

    fn element(&mut self, tag: &StartTag) -> usize {
        let role = matches!(
            tag.attribute("role"),
            Some("navigation" | "complementary" | "contentinfo" | "search" | "banner" | "menu")
        );
        let names = [tag.attribute("id"), tag.attribute("class")];
        let names: Vec<&str> = names.into_iter().flatten().collect();
        let number = self.page.elements.len();
        self.page.elements.push(Element {
            first: self.page.blocks.len(),
            end: 0,
            next: 0,
            aside: role || is_aside(&tag.name),
            names: names.join(" ").to_lowercase(),
        });
        number
    }

    fn innermost(&self) -> usize {
        self.open.iter().rev().find_map(|o| o.element).unwrap_or(0)
    }

    /// Takes back what an open element does, and leaves it open.
    fn release(&mut self, at: usize) {
        let open = &mut self.open[at];
        self.depths.left_out -= usize::from(std::mem::take(&mut open.left_out));
        self.depths.hidden -= usize::from(std::mem::take(&mut open.hidden));
        self.depths.link -= usize::from(std::mem::take(&mut open.link));
        self.depths.lines -= usize::from(std::mem::take(&mut open.lines));
    }

    fn pop_to(&mut self, length: usize) {
        while self.open.len() > length {
            self.release(self.open.len() - 1);
            let Some(open) = self.open.pop() else { break };
            self.depths.foreign -= usize::from(is_foreign(&open.tag));
            self.depths.paragraphs -= usize::from(open.tag == b"p");
            if let Some(element) = open.element {
                self.close_element(element);
            }
            if open.tag == b"li" {
                self.marker = None;
            }
        }
    }

    /// Elements without text are forgotten: a page may have millions.
    fn close_element(&mut self, number: usize) {
        let (blocks, elements) = (self.page.blocks.len(), self.page.elements.len());
        let element = &mut self.page.elements[number];
        element.end = blocks;
        element.next = elements;
        if element.first == blocks && number + 1 == elements {
            self.page.elements.pop();
        }
    }

    fn meta(&mut self, tag: &StartTag) {
        let key = ["name", "property", "itemprop"]
            .into_iter()
            .find_map(|n| tag.attribute(n));
        if let (Some(key), Some(content)) = (key, tag.attribute("content")) {
            let content = collapse(content);
            if !content.is_empty() && self.page.head.meta.len() < MAX_DEPTH {
                self.page
                    .head
                    .meta
                    .push((key.trim().to_lowercase(), content));
            }
        }
    }

    /// Buttons show their value.
    fn button(&mut self, tag: &StartTag) {
        let shown = matches!(tag.attribute("type"), Some("button" | "submit" | "reset"));
        if let Some(value) = tag.attribute("value").filter(|_| shown) {
            self.text(b" ");
            self.text(value.as_bytes());
            self.text(b" ");
        }
    }

    /// Ends the current block.
    fn flush(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let text = collapse(&String::from_utf8_lossy(&self.raw));
        self.raw.clear();
        let links = std::mem::take(&mut self.links);
        if text.is_empty() || self.full {
            return;
        }
        if self.page.blocks.len() >= self.max_blocks {
            self.full = true;
            return;
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        let marker = self.marker.take().unwrap_or_default();
        let headings = self.open.iter().rev().take(8);
        self.page.blocks.push(TextBlock {
            text: marker + &text,
            element: self.innermost(),
            chars,
            links: links.min(chars),
            heading: headings.filter_map(|o| heading_level(&o.tag)).next(),
            hidden: self.depths.hidden > 0,
            cell: self.open.last().and_then(|o| o.cell),
        });
    }
}
