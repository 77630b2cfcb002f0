//! Sequences of numbers among the candidates: a heading has a next or a previous one.

use std::collections::BTreeMap;

use super::candidate::{HeadingCandidate, same_family};
use super::marker::MarkerStyle;

/// Paragraphs that may lie between two members of an enumeration inside paragraphs. It does not count across a
/// whole document: the next 二是 would belong to another 一是.
const INLINE_REACH: usize = 3;

/// Longest heading of a list whose items have no text of their own, in code points.
const BARE_ITEM: usize = 80;

/// Longest own-line heading that is believed without a second of its kind.
const LONE_HEADING: usize = 40;

/// Longest heading after 首先 and its like, which open many a plain sentence.
const FIRSTLY_HEADING: usize = 60;

/// Candidates that make one sequence, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadingChain {
    pub(super) members: Vec<usize>,
}

/// The sequences that are headings, and for each candidate the one that it belongs to.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadingChains {
    pub(super) chains: Vec<HeadingChain>,
    pub(super) of: Vec<Option<usize>>,
}

/// Style, and whether the markers open lines: enumerations inside paragraphs count apart.
type Key = (MarkerStyle, bool);

/// Enumerations of one form that may be open inside each other: 一、 below 二、 is seen in reports of the 1980s.
const OPEN_AT_ONCE: usize = 4;

/// An enumeration that waits for its next number.
#[derive(Clone, Copy)]
struct OpenSequence {
    chain: usize,
    last: u32,
    /// Its last member.
    at: usize,
}

/// Joins candidates to sequences and keeps those that make headings: O(n log n).
pub(super) fn chains(chars: &[char], candidates: &[HeadingCandidate]) -> HeadingChains {
    let mut all: Vec<HeadingChain> = Vec::new();
    let mut open: BTreeMap<Key, Vec<OpenSequence>> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        close_interrupted(&mut open, candidates, candidate);
        let style = candidate.marker.style;
        let continued = match candidate.marker.number {
            Some(1) => None,
            number => continuation(&open, candidates, candidate, number),
        };
        let key = (style, candidate.line_start);
        let chain = match continued {
            Some((from, depth)) => {
                let stack = open.entry(from).or_default();
                let found = stack[depth];
                stack.truncate(depth);
                found.chain
            }
            None => {
                let Some(number) = candidate.marker.number else {
                    continue;
                };
                // An excerpt may begin at 二、; an enumeration in words never begins at 二是.
                if number > 1 && !(candidate.line_start && style.is_outline()) {
                    continue;
                }
                all.push(HeadingChain::default());
                all.len() - 1
            }
        };
        all[chain].members.push(index);
        let last = candidate.marker.number.unwrap_or(u32::MAX - 1);
        let stack = open.entry(key).or_default();
        if stack.len() == OPEN_AT_ONCE {
            stack.remove(0);
        }
        stack.push(OpenSequence {
            chain,
            last,
            at: index,
        });
    }
    let mut of = vec![None; candidates.len()];
    let mut kept = Vec::new();
    for chain in all {
        if !is_outline(chars, candidates, &chain) {
            continue;
        }
        for member in &chain.members {
            of[*member] = Some(kept.len());
        }
        kept.push(chain);
    }
    HeadingChains { chains: kept, of }
}

/// The open enumeration whose next number the candidate bears, as key and depth: the same form first, then its
/// relatives; the latest first.
fn continuation(
    open: &BTreeMap<Key, Vec<OpenSequence>>,
    candidates: &[HeadingCandidate],
    candidate: &HeadingCandidate,
    number: Option<u32>,
) -> Option<(Key, usize)> {
    let style = candidate.marker.style;
    let fits = |found: &OpenSequence| {
        let next = match number {
            Some(number) => found.last + 1 == number,
            // 最后 needs 首先 and 其次 before it.
            None => (2..u32::MAX - 1).contains(&found.last),
        };
        let before = &candidates[found.at];
        let near = candidate.line_start
            || before.line_start
            || candidate.paragraph - before.paragraph <= INLINE_REACH;
        next && near
    };
    let latest = |key: &Key| open.get(key).and_then(|stack| stack.iter().rposition(fits));
    for key in [
        (style, candidate.line_start),
        (style, !candidate.line_start),
    ] {
        if let Some(depth) = latest(&key) {
            return Some((key, depth));
        }
    }
    if style.is_words() {
        return open
            .iter()
            .filter(|((other, _), _)| same_family(*other, style))
            .filter_map(|(key, stack)| {
                stack
                    .iter()
                    .rposition(fits)
                    .map(|depth| (stack[depth].at, *key, depth))
            })
            .max()
            .map(|(_, key, depth)| (key, depth));
    }
    // One number lost, to a typing error or a broken line, does not end an outline.
    let key = (style, true);
    let skips = |found: &OpenSequence| number == Some(found.last + 2);
    let depth = open.get(&key)?.iter().rposition(skips)?;
    (style.is_outline() && candidate.own_line).then_some((key, depth))
}

/// Ends the enumerations that a part of the document does not outlast.
fn close_interrupted(
    open: &mut BTreeMap<Key, Vec<OpenSequence>>,
    candidates: &[HeadingCandidate],
    by: &HeadingCandidate,
) {
    if !(by.line_start && by.marker.style.is_outline() && by.sound) {
        return;
    }
    let rank = by.marker.style.rank();
    for ((style, _), stack) in open.iter_mut() {
        if style.is_words() {
            let outlasts = rank >= MarkerStyle::ChineseBracket.rank();
            stack.retain(|found| outlasts && candidates[found.at].own_line);
        }
    }
}

/// Whether a sequence is a sequence of headings.
fn is_outline(chars: &[char], candidates: &[HeadingCandidate], chain: &HeadingChain) -> bool {
    let members: Vec<&HeadingCandidate> = chain.members.iter().map(|at| &candidates[*at]).collect();
    let Some((first, last)) = members.first().zip(members.last()) else {
        return false;
    };
    let style = first.marker.style;
    if members.len() == 1 {
        return first.own_line
            && first.sound
            && style.is_outline()
            && !first.marker.weak
            && first.span.len() <= LONE_HEADING;
    }
    let sound = members.iter().filter(|m| m.sound).count();
    if sound * 2 <= members.len() {
        return false;
    }
    let short =
        |most: usize| members.iter().filter(|m| m.span.len() <= most).count() * 2 > members.len();
    let has_body = |pair: &[&HeadingCandidate]| {
        pair[0].run_in || has_text(chars, pair[0].span.end, pair[1].span.start)
    };
    let bodies =
        members.windows(2).filter(|pair| has_body(pair)).count() + usize::from(last.run_in);
    match style {
        MarkerStyle::Unmarked => true,
        MarkerStyle::Firstly => short(FIRSTLY_HEADING),
        MarkerStyle::Ordinal | MarkerStyle::OneOfThem | MarkerStyle::Word(_) => {
            bodies > 0 || short(BARE_ITEM)
        }
        MarkerStyle::Article => members
            .iter()
            .all(|m| m.own_line && m.span.len() <= LONE_HEADING),
        MarkerStyle::Part | MarkerStyle::Chapter | MarkerStyle::Division => bodies > 0,
        // （一）……。（二）……。 inside a paragraph counts like 一是; as lines without text under them they are a list.
        MarkerStyle::Chinese | MarkerStyle::ChineseBracket => {
            bodies > 0 || members.iter().all(|m| !m.line_start) && short(BARE_ITEM)
        }
        MarkerStyle::Arabic
        | MarkerStyle::Dotted(_)
        | MarkerStyle::ArabicBracket
        | MarkerStyle::Circled => bodies * 2 >= members.len(),
    }
}

/// Whether a word stands between two positions.
fn has_text(chars: &[char], from: usize, to: usize) -> bool {
    chars[from..to.max(from)]
        .iter()
        .any(|c| c.is_alphanumeric())
}
