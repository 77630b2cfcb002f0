//! Fields of records that hold HTML, as databases of sites export them.
//!
//! In: `<p>石料要足。</p><p>&nbsp;春天<br/>开工。</p>` · Out: `石料要足。⏎春天⏎开工。`
//!
//! Such a field is the text of an article and nothing else, so nothing in it is furniture.

use super::emitter;
use super::render;
use super::tags::{heading_level, is_block};
use super::{MAX_BLOCKS, show_what_scripts_show};
use crate::read::Extracted;

/// Elements without a block of their own that fields have.
const INLINE: [&str; 17] = [
    "a", "b", "big", "br", "em", "font", "i", "img", "mark", "small", "span", "strong", "sub",
    "sup", "u", "strike", "wbr",
];

/// Entities that people do not write in plain text.
const ENTITIES: [&str; 12] = [
    "&nbsp;", "&quot;", "&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;", "&mdash;", "&hellip;",
    "&middot;", "&emsp;", "&ensp;", "&#12288;",
];

/// HTML that was escaped once more on its way is read so many times.
const ESCAPED: usize = 2;

/// The text of a field: what HTML in it shows, or the field as it is. O(n).
pub(in crate::read) fn field(text: String) -> Extracted {
    let mut read = Extracted::plain(text);
    for _ in 0..ESCAPED {
        let Some(markup) = Markup::of(&read.text) else {
            break;
        };
        // Without blocks the lines of the field are its paragraphs, and HTML would run them together.
        let source = match markup {
            Markup::Blocks => read.text.clone(),
            Markup::Inline => read.text.replace('\n', "<br>"),
        };
        let Ok(mut page) = emitter::parse(&source, MAX_BLOCKS) else {
            break;
        };
        show_what_scripts_show(&mut page);
        let all = vec![true; page.blocks.len()];
        let shown = render::render(&page, &all, &[]);
        if shown.text.trim().is_empty() {
            break;
        }
        read = Extracted {
            metadata: read.metadata,
            ..shown
        };
    }
    read
}

/// The markup that a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    /// Elements that are paragraphs or lines.
    Blocks,
    /// Only elements inside lines, or entities.
    Inline,
}

impl Markup {
    /// `None` for plain text, in which `<` is a sign like others (a<b).
    fn of(text: &str) -> Option<Self> {
        let mut found = None;
        for (at, _) in text.match_indices('<') {
            let tag = &text[at + 1..];
            let name = tag.strip_prefix('/').unwrap_or(tag);
            let end = name
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(name.len());
            let behind = name[end..].chars().next();
            let ended = behind.is_some_and(|c| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
            // A tag closes before the next one opens.
            let closed = name
                .find('>')
                .is_some_and(|close| !name[..close].contains('<') || name[..close].contains('"'));
            if !ended || !closed {
                continue;
            }
            let name = name[..end].to_ascii_lowercase();
            if is_block(name.as_bytes()) || heading_level(name.as_bytes()).is_some() || name == "br"
            {
                return Some(Self::Blocks);
            }
            if INLINE.contains(&name.as_str()) {
                found = Some(Self::Inline);
            }
        }
        let escaped = || text.contains("&lt;") && text.contains("&gt;");
        let entities = || ENTITIES.iter().any(|entity| text.contains(entity)) || escaped();
        found.or_else(|| entities().then_some(Self::Inline))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_in_a_field_is_what_it_shows() {
        for (stored, shown) in [
            (
                "<p>\u{3000}\u{3000}石料要足。</p><p>&nbsp;春天<br/>开工。</p>",
                "石料要足。\n春天\n开工。",
            ),
            ("<div class=\"trs\"><p>石料要足。</p></div>", "石料要足。"),
            (
                "石料<strong>要足</strong>。\n春天&nbsp;开工。",
                "石料要足。\n春天\u{A0}开工。",
            ),
            (
                "&lt;p&gt;石料要足。&lt;/p&gt;&lt;p&gt;开工。&lt;/p&gt;",
                "石料要足。\n开工。",
            ),
            (
                "<P STYLE=\"a\">石料要足。</P><script>var a = 1;</script>",
                "石料要足。",
            ),
        ] {
            assert_eq!(field(stored.to_owned()).text.trim_end(), shown, "{stored}");
        }
        for plain in [
            "若a<b，则b>a。",
            "《<通知>》",
            "R&D经费<5%",
            "<甲>石料</甲>",
            "第一行\n第二行",
        ] {
            assert_eq!(field(plain.to_owned()).text, plain);
        }
    }
}
