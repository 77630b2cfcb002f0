//! Atoms: what a run may not cut. Words, numbers with their unit, names, and what stands in one pair of marks.
//!
//! In: 到2025年，古蔺县建成“一核”，占5.5%. Out: 到 | 2025年 | 古蔺县 | 建成 | “一核” | 占 | 5.5: the words of jieba, but that a number takes its
//! unit in, a place its 县, and short wording between marks is one.
//!
//! A run that began inside a word, or coloured half of a date, would say of that half that another document has it, which
//! no reader would.

use std::ops::Range;

use crate::span::Span;
use crate::text::{NormalText, SourceText};

/// Marks that come in pairs, and the most code points between them up to which the pair is one atom. Titles of laws and
/// plans have 20 to 30 characters and stand for one thing; what is quoted is a name or a slogan up to a dozen, a sentence
/// beyond.
const PAIRS: [(char, char, usize); 6] = [
    ('《', '》', 40),
    ('〈', '〉', 40),
    ('“', '”', 12),
    ('‘', '’', 12),
    ('（', '）', 12),
    ('(', ')', 12),
];

/// Marks at which a pair is no atom: it holds clauses.
const CLAUSE_MARKS: &str = "，。；：！？\n";

/// Numerals that are written with characters.
const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两";

/// What counts or orders, and goes with the number before it.
const MEASURES: &str =
    "年月日号时分秒元万亿人个项条章节届次级天周岁户亩里米吨件家位名所座倍成度批期类";

/// Endings of names of places, which jieba often cuts from a name that it does not know.
const PLACE_ENDINGS: &str = "省市县区州盟旗镇乡村";

/// The atoms of a document, by the units that they begin with.
#[derive(Debug)]
pub struct Atoms {
    /// First unit of each atom, and the number of units at the end.
    starts: Vec<u32>,
    /// Code points of the units before each atom, and of all.
    characters: Vec<u32>,
    /// Atoms with which a section begins, and those behind the end of one, in order.
    borders: Vec<usize>,
}

impl Atoms {
    /// Cuts a document into atoms: O(n) in its text, and in the names times its text.
    ///
    /// `words` are its words in order; an atom never crosses the border of one of the `sections`. `names` are wordings that
    /// are known to name something, such as the document's place.
    #[must_use]
    pub fn new(
        source: &SourceText,
        text: &NormalText,
        words: impl Iterator<Item = Span>,
        sections: impl Iterator<Item = Span>,
        names: &[&str],
    ) -> Self {
        let mut begins = word_starts(text, words);
        join_numbers_and_places(text, &mut begins);
        join_names(source, text, names, &mut begins);
        join_pairs(source, text, &mut begins);
        let mut borders = Vec::new();
        for section in sections {
            let units = text.units_in(section);
            for at in [units.start, units.end] {
                if let Some(begin) = begins.get_mut(at) {
                    *begin = true;
                    borders.push(at as u32);
                }
            }
        }
        let mut atoms = Self::from_starts(text, &begins);
        borders.sort_unstable();
        borders.dedup();
        let atom = |unit: &u32| atoms.starts.binary_search(unit).ok();
        atoms.borders = borders.iter().filter_map(atom).collect();
        atoms
    }

    fn from_starts(text: &NormalText, begins: &[bool]) -> Self {
        let mut starts: Vec<u32> = (0..begins.len() as u32)
            .filter(|at| begins[*at as usize])
            .collect();
        starts.push(text.len() as u32);
        let mut characters = Vec::with_capacity(starts.len());
        let mut sum = 0;
        characters.push(0);
        for atom in starts.windows(2) {
            let units = atom[0] as usize..atom[1] as usize;
            sum += units.map(|unit| text.span(unit).len() as u32).sum::<u32>();
            characters.push(sum);
        }
        Self {
            starts,
            characters,
            borders: Vec::new(),
        }
    }

    /// Number of atoms.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there is none: the document has no units.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The units of a range of atoms.
    #[must_use]
    pub fn units(&self, atoms: Range<usize>) -> Range<usize> {
        self.starts[atoms.start] as usize..self.starts[atoms.end] as usize
    }

    /// The atoms that lie wholly inside a range of units, if there are any: O(log n).
    #[must_use]
    pub fn inside(&self, units: Range<usize>) -> Option<Range<usize>> {
        let first = self.starts.partition_point(|s| (*s as usize) < units.start);
        let end = self.starts.partition_point(|s| (*s as usize) <= units.end);
        let end = end.saturating_sub(1);
        (first < end).then_some(first..end)
    }

    /// A range of atoms, cut at the borders of sections.
    pub(super) fn by_section(&self, atoms: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let inside = self.borders.partition_point(|at| *at <= atoms.start);
        let mut borders = self.borders[inside..].iter();
        let mut start = atoms.start;
        std::iter::from_fn(move || {
            let end = borders.next().map_or(atoms.end, |at| atoms.end.min(*at));
            let part = start..end;
            start = end;
            (!part.is_empty()).then_some(part)
        })
    }

    /// Letters of a range of atoms, in code points: marks and white space do not count.
    #[must_use]
    pub fn characters(&self, atoms: Range<usize>) -> usize {
        if atoms.is_empty() {
            return 0;
        }
        (self.characters[atoms.end] - self.characters[atoms.start]) as usize
    }
}

/// For each unit, whether a word or a clause begins with it.
fn word_starts(text: &NormalText, words: impl Iterator<Item = Span>) -> Vec<bool> {
    let mut begins = vec![false; text.len()];
    if let Some(first) = begins.first_mut() {
        *first = true;
    }
    for unit in text.word_starts(words) {
        begins[unit] = true;
    }
    for b in text.breaks() {
        if let Some(begin) = begins.get_mut(b.at) {
            *begin = true;
        }
    }
    begins
}

/// Joins a number with what it counts (261.6 | 万 | 人), the parts of a date, 第 with its number, and a place with its ending.
fn join_numbers_and_places(text: &NormalText, begins: &mut [bool]) {
    let units = text.units();
    let is_one_of = |unit: usize, set: &str| units[unit].as_char().is_some_and(|c| set.contains(c));
    let is_numeral = |unit: usize| units[unit].is_number() || is_one_of(unit, NUMERALS);
    // Whether the atom under way is a number so far, with its measures.
    let mut counting = false;
    let mut length = 0;
    for unit in 0..units.len() {
        let follows = unit > 0 && text.span(unit - 1).end == text.span(unit).start;
        let mut alone = begins.get(unit + 1).is_none_or(|begins| *begins);
        let numeral = is_numeral(unit);
        // jieba takes 日起 for a word: a date ends before 起.
        if counting && begins[unit] && follows && is_one_of(unit, "年月日") && !alone {
            begins[unit + 1] = true;
            alone = true;
        }
        if begins[unit] && follows {
            let counts = counting && (numeral || alone && is_one_of(unit, MEASURES));
            let ordinal = numeral && is_one_of(unit - 1, "第") && length == 1;
            let place = alone && length > 1 && !counting && is_one_of(unit, PLACE_ENDINGS);
            begins[unit] = !(counts || ordinal || place);
        }
        if begins[unit] {
            length = 1;
            counting = numeral;
        } else {
            length += 1;
            counting |= numeral && length == 2 && is_one_of(unit - 1, "第");
        }
    }
}

/// Joins the words of each name.
fn join_names(source: &SourceText, text: &NormalText, names: &[&str], begins: &mut [bool]) {
    for name in names.iter().filter(|name| name.chars().count() > 1) {
        let length = name.chars().count();
        let mut characters = 0;
        let mut from = 0;
        for (byte, _) in source.as_str().match_indices(name) {
            characters += source.as_str()[from..byte].chars().count();
            from = byte;
            join(text, Span::new(characters, characters + length), begins);
        }
    }
}

/// Joins what stands between the marks of a short pair.
fn join_pairs(source: &SourceText, text: &NormalText, begins: &mut [bool]) {
    let mut open: Option<(usize, char, usize)> = None;
    for (at, c) in source.as_str().chars().enumerate() {
        if let Some((start, close, most)) = open {
            if c == close {
                join(text, Span::new(start, at), begins);
                open = None;
            } else if at - start > most || CLAUSE_MARKS.contains(c) {
                open = None;
            }
        }
        if open.is_none()
            && let Some((_, close, most)) = PAIRS.iter().find(|(mark, ..)| *mark == c)
        {
            open = Some((at + 1, *close, *most));
        }
    }
}

/// Makes one atom of the units of a span.
fn join(text: &NormalText, span: Span, begins: &mut [bool]) {
    let units = text.units_in(span);
    if let Some(begin) = begins.get_mut(units.start) {
        *begin = true;
    }
    if let Some(end) = begins.get_mut(units.end) {
        *end = true;
    }
    if !units.is_empty() {
        begins[units.start + 1..units.end].fill(false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words::Segmenter;

    fn atoms(of: &str, names: &[&str]) -> Vec<String> {
        let source = SourceText::from(of);
        let text = NormalText::new(of);
        let words = Segmenter::default().words(of, 0);
        let whole = [Span::new(0, source.len())];
        let words = words.iter().map(|word| word.span);
        let atoms = Atoms::new(&source, &text, words, whole.into_iter(), names);
        (0..atoms.len())
            .map(|atom| {
                source
                    .slice(text.span_of(atoms.units(atom..atom + 1)))
                    .to_owned()
            })
            .collect()
    }

    #[test]
    fn the_documented_example() {
        assert_eq!(
            atoms("到2025年，古蔺县建成“一核”，占5.5%", &[]),
            ["到", "2025年", "古蔺县", "建成", "一核", "占", "5.5"]
        );
    }

    #[test]
    fn numbers_dates_ordinals_titles_and_names_are_whole() {
        assert_eq!(atoms("第二十一条", &[]), ["第二十一条"]);
        assert_eq!(atoms("2021年1月1日起", &[]), ["2021年1月1日", "起"]);
        assert_eq!(atoms("达261.6万人", &[]), ["达", "261.6万人"]);
        assert_eq!(
            atoms("根据《中华人民共和国立法法》和", &[]),
            ["根据", "中华人民共和国立法法", "和"]
        );
        assert_eq!(
            atoms("到叙永水尾看", &["叙永水尾"]),
            ["到", "叙永水尾", "看"]
        );
    }

    #[test]
    fn atoms_inside_units_are_whole() {
        let text = NormalText::new("abcd");
        let none = Atoms::from_starts(&text, &[true]);
        assert_eq!(none.inside(0..1), Some(0..1));
        assert_eq!(none.inside(0..0), None);
        let text = NormalText::new("甲乙丙丁");
        let atoms = Atoms::from_starts(&text, &[true, false, true, true]);
        assert_eq!(atoms.inside(1..4), Some(1..3));
        assert_eq!(atoms.inside(0..3), Some(0..2));
        assert_eq!(atoms.inside(1..2), None);
        assert_eq!(atoms.characters(0..2), 3);
    }
}
