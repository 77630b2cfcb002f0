//! Captions and advertisements in the middle of a line: what stood beside the text on the page and now stands in it.
//!
//! In: `…桥要结实。图为2月3日，大家在河边打桩。 河报记者 孙小河/摄第二，要快。广告 桥边旅店 ×` · Out: the stretches from `图为` to `摄`, and from
//! `广告` to `×`.
//!
//! A caption is told by its end, the name of a photographer with 摄 or 图 behind it. It begins with the sentence before the
//! name; where that one goes on from another (这是2月3日的河边), with that other one.

use super::credit;
use crate::span::Span;
use crate::text::outline::line::{is_blank, sentence_starts};

/// Longest name of a photographer, with the agency before it, in code points.
const NAME: usize = 24;

/// Longest caption, in code points: two sentences with the names and offices of some people.
const CAPTION: usize = 220;

/// Longest caption without an end, in code points: behind more the text has lost its ends.
const UNFINISHED: usize = 100;

/// Longest sentence that is a label of a picture rather than a sentence of the body, in code points.
const LABEL: usize = 15;

/// Words with which a photographer's name comes.
const SIGNED: &[&str] = &[
    "记者",
    "通讯员",
    "公众号",
    "受访者",
    "资料",
    "摄影",
    "新华社",
    "通讯社",
];

/// The captions and advertisements inside a line, in order: O(n).
pub(super) fn inserted(chars: &[char], line: Span) -> Vec<Span> {
    let text = &chars[line.start..line.end];
    if !text
        .iter()
        .any(|c| matches!(c, '摄' | '图' | '×' | '✕' | '✖'))
    {
        return Vec::new();
    }
    let starts = sentence_starts(chars, line);
    let mut found: Vec<Span> = Vec::new();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(line.end);
        let from = found.last().map_or(line.start, |span| span.end);
        if *start < from {
            continue;
        }
        let Some(own) = signature(chars, Span::new(*start, end)) else {
            found.extend(advertisement(chars, *start, line.end));
            continue;
        };
        let first = first_of_caption(chars, &starts, index, own);
        let caption = Span::new(starts[first].max(from), own.end);
        let longest = if first == index { UNFINISHED } else { CAPTION };
        if caption.len() <= longest && caption.len() < line.len() {
            found.push(caption);
        }
    }
    found
}

/// The first sentence of the caption that ends with the name `own` in the sentence `index`.
fn first_of_caption(chars: &[char], starts: &[usize], index: usize, own: Span) -> usize {
    let sentence = |at: usize| {
        let end = starts.get(at + 1).copied().unwrap_or(own.end).min(own.end);
        &chars[starts[at]..end]
    };
    let mut first = index;
    // A name alone: the sentence before it is the caption, if it looks like one, or the two before it from a day on.
    let alone = chars[starts[index]..own.start]
        .iter()
        .all(|c| !c.is_alphanumeric());
    if alone && first > 0 {
        if looks_like_caption(sentence(first - 1)) {
            first -= 1;
        } else if first > 2 && is_of_year(sentence(first - 2)) {
            return first - 2;
        }
    }
    if first > 0 && sentence(first).starts_with(&['这', '是']) {
        let (before, own) = (sentence(first - 1), sentence(first));
        first -= usize::from(is_dated(before) || share_words(before, own));
    }
    first
}

/// Whether a sentence before a photographer's name is a caption: it begins with a day, says that it shows something, or is
/// short. Others may be the body's.
fn looks_like_caption(sentence: &[char]) -> bool {
    let end = sentence
        .iter()
        .rposition(|c| !is_blank(*c))
        .map_or(0, |at| at + 1);
    let sentence = &sentence[..end];
    let opens = |words: &str| sentence.starts_with(&words.chars().collect::<Vec<_>>());
    let scene = sentence.len() > 3 && sentence[..sentence.len() - 1].ends_with(&['现', '场']);
    let shows = ["这是", "图为", "图中"].iter().any(|w| opens(w));
    let said = sentence.len() > 2 && "说称道示绍".contains(sentence[sentence.len() - 2]);
    let label = sentence.len() <= LABEL && !said && !sentence.contains(&'，');
    is_dated(sentence) || shows || scene || label
}

/// Whether a sentence begins with a day: 2月3日, 2024年2月3日.
fn is_dated(sentence: &[char]) -> bool {
    let digits = sentence.iter().take_while(|c| c.is_ascii_digit()).count();
    (1..=4).contains(&digits) && matches!(sentence.get(digits), Some('年' | '月' | '日'))
}

/// Whether it begins with a day and its year.
fn is_of_year(sentence: &[char]) -> bool {
    sentence.iter().take(4).all(char::is_ascii_digit) && sentence.get(4) == Some(&'年')
}

/// Whether two sentences have three ideographs in a row in common: the name of whom they show.
fn share_words(a: &[char], b: &[char]) -> bool {
    let wide = |words: &[char]| words.iter().all(|c| c.is_alphabetic() && !c.is_ascii());
    a.len().max(b.len()) <= CAPTION
        && a.windows(3)
            .any(|words| wide(words) && b.windows(3).any(|other| other == words))
}

/// Whether a line is a caption as a whole: it ends with the name of a photographer.
pub(super) fn is_caption(text: &str) -> bool {
    let chars: Vec<char> = text.chars().take(CAPTION + 1).collect();
    if chars.len() > CAPTION || !text.ends_with(['摄', '图', '）', ')']) {
        return false;
    }
    let end = if text.ends_with(['）', ')']) {
        chars.len() - 1
    } else {
        chars.len()
    };
    let line = Span::new(0, end);
    sentence_starts(&chars, line)
        .last()
        .and_then(|start| signature(&chars, Span::new(*start, end)))
        .is_some_and(|name| name.end == end)
}

/// The photographer's name in a sentence, with its sign: `… 河报记者 孙小河/摄`. The sentence of the body may go on behind it.
fn signature(chars: &[char], sentence: Span) -> Option<Span> {
    (sentence.start + 2..sentence.end).find_map(|at| {
        let next = chars.get(at + 1);
        let goes_on = |words: &str| next.is_some_and(|c| words.contains(*c));
        let before = chars[at - 1];
        let shot = chars[at] == '摄' && before != '拍' && !goes_on("影像制氏取入的");
        let given = before == '供' && chars[at - 2] != '提';
        let picture = chars[at] == '图'
            && (given || is_blank(before) || matches!(before, '/' | '／'))
            && !goes_on("为片书纸案形标谋示表像文源/／）)");
        if !(shot || picture) {
            return None;
        }
        let named = name_start(chars, sentence.start, at);
        let bracketed = named > 0 && matches!(chars[named - 1], '（' | '(') && goes_on("）)");
        let name: String = chars[named..at].iter().collect();
        let parted = name.contains(|c| is_blank(c) || matches!(c, '/' | '／'));
        let signed = parted && SIGNED.iter().any(|word| name.contains(word));
        (signed || given && named == sentence.start && at - named <= NAME / 2)
            .then(|| Span::new(named, at + 1 + usize::from(bracketed)))
    })
}

/// Where the name before the sign at `at` begins: behind the last mark, or the white space that parts it from a caption
/// without end.
fn name_start(chars: &[char], start: usize, at: usize) -> usize {
    let part = |c: &char| {
        c.is_alphanumeric() || is_blank(*c) || matches!(c, '/' | '／' | '·' | '、' | '@')
    };
    let least = start.max(at.saturating_sub(NAME));
    let mut from = at;
    while from > least && part(&chars[from - 1]) {
        from -= 1;
    }
    if from > start && part(&chars[from - 1]) {
        let blank = (from..at).find(|at| is_blank(chars[*at]));
        from = blank.map_or(at, |blank| blank + 1);
    }
    from
}

/// The advertisement that begins at `start`, a sentence's start.
fn advertisement(chars: &[char], start: usize, end: usize) -> Option<Span> {
    if !chars[start..].starts_with(&['广', '告']) {
        return None;
    }
    let head: String = chars[start..end.min(start + CAPTION)].iter().collect();
    let rest = credit::advertisement(&head)?;
    let length = head.chars().count() - rest.chars().count();
    Some(Span::new(start, start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        inserted(&chars, Span::new(0, chars.len()))
            .iter()
            .map(|span| chars[span.start..span.end].iter().collect())
            .collect()
    }

    #[test]
    fn a_caption_begins_with_the_sentence_before_its_photographer() {
        for (text, caption) in [
            (
                "桥要结实。2月3日，大家在河边打桩。 河报记者 孙小河/摄第二，要快。",
                "2月3日，大家在河边打桩。 河报记者 孙小河/摄",
            ),
            (
                "桥要结实。2月3日，赵源华在河边。这是赵源华在打桩。 河报记者 孙小河 摄第二，要快。",
                "2月3日，赵源华在河边。这是赵源华在打桩。 河报记者 孙小河 摄",
            ),
            (
                "桥要结实。2月3日，县里召开修桥会议 公众号@河上 图会议说，要快。",
                "2月3日，县里召开修桥会议 公众号@河上 图",
            ),
            (
                "桥要结实。会议现场。受访者 供图会议说，要快。",
                "会议现场。受访者 供图",
            ),
            (
                "桥要结实。大会现场（河报记者 孙小河 摄）会议说，要快。",
                "大会现场（河报记者 孙小河 摄）",
            ),
            (
                "桥要结实。”赵源华说。河报记者 孙小河 摄会议说，要快。",
                "河报记者 孙小河 摄",
            ),
            ("桥要结实。广告 桥边旅店 ×第二，要快。", "广告 桥边旅店 ×"),
        ] {
            assert_eq!(found(text), [caption], "{text}");
        }
    }

    #[test]
    fn pictures_that_the_text_speaks_of_are_none() {
        for text in [
            "桥要结实。记者 在现场拍摄的照片很多。大家都来了。",
            "桥要结实。为大家提供图文资料。大家都来了。",
            "桥要结实。广告法要学。3×5是十五。",
            "桥要结实。大家 图的是什么？",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
