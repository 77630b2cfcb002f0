//! Templates against the hand labels of the seeds: 32 templates with 81 instances, by position.

use std::collections::BTreeMap;

use leitong::Span;
use leitong::analysis::Template;

use crate::common::{ANALYSIS, LABELS, span};

/// An instance of a template: the template's number, the document, and where in it.
#[derive(Clone)]
struct Instance {
    template: usize,
    document: String,
    span: Span,
}

fn labelled() -> Vec<Instance> {
    let templates = LABELS["templates"].as_array().expect("labelled templates");
    let of = |(template, label): (usize, &serde_json::Value)| {
        let instances = label["instances"].as_array().expect("instances").clone();
        instances.into_iter().map(move |instance| Instance {
            template,
            document: instance["doc"].as_str().expect("a document").to_owned(),
            span: span(&instance["span"]),
        })
    };
    templates.iter().enumerate().flat_map(of).collect()
}

fn instances(found: &[Template]) -> Vec<Instance> {
    let of = |(template, found): (usize, &Template)| {
        let instances = found.instances.clone();
        instances.into_iter().map(move |instance| Instance {
            template,
            document: instance.doc,
            span: instance.span,
        })
    };
    found.iter().enumerate().flat_map(of).collect()
}

/// How well found templates agree with labels.
#[derive(Debug, PartialEq)]
struct Agreement {
    /// Share of the labelled instances of which one found instance covers half.
    found: f64,
    /// B-cubed over the labelled instances (Bagga and Baldwin 1998): whether instances of one template are found as
    /// instances of one template. An instance that is missed is a group of its own.
    precision: f64,
    recall: f64,
}

fn agreement(gold: &[Instance], found: &[Instance]) -> Agreement {
    let overlap = |a: &Instance, b: &Instance| {
        let common = a.span.intersection(b.span).map_or(0, Span::len);
        if a.document == b.document { common } else { 0 }
    };
    // The group in which each labelled instance is found; of equals the first.
    let groups: Vec<Option<usize>> = gold
        .iter()
        .map(|instance| {
            let best = found
                .iter()
                .rev()
                .max_by_key(|other| overlap(instance, other))?;
            (2 * overlap(instance, best) >= instance.span.len()).then_some(best.template)
        })
        .collect();
    let mut of_gold: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut of_found: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (n, (instance, group)) in gold.iter().zip(&groups).enumerate() {
        of_gold.entry(instance.template).or_default().push(n);
        if let Some(group) = group {
            of_found.entry(*group).or_default().push(n);
        }
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for (n, (instance, group)) in gold.iter().zip(&groups).enumerate() {
        let alone = vec![n];
        let found = group.map_or(&alone, |group| &of_found[&group]);
        let gold = &of_gold[&instance.template];
        let both = found.iter().filter(|m| gold.contains(m)).count() as f64;
        precision += both / found.len() as f64;
        recall += both / gold.len() as f64;
    }
    let count = gold.len() as f64;
    Agreement {
        found: groups.iter().flatten().count() as f64 / count,
        precision: precision / count,
        recall: recall / count,
    }
}

#[test]
fn labelled_templates_are_found_and_grouped() {
    let gold = labelled();
    assert_eq!(gold.len(), 81, "all labels are read");
    let measured = agreement(&gold, &instances(&ANALYSIS.templates));
    let (precision, recall) = (measured.precision, measured.recall);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("templates: {measured:.4?}, grouping F1 {f1:.4}");
    // On 2026-11-26: found .9259, grouping .9403, .9321, F1 .9362.
    assert!(measured.found >= 0.92, "{measured:?}");
    assert!(f1 >= 0.93, "{measured:?}");
}

#[test]
fn neither_nothing_nor_everything_in_one_template_agrees_with_the_labels() {
    let gold = labelled();
    let nothing = agreement(&gold, &[]);
    assert!(nothing.found < 0.01 && nothing.recall < 0.6, "{nothing:?}");
    let mut all = gold.clone();
    all.iter_mut().for_each(|instance| instance.template = 0);
    let one = agreement(&gold, &all);
    assert!(one.found > 0.99 && one.precision < 0.1, "{one:?}");
    let itself = agreement(&gold, &gold);
    assert!(itself.found == 1.0 && itself.precision == 1.0 && itself.recall == 1.0);
}
