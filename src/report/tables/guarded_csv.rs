//! CSV whose cells spreadsheets do not run.
//!
//! In: a title `=1+2` · Out: the cell `'=1+2`.

use std::io::{self, Write};

/// A table in which no text runs as a formula: spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for one, and a text
/// from the web could call programs from there (CWE-1236). Such a cell gets an apostrophe in front, which spreadsheets hide and
/// which says "text". Numbers and dates without a year (`--03-26`) stay as they are.
pub(in crate::report) struct GuardedCsv<W: Write>(csv::Writer<W>);

impl<W: Write> GuardedCsv<W> {
    pub(in crate::report) fn new(out: W) -> Self {
        Self(csv::Writer::from_writer(out))
    }

    pub(in crate::report) fn write_record<F: AsRef<[u8]>>(
        &mut self,
        fields: impl IntoIterator<Item = F>,
    ) -> io::Result<()> {
        for field in fields {
            self.write_field(field)?;
        }
        self.end_record()
    }

    pub(in crate::report) fn write_field(&mut self, field: impl AsRef<[u8]>) -> io::Result<()> {
        let field = field.as_ref();
        if runs_as_formula(field) {
            let guarded = [b"'", field].concat();
            self.0.write_field(guarded)?;
        } else {
            self.0.write_field(field)?;
        }
        Ok(())
    }

    pub(in crate::report) fn end_record(&mut self) -> io::Result<()> {
        self.0.write_record(None::<&[u8]>)?;
        Ok(())
    }

    pub(in crate::report) fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Whether a spreadsheet would take a cell for a formula; the signs of full width count in Chinese and Japanese editions.
fn runs_as_formula(field: &[u8]) -> bool {
    const SIGNS: [&str; 10] = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"];
    let signed = SIGNS.iter().any(|sign| field.starts_with(sign.as_bytes()));
    let figures = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'.');
    signed && !field.iter().all(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_runs_as_a_formula_and_numbers_stay_numbers() {
        let mut written = Vec::new();
        let mut table = GuardedCsv::new(&mut written);
        let fields = [
            "=1+2",
            "+团委讲话",
            "-cmd|' /C calc'!A0",
            "@SUM(1)",
            "＝1+2",
            "\t=1",
            "-0.5",
            "--03-26",
            "讲话=好",
            "",
        ];
        table.write_record(fields).unwrap();
        table.flush().unwrap();
        drop(table);
        let read = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(written.as_slice())
            .records()
            .next()
            .unwrap()
            .unwrap();
        let expected = [
            "'=1+2",
            "'+团委讲话",
            "'-cmd|' /C calc'!A0",
            "'@SUM(1)",
            "'＝1+2",
            "'\t=1",
            "-0.5",
            "--03-26",
            "讲话=好",
            "",
        ];
        assert_eq!(read.iter().collect::<Vec<_>>(), expected);
    }
}
