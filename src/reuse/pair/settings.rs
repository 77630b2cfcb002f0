//! The constants of the pair engine, and where each comes from.

/// Constants of the aligner. One set of defaults serves every kind of text.
///
/// *Steps* measure text evenly across scripts: an ideograph is one step, a word or number
/// [`Settings::word_steps`]. *Bits* say how surprising a match is at its place (see `ALGORITHM.md`, "Seeds").
///
/// "Development sets" are 960 pairs of Chinese official texts and the 5,185 pairs of PAN 2013's training corpus,
/// each halved by even and odd numbers; a value was kept when both halves of both sets agreed within noise.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Side of a cell of the dot plot, in steps. 16, so that three cells in a row (48 steps) are about one
    /// sentence: the median sentence of the five seed documents has 41 ideographs. 14 to 20 do equally well.
    pub cell: u32,
    /// Steps of a word or a number. 2: a Chinese word has 1.5 to 2 characters on average. 3 lost four points on English.
    pub word_steps: u32,
    /// A shared feature below this many bits is no dot. 2 bits: expected in every fourth window. 1.5 to 3 do
    /// equally well; lower is slower.
    pub dot_bits: f32,
    /// No single unit weighs more, in bits. 9: beyond it a rarer unit says nothing more about this place.
    pub dot_cap: f32,
    /// Units of background text that the counts of a pair are mixed with. 4,000: the size of one document.
    /// Without a background, two short texts would find each of their words frequent. 2,000 to 8,000 were tried.
    pub prior_units: f32,
    /// Bits around a cell (in its 3 × 3 neighbourhood) that make it a seed. Development sets: 35 to 45 do
    /// equally well; 30 invents, 55 loses paraphrase.
    pub seed_bits: f32,
    /// Bits around a cell that let its dots count once a seed stands near. Half of `seed_bits`: two thresholds,
    /// as in Canny's edge detector (IEEE PAMI 8, 1986).
    pub weak_bits: f32,
    /// Two regions join over a gap of at most this many steps for each bit of the weaker one. Development sets.
    pub steps_per_bit: f32,
    /// Longest gap to join over on the side where it is shorter, in steps: about one sentence.
    pub short_gap: u32,
    /// Longest gap to join over on the other side, in steps: about five sentences. Condensing drops sentences on one
    /// side only; 300 finds a little more of it and joins a little more that does not belong together.
    pub long_gap: u32,
    /// Reach around a region in which its ends are looked for, in steps: six cells. 60 and 150 gave the same.
    pub margin: u32,
    /// A stretch at the edge belongs to the passage when it is matched at least this well, as a share of how well
    /// the core is matched. Development sets: 0.35 to 0.45 do equally well.
    pub edge_share: f32,
    /// An end moves out to the next sentence (or else clause) boundary when what it takes in is no longer than this
    /// multiple of the longest unmatched gap inside the passage …
    pub snap_gaps: f32,
    /// … plus this many units: a changed word at the end of a sentence.
    pub snap_units: usize,
    /// Bits a passage needs when its sentences are shared whole; a fragment needs proportionally more.
    /// 90: the least at which at most one in a hundred pairs without reuse shows a passage (development sets).
    pub passage_bits: f32,
    /// Size of the plot, in square steps, above which each doubling asks for one bit more
    /// (Karlin and Altschul, PNAS 87, 1990). 2^23: two documents of about 3,000 characters.
    pub free_area: f32,
    /// Share of the bits of its better matched side that a passage has matched at least. 0.45: of 1,240 true passages of
    /// the Chinese development set none has less than 0.50, of 3,790 English ones one in a hundred less than 0.49; what joins
    /// up between the five seeds, which share formulas and no text, has 0.14 to 0.45.
    pub coverage: f32,
    /// Shortest passage, in steps on its shorter side. 20: the shortest full sentences worth showing.
    pub passage_steps: u32,
    /// Reach of a sentence beyond a passage when asking whether it was taken whole, in steps.
    pub sentence_steps: u32,
    /// Share of a passage's side a that stronger passages may already cover before it is dropped as a repetition.
    pub overlap: f32,
    /// Passages at most this many steps apart on side a become one digest: what stands between them is less than a clause.
    /// 10 to 30 do equally well; 60 swallows carrier text.
    pub digest_gap: u32,
    /// … and at most this many apart on side b, as far as condensing explains ([`Settings::long_gap`]): a reader wants to
    /// see 126 characters beside the 126 that they are from, and not beside all 13,000 between its first source and its
    /// last. PAN's annotators do it otherwise, so that `align --pairs` sets no limit here.
    pub digest_reach: u32,
    /// How much longer one side of a passage may be than twice the other, in steps, before a shorter part of it is looked
    /// for that holds nearly all that matches: condensing keeps half of a text and more, and drops five sentences in a row at
    /// most. None: any length, as PAN's annotators have it.
    pub longer_side: Option<u32>,
    /// Share of the units of both sides that a passage has matched at least; of one that has less, the parts that have as
    /// much are passages, if they are by themselves. 0.5: of 1,180 passages with which the Chinese development set was made all but
    /// 13 have more, edited heavily as they may be; of those between regulations of different cities half have less, formulas
    /// in the same order. None: any share, as PAN's annotators have it.
    pub identity: Option<f32>,
    /// … or else this share of the shorter side: the other is condensed. 0.75: what is condensed in the development set has 0.8
    /// and more, of what joins up formulas nine in ten have less than 0.7.
    pub condensed: f32,
    /// Dots for each unit of both texts, above [`Settings::free_dots`], before frequent features are paired by rank only.
    /// A bound on work, never reached by texts under 30,000 units of the development sets.
    pub dots_per_unit: usize,
    /// Dots that are always allowed.
    pub free_dots: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            cell: 16,
            word_steps: 2,
            dot_bits: 2.0,
            dot_cap: 9.0,
            prior_units: 4000.0,
            seed_bits: 40.0,
            weak_bits: 20.0,
            steps_per_bit: 1.5,
            short_gap: 40,
            long_gap: 200,
            margin: 96,
            edge_share: 0.4,
            snap_gaps: 1.5,
            snap_units: 3,
            passage_bits: 90.0,
            free_area: 8_388_608.0,
            coverage: 0.45,
            passage_steps: 20,
            sentence_steps: 200,
            overlap: 0.5,
            digest_gap: 20,
            digest_reach: 200,
            longer_side: Some(240),
            identity: Some(0.5),
            condensed: 0.75,
            dots_per_unit: 8,
            free_dots: 1 << 18,
        }
    }
}
