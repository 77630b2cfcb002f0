//! The names of the metrics in charts, and how each is read.

use super::layout::Context;
use crate::analysis::Metric;
use crate::report::glossary;

/// The chart's title.
pub(super) fn title(cx: &Context<'_>, metric: Metric, sections: bool) -> String {
    let how = match metric {
        Metric::Cosine => cx.say("（TF-IDF 余弦）", " (cosine of TF-IDF)"),
        Metric::Jaccard => cx.say("（字串的 Jaccard）", " (Jaccard of shingles)"),
        Metric::Containment | Metric::Coverage => cx.say("（行见于列）", " (row in column)"),
    };
    let what = if sections {
        cx.say("各节之间的", "Sections: ")
    } else {
        cx.say("文档之间的", "Documents: ")
    };
    format!("{what}{}{how}", glossary::metric(cx.lang, metric))
}

/// The unit of its scale.
pub(super) fn unit<'t>(cx: &Context<'t>, metric: Metric) -> &'t str {
    match metric {
        Metric::Cosine => cx.say("余弦，%", "cosine, %"),
        Metric::Jaccard => cx.say(
            "相同字串占两者全部字串的比例，%",
            "shingles of both, of all in either, %",
        ),
        Metric::Containment => cx.say("行的字串见于列的比例，%", "of the row's shingles, %"),
        Metric::Coverage => cx.say(
            "行的单元落在与列的相同段落里的比例，%",
            "of the row's units, in passages with the column, %",
        ),
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

/// What is said where no document has a passage with another.
pub(super) fn nothing_in_common(cx: &Context<'_>) -> String {
    cx.say(
        "没有两篇有相同段落。",
        "No two documents have a passage in common.",
    )
    .to_owned()
}

fn reading<'t>(cx: &Context<'t>, metric: Metric) -> &'t str {
    match metric {
        Metric::Cosine => cx.say(
            "格子越深，两者谈的主题越相近。",
            "The darker a cell, the more alike are the subjects of its row and column.",
        ),
        Metric::Jaccard => cx.say(
            "格子越深，两者相同的字串占得越多。",
            "The darker a cell, the more of the wording of both stands in both.",
        ),
        Metric::Containment => cx.say(
            "格子越深，行中的字串见于列的越多；行列互换，数值不同。",
            "The darker a cell, the more of the row's wording stands in the column; the two directions differ.",
        ),
        Metric::Coverage => cx.say(
            "格子越深，行中落在与列的相同段落里的文字越多；行列互换，数值不同。",
            "The darker a cell, the more of the row stands in passages with the column; the two directions differ.",
        ),
    }
}
