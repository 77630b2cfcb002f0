//! The words of `check`.

use super::{Words, words};
use crate::report::Lang;

pub(in crate::cli) use crate::report::checked::words::{class, kind, reason};

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
