//! Two texts side by side on a terminal.
//!
//! First a summary, with figures and names that were changed; then each passage as a heading and rows of two columns; below them
//! the set phrases that both have. Without colours, brackets mark what differs, and `<moved to 0–22: …>` what moved:
//!
//! ```text
//! a.txt │ b.txt
//! 1 passage, 92.0 % and 85.2 % of the texts; 3 changes
//!
//! 1. 0–34 │ 0–39 · 82.1 % the same
//! 要把产业振兴[放]在首位  │ {会议强调，}要把产业振
//! ，立足本[县]资源禀赋做  │ 兴{摆}在首位，立足本{地
//! 大茶叶、[药材]和文旅三  │ }资源禀赋做大茶叶、{菌
//! 篇文章。                │ 菇}和文旅三篇文章。
//! ```

use std::io;
use std::path::Path;

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::findings::{AlignFindings, ShownMove, ShownPassage};
use super::loaded_text::NamedText;
use super::steps::AlignmentStep;
use super::wrapped_lines::WrappedLines;
use crate::analysis::{Change, ChangeKind, OperationKind, PassageMove};
use crate::cli::Outcome;
use crate::cli::exit::Status;
use crate::cli::strings::align as words;
use crate::cli::table::shorten;
use crate::cli::window;
use crate::report::Lang;
use crate::reuse::covered;
use crate::reuse::pair::PairPassage;
use crate::span::{Span, union_of_ranges};
use crate::text::SourceText;

/// Between the two texts.
const RULE: &str = " │ ";

const HEAD: Style = Style::new().bold();
const ONLY_A: Style = AnsiColor::Red.on_default();
const ONLY_B: Style = AnsiColor::Green.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();
const MOVED: Style = AnsiColor::Cyan.on_default();
const PLAIN: Style = Style::new();

/// Changed figures and names that the summary lists at most, and phrases below the passages.
const LISTED: usize = 40;
/// Terminal columns of one side of a change in the summary.
const CHANGE: usize = 30;

/// What of the passages is shown, and in which language.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// Only sentences with a change.
    pub(super) changes_only: bool,
    /// Sentences around what is shown.
    pub(super) context: usize,
    pub(super) lang: Lang,
}

/// Prints what two texts have in common.
pub(super) fn print(
    a: &NamedText<'_>,
    b: &NamedText<'_>,
    found: &AlignFindings,
    view: View,
) -> Outcome {
    let display = SideBySide::new(a, b, view);
    let mut text = String::new();
    display.summary(found, &mut text);
    for (number, passage) in (1..).zip(&found.passages) {
        display.show(number, passage, &mut text);
    }
    display.phrases(found, &mut text);
    crate::cli::say(|out| out.write_all(text.as_bytes())).map(|()| Status::Done)
}

/// Prints the summary alone, and where the page is that has all of it.
pub(super) fn print_summary(
    a: &NamedText<'_>,
    b: &NamedText<'_>,
    found: &AlignFindings,
    view: View,
    page: &Path,
) -> Outcome {
    let display = SideBySide::new(a, b, view);
    let mut text = String::new();
    display.summary(found, &mut text);
    text.push_str(&format!(
        "{}{}\n",
        words::PAGE.of(view.lang),
        page.display()
    ));
    crate::cli::say(|out| out.write_all(text.as_bytes())).map(|()| Status::Done)
}

/// The two texts, and how the terminal shows them.
struct SideBySide<'t> {
    a: &'t NamedText<'t>,
    b: &'t NamedText<'t>,
    view: View,
    /// Terminal columns for each text.
    width: usize,
    /// Whether colours are shown; if not, brackets say the same.
    coloured: bool,
}

/// One of the two texts in the display.
struct DisplayColumn<'t> {
    source: &'t SourceText,
    span: fn(&AlignmentStep) -> Span,
    /// Which way a move went that stands here, and where it stands in the other text.
    way: words::Way,
    other: fn(&PassageMove) -> Span,
    /// For wording that only this text has.
    only_here: Style,
    brackets: [char; 2],
}

impl<'t> SideBySide<'t> {
    fn new(a: &'t NamedText<'t>, b: &'t NamedText<'t>, view: View) -> Self {
        Self {
            a,
            b,
            view,
            width: (window::columns() - RULE.width()) / 2,
            coloured: anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never,
        }
    }

    /// The names of the texts, how much they share, and what was changed: figures and names before all.
    fn summary(&self, found: &AlignFindings, out: &mut String) {
        let lang = self.view.lang;
        let [a, b] = [self.a, self.b].map(|text| text.path.display());
        out.push_str(&format!("{HEAD}{a} │ {b}{HEAD:#}\n"));
        if found.passages.is_empty() {
            out.push_str(&words::no_passage(lang));
            out.push('\n');
            return;
        }
        let of = |kind| found.changes().filter(|change| change.kind == kind).count();
        let counts = words::Counts {
            passages: found.passages.len(),
            moved: found.moved(),
            changes: found.changes().count(),
            figures: of(ChangeKind::Figure),
            names: of(ChangeKind::Name),
        };
        let coverage = [self.coverage(found, true), self.coverage(found, false)];
        out.push_str(&words::summary(lang, &counts, coverage));
        out.push('\n');
        let mut told: Vec<&Change> = found.changes().collect();
        told.retain(|change| change.kind != ChangeKind::Wording);
        told.sort_by_key(|change| (change.kind, change.a));
        for change in told.iter().take(LISTED) {
            let of_a = shorten(
                &without_controls(self.a.text.source().slice(change.a)),
                CHANGE,
            );
            let of_b = shorten(
                &without_controls(self.b.text.source().slice(change.b)),
                CHANGE,
            );
            let nothing = |text: &String| text.trim().is_empty();
            let show = |text: String| match nothing(&text) {
                true => "∅".to_owned(),
                false => text,
            };
            out.push_str(&format!(
                "  {ONLY_A}{}{ONLY_A:#} → {ONLY_B}{}{ONLY_B:#}\n",
                show(of_a),
                show(of_b)
            ));
        }
        if told.len() > LISTED {
            out.push_str(&format!("  {}\n", words::more(lang, told.len() - LISTED)));
        }
        out.push('\n');
    }

    /// Share of one text that passages cover, as `compare` counts it.
    fn coverage(&self, found: &AlignFindings, of_a: bool) -> f64 {
        let text = if of_a { self.a } else { self.b };
        let covered = found.passages.iter().flat_map(|shown| {
            let PairPassage { a, b, edits, .. } = &shown.passage;
            let (start, edits) = match of_a {
                true => (a.start, edits.clone()),
                false => (b.start, edits.iter().map(|edit| edit.flipped()).collect()),
            };
            let pieces = covered(&edits).into_iter();
            pieces.map(move |(here, _)| start + here.start..start + here.end)
        });
        let covered = union_of_ranges(covered.collect());
        let units: usize = covered.iter().map(ExactSizeIterator::len).sum();
        units as f64 / text.text.normal.len().max(1) as f64
    }

    /// Set phrases and template wording that both have outside the passages.
    fn phrases(&self, found: &AlignFindings, out: &mut String) {
        if found.phrases.is_empty() {
            return;
        }
        let lang = self.view.lang;
        let head = words::phrases(lang, found.phrases.len());
        out.push_str(&format!("{HEAD}{head}{HEAD:#}\n"));
        for phrase in found.phrases.iter().take(LISTED) {
            let wording = shorten(&without_controls(&phrase.wording), 2 * self.width);
            let (a, b) = (phrase.a.start, phrase.b.start);
            out.push_str(&format!("  {wording} ({a} │ {b})\n"));
        }
        if found.phrases.len() > LISTED {
            let more = found.phrases.len() - LISTED;
            out.push_str(&format!("  {}\n", words::more(lang, more)));
        }
    }

    fn show(&self, number: usize, shown: &ShownPassage, out: &mut String) {
        let steps = &shown.steps;
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
            return;
        };
        let said = words::passage(self.view.lang, shown.passage.identity, shown.moved);
        let head = format!(
            "{number}. {}–{} │ {}–{} · {said}",
            first.a.start, last.a.end, first.b.start, last.b.end,
        );
        out.push_str(&format!("{HEAD}{head}{HEAD:#}\n"));
        let left = DisplayColumn {
            source: self.a.text.source(),
            span: |step| step.a,
            way: words::Way::To,
            other: |moved| moved.b,
            only_here: ONLY_A,
            brackets: ['[', ']'],
        };
        let right = DisplayColumn {
            source: self.b.text.source(),
            span: |step| step.b,
            way: words::Way::From,
            other: |moved| moved.a,
            only_here: ONLY_B,
            brackets: ['{', '}'],
        };
        let rows: Vec<&[AlignmentStep]> = steps.split_inclusive(|step| step.ends_row).collect();
        let mut skipping = false;
        for (at, row) in rows.iter().enumerate() {
            if !self.is_shown(&rows, at) {
                if !std::mem::replace(&mut skipping, true) {
                    out.push_str("…\n");
                }
                continue;
            }
            skipping = false;
            let [left, right] = [&left, &right].map(|column| self.lines(row, &shown.moves, column));
            self.row(&left, &right, out);
        }
        out.push('\n');
    }

    /// Whether a row is shown: it has a change, or stands near one.
    fn is_shown(&self, rows: &[&[AlignmentStep]], at: usize) -> bool {
        let changed = |row: &&[AlignmentStep]| {
            let mut steps = row.iter();
            steps.any(|step| step.kind != OperationKind::Equal)
        };
        let from = at.saturating_sub(self.view.context);
        let to = (at + self.view.context + 1).min(rows.len());
        !self.view.changes_only || rows[from..to].iter().any(changed)
    }

    fn row(&self, left: &WrappedLines, right: &WrappedLines, out: &mut String) {
        for line in 0..left.len().max(right.len()) {
            let (cell, used) = left.line(line);
            out.push_str(cell);
            out.push_str(&" ".repeat(self.width.saturating_sub(used)));
            out.push_str(RULE.trim_end());
            if line < right.len() {
                out.push(' ');
                out.push_str(right.line(line).0);
            }
            out.push('\n');
        }
    }

    /// One column of a row, wrapped at its width. What differs is coloured, or bracketed.
    fn lines(
        &self,
        row: &[AlignmentStep],
        moves: &[ShownMove],
        column: &DisplayColumn<'_>,
    ) -> WrappedLines {
        let mut lines = WrappedLines::new(self.width);
        for step in row {
            match step.moved.map(|number| &moves[number]) {
                None => self.step(step, PLAIN, column, &mut lines),
                Some(moved) if !(column.span)(step).is_empty() => {
                    self.moved(moved, column, &mut lines);
                }
                Some(_) => {}
            }
        }
        lines
    }

    /// One step; `same` is the style of what is equal.
    fn step(
        &self,
        step: &AlignmentStep,
        same: Style,
        column: &DisplayColumn<'_>,
        lines: &mut WrappedLines,
    ) {
        let style = match step.kind {
            OperationKind::Equal => same,
            OperationKind::Replace => CHANGED,
            OperationKind::Insert | OperationKind::Delete => column.only_here,
        };
        // Line ends inside a passage are no wording; control characters would move the cursor.
        let mut shown = without_controls(column.source.slice((column.span)(step)));
        if shown.is_empty() {
            return;
        }
        if step.kind != OperationKind::Equal && !self.coloured {
            let [open, close] = column.brackets;
            shown = format!("{open}{shown}{close}");
        }
        lines.push(&shown, style);
    }

    /// What moved: where it stands in the other text, and how it reads here.
    fn moved(&self, moved: &ShownMove, column: &DisplayColumn<'_>, lines: &mut WrappedLines) {
        let there = words::moved(self.view.lang, column.way, (column.other)(&moved.told));
        let [open, close] = if self.coloured { ["", ""] } else { ["<", ">"] };
        lines.push(&format!("{open}{there}"), MOVED);
        for step in &moved.steps {
            self.step(step, MOVED, column, lines);
        }
        lines.push(close, MOVED);
    }
}

/// Without line ends and other characters that would move the cursor.
fn without_controls(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
