//! The kind of a document: speech, report or news, told from how it speaks.
//!
//! `同志们：今天开会…` is a speech, a title that ends in 工作报告 a report, `李明强调，要抓落实` news.

use super::outline::Outline;
use super::simplified::simplified;

/// A kind that can be told from the text alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DocumentKind {
    /// A speech: somebody addresses an audience.
    Speech,
    /// A report on work done, titled as one.
    Report,
    /// News: somebody tells what happened and what was said.
    News,
}

impl DocumentKind {
    /// The kind's name in outputs: `speech`, `report` or `news`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Report => "report",
            Self::News => "news",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Speech, Self::Report, Self::News]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// Lines at the top in which a salutation is looked for.
const TOP_LINES: usize = 12;

/// Tells the kind of a text, or `None` where nothing speaks for one. O(n).
///
/// In this order: a title that ends in 工作报告; a title that ends in 讲话 and the like, or a salutation among the first lines;
/// a reporter's line (记者, 日电 …) among the first lines, or verbs that news report speech with (强调，).
pub fn document_kind(text: &str, title: Option<&str>, outline: &Outline) -> Option<DocumentKind> {
    // The words below are simplified ones, and so must be what they are looked for in.
    let plain = |text: &str| -> String { text.chars().map(simplified).collect() };
    let (text, title) = (plain(text), plain(title.unwrap_or_default()));
    let title = title.trim_end_matches(['》', '”', ')', '）', ' ']);
    if title.ends_with("工作报告") {
        return Some(DocumentKind::Report);
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let salutation = |line: &str| {
        line.chars().count() <= 40
            && line.ends_with([':', '：', '!', '！'])
            && ["同志们", "各位", "朋友们", "女士们", "代表们", "同学们"]
                .iter()
                .any(|w| line.contains(w))
    };
    if ["讲话", "致辞", "发言", "讲稿", "贺词"]
        .iter()
        .any(|w| title.ends_with(w))
        || lines().take(TOP_LINES).any(salutation)
    {
        return Some(DocumentKind::Speech);
    }
    let reporter = lines().take(TOP_LINES).any(|line| {
        let head: String = line.chars().take(40).collect();
        head.contains("记者")
            || head.contains("日电")
            || head.contains("消息")
            || head.contains("日讯")
    });
    let reported = outline.sections.iter().any(|s| {
        let heading = plain(&s.heading);
        ["强调", "指出", "要求", "表示"]
            .iter()
            .any(|verb| heading.contains(verb))
    }) || ["强调,", "强调，", "指出,", "指出，"]
        .iter()
        .any(|w| text.contains(w));
    (reporter || reported).then_some(DocumentKind::News)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str, title: Option<&str>) -> Option<DocumentKind> {
        document_kind(text, title, &Outline::default())
    }

    #[test]
    fn speeches_greet_reports_are_titled_and_news_quotes() {
        assert_eq!(
            kind("在会上的讲话\n同志们：\n今天开会。", None),
            Some(DocumentKind::Speech)
        );
        assert_eq!(
            kind("各位代表：", Some("2021年政府工作报告")),
            Some(DocumentKind::Report)
        );
        assert_eq!(kind("李明强调，要抓落实。", None), Some(DocumentKind::News));
        assert_eq!(kind("春眠不觉晓", None), None);
    }
}
