//! Every word that the program says in Chinese or English: the summary, the templates, the stages of a run. It is the
//! terminal's counterpart of the page's `strings.js`.
//!
//! Errors, warnings and help are in English only; what is wrong with an input is put into Chinese in `problem_text`.

use crate::analysis::{Attribution, CopyOrder, LimitedList, Metric};
use crate::config::SpreadOver;
use crate::progress::Stage;
use crate::report::{Lang, glossary};

pub(super) mod align;
pub(super) mod check;
pub(super) mod library;

/// The same words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Words {
    zh: &'static str,
    en: &'static str,
}

const fn words(zh: &'static str, en: &'static str) -> Words {
    Words { zh, en }
}

impl Words {
    /// The words in one language.
    pub(super) fn of(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// A thing that is counted: `3 个模板`, `1 template`, `3 templates`.
#[derive(Clone, Copy, Debug)]
pub(super) struct CountedThing {
    zh: &'static str,
    one: &'static str,
    many: &'static str,
}

impl CountedThing {
    /// The number, which is shown as `shown`, with the thing.
    pub(super) fn of(self, lang: Lang, number: usize, shown: &str) -> String {
        let thing = match (lang, number) {
            (Lang::Zh, _) => self.zh,
            (Lang::En, 1) => self.one,
            (Lang::En, _) => self.many,
        };
        format!("{shown} {thing}")
    }
}

/// A sentence with values in it, in one of the two languages.
macro_rules! sentence {
    ($lang:expr, $zh:literal, $en:literal) => {
        match $lang {
            Lang::Zh => format!($zh),
            Lang::En => format!($en),
        }
    };
}

// The stages and their times

pub(super) const STAGE: Words = words("阶段", "stage");
pub(super) const TIME: Words = words("历时", "time");
pub(super) const PROCESSOR: Words = words("处理器", "processor");
pub(super) const DICTIONARY: Words = words("载入词典", "dictionary");
pub(super) const ALL: Words = words("全部", "all");
pub(super) const MOST_MEMORY: Words = words("内存峰值", "most memory");

/// The name of a stage, in the progress bar and in `--verbose`.
pub(super) fn stage(stage: Stage) -> Words {
    match stage {
        Stage::Read => words("读取", "reading"),
        Stage::Outline => words("划分章节", "outlining"),
        Stage::Normalize => words("归一", "normalising"),
        Stage::Facts => words("题名日期等", "facts"),
        Stage::Reuse => words("查找复用", "reuse"),
        Stage::Copies => words("查找同文", "copies"),
        Stage::Templates => words("归纳模板", "templates"),
        Stage::Attribution => words("归属", "attribution"),
        Stage::Words => words("分词", "words"),
        Stage::Features => words("提取特征", "features"),
        Stage::Similarity => words("相似度", "similarity"),
        Stage::Assemble => words("汇总", "assembling"),
        Stage::Render => words("输出", "writing"),
    }
}

// The opening of the summary

pub(super) const FOUND: Words = words("找到 ", "Found ");
pub(super) const BETWEEN_FOUND: Words = words("，", ", ");
pub(super) const PASSAGES: CountedThing = CountedThing {
    zh: "处相同段落",
    one: "passage",
    many: "passages",
};
pub(super) const FAMILIES: CountedThing = CountedThing {
    zh: "个措辞族",
    one: "family",
    many: "families",
};
pub(super) const TEMPLATES: CountedThing = CountedThing {
    zh: "个模板",
    one: "template",
    many: "templates",
};
pub(super) const PHRASES: CountedThing = CountedThing {
    zh: "条固定表述",
    one: "set phrase",
    many: "set phrases",
};
const DOCUMENTS: CountedThing = CountedThing {
    zh: "篇文章",
    one: "document",
    many: "documents",
};
pub(super) const COPIES: Words = words(
    "副本与各稿，每组只算一篇（= 内容相同，→ 后一稿）",
    "Copies and versions of one text, counted once (= the same text, → the next version)",
);
pub(super) const COPIES_ACROSS: Words = words(
    "同一篇的副本与各稿，每边只算一篇（= 内容相同，→ 后一稿）",
    "Copies and versions of one text, counted once on each side (= the same text, → the next version)",
);

/// By what a group of copies is in order.
pub(super) fn order_of_copies(lang: Lang, order: CopyOrder) -> &'static str {
    match order {
        CopyOrder::Dates => words("（按日期）", "(by date)").of(lang),
        CopyOrder::Growth => words("（按增删）", "(by what was added)").of(lang),
        _ => "",
    }
}

pub(super) fn more_copies(lang: Lang, groups: &str, documents: &str) -> String {
    sentence!(
        lang,
        "另有 {groups} 组，{documents} 篇：见 copies.csv",
        "and {groups} more with {documents} documents: see copies.csv"
    )
}
pub(super) const ONE_DOCUMENT: Words = words(
    "只有一篇，只能与自身比较；再加几篇或用 --reference 才看得出雷同",
    "One document can only be compared with itself; add more, or a --reference, to see what is shared",
);

pub(super) fn compared(
    lang: Lang,
    documents: usize,
    shown: &str,
    characters: &str,
    seconds: f64,
) -> String {
    let documents = DOCUMENTS.of(lang, documents, shown);
    sentence!(
        lang,
        "比较了 {documents}，共 {characters} 字，用时 {seconds:.1} 秒",
        "Compared {documents} of {characters} characters in {seconds:.1} s"
    )
}

pub(super) fn reference_texts(lang: Lang, texts: &str, share: &str) -> String {
    sentence!(
        lang,
        "参照 {texts} 篇，各篇正文有 {share} 见于其中，一律算通用表述",
        "Reference texts: {texts}; of the bodies {share} stand in them, and are common"
    )
}

/// By what documents are grouped; `alone` of them have no value, if any.
pub(super) fn grouping(
    lang: Lang,
    by: &str,
    groups: &str,
    alone: Option<&str>,
    over: SpreadOver,
) -> String {
    let alone = alone.map_or(String::new(), |n| {
        sentence!(
            lang,
            "，其中 {n} 篇没有这一项，各自成组",
            ", {n} of them single documents without a value"
        )
    });
    let over = match over {
        SpreadOver::Groups => words(
            "部分共用与通用表述按组计数",
            "shared and common wording count groups",
        ),
        SpreadOver::Documents => words(
            "部分共用与通用表述按篇计数",
            "shared and common wording count documents",
        ),
    }
    .of(lang);
    sentence!(
        lang,
        "按 {by} 分为 {groups} 组{alone}；{over}",
        "Grouped by {by} into {groups}{alone}; {over}"
    )
}

/// How many texts were compared against how many others.
pub(super) fn against(lang: Lang, texts: &str, others: &str) -> String {
    sentence!(
        lang,
        "{texts} 篇对照 {others} 篇：只看两边之间相同的",
        "{texts} against {others}: what the two sides share, nothing within a side"
    )
}
pub(super) const BETWEEN_GROUPS: Words = words(
    "只比较不同组的篇目",
    "Only documents of different groups were compared",
);

// The tables of the summary

pub(super) const FINDINGS: Words = words("看到了什么", "What was found");

/// Above the pairs that have most in common.
pub(super) fn most_alike(lang: Lang) -> String {
    let coverage = glossary::metric(lang, Metric::Coverage);
    sentence!(
        lang,
        "最相近的篇目（{coverage}）",
        "Most alike ({coverage})"
    )
}
pub(super) const A_IN_B: Words = words("A 见于 B", "A in B");
pub(super) const B_IN_A: Words = words("B 见于 A", "B in A");

pub(super) const WHOSE_WORDING: Words = words("文字构成", "Whose wording");
pub(super) const OWN_BY_INFORMATION: Words = words("独有（按信息量）", "Own by information");
pub(super) const CHARACTERS: Words = words("字数", "Characters");

/// What the bars of shares are made of.
pub(super) fn bar_legend(lang: Lang) -> String {
    let class = |attribution| glossary::class(lang, attribution);
    format!(
        "█ {} ▒ {} · {}",
        class(Attribution::Boilerplate),
        class(Attribution::Shared),
        class(Attribution::Local)
    )
}

/// [`WHOSE_WORDING`] where only some of the documents are listed.
pub(super) fn whose_wording_of(lang: Lang, listed: usize, all: usize) -> String {
    sentence!(
        lang,
        "文字构成（独有表述最少的 {listed} 篇，共 {all} 篇）",
        "Whose wording ({listed} of {all}, those with least of their own)"
    )
}

// Faults, limits and the end of the summary

pub(super) const NOT_READ: Words = words("读不了的输入", "Could not be read");
pub(super) const LEFT_OUT: Words = words("没有读的文件", "Left out");
pub(super) const COLON: Words = words("：", ": ");
pub(super) const LISTED_IN_PART: Words = words("只列出一部分", "Listed in part");
pub(super) const REPORT: Words = words("报告：", "Report: ");
pub(super) const REPLACED: Words = words(
    "（已替换上一次的结果）",
    " (the earlier run there was replaced)",
);

/// A heading with the number of what stands below it.
pub(super) fn heading_with_number(lang: Lang, heading: Words, number: &str) -> String {
    let heading = heading.of(lang);
    sentence!(lang, "{heading}（{number}）", "{heading} ({number})")
}

/// The number of faults that are not listed; `in_json` says where all of them are.
pub(super) fn more_faults(lang: Lang, rest: &str, in_json: bool) -> String {
    let place = if in_json {
        words(
            "，全部列在 analysis.json 的 skipped 中",
            ", all listed in analysis.json under skipped",
        )
        .of(lang)
    } else {
        ""
    };
    sentence!(lang, "……另有 {rest} 项{place}", "… and {rest} more{place}")
}

pub(super) fn limit(lang: Lang, list: LimitedList, kept: &str, of: &str) -> String {
    let list = glossary::limited_list(lang, list);
    sentence!(
        lang,
        "{list}：{of} 项中的 {kept} 项",
        "{list}: {kept} of {of}"
    )
}

// Templates

pub(super) const STRONGEST_TEMPLATES: Words = words("最突出的模板", "Strongest templates");

/// A template's wording in the summary.
pub(super) fn template(lang: Lang, wording: &str, documents: usize, uses: usize) -> String {
    sentence!(
        lang,
        "{wording}（{documents} 篇，{uses} 处）",
        "{wording} (documents: {documents}, uses: {uses})"
    )
}

/// A template's wording in the list of `leitong templates`.
pub(super) fn listed_template(
    lang: Lang,
    wording: &str,
    texts: usize,
    uses: usize,
    bits_saved: f64,
) -> String {
    sentence!(
        lang,
        "{wording}（{texts} 篇，{uses} 处，省 {bits_saved:.0} 比特）",
        "{wording}  (texts: {texts}, uses: {uses}, bits saved: {bits_saved:.0})"
    )
}

pub(super) fn more_uses(lang: Lang, rest: usize) -> String {
    sentence!(lang, "……另有 {rest} 处", "… and {rest} more")
}

pub(super) fn templates_found(lang: Lang, templates: usize, phrases: u64) -> String {
    sentence!(
        lang,
        "共 {templates} 个模板，{phrases} 条固定表述",
        "templates: {templates}, set phrases: {phrases}"
    )
}
