//! The ways in which bytes are written as ASCII (RFC 2045, 6).

/// `=E6` is a byte, and `=` at the end of a line joins it to the next (RFC 2045, 6.7).
pub(super) fn quoted_printable(body: &[u8]) -> Vec<u8> {
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

/// Bytes in base64; what is no sign of it is passed over.
pub(super) fn base64(body: &[u8]) -> Vec<u8> {
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
