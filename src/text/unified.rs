//! Ideographs that have more than one code: the one that people write, and radicals and compatibility ideographs that
//! look the same.
//!
//! In: `人⺠代表⼤会于3⽉召开` · Out: `人民代表大会于3月召开`
//!
//! PDF files often name a glyph by the radical that shares it (⺠ U+2EA0 for 民 U+6C11), and fonts of Korean and Japanese
//! standards by compatibility ideographs. Nobody sees the difference, so nothing that is compared or looked for may
//! depend on it. One character stands for one, so spans stay.

use unicode_normalization::char::decompose_compatible;

/// Radicals of the block CJK Radicals Supplement, each with its ideograph behind it: Unicode's property
/// `Equivalent_Unified_Ideograph`. The compatibility decomposition knows only two of them. Radicals in their whole form and
/// their short forms (⺼, ⻏) have the character that they are drawn as or are short for.
const SUPPLEMENT: &str = "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑\
⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王\
⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑\
⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長\
⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼\
⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

/// The ideograph that a radical or compatibility ideograph stands for; every other character itself. O(1).
///
/// ```
/// use leitong::text::unified;
/// assert_eq!(unified('⺠'), '民'); // U+2EA0
/// assert_eq!(unified('⽉'), '月'); // U+2F49
/// assert_eq!(unified('\u{F9B4}'), '領');
/// assert_eq!(unified('民'), '民');
/// ```
#[must_use]
pub fn unified(c: char) -> char {
    match c as u32 {
        0x2E80..=0x2EF3 => {
            let mut pairs = SUPPLEMENT.chars();
            while let (Some(radical), Some(ideograph)) = (pairs.next(), pairs.next()) {
                if radical == c {
                    return ideograph;
                }
            }
            c
        }
        0x2F00..=0x2FD5 | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F => {
            let mut found = c;
            decompose_compatible(c, |one| found = one);
            found
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::unified;
    use crate::text::NormalText;

    #[test]
    fn radicals_and_compatibility_ideographs_are_the_ideographs_they_look_like() {
        for (odd, plain) in [
            ("人⺠代表⼤会", "人民代表大会"),
            ("⻓远⻅⻛⻔⻋⻝⻘⻰⻢", "长远见风门车食青龙马"),
            ("⾦融⼯作⽅案⽤⼼", "金融工作方案用心"),
            ("領\u{F9B4}樂\u{F914}金\u{F90A}", "領領樂樂金金"),
            ("\u{2F8A6}", "慈"),
            ("﨎\u{3007}⺀", "﨎\u{3007}⺀"),
        ] {
            assert_eq!(odd.chars().map(unified).collect::<String>(), plain);
            assert_eq!(
                NormalText::new(odd).units(),
                NormalText::new(plain).units(),
                "{odd}"
            );
        }
    }
}
