//! Bytes in every encoding, whole, cut off and mixed.

use encoding_rs::{BIG5, GB18030, GBK};

use super::*;
use proptest::prelude::*;

const SIMPLIFIED: &str = "各级党组织要提高政治站位，把思想和行动统一到部署上来。\r\n一是加强组织领导；二是压实工作责任。\n";
const TRADITIONAL: &str = "各級政府應當加強領導，統籌推進經濟發展，確保各項工作落到實處。\n";

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy);
    bytes.into_owned()
}

#[test]
fn every_encoding_gives_the_text_as_stored() {
    for (text, bytes) in [
        (SIMPLIFIED, SIMPLIFIED.as_bytes().to_vec()),
        (SIMPLIFIED, format!("\u{FEFF}{SIMPLIFIED}").into_bytes()),
        (SIMPLIFIED, encoded(SIMPLIFIED, GB18030)),
        (SIMPLIFIED, encoded(SIMPLIFIED, GBK)),
        (TRADITIONAL, encoded(TRADITIONAL, BIG5)),
        (SIMPLIFIED, utf16(SIMPLIFIED, u16::to_le_bytes)),
        (SIMPLIFIED, utf16(SIMPLIFIED, u16::to_be_bytes)),
        (
            TRADITIONAL,
            utf16(&format!("\u{FEFF}{TRADITIONAL}"), u16::to_le_bytes),
        ),
        (
            TRADITIONAL,
            utf16(&format!("\u{FEFF}{TRADITIONAL}"), u16::to_be_bytes),
        ),
        ("plain words, one\n", b"plain words, one\n".to_vec()),
        (
            "plain words, two\n",
            utf16("plain words, two\n", u16::to_le_bytes),
        ),
        (
            "plain words, two\n",
            utf16("plain words, two\n", u16::to_be_bytes),
        ),
    ] {
        assert_eq!(decode(bytes, None).as_deref(), Ok(text));
    }
}

#[test]
fn a_few_characters_are_enough() {
    for text in ["会议强调", "各级党委要", "要坚持不懈"] {
        let read = decode(encoded(text, GB18030), None);
        assert_eq!(read.as_deref(), Ok(text));
        assert_eq!(
            decode(utf16(text, u16::to_le_bytes), None).as_deref(),
            Ok(text)
        );
    }
}

#[test]
fn a_forced_encoding_wins_over_what_the_bytes_look_like() {
    let bytes = encoded(TRADITIONAL, BIG5);
    let gbk: TextEncoding = "GBK".parse().unwrap();
    assert_ne!(decode(bytes.clone(), Some(gbk)).as_deref(), Ok(TRADITIONAL));
    let big5: TextEncoding = "big5".parse().unwrap();
    assert_eq!(decode(bytes, Some(big5)).as_deref(), Ok(TRADITIONAL));
    assert!("klingon".parse::<TextEncoding>().is_err());
}

#[test]
fn a_bad_byte_is_named_and_never_read_as_garbage() {
    let mut utf8 = SIMPLIFIED.as_bytes().to_vec();
    utf8[30] = 0xFF;
    assert_eq!(
        decode(utf8, None),
        Err(Problem::Undecodable {
            encoding: "UTF-8",
            offset: 30
        })
    );
    // As above, but for the end: that is a remark, and the rest is read.
    let cut = SIMPLIFIED.as_bytes()[..31].to_vec();
    let whole = decode_whole(cut.clone(), None).unwrap();
    assert_eq!(whole.text.as_bytes(), &SIMPLIFIED.as_bytes()[..30]);
    assert_eq!(whole.remark, Some(Problem::CutOff { bytes: 1 }));
    assert_eq!(
        decode(cut, None),
        Err(Problem::Undecodable {
            encoding: "UTF-8",
            offset: 30
        })
    );
    let mut gb = encoded(SIMPLIFIED, GB18030);
    gb[20] = 0xFF;
    assert_eq!(
        decode(gb, None),
        Err(Problem::Undecodable {
            encoding: "gb18030",
            offset: 20
        })
    );
}

#[test]
fn a_file_that_was_cut_off_is_read_up_to_its_end() {
    let gb = encoded(SIMPLIFIED, GB18030);
    let end = gb.len() - 2;
    let whole = decode_whole(gb[..end].to_vec(), None).unwrap();
    assert_eq!(whole.remark, Some(Problem::CutOff { bytes: 1 }));
    assert!(SIMPLIFIED.starts_with(&whole.text) && whole.text.ends_with("责任"));
    let filled = [SIMPLIFIED.as_bytes(), &[0; 7]].concat();
    let whole = decode_whole(filled, None).unwrap();
    assert_eq!(
        (whole.text.as_str(), whole.remark),
        (SIMPLIFIED, Some(Problem::CutOff { bytes: 7 }))
    );
    // Damage inside is no cut.
    let mut damaged = SIMPLIFIED.as_bytes().to_vec();
    damaged[30] = 0xFF;
    assert!(decode_whole(damaged, None).is_err());
}

#[test]
fn two_encodings_in_one_file_are_read_line_by_line() {
    let line = "责任编辑：王小河　来源：镇政府网站\n";
    let mixed = [
        SIMPLIFIED.as_bytes(),
        &encoded(line, GB18030),
        SIMPLIFIED.as_bytes(),
    ]
    .concat();
    let whole = decode_whole(mixed.clone(), None).unwrap();
    assert_eq!(whole.text, format!("{SIMPLIFIED}{line}{SIMPLIFIED}"));
    assert_eq!(whole.remark, Some(Problem::MixedEncodings));
    assert!(matches!(
        decode(mixed, None),
        Err(Problem::Undecodable { .. })
    ));
    // In two encodings that no rule can tell apart it is refused, and never read as letters with accents.
    let other = [TRADITIONAL.as_bytes(), &encoded(TRADITIONAL, BIG5)].concat();
    assert!(decode_whole(other, None).is_err());
}

#[test]
fn names_of_two_characters_are_chinese_before_they_are_korean() {
    for name in ["附件1.txt", "附件2.txt", "讲话.docx", "通知.txt"] {
        assert_eq!(decode(encoded(name, GBK), None).as_deref(), Ok(name));
    }
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    assert_eq!(
        decode(vec![0, 1, 2, 3, 250, 251, 0, 9], None),
        Err(Problem::Binary)
    );
    assert_eq!(
        decode((1u8..32).cycle().take(400).collect(), None),
        Err(Problem::Binary)
    );
    assert!(matches!(
        decode(b"%PDF-1.7 \xE2\xE3".to_vec(), None),
        Err(Problem::ForeignFormat { .. })
    ));
}

#[test]
fn western_text_in_a_single_byte_encoding_is_read() {
    let text = "Le président a déclaré que l'été serait très chaud à Besançon cette année.";
    let read = decode(encoded(text, encoding_rs::WINDOWS_1252), None);
    assert_eq!(read.as_deref(), Ok(text));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = decode(bytes, None);
    }

    #[test]
    fn text_in_utf8_comes_back_whole(text in "[^\\x00-\\x1f\\x7f\u{FEFF}]{0,100}") {
        prop_assume!(no_text(text.as_bytes()).is_none());
        prop_assert_eq!(decode(text.clone().into_bytes(), None), Ok(text));
    }
}

#[test]
fn japanese_is_told_from_chinese_and_a_stray_byte_from_a_text() {
    let text = "私たちは地域経済の発展を推進しすべての部門が責任を果たし";
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(text);
    assert_eq!(decode(bytes.into_owned(), None).as_deref(), Ok(text));
    for stray in [&b"\xFF"[..], b"\xFD\xFA\xFB!"] {
        assert!(decode(stray.to_vec(), None).is_err());
    }
}
