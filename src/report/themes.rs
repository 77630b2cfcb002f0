//! Themes: sections of all documents that speak of the same things, as parts of a work report or chapters of regulations do.
//!
//! Sections are vectors of their distinctive words and of the pairs of characters in their headings. Ward's method (Ward 1963)
//! makes themes of even size, where average linkage would leave one large one beside many of a single section; a few rounds of
//! spherical k-means (Dhillon and Modha 2001) then put every section to the theme that it is nearest to.
//! 二、加强组织建设 in one document and （三）夯实组织基础 in another → one theme: 组织 党支部 党员.

use std::collections::{BTreeMap, BTreeSet};

use kodama::{Method, linkage};

use crate::analysis::{DocumentAnalysis, SectionAnalysis};

/// A shorter section is a title or a salutation, not a theme.
const SHORTEST: usize = 30;

/// Sections whose distances are all taken; of more of them so many, evenly spaced, make the themes. Its square is 18 MB.
const CLUSTERED: usize = 1_500;

/// Themes at most: what is seen as one picture without scrolling.
const MOST: usize = 30;

/// A section less like its theme than this belongs to none. Measured on five speeches: unlike sections are below 0.05.
const LEAST_LIKENESS: f64 = 0.1;

/// Weight of a heading against that of the words under it.
const HEADING: f64 = 0.6;

/// Characters of a heading that count: behind them follow its sentences.
const HEADING_LENGTH: usize = 24;

/// Rounds of k-means: on all corpora tried nothing moved after six.
const ROUNDS: usize = 6;

/// Words that name a theme.
const TERMS: usize = 5;

/// Sections of one theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// The heading of the most typical of them that has a short one, without its number; empty where none has.
    pub heading: String,
    /// Words that set it apart, the strongest first.
    pub terms: Vec<String>,
    /// Document and section, in corpus order.
    pub sections: Vec<(usize, usize)>,
}

/// A sparse vector: dimensions in growing order, length 1.
type Vector = Vec<(usize, f64)>;

/// The themes that stand in two documents or more, in the order in which documents treat them.
#[must_use]
pub fn themes(documents: &[DocumentAnalysis]) -> Vec<Theme> {
    let (places, vectors, words) = vectors(documents);
    if places.len() < 4 || documents.len() < 2 {
        return Vec::new();
    }
    let wanted = wanted(places.len(), documents.len());
    let mut centres = ward(&vectors, wanted, words.len());
    let mut of = Vec::new();
    for _ in 0..ROUNDS {
        let next = assigned(&vectors, &centres);
        if next == of {
            break;
        }
        of = next;
        centres = centres_of(&vectors, &of, centres.len(), words.len());
    }
    let mut found: Vec<(f64, Theme)> = Vec::new();
    for (number, centre) in centres.iter().enumerate() {
        let members = of
            .iter()
            .enumerate()
            .filter(|(_, theme)| **theme == Some(number));
        let members: Vec<usize> = members.map(|(i, _)| i).collect();
        let spread: BTreeSet<usize> = members.iter().map(|i| places[*i].0).collect();
        if spread.len() > 1 {
            let theme = Theme {
                heading: heading(documents, &places, &vectors, &members, centre),
                terms: terms(centre, &words),
                sections: members.iter().map(|i| places[*i]).collect(),
            };
            let place = members.iter().map(|i| {
                let (document, section) = places[*i];
                section as f64 / documents[document].sections.len() as f64
            });
            found.push((place.sum::<f64>() / members.len() as f64, theme));
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.sections.cmp(&b.1.sections)));
    found.into_iter().map(|(_, theme)| theme).collect()
}

/// Themes a section of a document makes: sections of one document speak of the same more often than not.
const EACH: f64 = 0.6;

/// As many themes as a document has sections of different subjects, or as a rule of thumb for clusters says (√(n/2), Mardia et al. 1979).
fn wanted(sections: usize, documents: usize) -> usize {
    let each = (sections as f64 / documents.max(1) as f64 * EACH) as usize;
    let thumb = (sections as f64 / 2.0).sqrt() as usize;
    each.max(thumb).clamp(4, MOST).min(sections / 3).max(1)
}

/// Sections with words, their vectors, and what the dimensions are: words that stand in two documents, and pairs of characters of
/// headings, which are named with a mark before them.
fn vectors(documents: &[DocumentAnalysis]) -> (Vec<(usize, usize)>, Vec<Vector>, Vec<String>) {
    let mut places = Vec::new();
    let mut named: Vec<BTreeMap<String, f64>> = Vec::new();
    let mut spread: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (d, document) in documents.iter().enumerate() {
        for (n, section) in document.sections.iter().enumerate() {
            if section.units >= SHORTEST && !section.terms.is_empty() {
                let weights = weights(section);
                for word in weights.keys() {
                    spread.entry(word.clone()).or_default().insert(d);
                }
                places.push((d, n));
                named.push(weights);
            }
        }
    }
    spread.retain(|_, documents| documents.len() > 1);
    let number: BTreeMap<&String, usize> = spread.keys().zip(0..).collect();
    let vectors = named.iter().map(|weights| {
        let kept = weights
            .iter()
            .filter_map(|(word, weight)| Some((*number.get(word)?, *weight)));
        unit(kept.collect())
    });
    (places, vectors.collect(), spread.keys().cloned().collect())
}

fn weights(section: &SectionAnalysis) -> BTreeMap<String, f64> {
    let terms = section.terms.iter();
    let mut weights: BTreeMap<String, f64> = terms.map(|t| (t.term.clone(), t.weight)).collect();
    let heading: Vec<char> = without_marker(&section.heading)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(HEADING_LENGTH)
        .collect();
    let pairs = heading.len().saturating_sub(1);
    for pair in heading.windows(2) {
        let name: String = ['\u{1}'].iter().chain(pair).collect();
        *weights.entry(name).or_default() += HEADING / (pairs as f64).sqrt();
    }
    weights
}

/// `（一）加强党的建设` → `加强党的建设`; 一带一路 keeps its 一.
fn without_marker(heading: &str) -> &str {
    let numeral = |c: char| "一二三四五六七八九十百零〇第（(".contains(c) || c.is_ascii_digit();
    let end = |c: char| "、．.）)条章节是要，,".contains(c) || c.is_whitespace();
    let rest = heading.trim_start_matches(numeral);
    if rest.len() < heading.len() && rest.starts_with(end) {
        rest.trim_start_matches(end)
    } else {
        heading
    }
}

fn unit(mut vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    vector
}

fn product(one: &[(usize, f64)], other: &[(usize, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some((a, x)), Some((b, y))) = (one.get(i), other.get(j)) {
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
    sum
}

/// Centres of the themes that Ward's method makes of the sections, or of a sample of them.
fn ward(vectors: &[Vector], wanted: usize, dimensions: usize) -> Vec<Vec<f64>> {
    let step = vectors.len().div_ceil(CLUSTERED).max(1);
    let sample: Vec<&Vector> = vectors.iter().step_by(step).collect();
    let n = sample.len();
    let mut apart = Vec::with_capacity(n * (n - 1) / 2);
    for i in 0..n {
        for j in i + 1..n {
            apart.push((2.0 - 2.0 * product(sample[i], sample[j])).max(0.0).sqrt());
        }
    }
    let steps = linkage(&mut apart, n, Method::Ward);
    // The last merges are undone: what is left are `wanted` groups.
    let mut group: Vec<usize> = (0..n + n.saturating_sub(1)).collect();
    let kept = n.saturating_sub(wanted);
    for (i, merge) in steps.steps().iter().take(kept).enumerate() {
        group[merge.cluster1] = n + i;
        group[merge.cluster2] = n + i;
    }
    let root = |mut at: usize| {
        while group[at] != at {
            at = group[at];
        }
        at
    };
    let mut number = BTreeMap::new();
    let of: Vec<Option<usize>> = (0..n)
        .map(|leaf| {
            let next = number.len();
            Some(*number.entry(root(leaf)).or_insert(next))
        })
        .collect();
    let sampled: Vec<Vector> = sample.into_iter().cloned().collect();
    centres_of(&sampled, &of, number.len(), dimensions)
}

fn centres_of(
    vectors: &[Vector],
    of: &[Option<usize>],
    count: usize,
    dimensions: usize,
) -> Vec<Vec<f64>> {
    let mut centres = vec![vec![0.0; dimensions]; count];
    for (vector, theme) in vectors.iter().zip(of) {
        if let Some(theme) = theme {
            for (dimension, weight) in vector {
                centres[*theme][*dimension] += weight;
            }
        }
    }
    for centre in &mut centres {
        let length = centre.iter().map(|w| w * w).sum::<f64>().sqrt();
        if length > 0.0 {
            centre.iter_mut().for_each(|weight| *weight /= length);
        }
    }
    centres
}

fn likeness(vector: &[(usize, f64)], centre: &[f64]) -> f64 {
    vector.iter().map(|(d, weight)| weight * centre[*d]).sum()
}

/// The nearest theme of each section; the first of equal ones.
fn assigned(vectors: &[Vector], centres: &[Vec<f64>]) -> Vec<Option<usize>> {
    let nearest = |vector: &Vector| {
        let mut best: Option<(usize, f64)> = None;
        for (number, centre) in centres.iter().enumerate() {
            let value = likeness(vector, centre);
            if value >= LEAST_LIKENESS && best.is_none_or(|(_, top)| value > top) {
                best = Some((number, value));
            }
        }
        best.map(|(number, _)| number)
    };
    vectors.iter().map(nearest).collect()
}

fn heading(
    documents: &[DocumentAnalysis],
    places: &[(usize, usize)],
    vectors: &[Vector],
    members: &[usize],
    centre: &[f64],
) -> String {
    let short = |i: &usize| {
        let (document, section) = places[*i];
        let section = &documents[document].sections[section];
        // Paragraphs and the title have a first sentence for a name, which names no theme.
        if section.path.starts_with(['¶', '题']) {
            return None;
        }
        let heading = without_marker(&section.heading);
        let heading = heading.trim_end_matches(['。', '：', ':', '.']).trim();
        let length = heading.chars().count();
        ((2..=HEADING_LENGTH).contains(&length)).then(|| (*i, heading.to_owned()))
    };
    let mut best: Option<(f64, String)> = None;
    for (i, heading) in members.iter().filter_map(short) {
        let value = likeness(&vectors[i], centre);
        if best.as_ref().is_none_or(|(top, _)| value > *top) {
            best = Some((value, heading));
        }
    }
    best.map_or(String::new(), |(_, heading)| heading)
}

fn terms(centre: &[f64], words: &[String]) -> Vec<String> {
    let mut ranked: Vec<(usize, f64)> = centre.iter().copied().enumerate().collect();
    ranked.retain(|(d, weight)| *weight > 0.0 && !words[*d].starts_with('\u{1}'));
    ranked.sort_by(|(i, a), (j, b)| b.total_cmp(a).then(i.cmp(j)));
    ranked.truncate(TERMS);
    ranked.into_iter().map(|(d, _)| words[d].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Term;

    fn section(heading: &str, terms: &[&str]) -> SectionAnalysis {
        SectionAnalysis {
            heading: heading.to_owned(),
            units: 100,
            terms: terms
                .iter()
                .map(|term| Term {
                    term: (*term).to_owned(),
                    weight: 0.5,
                })
                .collect(),
            ..SectionAnalysis::default()
        }
    }

    #[test]
    fn sections_of_one_subject_come_together_whatever_their_number() {
        let documents: Vec<DocumentAnalysis> = (0..6)
            .map(|i| DocumentAnalysis {
                sections: vec![
                    section("一、组织工作", &["组织", "党支部", "党员"]),
                    section("（二）农业生产", &["小麦", "农业", "粮食"]),
                    section(&format!("三、其他{i}"), &["组织", "小麦"][i % 2..=i % 2]),
                ],
                ..DocumentAnalysis::default()
            })
            .collect();
        let themes = themes(&documents);
        let of = |place| themes.iter().position(|t| t.sections.contains(&place));
        assert!(
            of((0, 0)).is_some() && of((0, 0)) == of((5, 0)),
            "{themes:?}"
        );
        assert_eq!(of((0, 1)), of((5, 1)));
        assert_ne!(of((0, 0)), of((0, 1)));
        let organisation = &themes[of((0, 0)).unwrap()];
        assert_eq!(organisation.heading, "组织工作");
        assert!(organisation.terms.contains(&"党支部".to_owned()));
    }

    #[test]
    fn one_document_and_none_have_no_themes() {
        assert_eq!(themes(&[]), []);
        assert_eq!(themes(&[DocumentAnalysis::default()]), []);
    }

    #[test]
    fn a_number_is_no_part_of_a_heading() {
        let stripped =
            ["（一）党建", "第三条 本市", "一带一路", "2.文化", "党建"].map(without_marker);
        assert_eq!(stripped, ["党建", "本市", "一带一路", "文化", "党建"]);
    }
}
