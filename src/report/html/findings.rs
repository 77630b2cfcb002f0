//! Findings as the page reads them: both languages, so that it can switch.

use serde::Serialize;

use crate::analysis::Analysis;
use crate::analysis::rounding::rounded;
use crate::report::Lang;
use crate::report::document_numbers::DocumentNumbers;
use crate::report::findings::{Finding, Picture, Piece, Target, findings};

use super::matrix::rounded_shares;

#[derive(Serialize)]
pub(super) struct PackedFinding {
    kind: &'static str,
    /// In Chinese and in English.
    figure: [String; 2],
    said: [Vec<PackedPiece>; 2],
    picture: PackedPicture,
    /// What the page opens: `["pair", 3, 5]`.
    target: PackedTarget,
}

/// Text; the number of a document; or wording of a text in a list of its own.
#[derive(Serialize)]
#[serde(untagged)]
enum PackedPiece {
    Text(String),
    Document(usize),
    Quote([String; 1]),
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum PackedPicture {
    Shares([f64; 3]),
    Bars(Vec<f64>),
    Dots(Vec<usize>),
    Points(Vec<(f64, f64)>),
    None,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum PackedTarget {
    Documents,
    Groups,
    Pair(usize, usize),
    Document(usize),
    Template(String),
    Wording(String),
    Time,
    About,
}

/// Points of a picture at most: more are not told apart in its width.
const POINTS: usize = 200;

/// Findings with the numbers that documents have on the page; where one is not on it, its name stands as text.
pub(super) fn packed_findings(
    analysis: &Analysis,
    numbers: &DocumentNumbers<'_>,
) -> Vec<PackedFinding> {
    let number = |index: usize| numbers.get(&analysis.documents[index].file);
    let piece = |piece: Piece| match piece {
        Piece::Text(text) => PackedPiece::Text(text),
        Piece::Document(index) => match number(index) {
            Some(number) => PackedPiece::Document(number),
            None => PackedPiece::Text(analysis.documents[index].file.clone()),
        },
        Piece::Quote(text) => PackedPiece::Quote([text]),
    };
    let packed = |finding: &Finding| PackedFinding {
        kind: finding.kind(),
        figure: [Lang::Zh, Lang::En].map(|lang| finding.figure(lang)),
        said: [Lang::Zh, Lang::En].map(|lang| finding.said(lang).into_iter().map(piece).collect()),
        picture: packed_picture(finding.picture()),
        target: packed_target(finding.target(), &number),
    };
    findings(analysis).iter().map(packed).collect()
}

fn packed_target(target: Target, number: &dyn Fn(usize) -> Option<usize>) -> PackedTarget {
    match target {
        Target::Documents => PackedTarget::Documents,
        Target::Groups => PackedTarget::Groups,
        Target::Pair(one, other) => match (number(one), number(other)) {
            (Some(one), Some(other)) => PackedTarget::Pair(one, other),
            _ => PackedTarget::Documents,
        },
        Target::Document(index) => {
            number(index).map_or(PackedTarget::Documents, PackedTarget::Document)
        }
        Target::Template(id) => PackedTarget::Template(id),
        Target::Wording(wording) => PackedTarget::Wording(wording),
        Target::Time => PackedTarget::Time,
        Target::About => PackedTarget::About,
    }
}

fn packed_picture(picture: Picture) -> PackedPicture {
    match picture {
        Picture::Shares(shares) => PackedPicture::Shares(rounded_shares(&shares)),
        Picture::Bars(bars) => {
            PackedPicture::Bars(bars.into_iter().map(|b| rounded(b, 4)).collect())
        }
        Picture::Dots(sizes) => PackedPicture::Dots(sizes),
        Picture::Points(points) => {
            let step = points.len().div_ceil(POINTS).max(1);
            let kept = points.into_iter().step_by(step);
            PackedPicture::Points(kept.map(|(x, y)| (rounded(x, 3), rounded(y, 4))).collect())
        }
        Picture::None => PackedPicture::None,
    }
}
