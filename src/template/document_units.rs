//! One document as it goes into the stream: units, with dates, numbers, names and titles as one position each.
//!
//! In: `自2021年1月1日起施行。` · Out: the symbols 自, \[date\], 起, 施, 行; \[date\] covers the units 2021, 年, 1, 月, 1, 日.
//!
//! Line ends that only wrap a paragraph are no ends of sentences here, so that a text gives the same templates whatever its
//! width.

use super::TemplateDocument;
use crate::span::Span;
use crate::text::entity::{Entity, EntityKind, entities};
use crate::text::unwrapped::Unwrapped;
use crate::text::words::Segmenter;
use crate::text::{BreakKind, fold};

// Marks of a position: what begins with it, and what it is.
pub(super) const WORD: u8 = 1;
pub(super) const CLAUSE: u8 = 2;
pub(super) const SENTENCE: u8 = 4;
/// A word that names something.
pub(super) const NAMES: u8 = 8;
/// An item of a list (behind 、).
pub(super) const ITEM: u8 = 16;
/// What stands behind 。；！？ or begins a paragraph.
pub(super) const STOP: u8 = 32;
/// A date, a number, a name or a title.
pub(super) const ENTITY: u8 = 64;

/// Symbols of entities: beyond every character, below words and numbers.
const ENTITIES: u32 = 0x7FFF_FF00;

/// What one document adds to the stream.
pub(super) struct DocumentUnits {
    pub(super) symbols: Vec<u32>,
    pub(super) marks: Vec<u8>,
    /// The first unit of each position.
    pub(super) origins: Vec<u32>,
    /// The positions that are entities, in order.
    pub(super) entities: Vec<(u32, Entity)>,
}

impl DocumentUnits {
    /// O(n) beside jieba's cutting.
    pub(super) fn new(document: &TemplateDocument<'_>, segmenter: &Segmenter) -> Self {
        let text = document.text;
        let unwrapped = Unwrapped::of(document.source.as_str());
        let flowing = unwrapped
            .as_ref()
            .map_or(document.source, |whole| &whole.text);
        let in_source = |span: Span| unwrapped.as_ref().map_or(span, |whole| whole.wording(span));
        let chars: Vec<char> = flowing.as_str().chars().map(fold).collect();
        let folded: String = chars.iter().collect();
        let tokens = segmenter.jieba().cut(&folded, true).into_iter();
        let words: Vec<Span> = tokens
            .map(|token| Span::new(token.start, token.end))
            .collect();
        let unit_marks = marks(document, words.iter().map(|word| in_source(*word)));
        let mut units = Self {
            symbols: Vec::with_capacity(text.len()),
            marks: Vec::with_capacity(text.len()),
            origins: Vec::with_capacity(text.len()),
            entities: Vec::new(),
        };
        let mut unit = 0;
        for entity in entities(&chars, &words, segmenter) {
            let span = in_source(entity.span);
            let entity = Entity { span, ..entity };
            let range = text.units_in(entity.span);
            if range.is_empty() || range.start < unit {
                continue;
            }
            units.push_plain(document, &unit_marks, unit..range.start);
            let at = units.symbols.len() as u32;
            units.entities.push((at, entity));
            units.symbols.push(ENTITIES + entity.kind as u32);
            units
                .marks
                .push(unit_marks[range.start] | WORD | NAMES | ENTITY);
            units.origins.push(range.start as u32);
            unit = range.end;
        }
        units.push_plain(document, &unit_marks, unit..text.len());
        // What stands behind an entity begins a word, whatever jieba says; behind the number of a paragraph (第三条 市人民政府…)
        // it begins the clause.
        for (at, entity) in &units.entities {
            let at = *at as usize;
            let numbers = entity.kind == EntityKind::Number && units.marks[at] & SENTENCE != 0;
            let Some(mark) = units.marks.get_mut(at + 1) else {
                continue;
            };
            *mark |= WORD;
            let next = text.span(units.origins[at + 1] as usize);
            if numbers && entity.span.end < next.start {
                *mark |= CLAUSE;
            }
        }
        units
    }

    fn push_plain(
        &mut self,
        document: &TemplateDocument<'_>,
        marks: &[u8],
        range: std::ops::Range<usize>,
    ) {
        let symbols = document.text.units()[range.clone()]
            .iter()
            .map(|u| u.symbol());
        self.symbols.extend(symbols);
        self.marks.extend_from_slice(&marks[range.clone()]);
        self.origins.extend(range.map(|unit| unit as u32));
    }
}

/// Where words, clauses and sentences begin in one document.
fn marks(document: &TemplateDocument<'_>, words: impl Iterator<Item = Span>) -> Vec<u8> {
    let text = document.text;
    let mut marks = vec![0u8; text.len()];
    let Some(first) = marks.first_mut() else {
        return marks;
    };
    *first = WORD | CLAUSE | SENTENCE | STOP;
    for b in text.breaks() {
        if b.at >= marks.len() {
            continue;
        }
        let between = Span::new(
            text.span(b.at - 1).end,
            text.span(b.at).start.max(text.span(b.at - 1).end),
        );
        marks[b.at] |= match b.kind {
            BreakKind::Item => WORD | ITEM,
            BreakKind::Clause if document.source.slice(between).contains(['；', ';']) => {
                WORD | CLAUSE | STOP
            }
            BreakKind::Clause => WORD | CLAUSE,
            BreakKind::Sentence | BreakKind::Line => WORD | CLAUSE | SENTENCE | STOP,
        };
    }
    for unit in text.word_starts(words) {
        marks[unit] |= WORD;
    }
    marks
}
