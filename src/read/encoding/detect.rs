//! The encoding of bytes that do not say it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::read::Problem;

/// Bytes looked at for telling an encoding; more do not make the answer better.
const SAMPLE: usize = 1 << 20;

/// Characters of a line beyond which valid UTF-8 is no accident, and pairs beyond which GB18030 is none.
const SURE: usize = 6;

/// The text of bytes whose lines are partly in UTF-8 and partly in GB18030, as files are that were put together: each line
/// read in its own. `None` where there are not sure lines of both, or some line is in neither.
pub(super) fn line_by_line(bytes: &[u8]) -> Option<String> {
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
pub(super) fn detect(bytes: &[u8]) -> Result<&'static Encoding, Problem> {
    let zeros = bytes.contains(&0);
    let valid_utf8 = looks_like_utf8(bytes);
    // Its pairs lie where UTF-16 has Chinese characters.
    if !(zeros || valid_utf8) && has_kana_of_shift_jis(bytes) {
        return Ok(encoding_rs::SHIFT_JIS);
    }
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
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(GB18030);
    }
    // Two encodings in one file: no detector has an answer, and the one that it gives is garbage.
    if line_by_line(bytes).is_some() {
        return Err(no_utf8(bytes));
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
        return Err(no_utf8(bytes));
    }
    // GB18030 holds GBK, and files labelled GBK hold more than it.
    Ok(if guess == GBK { GB18030 } else { guess })
}

/// What is wrong with bytes that should have been UTF-8.
fn no_utf8(bytes: &[u8]) -> Problem {
    Problem::Undecodable {
        encoding: UTF_8.name(),
        offset: std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to() as u64, |_| 0),
    }
}

/// Whether bytes are UTF-8, and not two or three Chinese characters that happen to be valid as such: 通知 in GBK is a row of
/// marks without letters (U+0368 U+05AA).
pub(in crate::read) fn looks_like_utf8(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return false;
    };
    let mut beyond = text.chars().filter(|c| !c.is_ascii()).peekable();
    if beyond.peek().is_none() {
        return true;
    }
    // Letters of Latin, Greek and Cyrillic, and whatever has three bytes, are written on purpose.
    let written = |c: char| matches!(c as u32, 0x80..=0x2FF | 0x370..=0x52F | 0x800..);
    let few = bytes.iter().filter(|b| **b >= 0x80).count() <= FEW;
    beyond.any(written) || !few || chinese_pairs(bytes) != Some(GB18030)
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
fn is_western(encoding: &'static Encoding) -> bool {
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
    // Of a word or two, more than half: one bad byte is no text.
    high >= 2 * SURE && high * 3 > solid || high * 2 > solid
}

/// Whether bytes are Japanese in Shift JIS, which detectors take for GBK: a third of its pairs are kana there, and in GBK
/// these are characters that hardly any text has.
fn has_kana_of_shift_jis(bytes: &[u8]) -> bool {
    let (mut pairs, mut kana) = (0usize, 0usize);
    let mut rest = bytes[..bytes.len().min(SAMPLE)].iter();
    while let Some(&lead) = rest.next() {
        // Kana of half the width are one byte.
        if lead < 0x80 || matches!(lead, 0xA1..=0xDF) {
            continue;
        }
        let Some(&trail) = rest.next() else { break };
        pairs += 1;
        kana += usize::from(matches!(
            (lead, trail),
            (0x82, 0x9F..=0xF1) | (0x83, 0x40..=0x96)
        ));
    }
    let sure = pairs >= SURE && kana * 3 >= pairs;
    sure && encoding_rs::SHIFT_JIS
        .decode_without_bom_handling_and_without_replacement(bytes)
        .is_some()
}

/// The Chinese encoding that bytes look like, which say that they are in another one.
pub(in crate::read) fn mislabelled(
    bytes: &[u8],
    label: &'static Encoding,
) -> Option<&'static Encoding> {
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
