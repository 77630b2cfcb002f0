//! Names of people in running text.
//!
//! In: `县委书记李明出席会议并` up to its end · Out: 李明, behind his office. In: `县长买买提·艾力` · Out: 买买提·艾力.
//!
//! A name is a surname and one or two characters behind an office or at the beginning of a clause, or two parts with a dot
//! between, as names from other languages are written.

use super::zones::ZonedText;
use crate::span::Span;
use crate::text::surname::is_surname;
use crate::text::words::Segmenter;

/// The commonest surnames of two characters.
const DOUBLE: &[&str] = &[
    "欧阳", "上官", "皇甫", "令狐", "诸葛", "司徒", "司马", "申屠", "夏侯", "尉迟", "端木", "慕容",
];

/// Ends of offices that stand before a name.
pub(super) const OFFICES: &[&str] = &[
    "书记",
    "长",
    "主任",
    "主席",
    "委员",
    "总理",
    "理事",
    "会长",
    "代表",
    "发言人",
    "负责人",
    "秘书长",
    "常委",
    "专员",
    "经理",
    "总裁",
    "董事",
    "校长",
    "院长",
    "局长",
    "部长",
    "市长",
    "县长",
    "区长",
    "州长",
    "盟长",
    "旗长",
    "同志",
    "总指挥",
    "主委",
    "政委",
    "院士",
    "教授",
    "主持人",
];

/// Words by which an audience is addressed; a name that stands before one ends there.
const SALUTATIONS: &[&str] = &[
    "同志们",
    "各位",
    "朋友们",
    "女士们",
    "先生们",
    "代表们",
    "同学们",
    "尊敬的",
    "同胞们",
    "委员们",
];

/// The name behind one of `words` in `span`, with what its bearer is called by behind it or nothing: 这是王明同志.
pub(super) fn behind_word(zoned: &ZonedText, span: Span, words: &[&str]) -> Option<Span> {
    let at = (span.start..span.end).find(|at| zoned.starts_with_any(*at, words))?;
    let word = words.iter().find(|word| zoned.starts(at, word))?;
    let called = |name: &Span| {
        name.end <= span.end
            && (zoned.skip_blank(name.end) >= span.end
                || zoned.starts(name.end, "总书记")
                || behind_address(zoned, name.end) > name.end)
    };
    let names = name_at(zoned, at + word.chars().count());
    names.into_iter().find(called)
}

/// The name at the beginning of a stretch that goes on with the speech, behind an office or none: 县委书记 王明同志们：今天….
/// A salutation ends it, or the end of the line, or the dictionary's word for what follows.
pub(super) fn run_in(
    zoned: &ZonedText,
    from: usize,
    end: usize,
    segmenter: &Segmenter,
) -> Option<Span> {
    const OFFICE: usize = 30;
    let start = zoned.skip_blank(from);
    let limit = zoned.clause_end(start, end.min(start + OFFICE));
    let behind_office = |at: &usize| zoned.ends_with_any(zoned.skip_blank_back(*at), OFFICES);
    let offices = (start + 1..limit).filter(behind_office);
    let ends = |name: &Span| {
        name.end <= end
            && (name.end == end
                || zoned.chars[name.end].is_whitespace()
                || zoned.starts_with_any(name.end, SALUTATIONS))
    };
    let starts: Vec<usize> = std::iter::once(start).chain(offices).collect();
    let candidates = || starts.iter().flat_map(|at| name_at(zoned, *at));
    candidates().find(ends).or_else(|| {
        // No mark ends the name: it is as long as the word that the segmenter sees.
        let first = |name: &Span| {
            let text = zoned.text(Span::new(name.start, (name.start + OFFICE).min(end)));
            let words = segmenter.jieba().tag(&text, true);
            words.first().is_some_and(|word| {
                word.tag.starts_with("nr") && word.word.chars().count() == name.len()
            })
        };
        candidates().find(first)
    })
}

/// The position behind what a speaker is called by after the name: 同志, 书记, 县长. `at` itself where there is nothing.
pub(super) fn behind_address(zoned: &ZonedText, at: usize) -> usize {
    let called = OFFICES.iter().filter(|office| zoned.starts(at, office));
    at + called
        .map(|office| office.chars().count())
        .max()
        .unwrap_or(0)
}

/// The name that ends at `end`, behind an office or at the beginning of the clause. Verbs of attending are passed over:
/// 赵源华出席会议并.
pub(super) fn last_name(zoned: &ZonedText, start: usize, end: usize) -> Option<Span> {
    let attending = (start..end).find(|at| {
        zoned.starts_with_any(
            *at,
            &[
                "出席",
                "参加",
                "到会",
                "发表",
                "主持",
                "在会上",
                "并",
                "作了",
                "作报告",
                "作工作",
                "作主",
                "代表",
            ],
        ) && *at > start
    });
    let limits = [Some(end), attending];
    limits.into_iter().flatten().find_map(|limit| {
        let mut end = zoned.skip_blank_back(limit).max(start);
        if zoned.ends_with_any(end, &["同志"]) {
            end -= 2;
        }
        names_ending(zoned, start, end).into_iter().find(|name| {
            let before = zoned.skip_blank_back(name.start).max(start);
            before == start
                || zoned.ends_with_any(before, OFFICES)
                || before < name.start
                || zoned.ends_with_any(before, &["、"])
        })
    })
}

/// The names that may end at `end`: with a dot inside, then of three characters, two, four, then with a blank inside (李 明).
fn names_ending(zoned: &ZonedText, start: usize, end: usize) -> Vec<Span> {
    let mut found = dotted_ending(zoned, start, end);
    for length in [3, 2, 4] {
        if let Some(at) = end.checked_sub(length).filter(|at| *at >= start) {
            found.extend(name_at(zoned, at).into_iter().filter(|n| n.end == end));
        }
    }
    found
}

/// Longest part of a name with a dot between its parts, in code points: 阿卜杜热合曼·….
const DOTTED_PART: usize = 8;

/// Most parts of such a name.
const DOTTED_PARTS: usize = 4;

/// Dots between the parts of a name: the one of GB/T 15834, and those that people type for it.
fn is_name_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '‧' | '∙' | '・' | '･' | '．')
}

fn is_ideograph(zoned: &ZonedText, at: usize) -> bool {
    let c = zoned.chars.get(at);
    c.is_some_and(|c| matches!(*c as u32, 0x4E00..=0x9FFF))
}

/// The names with a dot that end at `end`: behind an office first, since the office has no mark of its own before the name
/// (县长买买提·艾力).
fn dotted_ending(zoned: &ZonedText, start: usize, end: usize) -> Vec<Span> {
    let mut from = end;
    let mut parts = 1;
    let mut part_end = end;
    while from > start && part_end - from < DOTTED_PART {
        let at = from - 1;
        if is_ideograph(zoned, at) {
            from = at;
        } else if is_name_dot(zoned.chars[at]) && from < part_end && parts < DOTTED_PARTS {
            (from, part_end) = (at, at);
            parts += 1;
        } else {
            break;
        }
    }
    if parts == 1 || from == part_end {
        return Vec::new();
    }
    let office = |at: &usize| zoned.ends_with_any(*at, OFFICES);
    let behind_office = (from..part_end).rfind(office);
    let starts = behind_office.into_iter().chain([from]);
    starts.map(|start| Span::new(start, end)).collect()
}

/// The names with a dot that begin at `at`, of any length of their last part.
fn dotted_at(zoned: &ZonedText, at: usize) -> Vec<Span> {
    let part = |from: usize| {
        let length = (from..from + DOTTED_PART).take_while(|at| is_ideograph(zoned, *at));
        from + length.count()
    };
    let mut found = Vec::new();
    let mut end = part(at);
    for _ in 1..DOTTED_PARTS {
        let dot = zoned.chars.get(end).is_some_and(|c| is_name_dot(*c));
        if !dot || end == at {
            break;
        }
        let last = end + 1;
        end = part(last);
        found.extend((last + 1..=end).map(|end| Span::new(at, end)));
    }
    found
}

/// Characters that end no given name; behind a name they go on with the sentence: 王明在, 李明等.
const NO_LAST: &[char] = &[
    '在', '等', '并', '率', '说', '的', '了', '及', '还', '也', '对', '就', '把', '被',
];

/// The names that may begin at `at`: a surname and one or two characters, or parts with dots between them.
pub(super) fn name_at(zoned: &ZonedText, at: usize) -> Vec<Span> {
    let char = |at: usize| zoned.chars.get(at).copied();
    let ideograph = |at: usize| is_ideograph(zoned, at);
    let given = |at: usize, length: usize| {
        let last = char(at + length - 1);
        !last.is_some_and(|c| NO_LAST.contains(&c))
            && (at..at + length).all(|i| ideograph(i) || matches!(char(i), Some('*' | '×' | 'X')))
    };
    let mut found = dotted_at(zoned, at);
    if DOUBLE.iter().any(|d| zoned.starts(at, d)) {
        found.extend(
            [2, 1]
                .into_iter()
                .filter(|n| given(at + 2, *n))
                .map(|n| Span::new(at, at + 2 + n)),
        );
    }
    if char(at).is_some_and(is_surname) {
        found.extend(
            [2, 1]
                .into_iter()
                .filter(|n| given(at + 1, *n))
                .map(|n| Span::new(at, at + 1 + n)),
        );
        // 李 明, 李　明: set to the width of three.
        let next = zoned.skip_blank(at + 1);
        if next > at + 1 && next <= at + 3 && given(next, 1) && !ideograph(next + 1) {
            found.push(Span::new(at, next + 1));
        }
    }
    found
}
