//! Which blocks of a page are its text.
//!
//! Blocks are told apart by shallow features, link density and running text, after Kohlschütter, Fankhauser and Nejdl,
//! "Boilerplate detection using shallow text features" (WSDM 2010). The text of a page is the element whose blocks
//! score highest together, as the segments of Pasternack and Roth, "Extracting article text from the web with maximum
//! subsequence segmentation" (WWW 2009), only that segments are elements here. What is furniture inside that element
//! is then taken out again.

use super::page::{Block, Page};

/// What a link block costs besides its characters: titles of other pages are short, and there are many of them.
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
pub(super) fn main_text(page: &Page) -> Vec<bool> {
    let scores: Vec<i64> = page.blocks.iter().map(score).collect();
    let sums = Sums::new(&scores, &page.blocks);
    let mut text = vec![false; page.blocks.len()];
    let Some(main) = best_element(page, &sums) else {
        // Nothing reads like running text: a page of a few lines. All of it is the text.
        return page.blocks.iter().map(|b| !b.hidden).collect();
    };
    let element = &page.elements[main];
    text[element.first..element.end].fill(true);
    let prose = sums.prose(element.first, element.end);
    let mut number = main + 1;
    while number < element.next {
        let inner = &page.elements[number];
        let share = sums.prose(inner.first, inner.end) as f64 / prose.max(1) as f64;
        let named = NAMES.iter().any(|name| inner.names.contains(name));
        let listed = is_list_of_links(&page.blocks[inner.first..inner.end]);
        let blocks = &page.blocks[inner.first..inner.end];
        let byline = !blocks.iter().any(|b| is_prose(b) || b.heading.is_some())
            && BYLINES.iter().any(|name| inner.names.contains(name));
        if ((inner.aside || named) && share < NAMED_SHARE) || listed || byline {
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
fn score(block: &Block) -> i64 {
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

fn is_navigation(block: &Block) -> bool {
    block.links as f64 > LINK_DENSITY * block.chars as f64
}

/// Whether a block reads like running text: it holds the end of a sentence, or is long.
pub(super) fn is_prose(block: &Block) -> bool {
    block.text.contains(['。', '！', '？', '；', '｡']) || block.chars > SHORT
}

/// Sums over ranges of blocks.
struct Sums {
    scores: Vec<i64>,
    prose: Vec<u64>,
}

impl Sums {
    fn new(scores: &[i64], blocks: &[Block]) -> Self {
        let mut sums = Self {
            scores: vec![0],
            prose: vec![0],
        };
        let (mut total, mut prose) = (0, 0);
        for (score, block) in scores.iter().zip(blocks) {
            total += score;
            prose += u64::try_from(*score).unwrap_or(0);
            debug_assert!(*score <= block.chars as i64);
            sums.scores.push(total);
            sums.prose.push(prose);
        }
        sums
    }

    fn score(&self, first: usize, end: usize) -> i64 {
        self.scores[end] - self.scores[first]
    }

    fn prose(&self, first: usize, end: usize) -> u64 {
        self.prose[end] - self.prose[first]
    }
}

/// The element with the highest score; of several, the innermost, and the first of those.
fn best_element(page: &Page, sums: &Sums) -> Option<usize> {
    let score = |number: usize| {
        let element = &page.elements[number];
        sums.score(element.first, element.end)
    };
    let mut best: Option<usize> = None;
    for number in 0..page.elements.len() {
        let better = best.is_none_or(|best| {
            let inside = number < page.elements[best].next;
            score(number) > score(best) || (inside && score(number) == score(best))
        });
        if better && sums.prose(page.elements[number].first, page.elements[number].end) > 0 {
            best = Some(number);
        }
    }
    best
}

/// Whether blocks are a list of links to other pages, with no running text among them.
fn is_list_of_links(blocks: &[Block]) -> bool {
    let links: usize = blocks.iter().map(|b| b.links).sum();
    let chars: usize = blocks.iter().map(|b| b.chars).sum();
    let count = blocks.iter().filter(|b| is_navigation(b)).count();
    count >= LIST && links as f64 > LINK_DENSITY * chars as f64
}

/// Takes out links above the first running text and below the last, and runs of them between.
fn trim(page: &Page, first: usize, end: usize, text: &mut [bool]) {
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
