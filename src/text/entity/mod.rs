//! Named and counted things in running text: dates, numbers with their units, percentages, titles of laws, places, persons.
//!
//! In: `《条例》自2021年1月1日起在湖南省施行，增长5.5%` · Out: law 《条例》, date 2021年1月1日, place 湖南省, percentage 5.5%.
//!
//! Templates are wording in which such things change from use to use. So they are told before wording is compared, and count
//! there as what they are and not as what they say: 自2021年1月1日起施行 and 自2019年6月1日起施行 are one wording. What is written in
//! figures and marks is told by its form ([`numeric`]), names by the gazetteer and the segmenter's dictionary ([`name`]).
//! Doubtful cases are left as plain wording: a thing taken for wording costs a blank its kind, wording taken for a thing
//! hides what texts share.

mod name;
mod numeric;

use super::words::Segmenter;
use crate::span::Span;
use name::Names;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum EntityKind {
    /// 2021年1月1日, 3月, 2016—2020年
    Date,
    /// 第三条, 261.6万人, 三倍
    Number,
    /// 5.5%, 3个百分点, 百分之七
    Percentage,
    /// 《大气污染防治法》, also several in a row
    Law,
    /// 湖南省长沙市, 全市, 我县
    Place,
    /// 王小明
    Person,
}

/// A stretch of text that names or counts something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entity {
    pub(crate) kind: EntityKind,
    /// In code points, with its sign and its unit.
    pub(crate) span: Span,
}

/// The entities of a text in order, without overlap: O(n) beside the dictionary. `chars` are [folded](super::fold), `words`
/// the segmenter's words in order, in code points.
pub(crate) fn entities(chars: &[char], words: &[Span], segmenter: &Segmenter) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    let mut names = Names::new(chars, words, segmenter);
    let mut at = 0;
    let mut word = 0;
    while at < chars.len() {
        while word < words.len() && words[word].start < at {
            word += 1;
        }
        // A word of the dictionary that only begins or ends with numerals says something else: 千家万户, 一体化. What counts an
        // item is a numeral whatever the dictionary has: 一 of 一是.
        let near = &words[word.saturating_sub(1)..];
        let numeric = || numeric::at(chars, at).filter(|entity| !splits_word(chars, entity, near));
        let next = numeric::item_marker(chars, at)
            .or_else(numeric)
            .or_else(|| {
                let begins = words.get(word).is_some_and(|w| w.start == at);
                begins.then(|| names.at(word)).flatten()
            });
        match next {
            Some(entity) => {
                at = entity.span.end;
                found.push(entity);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a number in ideographs begins or ends inside a word. `words` begin at or before it.
fn splits_word(chars: &[char], entity: &Entity, words: &[Span]) -> bool {
    let spelled = entity.kind == EntityKind::Number
        && !chars[entity.span.start..entity.span.end]
            .iter()
            .any(|c| c.is_ascii_digit() || *c == '第');
    spelled
        && words
            .iter()
            .take_while(|word| word.start < entity.span.end)
            .any(|word| {
                let cuts = |at: usize| word.start < at && at < word.end;
                cuts(entity.span.start) || cuts(entity.span.end)
            })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn found(text: &str) -> Vec<(EntityKind, String)> {
        let segmenter = Segmenter::default();
        let chars: Vec<char> = text.chars().map(fold).collect();
        let folded: String = chars.iter().collect();
        let words: Vec<Span> = segmenter
            .jieba()
            .cut(&folded, true)
            .iter()
            .map(|t| Span::new(t.start, t.end))
            .collect();
        entities(&chars, &words, &segmenter)
            .into_iter()
            .map(|e| {
                let span = e.span.start..e.span.end;
                (
                    e.kind,
                    text.chars().collect::<Vec<_>>()[span].iter().collect(),
                )
            })
            .collect()
    }

    #[test]
    fn the_documented_example() {
        use EntityKind::{Date, Law, Percentage, Place};
        let expected = [
            (Law, "《条例》"),
            (Date, "2021年1月1日"),
            (Place, "湖南省"),
            (Percentage, "5.5%"),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(k, t)| (*k, (*t).to_owned()))
            .collect();
        assert_eq!(
            found("《条例》自2021年1月1日起在湖南省施行，增长5.5%"),
            expected
        );
    }

    #[test]
    fn wording_that_only_looks_like_numbers_is_wording() {
        for text in [
            "千家万户",
            "统一部署",
            "一体化发展",
            "PM2.5浓度",
            "五星级",
            "万众一心",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn names_count_with_their_parts() {
        use EntityKind::{Number, Person, Place};
        let one = |kind, text: &str| vec![(kind, text.to_owned())];
        assert_eq!(found("湖南省长沙市召开会议"), one(Place, "湖南省长沙市"));
        assert_eq!(found("全市上下"), one(Place, "全市"));
        assert_eq!(found("违反第三十一条规定"), one(Number, "第三十一条"));
        assert_eq!(found("县委书记王建国主持"), one(Person, "王建国"));
    }

    #[test]
    fn names_that_the_segmenter_cuts_are_put_together_behind_an_office() {
        let persons = |text: &str| -> Vec<String> {
            let person =
                |(kind, name): (EntityKind, String)| (kind == EntityKind::Person).then_some(name);
            found(text).into_iter().filter_map(person).collect()
        };
        for (text, name) in [
            ("副区长钟晓咏主持召开专题会", "钟晓咏"),
            ("市长殷勇出席会议", "殷勇"),
            ("市长张工在会上讲话", "张工"),
        ] {
            assert_eq!(persons(text), [name], "{text}");
        }
        for text in [
            "记者从会上获悉",
            "主任向大家致谢",
            "代表全体职工发言",
            "书记高度重视",
        ] {
            assert_eq!(persons(text), [""; 0], "{text}");
        }
    }
}
