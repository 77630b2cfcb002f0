//! How a table is written: its delimiter, its quotation marks, its line ends.

/// Excel's own way to name the delimiter, `sep=;` on the first line, in any case and also as a quoted field; and the table
/// behind it.
pub(super) fn told_delimiter(text: &str) -> (Option<u8>, &str) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = text[..end].trim_matches(['"', ' ', '\u{FEFF}']);
    let told = line
        .get(..4)
        .filter(|sep| sep.eq_ignore_ascii_case("sep="))
        .and_then(|_| line[4..].bytes().next())
        // A delimiter that is a tab may have been trimmed by whoever wrote the line.
        .or_else(|| line.eq_ignore_ascii_case("sep=").then_some(b'\t'))
        .filter(u8::is_ascii);
    let rest = &text[end..];
    let behind = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix(['\r', '\n']))
        .unwrap_or(rest);
    match told {
        Some(delimiter) => (Some(delimiter), behind),
        None => (None, text),
    }
}

/// Counts lines up to rows, which come in order. A line ends with `\n`, `\r\n`, or `\r` alone, as old spreadsheets on a Mac
/// write it.
#[derive(Default)]
pub(super) struct LineCounter {
    at: usize,
    ends: u64,
}

impl LineCounter {
    /// The line, from 1, on which the row begins that is behind byte `at`: the library's position is in front of the blank
    /// lines before it.
    pub(super) fn line_at(&mut self, table: &str, at: usize) -> u64 {
        let bytes = table.as_bytes();
        let blank = bytes[at.min(bytes.len())..]
            .iter()
            .take_while(|b| matches!(b, b'\n' | b'\r'));
        let to = at + blank.count();
        while self.at < to.min(bytes.len()) {
            let lone = bytes[self.at] == b'\r' && bytes.get(self.at + 1) != Some(&b'\n');
            self.ends += u64::from(bytes[self.at] == b'\n' || lone);
            self.at += 1;
        }
        self.ends + 1
    }
}

/// The table with its quotation marks doubled as RFC 4180 wants them, where it marks those inside a field with a backslash, as
/// MySQL, Hive and pandas can: `"他说\\"好\\""`. `None` for a table that does not: what shows it is such a mark inside a field, before
/// neither a delimiter nor a line end.
pub(super) fn doubled_quotes(table: &str, delimiter: u8) -> Option<String> {
    let bytes = table.as_bytes();
    let ends = |byte: Option<&u8>| {
        byte.is_none_or(|b| *b == delimiter || matches!(b, b'\r' | b'\n' | b'"'))
    };
    let shows = |at: usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let inside = before.is_some_and(|b| b == b'"' || b != b'\\' && !ends(Some(&b)));
        inside && !ends(bytes.get(at + 2))
    };
    table.match_indices("\\\"").find(|(at, _)| shows(*at))?;
    let mut found = String::with_capacity(table.len());
    let mut chars = table.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            found.push(c);
            continue;
        }
        match chars.clone().next() {
            Some('"') => found.push_str("\"\""),
            Some('\\') => found.push('\\'),
            _ => {
                found.push(c);
                continue;
            }
        }
        chars.next();
    }
    Some(found)
}

/// The delimiter that the header has most of, outside quotation marks; a comma if it has none.
pub(super) fn delimiter(table: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0usize), (b'\t', 0), (b';', 0)];
    for byte in table.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(*delimiter == byte);
                }
            }
            _ => {}
        }
    }
    let mut best = counts[0];
    for other in counts {
        if other.1 > best.1 {
            best = other;
        }
    }
    best.0
}

/// What is wrong with the quotation marks of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum QuoteFault {
    /// A mark opens a field, and none closes it up to the end of the table.
    Open {
        /// The first byte of its row.
        row: usize,
        /// The line of the mark, from 1.
        line: u64,
    },
    /// A mark opens a field, and the one that closes it lines below has text directly behind it: both stand at the beginning of
    /// a text, and the rows between have become part of one.
    Swallowing {
        /// The line of the mark that opens.
        line: u64,
        /// The line of the one that closes.
        last: u64,
    },
}

/// The faults of the quotation marks in a table; behind an open one nothing is looked at.
pub(in crate::read) fn quote_faults(table: &str, delimiter: u8) -> Vec<QuoteFault> {
    let bytes = table.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut line, mut row, mut field_start) = (0, 1, 0, true);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b'"' && field_start {
            let opened = line;
            at += 1;
            loop {
                match bytes.get(at) {
                    None => {
                        found.push(QuoteFault::Open { row, line: opened });
                        return found;
                    }
                    Some(b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
                    Some(b'"') => break,
                    Some(b'\n') => line += 1,
                    Some(_) => {}
                }
                at += 1;
            }
            let behind = bytes.get(at + 1).copied();
            let ends = behind.is_none_or(|b| b == delimiter || matches!(b, b'\r' | b'\n' | b' '));
            let before = at.checked_sub(1).map(|before| bytes[before]);
            // A mark in a text that is quoted stands behind a word; one that opens a field stands behind a delimiter.
            if !ends && line > opened && before == Some(delimiter) {
                found.push(QuoteFault::Swallowing {
                    line: opened,
                    last: line,
                });
            }
            field_start = false;
        } else {
            field_start = byte == delimiter || byte == b'\n' || byte == b'\r';
            if byte == b'\n' {
                line += 1;
                row = at + 1;
            }
        }
        at += 1;
    }
    found
}
