//! Wording that comes from reference texts: an index of their n-grams.
//!
//! In: the reference 坚持稳中求进工作总基调, the text 要坚持稳中求进，工作要新, and windows of 6 units. Out: 坚持稳中求进工作 comes from the
//! reference, since every unit of it lies in a window that stands there.

use std::collections::HashMap;

use crate::feature::shingle::hash_window;
use crate::text::NormalText;

/// An index of the wording of reference texts, by windows of a fixed number of units.
///
/// A unit of a document comes from the reference when it lies in a window that stands there word for word.
/// Windows as long as the shortest passage make the rule the same as for wording shared among documents.
#[derive(Debug)]
pub struct ReferenceIndex {
    window: usize,
    /// From a window's hash to the first reference text that has the window.
    first: HashMap<u64, u32>,
}

impl ReferenceIndex {
    /// Indexes the windows of `window` units, 1 at least, of all reference texts: O(units).
    #[must_use]
    pub fn new(texts: &[NormalText], window: usize) -> Self {
        let window = window.max(1);
        let mut first = HashMap::new();
        for (number, text) in texts.iter().enumerate() {
            for units in text.units().windows(window) {
                first.entry(hash_window(units)).or_insert(number as u32);
            }
        }
        Self { window, first }
    }

    /// For each unit of `text` the number of the reference text that its wording comes from, if any; of several the first.
    /// O(units · window).
    #[must_use]
    pub fn sources(&self, text: &NormalText) -> Vec<Option<u32>> {
        let mut sources = vec![None; text.len()];
        if self.first.is_empty() {
            return sources;
        }
        for (start, units) in text.units().windows(self.window).enumerate() {
            if let Some(source) = self.first.get(&hash_window(units)) {
                for slot in &mut sources[start..start + self.window] {
                    slot.get_or_insert(*source);
                }
            }
        }
        sources
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_windows_count() {
        let reference = [NormalText::new("坚持稳中求进工作总基调")];
        let index = ReferenceIndex::new(&reference, 6);
        let text = NormalText::new("要坚持稳中求进，工作要新");
        let marked: Vec<bool> = index.sources(&text).iter().map(Option::is_some).collect();
        assert_eq!(marked.iter().filter(|m| **m).count(), 8);
        assert!(!marked[0] && marked[1] && !marked[9]);
    }
}
