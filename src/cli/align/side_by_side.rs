//! Two texts side by side on a terminal.

use std::io;
use std::path::Path;

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::LoadedText;
use super::steps::{AlignmentStep, steps};
use crate::analysis::OperationKind;
use crate::cli::Outcome;
use crate::cli::exit::Status;
use crate::reuse::pair::{Aligner, Background, PairPassage};

/// Columns when the terminal does not say.
const DEFAULT_COLUMNS: usize = 100;
/// Between the two texts.
const RULE: &str = " │ ";

const HEAD: Style = Style::new().bold();
const ONLY_A: Style = AnsiColor::Red.on_default();
const ONLY_B: Style = AnsiColor::Green.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();
const PLAIN: Style = Style::new();

pub fn print(a: &(&Path, LoadedText), b: &(&Path, LoadedText)) -> Outcome {
    let found = Aligner::default().align(&a.1.normal, &b.1.normal, &Background);
    let columns = std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .unwrap_or(DEFAULT_COLUMNS)
        .clamp(30, 400);
    // Where colours are not shown, brackets say the same.
    let coloured = anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    let mut text = String::new();
    for (number, passage) in (1..).zip(&found) {
        show(number, passage, a, b, columns, coloured, &mut text);
    }
    if found.is_empty() {
        text = format!("{} and {} share no passage\n", a.0.display(), b.0.display());
    }
    crate::cli::say(|out| out.write_all(text.as_bytes())).map(|()| Status::Done)
}

fn show(
    number: usize,
    passage: &PairPassage,
    (path_a, a): &(&Path, LoadedText),
    (path_b, b): &(&Path, LoadedText),
    columns: usize,
    coloured: bool,
    out: &mut String,
) {
    let steps = steps(a, b, passage);
    let (Some(first), Some(last)) = (steps.first(), steps.last()) else {
        return;
    };
    let head = format!(
        "{number}. {} {}–{} │ {} {}–{} │ identity {:.0} %, {:.0} bits",
        path_a.display(),
        first.a.start,
        last.a.end,
        path_b.display(),
        first.b.start,
        last.b.end,
        passage.identity * 100.0,
        passage.bits(),
    );
    out.push_str(&format!("{HEAD}{head}{HEAD:#}\n"));
    let width = (columns - RULE.width()) / 2;
    for row in steps.split_inclusive(|step| step.ends_row) {
        let left = column(row, width, coloured, &|step| {
            (a.source.slice(step.a), ONLY_A, ('[', ']'))
        });
        let right = column(row, width, coloured, &|step| {
            (b.source.slice(step.b), ONLY_B, ('{', '}'))
        });
        for line in 0..left.len().max(right.len()) {
            let (cell, used) = left
                .get(line)
                .map_or(("", 0), |(cell, used)| (cell.as_str(), *used));
            out.push_str(cell);
            out.push_str(&" ".repeat(width.saturating_sub(used)));
            out.push_str(RULE.trim_end());
            if let Some((cell, _)) = right.get(line) {
                out.push(' ');
                out.push_str(cell);
            }
            out.push('\n');
        }
    }
    out.push('\n');
}

type Side<'t> = dyn Fn(&AlignmentStep) -> (&'t str, Style, (char, char)) + 't;

/// One side of a row, wrapped: lines with their widths. What differs is coloured, or bracketed.
fn column<'t>(
    row: &[AlignmentStep],
    width: usize,
    coloured: bool,
    side: &Side<'t>,
) -> Vec<(String, usize)> {
    let mut lines = vec![(String::new(), 0)];
    for step in row {
        let (text, own, brackets) = side(step);
        let style = match step.kind {
            OperationKind::Equal => PLAIN,
            OperationKind::Replace => CHANGED,
            OperationKind::Insert | OperationKind::Delete => own,
        };
        // Line ends inside a passage are no wording; control characters would move the cursor.
        let shown = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect::<String>();
        if shown.is_empty() {
            continue;
        }
        let differs = step.kind != OperationKind::Equal;
        let shown = match differs && !coloured {
            true => format!("{}{shown}{}", brackets.0, brackets.1),
            false => shown,
        };
        let mut open = false;
        for c in shown.chars() {
            let needs = c.width().unwrap_or(0);
            let full = lines.last().is_some_and(|(_, used)| used + needs > width);
            if full {
                close(&mut lines, style, &mut open);
                lines.push((String::new(), 0));
            }
            if let Some((line, used)) = lines.last_mut() {
                if !open && style != PLAIN {
                    line.push_str(&style.render().to_string());
                    open = true;
                }
                line.push(c);
                *used += needs;
            }
        }
        close(&mut lines, style, &mut open);
    }
    lines
}

fn close(lines: &mut [(String, usize)], style: Style, open: &mut bool) {
    if std::mem::take(open)
        && let Some((line, _)) = lines.last_mut()
    {
        line.push_str(&style.render_reset().to_string());
    }
}
