//! Headings whose line end was lost: the text goes on behind them without any mark.
//!
//! In: `关于修桥工作石料要足，木料要干` · Out: `关于修桥工作`. In: `弘扬互助精神多年来，大家都帮着修桥` · Out: `弘扬互助精神`.
//!
//! Nothing but the words tell. A heading ends with a noun that sums up (工作, 问题, 精神); what follows is told from the rest
//! of a longer name by its first word: behind 关于… by what may go on after such a noun (工作机制, 问题的), elsewhere by
//! words that open a sentence (多年来, 我们).

use crate::span::Span;

/// Nouns with which headings of the form 关于… end.
const TOPICS: &[&str] = &["工作", "问题", "的领导", "情况"];

/// Characters behind these nouns where they are part of a longer name: 工作机制, 工作的领导, 问题和.
const GOES_ON: &str = "的和与及、等中上者机报会议组人安部要领方制汇导清台专力总岗小站室规计";

/// Nouns with which other headings end.
const NOUNS: &[&str] = &[
    "工作", "问题", "意义", "精神", "活力", "能力", "任务", "建设", "发展", "体系", "水平", "格局",
    "改革", "领导", "作用", "保障", "责任", "生活", "环境", "基础", "大局", "安全", "机制", "关系",
    "成就", "目标", "要求", "优势", "的事", "方向",
];

/// Words that open a sentence and hardly stand behind such a noun otherwise.
const OPENERS: &[&str] = &[
    "改革开放以来",
    "新中国成立",
    "党的",
    "近年来",
    "近些年",
    "多年来",
    "长期以来",
    "一年来",
    "当前",
    "目前",
    "现在",
    "我国",
    "我们",
    "我在",
    "我多次",
    "我讲",
    "同志们",
    "今年",
    "去年",
];

/// Fewest code points of a heading before such an opener.
const FEWEST: usize = 4;

/// Where the heading ends that opens `wording`, if the text goes on behind it without a mark. O(n).
pub(super) fn topic_end(chars: &[char], wording: Span) -> Option<usize> {
    let text = &chars[wording.start..wording.end];
    let mark = text
        .iter()
        .position(|c| matches!(c, '，' | ',' | '；' | '：' | ':'))
        .unwrap_or(text.len());
    let clause = &text[..mark];
    let about = clause.starts_with(&['关', '于']);
    let end = (1..mark).find(|end| {
        if about {
            ends_with(&clause[..*end], TOPICS) && !GOES_ON.contains(clause[*end])
        } else {
            *end >= FEWEST
                && ends_with(&clause[..*end], NOUNS)
                && OPENERS.iter().any(|word| {
                    let word: Vec<char> = word.chars().collect();
                    text[*end..].starts_with(&word)
                })
        }
    })?;
    Some(wording.start + end)
}

fn ends_with(text: &[char], words: &[&str]) -> bool {
    words.iter().any(|word| {
        let mut back = text.iter().rev();
        word.chars().rev().all(|c| back.next() == Some(&c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let end = topic_end(&chars, Span::new(0, chars.len()))?;
        Some(chars[..end].iter().collect())
    }

    #[test]
    fn a_heading_without_line_end_ends_with_its_noun() {
        for (text, expected) in [
            ("关于修桥工作石料要足，木料要干", "关于修桥工作"),
            ("关于修桥工作的领导大桥要修，领导要先", "关于修桥工作的领导"),
            ("弘扬互助精神多年来，大家都帮着修桥", "弘扬互助精神"),
            ("解决修桥的问题我们的石料不够，木料也不够", "解决修桥的问题"),
        ] {
            assert_eq!(topic(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn names_that_go_on_are_whole() {
        for text in [
            "关于修桥工作",
            "关于修桥工作机制的建立，要抓紧",
            "关于修桥问题和铺路问题",
            "提升我国桥梁的水平，多修桥",
            "推进修桥工作，当前要备料",
        ] {
            assert_eq!(topic(text), None, "{text}");
        }
    }
}
