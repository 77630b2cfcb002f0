//! Copies: documents that are nearly one text, the same speech in three formats, reprints, drafts one to four.
//!
//! In: a speech, its print with other line breaks, a draft of it that lacks a paragraph, and a speech that quotes it. Out: one
//! group of the first three, in the order in which they grew; the fourth is nobody's copy.
//!
//! Copies count once wherever documents are counted. Otherwise everything that is kept in two formats would be common
//! wording, and nothing of it its author's.

mod order;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use rayon::prelude::*;

use crate::analysis::{CopyGroup, Version};
use crate::document::DocId;
use crate::reuse::{EqualPiece, Overlaps};
use crate::sides::Sides;
use crate::span::union_of_ranges;
use crate::text::metadata::PartialDate;
use crate::text::{NormalText, Unit};

/// Share of the units of either document that stands in the other, from which the two are copies. Versions of one speech that
/// were looked at share 0.8 to 1, reports of one meeting by two papers under 0.6.
const NEARLY_ALL: f64 = 0.8;
/// Units from which on that share is enough; of shorter texts more has to be equal, of the shortest all. A form letter of thirty
/// words in which name, date and sum differ has nine tenths in common with the next, and is a template and not a version.
/// 200: the length of a notice.
const NOTICE: f64 = 200.0;

/// The copies of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copies {
    /// By document: the one that stands for its group, or itself.
    counted_as: Vec<u32>,
    /// Groups of two documents and more, by their first one.
    groups: Vec<CopyGroup>,
}

/// What a document has in common with another one.
struct Overlap {
    other: usize,
    /// Units here that stand there.
    matched: usize,
}

impl Copies {
    /// Every document counts by itself.
    #[must_use]
    pub fn none(documents: usize) -> Self {
        Self {
            counted_as: (0..documents as u32).collect(),
            groups: Vec::new(),
        }
    }

    /// Finds the copies among `texts`, of which `overlaps` says what they have in common. `dates` are those of the texts, as
    /// far as known. O(pieces of passages), and the square of a group's versions for their order.
    ///
    /// Documents are put together one by one: a draft is of one group with the next, and that with the next. Texts without any
    /// unit are nobody's copies. Copies on different sides are one group and count one by one: a draft that is an old speech
    /// word for word has nothing of its own, though it is a copy.
    #[must_use]
    pub fn of(
        texts: &[NormalText],
        overlaps: &Overlaps,
        dates: &[Option<PartialDate>],
        sides: &Sides,
    ) -> Self {
        let mut sets = DisjointSets::new(texts.len());
        let equal = equal_texts(texts);
        for (doc, first) in equal.iter().enumerate() {
            sets.unite(doc, *first);
        }
        let near: Vec<Vec<Overlap>> = (0..texts.len())
            .into_par_iter()
            .map(|doc| near(texts, overlaps, doc))
            .collect();
        let found = Found {
            texts,
            dates,
            equal,
            near,
        };
        for (doc, others) in found.near.iter().enumerate() {
            for other in others.iter().filter(|n| n.other > doc) {
                if found.overlap(other.other, doc).is_some() {
                    sets.unite(doc, other.other);
                }
            }
        }
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for doc in 0..texts.len() {
            members.entry(sets.first(doc)).or_default().push(doc);
        }
        let mut copies = Self::none(texts.len());
        for members in members.into_values().filter(|members| members.len() > 1) {
            let group = found.group(&members);
            for doc in members {
                let versions = group.versions.iter();
                let on_side = versions.filter(|v| sides.side(v.document) == sides.side(doc));
                let different = on_side.clone().rfind(|v| v.equal_to.is_none());
                let last = different.or_else(|| on_side.clone().next());
                copies.counted_as[doc] = last.map_or(doc, |last| last.document) as u32;
            }
            copies.groups.push(group);
        }
        copies
    }

    /// Groups of two documents and more, by their first one.
    #[must_use]
    pub fn groups(&self) -> &[CopyGroup] {
        &self.groups
    }

    /// By document: the one that stands for its group, which is the last version, or itself. A draft that is added changes
    /// nothing, then, for other documents.
    #[must_use]
    pub fn counted_as(&self) -> &[u32] {
        &self.counted_as
    }

    /// Whether a document counts: it has no copies, or stands for them.
    #[must_use]
    pub fn counts(&self, doc: usize) -> bool {
        self.counted_as[doc] as usize == doc
    }
}

/// What is known of the texts when groups are made.
struct Found<'a> {
    texts: &'a [NormalText],
    dates: &'a [Option<PartialDate>],
    /// By document: the first one with the same units.
    equal: Vec<usize>,
    /// By document: those that have nearly all of it, in order.
    near: Vec<Vec<Overlap>>,
}

impl Found<'_> {
    /// What a document has in common with another one that has nearly all of it: O(log n).
    fn overlap(&self, doc: usize, other: usize) -> Option<&Overlap> {
        let near = &self.near[doc];
        let at = near.binary_search_by_key(&other, |n| n.other).ok()?;
        Some(&near[at])
    }

    /// A group in the order of its versions, exact copies behind the first with their text.
    fn group(&self, members: &[usize]) -> CopyGroup {
        let mut copies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for doc in members {
            copies.entry(self.equal[*doc]).or_default().push(*doc);
        }
        let different: Vec<usize> = copies.keys().copied().collect();
        let length = |doc: usize| self.texts[doc].len();
        let matched = |a: usize, b: usize| self.overlap(a, b).map_or(0, |n| n.matched);
        let ordered = order::of_versions(&different, length, matched, self.dates);
        let mut versions = Vec::with_capacity(members.len());
        for first in &ordered.documents {
            let copies = copies[first].iter();
            versions.extend(copies.map(|doc| Version {
                document: *doc,
                equal_to: (doc != first).then_some(*first),
            }));
        }
        CopyGroup {
            versions,
            order: ordered.by,
        }
    }
}

/// For each text the first one that is equal unit by unit; empty ones stand for themselves.
fn equal_texts(texts: &[NormalText]) -> Vec<usize> {
    let mut known: HashMap<&[Unit], usize> = HashMap::new();
    let texts = texts.iter().enumerate();
    texts
        .map(|(doc, text)| match text.is_empty() {
            true => doc,
            false => *known.entry(text.units()).or_insert(doc),
        })
        .collect()
}

/// The documents that have nearly all of `doc`.
fn near(texts: &[NormalText], overlaps: &Overlaps, doc: usize) -> Vec<Overlap> {
    let length = texts[doc].len();
    let pieces = overlaps.equal(DocId(doc as u32));
    let by_other = pieces.chunk_by(|a, b| a.other == b.other);
    let overlap = |pieces: &[EqualPiece]| {
        let range = |p: &EqualPiece| p.here as usize..(p.here + p.len) as usize;
        let together = union_of_ranges(pieces.iter().map(range).collect());
        Overlap {
            other: pieces[0].other as usize,
            matched: together.iter().map(Range::len).sum(),
        }
    };
    let needed = 1.0 - (1.0 - NEARLY_ALL) * (length as f64 / NOTICE).min(1.0);
    let enough = |overlap: &Overlap| overlap.matched as f64 >= needed * length as f64;
    by_other.map(overlap).filter(enough).collect()
}

/// Sets of documents that are united (Tarjan 1975); each is named after its first document.
struct DisjointSets {
    parent: Vec<usize>,
}

impl DisjointSets {
    fn new(documents: usize) -> Self {
        Self {
            parent: (0..documents).collect(),
        }
    }

    fn first(&mut self, doc: usize) -> usize {
        let mut root = doc;
        while self.parent[root] != root {
            self.parent[root] = self.parent[self.parent[root]];
            root = self.parent[root];
        }
        root
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.parent[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::CopyOrder;
    use crate::config::Config;
    use crate::reuse::find_reuse;

    const PARAGRAPHS: [&str; 5] = [
        "锚定粮食稳产增效目标抓实春耕备耕工作，统筹农资供应和墒情监测，推动各级干部下沉田间地头解决实际困难。",
        "县里把二十七所乡镇卫生院的药房逐一清点了一遍，缺的药当天补齐，过期的当场封存，群众看病不再白跑一趟。",
        "老街的青石板重新铺过，沿河两岸种上了柳树，夜里灯一亮，孩子们在桥头追着萤火虫，老人坐在石凳上说话。",
        "信访接待室的门朝东开，早上八点准时有人，来的人先喝一杯热茶，再把事情从头说起，能办的当天就有回音。",
        "今年雨水来得迟，水库只蓄了三成，各村轮流放水，按田亩排了号，谁家先浇谁家后浇都写在村口的黑板上。",
    ];

    fn copies(texts: &[String], dates: &[&str]) -> Copies {
        let texts: Vec<NormalText> = texts.iter().map(|t| NormalText::new(t)).collect();
        let overlaps = find_reuse(&texts, &Config::default()).overlaps;
        let mut dates: Vec<_> = dates.iter().map(|date| PartialDate::parse(date)).collect();
        dates.resize(texts.len(), None);
        Copies::of(&texts, &overlaps, &dates, &Sides::all())
    }

    fn documents(group: &CopyGroup) -> Vec<usize> {
        group.versions.iter().map(|v| v.document).collect()
    }

    #[test]
    fn formats_and_drafts_are_one_group_in_the_order_in_which_they_grew() {
        let full = PARAGRAPHS.concat();
        let texts = [
            full.clone(),
            full.replace('，', ","),
            PARAGRAPHS[..4].concat(),
            format!(
                "昨天的会上有人念了这么一段：{}大家都说好，接着讨论了修路的钱从哪里来。",
                PARAGRAPHS[2]
            ),
            full.replace("三成", "四成").replace("柳树", "槐树") + "散会以前还要讲一讲防火。",
        ];
        let found = copies(&texts, &[]);
        assert_eq!(found.groups().len(), 1);
        let group = &found.groups()[0];
        assert_eq!(documents(group), [2, 0, 1, 4]);
        assert_eq!(group.versions[2].equal_to, Some(0));
        assert_eq!(group.order, CopyOrder::Growth);
        assert_eq!(found.counted_as(), [4, 4, 4, 3, 4]);
    }

    #[test]
    fn dates_decide_the_order_where_all_are_known() {
        let full = PARAGRAPHS.concat();
        let texts = [PARAGRAPHS[..4].concat(), full];
        let found = copies(&texts, &["2025-03", "2024"]);
        assert_eq!(documents(&found.groups()[0]), [1, 0]);
        assert_eq!(found.groups()[0].order, CopyOrder::Dates);
    }

    #[test]
    fn form_letters_are_no_versions_of_one_another() {
        let letter = |name: &str, sum: &str, day: &str| {
            format!(
                "{name}同志：您申请的临时救助金{sum}元已经批准，请于{day}前持身份证到镇民政所领取，逾期视为放弃。"
            )
        };
        let letters = [
            letter("王小明", "1200", "三月五日"),
            letter("欧阳春", "860", "四月十日"),
            letter("李卫国", "2400", "六月一日"),
        ];
        assert_eq!(copies(&letters, &[]).groups(), []);
        // The same letter with another mark is one.
        let again = letters[0].replace('，', ",");
        let found = copies(&[letters[0].clone(), again], &[]);
        assert_eq!(found.groups().len(), 1);
    }

    #[test]
    fn texts_without_wording_are_nobodys_copies() {
        let texts = ["".to_owned(), "。".to_owned()];
        assert_eq!(copies(&texts, &[]).groups(), []);
    }
}
