//! From lines to paragraphs.
//!
//! A line goes on in the next if it reaches the right margin and the next is not indented. Where the lines alone do
//! not tell, the end of a sentence, the distance of the lines and the size of the type do.

use std::collections::{BTreeMap, BTreeSet};

use super::glyphs::Turn;
use super::lines::PdfLine;
use super::sentence_end::ends_sentence;

/// How far a line that goes on may end before the right margin, in font sizes. Rules for line ends push one
/// character and its marks to the next line.
const RAGGED: f64 = 2.1;

/// Indent of a first line, in font sizes; Chinese paragraphs have two.
const INDENT: f64 = 0.8;

/// Sizes that count as one differ by less than this share.
const SAME_SIZE: f64 = 0.06;

/// Distance of lines in which a paragraph ends, as a multiple of the usual distance.
const PARAGRAPH_GAP: f64 = 1.35;

/// Lines of a page from which its own margins are taken; pages with fewer have those of the document.
const OWN_MARGINS: usize = 8;

/// A paragraph, or a line of furniture.
#[derive(Clone, Debug)]
pub(super) struct PdfParagraph {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) furniture: bool,
    /// The page it begins on, from 0.
    pub(super) page: usize,
}

/// Margins of a column.
#[derive(Clone, Copy, Debug)]
struct Margins {
    left: f64,
    right: f64,
}

/// The paragraphs of all pages. Furniture that stands inside a paragraph, where it runs over to the next page, comes
/// behind it. O(lines · log).
pub(super) fn paragraphs(pages: &[Vec<PdfLine>], furniture: &[Vec<bool>]) -> Vec<PdfParagraph> {
    let shape = TypicalLayout::new(pages, furniture);
    let mut found: Vec<PdfParagraph> = Vec::new();
    let mut waiting: Vec<PdfParagraph> = Vec::new();
    let mut open: Option<GrowingParagraph<'_>> = None;
    for (number, (lines, furniture)) in pages.iter().zip(furniture).enumerate() {
        for (line, furniture) in lines.iter().zip(furniture) {
            if *furniture {
                let alone = PdfParagraph {
                    text: line.text.clone(),
                    size: line.size,
                    furniture: true,
                    page: number,
                };
                let target = if open.is_some() {
                    &mut waiting
                } else {
                    &mut found
                };
                target.push(alone);
                continue;
            }
            let goes_on = open
                .as_ref()
                .is_some_and(|open| shape.goes_on(open, line, number));
            if goes_on && let Some(open) = &mut open {
                open.append(line, number);
                continue;
            }
            found.extend(open.take().map(GrowingParagraph::close));
            found.append(&mut waiting);
            open = Some(GrowingParagraph::new(line, number));
        }
    }
    found.extend(open.map(GrowingParagraph::close));
    found.append(&mut waiting);
    found
}

struct GrowingParagraph<'l> {
    paragraph: PdfParagraph,
    last: &'l PdfLine,
    lines: usize,
    page: usize,
}

impl<'l> GrowingParagraph<'l> {
    fn new(line: &'l PdfLine, page: usize) -> Self {
        Self {
            paragraph: PdfParagraph {
                text: line.text.clone(),
                size: line.size,
                furniture: false,
                page,
            },
            last: line,
            lines: 1,
            page,
        }
    }

    fn append(&mut self, line: &'l PdfLine, page: usize) {
        let text = &mut self.paragraph.text;
        let narrow = |c: Option<char>| {
            c.is_some_and(|c| unicode_width::UnicodeWidthChar::width(c) == Some(1))
        };
        let hyphen = text.ends_with(['-', '\u{2010}']);
        if hyphen && line.text.starts_with(char::is_lowercase) {
            // The line end stays: what is compared is joined across it, as in every text that is wrapped.
            text.push('\n');
        } else if narrow(text.chars().next_back()) && narrow(line.text.chars().next()) && !hyphen {
            text.push(' ');
        }
        text.push_str(&line.text);
        self.last = line;
        self.lines += 1;
        self.page = page;
    }

    fn close(self) -> PdfParagraph {
        self.paragraph
    }
}

/// What is usual in a document.
struct TypicalLayout {
    body: f64,
    /// Distance of baselines in running text, in font sizes.
    pitch: f64,
    pages: Vec<[Option<Margins>; 3]>,
    /// Those of all pages that are turned alike.
    document: BTreeMap<Turn, [Option<Margins>; 3]>,
}

impl TypicalLayout {
    fn new(pages: &[Vec<PdfLine>], furniture: &[Vec<bool>]) -> Self {
        let body_lines: Vec<Vec<&PdfLine>> = pages
            .iter()
            .zip(furniture)
            .map(|(lines, furniture)| {
                let both = lines.iter().zip(furniture);
                both.filter(|(_, noise)| !**noise)
                    .map(|(line, _)| line)
                    .collect()
            })
            .collect();
        let body = body_size(pages, furniture);
        let turns: BTreeSet<Turn> = pages.iter().flatten().map(|line| line.turn).collect();
        let margins = |lines: &mut dyn Iterator<Item = &&PdfLine>, fewest: usize| {
            let mut columns: [Vec<&PdfLine>; 3] = Default::default();
            for line in lines.filter(|line| is_size(line.size, body)) {
                columns[line.column as usize].push(line);
            }
            columns.map(|lines| margins(&lines, fewest))
        };
        Self {
            body,
            pitch: pitch(&body_lines),
            pages: body_lines
                .iter()
                .map(|lines| margins(&mut lines.iter(), OWN_MARGINS))
                .collect(),
            document: turns
                .into_iter()
                .map(|turn| {
                    let of_turn = body_lines.iter().flatten().filter(|line| line.turn == turn);
                    (turn, margins(&mut of_turn.into_iter(), 1))
                })
                .collect(),
        }
    }

    fn margins(&self, line: &PdfLine, page: usize) -> Margins {
        let column = line.column as usize;
        let own = Margins {
            left: line.left,
            right: line.right,
        };
        self.pages[page][column]
            .or_else(|| self.document.get(&line.turn)?[column])
            .unwrap_or(own)
    }

    fn goes_on(&self, open: &GrowingParagraph<'_>, next: &PdfLine, page: usize) -> bool {
        let last = open.last;
        let size = last.size;
        if last.text.contains('\t') || next.text.contains('\t') || !is_size(next.size, size) {
            return false;
        }
        if last.turn != next.turn {
            return false;
        }
        if is_contents_entry(&last.text) || is_contents_entry(&next.text) {
            return false;
        }
        let here = self.margins(last, open.page);
        let there = self.margins(next, page);
        if last.right < here.right - RAGGED.max(unbroken(&next.text)) * size {
            return false;
        }
        let same_column = open.page == page && last.column == next.column;
        let gap = (next.base - last.base) / size;
        if same_column && (gap > PARAGRAPH_GAP * self.pitch.max(1.0) || gap < 0.0) {
            return false;
        }
        let ended = open.paragraph.text.ends_with(ends_sentence);
        if ended && opens_item(&next.text) {
            return false;
        }
        let middle = |left: f64, right: f64| (left + right) / 2.0;
        let heading = size > self.body * (1.0 + SAME_SIZE);
        let centred =
            (middle(next.left, next.right) - middle(there.left, there.right)).abs() < size;
        if heading && centred {
            return !ended;
        }
        let indented = next.left > there.left + INDENT * size;
        if !indented {
            return true;
        }
        // A block that is indented as a whole, seen from its third line on: two lines that are indented may be two
        // paragraphs, and a heading often fills its line.
        same_column && open.lines > 1 && (next.left - last.left).abs() < 0.3 * size
    }
}

/// Width of the beginning of a line that could not stay on the line above, in font sizes: the first character with
/// the words, numbers and marks that hang on it.
fn unbroken(text: &str) -> f64 {
    const LONGEST: usize = 24;
    let wide = |c: char| unicode_width::UnicodeWidthChar::width(c) == Some(2);
    let ideograph = |c: char| c.is_alphabetic() && wide(c);
    let chunk = text
        .chars()
        .enumerate()
        .take_while(|(at, c)| *at == 0 || !(ideograph(*c) || c.is_whitespace()));
    let width = |c: char| {
        if wide(c) || "“”‘’—…".contains(c) {
            1.0
        } else {
            0.5
        }
    };
    chunk.take(LONGEST).map(|(_, c)| width(c)).sum::<f64>() + 0.5
}

fn is_size(size: f64, other: f64) -> bool {
    (size - other).abs() <= SAME_SIZE * other
}

/// The size of most characters that are no furniture, in points.
pub(super) fn body_size(pages: &[Vec<PdfLine>], furniture: &[Vec<bool>]) -> f64 {
    let mut sizes = BTreeMap::<i64, usize>::new();
    let lines = pages.iter().flatten().zip(furniture.iter().flatten());
    for (line, _) in lines.filter(|(_, furniture)| !**furniture) {
        *sizes.entry(tenths(line.size)).or_default() += line.text.chars().count();
    }
    let most = sizes
        .into_iter()
        .max_by_key(|(size, chars)| (*chars, std::cmp::Reverse(*size)));
    most.map_or(0.0, |(size, _)| size as f64 / 10.0)
}

/// A size in tenths of a point.
pub(super) fn tenths(size: f64) -> i64 {
    (size * 10.0).round() as i64
}

/// The usual distance of lines: the median of those between lines of one size in one column.
fn pitch(pages: &[Vec<&PdfLine>]) -> f64 {
    let mut gaps: Vec<f64> = pages
        .iter()
        .flat_map(|lines| lines.windows(2))
        .filter(|pair| pair[0].column == pair[1].column && is_size(pair[0].size, pair[1].size))
        .map(|pair| (pair[1].base - pair[0].base) / pair[0].size)
        .filter(|gap| *gap > 0.5)
        .collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(2.0)
}

/// Where the lines of a column begin and end: the leftmost begin that several share, and the rightmost end.
fn margins(lines: &[&PdfLine], fewest: usize) -> Option<Margins> {
    if lines.len() < fewest {
        return None;
    }
    let mut lefts: Vec<f64> = lines.iter().map(|line| line.left).collect();
    lefts.sort_by(f64::total_cmp);
    // A stray mark in the margin is no margin.
    let left = *lefts.get(lefts.len() / 20)?;
    let mut rights: Vec<f64> = lines.iter().map(|line| line.right).collect();
    rights.sort_by(f64::total_cmp);
    let right = *rights.get(rights.len() - 1 - rights.len() / 20)?;
    Some(Margins { left, right })
}

/// Whether a line is the entry of a table of contents: dots lead to the number of a page.
fn is_contents_entry(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '）' | '-'));
    let before = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let leader = |c: char| matches!(c, '.' | '．' | '…' | '·' | '⋯' | '_' | '•');
    let leaders = before
        .chars()
        .rev()
        .skip_while(|c| c.is_whitespace() || matches!(c, '(' | '（' | '-'));
    let count = leaders
        .take_while(|c| leader(*c) || c.is_whitespace())
        .filter(|c| leader(*c));
    before.len() < bare.len() && count.count() >= 3
}

/// Whether a line opens as the items of an enumeration do: 一、, （一）, 1. and 第一,
fn opens_item(text: &str) -> bool {
    let rest = text.trim_start_matches(['（', '(', '第']);
    let numeral = |c: char| "一二三四五六七八九十百零〇".contains(c) || c.is_ascii_digit();
    let behind = rest.trim_start_matches(numeral);
    behind.len() < rest.len()
        && behind.starts_with([
            '、', '）', ')', '．', '，', ',', '是', '要', '章', '节', '条', '.',
        ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::lines::Column;

    fn line(text: &str, left: f64, right: f64, base: f64) -> PdfLine {
        PdfLine {
            text: text.to_owned(),
            left,
            right,
            base,
            size: 10.0,
            column: Column::Whole,
            note: false,
            turn: crate::read::pdf::glyphs::Turn::Upright,
            upright: true,
        }
    }

    fn joined(pages: &[Vec<PdfLine>]) -> Vec<String> {
        let furniture: Vec<Vec<bool>> = pages
            .iter()
            .map(|lines| lines.iter().map(|l| l.text.starts_with('—')).collect())
            .collect();
        paragraphs(pages, &furniture)
            .into_iter()
            .map(|p| p.text)
            .collect()
    }

    #[test]
    fn lines_go_on_until_an_indent_or_a_short_line() {
        let page = vec![
            line(
                "各级党组织要提高政治站位，把思想和行动统",
                40.0,
                240.0,
                100.0,
            ),
            line("一到部署上来。", 20.0, 90.0, 116.0),
            line(
                "会议强调，各部门要以钉钉子精神抓好各项工作",
                40.0,
                240.0,
                132.0,
            ),
            line(
                "落实，确保年度目标任务全面完成到位见效果。",
                20.0,
                240.0,
                148.0,
            ),
            line("会议要求，要压实责任。", 40.0, 150.0, 164.0),
        ];
        assert_eq!(
            joined(&[page]),
            [
                "各级党组织要提高政治站位，把思想和行动统一到部署上来。",
                "会议强调，各部门要以钉钉子精神抓好各项工作落实，确保年度目标任务全面完成到位见效果。",
                "会议要求，要压实责任。"
            ]
        );
    }

    #[test]
    fn a_paragraph_goes_on_over_the_page_and_the_number_comes_behind() {
        let one = vec![
            line(
                "各级党组织要提高政治站位，把思想和行动统",
                40.0,
                240.0,
                100.0,
            ),
            line("— 1 —", 100.0, 140.0, 800.0),
        ];
        let two = vec![
            line("一到部署上来。", 20.0, 90.0, 100.0),
            line("— 2 —", 100.0, 140.0, 800.0),
        ];
        assert_eq!(
            joined(&[one, two]),
            [
                "各级党组织要提高政治站位，把思想和行动统一到部署上来。",
                "— 1 —",
                "— 2 —"
            ]
        );
    }

    #[test]
    fn a_word_that_did_not_fit_leaves_a_gap() {
        let page = vec![
            line("各级党组织要提高政治站位，压实工作责任", 20.0, 240.0, 84.0),
            line("会议强调，各部门要以钉钉子精神，大力实", 20.0, 210.0, 100.0),
            line(
                "施“1335”工程，确保年度目标任务全面完成。",
                20.0,
                200.0,
                116.0,
            ),
            line("会议要求，要压实责任，要带头抓好落实", 20.0, 210.0, 132.0),
            line("出席会议的有各部门负责同志。", 20.0, 150.0, 148.0),
        ];
        let found = joined(&[page]);
        assert_eq!(found.len(), 3);
        assert!(found[0].contains("大力实施“1335”工程"));
    }

    #[test]
    fn rows_of_tables_stay_rows() {
        let page = vec![
            line("指标\t2024", 20.0, 240.0, 100.0),
            line("生产总值\t1000", 20.0, 240.0, 116.0),
        ];
        assert_eq!(joined(&[page]), ["指标\t2024", "生产总值\t1000"]);
    }
}
