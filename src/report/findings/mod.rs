//! What a run found, in sentences: three to seven of them, chosen by the data. The page shows them with pictures and links, the
//! terminal in words; both read them here.
//!
//! [`findings`] chooses them in the order in which they are told; [`Finding::said`] words one in a language, as pieces that a page
//! makes links of and [`Finding::sentence`] joins.

mod borrowing;
mod clusters;
mod documents;
mod time;
mod wording;
mod words;

use std::collections::HashMap;

use super::Lang;
use super::names::DocumentNames;
use crate::analysis::{Analysis, Shares};

pub use clusters::clusters;

/// Findings told at most: what fits on a first screen.
const MOST: usize = 7;

/// Something that was found, with its figures. Documents are indices into the analysis.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Finding {
    /// How much of all text is common, shared and own.
    Whole {
        /// Of all bodies together, by units.
        shares: Shares,
        /// Documents compared.
        documents: usize,
        /// In how many documents wording is common.
        common_from: usize,
    },
    /// There is one document only, so nothing was compared with it.
    Alone {
        /// Passages inside it.
        passages: usize,
    },
    /// No two documents share a passage.
    NothingShared {
        /// Documents compared.
        documents: usize,
        /// Set phrases that two of them or more have.
        phrases: usize,
    },
    /// Documents that are nearly one text, and count as one.
    Copies {
        /// Documents of each group, the largest group first.
        groups: Vec<Vec<usize>>,
    },
    /// Documents that have much of each other's wording without being copies.
    Clusters {
        /// Documents of each cluster, the largest first.
        groups: Vec<Vec<usize>>,
    },
    /// Who takes most from whom.
    Borrowing {
        /// Who has the wording, the later one where both are dated.
        from: usize,
        /// Whose it is too.
        to: usize,
        /// How much of `from` lies in passages with `to`, 0 to 1.
        share: f64,
        /// The other direction.
        back: f64,
        /// Passages between them.
        passages: usize,
        /// Whether their dates say which is later.
        by_date: bool,
    },
    /// Who says most of its own, and who least.
    OwnWording {
        /// The document with the greatest share of its own.
        most: (usize, f64),
        /// The one with the least.
        least: (usize, f64),
    },
    /// The most telling template, filled in twice.
    FilledTemplate {
        /// Its id.
        id: String,
        /// In how many documents it is used.
        documents: usize,
        /// Two uses: the document and its wording.
        uses: [(usize, String); 2],
    },
    /// Wording that came up in the time of these documents and spread.
    NewWording {
        /// The wording.
        wording: String,
        /// The year of the first document that has it.
        since: String,
        /// Documents that have it.
        documents: usize,
        /// Dated documents from then on.
        of: usize,
    },
    /// How the share of own wording went over time.
    Trend {
        /// The mean share of the earliest documents, with the years that these are from.
        before: (f64, [String; 2]),
        /// The same of the latest.
        after: (f64, [String; 2]),
        /// Every dated document's year and share, by date.
        points: Vec<(f64, f64)>,
    },
    /// Files that could not be read.
    Skipped {
        /// How many.
        files: usize,
        /// The first of them.
        first: String,
    },
}

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// The name of a document, by index.
    Document(usize),
    /// Wording of a text: shown as such.
    Quote(String),
}

/// Where more about a finding is to be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The table of documents.
    Documents,
    /// The list of groups.
    Groups,
    /// Two documents side by side.
    Pair(usize, usize),
    /// A document.
    Document(usize),
    /// A template.
    Template(String),
    /// All places of a wording.
    Wording(String),
    /// The chart over time.
    Time,
    /// What was skipped and left out.
    About,
}

/// A small picture of a finding.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    /// One bar of common, shared and own.
    Shares(Shares),
    /// Bars of shares from 0 to 1.
    Bars(Vec<f64>),
    /// Groups by their sizes.
    Dots(Vec<usize>),
    /// Points: time in years, and a share.
    Points(Vec<(f64, f64)>),
    /// Nothing to draw.
    None,
}

/// Chooses what is told, at most seven findings: O(documents² + passages + templates).
#[must_use]
pub fn findings(analysis: &Analysis) -> Vec<Finding> {
    let mut told = Vec::new();
    if analysis.documents.len() == 1 {
        told.push(documents::alone(analysis));
    } else if !analysis.documents.is_empty() {
        let found = [
            documents::whole(analysis),
            documents::copies(analysis),
            borrowing::borrowing(analysis).or_else(|| borrowing::nothing_shared(analysis)),
            documents::own_wording(analysis),
            wording::filled_template(analysis),
            time::trend(analysis),
            time::new_wording(analysis),
            documents::clusters(analysis),
        ];
        told.extend(found.into_iter().flatten());
    }
    let skipped = documents::skipped(analysis);
    told.truncate(MOST - usize::from(skipped.is_some()));
    told.extend(skipped);
    told
}

impl Finding {
    /// Its kind in data: `borrowing`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Whole { .. } => "whole",
            Self::Alone { .. } => "alone",
            Self::NothingShared { .. } => "nothing",
            Self::Copies { .. } => "copies",
            Self::Clusters { .. } => "clusters",
            Self::Borrowing { .. } => "borrowing",
            Self::OwnWording { .. } => "own",
            Self::FilledTemplate { .. } => "template",
            Self::NewWording { .. } => "new",
            Self::Trend { .. } => "trend",
            Self::Skipped { .. } => "skipped",
        }
    }

    /// Where more about it is to be seen.
    #[must_use]
    pub fn target(&self) -> Target {
        match self {
            Self::Whole { .. } | Self::Alone { .. } | Self::NothingShared { .. } => {
                Target::Documents
            }
            Self::Copies { .. } | Self::Clusters { .. } => Target::Groups,
            Self::Borrowing { from, to, .. } => Target::Pair(*from, *to),
            Self::OwnWording { most, .. } => Target::Document(most.0),
            Self::FilledTemplate { id, .. } => Target::Template(id.clone()),
            Self::NewWording { wording, .. } => Target::Wording(wording.clone()),
            Self::Trend { .. } => Target::Time,
            Self::Skipped { .. } => Target::About,
        }
    }

    /// What its card shows.
    #[must_use]
    pub fn picture(&self) -> Picture {
        match self {
            Self::Whole { shares, .. } => Picture::Shares(*shares),
            Self::Copies { groups } | Self::Clusters { groups } => {
                Picture::Dots(groups.iter().map(Vec::len).collect())
            }
            Self::Borrowing { share, back, .. } => Picture::Bars(vec![*share, *back]),
            Self::OwnWording { most, least } => Picture::Bars(vec![most.1, least.1]),
            Self::NewWording { documents, of, .. } => {
                Picture::Bars(vec![*documents as f64 / (*of).max(1) as f64])
            }
            Self::Trend { points, .. } => Picture::Points(points.clone()),
            Self::Alone { .. }
            | Self::NothingShared { .. }
            | Self::FilledTemplate { .. }
            | Self::Skipped { .. } => Picture::None,
        }
    }

    /// The finding in words, without names of documents filled in.
    #[must_use]
    pub fn said(&self, lang: Lang) -> Vec<Piece> {
        words::said(self, lang)
    }

    /// The number that it is about, as it is read: `34.0 %`, `12`.
    #[must_use]
    pub fn figure(&self, lang: Lang) -> String {
        words::figure(self, lang)
    }

    /// The finding as one sentence, or two.
    #[must_use]
    pub fn sentence(&self, lang: Lang, names: &DocumentNames) -> String {
        let pieces = self.said(lang).into_iter();
        pieces
            .map(|piece| match piece {
                Piece::Text(text) => text,
                Piece::Document(index) => format!("“{}”", names.full(index)),
                Piece::Quote(text) => format!("“{text}”"),
            })
            .collect()
    }
}

/// Documents by name.
fn numbers(analysis: &Analysis) -> HashMap<&str, usize> {
    let documents = analysis.documents.iter().enumerate();
    documents.map(|(i, d)| (d.file.as_str(), i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Config, Corpus, analyze};

    fn of(texts: &[(&'static str, String)]) -> (Vec<Finding>, Analysis) {
        let corpus = Corpus::from_texts(texts.iter().map(|(name, text)| (*name, text.clone())));
        let analysis = analyze(&corpus, &Config::default());
        (findings(&analysis), analysis)
    }

    #[test]
    fn nothing_and_one_are_said_to_be_so() {
        assert_eq!(of(&[]).0, []);
        let (told, _) = of(&[("a", "山上有一座庙，庙里有一个和尚。".to_owned())]);
        assert_eq!(told, [Finding::Alone { passages: 0 }]);
        let strange = [
            ("a", "山上有一座庙，庙里有一个和尚在讲故事。".to_owned()),
            ("b", "河里有许多鱼，鱼在水里游来游去真快活。".to_owned()),
        ];
        let (told, _) = of(&strange);
        assert!(
            told.contains(&Finding::NothingShared {
                documents: 2,
                phrases: 0
            }),
            "{told:?}"
        );
    }

    #[test]
    fn who_takes_from_whom_is_said_with_names_in_both_languages() {
        let said = "要坚持以人民为中心的发展思想，扎实推进共同富裕，切实把实事办好、把好事办实。";
        let own = "今年全县小麦种植面积达到三十二万亩，比去年多出一成，农机手早早下了田。";
        let (told, analysis) = of(&[
            ("甲", format!("各县要抓好春耕生产。{said}{own}")),
            ("乙", format!("大会今天在省城开幕。{said}")),
            (
                "丙",
                "河里有许多鱼，鱼在水里游来游去真快活，岸边的柳树也绿了，风吹过来。".to_owned(),
            ),
        ]);
        let names = DocumentNames::of(&analysis.documents);
        let borrowing = told.iter().find(|f| f.kind() == "borrowing").unwrap();
        let Finding::Borrowing {
            from,
            to,
            share,
            passages,
            ..
        } = borrowing
        else {
            panic!("{borrowing:?}");
        };
        assert_eq!((*from, *to, *passages), (1, 0, 1));
        assert!(*share > 0.5, "{share}");
        for lang in [Lang::Zh, Lang::En] {
            let sentence = borrowing.sentence(lang, &names);
            assert!(
                sentence.contains(names.full(0)) && sentence.contains(names.full(1)),
                "{sentence}"
            );
            assert!(
                sentence.contains('%') && !sentence.contains('{'),
                "{sentence}"
            );
        }
        assert!(told.len() <= MOST);
        for finding in &told {
            assert!(!finding.figure(Lang::En).is_empty());
        }
    }
}
