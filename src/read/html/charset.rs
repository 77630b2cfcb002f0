//! The encoding of a page, found from its byte order mark, what it says of itself, and what its bytes look like.

use encoding_rs::{Encoding, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::read::Problem;
use crate::read::encoding::{TextEncoding, decode, mislabelled};

/// Bytes at the head of a page in which the encoding is looked for. The HTML Standard asks for the first 1,024;
/// pages that print comments or styles above it are common.
const HEAD: usize = 8192;

/// One bad sequence in so many characters is taken as a slip, and shown as `�`, as browsers do. Pages are put
/// together from parts, and an advertisement in another encoding does not make the text unreadable.
const CHARACTERS_PER_SLIP: usize = 1000;

/// Characters of three bytes after which valid UTF-8 is no accident.
const SURE: usize = 6;

/// The text of a page. O(n).
///
/// A page that is not in the encoding that it names is read in the one that its bytes look like.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_page(bytes: &[u8], forced: Option<TextEncoding>) -> Result<String, Problem> {
    if forced.is_some() || Encoding::for_bom(bytes).is_some() {
        return decode(bytes.to_vec(), forced);
    }
    let Some(declared) = declared(&bytes[..bytes.len().min(HEAD)]) else {
        return decode(bytes.to_vec(), None);
    };
    // Other encodings hardly ever give valid UTF-8, but UTF-8 often gives valid GB18030.
    let looks_like_utf8 = std::str::from_utf8(bytes).is_ok_and(|text| {
        text.chars()
            .filter(|c| c.len_utf8() >= 3)
            .nth(SURE)
            .is_some()
    });
    let declared = if looks_like_utf8 { UTF_8 } else { declared };
    // In an encoding of one byte a letter every page is valid, and in a Chinese one nearly every page in the other.
    let declared = mislabelled(bytes, declared).unwrap_or(declared);
    let named = declared
        .name()
        .parse::<TextEncoding>()
        .ok()
        .and_then(|encoding| decode(bytes.to_vec(), Some(encoding)).ok());
    if let Some(text) = named {
        return Ok(text);
    }
    decode(bytes.to_vec(), None).or_else(|problem| {
        let (text, _) = declared.decode_without_bom_handling(bytes);
        let slips = text.chars().filter(|c| *c == '\u{FFFD}').count();
        let many = slips * CHARACTERS_PER_SLIP > text.chars().count() && slips > 1;
        if many || text.contains('\0') {
            return Err(problem);
        }
        Ok(text.into_owned())
    })
}

/// The encoding that `<meta charset>` or `<meta http-equiv content>` names. A page that says UTF-16 in ASCII is none.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = find(&lower[from..], b"charset") {
        let behind = from + at + b"charset".len();
        from = behind;
        let opens = find_back(&lower[..behind], b'<').is_some_and(|open| {
            lower[open..].starts_with(b"<meta") || lower[open..].starts_with(b"<?xml")
        });
        if !opens {
            continue;
        }
        let rest = lower[behind..].trim_ascii_start();
        let Some(rest) = rest.strip_prefix(b"=") else {
            continue;
        };
        let value = rest.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or(value.strip_prefix(b"'"))
            .unwrap_or(value);
        let end = value
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')))
            .unwrap_or(value.len());
        if let Some(encoding) = Encoding::for_label_no_replacement(&value[..end]) {
            return Some(match encoding {
                e if e == GBK => encoding_rs::GB18030,
                e if e == UTF_16LE || e == UTF_16BE => UTF_8,
                e => e,
            });
        }
    }
    None
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn find_back(bytes: &[u8], what: u8) -> Option<usize> {
    bytes.iter().rposition(|b| *b == what)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030};

    fn page(label: &str, text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding
            .encode(&format!("<html><head><meta http-equiv=Content-Type content='text/html; charset={label}'></head>{text}"))
            .0
            .into_owned()
    }

    #[test]
    fn the_page_says_its_encoding() {
        for (label, encoding) in [
            ("gb2312", GB18030),
            ("GBK", GB18030),
            ("big5", BIG5),
            ("utf-8", UTF_8),
        ] {
            let text = decode_page(&page(label, "人", encoding), None);
            assert!(text.is_ok_and(|t| t.ends_with("</head>人")), "{label}");
        }
    }

    #[test]
    fn a_page_that_names_the_wrong_encoding_is_read_by_its_bytes() {
        let text = "各级党组织要提高政治站位，把思想和行动统一到部署上来。";
        let read = decode_page(&page("utf-8", text, GB18030), None);
        assert!(read.is_ok_and(|t| t.ends_with(text)));
        let read = decode_page(&page("gb2312", text, UTF_8), None);
        assert!(read.is_ok_and(|t| t.ends_with(text)));
        for label in ["iso-8859-1", "windows-1252", "latin1"] {
            let read = decode_page(&page(label, text, GB18030), None);
            assert!(read.is_ok_and(|t| t.ends_with(text)), "{label}");
        }
        let traditional = "各級政府應當加強領導，統籌推進經濟發展，確保各項工作落到實處。";
        for label in ["iso-8859-1", "gb2312"] {
            let read = decode_page(&page(label, traditional, BIG5), None);
            assert!(read.is_ok_and(|t| t.ends_with(traditional)), "{label}");
        }
        let western = "<p>Le président a déclaré que l'été serait très chaud à Besançon.</p>";
        let read = decode_page(
            &page("iso-8859-1", western, encoding_rs::WINDOWS_1252),
            None,
        );
        assert!(read.is_ok_and(|t| t.ends_with(western)));
    }

    #[test]
    fn one_slip_is_no_reason_to_refuse_a_page() {
        let mut bytes = page("utf-8", &"各级党组织要提高政治站位。".repeat(100), UTF_8);
        bytes.extend(b"<p>\xB1</p>");
        assert!(decode_page(&bytes, None).is_ok_and(|t| t.contains('\u{FFFD}')));
        bytes.extend(b"\xB1<p>".repeat(100));
        assert!(decode_page(&bytes, None).is_err());
    }

    #[test]
    fn a_label_in_running_text_is_none() {
        assert_eq!(declared(b"<p>charset=big5</p>"), None);
        assert_eq!(declared(b"<meta charset=\"GB18030\">"), Some(GB18030));
        assert_eq!(declared(b"<meta charset='utf-16'>"), Some(UTF_8));
    }
}
