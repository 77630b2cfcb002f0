use super::*;

const LETTER_TEXT: &str = "From: =?gb2312?B?1dTUtLuq?= <a@b>\r\nSubject: =?utf-8?B?5YWz5LqO5byA?=\r\n =?utf-8?B?5bel55qE6YCa55+l?=\r\nDate: Wed, 26 Mar 2025 08:00:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"x y\"\r\n\r\npreamble\r\n--x y\r\nContent-Type: multipart/alternative; boundary=z\r\n\r\n--z\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n5byA5bel44CC\r\n--z--\r\n--x y\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=UTF-8''%E9%99%84%E4%BB%B6.txt\r\n\r\nabc\r\n--x y--\r\n";

#[test]
fn a_letter_has_its_text_its_facts_and_what_is_attached() {
    assert!(looks_like_letter(LETTER_TEXT.as_bytes()));
    let message = Message::of(LETTER_TEXT.as_bytes()).expect("headers");
    let read = letter(&message, None).expect("a text");
    assert_eq!(read.text.trim(), "开工。");
    assert_eq!(read.metadata.title.as_deref(), Some("关于开工的通知"));
    assert_eq!(read.metadata.author.as_deref(), Some("赵源华"));
    assert_eq!(read.metadata.date.as_deref(), Some("2025-03-26"));
    assert_eq!(message.attachments.len(), 1);
    assert_eq!(message.attachments[0].name, "附件.txt");
    assert_eq!(message.attachments[0].bytes, b"abc\r\n");
}

#[test]
fn the_page_of_a_letter_counts_before_its_plain_text() {
    let source = "Subject: a\nDate: x\nContent-Type: multipart/alternative; boundary=z\n\n--z\nContent-Type: text/plain\n\nplain\n--z\nContent-Type: text/html; charset=gbk\n\n<p>\u{FFFD}</p>\n--z--\n";
    let mut bytes = source.as_bytes().to_vec();
    let at = bytes
        .windows(3)
        .position(|w| w == "\u{FFFD}".as_bytes())
        .expect("the mark");
    let (gbk, _, _) = encoding_rs::GBK.encode("水渠通了，春天开工。");
    bytes.splice(at..at + 3, gbk.iter().copied());
    let read = letter(&Message::of(&bytes).expect("headers"), None).expect("a text");
    assert_eq!(read.text.trim(), "水渠通了，春天开工。");
    assert_eq!(read.metadata.date, None);
}

#[test]
fn flowed_lines_are_joined() {
    assert_eq!(unflowed("a \nb\n c\n-- \nd\n"), "a b\nc\n-- \nd\n");
}

#[test]
fn texts_and_broken_letters_are_none() {
    assert!(!looks_like_letter(
        "会议时间：三月\n地点：某县\n主题：开工\n".as_bytes()
    ));
    assert!(!looks_like_letter(b"a\nb\nc"));
    assert!(Message::of(b"no headers").is_none());
    let empty = Message::of(b"Subject: a\n\n").expect("headers");
    assert!(letter(&empty, None).is_ok_and(|read| read.text.is_empty()));
    // Parts that hold themselves cost no more than their length.
    let nested = format!(
        "Content-Type: multipart/mixed; boundary=z\n\n{}",
        "--z\nContent-Type: multipart/mixed; boundary=z\n\n".repeat(20_000)
    );
    assert!(Message::of(nested.as_bytes()).is_some());
}
