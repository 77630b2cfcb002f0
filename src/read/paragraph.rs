//! The role of a paragraph in an office document, and what stands behind it.

/// The role of a paragraph by its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParagraphRole {
    /// Of this level, from 1.
    Heading(u8),
    Title,
    /// A line of a table of contents.
    Contents,
    Body,
}

/// The separator that stands behind a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ParagraphEnd {
    Line,
    /// Between the cells of a row.
    Tab,
    /// Nothing: its mark was deleted, so that it goes on in the next.
    Open,
}

/// The role of an outline level, which counts from 0 and ends with 9 for body text.
pub(super) fn by_outline(level: u8) -> ParagraphRole {
    if level < 9 {
        ParagraphRole::Heading(level + 1)
    } else {
        ParagraphRole::Body
    }
}

/// The role that a style's name says: Word's own names, in English in every file that Word writes, in Chinese in
/// those of some other programs.
pub(super) fn by_name(name: &str) -> Option<ParagraphRole> {
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "標題" | "文档标题") {
        return Some(ParagraphRole::Title);
    }
    if ["toc ", "toc", "contents ", "目录 "].iter().any(|b| {
        name.strip_prefix(b).is_some_and(|rest| {
            rest.parse::<u8>().is_ok() || rest == "heading" || rest == " heading"
        })
    }) {
        return Some(ParagraphRole::Contents);
    }
    let level = |text: &str| match text.trim() {
        "1" | "一" => Some(1),
        "2" | "二" => Some(2),
        "3" | "三" => Some(3),
        "4" | "四" => Some(4),
        "5" | "五" => Some(5),
        "6" | "六" => Some(6),
        "7" | "8" | "9" => text.trim().parse().ok(),
        _ => None,
    };
    ["heading", "标题", "標題"]
        .iter()
        .find_map(|beginning| level(name.strip_prefix(beginning)?))
        .or_else(|| level(name.strip_suffix("级标题")?))
        .map(ParagraphRole::Heading)
}

#[cfg(test)]
mod tests {
    use super::{ParagraphRole, by_name};

    #[test]
    fn names_say_what_a_style_is_for() {
        for (name, role) in [
            ("heading 1", Some(ParagraphRole::Heading(1))),
            ("Heading 9", Some(ParagraphRole::Heading(9))),
            ("标题 2", Some(ParagraphRole::Heading(2))),
            ("标题3", Some(ParagraphRole::Heading(3))),
            ("二级标题", Some(ParagraphRole::Heading(2))),
            ("Title", Some(ParagraphRole::Title)),
            ("标题", Some(ParagraphRole::Title)),
            ("toc 1", Some(ParagraphRole::Contents)),
            ("TOC Heading", Some(ParagraphRole::Contents)),
            ("Contents 2", Some(ParagraphRole::Contents)),
            ("heading", None),
            ("heading 10", None),
            ("Body Text 2", None),
            ("Subtitle", None),
            ("标题样式", None),
            ("tocsin", None),
        ] {
            assert_eq!(by_name(name), role, "{name}");
        }
    }
}
