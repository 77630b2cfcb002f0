//! Which heading stands below which, and at what level.

use super::candidate::HeadingCandidate;
use super::chain::HeadingChains;
use super::marker::MarkerStyle;

/// A heading with its place in the tree.
#[derive(Clone, Debug)]
pub(super) struct NestedHeading {
    /// Index of its candidate.
    pub(super) candidate: usize,
    /// Index of the heading above it, among the nested.
    pub(super) parent: Option<usize>,
    /// From 1.
    pub(super) level: u8,
    /// Whether it is the last of an enumeration in paragraphs of which every other item is one paragraph: then
    /// it is one paragraph too, and what follows belongs to the heading above.
    pub(super) one_paragraph: bool,
}

struct OpenHeading {
    heading: usize,
    chain: usize,
    /// The last member of its chain, as a candidate.
    last: usize,
}

/// Nests the headings. `closing` is the paragraph from which on nothing stands below a heading of the body. O(n).
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
        } else if let Some(depth) = stack.iter().position(|frame| frame.chain == chain) {
            stack.truncate(depth);
        } else {
            while let Some(top) = stack.last() {
                if encloses(candidates, &found, top, index) {
                    break;
                }
                stack.pop();
            }
        }
        let parent = stack.last().map(|frame| frame.heading);
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

/// Ends what a heading of this level by style does not stand below. Among styled headings the level decides; one
/// without style holds it if its marker is the outer one, or if its numbers go on behind it.
fn close_styled(
    candidates: &[HeadingCandidate],
    found: &[NestedHeading],
    stack: &mut Vec<OpenHeading>,
    index: usize,
    level: u8,
) {
    let of = |frame: &OpenHeading| &candidates[found[frame.heading].candidate];
    let ended = |frame: &OpenHeading| of(frame).styled.is_some_and(|above| above >= level);
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

/// Whether the heading on top of the stack holds the candidate `index`, which begins or goes on another sequence.
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
        return true;
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

fn level(style: MarkerStyle, above: u8, chinese: bool) -> u8 {
    let next = above.saturating_add(1);
    match style {
        MarkerStyle::Unmarked
        | MarkerStyle::Part
        | MarkerStyle::Chapter
        | MarkerStyle::Division
        | MarkerStyle::Article
        | MarkerStyle::Chinese => next,
        MarkerStyle::Arabic | MarkerStyle::Dotted(_) if above == 0 => 1 + u8::from(chinese),
        MarkerStyle::Arabic | MarkerStyle::Dotted(_) => next,
        MarkerStyle::ChineseBracket | MarkerStyle::ArabicBracket | MarkerStyle::Circled => {
            next.max(2)
        }
        MarkerStyle::Ordinal
        | MarkerStyle::Firstly
        | MarkerStyle::OneOfThem
        | MarkerStyle::Word(_) => next.max(2),
    }
}

fn one_paragraph_each(candidates: &[HeadingCandidate], members: &[usize]) -> bool {
    let items: Vec<&HeadingCandidate> = members.iter().map(|at| &candidates[*at]).collect();
    items.len() > 1
        && items[0].marker.style > MarkerStyle::ChineseBracket
        && items.iter().all(|item| item.opens && !item.own_line)
        && items
            .windows(2)
            .all(|pair| pair[1].paragraph == pair[0].paragraph + 1)
}
