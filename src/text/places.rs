//! Which place lies in which, by the tables of the gazetteer alone: provinces, prefectures, counties.
//!
//! In: 余干县 · Out: 余干县, 上饶市, 江西省. In: 张家界市 behind 湖北省 · Out: it lies in 湖南省.

use super::gazetteer::{self, PlaceName};
use super::words::Segmenter;

/// The parts of a place as people write it: 江西省/上饶市/余干县 and 江西省上饶市余干县 alike. What the tables do not have stays whole.
pub(crate) fn parts(place: &str) -> Vec<String> {
    let segmenter = Segmenter::without_dictionary();
    let mut found = Vec::new();
    for part in place
        .split(['/', ' ', '>', '·', '，', ','])
        .filter(|part| !part.is_empty())
    {
        let chars: Vec<char> = part.chars().collect();
        let mut rest = chars.as_slice();
        while !rest.is_empty() {
            match gazetteer::name_at(rest, &segmenter) {
                Some(name) => {
                    rest = &rest[name.length..];
                    found.push(name.full);
                }
                None => {
                    found.push(rest.iter().collect());
                    break;
                }
            }
        }
    }
    found
}

/// A place with all that it lies in, where the tables have it once; a county of which there are several stands alone.
pub(crate) fn with_ancestors(place: &str) -> Vec<String> {
    let mut all = vec![place.to_owned()];
    all.extend(gazetteer::ancestors(place).into_iter().map(str::to_owned));
    all
}

/// The name without its class, if that leaves two characters: 余干 for 余干县.
pub(crate) fn short(name: &str) -> Option<String> {
    let short = gazetteer::short_form(name);
    (short != name && short.chars().count() >= 2).then_some(short)
}

/// The place of the tables that begins here.
pub(crate) fn listed_at(chars: &[char]) -> Option<PlaceName> {
    thread_local! {
        static NONE: Segmenter = Segmenter::without_dictionary();
    }
    NONE.with(|segmenter| gazetteer::name_at(chars, segmenter))
}

/// Whether a place, as people write it, is made of names of the tables.
pub(crate) fn is_listed(place: &str) -> bool {
    let listed = |part: &String| {
        let chars: Vec<char> = part.chars().collect();
        listed_at(&chars).is_some_and(|name| name.length == chars.len())
    };
    let parts = parts(place);
    !parts.is_empty() && parts.iter().all(listed)
}

/// Where `inner` lies, if that is not in `outer`; none where the tables do not know, or where it might.
pub(crate) fn contradicts(outer: &str, inner: &str) -> Option<&'static str> {
    let lies_in = gazetteer::ancestors(inner);
    let above = gazetteer::ancestors(outer);
    // 长春市 behind 河北省 contradicts; 北京市 behind 河北省 is a list.
    let is_below = above.len() < lies_in.len();
    (is_below && !lies_in.contains(&outer) && outer != inner).then(|| lies_in[lies_in.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_in_places() {
        assert_eq!(
            parts("江西省/上饶市/余干县"),
            ["江西省", "上饶市", "余干县"]
        );
        assert_eq!(parts("江西省上饶市余干县"), ["江西省", "上饶市", "余干县"]);
        assert_eq!(with_ancestors("余干县"), ["余干县", "上饶市", "江西省"]);
        assert_eq!(with_ancestors("上饶市"), ["上饶市", "江西省"]);
        // There are several of that name.
        assert_eq!(with_ancestors("朝阳区"), ["朝阳区"]);
        assert_eq!(short("余干县").as_deref(), Some("余干"));
        assert_eq!(contradicts("湖北省", "张家界市"), Some("湖南省"));
        assert_eq!(contradicts("湖南省", "张家界市"), None);
        assert_eq!(contradicts("河北省", "北京市"), None);
    }
}
