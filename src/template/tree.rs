//! Moulds and their variants: a template that says what a more general one says is shown under it.
//!
//! In: 责令{phrase}改正，处{number}以下罚款 (35 documents) and 责令停止违法行为，限期改正，处{number}以下罚款 (8 documents). Out: the first, with
//! the second as its variant.
//!
//! From the general to the particular, as document frequency orders a taxonomy of terms (Sanderson and Croft, SIGIR 1999):
//! templates in the order of their documents, each put under the mould with which it shares most, if that is most of what it
//! says itself; else it is a mould. Variants have no variants, so that a list with them is read at a glance.
//!
//! Moulds that only resemble one another (the common part is half of the shorter one, but not most of the more particular one) stay
//! apart; the list first has those that say something new, then those that resemble one before them (maximal marginal relevance,
//! Carbonell and Goldstein, SIGIR 1998, with two grades).

use rapidhash::RapidHashMap;

use super::literal_word::{LiteralWord, common, of_ranges};
use super::unit_template::UnitTemplate;
use super::units::UnitStream;

/// Share of its literals, in bits, that a variant has in common with its mould at least: as much as [`super::merge`] asks for two
/// clusters to be one. Tuned on the development half of real-dev (0.6 and 0.7).
const VARIANT: f64 = 0.6;

/// Share of the shorter of two moulds' literals, in units, from which the second resembles the first: a little less than half, so
/// that what a reader counts by characters is half at most.
const RESEMBLES: f64 = 0.45;

/// Moulds that are looked at for a template, of those that share most words with it.
const LIKELY: usize = 16;

/// Moulds that may share a word for it to lead to them: what is more frequent says little.
const SHARED: usize = 400;

/// A template that no more general one says, and those that it says.
pub(super) struct Mould {
    pub(super) template: UnitTemplate,
    pub(super) variants: Vec<UnitTemplate>,
}

/// Puts templates under the moulds they are variants of. Moulds that resemble one before them come after all others; else moulds and
/// variants keep their order. O(literals of all templates).
pub(super) fn tree(stream: &UnitStream, templates: Vec<UnitTemplate>) -> Vec<Mould> {
    let words: Vec<Vec<LiteralWord>> = templates
        .iter()
        .map(|template| of_ranges(stream, template.literals().map(|range| (Some(0), range))))
        .collect();
    let mut general: Vec<(usize, usize)> = templates
        .iter()
        .map(|template| template.documents(stream).len())
        .enumerate()
        .map(|(number, documents)| (documents, number))
        .collect();
    general.sort_unstable_by_key(|(documents, number)| (std::cmp::Reverse(*documents), *number));
    let mut moulds = Moulds {
        words: &words,
        by_word: RapidHashMap::default(),
    };
    let mut mould_of: Vec<Option<usize>> = vec![None; templates.len()];
    for (_, number) in general {
        mould_of[number] = moulds.of(number);
        if mould_of[number].is_none() {
            moulds.insert(number);
        }
    }
    let again = moulds_said_again(&words, &mould_of);
    let mut tree: Vec<Mould> = Vec::new();
    let mut index: Vec<Option<usize>> = vec![None; templates.len()];
    let mut variants = Vec::new();
    let (new, resembling): (Vec<_>, Vec<_>) = templates
        .into_iter()
        .enumerate()
        .partition(|(number, _)| !again[*number]);
    for (number, template) in new.into_iter().chain(resembling) {
        match mould_of[number] {
            Some(mould) => variants.push((mould, number, template)),
            None => {
                index[number] = Some(tree.len());
                tree.push(Mould {
                    template,
                    variants: Vec::new(),
                });
            }
        }
    }
    variants.sort_by_key(|(_, number, _)| *number);
    for (mould, _, template) in variants {
        if let Some(at) = index[mould] {
            tree[at].variants.push(template);
        }
    }
    tree
}

/// For each template whether it is a mould that resembles one which comes before it and resembles none itself.
fn moulds_said_again(words: &[Vec<LiteralWord>], mould_of: &[Option<usize>]) -> Vec<bool> {
    let mut new = Moulds {
        words,
        by_word: RapidHashMap::default(),
    };
    let mut again = vec![false; words.len()];
    for number in (0..words.len()).filter(|number| mould_of[*number].is_none()) {
        again[number] = new.resembles(number);
        if !again[number] {
            new.insert(number);
        }
    }
    again
}

/// The moulds so far, and which of them have a word.
struct Moulds<'a> {
    words: &'a [Vec<LiteralWord>],
    by_word: RapidHashMap<u64, Vec<usize>>,
}

impl Moulds<'_> {
    fn insert(&mut self, number: usize) {
        for word in &self.words[number] {
            let with = self.by_word.entry(word.hash).or_default();
            if with.last() != Some(&number) {
                with.push(number);
            }
        }
    }

    /// The moulds that share words with a template, and how much these are; those that share most bits first.
    fn sharing(&self, number: usize) -> Vec<(usize, Shared)> {
        let mut shared: RapidHashMap<usize, Shared> = RapidHashMap::default();
        for word in &self.words[number] {
            let with = self.by_word.get(&word.hash);
            for mould in with.into_iter().flatten().take(SHARED) {
                let shared = shared.entry(*mould).or_default();
                shared.bits += word.bits;
                shared.units += word.len;
            }
        }
        let mut sharing: Vec<(usize, Shared)> = shared.into_iter().collect();
        sharing.sort_unstable_by(|a, b| most(&(a.0, a.1.bits), &(b.0, b.1.bits)));
        sharing
    }

    /// Whether a template has half of the wording of a mould, or that mould half of its wording.
    fn resembles(&self, number: usize) -> bool {
        let units = |words: &[LiteralWord]| words.iter().map(|word| word.len).sum::<u32>();
        let own = &self.words[number];
        self.sharing(number).into_iter().any(|(mould, shared)| {
            let other = &self.words[mould];
            let least = RESEMBLES * f64::from(units(own).min(units(other)));
            let in_order = || common(own, other).1.into_iter();
            f64::from(shared.units) >= least
                && f64::from(in_order().map(|(word, _)| own[word].len).sum::<u32>()) >= least
        })
    }

    /// The mould of which a template is a variant: the one that it shares most with.
    fn of(&self, number: usize) -> Option<usize> {
        let own = &self.words[number];
        let bits: f64 = own.iter().map(|word| word.bits).sum();
        let likely = self.sharing(number).into_iter();
        let likely = likely.filter(|(_, shared)| shared.bits >= VARIANT * bits);
        let mut same: Vec<(usize, f64)> = likely
            .take(LIKELY)
            .map(|(mould, _)| (mould, common(own, &self.words[mould]).0))
            .filter(|(_, same)| *same >= VARIANT * bits)
            .collect();
        same.sort_unstable_by(most);
        same.first().map(|(mould, _)| *mould)
    }
}

/// What a template's words share with a mould, wherever they stand.
#[derive(Clone, Copy, Default)]
struct Shared {
    bits: f64,
    units: u32,
}

/// The order of moulds by what they share with a template: most first, of equals the one that comes first.
fn most(a: &(usize, f64), b: &(usize, f64)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then(a.0.cmp(&b.0))
}

#[cfg(test)]
mod tests {
    use super::super::TemplateDocument;
    use super::super::unit_template::{UnitInstance, UnitPart};
    use super::*;
    use crate::text::words::Segmenter;
    use crate::text::{NormalText, SourceText};

    /// A template that has one literal, each of some documents whole.
    fn template(stream: &UnitStream, documents: std::ops::Range<usize>) -> UnitTemplate {
        let place = |number: usize| {
            let extent = stream.document_start(number)..stream.document_start(number + 1);
            UnitInstance {
                parts: vec![extent.clone()],
                extent,
            }
        };
        UnitTemplate {
            parts: vec![UnitPart::Literal],
            places: documents.map(place).collect(),
            saving: 1.0,
        }
    }

    #[test]
    fn the_documented_example() {
        let general = "责令限期改正没收违法所得";
        let particular = "责令停止作业限期改正没收全部违法所得";
        let other = "鼓励公众参与河道保护";
        let texts = [
            general, general, general, particular, particular, other, other,
        ];
        let sources: Vec<SourceText> = texts.map(SourceText::from).to_vec();
        let normal: Vec<NormalText> = texts.map(NormalText::new).to_vec();
        let documents: Vec<TemplateDocument<'_>> = sources
            .iter()
            .zip(&normal)
            .map(|(source, text)| TemplateDocument::new("a", source, text))
            .collect();
        let stream = UnitStream::new(&documents, &Segmenter::default());
        // The variant stands first in the list: what is general goes by documents.
        let templates = [3..5, 0..3, 5..7].map(|documents| template(&stream, documents));
        let moulds = tree(&stream, templates.to_vec());
        let starts: Vec<_> = moulds.iter().map(|mould| mould.template.start()).collect();
        assert_eq!(
            starts,
            [0, 5].map(|number| Some(stream.document_start(number)))
        );
        let variants: Vec<_> = moulds.iter().map(|mould| mould.variants.len()).collect();
        assert_eq!(variants, [1, 0]);
        assert_eq!(
            moulds[0].variants[0].start(),
            Some(stream.document_start(3))
        );
    }
}
