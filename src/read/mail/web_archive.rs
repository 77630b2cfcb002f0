//! The page in a web archive (MHTML, RFC 2557): the first part that is HTML, unpacked.
//!
//! In: `Content-Type: multipart/related; boundary="b"⏎⏎--b⏎Content-Type: text/html⏎Content-Transfer-Encoding: quoted-printable⏎⏎<p>=E6=A1=A5</p>⏎--b--` ·
//! Out: `<p>桥</p>`

use super::part::{Message, MimePart};

/// The page, if there is one. O(n).
pub(in crate::read) fn page(bytes: &[u8]) -> Option<MimePart> {
    Message::of(bytes)?.page
}

#[cfg(test)]
mod tests {
    use super::page as found_page;

    fn page(bytes: &[u8]) -> Option<Vec<u8>> {
        found_page(bytes).map(|part| part.bytes)
    }

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
