//! The kind of a document: speech, report, news, regulation or policy, told from several signs together.
//!
//! `同志们：今天开会…` is a speech, a title that ends in 工作报告 a report, `李明强调，要抓落实` news, 第一条, 第二条, 第三条 a regulation,
//! and `关于做好春耕工作的通知⏎各乡镇：…` a policy paper.
//!
//! No sign decides alone: a regulation says 要求, a speech quotes what somebody has stressed, and news are titled
//! 讲话. Each sign has a weight; the kind with most weight counts, if it has enough.

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

/// Longest line that is a salutation, in code points.
const SALUTATION: usize = 40;

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

/// The lines of a text that say something, marks of Markdown left out.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let bare = |line| {
        str::trim_matches(line, |c: char| {
            c.is_whitespace() || "#*\u{200B}\u{FEFF}".contains(c)
        })
    };
    text.lines().map(bare).filter(|line| !line.is_empty())
}

/// A title on one line, without marks and remarks at its end: 《春耕工作报告（摘要）》 is one of 春耕工作报告.
fn title_proper(title: &str) -> String {
    let joined: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = joined.trim_end_matches(['》', '”', '※', '*']);
    while let Some(before) = rest.strip_suffix(['）', ')']) {
        let Some(open) = before.rfind(['（', '(']) else {
            break;
        };
        rest = &before[..open];
    }
    rest.to_owned()
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
            + 2 * u32::from(happens)
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

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a line is one that addresses an audience.
fn is_salutation(line: &str) -> bool {
    let addressed = [
        "同志们",
        "各位",
        "朋友们",
        "女士们",
        "代表们",
        "同学们",
        "委员们",
        "尊敬的",
    ];
    // 各乡镇党委： is to whom a paper goes.
    line.chars().count() <= SALUTATION
        && line.ends_with([':', '：', '!', '！'])
        && has_any(line, &addressed)
}

fn is_salutation_any(lines: &[String]) -> bool {
    lines.iter().any(|line| is_salutation(line))
}

/// Whether a text begins by addressing an audience and goes on in the same line: 同志们：今天开会.
fn opens_with_salutation(start: &str) -> bool {
    let end = start.find(['：', ':', '！', '!', '。']);
    let address = end.map_or(start, |end| &start[..end]);
    let polite = [
        "同志们",
        "尊敬的",
        "女士们",
        "先生们",
        "朋友们",
        "同胞们",
        "各位",
    ];
    let ends = [
        "们", "代表", "委员", "嘉宾", "来宾", "同事", "同仁", "先生", "女士",
    ];
    let closes = end.is_some() && ends.iter().any(|end| address.ends_with(end));
    closes && has_any(address, &polite) || address.matches("尊敬的").count() >= 2
}

/// Whether the end of a text says of which speech it is: 这是王明同志2020年6月2日在…上的讲话, （2020年2月14日在…上的讲话）.
fn is_remark_on_speech(text: &str) -> bool {
    const TAIL: usize = 160;
    let count = text.trim_end().chars().count();
    let tail: String = text
        .trim_end()
        .chars()
        .skip(count.saturating_sub(TAIL))
        .collect();
    ["上的讲话", "时的讲话", "上的报告", "上的发言"]
        .iter()
        .any(|said| {
            tail.split(said).next().is_some_and(|before| {
                let clause = before.rsplit(['。', '，', '\n']).next().unwrap_or(before);
                before.len() < tail.len() && clause.contains("日在")
            })
        })
}

/// Whether a line begins with the number of an article.
fn is_article(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('第') else {
        return false;
    };
    let numeral = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c);
    let behind = rest.trim_start_matches(numeral);
    behind.len() < rest.len() && behind.starts_with('条')
}

/// Whether a line is the number of a document: 海政发〔2025〕3号.
fn is_number_of_document(line: &str) -> bool {
    line.chars().count() <= 24
        && line.ends_with('号')
        && line.contains(['〔', '[', '［', '（', '('])
        && line.chars().any(|c| c.is_ascii_digit())
}

/// Whether a line says to whom a paper goes: 各乡镇人民政府，县政府各部门：
fn is_addressed(line: &str) -> bool {
    line.starts_with('各') && line.ends_with(['：', ':'])
}

/// Whether a text opens with something that happened on a day: 3月26日，海东县召开会议. Where 我们 do it, somebody speaks.
fn tells_of_event(opening: &str) -> bool {
    let days = ["日", "近期", "今天", "昨天", "上午", "下午"];
    let events = [
        "召开", "举行", "举办", "主持", "调研", "开幕", "闭幕", "会见", "启动", "印发", "发布",
        "开展", "考察", "致电", "审议", "出席", "座谈",
    ];
    let day = days.iter().filter_map(|day| opening.find(day)).min();
    let event = events.iter().filter_map(|event| opening.find(event)).min();
    day.zip(event).is_some_and(|(day, event)| {
        let told = &opening[day.min(event)..day.max(event)];
        !told.contains('我') && !opening.contains("我们")
    })
}

/// How often a text tells what somebody said without quotation marks: 会议强调，要抓落实. Whom all quote, the leaders and the
/// classics, are not counted, nor what stands in quotation marks behind.
fn indirect_speech(text: &str) -> usize {
    let verbs = ["强调", "指出", "要求", "表示", "介绍"];
    let mut count = 0;
    for verb in verbs {
        for (at, _) in text.match_indices(verb) {
            let behind = &text[at + verb.len()..];
            let mut next = behind.chars();
            let pause = next.next().is_some_and(|c| matches!(c, '，' | ','));
            let quoted = next.next().is_some_and(|c| matches!(c, '“' | '"'));
            let before: String = text[..at]
                .chars()
                .rev()
                .take(6)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            let cited = has_any(&before, &["总书记", "主席", "同志", "马克思", "列宁"]);
            // 按照…的要求，… is a noun.
            let noun = verb == "要求" && !has_any(&before, &["会议", "会上"]);
            count += usize::from(pause && !quoted && !cited && !noun);
        }
    }
    count
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
