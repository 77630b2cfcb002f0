//! TF-IDF vectors (Salton and Buckley 1988): sublinear term frequency, smoothed inverse document frequency, length 1.
//!
//! In: a text that has 振兴 twice, which every text has, and 产业 twice, which no other has. Out: a vector in which 产业 weighs
//! more than 振兴.

use super::TermId;

/// Weights of terms; a vector of length 1, or an empty one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SparseVector {
    /// Terms with their weights, in order of the terms.
    pub entries: Vec<(TermId, f32)>,
}

impl SparseVector {
    /// Cosine of two vectors of length 1, 0 to 1: O(entries of both).
    #[must_use]
    pub fn cosine(&self, other: &SparseVector) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some((a, x)), Some((b, y))) = (self.entries.get(i), other.entries.get(j)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += x * y;
                    i += 1;
                    j += 1;
                }
            }
        }
        sum.clamp(0.0, 1.0)
    }

    /// This vector plus `weight` times another, scaled to length 1 again.
    #[must_use]
    pub fn plus(&self, other: &SparseVector, weight: f32) -> SparseVector {
        let weighted = other.entries.iter().map(|(term, w)| (*term, w * weight));
        let mut sum = SparseVector {
            entries: count(self.entries.iter().copied().chain(weighted)),
        };
        sum.normalise();
        sum
    }

    fn normalise(&mut self) {
        let norm = self.entries.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if norm > 0.0 {
            for (_, weight) in &mut self.entries {
                *weight /= norm;
            }
        }
    }

    /// The `n` heaviest terms with their weights, heaviest first, ties by term number.
    #[must_use]
    pub fn top(&self, n: usize) -> Vec<(TermId, f32)> {
        let mut entries = self.entries.clone();
        entries.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        entries.truncate(n);
        entries
    }
}

/// Inverse document frequencies of a collection.
#[derive(Clone, Debug)]
pub struct TfIdf {
    idf: Vec<f32>,
}

/// How often each term occurs in one text, sorted by term.
pub type TermCounts = Vec<(TermId, f32)>;

impl TfIdf {
    /// TermCounts document frequencies over `texts`, each given as its different terms.
    ///
    /// idf = ln((1 + N) / (1 + df)) + 1: the smoothed form, under which a term that every text has still
    /// weighs something, so that a corpus of one text has vectors too.
    ///
    /// # Panics
    /// When a term's number is not less than `vocabulary`.
    #[must_use]
    pub fn fit<'a>(vocabulary: usize, texts: impl Iterator<Item = &'a TermCounts>) -> Self {
        let mut df = vec![0u32; vocabulary];
        let mut n = 0u32;
        for text in texts {
            n += 1;
            for (term, _) in text {
                df[term.0 as usize] += 1;
            }
        }
        let idf = df
            .into_iter()
            .map(|df| ((1.0 + n as f32) / (1.0 + df as f32)).ln() + 1.0)
            .collect();
        Self { idf }
    }

    /// The vector of a text: tf = 1 + ln(count), times idf, scaled to length 1.
    ///
    /// # Panics
    /// When a term's number is not less than the vocabulary of the fit.
    #[must_use]
    pub fn vector(&self, counts: &TermCounts) -> SparseVector {
        let weight = |(term, count): &(TermId, f32)| {
            let tf = 1.0 + count.max(1.0).ln();
            (*term, tf * self.idf[term.0 as usize])
        };
        let mut vector = SparseVector {
            entries: counts.iter().map(weight).collect(),
        };
        vector.normalise();
        vector
    }
}

/// Sums up weighted occurrences by term.
#[must_use]
pub fn count(occurrences: impl Iterator<Item = (TermId, f32)>) -> TermCounts {
    let mut all: Vec<(TermId, f32)> = occurrences.collect();
    all.sort_by_key(|(term, _)| *term);
    let mut counts: TermCounts = Vec::new();
    for (term, weight) in all {
        match counts.last_mut() {
            Some((last, sum)) if *last == term => *sum += weight,
            _ => counts.push((term, weight)),
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(list: &[u32]) -> TermCounts {
        count(list.iter().map(|t| (TermId(*t), 1.0)))
    }

    #[test]
    fn weights_follow_the_formula() {
        let texts = [terms(&[0, 0, 1]), terms(&[1])];
        let model = TfIdf::fit(2, texts.iter());
        let vector = model.vector(&texts[0]);
        let a = (1.0 + 2f32.ln()) * ((3.0f32 / 2.0).ln() + 1.0);
        let b = (3.0f32 / 3.0).ln() + 1.0;
        let norm = (a * a + b * b).sqrt();
        assert!((vector.entries[0].1 - a / norm).abs() < 1e-6);
        assert!((vector.entries[1].1 - b / norm).abs() < 1e-6);
    }

    #[test]
    fn a_text_is_wholly_like_itself_and_unlike_what_shares_no_term() {
        let texts = [terms(&[0, 1, 2]), terms(&[3, 4])];
        let model = TfIdf::fit(5, texts.iter());
        let [a, b] = [model.vector(&texts[0]), model.vector(&texts[1])];
        assert!((a.cosine(&a) - 1.0).abs() < 1e-6);
        assert_eq!(a.cosine(&b), 0.0);
    }
}
