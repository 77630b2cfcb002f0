//! From bytes to text.

use std::fmt;
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

use super::foreign::Foreign;
use super::form::{self, Content, Form};
use super::problem::Problem;

/// An encoding by name, for when detection is not wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextEncoding(&'static Encoding);

/// A name that is no encoding.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no encoding leitong knows: for instance utf-8, gb18030, gbk, big5, utf-16le, utf-16be"
)]
pub struct UnknownEncoding(String);

impl TextEncoding {
    /// Its name as in the WHATWG Encoding Standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl FromStr for TextEncoding {
    type Err = UnknownEncoding;

    /// Takes the labels of the WHATWG Encoding Standard, in any case.
    fn from_str(label: &str) -> Result<Self, UnknownEncoding> {
        Encoding::for_label_no_replacement(label.as_bytes())
            .map(TextEncoding)
            .ok_or_else(|| UnknownEncoding(label.to_owned()))
    }
}

impl fmt::Display for TextEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name().to_ascii_lowercase())
    }
}

/// Bytes looked at for telling an encoding; more do not make the answer better.
const SAMPLE: usize = 1 << 20;

/// The text of `bytes`, without its byte order mark; everything else as stored. O(n).
///
/// # Errors
/// [`Problem::Binary`], [`Problem::ForeignFormat`], [`Problem::Undecodable`].
pub fn decode(bytes: Vec<u8>, forced: Option<TextEncoding>) -> Result<String, Problem> {
    if let Some(format) = foreign(&bytes) {
        return Err(Problem::ForeignFormat { format });
    }
    let (encoding, mark) = match (forced, Encoding::for_bom(&bytes)) {
        (Some(TextEncoding(encoding)), Some((marked, mark))) if marked == encoding => {
            (encoding, mark)
        }
        (Some(TextEncoding(encoding)), _) => (encoding, 0),
        (None, Some((marked, mark))) => (marked, mark),
        (None, None) => (detect(&bytes)?, 0),
    };
    let text = decode_as(bytes, mark, encoding).map_err(|offset| Problem::Undecodable {
        encoding: encoding.name(),
        offset: offset as u64,
    })?;
    if text.contains('\0') {
        return Err(Problem::Binary);
    }
    Ok(text)
}

/// The form of a file that is no plain text, if its beginning says so.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    match form::by_content(&bytes[..bytes.len().min(form::HEAD)]) {
        Content::Is(Form::Foreign(foreign)) => Some(foreign),
        Content::Is(Form::Pdf) => Some(Foreign::Pdf),
        Content::Compound => Some(form::compound(bytes, Form::Text)),
        _ => None,
    }
}

/// A text, and what is worth telling of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// What was left out or read in another way than the rest.
    pub(super) remark: Option<Problem>,
}

/// As [`decode`], but a file that was cut off, or put together from pieces in two encodings, is read all the same, with a
/// remark: a download that broke off inside a character loses that character and not its thousand others.
///
/// # Errors
/// As [`decode`].
pub(super) fn decode_whole(
    mut bytes: Vec<u8>,
    forced: Option<TextEncoding>,
) -> Result<Decoded, Problem> {
    let filled = trailing_zeros(&bytes);
    bytes.truncate(bytes.len() - filled);
    let cut = |bytes: usize| {
        (bytes > 0).then_some(Problem::CutOff {
            bytes: bytes as u64,
        })
    };
    let problem = match decode(bytes.clone(), forced) {
        Ok(text) => {
            let remark = cut(filled);
            return Ok(Decoded { text, remark });
        }
        Err(problem) => problem,
    };
    let Problem::Undecodable { offset, .. } = problem else {
        return Err(problem);
    };
    if forced.is_none()
        && let Some(text) = line_by_line(&bytes)
    {
        return Ok(Decoded {
            text,
            remark: Some(Problem::MixedEncodings),
        });
    }
    let kept = usize::try_from(offset).unwrap_or(usize::MAX);
    let lost = bytes.len().saturating_sub(kept);
    if kept == 0 || lost > LONGEST_CHARACTER {
        return Err(problem);
    }
    bytes.truncate(kept);
    // What was told of the whole holds without its end, too, or it was told wrongly.
    match decode(bytes, forced) {
        Ok(text) if !text.trim().is_empty() => Ok(Decoded {
            text,
            remark: cut(lost + filled),
        }),
        _ => Err(problem),
    }
}

/// Bytes of the longest character that may be cut off, less one that would make it whole.
const LONGEST_CHARACTER: usize = 3;

/// Zeros that fill up the end of a text which has none elsewhere: some programs write files in whole blocks. UTF-16 has
/// zeros of its own.
fn trailing_zeros(bytes: &[u8]) -> usize {
    let filled = bytes.iter().rev().take_while(|b| **b == 0).count();
    let text = &bytes[..bytes.len() - filled];
    let wide = Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8);
    if wide || text.is_empty() || text.contains(&0) {
        0
    } else {
        filled
    }
}

/// Characters of a line beyond which valid UTF-8 is no accident, and pairs beyond which GB18030 is none.
const SURE: usize = 6;

/// The text of bytes whose lines are partly in UTF-8 and partly in GB18030, as files are that were put together: each line
/// read in its own. `None` where there are not sure lines of both, or some line is in neither.
fn line_by_line(bytes: &[u8]) -> Option<String> {
    let (mut utf8, mut gb) = (false, false);
    let mut text = String::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        if let Ok(line) = std::str::from_utf8(line) {
            utf8 |= line.chars().filter(|c| c.len_utf8() >= 3).count() >= SURE;
            text.push_str(line);
            continue;
        }
        if chinese_pairs(line) != Some(GB18030) {
            return None;
        }
        let decoded = GB18030.decode_without_bom_handling_and_without_replacement(line)?;
        gb |= decoded.chars().filter(|c| !c.is_ascii()).count() >= SURE;
        text.push_str(&decoded);
    }
    (utf8 && gb).then_some(text)
}

/// Tells the encoding of bytes without a byte order mark.
fn detect(bytes: &[u8]) -> Result<&'static Encoding, Problem> {
    let zeros = bytes.contains(&0);
    let valid_utf8 = std::str::from_utf8(bytes).is_ok();
    if (zeros || !valid_utf8)
        && let Some(encoding) = utf16_without_mark(bytes)
    {
        return Ok(encoding);
    }
    if zeros || mostly_control(bytes) {
        return Err(Problem::Binary);
    }
    if valid_utf8 || is_damaged_utf8(bytes) {
        return Ok(UTF_8);
    }
    // Two encodings in one file: no detector has an answer, and the one that it gives is garbage.
    if line_by_line(bytes).is_some() {
        return Err(Problem::Undecodable {
            encoding: UTF_8.name(),
            offset: std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to() as u64, |_| 0),
        });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(SAMPLE)], bytes.len() <= SAMPLE);
    let guess = detector.guess(None, Utf8Detection::Allow);
    // One bad byte, or too few bytes, and the detector falls back to some encoding in which every byte means a
    // letter: the text would be read as garbage without a word.
    let few = bytes.iter().filter(|b| **b >= 0x80).count() <= FEW;
    let guess = if guess.is_single_byte() || few && is_neighbour(guess) {
        chinese_pairs(bytes).unwrap_or(guess)
    } else {
        guess
    };
    if is_western(guess) && mostly_high(bytes) {
        return Err(Problem::Undecodable {
            encoding: UTF_8.name(),
            offset: std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to() as u64, |_| 0),
        });
    }
    // GB18030 holds GBK, and files labelled GBK hold more than it.
    Ok(if guess == GBK { GB18030 } else { guess })
}

/// Bytes beyond ASCII up to which a guess at Korean or Japanese is not believed: their frequent characters lie where
/// those of GB2312 do, and a name of two words does not tell.
const FEW: usize = 32;

/// Whether an encoding has its characters where GB2312 has them.
fn is_neighbour(encoding: &'static Encoding) -> bool {
    [
        encoding_rs::EUC_KR,
        encoding_rs::EUC_JP,
        encoding_rs::SHIFT_JIS,
    ]
    .contains(&encoding)
}

/// Whether an encoding is one for languages in which most letters are those of ASCII.
pub(super) fn is_western(encoding: &'static Encoding) -> bool {
    [
        encoding_rs::WINDOWS_1252,
        encoding_rs::WINDOWS_1250,
        encoding_rs::WINDOWS_1254,
        encoding_rs::WINDOWS_1257,
        encoding_rs::WINDOWS_1258,
        encoding_rs::ISO_8859_2,
        encoding_rs::ISO_8859_3,
        encoding_rs::ISO_8859_4,
        encoding_rs::ISO_8859_10,
        encoding_rs::ISO_8859_13,
        encoding_rs::ISO_8859_14,
        encoding_rs::ISO_8859_15,
        encoding_rs::ISO_8859_16,
        encoding_rs::MACINTOSH,
    ]
    .contains(&encoding)
}

/// Whether more than a third of what is no white space lies beyond ASCII. In the accents of French and Vietnamese it is a
/// tenth, a quarter at most: then it is no such language.
fn mostly_high(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let high = sample.iter().filter(|b| **b >= 0x80).count();
    let solid = sample.iter().filter(|b| !b.is_ascii_whitespace()).count();
    high >= 2 * SURE && high * 3 > solid
}

/// The Chinese encoding that bytes look like, which say that they are in another one.
pub(super) fn mislabelled(bytes: &[u8], label: &'static Encoding) -> Option<&'static Encoding> {
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let found = chinese_pairs(bytes)?;
    let told = bytes.iter().filter(|b| **b >= 0x80).count() >= 4 * SURE;
    let chinese = label == GB18030 || label == GBK || label == BIG5;
    let same = found == label || found == GB18030 && label == GBK;
    (told && !same && (chinese || label.is_single_byte())).then_some(found)
}

/// Whether more than one byte in fifty is a control character that no text has.
fn mostly_control(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let control = sample
        .iter()
        .filter(|b| matches!(b, 0x01..=0x08 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F))
        .count();
    control * 50 > sample.len()
}

/// Whether bytes that are no UTF-8 are nearly so: a text cut inside a character, say. In other Chinese encodings
/// sequences of three bytes that are valid UTF-8 come about once in a hundred characters.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes[..bytes.len().min(SAMPLE)].utf8_chunks() {
        good += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 * bad && good > 0
}

/// UTF-16 without its mark: nearly every unit must be a character of Chinese or Western text.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(8192)];
    let pairs = || sample.chunks_exact(2);
    let units = pairs().count();
    if units == 0 {
        return None;
    }
    let likely = |unit: u16| {
        matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x24F | 0x2010..=0x203B
            | 0x2150..=0x218F | 0x2460..=0x249B | 0x3000..=0x303F | 0x3400..=0x9FFF | 0xFF00..=0xFFEF)
    };
    let score = |unit: fn([u8; 2]) -> u16, high: usize| {
        let likely = pairs().filter(|p| likely(unit([p[0], p[1]]))).count();
        let zeros = pairs().filter(|p| p[high] == 0).count();
        (likely, zeros)
    };
    let little = score(u16::from_le_bytes, 1);
    let big = score(u16::from_be_bytes, 0);
    let (best, encoding) = if little >= big {
        (little, UTF_16LE)
    } else {
        (big, UTF_16BE)
    };
    (best.0 * 10 >= units * 9).then_some(encoding)
}

/// GB18030 or Big5, when the pairs of bytes lie where its frequent characters are: rows 16 to 55 of GB2312
/// (level 1, by pronunciation), rows A4 to C6 of Big5 (level 1, by strokes), and the punctuation of both.
fn chinese_pairs(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut pairs, mut gb, mut big5) = (0usize, 0usize, 0usize);
    let mut rest = bytes[..bytes.len().min(SAMPLE)].iter();
    while let Some(&lead) = rest.next() {
        if lead < 0x80 {
            continue;
        }
        let Some(&trail) = rest.next() else { break };
        pairs += 1;
        gb += usize::from(matches!(lead, 0xA1..=0xA3 | 0xB0..=0xD7) && trail >= 0xA1);
        big5 +=
            usize::from(matches!(lead, 0xA1..=0xC6) && matches!(trail, 0x40..=0x7E | 0xA1..=0xFE));
    }
    let enough = |n: usize| pairs >= 2 && n * 100 >= pairs * 85;
    if enough(gb) && gb >= big5 {
        Some(GB18030)
    } else if enough(big5) {
        Some(BIG5)
    } else {
        None
    }
}

/// Decodes what follows the mark, or gives the first byte that does not fit.
fn decode_as(
    mut bytes: Vec<u8>,
    mark: usize,
    encoding: &'static Encoding,
) -> Result<String, usize> {
    if encoding == UTF_8 {
        bytes.drain(..mark);
        return String::from_utf8(bytes).map_err(|e| mark + e.utf8_error().valid_up_to());
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::new();
    let mut read = mark;
    loop {
        let room = decoder
            .max_utf8_buffer_length_without_replacement(bytes.len() - read)
            .unwrap_or(4096);
        text.reserve(room.max(16));
        let (result, taken) =
            decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += taken;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, behind) => {
                return Err(read.saturating_sub(usize::from(bad) + usize::from(behind)));
            }
        }
    }
    text.shrink_to_fit();
    Ok(text)
}

#[cfg(test)]
mod tests {
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
            prop_assume!(foreign(text.as_bytes()).is_none());
            prop_assert_eq!(decode(text.clone().into_bytes(), None), Ok(text));
        }
    }
}
