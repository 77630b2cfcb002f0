//! Constants of the pair engine.

/// What the aligner may be told; the defaults serve every kind of text.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Side of a cell of the dot plot, in steps.
    pub cell: u32,
    /// Steps of a word or number; an ideograph is one.
    pub word_steps: u32,
    /// Bits below which a shared feature is no dot.
    pub dot_bits: f32,
    /// Weight cap.
    pub dot_cap: f32,
    /// Prior strength.
    pub prior: f32,
    /// Factor on ideograph unigrams (0: none).
    pub ideo_uni: f32,
    /// Support a cell needs to be a seed.
    pub support: f32,
    /// Joining: steps per bit.
    pub join_gap: f32,
    /// longest gap on the shorter side
    pub gap_short: f32,
    /// longest gap on the longer side
    pub gap_long: f32,
    /// share of core coverage a clause needs
    pub kappa: f32,
    /// margin
    pub margin: f32,
    /// snapping: extra
    pub snap: f32,
    /// verdict
    pub min_bits: f32,
    /// verdict
    pub min_steps: f32,
    /// verdict
    pub min_cov: f32,
    /// budget of dots per unit
    pub budget: usize,
    /// digest
    pub digest_gap: f32,
    /// free
    pub x1: f32,
    /// free
    pub x2: f32,
    /// free
    pub x3: f32,
    /// free
    pub x4: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            cell: 16,
            word_steps: 2,
            dot_bits: 2.0,
            dot_cap: 9.0,
            prior: 4000.0,
            ideo_uni: 0.0,
            support: 40.0,
            join_gap: 1.5,
            gap_short: 40.0,
            gap_long: 200.0,
            kappa: 0.4,
            margin: 100.0,
            snap: 1.5,
            min_bits: 95.0,
            min_steps: 20.0,
            min_cov: 0.2,
            budget: 16,
            digest_gap: -1.0,
            x1: 0.5,
            x2: 1.0,
            x3: 2.0,
            x4: 0.0,
        }
    }
}
