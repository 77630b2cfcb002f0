//! The features that two texts have, each with its places: a hash table, and the dots that it gives.
//!
//! In: the keys 1, 2, 1 of a and 3, 1 of b. Out: three features, of which 1 stands twice in a and once in b: two dots.

use super::dot::{Dot, Window};
use super::features::{FeatureKind, spread};
use super::settings::Settings;

/// A feature, and how often each side of a window has it.
#[derive(Clone, Copy)]
pub(super) struct Feature {
    pub(super) key: u64,
    pub(super) in_a: u32,
    pub(super) in_b: u32,
    /// Its first position: in a if it stands there.
    pub(super) first: u32,
    /// Its first entry among the places in b.
    places: u32,
}

/// A feature's number at a position.
#[derive(Clone, Copy)]
pub(super) struct FeatureNumber(u32);

impl FeatureNumber {
    const NONE: Self = Self(u32::MAX);

    pub(super) fn get(self) -> Option<usize> {
        (self.0 != u32::MAX).then_some(self.0 as usize)
    }
}

/// All features of a window of a pair and their positions.
pub(super) struct FeatureIndex {
    pub(super) features: Vec<Feature>,
    pub(super) at: [Vec<FeatureNumber>; 2],
    places: Vec<u32>,
}

impl FeatureIndex {
    pub(super) fn new(keys: &[Vec<Option<u64>>; 2]) -> Self {
        let slots = ((keys[0].len() + keys[1].len()) * 2).next_power_of_two();
        let mut table = vec![FeatureNumber::NONE; slots];
        let mut features: Vec<Feature> = Vec::new();
        let at = [0, 1].map(|side| {
            let mut at = vec![FeatureNumber::NONE; keys[side].len()];
            for (position, key) in keys[side].iter().enumerate() {
                let Some(key) = *key else { continue };
                let mut slot = spread(key) as usize & (slots - 1);
                let number = loop {
                    match table[slot].get() {
                        None => {
                            table[slot] = FeatureNumber(features.len() as u32);
                            features.push(Feature {
                                key,
                                in_a: 0,
                                in_b: 0,
                                first: position as u32,
                                places: 0,
                            });
                            break features.len() - 1;
                        }
                        Some(number) if features[number].key == key => break number,
                        Some(_) => slot = (slot + 1) & (slots - 1),
                    }
                };
                match side {
                    0 => features[number].in_a += 1,
                    _ => features[number].in_b += 1,
                }
                at[position] = FeatureNumber(number as u32);
            }
            at
        });
        let mut total = 0;
        for feature in &mut features {
            feature.places = total;
            total += feature.in_b;
        }
        let mut next: Vec<u32> = features.iter().map(|f| f.places).collect();
        let mut places = vec![0; total as usize];
        for (position, number) in at[1].iter().enumerate() {
            if let Some(number) = number.get() {
                places[next[number] as usize] = position as u32;
                next[number] += 1;
            }
        }
        Self {
            features,
            at,
            places,
        }
    }

    /// Appends the dots of all features that tell something.
    pub(super) fn emit(
        &self,
        bits: &[f32],
        kind: FeatureKind,
        settings: &Settings,
        window: &Window,
        dots: &mut Vec<Dot>,
    ) {
        let starts = [0, 1].map(|side| window.known[side].start as u32);
        let wanted = |side: usize, unit: u32| window.dots[side].contains(&(unit as usize));
        let limit = match kind {
            // Repeated text pairs up by rank, always.
            FeatureKind::Long => 0,
            _ => self.limit(bits, settings),
        };
        let mut rank = vec![
            0u32;
            if limit == u64::MAX {
                0
            } else {
                self.features.len()
            }
        ];
        for (i, number) in self.at[0].iter().enumerate() {
            let Some(number) = number.get() else { continue };
            let feature = &self.features[number];
            if feature.in_b == 0 || bits[number] < settings.dot_bits {
                continue;
            }
            let places = &self.places[feature.places as usize..][..feature.in_b as usize];
            let places = if product(feature) <= limit {
                places
            } else {
                let r = rank[number] as usize;
                rank[number] += 1;
                places.get(r..=r).unwrap_or_default()
            };
            let i = i as u32 + starts[0];
            if !wanted(0, i) {
                continue;
            }
            let places = places.iter().map(|j| j + starts[1]);
            dots.extend(places.filter(|j| wanted(1, *j)).map(|j| Dot {
                i,
                j,
                bits: bits[number],
                units: kind.units() as u32,
            }));
        }
    }

    /// The greatest product of counts that a feature may have to make all its dots, so that they stay in the budget.
    fn limit(&self, bits: &[f32], settings: &Settings) -> u64 {
        let units = self.at[0].len() + self.at[1].len();
        let budget = (settings.free_dots + settings.dots_per_unit * units) as u64;
        let mut by_size = [0u64; 65];
        for (feature, bits) in self.features.iter().zip(bits) {
            if *bits >= settings.dot_bits {
                let product = product(feature);
                let class = product.checked_ilog2().map_or(0, |log| log as usize + 1);
                by_size[class] = by_size[class].saturating_add(product);
            }
        }
        let mut sum = 0u64;
        for (class, dots) in by_size.iter().enumerate() {
            sum = sum.saturating_add(*dots);
            if sum > budget {
                return (1u64 << class.saturating_sub(1)) - 1;
            }
        }
        u64::MAX
    }
}

fn product(feature: &Feature) -> u64 {
    u64::from(feature.in_a) * u64::from(feature.in_b)
}
