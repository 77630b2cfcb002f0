//! The names of measures and classes for people: charts and terminal say the same as the report's `strings.js`, and as
//! `docs/measures.md`, where each is defined. Files have the short names of [`Metric::name`] and of the fields.

use super::Lang;
use crate::analysis::{Attribution, LimitedList, MatrixLevel, Metric, SlotKind};

/// A measure of likeness.
pub(crate) fn metric(lang: Lang, metric: Metric) -> &'static str {
    match metric {
        Metric::Cosine => lang.pick("主题相似度", "Topic similarity"),
        Metric::Jaccard => lang.pick("措辞相似度", "Wording similarity"),
        Metric::Containment => lang.pick("包含率", "Containment"),
        Metric::Coverage => lang.pick("重合率", "Coverage"),
    }
}

/// A class of wording.
pub(crate) fn class(lang: Lang, attribution: Attribution) -> &'static str {
    match attribution {
        Attribution::Boilerplate => lang.pick("通用表述", "Common"),
        Attribution::Shared => lang.pick("部分共用", "Shared"),
        Attribution::Local => lang.pick("独有表述", "Own"),
    }
}

/// What fills a blank.
pub(crate) fn slot(lang: Lang, kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Place => lang.pick("地名", "place"),
        SlotKind::Person => lang.pick("人名", "person"),
        SlotKind::Organisation => lang.pick("单位", "organisation"),
        SlotKind::Date => lang.pick("日期", "date"),
        SlotKind::Number => lang.pick("数字", "number"),
        SlotKind::Percentage => lang.pick("百分比", "percentage"),
        SlotKind::Meeting => lang.pick("会议", "meeting"),
        SlotKind::Law => lang.pick("法规文件", "law or document"),
        SlotKind::Quoted => lang.pick("引号内", "quoted"),
        SlotKind::List => lang.pick("并列项", "list"),
        SlotKind::Phrase => lang.pick("词句", "phrase"),
    }
}

/// A list that was cut at a limit.
pub(crate) fn limited_list(lang: Lang, list: LimitedList) -> String {
    match list {
        LimitedList::Matrix { level, metric: of } => {
            let level = match level {
                MatrixLevel::Documents => lang.pick("文档", "documents"),
                MatrixLevel::Sections => lang.pick("章节", "sections"),
                MatrixLevel::Groups => lang.pick("各组", "groups"),
            };
            let measure = metric(lang, of);
            lang.pick(
                format!("{level}矩阵（{measure}）的格子"),
                format!("Cells of the matrix of {level} ({measure})"),
            )
        }
        LimitedList::Passages => lang.pick("相同段落", "Passages").to_owned(),
        LimitedList::CandidatePairs => lang
            .pick(
                "有相同文字的文档对中逐字对齐的",
                "Pairs of documents with wording in common, those aligned",
            )
            .to_owned(),
        LimitedList::Phrases => lang.pick("固定表述", "Set phrases").to_owned(),
    }
}
