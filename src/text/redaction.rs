//! Redaction: names that a text leaves out, as 李某, 李**, 张××, XX县, ○○同志.
//!
//! In: `李某某说，李**在XX县` · Out, redactions in brackets: `李[某某]说，李[**]在[XX]县`
//!
//! A run of the signs that stand for what is left out is one unit of the compared text, whatever the sign and
//! however many: so 李某某 in one text and 李** in another are the same wording. A sign that means something else
//! stays itself: the X of X光, the stars of Markdown, the ○ of 二○○八年, the × of 3×4.

use crate::span::Span;

/// The runs of signs that stand for something left out, in order, in code points: O(n).
pub(super) fn redactions(text: &str) -> Vec<Span> {
    if !text.contains(is_sign) {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let markdown = is_markdown(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = at + chars[at..].iter().take_while(|c| is_sign(**c)).count();
        if end == at {
            at += 1;
            continue;
        }
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(end).copied();
        if is_redaction(&chars[at..end], before, after, markdown) {
            found.push(Span::new(at, end));
        }
        at = end;
    }
    without_chains(found)
}

/// Single signs between single characters from which on they stand for nothing: 李*明*到*会 is a text with stars put between its
/// characters, so that nobody finds what it copies.
const CHAIN: usize = 4;

/// The redactions without those that lie one character apart in long chains.
fn without_chains(found: Vec<Span>) -> Vec<Span> {
    let goes_on = |a: &Span, b: &Span| a.len() == 1 && b.len() == 1 && b.start == a.end + 1;
    found
        .chunk_by(goes_on)
        .filter(|chain| chain.len() < CHAIN)
        .flatten()
        .copied()
        .collect()
}

fn is_sign(c: char) -> bool {
    matches!(
        c,
        '某' | '*'
            | '＊'
            | '×'
            | '✕'
            | '╳'
            | 'X'
            | 'x'
            | 'Ｘ'
            | 'ｘ'
            | '○'
            | '◯'
            | '□'
            | '■'
            | '●'
    )
}

/// Whether a run of signs stands for something left out, judged by the characters beside it.
fn is_redaction(run: &[char], before: Option<char>, after: Option<char>, markdown: bool) -> bool {
    let ideograph =
        |c: Option<char>| c.is_some_and(|c| matches!(c as u32, 0x3400..=0x9FFF) && !is_numeral(c));
    let beside = ideograph(before) || ideograph(after);
    let between = ideograph(before) && ideograph(after);
    let long = run.len() >= 2;
    // 李某 and 某县, and 某 alone, whatever else is in the run.
    if run.contains(&'某') {
        return true;
    }
    let in_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c.is_ascii());
    if in_word(before) || in_word(after) {
        return false;
    }
    match run[0] {
        '*' | '＊' => !markdown && (between || long && beside),
        '×' | '✕' | '╳' => ideograph(before) || long && beside,
        'X' | 'x' | 'Ｘ' | 'ｘ' => long && beside,
        // 二○○八年 has zeros, and a single one opens an item of a list.
        _ => long && beside && !before.is_some_and(is_numeral) && !after.is_some_and(is_numeral),
    }
}

fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十".contains(c)
}

/// Whether a text is Markdown, in which stars set words in bold: it has headings with `#`.
fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        let rest = line.trim_start_matches('#');
        let marks = line.len() - rest.len();
        (1..=6).contains(&marks) && rest.starts_with(' ')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let slice = |s: &Span| chars[s.start..s.end].iter().collect();
        redactions(text).iter().map(slice).collect()
    }

    #[test]
    fn names_blotted_out_are_found_in_every_writing() {
        for (text, redaction) in [
            ("李某说", "某"),
            ("张某某，男", "某某"),
            ("李**、王明", "**"),
            ("李*明到会", "*"),
            ("由**同志作报告", "**"),
            ("XX县召开会议", "XX"),
            ("××省", "××"),
            ("赵×强调", "×"),
            ("○○同志", "○○"),
            ("□□镇", "□□"),
        ] {
            assert_eq!(redacted(text), [redaction], "{text}");
        }
    }

    #[test]
    fn signs_that_mean_something_else_stay() {
        for text in [
            "X光检查",
            "3×4",
            "2880×1800 屏幕",
            "二○○八年",
            "○一、提高",
            "* 提高认识",
            "各*级*党*组*织*要*提高",
            "增长5%*。",
            "XXL码",
            "Xbox游戏",
            "# 题\n要**提高认识**。",
            "□ 同意",
            "a*b",
        ] {
            assert!(redacted(text).is_empty(), "{text}: {:?}", redacted(text));
        }
    }
}
