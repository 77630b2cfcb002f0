//! Facts that a page states of itself: title, date, author.

use super::main_text::is_prose;
use super::page::{HtmlPage, PageHead, TextBlock};
use crate::text::metadata::Metadata;

/// Names of `<meta>` for the title, best first: Chinese government sites (国办发〔2017〕47号's ArticleTitle), then Open
/// Graph and others.
const TITLES: &[&str] = &[
    "articletitle",
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
];

const DATES: &[&str] = &[
    "pubdate",
    "article:published_time",
    "og:published_time",
    "publishdate",
    "publish-date",
    "publish_date",
    "datepublished",
    "dc.date",
    "dcterms.created",
    "og:release_date",
    "weibo:article:create_at",
];

const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
];

const SOURCES: &[&str] = &["contentsource", "source", "mediaid", "og:site_name"];

/// Shortest part of a page's title that can stand for the whole: 首页 is none.
const SHORTEST: usize = 4;

/// The facts that the head of the page states. `title` is the title found in the text, if any.
pub(super) fn about(head: &PageHead, title: Option<&str>) -> Metadata {
    let of = |names: &[&str]| {
        let find = |name: &&str| {
            let mut meta = head.meta.iter().filter(|(key, _)| key == name);
            meta.find(|(_, value)| !value.is_empty())
                .map(|(_, v)| v.clone())
        };
        names.iter().find_map(find)
    };
    let named = of(TITLES).or_else(|| head.title.as_deref().map(|t| without_site(t).to_owned()));
    Metadata {
        title: title.map(str::to_owned).or(named),
        date: of(DATES)
            .or_else(|| head.time.clone())
            .as_deref()
            .and_then(date),
        author: of(AUTHORS).or_else(|| of(SOURCES)),
        ..Metadata::default()
    }
}

/// The block that is the page's title, or several in a row, as a title of two lines.
pub(super) fn title_blocks(page: &HtmlPage, text: &[bool]) -> Vec<usize> {
    let first_prose = (0..text.len())
        .find(|at| text[*at] && is_prose(&page.blocks[*at]))
        .unwrap_or(text.len());
    let names: Vec<String> = page
        .head
        .meta
        .iter()
        .filter(|(key, _)| TITLES.contains(&key.as_str()))
        .map(|(_, value)| value.as_str())
        .chain(page.head.title.as_deref())
        .map(letters)
        .collect();
    let visible = |at: &usize| !page.blocks[*at].hidden;
    let named = |block: &TextBlock| {
        let block = letters(&block.text);
        block.chars().count() >= SHORTEST && names.iter().any(|name| name.contains(&block))
    };
    let mut candidates: Vec<usize> = (0..first_prose).filter(visible).collect();
    candidates.retain(|at| page.blocks[*at].links * 2 <= page.blocks[*at].chars);
    let headings = |level: u8| {
        candidates
            .iter()
            .copied()
            .filter(move |at| page.blocks[*at].heading == Some(level))
    };
    // The heading that the page's own title names; a line that is that title; else the nearest first heading.
    let best = (1..=6)
        .flat_map(headings)
        .find(|at| named(&page.blocks[*at]))
        .or_else(|| {
            let whole = |at: &usize| {
                let block = letters(&page.blocks[*at].text);
                names
                    .iter()
                    .any(|n| *n == block || letters(without_site(n)) == block)
                    || (text[*at]
                        && named(&page.blocks[*at])
                        && block.chars().count() * 2 >= names[0].chars().count())
            };
            candidates.iter().rev().copied().find(whole)
        })
        .or_else(|| headings(1).next_back());
    let Some(best) = best else { return Vec::new() };
    let level = page.blocks[best].heading;
    let element = page.blocks[best].element;
    let same = |at: usize| {
        let block = &page.blocks[at];
        level.is_some() && block.heading == level && (block.element == element || named(block))
    };
    let mut last = best;
    while last + 1 < page.blocks.len() && same(last + 1) {
        last += 1;
    }
    (best..=last).collect()
}

/// A title without the name of the site behind it: 讲话_某市政府网.
fn without_site(title: &str) -> &str {
    let cut = |mark: &str| title.find(mark).map(|at| title[..at].trim());
    ["_", "|", "｜", " - ", " – ", " — ", "--", "-"]
        .iter()
        .filter_map(|mark| cut(mark))
        .find(|part| part.chars().count() >= SHORTEST)
        .unwrap_or(title)
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// `2025-03-26` out of `2025-03-26T08:00:00+08:00`, `2025/3/26 8:00`, `20250326` or `2025年3月26日`.
fn date(text: &str) -> Option<String> {
    let mut numbers: Vec<&str> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .take(3)
        .collect();
    if let [whole, ..] = numbers[..]
        && whole.len() >= 8
    {
        numbers = vec![&whole[..4], &whole[4..6], &whole[6..8]];
    }
    let [year, month, day] = numbers[..] else {
        return None;
    };
    let number = |text: &str| text.parse::<u32>().ok();
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let sound =
        (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    sound.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_pages_write_them() {
        for text in [
            "2025-03-26T08:00:00+08:00",
            "2025/3/26 8:00",
            "20250326",
            "20250326080000",
            "2025年3月26日",
        ] {
            assert_eq!(date(text).as_deref(), Some("2025-03-26"), "{text}");
        }
        assert_eq!(date("2025-13-01"), None);
        assert_eq!(date("昨天"), None);
    }

    #[test]
    fn the_site_is_cut_off_a_title() {
        assert_eq!(
            without_site("在会议上的讲话_要闻_某县政府网"),
            "在会议上的讲话"
        );
        assert_eq!(without_site("在会议上的讲话 - 某网"), "在会议上的讲话");
        assert_eq!(without_site("讲话-a"), "讲话-a");
    }
}
