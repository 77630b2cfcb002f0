//! Names of places and persons, told word by word.
//!
//! In: the words 湖南省 长沙市 召开 · Out: place 湖南省长沙市. In: 书记 王建国 主持 · Out: person 王建国.
//!
//! Places are those of the gazetteer, and words for one's own place (全市, 我县, 本省), which stand where others name it.
//! Persons are words of two to four characters that begin with a family name and that the dictionary has as a person's name, or
//! does not have at all and that stand beside an office; right behind an office, what the segmenter cut is put together.

use rapidhash::RapidHashMap;

use super::{Entity, EntityKind};
use crate::span::Span;
use crate::text::gazetteer;
use crate::text::surname::{is_common_surname, is_surname};
use crate::text::words::Segmenter;

/// Words of offices beside which an unknown word of that form is a name.
const OFFICES: &[&str] = &[
    "书记",
    "副书记",
    "同志",
    "主任",
    "副主任",
    "市长",
    "副市长",
    "县长",
    "副县长",
    "区长",
    "副区长",
    "省长",
    "副省长",
    "主席",
    "副主席",
    "部长",
    "局长",
    "副局长",
    "常委",
    "委员",
    "代表",
    "记者",
    "通讯员",
    "院长",
    "检察长",
    "秘书长",
    "组长",
    "厅长",
    "处长",
    "校长",
    "教授",
    "总理",
    "总书记",
    "会长",
    "董事长",
    "先生",
    "女士",
    "镇长",
    "乡长",
    "州长",
];

/// Words for one's own place.
const OWN: &[&str] = &[
    "全区", "全县", "全市", "全省", "全州", "全旗", "我区", "我县", "我市", "我省", "我州", "本市",
    "本省", "本县", "本区", "本州", "全镇", "全乡", "区委", "县委", "市委", "省委", "州委",
];

/// Tells names in one text; what a word is found to be is kept for its next use.
pub(super) struct Names<'a> {
    chars: &'a [char],
    words: &'a [Span],
    segmenter: &'a Segmenter,
    known: RapidHashMap<&'a [char], Option<EntityKind>>,
}

impl<'a> Names<'a> {
    pub(super) fn new(chars: &'a [char], words: &'a [Span], segmenter: &'a Segmenter) -> Self {
        Self {
            chars,
            words,
            segmenter,
            known: RapidHashMap::default(),
        }
    }

    /// The name that begins with word number `index`.
    pub(super) fn at(&mut self, index: usize) -> Option<Entity> {
        if let Some(span) = self.behind_office(index) {
            let kind = EntityKind::Person;
            return Some(Entity { kind, span });
        }
        let kind = self.kind(index)?;
        let start = self.words[index].start;
        let mut end = self.words[index].end;
        match kind {
            EntityKind::Place => {
                let mut next = index + 1;
                // 湖南省 长沙市, 石景山 区
                while self.words.get(next).is_some_and(|w| w.start == end) {
                    let word = self.text(next);
                    let class = word.len() == 1 && "省市区县州旗".contains(word[0]);
                    if !class
                        && (self.is_own(index)
                            || self.is_own(next)
                            || self.kind(next) != Some(EntityKind::Place))
                    {
                        break;
                    }
                    end = self.words[next].end;
                    next += 1;
                }
            }
            EntityKind::Person if !self.is_in_dictionary(index) => {
                // The segmenter cuts names that it does not know: 赵春 淦.
                let rest = self
                    .words
                    .get(index + 1)
                    .filter(|rest| rest.start == end && rest.end == end + 1);
                let longer = rest.filter(|_| {
                    end == start + 2 && self.chars[end].is_alphabetic() && self.is_office(index + 2)
                });
                match longer {
                    Some(rest) => end = rest.end,
                    None if !self.beside_office(index) => return None,
                    None => {}
                }
            }
            _ => {}
        }
        Some(Entity {
            kind,
            span: Span::new(start, end),
        })
    }

    /// The name of a person right behind an office, which the dictionary need not have, and which the segmenter may have cut:
    /// 市长 殷勇, 市长 张 工, 区长 钟晓 咏.
    fn behind_office(&self, index: usize) -> Option<Span> {
        let word = self.words[index];
        if !is_surname(*self.chars.get(word.start)?) {
            return None;
        }
        let before = index.checked_sub(1)?;
        if self.words[before].end != word.start || !self.is_office(before) {
            return None;
        }
        let length = word.len();
        let known = length > 1 && self.is_in_dictionary(index);
        if known {
            return None;
        }
        let rest = self.words.get(index + 1).filter(|rest| {
            rest.start == word.end
                && matches!(length, 1 | 2)
                && rest.len() == 1
                && self.may_end_name(index + 1)
        });
        match rest {
            Some(rest) => Some(Span::new(word.start, rest.end)),
            None => matches!(length, 2 | 3).then_some(word),
        }
    }

    /// Whether a character can be the end of a name: a noun or one unknown to the dictionary, as those of given names are, and no
    /// verb or particle, as words behind a name are.
    fn may_end_name(&self, index: usize) -> bool {
        let word: String = self.text(index).iter().collect();
        let jieba = self.segmenter.jieba();
        if !jieba.has_word(&word) {
            return word.chars().all(char::is_alphabetic);
        }
        let tags = jieba.tag(&word, false);
        matches!(tags.as_slice(), [whole] if whole.tag.starts_with(['n', 'a', 'j', 'g', 'z']))
    }

    fn text(&self, index: usize) -> &'a [char] {
        let word = self.words[index];
        &self.chars[word.start..word.end]
    }

    fn is_own(&self, index: usize) -> bool {
        let word = self.text(index);
        word.len() == 2 && OWN.iter().any(|own| own.chars().eq(word.iter().copied()))
    }

    fn kind(&mut self, index: usize) -> Option<EntityKind> {
        let word = self.text(index);
        if word.len() < 2 || word.len() > 11 || !word[0].is_alphabetic() || word[0].is_ascii() {
            return None;
        }
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let kind = if self.is_own(index)
            || gazetteer::name_at(word, self.segmenter)
                .is_some_and(|name| name.length == word.len())
        {
            Some(EntityKind::Place)
        } else if word.len() <= 4 && is_common_surname(word[0]) && self.may_be_person(word) {
            Some(EntityKind::Person)
        } else {
            None
        };
        self.known.insert(word, kind);
        kind
    }

    /// Whether the dictionary has a word as a person's name, or does not have it.
    fn may_be_person(&self, word: &[char]) -> bool {
        let word: String = word.iter().collect();
        let jieba = self.segmenter.jieba();
        if !jieba.has_word(&word) {
            return word.chars().count() <= 3;
        }
        matches!(jieba.tag(&word, false).as_slice(), [whole] if whole.tag == "nr")
    }

    fn is_in_dictionary(&self, index: usize) -> bool {
        let word: String = self.text(index).iter().collect();
        self.segmenter.jieba().has_word(&word)
    }

    fn is_office(&self, index: usize) -> bool {
        let word = self.words.get(index).map(|_| self.text(index));
        word.is_some_and(|word| OFFICES.iter().any(|o| o.chars().eq(word.iter().copied())))
    }

    /// Whether the word before or behind is an office.
    fn beside_office(&self, index: usize) -> bool {
        self.is_office(index + 1)
            || index
                .checked_sub(1)
                .is_some_and(|before| self.is_office(before))
    }
}
