//! The page in a web archive (MHTML, RFC 2557): the first part that is HTML, unpacked.
//!
//! In: `Content-Type: multipart/related; boundary="b"⏎⏎--b⏎Content-Type: text/html⏎Content-Transfer-Encoding: quoted-printable⏎⏎<p>=E6=A1=A5</p>⏎--b--` ·
//! Out: `<p>桥</p>`

/// Most lines of headers that are looked at.
const HEADERS: usize = 100;

/// The bytes of the page, if there is one. O(n).
pub(super) fn page(bytes: &[u8]) -> Option<Vec<u8>> {
    let (headers, body) = split(bytes)?;
    let Some(boundary) = parameter(&headers, "boundary") else {
        return is_html(&headers).then(|| unpacked(&headers, body));
    };
    let mark = format!("--{boundary}");
    let mut rest = body;
    loop {
        let at = find(rest, mark.as_bytes())?;
        rest = &rest[at + mark.len()..];
        let end = find(rest, mark.as_bytes()).unwrap_or(rest.len());
        let part = rest[..end].trim_ascii_start();
        if let Some((headers, body)) = split(part)
            && is_html(&headers)
        {
            return Some(unpacked(&headers, body));
        }
        if end == rest.len() {
            return None;
        }
    }
}

/// The headers, in lower case and unfolded but for the values, and what stands behind the blank line.
fn split(bytes: &[u8]) -> Option<(Vec<String>, &[u8])> {
    let mut headers: Vec<String> = Vec::new();
    let mut rest = bytes;
    for _ in 0..HEADERS {
        let end = rest.iter().position(|b| *b == b'\n')?;
        let line = String::from_utf8_lossy(&rest[..end]).trim_end().to_owned();
        rest = &rest[end + 1..];
        if line.is_empty() {
            return Some((headers, rest));
        }
        match headers.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(line.trim_start()),
            _ => headers.push(line),
        }
    }
    None
}

fn value<'h>(headers: &'h [String], name: &str) -> Option<&'h str> {
    headers.iter().find_map(|header| {
        let (key, value) = header.split_once(':')?;
        key.trim()
            .eq_ignore_ascii_case(name)
            .then_some(value.trim())
    })
}

fn parameter(headers: &[String], name: &str) -> Option<String> {
    let content = value(headers, "content-type")?;
    content.split(';').find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        key.trim()
            .eq_ignore_ascii_case(name)
            .then(|| value.to_owned())
    })
}

fn is_html(headers: &[String]) -> bool {
    value(headers, "content-type")
        .is_some_and(|content| content.to_ascii_lowercase().starts_with("text/html"))
}

fn unpacked(headers: &[String], body: &[u8]) -> Vec<u8> {
    let encoding = value(headers, "content-transfer-encoding").map(str::to_ascii_lowercase);
    match encoding.as_deref() {
        Some("quoted-printable") => quoted_printable(body),
        Some("base64") => base64(body),
        _ => body.to_vec(),
    }
}

/// `=E6` is a byte, and `=` at the end of a line joins it to the next (RFC 2045, 6.7).
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut found = Vec::with_capacity(body.len());
    let mut at = 0;
    while let Some(byte) = body.get(at) {
        let digits = body
            .get(at + 1..at + 3)
            .and_then(|two| std::str::from_utf8(two).ok());
        let coded = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        match (byte, coded) {
            (b'=', Some(coded)) => {
                found.push(coded);
                at += 3;
            }
            (b'=', None) if body[at + 1..].starts_with(b"\r\n") => at += 3,
            (b'=', None) if body[at + 1..].starts_with(b"\n") => at += 2,
            _ => {
                found.push(*byte);
                at += 1;
            }
        }
    }
    found
}

fn base64(body: &[u8]) -> Vec<u8> {
    let value = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let sextets: Vec<u8> = body
        .iter()
        .take_while(|b| **b != b'-')
        .filter_map(value)
        .collect();
    let mut found = Vec::with_capacity(sextets.len() * 3 / 4);
    for group in sextets.chunks(4) {
        let bits = group
            .iter()
            .fold(0u32, |bits, sextet| bits << 6 | u32::from(*sextet));
        let bits = bits << (6 * (4 - group.len()));
        let bytes = [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8];
        found.extend(&bytes[..group.len() * 6 / 8]);
    }
    found
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn the_page_is_found_and_unpacked() {
        let coded = "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p class=3D\"a\">=E6=A1=\r\n=A5</p>\r\n--b--\r\n";
        let found = page(coded.as_bytes()).unwrap();
        assert_eq!(
            String::from_utf8(found).unwrap().trim(),
            "<p class=\"a\">桥</p>"
        );
        let base64 =
            "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+5qGlPC9wPg==\n";
        assert_eq!(page(base64.as_bytes()).unwrap(), "<p>桥</p>".as_bytes());
        assert_eq!(page(b"no headers at all"), None);
    }
}
