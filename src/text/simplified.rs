//! Traditional characters as simplified ones, for rules that are written in simplified words.
//!
//! In: `會議強調：友情鏈接` · Out: `会议强调：友情炼接`. The last word shows the limit of going character by character; rules have to
//! live with it.

use std::sync::LazyLock;

use encoding_rs::GBK;

use super::{fold, unified};

/// First and last character that a rule may have to do with: the unified ideographs.
const FIRST: u32 = 0x4E00;
const LAST: u32 = 0x9FFF;

/// For each ideograph of that range, whether it is in GB 2312 and so simplified as it stands.
static PLAIN: LazyLock<Box<[bool]>> = LazyLock::new(|| {
    let mut plain = vec![false; (LAST - FIRST + 1) as usize];
    for row in 0xB0..=0xF7u8 {
        for cell in 0xA1..=0xFEu8 {
            let pair = [row, cell];
            let (text, _) = GBK.decode_without_bom_handling(&pair);
            let index = text.chars().next().map(|c| (c as u32).wrapping_sub(FIRST));
            if let Some(plain) = index.and_then(|index| plain.get_mut(index as usize)) {
                *plain = true;
            }
        }
    }
    plain.into()
});

/// The simplified form of a character. Unlike [`fold`], this leaves alone what is simplified already (链 and 炼 fold to
/// one), and everything that is no ideograph. A radical that stands for an ideograph (⽉ for 月) is read as that.
pub(super) fn simplified(c: char) -> char {
    let c = unified(c);
    let index = (c as u32).wrapping_sub(FIRST);
    match PLAIN.get(index as usize) {
        Some(false) => fold(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::simplified;

    #[test]
    fn words_of_rules_are_what_traditional_ones_become() {
        let found: String = "小編為大家整理，會議強調：友情鏈接（一）Ａ"
            .chars()
            .map(simplified)
            .collect();
        assert_eq!(simplified('⽉'), '月');
        assert_eq!(found, "小编为大家整理，会议强调：友情炼接（一）Ａ");
        let stay = "友情链接没有了参考借鉴";
        assert_eq!(stay.chars().map(simplified).collect::<String>(), stay);
    }
}
