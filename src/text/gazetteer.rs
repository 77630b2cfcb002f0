//! Names of places in China.
//!
//! In: `浙江全省` · Out: 浙江省, named in short. In: `古蔺县委` · Out: 古蔺县, named in full. In: `中亚地区` · Out: none.
//!
//! Provinces, prefectures and counties are those of GB/T 2260. A county that the standard no longer has (many have become
//! part of a city) is told by the segmenter's dictionary, which has it as the name of a place (part of speech `ns`), and
//! by its form: it ends in 县, 市, 区 or 旗.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::text::words::Segmenter;

/// Provinces and prefectures: the full name, and the short one where it is no common word. Names of GB/T 2260; see
/// `scripts/make_places_table.py`.
const TABLE: &str = include_str!("../../data/places.txt");

/// Counties, districts, county-level cities and banners by their full names, and behind each the prefectures and provinces
/// that have one of that name; of GB/T 2260, too.
const COUNTIES: &str = include_str!("../../data/counties.txt");

/// The names of [`COUNTIES`], each with its line.
static LISTED_COUNTIES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let named = |line: &'static str| Some((line.split(' ').next()?, line));
    COUNTIES.lines().filter_map(named).collect()
});

/// The same names without their class. The standard changes: many a 县 has become a 市 or a 区 since (邹平县, 邹平市).
static STEMS_OF_COUNTIES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let stem = |name: &'static str| name.strip_suffix(COUNTY);
    let long = |stem: &&str| stem.chars().count() >= SHORTEST;
    let names = COUNTIES.lines().filter_map(|line| line.split(' ').next());
    names.filter_map(stem).filter(long).collect()
});

/// The first two characters of all listed names: where a text has none of these, and there is no dictionary to ask, no name begins. Nine of
/// ten places in a text are told so without making a word.
static BEGINNINGS: LazyLock<HashSet<[char; 2]>> = LazyLock::new(|| {
    let counties = COUNTIES.lines().filter_map(|line| line.split(' ').next());
    let beginning = |name: &str| {
        let mut chars = name.chars();
        Some([chars.next()?, chars.next()?])
    };
    FULL.keys()
        .copied()
        .chain(counties)
        .filter_map(beginning)
        .collect()
});

/// Whether a name may begin with `chars`.
fn may_begin(chars: &[char], segmenter: &Segmenter) -> bool {
    let listed = || matches!(chars, [a, b, ..] if BEGINNINGS.contains(&[*a, *b]));
    segmenter.knows_words() || listed()
}

/// Whether a name of a county is listed, or was under another class.
fn is_listed_county(name: &str) -> bool {
    let renamed = || {
        let stem = name.strip_suffix(COUNTY);
        stem.is_some_and(|stem| STEMS_OF_COUNTIES.contains(stem))
    };
    LISTED_COUNTIES.contains_key(name) || renamed() && !is_no_administration(name)
}

/// Whether a county lies in a prefecture or province, both by their full names.
pub(crate) fn lies_in(county: &str, parent: &str) -> bool {
    let line = LISTED_COUNTIES.get(county);
    line.is_some_and(|line| line.split(' ').skip(1).any(|name| name == parent))
}

/// The province of each prefecture: the table has a province before its prefectures.
#[cfg(feature = "library")]
static PROVINCES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    const MUNICIPALITIES: [&str; 4] = ["北京市", "天津市", "上海市", "重庆市"];
    let mut provinces = HashMap::new();
    let mut province = None;
    for name in TABLE.lines().filter_map(|line| line.split(' ').next()) {
        let is_province =
            name.ends_with('省') || name.ends_with("自治区") || name.ends_with("特别行政区");
        if is_province || MUNICIPALITIES.contains(&name) {
            province = Some(name);
        } else if let Some(province) = province {
            provinces.entry(name).or_insert(province);
        }
    }
    provinces
});

/// What a prefecture or a county lies in, the nearest first. None where several have that name.
#[cfg(feature = "library")]
pub(crate) fn ancestors(place: &str) -> Vec<&'static str> {
    if let Some(province) = PROVINCES.get(place) {
        return vec![province];
    }
    // Many a 县 has become a 市 or a 区 since the table was made, or before.
    let renamed = || {
        let stem = place
            .strip_suffix(COUNTY)
            .filter(|stem| stem.chars().count() >= SHORTEST)?;
        let of = |class: &char| LISTED_COUNTIES.get(format!("{stem}{class}").as_str());
        COUNTY.iter().find_map(of)
    };
    let line = LISTED_COUNTIES.get(place).or_else(renamed);
    let parents: Vec<&str> = line.map_or(Vec::new(), |line| line.split(' ').skip(1).collect());
    match parents.as_slice() {
        [prefecture, province] if PROVINCES.get(prefecture) == Some(province) => parents,
        [_] => parents,
        _ => Vec::new(),
    }
}

/// Whether a word ends like common nouns do that look like names of counties.
fn is_no_administration(word: &str) -> bool {
    NO_ADMINISTRATION.iter().any(|end| word.ends_with(end))
}

/// The full form of each name of the table, full or short.
static FULL: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut full = HashMap::new();
    for line in TABLE.lines() {
        let mut names = line.split(' ');
        let Some(name) = names.next() else { continue };
        // 北京市 is in the table once, 吉林 twice: the province comes first.
        full.entry(name).or_insert(name);
        for short in names {
            full.entry(short).or_insert(name);
        }
    }
    full
});

/// Ends of the names of places below the prefecture. Where a dictionary has two, the newer one comes first: many a 县 has
/// become a 区 or a 市.
const COUNTY: &[char] = &['区', '市', '县', '旗'];

/// Longest name that the tables have: 积石山保安族东乡族撒拉族自治县 and 双江拉祜族佤族布朗族傣族自治县.
const LONGEST_LISTED: usize = 15;

/// Longest name of a county that only the dictionary has; its names of more characters are those of larger areas.
const LONGEST: usize = 8;

/// Shortest name of a place without its end.
const SHORTEST: usize = 2;

/// The name of a place, as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlaceName {
    /// Its length in the text, in code points.
    pub(crate) length: usize,
    /// The full name: 浙江省 for 浙江.
    pub(crate) full: String,
    /// Whether the text has it in full.
    pub(crate) in_full: bool,
}

/// The place whose name begins at the start of `chars`: one of the tables, or a county of the segmenter's dictionary. The
/// longest one counts.
pub(crate) fn name_at(chars: &[char], segmenter: &Segmenter) -> Option<PlaceName> {
    if !may_begin(chars, segmenter) {
        return None;
    }
    let longest = chars.len().min(LONGEST_LISTED);
    (SHORTEST..=longest).rev().find_map(|length| {
        let word: String = chars[..length].iter().collect();
        if let Some(full) = FULL.get(word.as_str()) {
            return Some(PlaceName {
                length,
                full: (*full).to_owned(),
                in_full: word == *full,
            });
        }
        let county = COUNTY.contains(&chars[length - 1])
            && (is_listed_county(&word)
                || (SHORTEST + 1..=LONGEST).contains(&length) && is_place(&word, segmenter));
        county.then_some(PlaceName {
            length,
            full: word,
            in_full: true,
        })
    })
}

/// The counties that the first two to four of `chars` are the short name of (虹口 for 虹口区).
pub(crate) fn short_county_at(chars: &[char], segmenter: &Segmenter) -> Vec<PlaceName> {
    let longest = chars.len().min(4);
    let mut found = Vec::new();
    if !may_begin(chars, segmenter) {
        return found;
    }
    for length in (SHORTEST..=longest).rev() {
        let word: String = chars[..length].iter().collect();
        for end in ["区", "市", "县", "旗", "新区"] {
            let full = format!("{word}{end}");
            if LISTED_COUNTIES.contains_key(full.as_str()) || is_place(&full, segmenter) {
                found.push(PlaceName {
                    length,
                    full,
                    in_full: false,
                });
            }
        }
    }
    found
}

/// A name without its class: 浙江 for 浙江省, 古蔺 for 古蔺县.
pub(crate) fn short_form(full: &str) -> String {
    let listed = TABLE
        .lines()
        .filter_map(|line| line.split_once(' '))
        .find(|(name, _)| *name == full);
    match listed {
        Some((_, short)) => short.to_owned(),
        None => {
            let chars: Vec<char> = full.chars().collect();
            let stem = chars.len().saturating_sub(1);
            if stem >= SHORTEST {
                chars[..stem].iter().collect()
            } else {
                full.to_owned()
            }
        }
    }
}

/// Ends of words that the dictionary has as places and that are no administration.
const NO_ADMINISTRATION: &[&str] = &[
    "地区",
    "社区",
    "城区",
    "市区",
    "郊区",
    "园区",
    "山区",
    "灾区",
    "景区",
    "校区",
    "库区",
    "林区",
    "牧区",
    "矿区",
    "湾区",
    "东区",
    "西区",
    "南区",
    "北区",
    "中区",
    "三区",
    "七区",
    "省区",
    "陵区",
    "半区",
    "街区",
    "战区",
    "军区",
    "特区",
    "禁区",
    "辖区",
    "盆地区",
    "上区",
    "下区",
    "外区",
    "内区",
    "边区",
    "老区",
    "大市",
    "全市",
    "城市",
    "都市",
    "欧元区",
    "中心区",
    "开发区",
    "新区",
    "县市",
    "省市",
    "州市",
    "市县",
    "区县",
    "各市",
    "各县",
    "各区",
    "自治县",
];

/// Whether the dictionary has a word as the name of a place that is an administration.
fn is_place(word: &str, segmenter: &Segmenter) -> bool {
    let jieba = segmenter.jieba();
    if !jieba.has_word(word) || is_no_administration(word) {
        return false;
    }
    // A rare name is cut before its end though the dictionary has it whole: 石景山 and 区.
    let tags = jieba.tag(word, false);
    match tags.as_slice() {
        [whole] => whole.tag == "ns",
        [stem, end] => end.word.chars().count() == 1 && matches!(stem.tag, "ns" | "nr" | "nz"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_in_full_and_in_short() {
        let segmenter = Segmenter::default();
        let name = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            name_at(&chars, &segmenter).map(|n| (n.full, n.length, n.in_full))
        };
        assert_eq!(name("浙江全省"), Some(("浙江省".to_owned(), 2, false)));
        assert_eq!(name("东莞市出租车"), Some(("东莞市".to_owned(), 3, true)));
        assert_eq!(name("古蔺县委"), Some(("古蔺县".to_owned(), 3, true)));
        assert_eq!(
            name("延边州"),
            Some(("延边朝鲜族自治州".to_owned(), 2, false))
        );
        assert_eq!(
            name("双江拉祜族佤族布朗族傣族自治县人民政府").map(|n| n.1),
            Some(15)
        );
        assert!(lies_in("房山区", "北京市") && lies_in("古蔺县", "四川省"));
        assert!(!lies_in("石龙区", "东莞市"));
        assert_eq!(name("邹平市委"), Some(("邹平市".to_owned(), 3, true)));
        assert_eq!(name("房山区召开"), Some(("房山区".to_owned(), 3, true)));
        for other in [
            "全区",
            "中亚地区",
            "美国",
            "开发区",
            "县委书记",
            "白银期货",
            "各市县",
            "新城区建设",
        ] {
            assert_eq!(name(other), None, "{other}");
        }
        assert_eq!(short_form("古蔺县"), "古蔺");
        assert_eq!(short_form("内蒙古自治区"), "内蒙古");
    }
}
