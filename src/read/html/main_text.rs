//! The choice of the blocks of a page that are its text.
//!
//! Blocks are told apart by shallow features, link density and running text, after Kohlschütter, Fankhauser and Nejdl,
//! "Boilerplate detection using shallow text features" (WSDM 2010). The text of a page is the element whose blocks
//! score highest together, as the segments of Pasternack and Roth, "Extracting article text from the web with maximum
//! subsequence segmentation" (WWW 2009), only that segments are elements here. What is furniture inside that element
//! is then taken out again.

use super::page::{Element, HtmlPage, TextBlock};

/// The cost of a link block besides its characters: titles of other pages are short, and there are many of them.
const LINK_COST: i64 = 10;

/// Share of links in a block's characters above which it is navigation. Kohlschütter's tree splits at 0.333 to 0.555.
const LINK_DENSITY: f64 = 0.4;

/// Longest block without a sentence's end that is no running text.
const SHORT: usize = 60;

/// Blocks that are nothing but links, from which on they are a list of other pages.
const LIST: usize = 2;

/// Share of the text that an element must not exceed to be left out for its name alone.
const NAMED_SHARE: f64 = 0.3;

/// Words in `id` and `class` that speak for furniture: those of Mozilla's Readability (`unlikelyCandidates` and
/// `negative`), as far as they name things beside a text, and their pinyin.
const NAMES: &[&str] = &[
    "banner",
    "breadcrumb",
    "comment",
    "copyright",
    "crumb",
    "disqus",
    "footer",
    "footnav",
    "fenxiang",
    "menu",
    "navbar",
    "navigation",
    "pagination",
    "pager",
    "recommend",
    "related",
    "remark",
    "share",
    "sidebar",
    "social",
    "sponsor",
    "subnav",
    "toolbar",
    "topbar",
    "tuijian",
    "widget",
    "xiangguan",
];

/// Words in `id` and `class` of the lines below a title that say when and by whom it was published. They count only
/// where there is no running text.
const BYLINES: &[&str] = &[
    "author", "byline", "channel", "counter", "date", "editor", "fontsize", "hits", "info",
    "laiyuan", "meta", "print", "publish", "source", "time", "tool",
];

/// For each block whether it is part of the text. O(blocks + elements).
pub(super) fn main_text(page: &HtmlPage) -> Vec<bool> {
    let sums = PrefixSums::new(&page.blocks);
    let mut text = vec![false; page.blocks.len()];
    let Some(main) = best_element(page, &sums) else {
        // Nothing reads like running text: a page of a few lines. All of it is the text.
        return page.blocks.iter().map(|b| !b.hidden).collect();
    };
    let element = &page.elements[main];
    text[element.first..element.end].fill(true);
    let prose = sums.of(element).prose;
    let mut number = main + 1;
    while number < element.next {
        let inner = &page.elements[number];
        let sum = sums.of(inner);
        let has = |names: &[&str]| names.iter().any(|name| inner.names.contains(name));
        let beside = (inner.aside || has(NAMES)) && (sum.prose as f64) < NAMED_SHARE * prose as f64;
        let byline = sum.solid == 0 && has(BYLINES);
        if beside || byline || sum.is_list_of_links() {
            text[inner.first..inner.end].fill(false);
            number = inner.next;
        } else {
            number += 1;
        }
    }
    trim(page, element.first, element.end, &mut text);
    for (block, text) in page.blocks.iter().zip(&mut text) {
        *text &= !block.hidden;
    }
    text
}

/// Positive for running text, negative for links, nothing for short lines that may be either.
fn score(block: &TextBlock) -> i64 {
    if block.hidden {
        0
    } else if is_navigation(block) {
        -(block.links as i64) - LINK_COST
    } else if is_prose(block) {
        (block.chars - block.links) as i64
    } else {
        0
    }
}

fn is_navigation(block: &TextBlock) -> bool {
    block.links as f64 > LINK_DENSITY * block.chars as f64
}

/// Whether a block reads like running text: it holds the end of a sentence, or is long.
pub(super) fn is_prose(block: &TextBlock) -> bool {
    block.text.contains(['。', '！', '？', '；', '｡']) || block.chars > SHORT
}

/// Sums over a range of blocks.
#[derive(Clone, Copy, Debug, Default)]
struct BlockSums {
    score: i64,
    /// The positive scores alone.
    prose: u64,
    links: usize,
    chars: usize,
    /// Blocks that are navigation.
    navigation: usize,
    /// Blocks that are running text or headings.
    solid: usize,
}

impl BlockSums {
    /// Whether these blocks are a list of links to other pages, with little text among them.
    fn is_list_of_links(&self) -> bool {
        self.navigation >= LIST && self.links as f64 > LINK_DENSITY * self.chars as f64
    }
}

/// Sums of all blocks before each.
struct PrefixSums(Vec<BlockSums>);

impl PrefixSums {
    fn new(blocks: &[TextBlock]) -> Self {
        let mut sum = BlockSums::default();
        let mut sums = vec![sum];
        for block in blocks {
            let score = score(block);
            sum.score += score;
            sum.prose += u64::try_from(score).unwrap_or(0);
            sum.links += block.links;
            sum.chars += block.chars;
            sum.navigation += usize::from(is_navigation(block));
            sum.solid += usize::from(block.heading.is_some() || is_prose(block));
            sums.push(sum);
        }
        Self(sums)
    }

    /// The sum inside an element: O(1).
    fn of(&self, element: &Element) -> BlockSums {
        let (from, to) = (&self.0[element.first], &self.0[element.end]);
        BlockSums {
            score: to.score - from.score,
            prose: to.prose - from.prose,
            links: to.links - from.links,
            chars: to.chars - from.chars,
            navigation: to.navigation - from.navigation,
            solid: to.solid - from.solid,
        }
    }
}

/// The element with the highest score; of several, the innermost, and the first of those.
fn best_element(page: &HtmlPage, sums: &PrefixSums) -> Option<usize> {
    let mut best: Option<(usize, i64)> = None;
    for (number, element) in page.elements.iter().enumerate() {
        let sum = sums.of(element);
        let better = best.is_none_or(|(best, score)| {
            let inside = number < page.elements[best].next;
            sum.score > score || (inside && sum.score == score)
        });
        if better && sum.prose > 0 {
            best = Some((number, sum.score));
        }
    }
    best.map(|(best, _)| best)
}

/// Takes out links above the first running text and below the last, and runs of them between.
fn trim(page: &HtmlPage, first: usize, end: usize, text: &mut [bool]) {
    let blocks = &page.blocks;
    let is_text = |at: &usize| text[*at] && is_prose(&blocks[*at]) && !is_navigation(&blocks[*at]);
    let head = (first..end).find(is_text).unwrap_or(first);
    let foot = (first..end).rev().find(is_text).unwrap_or(head);
    let mut at = first;
    while at < end {
        let run = (at..end).take_while(|i| is_navigation(&blocks[*i])).count();
        if run == 0 {
            at += 1;
            continue;
        }
        if run >= LIST || at < head || at > foot {
            text[at..at + run].fill(false);
        }
        at += run;
    }
}
