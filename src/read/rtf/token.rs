//! From the bytes of an RTF file to its tokens (Rich Text Format Specification 1.9.1).

/// A piece of an RTF file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word`, with its number if it has one.
    Word(&'b str, Option<i32>),
    /// `\` and a sign that is no letter.
    Sign(u8),
    /// A byte of text: as it is, or as `\'b1`.
    Byte(u8),
}

/// The tokens of a file, in order.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Passes over bytes of a picture or the like, which are no text.
    pub(super) fn pass_over(&mut self, count: usize) {
        self.at = self.at.saturating_add(count).min(self.bytes.len());
    }

    fn control(&mut self) -> Option<Token<'b>> {
        let first = *self.bytes.get(self.at)?;
        if first == b'\'' {
            let digits = self.bytes.get(self.at + 1..self.at + 3);
            let byte = digits
                .and_then(|two| std::str::from_utf8(two).ok())
                .and_then(|two| u8::from_str_radix(two, 16).ok());
            self.at += if byte.is_some() { 3 } else { 1 };
            return Some(byte.map_or(Token::Sign(b'\''), Token::Byte));
        }
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return Some(Token::Sign(first));
        }
        let rest = &self.bytes[self.at..];
        let letters = rest
            .iter()
            .position(|b| !b.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let word = std::str::from_utf8(&rest[..letters]).unwrap_or_default();
        let minus = usize::from(rest.get(letters) == Some(&b'-'));
        let digits = rest[letters + minus..]
            .iter()
            .position(|b| !b.is_ascii_digit())
            .unwrap_or(rest.len() - letters - minus);
        let end = if digits == 0 {
            letters
        } else {
            letters + minus + digits
        };
        let number = std::str::from_utf8(&rest[letters..end])
            .ok()
            .and_then(|number| number.parse().ok());
        // One blank behind a word ends it and is no text.
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        Some(Token::Word(word, number))
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            return Some(match byte {
                b'{' => Token::Open,
                b'}' => Token::Close,
                b'\\' => return self.control(),
                // Line ends are no text, they only keep the lines of the file short.
                b'\r' | b'\n' | 0 => continue,
                byte => Token::Byte(byte),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_bytes_are_told_apart() {
        let tokens: Vec<Token<'_>> =
            Tokens::new(b"{\\rtf1\\u-25 ?\\par\r\n a\\'b1\\~\\li-}").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("rtf", Some(1)),
                Token::Word("u", Some(-25)),
                Token::Byte(b'?'),
                Token::Word("par", None),
                Token::Byte(b' '),
                Token::Byte(b'a'),
                Token::Byte(0xB1),
                Token::Sign(b'~'),
                Token::Word("li", None),
                Token::Byte(b'-'),
                Token::Close,
            ]
        );
    }
}
