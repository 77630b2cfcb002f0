//! The words of `check`.

use super::{Words, words};
use crate::check::{Class, LeftoverKind, Reason};
use crate::report::Lang;
use crate::report::number::percent;

/// A class as people read it.
pub(in crate::cli) fn class(class: Class) -> Words {
    match class {
        Class::Copied => words("照抄", "copied"),
        Class::Adapted => words("改写", "adapted"),
        Class::Template => words("套用模板", "template"),
        Class::Common => words("通用表述", "common wording"),
        Class::Own => words("本人旧文", "own earlier text"),
        Class::Above => words("上级或引文", "from above, quoted"),
    }
}

/// The kind of a left-over.
pub(in crate::cli) fn kind(kind: LeftoverKind) -> Words {
    match kind {
        LeftoverKind::Place => words("地名", "place"),
        LeftoverKind::Person => words("人名", "person"),
        LeftoverKind::Organisation => words("机构", "organisation"),
        LeftoverKind::Date => words("日期", "date"),
        LeftoverKind::Figure => words("数字", "figure"),
    }
}

/// Why a passage has its class.
pub(in crate::cli) fn reason(lang: Lang, reason: &Reason) -> String {
    match (lang, reason) {
        (Lang::Zh, Reason::Equal { characters }) => format!("连续 {characters} 字与来源逐字相同"),
        (Lang::En, Reason::Equal { characters }) => {
            format!("{characters} characters in a row are those of the source")
        }
        (_, Reason::Changed { identity, changes }) => {
            let same = percent(lang, *identity, 0);
            match lang {
                Lang::Zh => format!("{same} 的字与来源相同，改动 {changes} 处"),
                Lang::En => {
                    format!("{same} of the wording is the source's, with {changes} changes")
                }
            }
        }
        (Lang::Zh, Reason::Blanks { texts, blanks }) => {
            format!("{texts} 篇用同一句式，只换了 {blanks} 处名称或数字")
        }
        (Lang::En, Reason::Blanks { texts, blanks }) => {
            format!("{texts} texts have it, and only {blanks} names or figures differ")
        }
        (Lang::Zh, Reason::Many { texts }) => format!("库中至少 {texts} 篇有此表述"),
        (Lang::En, Reason::Many { texts }) => {
            format!("at least {texts} texts of the library say it")
        }
        (Lang::Zh, Reason::SameValue { column, value }) => {
            format!("来源与文稿的 {column} 同为 {value}")
        }
        (Lang::En, Reason::SameValue { column, value }) => {
            format!("the source has the same {column}: {value}")
        }
        (Lang::Zh, Reason::Superior { by }) => format!("来源是上级文件（{by}）"),
        (Lang::En, Reason::Superior { by }) => format!("the source is of higher level ({by})"),
        (Lang::Zh, Reason::Quoted { whom }) => format!("引用{whom}的话"),
        (Lang::En, Reason::Quoted { whom }) => format!("quoted: {whom}"),
    }
}

pub(in crate::cli) const TAKEN: Words = words("取自他文", "taken from other texts");
pub(in crate::cli) const ALIKE: Words = words("见于库中", "found in the library");
pub(in crate::cli) const CHARACTERS: Words = words("字", "characters");
pub(in crate::cli) const SOURCES: Words = words("主要来源", "Main sources");
pub(in crate::cli) const LEFTOVERS: Words = words(
    "疑似遗留（来源的名称、数字未改）",
    "Left over from a source",
);
pub(in crate::cli) const IMPOSSIBLE: Words = words("地名不符", "Places that do not lie there");
pub(in crate::cli) const UNFILLED: Words = words("未填的空", "Blanks that nobody filled");
pub(in crate::cli) const PASSAGES: Words = words("逐处", "Passages");
pub(in crate::cli) const NOTHING: Words = words(
    "未发现与库中文本雷同",
    "nothing in it is worded as a text of the library",
);
pub(in crate::cli) const DRAFT: Words = words("文稿", "draft");
pub(in crate::cli) const LARGEST: Words = words("最大单一来源", "largest source");

pub(in crate::cli) fn more(lang: Lang, rest: usize) -> String {
    match lang {
        Lang::Zh => format!("……另有 {rest} 处"),
        Lang::En => format!("… and {rest} more"),
    }
}

pub(in crate::cli) fn in_source(lang: Lang, source: &str, sentence: &str) -> String {
    match lang {
        Lang::Zh => format!("来源 {source}：{sentence}"),
        Lang::En => format!("from {source}: {sentence}"),
    }
}

pub(in crate::cli) fn lies_in(lang: Lang, place: &str) -> String {
    match lang {
        Lang::Zh => format!("属{place}"),
        Lang::En => format!("it lies in {place}"),
    }
}

pub(in crate::cli) fn compared(lang: Lang, drafts: usize, texts: usize) -> String {
    match lang {
        Lang::Zh => format!("{drafts} 篇文稿对照库中 {texts} 篇"),
        Lang::En => format!("{drafts} drafts against {texts} texts"),
    }
}
