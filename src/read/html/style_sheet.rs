//! What the style sheets of a page hide.
//!
//! In: `.x{display:none} #y, p.z span { visibility : hidden }` · Out: elements of class x, the one with id y, and spans inside
//! paragraphs of class z are hidden.
//!
//! Sites put text into pages that nobody is to see, against copying, and name it by a class. Only what hides text is read of
//! a sheet, in selectors of types, classes and ids, with or without others before them. A later rule that shows wins over
//! an earlier one; weights of selectors are not counted. Rules for print or for narrow windows are not read.

use super::declarations::hides;
use super::start_tag::StartTag;

/// Most rules that are kept; sheets of sites hide some hundred things.
const RULES: usize = 512;

/// Longest sheet that is read, in bytes.
const SHEET: usize = 1 << 20;

/// The rules of all sheets of a page, in order.
#[derive(Debug, Default)]
pub(super) struct StyleSheet {
    rules: Vec<Rule>,
}

/// A selector, and whether what it selects is hidden.
#[derive(Debug)]
struct Rule {
    /// The element itself last, those around it before.
    parts: Vec<Compound>,
    hidden: bool,
}

/// A type, classes and an id that one element must have: `p.note#a`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Compound {
    tag: Option<String>,
    classes: Vec<String>,
    id: Option<String>,
}

/// What selectors ask of an element.
#[derive(Clone, Debug, Default)]
pub(super) struct Selected {
    tag: String,
    classes: Vec<String>,
    id: String,
}

impl Selected {
    pub(super) fn of(tag: &StartTag) -> Self {
        let classes = tag.attribute("class").unwrap_or_default();
        Self {
            tag: String::from_utf8_lossy(&tag.name).into_owned(),
            classes: classes
                .split_ascii_whitespace()
                .map(str::to_owned)
                .collect(),
            id: tag.attribute("id").unwrap_or_default().to_owned(),
        }
    }
}

impl StyleSheet {
    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Takes in the rules of a sheet: O(n).
    pub(super) fn read(&mut self, sheet: &str) {
        let sheet = without_comments(&sheet[..floor(sheet, SHEET)]);
        let mut rest = sheet.as_str();
        while let Some((selectors, behind)) = rest.split_once('{') {
            let selectors = selectors.rsplit(';').next().unwrap_or(selectors).trim();
            if selectors.starts_with('@') {
                rest = behind_block(behind);
                continue;
            }
            let (declarations, behind) = behind.split_once('}').unwrap_or((behind, ""));
            rest = behind;
            let Some(hidden) = hides(declarations) else {
                continue;
            };
            for selector in selectors.split(',').filter_map(parts) {
                if self.rules.len() < RULES {
                    self.rules.push(Rule {
                        parts: selector,
                        hidden,
                    });
                }
            }
        }
    }

    /// Whether a rule ends in a selector of this element.
    pub(super) fn names(&self, element: &Selected) -> bool {
        let mut own = self.rules.iter().filter_map(|rule| rule.parts.last());
        own.any(|own| own.selects(element))
    }

    /// Whether an element is hidden; `around` are those that it stands in, outermost first.
    pub(super) fn hides(&self, element: &Selected, around: &[&Selected]) -> bool {
        let applies = |rule: &&Rule| {
            let (own, outer) = match rule.parts.split_last() {
                Some((own, outer)) => (own, outer),
                None => return false,
            };
            if !own.selects(element) {
                return false;
            }
            let mut left = outer.iter().rev().peekable();
            for outside in around.iter().rev() {
                left.next_if(|part| part.selects(outside));
            }
            left.peek().is_none()
        };
        self.rules
            .iter()
            .rev()
            .find(applies)
            .is_some_and(|rule| rule.hidden)
    }
}

impl Compound {
    fn selects(&self, element: &Selected) -> bool {
        self.tag.as_ref().is_none_or(|tag| *tag == element.tag)
            && self.id.as_ref().is_none_or(|id| *id == element.id)
            && self
                .classes
                .iter()
                .all(|class| element.classes.contains(class))
    }
}

/// The parts of a selector; nothing for one that asks more than can be told here: attributes, states, positions.
fn parts(selector: &str) -> Option<Vec<Compound>> {
    let selector = selector.trim();
    if selector.is_empty() || selector.contains([':', '[', '+', '~', '*', '\\']) {
        return None;
    }
    let spaced = selector.replace('>', " ");
    spaced.split_ascii_whitespace().map(compound).collect()
}

fn compound(text: &str) -> Option<Compound> {
    let mut found = Compound::default();
    let mut rest = text;
    while !rest.is_empty() {
        let kind = rest.chars().next().filter(|c| matches!(c, '.' | '#'));
        let from = usize::from(kind.is_some());
        let end = rest[from..]
            .find(['.', '#'])
            .map_or(rest.len(), |at| at + from);
        let name = rest[from..end].to_owned();
        if name.is_empty() {
            return None;
        }
        match kind {
            Some('.') => found.classes.push(name),
            Some(_) => found.id = Some(name),
            None => found.tag = Some(name.to_ascii_lowercase()),
        }
        rest = &rest[end..];
    }
    Some(found)
}

fn without_comments(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, behind)| behind);
    }
    // Old pages keep sheets inside comments of HTML.
    (kept + rest).replace("<!--", "").replace("-->", "")
}

/// What follows the block of an at-rule of which the first brace was taken.
fn behind_block(block: &str) -> &str {
    let mut depth = 1usize;
    for (at, c) in block.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &block[at + 1..];
        }
    }
    ""
}

/// The last boundary of characters up to `limit`.
fn floor(text: &str, limit: usize) -> usize {
    (0..=limit.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(tag: &str, class: &str, id: &str) -> Selected {
        Selected {
            tag: tag.to_owned(),
            classes: class.split_ascii_whitespace().map(str::to_owned).collect(),
            id: id.to_owned(),
        }
    }

    #[test]
    fn classes_ids_and_types_are_selected() {
        let mut sheet = StyleSheet::default();
        sheet.read("/* a */ @charset \"utf-8\"; .x{display:none} #y , p.z span { visibility : hidden } @media print { p{display:none} } .s { font-size:0px } .o{color:red} .u:hover{display:none} .x.shown{display:block}");
        assert!(sheet.hides(&element("span", "a x", ""), &[]));
        assert!(sheet.hides(&element("div", "", "y"), &[]));
        let (inner, outer) = (element("span", "", ""), element("p", "z", ""));
        assert!(sheet.hides(&inner, &[&outer]));
        assert!(!sheet.hides(&inner, &[]));
        assert!(sheet.hides(&element("i", "s", ""), &[]));
        for shown in [
            element("p", "", ""),
            element("b", "o u", ""),
            element("b", "x shown", ""),
        ] {
            assert!(!sheet.hides(&shown, &[]), "{shown:?}");
        }
    }
}
