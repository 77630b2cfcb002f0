//! An analysis made without the engine: equal stretches found by brute force, so that the report has
//! something of every kind to show.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use leitong::Span;
use leitong::analysis::{
    Analysis, Attribution, DenseMatrix, DocumentAnalysis, Family, InformationShares, Instance,
    Level, Matrix, Operation, OperationKind, Part, Passage, PassageScore, Phrase, Place, Run,
    SectionAnalysis, Sentence, Shares, Similarity, SlotKind, Template, Term,
};
use leitong::document::Skipped;
use leitong::text::outline::outline;
use leitong::text::{Layout, SourceText};

/// Shortest equal stretch, in code points.
const SHORTEST: usize = 9;
/// Longest blank between two equal stretches of one passage.
const BLANK: usize = 8;

/// A document to be: name, date, text.
pub(super) type Source<'a> = (&'a str, Option<&'a str>, &'a str);

pub(super) fn analysis(sources: &[Source]) -> Analysis {
    let texts: Vec<Vec<char>> = sources
        .iter()
        .map(|(_, _, text)| text.chars().collect())
        .collect();
    let mut passages = Vec::new();
    for a in 0..texts.len() {
        for b in a + 1..texts.len() {
            passages.extend(
                joined(&stretches(&texts[a], &texts[b]))
                    .into_iter()
                    .map(|chain| (a, b, chain)),
            );
        }
    }
    passages.sort_by_key(|(a, b, chain)| (usize::MAX - matched(chain), *a, *b, chain[0]));
    let mut spread: Vec<Vec<BTreeSet<usize>>> = texts
        .iter()
        .map(|t| vec![BTreeSet::new(); t.len()])
        .collect();
    for (a, b, chain) in &passages {
        for (at, there, length) in chain {
            for i in 0..*length {
                spread[*a][at + i].insert(*b);
                spread[*b][there + i].insert(*a);
            }
        }
    }
    let families = families(sources, &texts, &passages);
    let documents: Vec<DocumentAnalysis> = sources
        .iter()
        .enumerate()
        .map(|(i, source)| document(source, &spread[i]))
        .collect();
    let sections: Vec<(usize, String)> = documents
        .iter()
        .enumerate()
        .flat_map(|(i, d)| (0..d.sections.len()).map(move |n| (i, n)))
        .map(|(i, n)| (i, format!("{}#{n}", documents[i].file)))
        .collect();
    let coverage = |row: usize, column: usize| {
        let covered = spread[row]
            .iter()
            .filter(|others| others.contains(&column))
            .count();
        covered as f32 / texts[row].len().max(1) as f32
    };
    let mut analysis = Analysis::default();
    analysis.version = "0.1.0".to_owned();
    analysis.boilerplate_docs = 3;
    analysis.skipped = vec![Skipped {
        path: "broken.bin".into(),
        reason: "not text".into(),
    }];
    analysis.similarity = Similarity {
        groups: None,
        documents: level(documents.iter().map(|d| d.file.clone()).collect(), coverage),
        sections: level(
            sections.iter().map(|s| s.1.clone()).collect(),
            |row, column| {
                let likeness = ((row * 7 + column * 3) % 10) as f32 / 20.0;
                if (row + column) % 3 == 0 {
                    likeness
                } else {
                    0.0
                }
            },
        ),
    };
    analysis.templates = templates(sources, &texts, &passages);
    analysis.phrases = phrases(&families);
    analysis.passages = passages
        .iter()
        .map(|p| passage(sources, &texts, p))
        .collect();
    analysis.families = families;
    analysis.documents = documents;
    analysis
}

type Chain = Vec<(usize, usize, usize)>;

fn matched(chain: &Chain) -> usize {
    chain.iter().map(|(_, _, length)| length).sum()
}

/// Equal stretches of two texts as (start in a, start in b, length), in order of b.
fn stretches(a: &[char], b: &[char]) -> Chain {
    let mut index: HashMap<&[char], usize> = HashMap::new();
    for (at, gram) in a.windows(SHORTEST).enumerate() {
        index.entry(gram).or_insert(at);
    }
    let mut found = Vec::new();
    let mut there = 0;
    while there + SHORTEST <= b.len() {
        let gram = &b[there..there + SHORTEST];
        // What goes on where the last stretch ended goes before what stands first.
        let behind = found.last().and_then(|(x, _, n): &(usize, usize, usize)| {
            (x + n..=x + n + BLANK)
                .find(|at| a.get(*at..).is_some_and(|rest| rest.starts_with(gram)))
        });
        let Some(at) = behind.or_else(|| index.get(gram).copied()) else {
            there += 1;
            continue;
        };
        let length = a[at..]
            .iter()
            .zip(&b[there..])
            .take_while(|(x, y)| x == y && **x != '\n')
            .count();
        if length >= SHORTEST {
            found.push((at, there, length));
        }
        there += length.max(1);
    }
    found
}

fn joined(stretches: &Chain) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for &(at, there, length) in stretches {
        match chains.last_mut() {
            Some(chain)
                if chain.last().is_some_and(|(x, y, n)| {
                    at >= x + n && at - (x + n) <= BLANK && there - (y + n) <= BLANK
                }) =>
            {
                chain.push((at, there, length))
            }
            _ => chains.push(vec![(at, there, length)]),
        }
    }
    chains
}

fn slice(text: &[char], start: usize, end: usize) -> String {
    text[start..end].iter().collect()
}

fn ends(chain: &Chain) -> (Span, Span) {
    let (a, b, _) = chain[0];
    let (x, y, n) = chain[chain.len() - 1];
    (Span::new(a, x + n), Span::new(b, y + n))
}

fn passage(
    sources: &[Source],
    texts: &[Vec<char>],
    (a, b, chain): &(usize, usize, Chain),
) -> Passage {
    let (in_a, in_b) = ends(chain);
    let mut operations = Vec::new();
    let (mut x, mut y) = (in_a.start, in_b.start);
    for &(at, there, length) in chain {
        let kind = match (at > x, there > y) {
            (true, true) => Some(OperationKind::Replace),
            (true, false) => Some(OperationKind::Delete),
            (false, true) => Some(OperationKind::Insert),
            (false, false) => None,
        };
        if let Some(kind) = kind {
            operations.push(Operation {
                kind,
                a: Span::new(x, at),
                b: Span::new(y, there),
            });
        }
        operations.push(Operation {
            kind: OperationKind::Equal,
            a: Span::new(at, at + length),
            b: Span::new(there, there + length),
        });
        (x, y) = (at + length, there + length);
    }
    let place = |i: usize, span: Span| Place {
        document: sources[i].0.to_owned(),
        span,
        text: slice(&texts[i], span.start, span.end),
    };
    Passage {
        a: place(*a, in_a),
        b: place(*b, in_b),
        identity: 2.0 * matched(chain) as f64 / (in_a.len() + in_b.len()) as f64,
        verdict: PassageScore {
            matched: matched(chain),
            bits: matched(chain) as f64 * 6.5,
            score: matched(chain) as f64,
            coverage: [0.9, 0.8],
            wholeness: 0.7,
        },
        family: None,
        operations,
    }
}

fn families(
    sources: &[Source],
    texts: &[Vec<char>],
    passages: &[(usize, usize, Chain)],
) -> Vec<Family> {
    let mut wordings = BTreeSet::new();
    for (a, _, chain) in passages {
        for (at, _, length) in chain {
            wordings.insert(slice(&texts[*a], *at, at + length));
        }
    }
    wordings
        .into_iter()
        .map(|wording| {
            let needle: Vec<char> = wording.chars().collect();
            let mut places = Vec::new();
            for (i, text) in texts.iter().enumerate() {
                let starts = text
                    .windows(needle.len())
                    .enumerate()
                    .filter(|(_, w)| *w == needle.as_slice());
                places
                    .extend(starts.map(|(at, _)| {
                        (sources[i].0.to_owned(), Span::new(at, at + needle.len()))
                    }));
            }
            let documents: BTreeSet<&str> = places.iter().map(|(name, _)| name.as_str()).collect();
            Family {
                wording,
                documents: documents.len(),
                places: places.clone(),
                first: None,
            }
        })
        .collect()
}

fn templates(
    sources: &[Source],
    texts: &[Vec<char>],
    passages: &[(usize, usize, Chain)],
) -> Vec<Template> {
    let kinds = [
        SlotKind::Place,
        SlotKind::Phrase,
        SlotKind::Number,
        SlotKind::List,
    ];
    passages
        .iter()
        .filter(|(_, _, chain)| chain.len() > 1)
        .enumerate()
        .map(|(n, (a, b, chain))| {
            let mut parts = Vec::new();
            let mut slots = [Vec::new(), Vec::new()];
            for (i, &(at, there, length)) in chain.iter().enumerate() {
                if i > 0 {
                    let (x, y, l) = chain[i - 1];
                    parts.push(Part::Slot(kinds[(n + i) % kinds.len()]));
                    slots[0].push(Span::new(x + l, at));
                    slots[1].push(Span::new(y + l, there));
                }
                parts.push(Part::Literal(slice(&texts[*a], at, at + length)));
            }
            let (in_a, in_b) = ends(chain);
            let [slots_a, slots_b] = slots;
            let instance = |i: usize, span: Span, slots: Vec<Span>| Instance {
                doc: sources[i].0.to_owned(),
                span,
                text: slice(&texts[i], span.start, span.end),
                slots,
            };
            Template {
                id: format!("T{:03}", n + 1),
                wording: slice(&texts[*a], in_a.start, in_a.end),
                spread: 2,
                bits_saved: matched(chain) as f64 * 3.0,
                parts,
                instances: vec![instance(*a, in_a, slots_a), instance(*b, in_b, slots_b)],
                variants: Vec::new(),
            }
        })
        .collect()
}

fn phrases(families: &[Family]) -> Vec<Phrase> {
    let mut ranked: Vec<&Family> = families
        .iter()
        .filter(|f| f.wording.chars().count() <= 24)
        .collect();
    ranked.sort_by_key(|f| (usize::MAX - f.documents, f.wording.clone()));
    ranked
        .iter()
        .map(|f| Phrase {
            wording: f.wording.clone(),
            documents: f.documents,
            occurrences: f.places.len(),
            places: None,
            first: None,
            last: None,
            longest_form: None,
            score: f.places.len() as f64 * 40.0,
        })
        .collect()
}

fn shares(counts: [usize; 3]) -> Shares {
    let all = counts.iter().sum::<usize>().max(1) as f64;
    let [boilerplate, shared, local] = counts.map(|n| n as f64 / all);
    Shares {
        boilerplate,
        shared,
        local,
    }
}

fn document((name, date, text): &Source, spread: &[BTreeSet<usize>]) -> DocumentAnalysis {
    let outline = outline(&SourceText::from(*text), &Layout::default());
    let characters: Vec<char> = text.chars().collect();
    let kind = |others: &BTreeSet<usize>| match others.len() {
        0 => Attribution::Local,
        1 => Attribution::Shared,
        _ => Attribution::Boilerplate,
    };
    let mut sections = Vec::new();
    let mut whole = [0; 3];
    for section in &outline.sections {
        let mut counts = [0; 3];
        let mut runs: Vec<Run> = Vec::new();
        let inside = section.span.start..section.span.end;
        for (at, others) in inside.clone().zip(&spread[inside]) {
            let attribution = kind(others);
            counts[attribution as usize] += 1;
            whole[attribution as usize] += 1;
            match runs.last_mut() {
                Some(run) if run.attribution == attribution => run.span.end = at + 1,
                _ => runs.push(Run {
                    span: Span::new(at, at + 1),
                    attribution,
                }),
            }
        }
        let mut leaf = SectionAnalysis::default();
        leaf.path = section.path.clone();
        leaf.heading = section.heading.clone();
        leaf.span = section.span;
        leaf.units = section.span.len();
        leaf.shares = shares(counts);
        leaf.information = InformationShares {
            bits: 8.0 * section.span.len() as f64,
            shares: shares(counts),
        };
        leaf.runs = runs;
        leaf.terms = terms(&slice(&characters, section.span.start, section.span.end));
        sections.push(leaf);
    }
    let mut document = DocumentAnalysis::default();
    document.file = (*name).to_owned();
    document.path = format!("seeds/{name}");
    document.title = outline.title.map(|s| slice(&characters, s.start, s.end));
    document.date = date.map(str::to_owned);
    document.kind = Some("speech".to_owned());
    document.characters = characters.len();
    document.units = characters.len();
    document.outline = outline.headings;
    document.noise = outline.noise;
    document.sections = sections;
    document.shares = shares(whole);
    document.information = InformationShares {
        bits: 8.0 * characters.len() as f64,
        shares: shares(whole),
    };
    document.terms = terms(text);
    document.most_local = sections_sentences(&outline.sections);
    document.text_file = format!("texts/{name}");
    document.text = (*text).to_owned();
    document
}

/// The beginnings of sections stand for sentences.
fn sections_sentences(sections: &[leitong::text::outline::Section]) -> Vec<Sentence> {
    sections
        .iter()
        .filter(|section| section.span.len() > 30)
        .take(3)
        .map(|section| Sentence {
            span: Span::new(section.span.start, section.span.start + 20),
            local_bits: 120.0,
            templated: 0.0,
        })
        .collect()
}

/// The most frequent pairs of ideographs stand for distinctive words.
fn terms(text: &str) -> Vec<Term> {
    let characters: Vec<char> = text.chars().collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for pair in characters
        .windows(2)
        .filter(|p| p.iter().all(|c| *c as u32 >= 0x4e00))
    {
        *counts.entry(pair.iter().collect()).or_default() += 1;
    }
    let mut ranked: Vec<(String, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(term, count)| (usize::MAX - count, term.clone()));
    ranked
        .into_iter()
        .take(12)
        .map(|(term, count)| Term {
            term,
            weight: (count as f64 / 50.0).min(1.0),
        })
        .collect()
}

fn level(ids: Vec<String>, value: impl Fn(usize, usize) -> f32) -> Level {
    let n = ids.len();
    let directed = DenseMatrix::from_fn(n, |r, c| if r == c { 1.0 } else { value(r, c) });
    let mutual = DenseMatrix::from_fn(n, |r, c| {
        if r == c {
            1.0
        } else {
            value(r.min(c), r.max(c))
        }
    });
    Level {
        ids,
        cosine: Matrix::Full(mutual.clone()),
        jaccard: Matrix::Full(mutual),
        containment: Matrix::Full(directed.clone()),
        coverage: Matrix::Full(directed),
    }
}
