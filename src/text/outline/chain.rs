//! Chains of numbers among the candidates: a heading has a next or a previous one.
//!
//! In, a candidate a line, with its paragraph:
//!
//! ```text
//! 1 一、备料      2 （一）石料      3 （二）木料      4 二、开工      5 一是打桩      5 二是铺面      6 一是没有钱
//! ```
//!
//! Out: the chains 一、二、 and （一）（二） and 一是 二是. The last candidate begins a chain that nothing continues, and an
//! enumeration in words of one member is none; so 一是没有钱 is text.
//!
//! One pass over the candidates keeps, for each form of marker, a stack of the chains that wait for their next number. A
//! stack and not a single chain, since numbering may start anew inside a part of the same form. A chain that is found is
//! then judged as a whole ([`is_outline`]): whether its members are short enough, and whether there is text under them.

use std::collections::BTreeMap;

use super::candidate::{HeadingCandidate, same_family};
use super::marker::MarkerStyle;

/// How many paragraphs may lie between two members of an enumeration inside paragraphs. It does not count across a
/// whole document, as its parts do (二、, 第二个问题：): the next 二是 would belong to another 一是.
const INLINE_REACH: usize = 3;

/// Longest heading of a list whose items have no text of their own, in code points.
const BARE_ITEM: usize = 80;

/// Longest own-line heading that is believed without a second of its kind, in code points.
const LONE_HEADING: usize = 40;

/// Fewest articles that make a rule of a text: two may be quoted.
const ARTICLES: usize = 3;

/// Fewest members of a list in figures, or of an enumeration in words, whose beginning is lost.
const WITHOUT_BEGINNING: usize = 3;

/// Longest heading after 首先 and its like, which open many a plain sentence, in code points.
const FIRSTLY_HEADING: usize = 60;

/// Members after which a list is believed to go on behind a number that is lost.
const SHOWN: usize = 3;

/// Enumerations of one form that may be open inside each other: 一、 below 二、 is seen in reports of the 1980s.
const OPEN_AT_ONCE: usize = 4;

/// Candidates whose numbers make one sequence, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadingChain {
    /// Indices of the candidates.
    pub(super) members: Vec<usize>,
}

/// The chains that are headings.
#[derive(Clone, Debug, Default)]
pub(super) struct HeadingChains {
    pub(super) chains: Vec<HeadingChain>,
    /// For each candidate the index of its chain; none for candidates that are no headings.
    pub(super) of: Vec<Option<usize>>,
}

/// The form of an enumeration: its style, and whether its markers open lines. Enumerations inside paragraphs count apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct EnumerationForm {
    style: MarkerStyle,
    line_start: bool,
}

/// A chain that waits for its next number.
#[derive(Clone, Copy)]
struct OpenSequence {
    /// The index of the chain.
    chain: usize,
    /// The number of its last member; none behind 最后, which nothing follows.
    last: Option<u32>,
    /// Its last member, as an index of a candidate.
    at: usize,
    /// How many members it has.
    members: usize,
}

/// An open chain by its form and its depth in the stack of that form.
#[derive(Clone, Copy)]
struct StackPosition {
    form: EnumerationForm,
    depth: usize,
}

/// Joins candidates to chains and keeps those that make headings: O(n log n).
pub(super) fn chains(chars: &[char], candidates: &[HeadingCandidate]) -> HeadingChains {
    let mut of = vec![None; candidates.len()];
    let mut kept = Vec::new();
    for chain in all_chains(candidates) {
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

/// All chains of consecutive numbers, whether headings or not.
fn all_chains(candidates: &[HeadingCandidate]) -> Vec<HeadingChain> {
    let mut all: Vec<HeadingChain> = Vec::new();
    let mut open = OpenSequences {
        candidates,
        stacks: BTreeMap::new(),
    };
    for (index, candidate) in candidates.iter().enumerate() {
        open.close_interrupted(candidate);
        let chain = match open.continued_by(candidate) {
            Some(position) => open.take(position).chain,
            None if may_begin(candidate) => {
                all.push(HeadingChain::default());
                all.len() - 1
            }
            None => continue,
        };
        all[chain].members.push(index);
        let form = EnumerationForm {
            style: candidate.marker.style,
            line_start: candidate.line_start,
        };
        open.push(
            form,
            OpenSequence {
                chain,
                last: candidate.marker.number,
                at: index,
                members: all[chain].members.len(),
            },
        );
    }
    all
}

/// Whether a candidate may be the first of a chain. An excerpt may begin at 二、 or 8., and the first number of an enumeration
/// in words may stand in a sentence where none is looked for; none begins at 最后.
fn may_begin(candidate: &HeadingCandidate) -> bool {
    let style = candidate.marker.style;
    let in_excerpt = candidate.line_start && !style.is_words();
    let number = candidate.marker.number;
    number.is_some_and(|number| number == 1 || in_excerpt || number == 2 && style.is_words())
}

/// The chains that wait for their next number, by form, the outermost first.
struct OpenSequences<'c> {
    candidates: &'c [HeadingCandidate],
    stacks: BTreeMap<EnumerationForm, Vec<OpenSequence>>,
}

impl OpenSequences<'_> {
    /// Opens a chain; the outermost is given up where too many of one form are open.
    fn push(&mut self, form: EnumerationForm, sequence: OpenSequence) {
        let stack = self.stacks.entry(form).or_default();
        if stack.len() == OPEN_AT_ONCE {
            stack.remove(0);
        }
        stack.push(sequence);
    }

    /// Takes a chain from its stack. Those inside it have ended.
    fn take(&mut self, position: StackPosition) -> OpenSequence {
        let stack = self.stacks.entry(position.form).or_default();
        let found = stack[position.depth];
        stack.truncate(position.depth);
        found
    }

    /// The open chain whose next number the candidate bears: of the same form first, then of a related one; the latest
    /// first.
    fn continued_by(&self, candidate: &HeadingCandidate) -> Option<StackPosition> {
        let style = candidate.marker.style;
        let number = candidate.marker.number;
        if number == Some(1) {
            return None;
        }
        let latest = |form: EnumerationForm| {
            let fits = |found: &OpenSequence| self.fits(found, candidate);
            let depth = self.stacks.get(&form)?.iter().rposition(fits)?;
            Some(StackPosition { form, depth })
        };
        let of_style = [candidate.line_start, !candidate.line_start]
            .into_iter()
            .find_map(|line_start| latest(EnumerationForm { style, line_start }));
        if of_style.is_some() {
            return of_style;
        }
        if style.is_words() {
            // 二是 goes on from 一要.
            let forms = self.stacks.keys().filter(|f| same_family(f.style, style));
            let at = |position: &StackPosition| self.stacks[&position.form][position.depth].at;
            return forms.filter_map(|form| latest(*form)).max_by_key(at);
        }
        // One number lost, to a typing error or a broken line, does not end an outline, nor a list that has shown to be one.
        let skips = |found: &OpenSequence| {
            let next_but_one = found.last.map(|last| last + 2);
            let whole = style.is_outline() && candidate.own_line || found.members >= SHOWN;
            number.is_some() && next_but_one == number && whole
        };
        if !candidate.line_start {
            return None;
        }
        [true, false].into_iter().find_map(|line_start| {
            let form = EnumerationForm { style, line_start };
            let depth = self.stacks.get(&form)?.iter().rposition(skips)?;
            Some(StackPosition { form, depth })
        })
    }

    /// Whether a candidate has the next number of an open chain, and stands near enough.
    fn fits(&self, found: &OpenSequence, candidate: &HeadingCandidate) -> bool {
        let next = found
            .last
            .is_some_and(|last| match candidate.marker.number {
                Some(number) => last + 1 == number,
                // 最后 needs 首先 and 其次 before it.
                None => last >= 2,
            });
        let before = &self.candidates[found.at];
        let style = candidate.marker.style;
        let near = candidate.line_start
            || before.line_start
            || style < MarkerStyle::ChineseBracket
            || style == MarkerStyle::Topic
            || candidate.paragraph - before.paragraph <= INLINE_REACH;
        next && near
    }

    /// Ends the enumerations in words that the heading of a part of the document interrupts.
    fn close_interrupted(&mut self, by: &HeadingCandidate) {
        if !(by.line_start && by.marker.style.is_outline() && by.sound) {
            return;
        }
        let outlasts = by.marker.style.rank() >= MarkerStyle::ChineseBracket.rank();
        for (form, stack) in &mut self.stacks {
            if form.style.is_words() {
                stack.retain(|found| outlasts && self.candidates[found.at].own_line);
            }
        }
    }
}

/// Whether a chain is one of headings, judged by all its members together.
fn is_outline(chars: &[char], candidates: &[HeadingCandidate], chain: &HeadingChain) -> bool {
    let members: Vec<&HeadingCandidate> = chain.members.iter().map(|at| &candidates[*at]).collect();
    let Some((first, last)) = members.first().zip(members.last()) else {
        return false;
    };
    let style = first.marker.style;
    if members.len() == 1 {
        return first.own_line
            && first.length > first.marker.name
            && first.sound
            && style.is_outline()
            && !first.marker.weak
            && first.span.len() <= LONE_HEADING;
    }
    let sound = members.iter().filter(|m| m.sound).count();
    if sound * 2 <= members.len() {
        return false;
    }
    let begins = first.marker.number == Some(1) || style.is_outline();
    if !begins && members.len() < WITHOUT_BEGINNING {
        return false;
    }
    let short =
        |most: usize| members.iter().filter(|m| m.length <= most).count() * 2 > members.len();
    let has_body = |pair: &[&HeadingCandidate]| {
        pair[0].run_in || has_text(chars, pair[0].span.end, pair[1].span.start)
    };
    let bodies =
        members.windows(2).filter(|pair| has_body(pair)).count() + usize::from(last.run_in);
    match style {
        MarkerStyle::Unmarked => true,
        MarkerStyle::Firstly => short(FIRSTLY_HEADING),
        MarkerStyle::Topic
        | MarkerStyle::Ordinal
        | MarkerStyle::OneOfThem
        | MarkerStyle::Word(_) => bodies > 0 || short(BARE_ITEM),
        MarkerStyle::Article => members.len() >= ARTICLES,
        MarkerStyle::Part | MarkerStyle::Chapter | MarkerStyle::Division => bodies > 0,
        // （一）……。（二）……。 inside a paragraph counts like 一是; as lines without text under them they are a list.
        MarkerStyle::Roman
        | MarkerStyle::Formal
        | MarkerStyle::Stem
        | MarkerStyle::Chinese
        | MarkerStyle::ChineseBracket => {
            bodies > 0 || members.iter().all(|m| !m.line_start) && short(BARE_ITEM)
        }
        MarkerStyle::Letter
        | MarkerStyle::Arabic
        | MarkerStyle::Dotted(_)
        | MarkerStyle::ArabicBracket
        | MarkerStyle::Circled => bodies * 2 >= members.len(),
    }
}

/// Whether there is a word between two positions.
fn has_text(chars: &[char], from: usize, to: usize) -> bool {
    chars[from..to.max(from)]
        .iter()
        .any(|c| c.is_alphanumeric())
}
