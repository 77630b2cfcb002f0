//! The kind of a slot, from all of its fillers.
//!
//! In: 区委, 县委, 市委. Out: a place. Quotation marks, lists, numbers, dates and meetings are told by their characters, names
//! of people, places and organisations by jieba's part-of-speech tags; more than half of the fillers have to agree.

use crate::analysis::SlotKind;
use crate::text::entity::EntityKind;
use crate::text::words::Segmenter;

/// A filler as it stands in its document.
pub(super) struct Filler<'a> {
    pub(super) text: &'a str,
    /// The character right before it.
    pub(super) before: Option<char>,
    /// The character right behind it.
    pub(super) after: Option<char>,
    /// What it is, if it is an entity but for a word or two before it (约5%), several of a kind (第三条第二款), or a name with an
    /// office before it.
    pub(super) entity: Option<EntityKind>,
}

/// The kind of more than half of the fillers, empty ones not counted; a phrase if there is none.
pub(super) fn kind(fillers: &[Filler<'_>], segmenter: &Segmenter) -> SlotKind {
    let mut kinds: Vec<SlotKind> = fillers
        .iter()
        .filter(|f| !f.text.trim().is_empty())
        .map(|f| kind_of(f, segmenter))
        .collect();
    let all = kinds.len();
    kinds.sort_unstable();
    kinds
        .chunk_by(|a, b| a == b)
        .find(|same| same.len() * 2 > all)
        .map_or(SlotKind::Phrase, |same| same[0])
}

fn kind_of(filler: &Filler<'_>, segmenter: &Segmenter) -> SlotKind {
    if let Some(kind) = filler.entity {
        return of_entity(kind);
    }
    let text = filler
        .text
        .trim_matches(|c: char| !c.is_alphanumeric() && !"%％《》".contains(c));
    if is_quoted(filler) {
        return SlotKind::Quoted;
    }
    if text.starts_with('《') && filler.text.contains('》') {
        return SlotKind::Law;
    }
    if filler.text.matches(['、', '､']).count() >= 1 && !filler.text.contains(['，', ',', '。'])
    {
        return SlotKind::List;
    }
    if text.contains("百分之") || text.ends_with(['%', '％']) || text.ends_with("百分点") {
        return SlotKind::Percentage;
    }
    if is_date(text) {
        return SlotKind::Date;
    }
    if !text.is_empty() && text.chars().all(is_numeral) {
        return SlotKind::Number;
    }
    if MEETINGS.iter().any(|m| text.ends_with(m)) {
        return SlotKind::Meeting;
    }
    if OFFICES.contains(&text) {
        return SlotKind::Place;
    }
    by_tags(text, segmenter)
}

/// Whether wording ends as names of bodies do.
pub(super) fn is_body(text: &str) -> bool {
    BODIES.iter().any(|body| text.ends_with(body))
}

/// The kind of a slot that is filled with an entity.
fn of_entity(kind: EntityKind) -> SlotKind {
    match kind {
        EntityKind::Date => SlotKind::Date,
        EntityKind::Number => SlotKind::Number,
        EntityKind::Percentage => SlotKind::Percentage,
        EntityKind::Law => SlotKind::Law,
        EntityKind::Place => SlotKind::Place,
        EntityKind::Person => SlotKind::Person,
    }
}

/// Words for a place's own authorities in official speech: they stand where others name the place.
const OFFICES: [&str; 20] = [
    "区委",
    "县委",
    "市委",
    "省委",
    "镇党委",
    "乡党委",
    "州委",
    "旗委",
    "全区",
    "全县",
    "全市",
    "全省",
    "我区",
    "我县",
    "我市",
    "我省",
    "区",
    "县",
    "市",
    "省",
];

/// Endings of meetings' names.
const MEETINGS: [&str; 8] = [
    "会议",
    "大会",
    "全会",
    "论坛",
    "座谈会",
    "推进会",
    "动员会",
    "两会",
];

/// Endings of organisations that jieba's dictionary does not have as names.
const BODIES: [&str; 20] = [
    "政府",
    "机关",
    "机构",
    "组织",
    "单位",
    "人大",
    "部",
    "局",
    "委员会",
    "办公室",
    "公司",
    "集团",
    "部门",
    "协会",
    "联合会",
    "法院",
    "检察院",
    "大学",
    "中心",
    "党委",
];

/// Days and years told from the day of speaking.
const DATES: [&str; 16] = [
    "今年", "去年", "明年", "前年", "今天", "昨天", "明天", "近日", "日前", "上年", "本月", "上月",
    "年初", "年底", "当前", "目前",
];

fn is_quoted(filler: &Filler<'_>) -> bool {
    let opens = |c: char| "“「『《〈‘\"".contains(c);
    let closes = |c: char| "”」』》〉’\"".contains(c);
    let text = filler.text;
    let starts = text.starts_with(opens) || filler.before.is_some_and(opens);
    let ends = text.ends_with(closes) || filler.after.is_some_and(closes);
    starts && ends
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "０１２３４５６７８９.,．〇零一二三四五六七八九十百千万亿两".contains(c)
}

fn is_date(text: &str) -> bool {
    if DATES.contains(&text) {
        return true;
    }
    let marks = text.chars().filter(|c| "年月日号季旬".contains(*c)).count();
    let rest = text
        .chars()
        .filter(|c| !"年月日号季旬上中下第至-到前后".contains(*c))
        .all(is_numeral);
    marks > 0 && rest && text.chars().any(is_numeral)
}

/// The kind by jieba's tag of the last word, if the others are of names too: 重庆/ns, 县委/n 组织部/nt.
fn by_tags(text: &str, segmenter: &Segmenter) -> SlotKind {
    let tags = segmenter.jieba().tag(text, true);
    let Some(last) = tags.last() else {
        return SlotKind::Phrase;
    };
    let characters = text.chars().count();
    if last.tag.starts_with("nr") && characters <= 8 {
        return SlotKind::Person;
    }
    if tags.iter().all(|t| t.tag == "ns") {
        return SlotKind::Place;
    }
    let named = tags
        .iter()
        .all(|t| t.tag.starts_with('n') || t.tag == "vn" || t.tag == "j");
    let is_body = is_body(text);
    if last.tag == "nt" || is_body && (named || tags.iter().all(|t| joins_name(t.tag))) {
        return SlotKind::Organisation;
    }
    if last.tag == "t" && tags.len() <= 2 {
        return SlotKind::Date;
    }
    SlotKind::Phrase
}

/// Whether a word of that tag stands inside names of bodies: nouns, verbs as in 管理, adjectives, places and numerals, but no
/// pronoun, adverb or particle.
fn joins_name(tag: &str) -> bool {
    tag.starts_with(['n', 'v', 'a', 'b', 'j', 'm', 'q', 's', 'f', 'l'])
}

/// The label of a kind in a template's wording.
pub(super) fn label(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Place => "{place}",
        SlotKind::Person => "{person}",
        SlotKind::Organisation => "{organisation}",
        SlotKind::Date => "{date}",
        SlotKind::Number => "{number}",
        SlotKind::Percentage => "{percentage}",
        SlotKind::Meeting => "{meeting}",
        SlotKind::Quoted => "{quoted}",
        SlotKind::Law => "{law}",
        SlotKind::List => "{list}",
        SlotKind::Phrase => "{phrase}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of_all(texts: &[&str]) -> SlotKind {
        let segmenter = Segmenter::default();
        let fillers: Vec<Filler<'_>> = texts
            .iter()
            .map(|text| Filler {
                text,
                before: None,
                after: None,
                entity: None,
            })
            .collect();
        kind(&fillers, &segmenter)
    }

    #[test]
    fn kinds_go_by_the_majority_of_fillers() {
        assert_eq!(kind_of_all(&["重庆", "成都", "发展"]), SlotKind::Place);
        assert_eq!(kind_of_all(&["区委", "县委"]), SlotKind::Place);
        assert_eq!(kind_of_all(&["3月26日", "2023年", "今年"]), SlotKind::Date);
        assert_eq!(kind_of_all(&["一", "二", "三"]), SlotKind::Number);
        assert_eq!(kind_of_all(&["5.5%", "百分之七"]), SlotKind::Percentage);
        assert_eq!(
            kind_of_all(&["党建工作会议", "县委工作会议"]),
            SlotKind::Meeting
        );
        assert_eq!(
            kind_of_all(&["组织、宣传", "统战、政法、信访"]),
            SlotKind::List
        );
        assert_eq!(kind_of_all(&["“红岩先锋”", "《条例》"]), SlotKind::Quoted);
        assert_eq!(kind_of_all(&["提升能力", "", "转变作风"]), SlotKind::Phrase);
        assert_eq!(kind_of_all(&["", ""]), SlotKind::Phrase);
    }
}
