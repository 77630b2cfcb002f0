//! Names of documents that a person would use, the same on page, charts and terminal.
//!
//! A name is the title, else the first sentence, else the file. Where names collide, what tells the documents apart is added:
//! 政府工作报告 (twice) → 政府工作报告（2024）, 政府工作报告（2025）. The short name is for where there is little room: what tells
//! them apart alone, or the name without what all begin or end with (广东省政府工作报告, 河北省政府工作报告 → 广东省, 河北省).

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::DocumentAnalysis;

/// Characters of a first sentence that stand for a title: a line of a narrow column.
const FIRST_SENTENCE: usize = 24;

/// What all names begin or end with is dropped from short names from this length on: two characters may be half of a word.
const COMMON_PART: usize = 3;

/// The names of all documents of an analysis, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentNames {
    full: Vec<String>,
    short: Vec<String>,
}

impl DocumentNames {
    /// Names the documents: O(length of titles and files).
    #[must_use]
    pub fn of(documents: &[DocumentAnalysis]) -> Self {
        let base: Vec<String> = documents.iter().map(base_name).collect();
        let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, name) in base.iter().enumerate() {
            by_name.entry(name).or_default().push(index);
        }
        let mut full = base.clone();
        let mut apart: Vec<Option<String>> = vec![None; documents.len()];
        for (name, group) in by_name.into_iter().filter(|(_, group)| group.len() > 1) {
            for (index, part) in group.iter().zip(what_differs(documents, &group)) {
                full[*index] = with_part(name, &part);
                if group.len() * 2 > documents.len() {
                    apart[*index] = Some(part);
                }
            }
        }
        let trimmed = without_common_parts(&full, COMMON_PART);
        let short: Vec<String> = (0..full.len())
            .map(|index| {
                let part = apart[index].clone();
                part.or_else(|| trimmed.as_ref().map(|names| names[index].clone()))
                    .unwrap_or_else(|| full[index].clone())
            })
            .collect();
        let distinct = short.iter().collect::<BTreeSet<_>>().len() == short.len();
        let short = if distinct { short } else { full.clone() };
        Self { full, short }
    }

    /// The name of a document; empty beyond the last.
    #[must_use]
    pub fn full(&self, index: usize) -> &str {
        self.full.get(index).map_or("", String::as_str)
    }

    /// The name where there is little room; empty beyond the last.
    #[must_use]
    pub fn short(&self, index: usize) -> &str {
        self.short.get(index).map_or("", String::as_str)
    }
}

fn base_name(document: &DocumentAnalysis) -> String {
    let title = document.title.as_deref().map(clean).unwrap_or_default();
    // 各位代表： is how a speech begins, and no name of it.
    let names = |words: &str| !words.is_empty() && !words.ends_with(['：', ':']);
    if names(&title) {
        return title;
    }
    let sentence = first_sentence(document);
    if names(&sentence) {
        sentence
    } else {
        stem(&document.file)
    }
}

/// The first sentence of the body, at most [`FIRST_SENTENCE`] characters of it.
fn first_sentence(document: &DocumentAnalysis) -> String {
    let start = document.sections.first().map_or(0, |s| s.span.start);
    let body = document.text.chars().skip(start);
    let body: String = body
        .skip_while(|c| !c.is_alphanumeric())
        .take(8 * FIRST_SENTENCE)
        .collect();
    let body = body
        .trim_start_matches("原标题：")
        .trim_start_matches("原标题:");
    let sentence: String = body
        .chars()
        .take_while(|c| !matches!(c, '\n' | '\r' | '。' | '！' | '？' | '!' | '?'))
        .take(4 * FIRST_SENTENCE)
        .collect();
    let sentence = clean(&sentence);
    if sentence.chars().count() <= FIRST_SENTENCE {
        return sentence;
    }
    let cut: String = sentence.chars().take(FIRST_SENTENCE - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Without what cannot be seen, and without the spaces and line ends that a layout put between ideographs: 政府工作报\n告 →
/// 政府工作报告.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            space = true;
        } else if !is_invisible(c) {
            let last = out.chars().next_back();
            if space && last.is_some_and(|last| !(is_wide(last) && is_wide(c))) {
                out.push(' ');
            }
            space = false;
            out.push(c);
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Ideographs and full-width marks, from CJK radicals on.
fn is_wide(c: char) -> bool {
    c >= '\u{2e80}'
}

/// `a/b/001_news.txt` → `001_news`.
fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let cut = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 5 && !ending.is_empty() => stem,
        _ => name,
    };
    clean(cut)
}

fn with_part(name: &str, part: &str) -> String {
    if name.chars().any(is_wide) {
        format!("{name}（{part}）")
    } else {
        format!("{name} ({part})")
    }
}

/// For each document of a group of one name what tells it from the others: the first fact that all have and no two alike.
fn what_differs(documents: &[DocumentAnalysis], group: &[usize]) -> Vec<String> {
    let of = |fact: &dyn Fn(&DocumentAnalysis) -> Option<String>| -> Option<Vec<String>> {
        let values: Option<Vec<String>> = group.iter().map(|i| fact(&documents[*i])).collect();
        let values: Vec<String> = values?.iter().map(|value| clean(value)).collect();
        let distinct: BTreeSet<&String> = values.iter().collect();
        (distinct.len() == values.len() && values.iter().all(|v| !v.is_empty())).then_some(values)
    };
    let year = |d: &DocumentAnalysis| year(d.date.as_deref()?).map(str::to_owned);
    let place = |d: &DocumentAnalysis| d.place.clone();
    let both = |d: &DocumentAnalysis| Some(format!("{} {}", place(d)?, year(d)?));
    of(&year)
        .or_else(|| of(&place))
        .or_else(|| of(&both))
        .or_else(|| of(&|d| d.date.clone()))
        .or_else(|| of(&|d| d.speaker.clone()))
        .or_else(|| of(&|d| d.author.clone()))
        .or_else(|| of(&|d| d.meeting.clone()))
        .unwrap_or_else(|| {
            let stems: Vec<String> = group.iter().map(|i| stem(&documents[*i].file)).collect();
            without_common_parts(&stems, 1)
                .or_else(|| of(&|d| Some(stem(&d.file))))
                .unwrap_or_else(|| group.iter().map(|i| documents[*i].file.clone()).collect())
        })
}

/// `2025-03-26` → `2025`; None of a date without a year.
pub(crate) fn year(date: &str) -> Option<&str> {
    date.get(..4)
        .filter(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

/// What most names begin or end with, of all names the part.
const MOST: f64 = 0.8;

/// Names without what all of them, or most, begin and end with, if that is `least` characters or more at one of the ends, and
/// what is left is nowhere empty and tells them apart.
fn without_common_parts(names: &[String], least: usize) -> Option<Vec<String>> {
    let all: Vec<Vec<char>> = names.iter().map(|name| name.chars().collect()).collect();
    if all.len() < 2 {
        return None;
    }
    let front = common_part(&all, least, &|name, i| name.get(i).copied());
    let back = common_part(&all, least, &|name, i| {
        name.len().checked_sub(i + 1).map(|at| name[at])
    });
    if front.is_empty() && back.is_empty() {
        return None;
    }
    let back: Vec<char> = back.into_iter().rev().collect();
    let mut left = Vec::with_capacity(names.len());
    for name in &all {
        let name = name.strip_prefix(front.as_slice()).unwrap_or(name);
        let name = name.strip_suffix(back.as_slice()).unwrap_or(name);
        let part: String = name.iter().collect();
        left.push(part.trim_matches(is_separator).to_owned());
    }
    let distinct: BTreeSet<&String> = left.iter().collect();
    (distinct.len() == left.len() && left.iter().all(|name| !name.is_empty())).then_some(left)
}

/// The longest beginning that [`MOST`] of the names share, letters counted by `at`; empty if it is shorter than `least`.
fn common_part(
    all: &[Vec<char>],
    least: usize,
    at: &dyn Fn(&[char], usize) -> Option<char>,
) -> Vec<char> {
    // Most names share it, so one of three of them does.
    let examples = [0, all.len() / 2, all.len() - 1].map(|i| &all[i]);
    let shared = |example: &Vec<char>| {
        let mut sharing: Vec<&Vec<char>> = all.iter().collect();
        let mut part = Vec::new();
        for i in 0..example.len() {
            sharing.retain(|name| at(name, i) == at(example, i));
            if (sharing.len() as f64) < all.len() as f64 * MOST {
                break;
            }
            part.extend(at(example, i));
        }
        part
    };
    let parts = examples.map(shared);
    let mut part = parts.into_iter().max_by_key(Vec::len).unwrap_or_default();
    let begins = |name: &[char], part: &[char]| {
        part.iter()
            .enumerate()
            .all(|(i, c)| at(name, i) == Some(*c))
    };
    // A number or a word in letters is not cut: 2024年…, 2025年… do not begin with 202.
    while let Some(last) = part.last().copied() {
        let cuts = all.iter().filter(|name| begins(name, &part)).any(|name| {
            let next = at(name, part.len());
            let same = |test: fn(&char) -> bool| test(&last) && next.is_some_and(|c| test(&c));
            same(char::is_ascii_digit) || same(char::is_ascii_alphabetic)
        });
        if !cuts {
            break;
        }
        part.pop();
    }
    // Where words are set apart, a word stays whole: of 广东省_报告 and 河北省_报告 _报告 is dropped, and 省 is not.
    if let Some(end) = part.iter().rposition(|c| is_separator(*c)) {
        part.truncate(end + 1);
    }
    if part.len() >= least {
        part
    } else {
        Vec::new()
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "_-—·.,:：、（(".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(file: &str, title: Option<&str>, text: &str) -> DocumentAnalysis {
        DocumentAnalysis {
            file: file.to_owned(),
            title: title.map(str::to_owned),
            text: text.to_owned(),
            ..DocumentAnalysis::default()
        }
    }

    #[test]
    fn a_title_counts_before_the_first_sentence_and_that_before_the_file() {
        let names = DocumentNames::of(&[
            document("a.txt", Some("政府工作报\n告\u{200d}"), "同志们："),
            document("b.txt", None, "\n县委今天开会。会议指出"),
            document("d/c.txt", None, ""),
        ]);
        assert_eq!(names.full(0), "政府工作报告");
        assert_eq!(names.full(1), "县委今天开会");
        assert_eq!(names.full(2), "c");
        assert_eq!(names.full(3), "");
    }

    #[test]
    fn of_equal_names_what_differs_is_added() {
        let dated = |file: &str, date: &str| DocumentAnalysis {
            date: Some(date.to_owned()),
            ..document(file, Some("政府工作报告"), "")
        };
        let names = DocumentNames::of(&[dated("x.txt", "2024-03-05"), dated("y.txt", "2025")]);
        assert_eq!(names.full(0), "政府工作报告（2024）");
        assert_eq!(names.short(1), "2025");
        let files = ["广东省_政府工作报告.txt", "河北省_政府工作报告.txt"];
        let names = DocumentNames::of(&files.map(|f| document(f, Some("政府工作报告"), "")));
        assert_eq!(names.full(0), "政府工作报告（广东省）");
        assert_eq!(names.short(1), "河北省");
        let same = ["a/1.txt", "b/1.txt"].map(|file| document(file, Some("Speech"), ""));
        assert_eq!(DocumentNames::of(&same).full(1), "Speech (b/1.txt)");
    }

    #[test]
    fn short_names_lack_what_all_have_but_no_half_of_a_number() {
        let titles = ["2024年政府工作报告", "2025年政府工作报告"];
        let names = DocumentNames::of(&titles.map(|title| document(title, Some(title), "")));
        assert_eq!((names.short(0), names.full(0)), ("2024", titles[0]));
    }

    proptest::proptest! {
        #[test]
        fn names_tell_documents_apart(titles in proptest::collection::vec("[报告甲 ]{0,3}", 0..7)) {
            let documents: Vec<_> = titles.iter().enumerate()
                .map(|(i, title)| document(&format!("{i}.txt"), Some(title), "正文")).collect();
            let names = DocumentNames::of(&documents);
            let short: BTreeSet<&str> = (0..titles.len()).map(|i| names.short(i)).collect();
            proptest::prop_assert_eq!(short.len(), titles.len());
            proptest::prop_assert!(short.iter().all(|name| !name.is_empty()));
        }
    }
}
