//! Numbers as Word writes them in lists (`ST_NumberFormat` of ISO/IEC 29500-1, 17.18.59).

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL_DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = [
    '子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥',
];

/// `number` in the format of that name. What has no form in it, or a name that is not known, is written in
/// figures, as Word does.
pub(in crate::read) fn numeral(number: u32, format: &str) -> String {
    let written = match format {
        "none" => Some(String::new()),
        "chineseCounting" | "taiwaneseCounting" => counting(number, &DIGITS, '○', false),
        "chineseCountingThousand" | "taiwaneseCountingThousand" => {
            counting(number, &DIGITS, '零', false)
        }
        "japaneseCounting" | "koreanCounting" => counting(number, &DIGITS, '〇', true),
        "chineseLegalSimplified" => legal(number, &LEGAL_DIGITS),
        "ideographLegalTraditional" => legal(number, &LEGAL_TRADITIONAL),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            Some(digits(number, |d| DIGITS[d]))
        }
        "decimalFullWidth" | "decimalFullWidth2" => Some(digits(number, |d| {
            "０１２３４５６７８９".chars().nth(d).unwrap_or('０')
        })),
        "ideographTraditional" => nth(number, &STEMS),
        "ideographZodiac" => nth(number, &BRANCHES),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from(number, '①', 20),
        "decimalEnclosedParen" => from(number, '⑴', 20),
        "decimalEnclosedFullstop" => from(number, '⒈', 20),
        "ideographEnclosedCircle" => from(number, '㊀', 10),
        "decimalZero" => Some(format!("{number:02}")),
        "lowerLetter" => letters(number, b'a'),
        "upperLetter" => letters(number, b'A'),
        "lowerRoman" => roman(number).map(|r| r.to_lowercase()),
        "upperRoman" => roman(number),
        _ => None,
    };
    written.unwrap_or_else(|| number.to_string())
}

/// 一, 十, 十一, 二十, 一百零一. `bare` leaves out the one before ten, hundred and thousand, as Japanese does.
fn counting(number: u32, digits: &[char; 10], zero: char, bare: bool) -> Option<String> {
    let mut written = positional(number, digits, zero, ['十', '百', '千'])?;
    if bare {
        for unit in ['十', '百', '千'] {
            written = written.replace(&format!("一{unit}"), &unit.to_string());
        }
        written.retain(|c| c != zero);
    } else if (10..20).contains(&number) {
        written.remove(0);
    }
    Some(written)
}

fn legal(number: u32, digits: &[char; 10]) -> Option<String> {
    positional(number, digits, digits[0], ['拾', '佰', '仟'])
}

/// With a sign for each power of ten; numbers of lists do not reach ten thousand.
fn positional(number: u32, digits: &[char; 10], zero: char, units: [char; 3]) -> Option<String> {
    if number == 0 || number > 9_999 {
        return None;
    }
    let mut written = String::new();
    let mut gap = false;
    for (power, unit) in [
        (1_000, Some(units[2])),
        (100, Some(units[1])),
        (10, Some(units[0])),
        (1, None),
    ] {
        let digit = (number / power % 10) as usize;
        if digit == 0 {
            gap = !written.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            written.push(zero);
        }
        written.push(digits[digit]);
        written.extend(unit);
    }
    Some(written)
}

fn digits(number: u32, digit: impl Fn(usize) -> char) -> String {
    number
        .to_string()
        .bytes()
        .map(|b| digit(usize::from(b - b'0')))
        .collect()
}

fn nth(number: u32, signs: &[char]) -> Option<String> {
    let index = (number as usize).checked_sub(1)?;
    signs.get(index).map(char::to_string)
}

/// The `number`th of a run of `count` characters that begins at `first`.
fn from(number: u32, first: char, count: u32) -> Option<String> {
    (1..=count)
        .contains(&number)
        .then(|| char::from_u32(first as u32 + number - 1))
        .flatten()
        .map(|c| c.to_string())
}

/// a to z, aa to zz, aaa: up to five of them.
fn letters(number: u32, first: u8) -> Option<String> {
    let index = number.checked_sub(1)?;
    let times = index / 26 + 1;
    let letter = char::from(first + (index % 26) as u8);
    (times <= 5).then(|| letter.to_string().repeat(times as usize))
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3_999).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (number, format, written) in [
            (1, "chineseCounting", "一"),
            (10, "chineseCounting", "十"),
            (12, "chineseCountingThousand", "十二"),
            (20, "chineseCountingThousand", "二十"),
            (34, "chineseCounting", "三十四"),
            (110, "chineseCountingThousand", "一百一十"),
            (101, "chineseCountingThousand", "一百零一"),
            (1001, "chineseCountingThousand", "一千零一"),
            (11, "japaneseCounting", "十一"),
            (120, "japaneseCounting", "百二十"),
            (13, "chineseLegalSimplified", "壹拾叁"),
            (10, "ideographDigital", "一〇"),
            (3, "ideographTraditional", "丙"),
            (11, "ideographTraditional", "11"),
            (3, "decimalEnclosedCircleChinese", "③"),
            (21, "decimalEnclosedCircle", "21"),
            (12, "decimalFullWidth", "１２"),
            (28, "lowerLetter", "bb"),
            (3, "upperLetter", "C"),
            (14, "lowerRoman", "xiv"),
            (5, "decimalZero", "05"),
            (5, "decimal", "5"),
            (5, "klingon", "5"),
            (0, "chineseCounting", "0"),
            (u32::MAX, "lowerLetter", "4294967295"),
        ] {
            assert_eq!(numeral(number, format), written, "{number} {format}");
        }
    }
}
