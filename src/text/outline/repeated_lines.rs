//! Furniture that shows only beside other documents: the same lines at the head or the foot of several of them, as a
//! site's header, or the licence that an archive puts below every text.
//!
//! In, three documents: `各位代表：⏎修桥。⏎谢谢大家！⏎本作品属于⏎公有领域⏎，可以自由使用。⏎Public domain⏎false`, and two with `铺路。` and `种树。`
//! instead.
//!
//! Out: in each the five lines from `本作品属于` on. `各位代表：` and `谢谢大家！` stand in all three as well, but they are sentences at the
//! inner edge of what repeats, and may be the body's.
//!
//! Wording at the edge of several texts may also be what they are compared for: 各位代表：, 同志们, 谢谢大家！, or a
//! closing sentence. What separates the two is shape and company. A formula is a sentence, a salutation, a name or a
//! date, and stands in each text with other neighbours; furniture stands as a block of several lines, the same ones in
//! the same order in every text that has the last of them, and not all of it is sentences. So a block counts from three
//! documents on, grows from the edge inward while at least half of the documents with its outer part have the next
//! line too, and gives back the sentences at its inner edge: they may be the body's.

use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};
use rayon::prelude::*;

use super::line::{TextLine, is_prose, is_salutation, lines};
use super::line_shape::{DOCUMENTS, LineShape, shape};
use super::noise::{self, LineKind};
use super::repeated_tails::repeated_tails;
use crate::span::Span;
use crate::text::source::SourceText;

/// The most lines of a block; menus of sites are longer, but then have words of their own.
const LINES: usize = 60;

/// The fewest lines of a block at the foot.
const LINES_AT_FOOT: usize = 2;
/// The fewest lines of a block at the head, where titles stand.
const LINES_AT_HEAD: usize = 3;

/// The fewest characters of a block.
const CHARACTERS: usize = 12;

/// The most characters of a block: a licence has some 150, a disclaimer twice that.
const MOST_CHARACTERS: usize = 600;

/// Length from which a whole sentence on a line of its own is a paragraph of the body, in code points.
const PARAGRAPH: usize = 30;

const SECRETS: RapidSecrets = RapidSecrets::seed(0);

/// For each text the lines at its edges that are furniture, in order, in code points. The result does not depend on the order
/// of the texts. O(n), with up to 60 passes over the texts that still agree.
///
/// ```
/// use leitong::text::SourceText;
/// use leitong::text::outline::repeated_lines;
///
/// let text = |body: &str| SourceText::from(format!("{body}\n本作品属于\n公有领域\n可以自由使用").as_str());
/// let texts = [text("修桥。"), text("铺路。"), text("种树。")];
/// let texts: Vec<&SourceText> = texts.iter().collect();
/// let repeated = repeated_lines(&texts);
/// assert_eq!(texts[0].slice(repeated[0][0]), "本作品属于");
/// assert_eq!(repeated[0].len(), 3);
/// ```
#[must_use]
pub fn repeated_lines(texts: &[&SourceText]) -> Vec<Vec<Span>> {
    if texts.len() < DOCUMENTS {
        return vec![Vec::new(); texts.len()];
    }
    let edges: Vec<(TextEdge, TextEdge)> = texts
        .par_iter()
        .map(|text| {
            let all = lines(text.as_str());
            (TextEdge::new(all.iter()), TextEdge::new(all.iter().rev()))
        })
        .collect();
    let heads: Vec<&TextEdge> = edges.iter().map(|(head, _)| head).collect();
    let feet: Vec<&TextEdge> = edges.iter().map(|(_, foot)| foot).collect();
    let (at_head, at_foot) = (depths(&heads), depths(&feet));
    edges
        .iter()
        .zip(at_head.into_iter().zip(at_foot))
        .zip(repeated_tails(texts))
        .map(|(((head, foot), (at_head, at_foot)), tail)| {
            let mut found = head.header(at_head);
            found.extend(foot.footer(at_foot));
            found.extend(tail.filter(|tail| found.iter().all(|f| f.intersection(*tail).is_none())));
            found.sort_unstable();
            found.dedup();
            found
        })
        .collect()
}

/// The lines at one edge of a text, from outside inward, those left out that are furniture by their own words.
#[derive(Debug, Default)]
struct TextEdge {
    lines: Vec<EdgeLine>,
    /// Whether some line was left out as furniture: then more of it is likely.
    known: bool,
}

/// A line at the edge of a text.
#[derive(Debug)]
struct EdgeLine {
    /// A hash of its text: equal for equal lines.
    hash: u64,
    span: Span,
    shape: LineShape,
    /// Whether it is running text or addresses the audience.
    body: bool,
    /// Whether it is a paragraph of its own: whole sentences, and not short.
    paragraph: bool,
}

impl TextEdge {
    /// The edge from its lines, outermost first.
    fn new<'a>(lines: impl Iterator<Item = &'a TextLine<'a>>) -> Self {
        let mut edge = Self::default();
        for line in lines {
            match noise::kind(line.text) {
                LineKind::Furniture | LineKind::Foot | LineKind::Foreign | LineKind::Shown => {
                    edge.known = true
                }
                LineKind::Prose | LineKind::Plain => {
                    let shape = shape(line.text);
                    let opens = line
                        .text
                        .starts_with(|c: char| c.is_alphanumeric() || "“《（(".contains(c));
                    edge.lines.push(EdgeLine {
                        hash: rapidhash_v3_seeded(line.text.as_bytes(), &SECRETS),
                        span: line.span,
                        shape,
                        body: is_prose(line.text) || is_salutation(line.text),
                        paragraph: shape == LineShape::Sentence
                            && opens
                            && line.span.len() >= PARAGRAPH,
                    });
                }
            }
            if edge.lines.len() > LINES {
                break;
            }
        }
        edge
    }

    /// The furniture among the first `depth` lines at the foot: up to the last one that is no sentence, since sentences
    /// further in may be the body's.
    fn footer(&self, depth: usize) -> Vec<Span> {
        if self.is_copied(depth) {
            return Vec::new();
        }
        let block = &self.lines[..depth];
        let inner = block
            .iter()
            .rposition(|line| line.shape == LineShape::Fragment)
            .map_or(0, |last| last + 1);
        furniture(&block[..inner], LINES_AT_FOOT)
    }

    /// Whether the texts that agree in the first `depth` lines agree in their bodies, or as a whole: then they are copies of
    /// one another, and what they share is no furniture.
    fn is_copied(&self, depth: usize) -> bool {
        depth >= self.lines.len().min(LINES)
            || self.lines[..depth].iter().any(|line| line.paragraph)
    }

    /// The furniture among the first `depth` lines at the head. The line above the body is a title, however many texts have
    /// the same.
    fn header(&self, depth: usize) -> Vec<Span> {
        let body = self.lines.iter().position(|line| line.body);
        let Some(body) = body else { return Vec::new() };
        if self.is_copied(depth) {
            return Vec::new();
        }
        let depth = depth.min(body.saturating_sub(1));
        let least = if self.known {
            LINES_AT_FOOT
        } else {
            LINES_AT_HEAD
        };
        furniture(&self.lines[..depth], least)
    }
}

/// The lines of a block, if it is large enough, not too large, and not all sentences and signatures.
fn furniture(block: &[EdgeLine], least: usize) -> Vec<Span> {
    let characters: usize = block.iter().map(|line| line.span.len()).sum();
    let whole = block.len() >= least && (CHARACTERS..=MOST_CHARACTERS).contains(&characters);
    if whole && block.iter().any(|line| line.shape == LineShape::Fragment) {
        block.iter().map(|line| line.span).collect()
    } else {
        Vec::new()
    }
}

/// For each edge how many of its lines, from outside inward, are the same as in enough other texts.
///
/// Line by line, the texts that agree so far are grouped by a hash over all lines up to this one. A group goes on if it still
/// has enough texts, and at least half of those it had before; so depth is that of a walk down a trie whose branches are
/// pruned.
fn depths(edges: &[&TextEdge]) -> Vec<usize> {
    let mut depths = vec![0; edges.len()];
    let mut agreeing: Vec<Agreeing> = (0..edges.len())
        .map(|edge| Agreeing {
            hash: 0,
            edge,
            count: edges.len(),
        })
        .collect();
    for depth in 0..LINES {
        let mut next: Vec<Agreeing> = agreeing
            .iter()
            .filter_map(|found| Some(found.with(edges[found.edge].lines.get(depth)?)))
            .collect();
        next.sort_unstable();
        agreeing = next
            .chunk_by(|a, b| a.hash == b.hash)
            .filter(|group| {
                let before = group[0].count;
                group.len() >= DOCUMENTS && (depth == 0 || group.len() * 2 >= before)
            })
            .flat_map(|group| {
                let count = group.len();
                group.iter().map(move |found| Agreeing { count, ..*found })
            })
            .collect();
        if agreeing.is_empty() {
            break;
        }
        for found in &agreeing {
            depths[found.edge] = depth + 1;
        }
    }
    depths
}

/// An edge that agrees with others so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Agreeing {
    /// A hash of the lines in which they agree.
    hash: u64,
    /// The index of the edge.
    edge: usize,
    /// How many edges agree.
    count: usize,
}

impl Agreeing {
    /// The same edge, one line further in.
    fn with(self, line: &EdgeLine) -> Self {
        let both = [self.hash, line.hash].map(u64::to_le_bytes);
        let hash = rapidhash_v3_seeded(both.as_flattened(), &SECRETS);
        Self { hash, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(texts: &[&str]) -> Vec<Vec<String>> {
        let sources: Vec<SourceText> = texts.iter().map(|t| SourceText::from(*t)).collect();
        let refs: Vec<&SourceText> = sources.iter().collect();
        repeated_lines(&refs)
            .iter()
            .zip(&sources)
            .map(|(spans, source)| spans.iter().map(|s| source.slice(*s).to_owned()).collect())
            .collect()
    }

    const LICENCE: &str = "本作品属于\n公有领域\n，可以自由使用。\nPublic domain\nfalse";

    #[test]
    fn a_licence_below_several_texts_is_furniture_and_a_formula_is_not() {
        let speech = |what: &str| {
            format!("各位代表：\n现在，我向大会报告工作。\n{what}\n谢谢大家！\n{LICENCE}")
        };
        let texts: Vec<String> = ["修桥。", "铺路。", "种树。"]
            .iter()
            .map(|w| speech(w))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for lines in found(&texts) {
            assert_eq!(lines.join("\n"), LICENCE);
        }
    }

    #[test]
    fn two_texts_are_not_enough() {
        let texts = [
            format!("甲。\n{LICENCE}"),
            format!("乙。\n{LICENCE}"),
            "丙。".to_owned(),
        ];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert!(found(&texts).iter().all(Vec::is_empty));
    }

    #[test]
    fn salutations_closings_and_signatures_stay() {
        let speech = |what: &str| {
            format!(
                "工作报告\n县长 李明\n各位代表：\n{what}\n全国各族人民大团结万岁！\n谢谢大家！\n中共海东县委员会\n2024年1月5日"
            )
        };
        let texts: Vec<String> = ["修桥。", "铺路。", "种树。"]
            .iter()
            .map(|w| speech(w))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert!(
            found(&texts).iter().all(Vec::is_empty),
            "{:?}",
            found(&texts)
        );
    }

    #[test]
    fn a_header_is_furniture_and_the_title_is_not() {
        let page = |what: &str| {
            format!(
                "海东县政府门户\n走进海东 政务公开 互动交流\n网站支持IPv6\n工作动态\n{what}的通知\n今天下雨。"
            )
        };
        let texts: Vec<String> = ["修桥", "铺路", "种树"].iter().map(|w| page(w)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for lines in found(&texts) {
            assert_eq!(lines.len(), 4);
            assert!(lines.iter().all(|line| !line.contains("通知")));
        }
    }

    #[test]
    fn copies_keep_what_they_share() {
        let copy = |what: &str| {
            format!(
                "{what}修桥铺路。\n要坚持把群众的小事当成我们的大事来办，办好每一件实事好事，不留尾巴。\n附件一\n附件二 名单\n附件三 工程进度安排表"
            )
        };
        let texts: Vec<String> = ["今天", "昨天", "去年"].iter().map(|w| copy(w)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert!(
            found(&texts).iter().all(Vec::is_empty),
            "{:?}",
            found(&texts)
        );
    }

    #[test]
    fn equal_texts_are_no_furniture() {
        let texts = ["甲乙\n丙丁戊己庚辛壬癸\n子丑寅卯辰巳"; 4];
        assert!(found(&texts).iter().all(Vec::is_empty));
    }

    proptest! {
        #[test]
        fn furniture_is_in_order_and_inside_the_text(texts in proptest::collection::vec("[甲乙。：\n a1]{0,40}", 0..8)) {
            let sources: Vec<SourceText> = texts.iter().map(|t| SourceText::from(t.as_str())).collect();
            let refs: Vec<&SourceText> = sources.iter().collect();
            for (spans, source) in repeated_lines(&refs).iter().zip(&sources) {
                prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
                prop_assert!(spans.iter().all(|s| s.end <= source.len()));
            }
        }
    }
}
