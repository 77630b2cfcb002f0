//! When and where a regulation was adopted, approved, or last amended, as the lines under its title say.
//!
//! In: `# 海东市河道条例⏎2015年3月1日 海东市第一届人民代表大会第二次会议通过⏎2022年6月1日 …第九次会议修正⏎第一条 为了…`
//!
//! Out: 2022-06-01, and the stretch from that date to 修正, which names the meeting.
//!
//! Amended regulations list their whole history there. The text that follows is the one of the last amendment, so the
//! latest of these dates is its date. 施行 is no such date: it lies ahead when the text is adopted.

use super::date::Mention;
use super::zones::ZonedText;
use crate::span::Span;

/// What happens to a regulation when it becomes the text that it is.
const ADOPTED: &[&str] = &["通过", "批准", "修正", "修订", "修改"];

/// What is done with it then; asked where nothing is said of its adoption.
const PROMULGATED: &[&str] = &["公布", "发布", "颁布"];

/// How many lines under the title may tell of the adoption; a regulation amended often has one for each time.
const LINES: usize = 16;

/// An adoption, approval or amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Adoption {
    /// Its date.
    pub(super) date: Mention,
    /// What is said of it, from its date on.
    pub(super) told: Span,
}

/// The last adoption, approval or amendment that is told above the first article. `None` for a text without articles.
pub(super) fn adoption(zoned: &ZonedText) -> Option<Adoption> {
    let lines = &zoned.lines;
    let first = lines
        .iter()
        .position(|line| is_article(zoned, line.span.start, &["第一条", "第1条"]))?;
    // One article is a line that begins so by chance (第一条战线…).
    lines[first..]
        .iter()
        .find(|line| is_article(zoned, line.span.start, &["第二条", "第2条"]))?;
    let above = &zoned.lines[..first];
    let top = above.first()?.span.start;
    let history = Span::new(top, above.iter().take(LINES).next_back()?.span.end);
    latest(zoned, history, ADOPTED).or_else(|| latest(zoned, history, PROMULGATED))
}

/// Whether an article with one of these numbers begins at `at`, also behind the marks of Markdown.
fn is_article(zoned: &ZonedText, at: usize, numbers: &[&str]) -> bool {
    let marks = |c: &&char| matches!(c, '#' | '*' | ' ' | '　');
    let start = at + zoned.chars[at..].iter().take_while(marks).count();
    zoned.starts_with_any(start, numbers)
}

/// The latest full date in `history` behind which one of `words` stands, before the next date.
fn latest(zoned: &ZonedText, history: Span, words: &[&str]) -> Option<Adoption> {
    let dates: Vec<&Mention> = zoned
        .mentions_in(history)
        .iter()
        .filter(|m| m.date.is_full())
        .collect();
    let told = dates.iter().enumerate().map(|(i, date)| {
        let end = dates.get(i + 1).map_or(history.end, |next| next.span.start);
        Adoption {
            date: **date,
            told: Span::new(date.span.start, end),
        }
    });
    told.filter(|one| zoned.holds_any(Span::new(one.date.span.end, one.told.end), words))
        .max_by_key(|one| (one.date.date, one.told.start))
}
