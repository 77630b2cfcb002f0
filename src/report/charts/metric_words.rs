//! The names of the metrics in charts, and how each is read.

use super::layout::Context;
use crate::analysis::Metric;

/// The chart's title.
pub(super) fn title(cx: &Context<'_>, metric: Metric, sections: bool) -> String {
    let (zh, en) = match metric {
        Metric::Cosine => (
            "内容相似（TF-IDF 余弦）",
            "Alike in subject (cosine of TF-IDF)",
        ),
        Metric::Jaccard => (
            "措辞重合（Jaccard）",
            "Alike in wording (Jaccard of shingles)",
        ),
        Metric::Containment => ("措辞包含（行见于列）", "Wording contained (row in column)"),
        Metric::Coverage => ("对齐覆盖（行见于列）", "Aligned wording (row in column)"),
    };
    let what = if sections {
        cx.say("各节之间的", "Sections: ")
    } else {
        cx.say("文档之间的", "Documents: ")
    };
    format!("{what}{}", cx.say(zh, en))
}

/// The unit of its scale.
pub(super) fn unit<'t>(cx: &Context<'t>, metric: Metric) -> &'t str {
    match metric {
        Metric::Cosine => cx.say("余弦，以 % 计", "cosine, in %"),
        Metric::Jaccard => cx.say(
            "共有片段占两者全部片段，%",
            "shared shingles of all in both, %",
        ),
        Metric::Containment => cx.say("行的片段见于列的比例，%", "of the row's shingles, %"),
        Metric::Coverage => cx.say("行的字数被对齐到列的比例，%", "of the row's characters, %"),
    }
}

/// The sentence that says how the chart over documents is read.
pub(super) fn caption(cx: &Context<'_>, metric: Metric, tree: bool) -> String {
    let mut caption = reading(cx, metric).to_owned();
    if tree {
        caption.push_str(cx.say(
            "相近的文档排在一起；右侧的树形图示其归并，越靠左归并的越相近。列号即行首的编号。",
            " Documents that are alike stand together; the tree at the right joins them, the further left the more \
             alike. Columns carry the rows' numbers.",
        ));
    } else {
        caption.push_str(cx.say("列号即行首的编号。", " Columns carry the rows' numbers."));
    }
    caption
}

/// The sentence that says how the chart over sections is read.
pub(super) fn section_caption(cx: &Context<'_>, metric: Metric) -> String {
    format!(
        "{}{}",
        reading(cx, metric),
        cx.say(
            "各节按文档先后排列，粗线隔开文档；离开对角块的深色格，是两篇文档里相像的节。",
            " Sections stand in the order of their documents, with a line between documents; dark cells away from the \
             diagonal blocks are sections of two documents that are alike.",
        )
    )
}

fn reading<'t>(cx: &Context<'t>, metric: Metric) -> &'t str {
    match metric {
        Metric::Cosine => cx.say(
            "格子越深，两者谈的内容越相近。",
            "The darker a cell, the more alike are the subjects of its row and column.",
        ),
        Metric::Jaccard => cx.say(
            "格子越深，两者共有的字句占得越多。",
            "The darker a cell, the more of the wording of both is common to both.",
        ),
        Metric::Containment => cx.say(
            "格子越深，行中的字句见于列的越多；行列互换，数值不同。",
            "The darker a cell, the more of the row's wording stands in the column; the two directions differ.",
        ),
        Metric::Coverage => cx.say(
            "格子越深，行中能与列逐段对上的文字越多；行列互换，数值不同。",
            "The darker a cell, the more of the row can be aligned with the column; the two directions differ.",
        ),
    }
}
