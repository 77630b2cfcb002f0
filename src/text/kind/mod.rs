//! The kind of a document: speech, report, news, regulation or policy, told from several signs together.
//!
//! `同志们：今天开会…` is a speech, a title that ends in 工作报告 a report, `李明强调，要抓落实` news, 第一条, 第二条, 第三条 a regulation,
//! and `关于做好春耕工作的通知⏎各乡镇：…` a policy paper.
//!
//! No sign decides alone: a regulation says 要求, a speech quotes what somebody has stressed, and news are titled
//! 讲话. Each sign has a weight; the kind with most weight counts, if it has enough.

mod signs;

use super::outline::Outline;
use super::simplified::simplified;
use signs::{
    has_any, indirect_speech, is_addressed, is_article, is_dated_today, is_number_of_document,
    is_remark_on_speech, is_salutation, is_salutation_any, lines, opens_with_salutation,
    tells_of_event, title_proper,
};

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
    /// A law, a local regulation, rules: a text in articles.
    Regulation,
    /// A paper by which an office gives notice, opinions, plans or measures to others.
    Policy,
}

/// All kinds; of two with the same weight the first counts.
const KINDS: [DocumentKind; 5] = [
    DocumentKind::Regulation,
    DocumentKind::Report,
    DocumentKind::Speech,
    DocumentKind::Policy,
    DocumentKind::News,
];

impl DocumentKind {
    /// The kind's name in outputs: `speech`, `report`, `news`, `regulation` or `policy`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Report => "report",
            Self::News => "news",
            Self::Regulation => "regulation",
            Self::Policy => "policy",
        }
    }

    /// The kind of that name.
    pub fn named(name: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.name() == name)
    }
}

/// Weight that a kind must have: two weak signs, or a strong one.
const ENOUGH: u32 = 2;

/// Lines at the top in which salutations, numbers of documents and reporters are looked for.
const TOP_LINES: usize = 12;

/// The reach of an opening, in code points: two sentences.
const OPENING: usize = 200;

/// How far a salutation, or a title that has run into the text, reaches into it, in code points.
const RUN_IN: usize = 120;

/// Articles from which a text is one in articles.
const ARTICLES: usize = 3;

/// Tells the kind of a text, or `None` where too little speaks for any. O(n).
pub fn document_kind(text: &str, title: Option<&str>, outline: &Outline) -> Option<DocumentKind> {
    // The words below are simplified ones, and so must be what they are looked for in.
    let plain = |text: &str| -> String { text.chars().map(simplified).collect() };
    let text = plain(text);
    let headings: Vec<String> = outline.sections.iter().map(|s| plain(&s.heading)).collect();
    let signs = Signs {
        title: title_proper(&plain(title.unwrap_or_default())),
        top: lines(&text).take(TOP_LINES).map(str::to_owned).collect(),
        opening: lines(&text).flat_map(str::chars).take(OPENING).collect(),
        text: &text,
        headings,
    };
    let weighed = KINDS.map(|kind| (kind, signs.weight(kind)));
    let most = weighed.iter().map(|(_, weight)| *weight).max()?;
    let first = weighed.into_iter().find(|(_, weight)| *weight == most);
    first.filter(|_| most >= ENOUGH).map(|(kind, _)| kind)
}

/// What the signs are looked for in; all simplified.
struct Signs<'t> {
    title: String,
    top: Vec<String>,
    opening: String,
    text: &'t str,
    headings: Vec<String>,
}

impl Signs<'_> {
    fn weight(&self, kind: DocumentKind) -> u32 {
        match kind {
            DocumentKind::Regulation => self.regulation(),
            DocumentKind::Report => self.report(),
            DocumentKind::Speech => self.speech(),
            DocumentKind::Policy => self.policy(),
            DocumentKind::News => self.news(),
        }
    }

    fn titled(&self, ends: &[&str]) -> bool {
        ends.iter().any(|end| self.title.ends_with(end))
    }

    /// Articles on lines of their own; a title that names rules adds to them, and is too little alone: essays have such
    /// titles, too.
    fn regulation(&self) -> u32 {
        let articles = lines(self.text)
            .filter(|line| is_article(line))
            .take(ARTICLES);
        let titled = self.titled(&["条例", "规定", "办法", "细则", "规则", "章程", "法"]);
        let in_articles = articles.count() == ARTICLES;
        4 * u32::from(in_articles) + u32::from(titled) + u32::from(in_articles && titled)
    }

    fn report(&self) -> u32 {
        let title = match () {
            () if self.titled(&["工作报告"]) => 6,
            () if self.titled(&["报告"]) => 4,
            () => 0,
        };
        // 现在，我代表县人民政府向大会作工作报告，请予审议。
        let reports = [
            "报告政府工作",
            "工作报告，",
            "向大会作",
            "向大会报告",
            "报告工作",
            "的报告，请",
        ];
        let rendered = has_any(
            &self.opening,
            &["我代表", "我受", "受国务院", "我现在", "现在我"],
        ) && has_any(&self.opening, &reports)
            || has_any(&self.opening, &["请予审议", "请予审查", "请大会审议"]);
        // More than the salutation that each report begins with.
        title + 6 * u32::from(rendered)
    }

    fn speech(&self) -> u32 {
        let called = [
            "讲话",
            "致辞",
            "发言",
            "讲稿",
            "贺词",
            "演讲",
            "讲话稿",
            "发言稿",
            "演讲稿",
        ];
        let start: String = self.opening.chars().take(RUN_IN).collect();
        // A title that has run into the text: …上的讲话（2023年3月1日）王明.
        let run_in = ["讲话（", "致辞（", "发言（", "演讲（", "讲话("];
        let titled = self.titled(&called) || has_any(&start, &run_in);
        let salutes =
            self.top.iter().any(|line| is_salutation(line)) || opens_with_salutation(&start);
        let letter = has_any(
            &start,
            &["来信收悉", "来信收到", "回信", "贺信", "慰问信", "你们好"],
        );
        let speaks = [
            "今天，我们",
            "我讲",
            "我谈",
            "我代表",
            "我谨",
            "我就",
            "我很高兴",
            "我先",
            "在此，我",
        ];
        let weight = 4 * u32::from(titled && !self.is_reported())
            + 3 * u32::from(salutes && !self.is_reported())
            + 2 * u32::from(has_any(&self.opening, &speaks) && !self.is_reported())
            + 3 * u32::from(is_remark_on_speech(self.text));
        if letter && !titled { 0 } else { weight }
    }

    fn policy(&self) -> u32 {
        let papers = [
            "通知", "意见", "通报", "批复", "决定", "公告", "通告", "函", "请示", "命令", "决议",
        ];
        let plans = [
            "方案", "规划", "纲要", "计划", "要点", "措施", "清单", "细则", "办法", "规定",
        ];
        let about = self.title.contains("关于") && self.titled(&papers);
        let numbered = self
            .top
            .iter()
            .take(8)
            .any(|line| is_number_of_document(line));
        let addressed = self.top.iter().take(8).any(|line| is_addressed(line));
        3 * u32::from(about)
            + 2 * u32::from(self.titled(&plans))
            + 3 * u32::from(numbered)
            + 2 * u32::from(addressed && !is_salutation_any(&self.top))
            + u32::from(self.text.contains("此件公开发布"))
    }

    fn news(&self) -> u32 {
        let told = ["强调", "指出", "要求", "表示"];
        let headed = self
            .headings
            .iter()
            .any(|heading| has_any(heading, &told) && !heading.contains("要求"));
        let happens = tells_of_event(&self.opening);
        let in_opening = indirect_speech(&self.opening) > 0;
        // Indirect speech once or twice also stands in essays; all through a text it makes news.
        let often = indirect_speech(self.text).min(2) as u32;
        3 * u32::from(self.is_reported())
            + 2 * u32::from(headed)
            + 2 * u32::from(happens || is_dated_today(&self.opening))
            + u32::from(in_opening)
            + often
    }

    /// Whether a reporter or an agency is named at the top.
    fn is_reported(&self) -> bool {
        self.top.iter().any(|line| {
            let head: String = line.chars().take(40).collect();
            let agency = has_any(
                &head,
                &[
                    "日电",
                    "日讯",
                    "讯（",
                    "讯(",
                    "本报讯",
                    "消息，",
                    "消息：",
                    "日消息",
                ],
            );
            agency || has_any(&head, &["记者", "通讯员", "原标题：", "原标题:"])
        })
    }
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

    #[test]
    fn several_signs_decide() {
        let regulation = "第一条 为了爱护河道，制定本条例。\n第二条 县人民政府要求，沿岸单位指出问题。\n第三条 会议强调，自公布之日起施行。";
        for (text, title, wanted) in [
            (
                regulation,
                Some("海东市河道条例"),
                Some(DocumentKind::Regulation),
            ),
            (regulation, None, Some(DocumentKind::Regulation)),
            (
                "海政发〔2025〕3号\n各乡镇人民政府：\n会议指出，要抓紧备耕。",
                Some("关于做好春耕\n工作的通知"),
                Some(DocumentKind::Policy),
            ),
            (
                "春耕要早。",
                Some("海东县春耕方案（征求意见稿）"),
                Some(DocumentKind::Policy),
            ),
            (
                "同志们：今天开会。会议指出，要修桥。",
                None,
                Some(DocumentKind::Speech),
            ),
            (
                "今天，我们召开春耕会议。我讲三点。",
                None,
                Some(DocumentKind::Speech),
            ),
            (
                "尊敬的各位来宾，女士们，先生们：大家好！",
                None,
                Some(DocumentKind::Speech),
            ),
            (
                "桥要修好。※这是王明同志2020年6月2日在春耕座谈会上的讲话。",
                None,
                Some(DocumentKind::Speech),
            ),
            ("乡亲们：你们好！来信收悉。我很高兴。", None, None),
            (
                "本报讯（记者李明）县长在春耕会议上的讲话发表。",
                None,
                Some(DocumentKind::News),
            ),
            ("3月26日，海东县召开会议。", None, Some(DocumentKind::News)),
            ("总书记指出：“桥要修好。”这是要求，也是方向。", None, None),
            (
                "各位代表：\n现在，我代表县人民政府向大会报告工作。",
                None,
                Some(DocumentKind::Report),
            ),
        ] {
            assert_eq!(kind(text, title), wanted, "{text}");
        }
    }
}
