//! Lead phrases, names of sections, and paragraphs whose sentences open alike.
//!
//! - A lead phrase is a speaker with a verb of saying: `赵源华强调，` of `赵源华强调，组织工作要……`.
//! - A section without heading is named by the beginning of its text, cut at a clause:
//!   `孙小河强调，修桥铺路要赶在雨季之前全部完工`.
//! - A long paragraph falls into parts where its sentences open alike: `要修桥，…。要铺路，…。要种树，…。` gives three.

use super::line::{is_blank, is_closer, is_sentence_end, sentence_starts, skip_blank};
use crate::span::Span;

/// Verbs of saying that stand behind a speaker's name, with a comma or colon after them.
const SAYING: &[&str] = &[
    "指出",
    "强调",
    "強調",
    "要求",
    "表示",
    "提出",
    "认为",
    "認為",
    "说",
    "說",
    "介绍",
    "建议",
    "希望",
    "号召",
    "透露",
    "宣布",
    "称",
    "明确",
    "提醒",
    "谈到",
    "讲到",
    "告诉记者",
];

/// The farthest that the comma of a lead phrase stands from the beginning of its paragraph, in code points:
/// 黄红在主持讲话中强调 has 10; 会议期间 and a full title before the name double that.
const LEAD_REACH: usize = 30;

/// Longest name made from the beginning of a text, in code points.
const NAME_CHARS: usize = 40;

/// Shortest clause that says something as a name, in code points: 过去一年 does not.
const CLAUSE_CHARS: usize = 8;

/// Shortest paragraph that is split where its sentences open alike, in code points: below that its parts would be
/// too short to be compared as sections. Paragraphs of work reports have 200 to 300.
const SPLIT_FROM: usize = 300;

/// Fewest sentences that must open alike.
const SPLIT_ALIKE: usize = 3;

/// Shortest mean length of the parts, in code points: shorter ones are a list of slogans.
const SPLIT_MEAN: usize = 60;

/// Nouns that end the subject of parallel sentences: 组织部门……。宣传部门……。
const PARALLEL_SUBJECTS: &[&str] = &["部门", "部門", "工作", "系统", "系統", "战线", "戰線"];

/// The end of the lead phrase (赵源华强调，) at the start of `span`, its comma included. O(1).
pub(super) fn lead_end(chars: &[char], span: Span) -> Option<usize> {
    let reach = span.end.min(span.start + LEAD_REACH);
    let pause = (span.start..reach).find(|at| {
        matches!(chars[*at], ',' | '，' | ':' | '：' | '、') || is_sentence_end(chars[*at])
    })?;
    if !matches!(chars[pause], ',' | '，' | ':' | '：') || span.start == pause {
        return None;
    }
    let before = &chars[span.start..pause];
    SAYING
        .iter()
        .any(|verb| ends_with(before, verb) && before.len() > verb.chars().count())
        .then_some(pause + 1)
}

/// The first sentence of `span`, without its final mark. O(n).
pub(super) fn first_sentence(chars: &[char], span: Span) -> Span {
    let start = skip_blank(chars, span.start, span.end);
    let end = (start..span.end)
        .find(|at| is_sentence_end(chars[*at]) || chars[*at] == '\n')
        .unwrap_or(span.end);
    Span::new(start, end.max(start))
}

/// A name for a section without heading: the beginning of its text, cut at the end of a clause. O(1).
pub(super) fn name(chars: &[char], span: Span) -> String {
    let start = skip_blank(chars, span.start, span.end);
    let reach = span.end.min(start + NAME_CHARS + 1);
    let sentence = (start..reach)
        .find(|at| is_sentence_end(chars[*at]) || chars[*at] == '\n' || chars[*at] == '\r');
    if let Some(end) = sentence.or((reach == span.end).then_some(reach)) {
        return one_line(&chars[start..end.max(start)]);
    }
    let from = lead_end(chars, span).unwrap_or(start) + CLAUSE_CHARS;
    let clause = (from.min(reach)..reach)
        .rev()
        .find(|at| matches!(chars[*at], ',' | '，' | ';' | '；' | ':' | '：'));
    match clause {
        Some(end) => one_line(&chars[start..end]),
        None => one_line(&chars[start..reach - 1]) + "…",
    }
}

/// Characters on one line: runs of white space are one space, and there is neither white space nor a pause at the ends.
pub(super) fn one_line(chars: &[char]) -> String {
    let mut text = String::new();
    for c in chars {
        if is_blank(*c) {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if !c.is_control() {
            text.push(*c);
        }
    }
    text.trim_end_matches([' ', ',', '，', ':', '：', ';', '；', '、'])
        .to_owned()
}

/// The starts of the parts into which a long paragraph falls because several of its sentences open alike; the
/// paragraph's own start is left out. O(n).
///
/// Either its first sentence, behind a lead phrase, and later ones open with 要: then each such sentence is a theme of
/// its own. (Below a first sentence that names one theme, 要 only goes into it, and the paragraph stays whole.) Or
/// sentences open with subjects of one kind: 组织部门……。宣传部门……。
pub(super) fn parts(chars: &[char], span: Span) -> Vec<usize> {
    if span.len() < SPLIT_FROM {
        return Vec::new();
    }
    let starts = sentence_starts(chars, span);
    let first = lead_end(chars, span).unwrap_or(span.start);
    let demands = |start: usize| chars[start..span.end].first() == Some(&'要');
    if demands(skip_blank(chars, first, span.end)) {
        let found: Vec<usize> = starts[1..]
            .iter()
            .copied()
            .filter(|start| demands(*start))
            .collect();
        if found.len() + 1 >= SPLIT_ALIKE && span.len() / (found.len() + 1) >= SPLIT_MEAN {
            return found;
        }
    }
    for noun in PARALLEL_SUBJECTS {
        let found: Vec<usize> = starts
            .iter()
            .copied()
            .filter(|start| opens_with_subject(&chars[*start..span.end], noun))
            .collect();
        if found.len() >= SPLIT_ALIKE && span.len() / found.len() >= SPLIT_MEAN {
            return found
                .into_iter()
                .filter(|start| *start > span.start)
                .collect();
        }
    }
    Vec::new()
}

/// Whether a sentence opens with two to six ideographs and the noun.
fn opens_with_subject(sentence: &[char], noun: &str) -> bool {
    let length = noun.chars().count();
    (2..=6).any(|before| {
        sentence.len() > before + length
            && sentence[..before].iter().all(|c| {
                c.is_alphabetic() && !c.is_ascii() && *c != '的' && *c != '各' && *c != '有'
            })
            && sentence[before..before + length]
                .iter()
                .copied()
                .eq(noun.chars())
            && sentence[before + length] != '的'
            && !is_closer(sentence[before + length])
    })
}

fn ends_with(chars: &[char], word: &str) -> bool {
    let length = word.chars().count();
    chars.len() >= length
        && chars[chars.len() - length..]
            .iter()
            .copied()
            .eq(word.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        lead_end(&chars, Span::new(0, chars.len())).map(|end| chars[..end].iter().collect())
    }

    #[test]
    fn a_lead_phrase_is_a_speaker_and_a_verb_of_saying() {
        assert_eq!(
            lead("孙小河强调,修桥要快。"),
            Some("孙小河强调,".to_owned())
        );
        assert_eq!(lead("会议指出：修桥要快。"), Some("会议指出：".to_owned()));
        assert_eq!(
            lead("镇长在总结时说，修桥要快。"),
            Some("镇长在总结时说，".to_owned())
        );
        assert_eq!(lead("强调，修桥要快。"), None);
        assert_eq!(lead("他反复强调修桥要快，路要直。"), None);
        assert_eq!(lead("修桥要快，孙小河强调，"), None);
    }

    #[test]
    fn a_name_is_cut_at_a_clause() {
        let text: Vec<char> = "孙小河强调，修桥铺路要赶在雨季之前全部完工，不留尾巴，确保全镇群众出行安全方便顺当，让大家满意。"
            .chars()
            .collect();
        assert_eq!(
            name(&text, Span::new(0, text.len())),
            "孙小河强调，修桥铺路要赶在雨季之前全部完工，不留尾巴"
        );
    }

    #[test]
    fn sentences_that_open_alike_split_a_long_paragraph() {
        let theme = |what: &str| format!("要{what}，{}。", "把好事办好实事办实".repeat(12));
        let text = format!(
            "孙小河强调，{}{}{}",
            theme("修桥"),
            theme("铺路"),
            theme("种树")
        );
        let chars: Vec<char> = text.chars().collect();
        let starts = parts(&chars, Span::new(0, chars.len()));
        let opened: Vec<String> = starts
            .iter()
            .map(|s| chars[*s..s + 3].iter().collect())
            .collect();
        assert_eq!(opened, ["要铺路", "要种树"]);
        // Below a sentence that names the theme they belong together.
        let whole = format!(
            "孙小河强调，水利工作要先行。{}{}{}",
            theme("修桥"),
            theme("铺路"),
            theme("种树")
        );
        let chars: Vec<char> = whole.chars().collect();
        assert!(parts(&chars, Span::new(0, chars.len())).is_empty());
    }
}
