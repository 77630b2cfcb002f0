//! Things written in figures and marks: dates, percentages, numbers with their units, titles in 《》.
//!
//! In: `约261.6万人，增长5.5%` at 261.6 · Out: number 261.6万人. In: `二〇二一年三月` · Out: date.
//!
//! A number in digits always counts. One in ideographs counts where it is longer than one character, an ordinal, or goes
//! before a unit of measure: 一些 and 一定 count nothing.

use super::{Entity, EntityKind};
use crate::span::Span;

const NUMERALS: &str = "〇○零一二三四五六七八九十百千万亿两";

/// What things are counted and measured in. Longer ones first, since the first that fits is taken.
const UNITS: &[&str] = &[
    "平方公里",
    "平方千米",
    "立方米",
    "平方米",
    "千瓦时",
    "个月",
    "公里",
    "千米",
    "公斤",
    "公顷",
    "千瓦",
    "美元",
    "欧元",
    "港元",
    "人次",
    "亿斤",
    "小时",
    "分钟",
    "微克",
    "毫米",
    "厘米",
    "元",
    "人",
    "个",
    "亩",
    "吨",
    "斤",
    "米",
    "克",
    "户",
    "套",
    "家",
    "项",
    "条",
    "款",
    "件",
    "次",
    "届",
    "岁",
    "名",
    "位",
    "所",
    "座",
    "处",
    "种",
    "类",
    "天",
    "倍",
    "部",
    "辆",
    "台",
    "架",
    "艘",
    "期",
    "号",
    "度",
    "章",
    "节",
    "编",
    "批",
    "场",
    "支",
    "级",
    "点",
    "年",
    "周",
];

/// Units before which one numeral in ideographs is a number: 三倍, 五元. 个 counts from 二 on: 一个 is an article.
const EXACT: &[char] = &[
    '元', '倍', '届', '次', '条', '款', '项', '个', '章', '节', '编', '件', '点', '岁', '级',
];

/// Longest title in 《》 that is looked for, in characters.
const TITLE: usize = 80;

/// The date, number, percentage or title that begins at `at`: O(its length).
pub(super) fn at(chars: &[char], at: usize) -> Option<Entity> {
    let first = *chars.get(at)?;
    if first == '《' {
        return title(chars, at);
    }
    if first == '第' {
        return ordinal(chars, at);
    }
    if first == '百' && starts_with(chars, at, "百分之") {
        let end = numeral_end(chars, at + 3);
        return (end > at + 3).then(|| entity(EntityKind::Percentage, at, end));
    }
    let before = at.checked_sub(1).map(|before| chars[before]);
    // A number goes on, or belongs to a word: PM2.5, 第3, 3.5.
    if before.is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || is_numeral(c)
            || ".-_/".contains(c) && at > 1 && chars[at - 2].is_ascii_alphanumeric()
    }) {
        return None;
    }
    let signed = usize::from("+-−".contains(first));
    let start = at + signed;
    let one = number_end(chars, start);
    if one == start {
        return None;
    }
    if let Some(end) = date_end(chars, start, one) {
        return Some(entity(EntityKind::Date, at, end));
    }
    let end = range_end(chars, one);
    if let Some(end) = percentage_end(chars, end) {
        return Some(entity(EntityKind::Percentage, at, end));
    }
    if chars.get(end).is_some_and(char::is_ascii_alphabetic) {
        return None;
    }
    let with_unit = unit_end(chars, end);
    let digits = chars[start].is_ascii_digit();
    let counts = digits
        || (end - start > 1
            && (with_unit > end || chars[start..end].iter().any(|c| "十百千〇零○".contains(*c)))
            && !"万亿千百".contains(chars[start]))
        || (end - start == 1
            && with_unit > end
            && EXACT.contains(&chars[end])
            && !(chars[end] == '个' && "一两几".contains(chars[start]))
            && !"万亿千百十".contains(chars[start])
            && !"零〇○".contains(chars[start]));
    counts.then(|| entity(EntityKind::Number, at, with_unit))
}

fn entity(kind: EntityKind, start: usize, end: usize) -> Entity {
    Entity {
        kind,
        span: Span::new(start, end),
    }
}

fn is_numeral(c: char) -> bool {
    NUMERALS.contains(c)
}

fn starts_with(chars: &[char], at: usize, text: &str) -> bool {
    let mut rest = chars[at.min(chars.len())..].iter();
    text.chars().all(|c| rest.next() == Some(&c))
}

/// The end of a run of numerals in ideographs, 点 inside it included.
fn numeral_end(chars: &[char], at: usize) -> usize {
    let mut end = at;
    while chars.get(end).is_some_and(|c| is_numeral(*c))
        || (end > at
            && chars.get(end) == Some(&'点')
            && chars.get(end + 1).is_some_and(|c| is_numeral(*c)))
    {
        end += 1;
    }
    end
}

/// The end of a number in digits (1,234.5) or in ideographs; `at` where there is none.
fn number_end(chars: &[char], at: usize) -> usize {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    if !digit(at) {
        return numeral_end(chars, at);
    }
    let mut end = at;
    loop {
        while digit(end) {
            end += 1;
        }
        let grouped = || (1..=3).all(|n| digit(end + n)) && !digit(end + 4);
        match chars.get(end) {
            Some('.' | '．') if digit(end + 1) => end += 1,
            Some(',' | '，')
                if end - at <= 3 && grouped() || chars.get(end) == Some(&',') && grouped() =>
            {
                end += 1
            }
            _ => return end,
        }
    }
}

/// The end of a range that begins with a number up to `end`: 5%—6%, 2016-2020.
fn range_end(chars: &[char], end: usize) -> usize {
    let dash = |at: usize| chars.get(at).is_some_and(|c| "-—–~～".contains(*c));
    let mut behind = end;
    if matches!(chars.get(behind), Some('%' | '％')) {
        behind += 1;
    }
    let mut at = behind;
    while dash(at) && at < behind + 2 {
        at += 1;
    }
    if at == behind || !chars.get(at).is_some_and(char::is_ascii_digit) {
        return end;
    }
    number_end(chars, at)
}

/// The end of a date whose first number ends at `end`; None if it is none.
fn date_end(chars: &[char], start: usize, end: usize) -> Option<usize> {
    let length = end - start;
    let next = |at: usize| chars.get(at).copied();
    let digits = chars[start].is_ascii_digit();
    match next(end) {
        Some('年')
            if (length == 4 || length == 2 && digits)
                && chars[start..end].iter().all(|c| *c != '十' && *c != '.') =>
        {
            let month = month_end(chars, end + 1);
            Some(month.unwrap_or(end + 1))
        }
        Some('月') if length <= 2 || !digits && length <= 3 => month_end(chars, start),
        Some('日') if length <= 2 || !digits && length <= 3 => Some(half_day(chars, end + 1)),
        Some('-' | '/' | '.') if digits && length == 4 => {
            let month = number_end(chars, end + 1).min(end + 3);
            let mark = next(end);
            let day = (next(month) == mark).then(|| number_end(chars, month + 1))?;
            (month > end + 1 && day > month + 1 && day <= month + 3).then_some(day)
        }
        Some('-' | '—' | '–' | '~' | '～' | '至') if length == 4 && digits => {
            let mut at = end + 1;
            while next(at).is_some_and(|c| "-—–".contains(c)) {
                at += 1;
            }
            let second = number_end(chars, at);
            (second == at + 4 && next(second) == Some('年')).then_some(second + 1)
        }
        _ => None,
    }
}

/// The end of 3月 or 3月26日 at `at`.
fn month_end(chars: &[char], at: usize) -> Option<usize> {
    let month = number_end(chars, at);
    if month == at || month > at + 3 || chars.get(month) != Some(&'月') {
        return None;
    }
    let day = number_end(chars, month + 1);
    if day > month + 1 && day <= month + 4 && matches!(chars.get(day), Some('日' | '号')) {
        return Some(half_day(chars, day + 1));
    }
    Some(month + 1)
}

/// Behind 上午 or 下午, if one stands at `at`.
fn half_day(chars: &[char], at: usize) -> usize {
    let half = starts_with(chars, at, "上午") || starts_with(chars, at, "下午");
    if half { at + 2 } else { at }
}

/// The end of a percentage whose number ends at `end`.
fn percentage_end(chars: &[char], end: usize) -> Option<usize> {
    if chars.get(end).is_some_and(|c| "%％‰".contains(*c)) {
        return Some(end + 1);
    }
    ["个百分点", "百分点", "个百分比"]
        .iter()
        .find(|unit| starts_with(chars, end, unit))
        .map(|unit| end + unit.chars().count())
}

/// Behind the multiples and the unit of a number that ends at `end`: 多万亿元.
fn unit_end(chars: &[char], end: usize) -> usize {
    let skip = |at: usize, any: &str| chars.get(at).is_some_and(|c| any.contains(*c));
    let mut at = end;
    if skip(at, "多余") {
        at += 1;
    }
    while skip(at, "百千万亿") {
        at += 1;
    }
    if at > end && skip(at, "多余") {
        at += 1;
    }
    let unit = UNITS.iter().find(|unit| starts_with(chars, at, unit));
    match unit {
        // 人民 and 个人 are words of their own.
        Some(&"人") if skip(at + 1, "民类才口均") => at,
        Some(&"个") if skip(at + 1, "人") => at,
        Some(unit) => at + unit.chars().count(),
        None => at,
    }
}

/// 第三条, 第20次; 第 alone is none.
fn ordinal(chars: &[char], at: usize) -> Option<Entity> {
    let end = number_end(chars, at + 1);
    if end == at + 1 {
        return None;
    }
    let unit = chars
        .get(end)
        .filter(|c| "条款项章节编届次个批期号".contains(**c));
    let end = end + usize::from(unit.is_some());
    Some(entity(EntityKind::Number, at, end))
}

/// The numeral that counts an item: 一 in 一是, （一） and 一、 where a sentence begins.
pub(super) fn item_marker(chars: &[char], at: usize) -> Option<Entity> {
    let end = numeral_end(chars, at);
    if end == at || end > at + 3 {
        return None;
    }
    let before = at.checked_sub(1).map(|before| chars[before]);
    let bracketed = before.is_some_and(|c| "(（".contains(c))
        && chars.get(end).is_some_and(|c| ")）".contains(*c));
    let opens = before.is_none_or(|c| c.is_whitespace() || "。；：;:！？".contains(c));
    let marked = opens && chars.get(end).is_some_and(|c| "是、.．要".contains(*c));
    (bracketed || marked).then(|| entity(EntityKind::Number, at, end))
}

/// Titles in 《》, several in a row as one: 《甲》、《乙》和《丙》.
fn title(chars: &[char], at: usize) -> Option<Entity> {
    let close = |from: usize| {
        let rest = &chars[from..chars.len().min(from + TITLE)];
        let end = rest
            .iter()
            .position(|c| *c == '》' || *c == '\n' || *c == '。')?;
        (rest[end] == '》').then_some(from + end + 1)
    };
    let mut end = close(at + 1)?;
    loop {
        let joined = usize::from(chars.get(end).is_some_and(|c| "、和及与".contains(*c)));
        if chars.get(end + joined) != Some(&'《') {
            break;
        }
        match close(end + joined + 1) {
            Some(next) => end = next,
            None => break,
        }
    }
    Some(entity(EntityKind::Law, at, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str, from: usize) -> Option<(EntityKind, String)> {
        let chars: Vec<char> = text.chars().collect();
        at(&chars, from).map(|e| (e.kind, chars[e.span.start..e.span.end].iter().collect()))
    }

    #[test]
    fn the_documented_examples() {
        use EntityKind::{Date, Number};
        assert_eq!(
            first("约261.6万人，", 1),
            Some((Number, "261.6万人".to_owned()))
        );
        assert_eq!(
            first("二〇二一年三月", 0),
            Some((Date, "二〇二一年三月".to_owned()))
        );
    }

    #[test]
    fn forms_of_figures() {
        use EntityKind::{Date, Law, Number, Percentage};
        for (text, kind, expected) in [
            ("3月26日下午，", Date, "3月26日下午"),
            ("2016—2020年", Date, "2016—2020年"),
            ("2021-03-05 ", Date, "2021-03-05"),
            ("五月一日", Date, "五月一日"),
            ("5.5%左右", Percentage, "5.5%"),
            ("5%—6%", Percentage, "5%—6%"),
            ("3个百分点", Percentage, "3个百分点"),
            ("百分之七点五", Percentage, "百分之七点五"),
            ("1,234.5亿元", Number, "1,234.5亿元"),
            ("三万元以下", Number, "三万元"),
            ("第十三届全国", Number, "第十三届"),
            ("《甲》、《乙》和《丙》的", Law, "《甲》、《乙》和《丙》"),
            ("10余万人", Number, "10余万人"),
        ] {
            assert_eq!(first(text, 0), Some((kind, expected.to_owned())), "{text}");
        }
        let chars: Vec<char> = "一是加强".chars().collect();
        assert_eq!(
            item_marker(&chars, 0).map(|entity| entity.span),
            Some(Span::new(0, 1))
        );
        for text in ["一些", "一个", "千方百计", "5G网络", "万众"] {
            assert_eq!(first(text, 0), None, "{text}");
        }
    }
}
