//! The kind of a line, by its words and shape alone.
//!
//! In: `（责任编辑：孙小河）` · Out: furniture. In: `第3页 共10页` · Out: foreign. In: `昨天，大会开幕了。` · Out: prose.

use super::{caption, credit};
use crate::text::outline::furniture_words::{
    DISCLAIMERS, EDITORS, LEGAL, METADATA, NAVIGATION, OTHER_PAGES, PLACEHOLDERS, PRESENTING,
    starts_with_any,
};
use crate::text::outline::line::{is_blank, is_prose};

/// Longest line of publication data, legal notice, or editor's presentation, in code points.
const FURNITURE_LINE: usize = 150;

/// Longest navigation line with a title behind its colon, in code points.
const NAVIGATION_LINE: usize = 80;

/// The kind of a line, by its words and shape alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text::outline) enum LineKind {
    /// Running text.
    Prose,
    /// A short line that may be a title, a heading, a signature.
    Plain,
    /// Furniture if it stands at the head or the foot of a page.
    Furniture,
    /// The title of a list of other pages: below the body it is furniture, and so is everything behind it.
    Foot,
    /// Furniture wherever it stands.
    Foreign,
    /// Furniture that the form of the file shows, or a table of contents. It says nothing of the lines around it: page numbers stand in the
    /// middle of the text.
    Shown,
}

/// The kind of a line by its words and shape. The order of the questions matters: an address is furniture even in a long
/// line, running text only in the absence of all other signs.
pub(in crate::text::outline) fn kind(text: &str) -> LineKind {
    let length = text.chars().take(FURNITURE_LINE + 1).count();
    if is_address(text) || is_markup(text) || is_page_number(text) || caption::is_caption(text) {
        return LineKind::Foreign;
    }
    if length > FURNITURE_LINE {
        return LineKind::Prose;
    }
    if starts_with_any(text, OTHER_PAGES) && followed_by_break(text, OTHER_PAGES) {
        return LineKind::Foot;
    }
    if is_presentation(text) || is_legal(text) || starts_with_any(text, DISCLAIMERS) {
        return LineKind::Furniture;
    }
    if length <= NAVIGATION_LINE && is_navigation(text) {
        return LineKind::Furniture;
    }
    if credit::is_credit(text) {
        return LineKind::Furniture;
    }
    if is_prose(text) {
        return LineKind::Prose;
    }
    let labelled = METADATA.iter().any(|word| {
        text.split_once(word).is_some_and(|(_, rest)| {
            let value = |c: char| {
                matches!(c, '：' | ':' | '】' | ']' | '(' | '（' | '[') || c.is_ascii_digit()
            };
            word.ends_with(['：', ':']) || rest.trim_start().starts_with(value) || rest.is_empty()
        })
    });
    let placeholder = length <= 20 && PLACEHOLDERS.iter().any(|word| text.contains(word));
    if labelled || placeholder || is_timestamp(text) || is_breadcrumb(text) {
        return LineKind::Furniture;
    }
    LineKind::Plain
}

/// Whether one of the words opens the text and ends there, or has a mark or white space behind it.
fn followed_by_break(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        text.strip_prefix(word)
            .is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_alphanumeric()))
    })
}

/// Whether a line is a button, a label of navigation with its target, or a row of buttons.
fn is_navigation(text: &str) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() {
        return false;
    }
    let colon = NAVIGATION.iter().any(|word| {
        bare.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty()
                || (word.chars().count() > 1
                    && rest.trim_start().starts_with(['：', ':', '>', '|', '»']))
        })
    });
    if colon {
        return true;
    }
    // A row of buttons.
    let mut words = bare
        .split(|c: char| {
            is_blank(c)
                || matches!(
                    c,
                    '|' | '｜' | '/' | '[' | ']' | '【' | '】' | '、' | '：' | ':'
                )
        })
        .filter(|word| !word.is_empty())
        .peekable();
    words.peek().is_some() && words.all(|word| NAVIGATION.contains(&word))
}

/// Whether a line is a legal notice: copyright, registration of the site.
fn is_legal(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    LEGAL
        .iter()
        .any(|word| text.contains(word) || lower.contains(word))
        && !text.ends_with('。')
        || starts_with_any(text, &["©", "版权所有"])
}

/// Whether a line presents the text: 下面是小编为大家整理的…，供大家参考.
fn is_presentation(text: &str) -> bool {
    EDITORS.iter().any(|word| text.contains(word))
        && PRESENTING.iter().any(|word| text.contains(word))
}

/// Whether a line is a web address and little else.
fn is_address(text: &str) -> bool {
    let Some(at) = text.find("://").or_else(|| text.find("www.")) else {
        return false;
    };
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    at <= 30 && wide <= 6 && !text.ends_with('。')
}

/// Whether a line is what remains of markup or script: hardly a word of Chinese, and brackets or quotes of code.
fn is_markup(text: &str) -> bool {
    let ascii = text.is_ascii();
    let wide = text.chars().filter(|c| !c.is_ascii()).count();
    ascii && text.contains(['<', '>', '{', '}'])
        || ascii && text.contains(['\'', '"']) && text.ends_with(';')
        || wide <= 6 && text.matches(['\'', '"']).count() >= 3 && text.matches(',').count() >= 2
}

/// Whether a line is the number of a page: — 12 —, 第 3 页 共 10 页.
fn is_page_number(text: &str) -> bool {
    let dashed = text.len() <= 24
        && text.starts_with(['-', '—', '–', '－'])
        && text.ends_with(['-', '—', '–', '－'])
        && text.chars().any(|c| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || is_blank(c) || matches!(c, '-' | '—' | '–' | '－'));
    let counted = text.starts_with('第')
        && text.ends_with('页')
        && text.chars().count() <= 16
        && text.chars().all(|c| {
            c.is_ascii_digit() || is_blank(c) || matches!(c, '第' | '共' | '页' | '/' | ',' | '，')
        });
    dashed || counted
}

/// Whether a line is a date in figures, as pages print it, with or without the time.
fn is_timestamp(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let marks = text
        .chars()
        .filter(|c| matches!(c, '-' | '/' | ':' | '.'))
        .count();
    let only = text.chars().all(|c| {
        c.is_ascii_digit()
            || is_blank(c)
            || matches!(c, '-' | '/' | ':' | '.' | '[' | ']' | '(' | ')')
    });
    only && (6..=14).contains(&digits) && marks >= 2 && text.chars().count() >= 8
}

/// Whether a line is a path to the page: 首页 > 新闻 > 正文.
fn is_breadcrumb(text: &str) -> bool {
    let steps = text.matches(['>', '»', '›']).count();
    steps >= 2 || (steps == 1 && text.contains("首页"))
}
