//! Numbers inside markers: 一 to 九十九 and for articles to 九百九十九, 壹 to 玖拾玖, 甲 to 癸, Ⅰ to Ⅻ, and 1 to 99 in figures of
//! half or full width.

/// A Chinese number from 1 to 99, and its length.
pub(super) fn chinese_number(chars: &[char]) -> Option<(u32, usize)> {
    number(chars, chinese_digit, '十')
}

/// A Chinese number from 1 to 99 in the characters of cheques, and its length.
pub(super) fn formal_number(chars: &[char]) -> Option<(u32, usize)> {
    number(chars, formal_digit, '拾')
}

/// A Chinese number from 100 to 999, as long laws count their articles, and its length: 一百零五, 一百二十.
pub(super) fn large_number(chars: &[char]) -> Option<(u32, usize)> {
    let hundreds = chinese_digit(*chars.first()?)? * 100;
    if chars.get(1) != Some(&'百') {
        return None;
    }
    let zero = matches!(chars.get(2), Some('零' | '〇'));
    let from = 2 + usize::from(zero);
    Some(match chinese_number(&chars[from..]) {
        Some((rest, len)) => (hundreds + rest, from + len),
        None => (hundreds, 2),
    })
}

/// A Roman number from 1 to 12, in signs of their own or, above 1 letter or as `I`, in Latin capitals, and its length.
pub(super) fn roman_number(chars: &[char]) -> Option<(u32, usize)> {
    const NUMBERS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let first = *chars.first()?;
    if let '\u{2160}'..='\u{216B}' = first {
        return Some((first as u32 - 0x2160 + 1, 1));
    }
    let run = chars.iter().take_while(|c| matches!(c, 'I' | 'V' | 'X'));
    let letters: String = run.collect();
    let at = NUMBERS.iter().position(|number| *number == letters)?;
    u32::try_from(at + 1)
        .ok()
        .map(|number| (number, letters.len()))
}

/// The number of a heavenly stem, 1 for 甲 to 10 for 癸.
pub(super) fn stem(c: char) -> Option<u32> {
    let at = "甲乙丙丁戊己庚辛壬癸".chars().position(|stem| stem == c)?;
    u32::try_from(at + 1).ok()
}

fn number(chars: &[char], digit_of: fn(char) -> Option<u32>, ten_of: char) -> Option<(u32, usize)> {
    let digit = |at: usize| chars.get(at).and_then(|c| digit_of(*c));
    let ten = |at: usize| chars.get(at) == Some(&ten_of);
    let (number, len) = match (digit(0), ten(0)) {
        (Some(tens), _) if ten(1) => match digit(2) {
            Some(ones) => (tens * 10 + ones, 3),
            None => (tens * 10, 2),
        },
        (Some(ones), _) => (ones, 1),
        (None, true) => match digit(1) {
            Some(ones) => (10 + ones, 2),
            None => (10, 1),
        },
        (None, false) => return None,
    };
    Some((number, len))
}

/// The value of 一 to 九.
pub(super) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The value of 壹 to 玖. 參 for 叁 becomes 参 among simplified characters.
fn formal_digit(c: char) -> Option<u32> {
    Some(match c {
        '壹' => 1,
        '贰' => 2,
        '叁' | '参' => 3,
        '肆' => 4,
        '伍' => 5,
        '陆' => 6,
        '柒' => 7,
        '捌' => 8,
        '玖' => 9,
        _ => return None,
    })
}

/// A number of one or two digits, half or full width, and its length.
pub(super) fn arabic_number(chars: &[char]) -> Option<(u32, usize)> {
    let len = chars
        .iter()
        .take(3)
        .take_while(|c| digit(**c).is_some())
        .count();
    if !(1..=2).contains(&len) {
        return None;
    }
    let number = chars[..len]
        .iter()
        .fold(0, |sum, c| sum * 10 + digit(*c).unwrap_or(0));
    (number > 0).then_some((number, len))
}

/// The value of a digit, half or full width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn chinese_numbers_are_read_up_to_their_end() {
        for (text, expected) in [
            ("九、", (9, 1)),
            ("十、", (10, 1)),
            ("十一、", (11, 2)),
            ("二十、", (20, 2)),
            ("九十九、", (99, 3)),
        ] {
            assert_eq!(chinese_number(&chars(text)), Some(expected), "{text}");
        }
        assert_eq!(chinese_number(&chars("百、")), None);
        for (text, expected) in [("叁、", (3, 1)), ("拾贰、", (12, 2)), ("贰拾、", (20, 2))]
        {
            assert_eq!(formal_number(&chars(text)), Some(expected), "{text}");
        }
        assert_eq!(
            (stem('甲'), stem('癸'), stem('子')),
            (Some(1), Some(10), None)
        );
    }

    #[test]
    fn numbers_in_figures_have_one_or_two_digits() {
        assert_eq!(arabic_number(&chars("7.")), Some((7, 1)));
        assert_eq!(arabic_number(&chars("１２、")), Some((12, 2)));
        assert_eq!(arabic_number(&chars("123、")), None);
        assert_eq!(arabic_number(&chars("0.")), None);
    }
}
