//! The nesting of headings: which stands below which, and at what level.
//!
//! In: `一、` `（一）` `（二）` `二、` `（一）` `1.` · Out: levels `1` `2` `2` `1` `2` `3`
//!
//! A stack holds the open headings, outermost first. A heading that goes on in a chain which is open ends all that stands
//! inside that chain. Any other heading ends those that do not enclose it: a heading encloses another if its own chain goes
//! on behind it, or if its marker is the outer one in the usual order (一、 before （一） before 1.). So unusual orders are
//! understood, too: where `1.` stands above `一、`, its chain goes on.

use super::candidate::HeadingCandidate;
use super::chain::HeadingChains;
use super::marker::MarkerStyle;
use super::unnumbered::is_unnumbered;

/// A heading with its position in the tree.
#[derive(Clone, Debug)]
pub(super) struct NestedHeading {
    /// The index of its candidate.
    pub(super) candidate: usize,
    /// The index of the heading above it, among the nested ones.
    pub(super) parent: Option<usize>,
    /// The level, from 1.
    pub(super) level: u8,
    /// Whether it is the last of an enumeration in paragraphs of which every other item is one paragraph: then
    /// it is one paragraph too, and what follows belongs to the heading above.
    pub(super) one_paragraph: bool,
}

/// A heading below which others may stand.
struct OpenHeading {
    /// Its index among the nested headings.
    heading: usize,
    /// The index of its chain.
    chain: usize,
    /// The last member of its chain, as an index of a candidate.
    last: usize,
}

/// Nests the headings: those candidates that have a chain. `closing` is the paragraph from which on nothing stands below a
/// heading of the body. Each heading is pushed and popped once: O(n).
pub(super) fn nest(
    candidates: &[HeadingCandidate],
    chains: &HeadingChains,
    closing: Option<usize>,
) -> Vec<NestedHeading> {
    let chinese = candidates
        .iter()
        .zip(&chains.of)
        .any(|(candidate, chain)| chain.is_some() && candidate.marker.style.is_outline());
    let mut found: Vec<NestedHeading> = Vec::new();
    let mut stack: Vec<OpenHeading> = Vec::new();
    let mut closed = false;
    for (index, candidate) in candidates.iter().enumerate() {
        let Some(chain) = chains.of[index] else {
            continue;
        };
        if !closed && closing.is_some_and(|closing| candidate.paragraph >= closing) {
            stack.clear();
            closed = true;
        }
        if let Some(styled) = candidate.styled {
            close_styled(candidates, &found, &mut stack, index, styled);
        } else if let Some(depth) = stack.iter().position(|open| open.chain == chain) {
            stack.truncate(depth);
        } else if let Some(level) = earlier_level(candidates, chains, &found, index) {
            let ended = |open: &OpenHeading| found[open.heading].level >= level;
            let depth = stack.iter().position(ended).unwrap_or(stack.len());
            stack.truncate(depth);
        } else {
            let holds = |open: &OpenHeading| encloses(candidates, &found, open, index);
            let depth = stack.iter().rposition(holds).map_or(0, |at| at + 1);
            stack.truncate(depth);
        }
        let parent = stack.last().map(|open| open.heading);
        let above = parent.map_or(0, |parent| found[parent].level);
        let members = &chains.chains[chain].members;
        let last = members.last().copied().unwrap_or(index);
        found.push(NestedHeading {
            candidate: index,
            parent,
            level: match candidate.styled {
                Some(styled) => styled.max(above.saturating_add(1)),
                None => level(candidate.marker.style, above, chinese),
            },
            one_paragraph: index == last && one_paragraph_each(candidates, members),
        });
        stack.push(OpenHeading {
            heading: found.len() - 1,
            chain,
            last,
        });
    }
    found
}

/// The level at which the titles without number stood before, if the candidate `index` is one of them: it stands there, too.
fn earlier_level(
    candidates: &[HeadingCandidate],
    chains: &HeadingChains,
    found: &[NestedHeading],
    index: usize,
) -> Option<u8> {
    if !is_unnumbered(&candidates[index]) {
        return None;
    }
    let of_chain = |nested: &&NestedHeading| chains.of[nested.candidate] == chains.of[index];
    found.iter().rfind(of_chain).map(|nested| nested.level)
}

/// Ends the open headings that do not enclose the heading of candidate `index`, which is of this level by style. Among
/// styled headings the level decides; one without style encloses it if its marker is the outer one, or if its numbers go
/// on behind it.
fn close_styled(
    candidates: &[HeadingCandidate],
    found: &[NestedHeading],
    stack: &mut Vec<OpenHeading>,
    index: usize,
    level: u8,
) {
    let of = |open: &OpenHeading| &candidates[found[open.heading].candidate];
    let ended = |open: &OpenHeading| of(open).styled.is_some_and(|above| above >= level);
    if let Some(depth) = stack.iter().position(ended) {
        stack.truncate(depth);
    }
    let below = candidates[index].marker.style;
    while let Some(top) = stack.last() {
        let above = of(top);
        let outer = above.marker.style;
        let encloses = above.styled.is_some()
            || outer.is_outline()
                && match below {
                    MarkerStyle::Unmarked => top.last > index,
                    _ => outer.rank() < below.rank(),
                };
        if encloses {
            break;
        }
        stack.pop();
    }
}

/// Whether an open heading encloses the candidate `index`, which belongs to another chain.
fn encloses(
    candidates: &[HeadingCandidate],
    found: &[NestedHeading],
    top: &OpenHeading,
    index: usize,
) -> bool {
    let (above, below) = (
        &candidates[found[top.heading].candidate],
        &candidates[index],
    );
    let goes_on = top.last > index;
    if goes_on {
        // Articles are counted through a rule, whatever its chapters.
        let (outer, inner) = (above.marker.style, below.marker.style);
        return outer != MarkerStyle::Article || inner.rank() > outer.rank();
    }
    if is_unnumbered(below) {
        return false;
    }
    let same_paragraph = above.paragraph == below.paragraph;
    if !above.opens && !same_paragraph {
        // An enumeration inside a paragraph ends with it.
        return false;
    }
    let (outer, inner) = (above.marker.style, below.marker.style);
    if outer == MarkerStyle::Unmarked {
        return true;
    }
    if outer.is_words() && inner.is_words() && outer != inner {
        // Below the last 三要 there may stand 一是, in its own paragraph or inside a later one.
        return above.opens && (same_paragraph || !below.opens);
    }
    // A heading in words with a line of its own holds the numbered items below it.
    let heads = outer.is_words() && above.own_line && inner >= MarkerStyle::Arabic;
    heads || outer.rank() < inner.rank()
}

/// The level of a heading by its marker. `above` is the level of the heading above it, 0 for none; `chinese` says whether
/// the document numbers its parts in Chinese, so that a lone `1.` is of the second level.
fn level(style: MarkerStyle, above: u8, chinese: bool) -> u8 {
    let next = above.saturating_add(1);
    match style {
        MarkerStyle::Unmarked
        | MarkerStyle::Part
        | MarkerStyle::Chapter
        | MarkerStyle::Division
        | MarkerStyle::Roman
        | MarkerStyle::Formal
        | MarkerStyle::Stem
        | MarkerStyle::Article
        | MarkerStyle::Chinese
        | MarkerStyle::Topic => next,
        MarkerStyle::Arabic | MarkerStyle::Dotted(_) if above == 0 => 1 + u8::from(chinese),
        MarkerStyle::Arabic | MarkerStyle::Dotted(_) => next,
        MarkerStyle::Letter if !chinese => next,
        MarkerStyle::ChineseBracket
        | MarkerStyle::Letter
        | MarkerStyle::ArabicBracket
        | MarkerStyle::Circled => next.max(2),
        MarkerStyle::Ordinal
        | MarkerStyle::Firstly
        | MarkerStyle::OneOfThem
        | MarkerStyle::Word(_) => next.max(2),
    }
}

/// Whether the items of a chain are one paragraph each, one behind the other.
fn one_paragraph_each(candidates: &[HeadingCandidate], members: &[usize]) -> bool {
    let items: Vec<&HeadingCandidate> = members.iter().map(|at| &candidates[*at]).collect();
    items.len() > 1
        && items[0].marker.style > MarkerStyle::ChineseBracket
        && items.iter().all(|item| item.opens && !item.own_line)
        && items
            .windows(2)
            .all(|pair| pair[1].paragraph == pair[0].paragraph + 1)
}
