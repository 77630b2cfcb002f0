//! What each stage costs on the seed documents: `cargo bench --bench stages`.
//!
//! Every measurement also asserts on what the stage found, so that a stage that became fast by finding less fails.

use divan::{Bencher, black_box};
use leitong::feature::Terms;
use leitong::feature::shingle::ShingleSet;
use leitong::read::{ReadOptions, read};
use leitong::reuse::find_reuse;
use leitong::template::{TemplateConfig, TemplateDocument, TemplateInput, find_templates};
use leitong::text::NormalText;
use leitong::text::metadata::Facts;
use leitong::text::words::Segmenter;
use leitong::{Config, Corpus};

fn main() {
    divan::main();
}

fn seeds() -> Corpus {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    read(&[folder.into()], &ReadOptions::default()).expect("the seeds are readable")
}

fn texts(corpus: &Corpus) -> Vec<NormalText> {
    let one =
        |d: &leitong::Document| NormalText::without(d.text.as_str(), &d.outline_alone().noise);
    corpus.documents.iter().map(one).collect()
}

#[divan::bench]
fn outlines(bencher: Bencher) {
    let corpus = seeds();
    bencher.bench_local(|| {
        let found: usize = corpus
            .documents
            .iter()
            .map(|d| d.outline_alone().headings.len())
            .sum();
        assert_eq!(found, 69, "headings of the hand labels");
    });
}

#[divan::bench]
fn normalise(bencher: Bencher) {
    let corpus = seeds();
    bencher.bench_local(|| {
        let units: usize = corpus
            .documents
            .iter()
            .map(|d| NormalText::new(d.text.as_str()).len())
            .sum();
        assert!(units > 19_000, "{units} units of 22,063 characters");
    });
}

#[divan::bench]
fn words(bencher: Bencher) {
    let (corpus, segmenter) = (seeds(), Segmenter::default());
    bencher.bench_local(|| {
        let terms = Terms::of(&corpus.documents, &segmenter, || ());
        assert!(terms.vocabulary() > 2_000, "{} words", terms.vocabulary());
    });
}

#[divan::bench]
fn shingles(bencher: Bencher) {
    let texts = texts(&seeds());
    bencher.bench_local(|| {
        let sets = texts.iter().map(|t| ShingleSet::of_units(t.units(), 5));
        let found: usize = sets.map(|s| s.len()).sum();
        assert!(found > 17_000, "{found} shingles");
    });
}

#[divan::bench]
fn reuse(bencher: Bencher) {
    let texts = texts(&seeds());
    bencher.bench_local(|| {
        let found = find_reuse(black_box(&texts), &Config::default());
        assert!(
            found.families.len() > 100,
            "{} families",
            found.families.len()
        );
    });
}

#[divan::bench]
fn templates(bencher: Bencher) {
    let (corpus, segmenter) = (seeds(), Segmenter::default());
    let texts = texts(&corpus);
    let facts = vec![Facts::default(); texts.len()];
    let documents: Vec<_> = corpus
        .documents
        .iter()
        .zip(&texts)
        .zip(&facts)
        .map(|((d, t), f)| TemplateDocument::of(d, t, f))
        .collect();
    let input = TemplateInput::new(documents, &segmenter);
    bencher.bench_local(|| {
        let found = find_templates(black_box(&input), &TemplateConfig::default());
        assert!(
            found.templates.len() > 40,
            "{} templates",
            found.templates.len()
        );
    });
}
