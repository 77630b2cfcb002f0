//! Text in a column of a terminal: wrapped where the column ends, and coloured.
//!
//! In: `全县粮食总产` in a column of eight. Out: two lines, `全县粮食` and `总产`.

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

/// The lines of one column.
pub(super) struct WrappedLines {
    /// Terminal columns of a line.
    width: usize,
    lines: Vec<Line>,
}

/// A line, and the terminal columns that it fills.
#[derive(Default)]
struct Line {
    text: String,
    width: usize,
}

impl WrappedLines {
    /// One line without text.
    pub(super) fn new(width: usize) -> Self {
        Self {
            width,
            lines: vec![Line::default()],
        }
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// A line, by index, and the terminal columns that it fills; nothing behind the last.
    pub(super) fn line(&self, at: usize) -> (&str, usize) {
        let line = self.lines.get(at);
        line.map_or(("", 0), |line| (line.text.as_str(), line.width))
    }

    /// Appends `text` to the last line and to as many new ones as it needs. A style is closed at the end of each line, or it
    /// would colour the other column.
    pub(super) fn push(&mut self, text: &str, style: Style) {
        let mut open = false;
        for c in text.chars() {
            let needs = c.width().unwrap_or(0);
            if self
                .lines
                .last()
                .is_some_and(|line| line.width + needs > self.width)
            {
                self.close(style, &mut open);
                self.lines.push(Line::default());
            }
            if let Some(line) = self.lines.last_mut() {
                if !open && style != Style::new() {
                    line.text.push_str(&style.render().to_string());
                    open = true;
                }
                line.text.push(c);
                line.width += needs;
            }
        }
        self.close(style, &mut open);
    }

    fn close(&mut self, style: Style, open: &mut bool) {
        if std::mem::take(open)
            && let Some(line) = self.lines.last_mut()
        {
            line.text.push_str(&style.render_reset().to_string());
        }
    }
}
