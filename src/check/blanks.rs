//! Blanks that nobody filled: XX县, ＿＿＿, （此处填写……）.
//!
//! In: `今年新建XX公里，（此处填写金额）` · Out: XX, （此处填写金额）. Two signs at least: one X is a letter, and 某 alone is a word.

use crate::span::Span;

/// Signs that stand for what is to be filled in, where two of them follow one another.
const SIGNS: &[char] = &[
    'X', 'x', '×', 'Ｘ', '✕', '╳', '*', '＊', '_', '＿', '○', '〇', '□', '△', '●', '某', '…',
];
/// Beginnings of remarks in brackets that ask for something.
const ASKING: &[&str] = &[
    "此处",
    "这里填",
    "待填",
    "待补",
    "待定",
    "填写",
    "请填",
    "请补",
    "补充",
    "插入",
    "数据待",
    "具体数",
];

/// The blanks of a draft, in order.
pub(super) fn unfilled(chars: &[char]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match signs(chars, at).or_else(|| remark(chars, at)) {
            Some(end) => {
                found.push(Span::new(at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn signs(chars: &[char], at: usize) -> Option<usize> {
    let first = chars[at];
    if !SIGNS.contains(&first) {
        return None;
    }
    let run = chars[at..].iter().take_while(|c| **c == first).count();
    let end = at + run;
    let latin = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_alphanumeric)
    };
    let alone = !latin(at.checked_sub(1)) && !latin(Some(end));
    match first {
        // …… is punctuation; dots that go on are a line to write on.
        '…' => (run >= 6).then_some(end),
        // A line across the page, or Markdown.
        '*' | '_' => {
            ((2..=12).contains(&run) && alone && !is_emphasis(chars, at, run)).then_some(end)
        }
        // 二〇〇八 is a year.
        '〇' | '○' => (run >= 2 && !numeral(chars, at, end)).then_some(end),
        'X' | 'x' => ((2..=8).contains(&run) && alone).then_some(end),
        _ => (run >= 2).then_some(end),
    }
}

/// `**重点**`: marks around a stretch of the same line.
fn is_emphasis(chars: &[char], at: usize, run: usize) -> bool {
    let mark = &chars[at..at + run];
    let line = |c: &&char| **c != '\n';
    let behind = chars[at + run..].iter().take_while(line).count();
    let before = chars[..at].iter().rev().take_while(line).count();
    let holds = |stretch: &[char]| stretch.windows(run).any(|window| window == mark);
    chars[at] == '*'
        && (holds(&chars[at + run..at + run + behind]) || holds(&chars[at - before..at]))
}

fn numeral(chars: &[char], at: usize, end: usize) -> bool {
    let is = |c: Option<&char>| {
        c.is_some_and(|c| "一二三四五六七八九零百千万年".contains(*c) || c.is_ascii_digit())
    };
    is(at.checked_sub(1).and_then(|before| chars.get(before))) || is(chars.get(end))
}

/// A remark in brackets that asks for something.
fn remark(chars: &[char], at: usize) -> Option<usize> {
    const LONGEST: usize = 40;
    let close = match chars[at] {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '〔' => '〕',
        _ => return None,
    };
    let inside: String = chars[at + 1..]
        .iter()
        .take(LONGEST)
        .take_while(|c| **c != close && **c != '\n')
        .collect();
    let length = inside.chars().count();
    let asks = ASKING.iter().any(|word| inside.starts_with(word));
    (asks && chars.get(at + 1 + length) == Some(&close)).then_some(at + length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        unfilled(&chars)
            .iter()
            .map(|span| chars[span.start..span.end].iter().collect())
            .collect()
    }

    #[test]
    fn the_documented_example() {
        assert_eq!(
            found("今年新建XX公里，（此处填写金额）"),
            ["XX", "（此处填写金额）"]
        );
        assert_eq!(found("某某县投入____万元，××书记"), ["某某", "____", "××"]);
    }

    #[test]
    fn what_only_looks_like_a_blank_is_none() {
        for text in [
            "二〇〇八年",
            "**重点**工作",
            "某县",
            "XXL",
            "等等……",
            "（一）加强领导",
            "x轴",
            "MAX",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn blanks_lie_in_the_text(text in "[X*_某（）此处填\n一a]{0,40}") {
            let chars: Vec<char> = text.chars().collect();
            for span in unfilled(&chars) {
                prop_assert!(span.start < span.end && span.end <= chars.len());
            }
        }
    }
}
