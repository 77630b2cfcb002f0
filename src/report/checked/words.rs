//! Classes, kinds and reasons of a check, in words.

use crate::analysis::checked::{Class, LeftoverKind, Reason};
use crate::report::Lang;
use crate::report::number::percent;

/// A class as people read it.
pub(crate) fn class(lang: Lang, class: Class) -> &'static str {
    match class {
        Class::Copied => lang.pick("照抄", "copied"),
        Class::Adapted => lang.pick("改写", "adapted"),
        Class::Template => lang.pick("套用模板", "template"),
        Class::Common => lang.pick("通用表述", "common wording"),
        Class::Own => lang.pick("本人旧文", "own earlier text"),
        Class::Above => lang.pick("上级或引文", "from above, quoted"),
    }
}

/// The kind of a left-over.
pub(crate) fn kind(lang: Lang, kind: LeftoverKind) -> &'static str {
    match kind {
        LeftoverKind::Place => lang.pick("地名", "place"),
        LeftoverKind::Person => lang.pick("人名", "person"),
        LeftoverKind::Organisation => lang.pick("机构", "organisation"),
        LeftoverKind::Date => lang.pick("日期", "date"),
        LeftoverKind::Figure => lang.pick("数字", "figure"),
    }
}

/// Why a passage has its class.
pub(crate) fn reason(lang: Lang, reason: &Reason) -> String {
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
