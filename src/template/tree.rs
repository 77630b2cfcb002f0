//! Moulds and their variants: a template that says what a more general one says is shown under it.
//!
//! In: 责令{phrase}改正，处{number}以下罚款 (35 documents) and 责令停止违法行为，限期改正，处{number}以下罚款 (8 documents). Out: the first, with
//! the second as its variant.
//!
//! From the general to the particular, as document frequency orders a taxonomy of terms (Sanderson and Croft, SIGIR 1999):
//! templates in the order of their documents, each put under the mould with which it shares most, if that is most of what it
//! says itself; else it is a mould. Variants have no variants, so that a list with them is read at a glance.

use rapidhash::RapidHashMap;

use super::literal_word::{LiteralWord, common, of_ranges};
use super::unit_template::UnitTemplate;
use super::units::UnitStream;

/// Share of its literals, in bits, that a variant has in common with its mould at least: as much as [`super::merge`] asks for two
/// clusters to be one. Tuned on the development half of real-dev (0.6 and 0.7).
const VARIANT: f64 = 0.6;

/// Moulds that are looked at for a template, of those that share most words with it.
const LIKELY: usize = 16;

/// Moulds that may share a word for it to lead to them: what is more frequent says little.
const SHARED: usize = 400;

/// A template that no more general one says, and those that it says.
pub(super) struct Mould {
    pub(super) template: UnitTemplate,
    pub(super) variants: Vec<UnitTemplate>,
}

/// Puts templates under the moulds they are variants of; moulds and variants keep their order. O(literals of all templates).
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
    let mut tree: Vec<Mould> = Vec::new();
    let mut index: Vec<Option<usize>> = vec![None; templates.len()];
    let mut variants = Vec::new();
    for (number, template) in templates.into_iter().enumerate() {
        match mould_of[number] {
            Some(mould) => variants.push((mould, template)),
            None => {
                index[number] = Some(tree.len());
                tree.push(Mould {
                    template,
                    variants: Vec::new(),
                });
            }
        }
    }
    for (mould, template) in variants {
        if let Some(at) = index[mould] {
            tree[at].variants.push(template);
        }
    }
    tree
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

    /// The mould of which a template is a variant: the one that it shares most with.
    fn of(&self, number: usize) -> Option<usize> {
        let own = &self.words[number];
        let bits: f64 = own.iter().map(|word| word.bits).sum();
        let mut shared: RapidHashMap<usize, f64> = RapidHashMap::default();
        for word in own {
            let with = self.by_word.get(&word.hash);
            for mould in with.into_iter().flatten().take(SHARED) {
                *shared.entry(*mould).or_default() += word.bits;
            }
        }
        let mut likely: Vec<(usize, f64)> = shared
            .into_iter()
            .filter(|(_, shared)| *shared >= VARIANT * bits)
            .collect();
        let most = |a: &(usize, f64), b: &(usize, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        likely.sort_unstable_by(most);
        likely.truncate(LIKELY);
        let mut same: Vec<(usize, f64)> = likely
            .into_iter()
            .map(|(mould, _)| (mould, common(own, &self.words[mould]).0))
            .filter(|(_, same)| *same >= VARIANT * bits)
            .collect();
        same.sort_unstable_by(most);
        same.first().map(|(mould, _)| *mould)
    }
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
