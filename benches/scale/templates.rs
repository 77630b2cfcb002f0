//! Templates among many documents: sentences with slots, planted in sparse ones.

use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Instant;

use leitong::template::{
    FoundTemplates, TemplateConfig, TemplateDocument, TemplateInput, find_templates,
};
use leitong::text::words::Segmenter;
use leitong::text::{NormalText, SourceText};

use super::generate::{Random, any, seeds, sparse};
use super::{cpu, peak_megabytes};

/// Different planted templates; with 10,000 documents each stands in fifty.
const PLANTED: usize = 200;
/// Characters of a literal, and of a filler.
const LITERAL: Range<usize> = 8..16;
const FILLER: Range<usize> = 2..9;

/// A planted sentence: where in its document, and its fillers.
struct Instance {
    planted: usize,
    at: Range<usize>,
    fillers: Vec<Range<usize>>,
}

/// An instance of a template that was found.
#[derive(Clone)]
struct Candidate {
    template: usize,
    at: Range<usize>,
    slots: Vec<Range<usize>>,
}

/// Plants one template in each of `n` sparse documents, looks for templates, and prints how many came back.
pub(crate) fn planted(n: usize) {
    let seeds = seeds();
    let mut random = Random(n as u64);
    let planted: Vec<Vec<Vec<char>>> = (0..PLANTED)
        .map(|_| literals(&mut random, &seeds))
        .collect();
    let mut gold = Vec::with_capacity(n);
    let mut sources = Vec::with_capacity(n);
    for doc in 0..n {
        let text = sparse(&mut random, &seeds, doc, &mut Vec::new());
        let (text, instance) = plant(&mut random, &seeds, &text, &planted, doc % PLANTED);
        sources.push(SourceText::from(text.as_str()));
        gold.push(instance);
    }
    let segmenter = Segmenter::default();
    let names: Vec<String> = (0..n).map(|doc| doc.to_string()).collect();
    let (start, wall) = (cpu(), Instant::now());
    let texts: Vec<NormalText> = sources
        .iter()
        .map(|s| NormalText::new(s.as_str()))
        .collect();
    let documents = sources.iter().zip(&texts).zip(&names);
    let documents =
        documents.map(|((source, text), name)| TemplateDocument::new(name, source, text));
    let input = TemplateInput::new(documents.collect(), &segmenter);
    let found = find_templates(&input, &TemplateConfig::default());
    println!(
        "templates {n}: {:.2} s CPU ({:.2} s wall); peak {} MB; {} templates",
        (cpu() - start).as_secs_f64(),
        wall.elapsed().as_secs_f64(),
        peak_megabytes(),
        found.templates.len(),
    );
    evaluate(&gold, &found);
}

/// Two or three literals, each cut out of a seed between marks.
fn literals(random: &mut Random, seeds: &[Vec<char>]) -> Vec<Vec<char>> {
    let literal = |random: &mut Random| loop {
        let seed = &seeds[random.below(seeds.len())];
        let length = LITERAL.start + random.below(LITERAL.len());
        let from = random.below(seed.len() - length);
        let wording = &seed[from..from + length];
        if wording.iter().all(|c| is_wording(*c)) {
            return wording.to_vec();
        }
    };
    let number = 2 + random.below(2);
    (0..number).map(|_| literal(random)).collect()
}

fn is_wording(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn plant(
    random: &mut Random,
    seeds: &[Vec<char>],
    text: &str,
    planted: &[Vec<Vec<char>>],
    number: usize,
) -> (String, Instance) {
    let mut text: Vec<char> = text.chars().collect();
    let at = random.below(text.len());
    let mut sentence = vec!['。'];
    let mut fillers = Vec::new();
    for (i, literal) in planted[number].iter().enumerate() {
        if i > 0 {
            let from = at + sentence.len();
            for _ in 0..FILLER.start + random.below(FILLER.len()) {
                let filler = std::iter::repeat_with(|| any(random, seeds)).find(|c| is_wording(*c));
                sentence.extend(filler);
            }
            fillers.push(from..at + sentence.len());
        }
        sentence.extend(literal);
    }
    sentence.push('。');
    let instance = Instance {
        planted: number,
        at: at + 1..at + sentence.len() - 1,
        fillers,
    };
    text.splice(at..at, sentence);
    (text.into_iter().collect(), instance)
}

/// Found: covered by half or more by an instance of a template. Grouped: the share of those whose template is the
/// one that has most instances of their planted one. Fillers: precision and recall of their characters in those found.
fn evaluate(gold: &[Instance], found: &FoundTemplates) {
    let mut by_document: Vec<Vec<Candidate>> = vec![Vec::new(); gold.len()];
    for (number, template) in found.templates.iter().enumerate() {
        for instance in &template.instances {
            let doc: usize = instance.doc.parse().expect("documents are named by number");
            let slots = instance.slots.iter().map(|slot| slot.start..slot.end);
            let at = instance.span.start..instance.span.end;
            by_document[doc].push(Candidate {
                template: number,
                at,
                slots: slots.collect(),
            });
        }
    }
    let common =
        |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let mut templates: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let (mut number, mut right, mut reported, mut wanted) = (0, 0, 0, 0);
    for (instance, candidates) in gold.iter().zip(&by_document) {
        let best = candidates
            .iter()
            .max_by_key(|candidate| common(&candidate.at, &instance.at));
        let half = |found: &&Candidate| 2 * common(&found.at, &instance.at) >= instance.at.len();
        let Some(Candidate {
            template, slots, ..
        }) = best.filter(half)
        else {
            continue;
        };
        number += 1;
        *templates.entry((instance.planted, *template)).or_default() += 1;
        wanted += instance.fillers.iter().map(Range::len).sum::<usize>();
        for slot in slots {
            reported += common(slot, &instance.at);
            let fillers = instance.fillers.iter();
            right += fillers.map(|filler| common(slot, filler)).sum::<usize>();
        }
    }
    let mut most = vec![0; PLANTED];
    for ((planted, _), instances) in &templates {
        most[*planted] = most[*planted].max(*instances);
    }
    println!(
        "    of {} instances found {:.4}, grouped {:.4}; fillers precision {:.4}, recall {:.4}",
        gold.len(),
        f64::from(number) / gold.len() as f64,
        most.iter().sum::<usize>() as f64 / f64::from(number.max(1)),
        right as f64 / reported.max(1) as f64,
        right as f64 / wanted.max(1) as f64,
    );
}
