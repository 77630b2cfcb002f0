//! The markers that open a heading: 第一部分, Ⅰ., 壹、, 甲、, 一、, （一）, A., 1., （1）, ①, 一是, 第一，, 首先.
//!
//! In: `（三）修桥` · Out: style `ChineseBracket`, number 3, length 3.
//!
//! A marker is read at one position and looks no farther than some characters. Whether it opens a heading or stands in a
//! sentence (第一产业, 一九五八) is partly told here, and partly by whether its number goes on elsewhere.

mod style;
#[cfg(test)]
mod tests;

use super::line::is_blank;
use super::numeral::{
    arabic_number, chinese_digit, chinese_number, digit, formal_number, large_number, roman_number,
    stem,
};

pub(super) use style::{HeadingMarker, MarkerStyle};

/// Characters that make an enumeration in words of a number before them: 一是, 一要, and verbs that speeches count with.
const WORD_SUFFIXES: &[char] = &['是', '要', '抓', '靠', '看', '讲', '為', '为', '需'];

/// Nouns between an ordinal and its comma: 第一个问题，
const ORDINAL_NOUNS: &[&str] = &[
    "个方面",
    "个问题",
    "个",
    "点",
    "方面",
    "件事",
    "条",
    "個問題",
    "點",
    "步",
];

/// Those of them that head a part, with a colon behind: 第一个问题：
const TOPIC_NOUNS: &[&str] = &["个方面", "个问题", "方面", "个問題"];

/// Reads the marker at the start of `chars`, which ends where its line ends. O(1).
pub(super) fn marker(chars: &[char], line_start: bool) -> Option<HeadingMarker> {
    let first = *chars.first()?;
    match first {
        '第' => ordinal(chars, line_start),
        '（' | '(' | '〔' | '[' | '【' | '［' => bracketed(chars),
        '首' | '其' | '再' | '最' => in_turn(chars),
        '①'..='⑳' => Some(HeadingMarker::new(
            MarkerStyle::Circled,
            first as u32 - '①' as u32 + 1,
            1,
            1,
        )),
        '❶'..='❿' => Some(HeadingMarker::new(
            MarkerStyle::Circled,
            first as u32 - '❶' as u32 + 1,
            1,
            1,
        )),
        '⑴'..='⒇' => Some(HeadingMarker::new(
            MarkerStyle::ArabicBracket,
            first as u32 - '⑴' as u32 + 1,
            1,
            1,
        )),
        '⒈'..='⒛' => Some(HeadingMarker::new(
            MarkerStyle::Arabic,
            first as u32 - '⒈' as u32 + 1,
            1,
            1,
        )),
        '㈠'..='㈩' => Some(HeadingMarker::new(
            MarkerStyle::ChineseBracket,
            first as u32 - '㈠' as u32 + 1,
            1,
            1,
        )),
        _ => chinese(chars, line_start)
            .or_else(|| arabic(chars, line_start))
            .or_else(|| {
                line_start
                    .then(|| formal(chars).or_else(|| latin(chars)))
                    .flatten()
            }),
    }
}

fn starts_with(chars: &[char], word: &str) -> bool {
    let mut at = chars.iter();
    word.chars().all(|c| at.next() == Some(&c))
}

fn is_pause(c: Option<&char>) -> bool {
    c.is_some_and(|c| matches!(c, '，' | ',' | '、' | '：' | ':'))
}

/// Reads 第一部分, 第一章, 第一条, 第一，
fn ordinal(chars: &[char], line_start: bool) -> Option<HeadingMarker> {
    let rest = &chars[1..];
    let (number, digits) = large_number(rest)
        .or_else(|| chinese_number(rest))
        .or_else(|| arabic_number(rest))
        .or_else(|| formal_number(rest))?;
    let name = 1 + digits;
    let rest = &chars[name..];
    for (unit, style) in [
        ("部分", MarkerStyle::Part),
        ("篇", MarkerStyle::Part),
        ("编", MarkerStyle::Part),
        ("章", MarkerStyle::Chapter),
        ("节", MarkerStyle::Division),
        ("節", MarkerStyle::Division),
        ("条", MarkerStyle::Article),
        ("條", MarkerStyle::Article),
    ] {
        if line_start && starts_with(rest, unit) {
            let end = name + unit.chars().count();
            let behind = chars.get(end);
            // 第五条【经费】 and, in Markdown, **第五条** are apart, too.
            let apart =
                behind.is_none_or(|c| is_blank(*c) || matches!(c, '【' | '*')) || is_pause(behind);
            if !(apart && style == MarkerStyle::Article && is_pause(behind)) {
                let found =
                    HeadingMarker::new(style, number, end, end + usize::from(is_pause(behind)));
                return Some(if apart { found } else { found.weak() });
            }
        }
    }
    if is_pause(rest.first()) {
        // 第一、二、三产业 counts inside a phrase.
        let listed = rest[0] == '、' && rest.get(1).is_some_and(|c| chinese_digit(*c).is_some());
        return (!listed).then(|| HeadingMarker::new(MarkerStyle::Ordinal, number, name, name + 1));
    }
    if matches!(rest.first(), Some('是' | '要')) {
        return Some(HeadingMarker::new(
            MarkerStyle::Ordinal,
            number,
            name,
            name + 1,
        ));
    }
    for noun in ORDINAL_NOUNS {
        if starts_with(rest, noun) {
            let end = name + noun.chars().count();
            let style = match chars.get(end) {
                Some('：' | ':') if TOPIC_NOUNS.contains(noun) => MarkerStyle::Topic,
                Some('是') => MarkerStyle::Ordinal,
                behind if is_pause(behind) => MarkerStyle::Ordinal,
                _ => continue,
            };
            return Some(HeadingMarker::new(style, number, name, end + 1));
        }
    }
    None
}

/// Reads （一） and (1).
fn bracketed(chars: &[char]) -> Option<HeadingMarker> {
    let in_characters = chinese_number(&chars[1..])
        .or_else(|| formal_number(&chars[1..]))
        .or_else(|| Some((stem(*chars.get(1)?)?, 1)));
    let (number, len, style) = match in_characters {
        Some((number, len)) => (number, len, MarkerStyle::ChineseBracket),
        None => {
            let (number, len) = arabic_number(&chars[1..])?;
            (number, len, MarkerStyle::ArabicBracket)
        }
    };
    let closed = matches!(
        chars.get(1 + len),
        Some('）' | ')' | '〕' | ']' | '】' | '］')
    );
    let end = len + 2;
    closed.then(|| {
        HeadingMarker::new(
            style,
            number,
            end,
            end + usize::from(is_pause(chars.get(end))),
        )
    })
}

/// Reads 首先, 其次, 再次, 最后, and 其一, 其二.
fn in_turn(chars: &[char]) -> Option<HeadingMarker> {
    let number = if starts_with(chars, "首先") {
        Some(1)
    } else if starts_with(chars, "其次") {
        Some(2)
    } else if starts_with(chars, "再次") || starts_with(chars, "再者") {
        Some(3)
    } else if starts_with(chars, "最后") || starts_with(chars, "最後") {
        None
    } else {
        let (number, len) = (chars[0] == '其').then(|| chinese_number(&chars[1..]))??;
        let goes_on = is_pause(chars.get(1 + len)) || chars.get(1 + len) == Some(&'是');
        return goes_on
            .then(|| HeadingMarker::new(MarkerStyle::OneOfThem, number, 1 + len, 2 + len));
    };
    let behind = chars.get(2);
    if !(is_pause(behind) || matches!(behind, Some('是' | '要'))) {
        return None;
    }
    let mut found = HeadingMarker::new(MarkerStyle::Firstly, 1, 2, 3);
    found.number = number;
    Some(found)
}

/// Reads 一、 and 一是, and at the start of a line 一), 一. and 一 alone.
fn chinese(chars: &[char], line_start: bool) -> Option<HeadingMarker> {
    let (number, name) = chinese_number(chars)?;
    match chars.get(name) {
        Some('、') => {
            // 一、二级医院 counts inside a phrase.
            let listed = chars
                .get(name + 1)
                .is_some_and(|c| chinese_digit(*c).is_some());
            (line_start || !listed)
                .then(|| HeadingMarker::new(MarkerStyle::Chinese, number, name, name + 1))
        }
        Some('）' | ')') if line_start => Some(HeadingMarker::new(
            MarkerStyle::ChineseBracket,
            number,
            name,
            name + 1,
        )),
        Some('.' | '．' | '，' | ',' | '：' | ':') if line_start => {
            Some(HeadingMarker::new(MarkerStyle::Chinese, number, name, name + 1).weak())
        }
        Some(c) if WORD_SUFFIXES.contains(c) => Some(HeadingMarker::new(
            MarkerStyle::Word(*c),
            number,
            name + 1,
            name + 1,
        )),
        Some(c) if line_start && is_blank(*c) => {
            Some(HeadingMarker::new(MarkerStyle::Chinese, number, name, name).weak())
        }
        None if line_start => {
            Some(HeadingMarker::new(MarkerStyle::Chinese, number, name, name).weak())
        }
        _ => None,
    }
}

/// Reads 壹、 and 甲、, but not 甲、乙双方, which counts inside a phrase.
fn formal(chars: &[char]) -> Option<HeadingMarker> {
    let (style, number, name) = match formal_number(chars) {
        Some((number, name)) => (MarkerStyle::Formal, number, name),
        None => (MarkerStyle::Stem, stem(*chars.first()?)?, 1),
    };
    let listed = |c: &char| stem(*c).is_some() || formal_number(&[*c]).is_some();
    let parted = matches!(chars.get(name), Some('、' | '．' | '.'));
    (parted && !chars.get(name + 1).is_some_and(listed))
        .then(|| HeadingMarker::new(style, number, name, name + 1))
}

/// Reads Ⅰ、, II. and A. A letter with a letter behind its full stop is an abbreviation.
fn latin(chars: &[char]) -> Option<HeadingMarker> {
    let letter = |c: &char| match c {
        'A'..='Z' => Some(*c as u32 - 'A' as u32 + 1),
        'Ａ'..='Ｚ' => Some(*c as u32 - 'Ａ' as u32 + 1),
        _ => None,
    };
    let (style, number, name) = match roman_number(chars) {
        Some((number, name)) => (MarkerStyle::Roman, number, name),
        None => (MarkerStyle::Letter, letter(chars.first()?)?, 1),
    };
    let parted = matches!(chars.get(name), Some('、' | '．' | '.'));
    let behind = chars.get(name + 1);
    let abbreviated = behind.is_none_or(|c| c.is_ascii_alphanumeric());
    if !parted || abbreviated {
        return None;
    }
    let found = HeadingMarker::new(style, number, name, name + 1);
    // In letters it may be the beginning of a name: V. Smith.
    let sign = matches!(chars.first(), Some('\u{2160}'..='\u{216B}'));
    Some(if sign { found } else { found.weak() })
}

/// Reads 1., 1、, 1） and 1.1
fn arabic(chars: &[char], line_start: bool) -> Option<HeadingMarker> {
    let (number, name) = arabic_number(chars)?;
    let after = chars.get(name + 1);
    match chars.get(name)? {
        '、' => Some(HeadingMarker::new(
            MarkerStyle::Arabic,
            number,
            name,
            name + 1,
        )),
        '）' | ')' => Some(HeadingMarker::new(
            MarkerStyle::ArabicBracket,
            number,
            name,
            name + 1,
        )),
        '.' | '．' => {
            if after.and_then(|c| digit(*c)).is_none() {
                return Some(HeadingMarker::new(
                    MarkerStyle::Arabic,
                    number,
                    name,
                    name + 1,
                ));
            }
            // 1.2024年: a heading that opens with a year.
            let run = chars[name + 1..]
                .iter()
                .take(5)
                .take_while(|c| digit(**c).is_some())
                .count();
            if run == 4 && chars.get(name + 5) == Some(&'年') {
                return Some(HeadingMarker::new(
                    MarkerStyle::Arabic,
                    number,
                    name,
                    name + 1,
                ));
            }
            if line_start { dotted(chars) } else { None }
        }
        _ => None,
    }
}

/// Characters that may follow an amount with a decimal point.
const UNITS: &str = "万亿千百十倍个元度米公吨平级时年月日号分秒岁折成亩人件次家户条";

/// Reads 1.1 and 1.1.1 with white space or a word behind them: what is followed by a unit is an amount (2.5万人).
fn dotted(chars: &[char]) -> Option<HeadingMarker> {
    let (mut number, mut at) = arabic_number(chars)?;
    let mut dots = 0u8;
    while matches!(chars.get(at), Some('.' | '．')) && dots < 4 {
        let Some((next, len)) = arabic_number(&chars[at + 1..]) else {
            break;
        };
        number = next;
        at += 1 + len;
        dots += 1;
    }
    let apart = chars.get(at).is_some_and(|c| {
        is_blank(*c) || matches!(*c as u32, 0x4E00..=0x9FFF) && !UNITS.contains(*c)
    });
    (dots > 0 && apart)
        .then(|| HeadingMarker::new(MarkerStyle::Dotted(dots), number, at, at).weak())
}
