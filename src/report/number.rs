//! Numbers for reading.

use super::Lang;

/// A share as people read it, with no or one digit behind the point: `7.0 %`, in Chinese `7.0%` (ISO 80000-1 sets a space before
/// the sign, GB/T 15835 none).
///
/// It is made of the four decimals that files have, a half goes up: so terminal, charts and page, which reads those decimals, say the
/// same of 0.01949.
pub(crate) fn percent(lang: Lang, share: f64, digits: u32) -> String {
    let sign = lang.pick("%", " %");
    format!("{}{sign}", percent_number(share, digits))
}

/// The same without its sign, where that stands beside many of them.
pub(crate) fn percent_number(share: f64, digits: u32) -> String {
    let hundredths = (share.max(0.0) * 10_000.0).round() as u64;
    if digits == 0 {
        return ((hundredths + 50) / 100).to_string();
    }
    let tenths = (hundredths + 5) / 10;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A whole number with a comma every three digits.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_made_of_four_decimals() {
        let said = [0.0, 0.01949, 0.0195, 0.07, 0.99996, 1.0].map(|s| percent(Lang::En, s, 1));
        assert_eq!(
            said,
            ["0.0 %", "2.0 %", "2.0 %", "7.0 %", "100.0 %", "100.0 %"]
        );
        assert_eq!(percent(Lang::Zh, 0.0702, 1), "7.0%");
        assert_eq!(percent(Lang::Zh, 0.255, 0), "26%");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
