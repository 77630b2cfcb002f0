//! Villages, parks, companies and schools, told by the class that their names end with, and by how rare they are.
//!
//! In: `改进梅安岗村农村金融服务` · Out: 梅安岗村. Where the name begins is told by the library: 进 stands behind 改 in many texts and before 梅
//! in none, so it belongs to 改进. A name that has no rare pair of characters is a word: 行政村, 各乡镇.

use super::Found;
use crate::library::Library;
use crate::span::Span;
use crate::text::Unit;

use crate::analysis::checked::LeftoverKind::{self, Organisation, Place};

/// Ends of names with what they name, longer ones first.
const CLASSES: &[(&str, LeftoverKind)] = &[
    ("股份有限公司", Organisation),
    ("有限责任公司", Organisation),
    ("有限公司", Organisation),
    ("中心学校", Organisation),
    ("专业合作社", Organisation),
    ("合作社", Organisation),
    ("卫生院", Organisation),
    ("幼儿园", Organisation),
    ("研究院", Organisation),
    ("研究所", Organisation),
    ("公司", Organisation),
    ("集团", Organisation),
    ("小学", Organisation),
    ("中学", Organisation),
    ("学校", Organisation),
    ("学院", Organisation),
    ("医院", Organisation),
    ("银行", Organisation),
    ("产业园", Place),
    ("物流园", Place),
    ("工业园", Place),
    ("商贸园", Place),
    ("科技园", Place),
    ("农业园", Place),
    ("开发区", Place),
    ("街道", Place),
    ("社区", Place),
    ("林场", Place),
    ("农场", Place),
    ("牧场", Place),
    ("水库", Place),
    ("大桥", Place),
    ("村", Place),
    ("镇", Place),
    ("乡", Place),
    ("苏木", Place),
    ("嘎查", Place),
];
/// Characters that belong to no name, before one.
const NEVER: &str = "的在是了与及或到从对向把被让使将以为于至由按据各每该本我全某等第其这那有个只";
/// Longest name before its class: of a place, of an organisation.
const LONGEST: [usize; 2] = [4, 12];
/// Ends of names, behind which 和 joins two of them: 杨五井中心学校和上和坳社区.
const ENDS: &str = "村镇乡道区校园场库桥司团院社厂县市省州盟旗";
/// Texts of the library above which a pair of characters is a word, or part of one: one in 400, but four at least.
const WORD: u32 = 4;
/// How much more texts a pair needs to be a common word.
const COMMON: u32 = 8;

/// Names of places and organisations in a stretch of a text.
pub(super) fn named(chars: &[char], stretch: Span, library: &Library) -> Vec<Found> {
    let word = WORD.max(library.len() as u32 / 400);
    let pairs = Pairs { library, word };
    let mut found = Vec::new();
    for at in stretch.start..stretch.end {
        let class = CLASSES
            .iter()
            .find(|(class, _)| starts_with(&chars[at..], class));
        let Some((class, kind)) = class else { continue };
        // 村民, 镇区, 乡村 and their like: the class is the beginning of a word, or 乡镇 its end.
        let end = at + class.chars().count();
        let pair = at.checked_sub(1).map(|before| (chars[before], chars[at]));
        let is_word = matches!(pair, Some(('乡' | '村' | '城', '镇')));
        if end > stretch.end || is_word || goes_on(chars, end, class) {
            continue;
        }
        if let Some(start) = pairs.start(chars, stretch.start, at, *kind) {
            found.push(Found {
                span: Span::new(start, end),
                kind: *kind,
            });
        }
    }
    found
}

/// Whether the class is part of a longer word.
fn goes_on(chars: &[char], end: usize, class: &str) -> bool {
    let next = chars.get(end);
    let words = match class {
        "村" => "庄落级务镇",
        "镇" => "区街域",
        "乡" => "镇村",
        "公司" => "制",
        _ => "",
    };
    next.is_some_and(|next| words.contains(*next))
}

struct Pairs<'l> {
    library: &'l Library,
    word: u32,
}

impl Pairs<'_> {
    /// In how many texts two characters follow one another.
    fn texts(&self, chars: &[char], at: usize) -> u32 {
        match (chars.get(at), chars.get(at + 1)) {
            (Some(a), Some(b)) if is_ideograph(*a) && is_ideograph(*b) => self
                .library
                .texts_with_pair(Unit::character(*a), Unit::character(*b)),
            _ => 0,
        }
    }

    /// Where the name begins whose class begins at `class`; none where it is made of words.
    fn start(
        &self,
        chars: &[char],
        from: usize,
        class: usize,
        kind: LeftoverKind,
    ) -> Option<usize> {
        let longest = LONGEST[usize::from(kind == Organisation)];
        let mut at = class;
        loop {
            let ends = self.ends(chars, from, at);
            let length = class - at;
            let is_name = length >= 2 && self.has_no_word(chars, at, class);
            if is_name && (ends || self.binds_left(chars, at - 1)) {
                return Some(at);
            }
            // A name that is longer than any is none that can be told.
            if ends || length == longest {
                return None;
            }
            at -= 1;
        }
    }

    /// Whether what stands before `at` belongs to no name: the beginning, a mark, 的.
    fn ends(&self, chars: &[char], from: usize, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|before| *before >= from);
        before.is_none_or(|before| {
            let c = chars[before];
            let joins = c == '和'
                && before
                    .checked_sub(1)
                    .is_some_and(|b| ENDS.contains(chars[b]));
            !is_ideograph(c) || NEVER.contains(c) || joins
        })
    }

    /// Whether two characters of a stem in a row are part of no word, neither with one another nor with a neighbour in the stem. With
    /// the class a character has to make a common word (集中 in 组集中学), or with what stands before (民工 in 农民工返乡), since many a name ends like others (岭村, 溪社).
    fn has_no_word(&self, chars: &[char], start: usize, class: usize) -> bool {
        let is_word = |at: usize| {
            let at_edge = at + 1 == class || at + 1 == start;
            let needed = if at_edge {
                self.word * COMMON
            } else {
                self.word
            };
            at + 1 >= start && self.texts(chars, at) > needed
        };
        let free =
            |at: usize| !is_word(at) && at.checked_sub(1).is_none_or(|before| !is_word(before));
        (start..class - 1).any(|at| free(at) && free(at + 1))
    }

    /// Whether a character belongs to the one before it rather than to the one behind it.
    fn binds_left(&self, chars: &[char], at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        self.texts(chars, before) > self.texts(chars, at)
    }
}

fn is_ideograph(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn starts_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}
