//! Line ends that a program or a narrow window put into paragraphs: hard-wrapped text, as in mail, transcripts, and text
//! copied out of a page.
//!
//! In: `　　会议指出，各级各部门要⏎聚焦粮食安全，打好春耕⏎备耕攻坚战。⏎　　会议强调，要抓落实。` · Out: the first two line ends; the third ends
//! a paragraph.
//!
//! No single line tells. What tells is the text as a whole: where lines were broken at a width, those that end inside a
//! sentence are as wide as the next word allows, no line is wider, and the line that a run of them leads to ends with its
//! sentence. Titles, headings, lists and verse end inside a sentence, too, but at other widths, or lead to no such line.
//! A paragraph ends at a blank line, before an indent, or with a line that has room left.

use crate::span::Span;

/// Narrowest width that counts as one, in columns (an ideograph has two): fifteen ideographs. Verse is narrower, and so
/// are most lists.
const NARROWEST: usize = 30;

/// Columns by which a full line may stay below the width: one ideograph, which a rule for line ends pushes on.
const RAGGED: usize = 2;

/// Fewest lines that end full and inside a sentence.
const FEWEST: usize = 2;

/// Of the lines that end inside a sentence, one in so many must be full.
const FULL: usize = 2;

/// One line in so many may be wider than all others: an address, a row of a table.
const WIDER: usize = 20;

/// Longest word at the beginning of a line that is measured, in characters.
const WORD: usize = 40;

/// A line as far as its width matters.
struct Measured<'t> {
    /// The line without white space at its ends.
    text: &'t str,
    /// Where it ends in the text, in code points, and where the next line begins.
    end: Span,
    /// Columns before its text.
    indent: usize,
    /// Columns up to its last character, those before its text left out that all lines have.
    width: usize,
    /// Whether a blank line stands before it.
    after_blank: bool,
}

/// The line ends inside paragraphs, each with the white space around it, in code points, in order: O(n).
///
/// ```
/// use leitong::text::line_ends_inside_paragraphs;
///
/// let text = "The county govern-\nment shall act.\nNext paragraph.";
/// assert_eq!(line_ends_inside_paragraphs(text).len(), 1);
/// ```
#[must_use]
pub fn line_ends_inside_paragraphs(text: &str) -> Vec<Span> {
    let mut lines = measured(text, columns);
    let mut width = wrap_width(&lines, Measure::Columns);
    let counted = measured(text, |_| 1);
    let by_characters = wrap_width(&counted, Measure::Characters);
    let full = |width: &Option<Wrapping>| width.map_or(0, |wrapping| wrapping.full);
    if full(&by_characters) > full(&width) {
        (lines, width) = (counted, by_characters);
    }
    let pairs = lines.windows(2).filter(|pair| !pair[1].after_blank);
    let inside = pairs.filter(|pair| {
        hyphenated(pair[0].text, pair[1].text)
            || width.is_some_and(|wrapping| wrapping.goes_on(&pair[0], &pair[1]))
    });
    inside.map(|pair| pair[0].end).collect()
}

/// What a width counts: columns, as editors do, or characters, as programs do that know no wide ones. In a text of wide
/// characters alone both say the same.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    Columns,
    Characters,
}

impl Measure {
    /// Narrowest width that counts as one.
    fn narrowest(self) -> usize {
        match self {
            Measure::Columns => NARROWEST,
            Measure::Characters => NARROWEST / 2,
        }
    }

    /// Fewest lines that end full and inside a sentence; more where columns do not agree.
    fn fewest(self) -> usize {
        match self {
            Measure::Columns => FEWEST,
            Measure::Characters => 2 * FEWEST,
        }
    }

    fn of(self, c: char) -> usize {
        match self {
            Measure::Columns => columns(c),
            Measure::Characters => 1,
        }
    }
}

/// How a text is wrapped.
#[derive(Clone, Copy)]
struct Wrapping {
    measure: Measure,
    /// The width of a full line.
    width: usize,
    /// How many lines are full: the measure that finds more of them is the one that was used.
    full: usize,
    /// Whether paragraphs are told apart by an indent or a blank line, so that a full line that ends a sentence does
    /// not end its paragraph.
    parted: bool,
}

impl Wrapping {
    fn goes_on(self, line: &Measured<'_>, next: &Measured<'_>) -> bool {
        adjoins(line, next)
            && is_full(line, next, self.width, self.measure)
            && (self.parted || !ends_sentence(line.text))
    }
}

/// Whether a word is broken at the end of a line: `govern-⏎ment`.
fn hyphenated(line: &str, next: &str) -> bool {
    let mut back = line.chars().rev();
    matches!(back.next(), Some('-' | '\u{2010}' | '\u{AD}'))
        && back.next().is_some_and(char::is_alphabetic)
        && next.chars().next().is_some_and(char::is_lowercase)
}

/// Whether the next line may go on with the paragraph of this one: it has no indent of its own, and neither is a row of a
/// table or an item of a list.
fn adjoins(line: &Measured<'_>, next: &Measured<'_>) -> bool {
    const ITEM: &[char] = &['-', '*', '+', '•', '·', '●', '■', '◆', '#', '|', '>'];
    let tabled = |text: &str| text.contains('\t');
    let parted = next.after_blank || next.indent > 0 || next.text.starts_with(ITEM);
    !(parted || tabled(line.text) || tabled(next.text))
}

/// Whether the first word of the next line would have made this one wider than all.
fn is_full(line: &Measured<'_>, next: &Measured<'_>, width: usize, measure: Measure) -> bool {
    let ragged = match measure {
        Measure::Columns => RAGGED,
        Measure::Characters => RAGGED / 2,
    };
    line.width + first_word(line.text, next.text, measure) + ragged > width
}

/// The width of the beginning of `next` that could not be parted from its first character, with the space before it.
fn first_word(line: &str, next: &str, measure: Measure) -> usize {
    let mut chars = next.chars().take(WORD);
    let Some(first) = chars.next() else { return 0 };
    let wide = columns(first) == 2;
    let hangs = |c: &char| match wide {
        true => matches!(
            c,
            '，' | '。' | '、' | '；' | '：' | '！' | '？' | '”' | '）' | '》'
        ),
        false => !c.is_whitespace() && columns(*c) == 1,
    };
    let space = !wide && line.chars().next_back().is_some_and(|c| columns(c) == 1);
    let rest: usize = chars.take_while(hangs).map(|c| measure.of(c)).sum();
    measure.of(first) + rest + usize::from(space)
}

/// The width at which the lines were broken, if they were.
fn wrap_width(lines: &[Measured<'_>], measure: Measure) -> Option<Wrapping> {
    // Lines that end inside a sentence, with one behind them that could go on.
    let open = |at: usize| {
        let (line, next) = (&lines[at], lines.get(at + 1)?);
        (adjoins(line, next) && !ends_sentence(line.text)).then_some(next)
    };
    let mut widths: Vec<usize> = (0..lines.len())
        .filter(|at| open(*at).is_some())
        .map(|at| lines[at].width)
        .collect();
    widths.sort_unstable_by(|a, b| b.cmp(a));
    let width = *widths.get(widths.len() / WIDER)?;
    if width < measure.narrowest() {
        return None;
    }
    let full = |at: usize| open(at).is_some_and(|next| is_full(&lines[at], next, width, measure));
    let wider = lines.iter().filter(|l| l.width > width + RAGGED).count();
    let fulls = (0..lines.len()).filter(|at| full(*at)).count();
    if fulls < measure.fewest() || fulls * FULL < widths.len() || wider * WIDER > lines.len() {
        return None;
    }
    // The line to which a run of full lines leads ends with its sentence, or the lines are items of a list.
    let ends: Vec<usize> = (1..lines.len())
        .filter(|at| full(at - 1) && !full(*at))
        .collect();
    let closed = ends.iter().filter(|at| ends_sentence(lines[**at].text));
    if closed.count() * FULL < ends.len() {
        return None;
    }
    let parted = ends.iter().any(|at| {
        let behind = lines.get(at + 1);
        behind.is_some_and(|next| next.after_blank || next.indent > lines[*at].indent)
    });
    Some(Wrapping {
        measure,
        width,
        full: fulls,
        parted,
    })
}

/// Whether a line ends with the end of a sentence, or with a mark that introduces what follows.
fn ends_sentence(text: &str) -> bool {
    let closer = |c: char| matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '"');
    text.trim_end_matches(closer).ends_with([
        '。', '！', '？', '；', '：', '.', '!', '?', ';', ':', '…', '｡',
    ])
}

/// The lines of a text that are not blank, measured by the `width_of` their characters.
fn measured(text: &str, width_of: impl Fn(char) -> usize) -> Vec<Measured<'_>> {
    let mut lines: Vec<Measured<'_>> = Vec::new();
    let (mut position, mut after_blank) = (0, false);
    for raw in text.split_inclusive('\n') {
        let length = raw.chars().count();
        let bare = raw.trim();
        let from = raw.len() - raw.trim_start().len();
        if let Some(last) = lines.last_mut()
            && !after_blank
            && !bare.is_empty()
        {
            // The white space before the next line belongs to the line end between them.
            last.end.end = position + raw[..from].chars().count();
        }
        if !bare.is_empty() {
            let indent = raw[..from].chars().map(&width_of).sum();
            let end = position + raw.trim_end().chars().count();
            lines.push(Measured {
                text: bare,
                end: Span::new(end, position + length),
                indent,
                width: indent + bare.chars().map(&width_of).sum::<usize>(),
                after_blank,
            });
        }
        after_blank = bare.is_empty();
        position += length;
    }
    let common = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    for line in &mut lines {
        line.indent -= common;
        line.width -= common;
    }
    lines
}

/// Columns of a character, by the ranges of UAX #11 in which characters are wide; the quotation marks and dashes of Chinese
/// type are wide among ideographs.
fn columns(c: char) -> usize {
    match c {
        '\t' => 4,
        '\u{AD}' | '\u{FEFF}' => 0,
        '“' | '”' | '‘' | '’' | '—' | '…' => 2,
        c => match c as u32 {
            0x1100..=0x115F
            | 0x2E80..=0xA4CF
            | 0xAC00..=0xD7A3
            | 0xF900..=0xFAFF
            | 0xFE30..=0xFE6F
            | 0xFF01..=0xFF60
            | 0xFFE0..=0xFFE6
            | 0x20000..=0x3FFFF => 2,
            _ => 1,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text with `/` for line ends inside paragraphs.
    fn shown(text: &str) -> String {
        let inside = line_ends_inside_paragraphs(text);
        let chars: Vec<char> = text.chars().collect();
        let mut shown = String::new();
        for (at, c) in chars.iter().enumerate() {
            let hidden = inside.iter().find(|span| span.contains(at));
            match hidden {
                Some(span) if span.start == at => shown.push('/'),
                Some(_) => {}
                None => shown.push(*c),
            }
        }
        shown
    }

    #[test]
    fn paragraphs_with_an_indent_go_on_up_to_the_next_indent() {
        let text = "修桥工作报告\n　　全镇各村要把修桥当作今年头一件大事\n来办，逐户摸清石料木料的缺口，做到底数\n清、办法多。\n　　要趁枯水期抢修桥墩，务必在汛期来临之\n前合龙，绝不让孩子们再蹚水上学。\n";
        let expected = "修桥工作报告\n　　全镇各村要把修桥当作今年头一件大事/来办，逐户摸清石料木料的缺口，做到底数/清、办法多。\n　　要趁枯水期抢修桥墩，务必在汛期来临之/前合龙，绝不让孩子们再蹚水上学。\n";
        assert_eq!(shown(text), expected);
        assert_eq!(
            shown(&text.replace('\n', "\r\n")),
            expected.replace('\n', "\r\n")
        );
    }

    #[test]
    fn a_full_line_that_ends_a_sentence_goes_on_where_blank_lines_part_paragraphs() {
        let text = "全镇各村要把修桥当作今年头一件大事来办。\n逐户摸清石料木料的缺口，做到底数清、办法\n多。\n\n要趁枯水期抢修桥墩，务必在汛期来临之前合\n龙，绝不让孩子们再蹚水上学，这是定下的事\n。\n";
        let expected = "全镇各村要把修桥当作今年头一件大事来办。/逐户摸清石料木料的缺口，做到底数清、办法/多。\n\n要趁枯水期抢修桥墩，务必在汛期来临之前合/龙，绝不让孩子们再蹚水上学，这是定下的事/。\n";
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn words_of_an_alphabet_leave_lines_of_different_width() {
        let text = "The village council has decided to rebuild the bridge\nover the river before autumn, and it asks every family\nto send one member to the works on Saturdays, as was\nthe custom in earlier years.\n\nTools will be provided.\n";
        let expected = text.replacen('\n', "/", 3);
        assert_eq!(shown(text), expected);
    }

    #[test]
    fn a_width_in_characters_leaves_lines_with_figures_narrower() {
        let text = "全镇各村要把修桥当作2024年头一件大事\n来办，8月31日前逐户摸清石料木料的缺\n口，做到底数清、办法多，10月15日前备\n齐全部材料。要趁枯水期抢修桥墩，务必在\n2025年汛期来临之前合龙，绝不让孩子们\n再蹚水上学。\n";
        assert_eq!(shown(text), text.trim_end().replace('\n', "/") + "\n");
    }

    #[test]
    fn a_hyphen_at_the_end_of_a_line_breaks_a_word() {
        assert_eq!(
            shown("The village council shall streng-\n then the bridge.\nIt is old.\n"),
            "The village council shall streng-/then the bridge.\nIt is old.\n"
        );
        let kept = "费用见表A-\n3。\n南线-\n北线。\n";
        assert_eq!(shown(kept), kept);
    }

    #[test]
    fn headings_lists_verse_and_tables_keep_their_lines() {
        for text in [
            "一、坚持以人民为中心修好每一座连心桥梁\n二、坚持以质量为根本把好每一道工序关口\n三、坚持以安全为底线守好每一处施工现场\n",
            "床前明月光\n疑是地上霜\n举头望明月\n低头思故乡\n",
            "在全镇修桥工作会议上的讲话\n镇长　李大河\n同志们：\n今天开会，讲三点意见。\n一、备料\n石料要足，木料要干，石灰要在雨季之前运到工地上。\n二、开工\n春天开工，秋天通车。\n",
            "项目名称和主要建设内容情况\t数量\n石料采购运输以及加工的工作\t三百\n木料采购运输以及加工的工作\t二百\n",
        ] {
            assert_eq!(shown(text), text);
        }
    }

    proptest! {
        #[test]
        fn spans_are_in_order_and_hold_one_line_end_each(text in "[甲乙。，a\\-\\n \u{3000}]{0,200}") {
            let chars: Vec<char> = text.chars().collect();
            let mut last = 0;
            for span in line_ends_inside_paragraphs(&text) {
                prop_assert!(span.start >= last && span.end <= chars.len());
                let inside = &chars[span.start..span.end];
                prop_assert_eq!(inside.iter().filter(|c| **c == '\n').count(), 1);
                prop_assert!(inside.iter().all(|c| c.is_whitespace()));
                last = span.end;
            }
        }
    }
}
