//! Two texts side by side on a terminal.
//!
//! A passage becomes a heading and rows of two columns; without colours, brackets mark what differs:
//!
//! ```text
//! 1. a.txt 0–34 │ b.txt 0–39 │ identity 82 %, 144 bits
//! 要把产业振兴[放]在首位  │ {会议强调，}要把产业振
//! ，立足本[县]资源禀赋做  │ 兴{摆}在首位，立足本{地
//! 大茶叶、[药材]和文旅三  │ }资源禀赋做大茶叶、{菌
//! 篇文章。                │ 菇}和文旅三篇文章。
//! ```

use std::io;

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::loaded_text::NamedText;
use super::steps::{AlignmentStep, steps};
use crate::analysis::OperationKind;
use crate::cli::Outcome;
use crate::cli::exit::Status;
use crate::reuse::pair::{PairPassage, align_pair};
use crate::span::Span;
use crate::text::SourceText;

/// Columns of the terminal when it does not say.
const DEFAULT_COLUMNS: usize = 100;
/// Between the two texts.
const RULE: &str = " │ ";

const HEAD: Style = Style::new().bold();
const ONLY_A: Style = AnsiColor::Red.on_default();
const ONLY_B: Style = AnsiColor::Green.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();
const PLAIN: Style = Style::new();

/// Aligns two texts and prints the passages.
pub(super) fn print(a: &NamedText<'_>, b: &NamedText<'_>) -> Outcome {
    let found = align_pair(&a.text.normal, &b.text.normal);
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .unwrap_or(DEFAULT_COLUMNS)
        .clamp(30, 400);
    let display = SideBySide {
        a,
        b,
        width: (columns - RULE.width()) / 2,
        coloured: anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    };
    let mut text = String::new();
    for (number, passage) in (1..).zip(&found) {
        display.show(number, passage, &mut text);
    }
    if found.is_empty() {
        text = format!(
            "{} and {} share no passage\n",
            a.path.display(),
            b.path.display()
        );
    }
    crate::cli::say(|out| out.write_all(text.as_bytes())).map(|()| Status::Done)
}

/// The two texts, and how the terminal shows them.
struct SideBySide<'t> {
    a: &'t NamedText<'t>,
    b: &'t NamedText<'t>,
    /// Terminal columns for each text.
    width: usize,
    /// Whether colours are shown; if not, brackets say the same.
    coloured: bool,
}

/// One of the two texts in the display.
struct DisplayColumn<'t> {
    source: &'t SourceText,
    span: fn(&AlignmentStep) -> Span,
    /// For wording that only this text has.
    only_here: Style,
    brackets: [char; 2],
}

/// A line of one column, and the terminal columns that it fills.
#[derive(Default)]
struct DisplayLine {
    text: String,
    width: usize,
}

impl SideBySide<'_> {
    fn show(&self, number: usize, passage: &PairPassage, out: &mut String) {
        let steps = steps(&self.a.text, &self.b.text, passage);
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
            return;
        };
        let head = format!(
            "{number}. {} {}–{} │ {} {}–{} │ identity {:.0} %, {:.0} bits",
            self.a.path.display(),
            first.a.start,
            last.a.end,
            self.b.path.display(),
            first.b.start,
            last.b.end,
            passage.identity * 100.0,
            passage.bits(),
        );
        out.push_str(&format!("{HEAD}{head}{HEAD:#}\n"));
        let left = DisplayColumn {
            source: &self.a.text.source,
            span: |step| step.a,
            only_here: ONLY_A,
            brackets: ['[', ']'],
        };
        let right = DisplayColumn {
            source: &self.b.text.source,
            span: |step| step.b,
            only_here: ONLY_B,
            brackets: ['{', '}'],
        };
        for row in steps.split_inclusive(|step| step.ends_row) {
            self.row(&self.lines(row, &left), &self.lines(row, &right), out);
        }
        out.push('\n');
    }

    fn row(&self, left: &[DisplayLine], right: &[DisplayLine], out: &mut String) {
        for line in 0..left.len().max(right.len()) {
            let (cell, used) = left
                .get(line)
                .map_or(("", 0), |line| (line.text.as_str(), line.width));
            out.push_str(cell);
            out.push_str(&" ".repeat(self.width.saturating_sub(used)));
            out.push_str(RULE.trim_end());
            if let Some(line) = right.get(line) {
                out.push(' ');
                out.push_str(&line.text);
            }
            out.push('\n');
        }
    }

    /// One column of a row, wrapped at its width. What differs is coloured, or bracketed.
    fn lines(&self, row: &[AlignmentStep], column: &DisplayColumn<'_>) -> Vec<DisplayLine> {
        let mut lines = vec![DisplayLine::default()];
        for step in row {
            let style = match step.kind {
                OperationKind::Equal => PLAIN,
                OperationKind::Replace => CHANGED,
                OperationKind::Insert | OperationKind::Delete => column.only_here,
            };
            // Line ends inside a passage are no wording; control characters would move the cursor.
            let mut shown: String = column
                .source
                .slice((column.span)(step))
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            if shown.is_empty() {
                continue;
            }
            if step.kind != OperationKind::Equal && !self.coloured {
                let [open, close] = column.brackets;
                shown = format!("{open}{shown}{close}");
            }
            self.wrap(&shown, style, &mut lines);
        }
        lines
    }

    /// Appends `text` to the last of `lines` and to as many new ones as it needs. A style is closed at the end of each
    /// line, or it would colour the other column.
    fn wrap(&self, text: &str, style: Style, lines: &mut Vec<DisplayLine>) {
        let mut open = false;
        for c in text.chars() {
            let needs = c.width().unwrap_or(0);
            if lines
                .last()
                .is_some_and(|line| line.width + needs > self.width)
            {
                close(lines, style, &mut open);
                lines.push(DisplayLine::default());
            }
            if let Some(line) = lines.last_mut() {
                if !open && style != PLAIN {
                    line.text.push_str(&style.render().to_string());
                    open = true;
                }
                line.text.push(c);
                line.width += needs;
            }
        }
        close(lines, style, &mut open);
    }
}

fn close(lines: &mut [DisplayLine], style: Style, open: &mut bool) {
    if std::mem::take(open)
        && let Some(line) = lines.last_mut()
    {
        line.text.push_str(&style.render_reset().to_string());
    }
}
