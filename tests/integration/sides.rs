//! Comparing across sides: what lies between two sides is what the whole run finds between them, and nothing else is there.

use leitong::analysis::{Metric, Passage, Place, SideKind};
use leitong::config::{Across, SpreadOver};
use leitong::{Analysis, Config, Corpus, Document, analyze};

use crate::common::SEEDS;

/// What all of the seeds say besides: of themselves they share formulas, and no passage.
const SAID_BY_ALL: &str = "茶叶加工园区引进企业九家，带动周边劳动力就近就业；农村公路养护实行路长负责，破损路面当年全部修复；乡镇卫生院配齐全科医生，村卫生室统一配送药品。";

/// The text of a seed, and what all of them say.
fn text(seed: &Document) -> String {
    format!("{}\n{SAID_BY_ALL}\n", seed.text.as_str())
}

fn seeds(numbers: impl IntoIterator<Item = usize>) -> Corpus {
    let documents = numbers.into_iter().map(|n| &SEEDS.documents[n]);
    Corpus::from_texts(documents.map(|d| (d.name.clone(), text(d))))
}

/// The passages between documents that `are_asked` for, by name and place.
fn passages(
    of: &Analysis,
    are_asked: impl Fn(usize, usize) -> bool,
) -> Vec<[(String, usize, usize); 2]> {
    let place = |place: &Place| (place.document.clone(), place.span.start, place.span.end);
    let index = |name: &str| of.document_index(name).unwrap();
    let asked = of
        .passages
        .iter()
        .filter(|p| are_asked(index(&p.a.document), index(&p.b.document)));
    let mut found: Vec<_> = asked.map(|p| [place(&p.a), place(&p.b)]).collect();
    found.sort();
    found
}

/// Checks that a run across sides holds what the whole run holds between them.
fn check(across: &Analysis, whole: &Analysis) {
    let sides = across.sides.as_ref().unwrap();
    let compared = |a, b| sides.are_compared(a, b);
    assert_eq!(passages(across, |_, _| true), passages(whole, compared));
    assert!(!across.passages.is_empty());
    assert!(across.limits.is_empty());
    let (some, all) = (&across.similarity.documents, &whole.similarity.documents);
    for a in 0..across.documents.len() {
        for b in 0..across.documents.len() {
            for metric in Metric::ALL {
                let value = all.matrix(metric).get(a, b).unwrap();
                let asked = sides.are_compared(a, b) && value > 0.0;
                let value = asked.then_some(value);
                assert_eq!(some.matrix(metric).get(a, b), value, "{metric:?} {a} {b}");
            }
        }
    }
    let sides_of = |names: &mut dyn Iterator<Item = &String>| -> Vec<u32> {
        let mut of: Vec<u32> = names
            .map(|name| sides.of[across.document_index(name).unwrap()])
            .collect();
        of.sort_unstable();
        of.dedup();
        of
    };
    for template in &across.templates {
        let mut documents = template.instances.iter().map(|i| &i.doc);
        assert!(sides_of(&mut documents).len() > 1, "{}", template.wording);
    }
    for family in &across.families {
        let mut documents = family.places.iter().map(|(document, _)| document);
        assert!(sides_of(&mut documents).len() > 1, "{}", family.wording);
    }
    for (doc, document) in across.documents.iter().enumerate() {
        for section in &document.sections {
            let places = section.evidence.iter().flat_map(|run| &run.places);
            for place in places {
                assert!(sides.are_compared(doc, place.document));
            }
            for nearest in &section.nearest {
                assert!(sides.are_compared(doc, nearest.document));
            }
        }
    }
}

#[test]
fn drafts_against_an_archive() {
    let corpus = seeds([0, 1]).against(seeds([2, 3, 4]));
    let across = analyze(&corpus, &Config::default());
    assert_eq!(across.sides.as_ref().unwrap().by, SideKind::Against);
    check(&across, &analyze(&seeds(0..5), &Config::default()));
}

/// Documents of the seeds, of which the given table column is set.
fn of_two_years() -> Corpus {
    let year = |n: usize| if n.is_multiple_of(2) { "2024" } else { "2025" };
    let documents = SEEDS.documents.iter().enumerate().map(|(n, d)| {
        let mut document = Document::new(d.name.clone(), text(d));
        let table = &mut document.metadata.table;
        table.insert("year".to_owned(), year(n).to_owned());
        document
    });
    documents.collect()
}

#[test]
fn groups_with_one_another() {
    let mut config = Config::default();
    config.group_by = Some("year".to_owned());
    let whole = analyze(&of_two_years(), &config);
    config.across = Across::Groups;
    let across = analyze(&of_two_years(), &config);
    let sides = across.sides.as_ref().unwrap();
    assert_eq!(
        (sides.by, &sides.of[..]),
        (SideKind::Groups, &[0, 1, 0, 1, 0][..])
    );
    check(&across, &whole);
    // Wording that a group has alone is its own, however documents are counted.
    config.spread_over = Some(SpreadOver::Documents);
    check(&analyze(&of_two_years(), &config), &whole);
}

/// A draft that is an old text word for word has nothing of its own, though it is a copy, and copies count once.
#[test]
fn a_draft_that_is_in_the_archive_is_not_its_own() {
    let text = SEEDS.documents[0].text.as_str();
    let archive = [
        ("old", text),
        ("print", text),
        ("other", SEEDS.documents[3].text.as_str()),
    ];
    let corpus = Corpus::from_texts([("draft", text)]).against(Corpus::from_texts(archive));
    let analysis = analyze(&corpus, &Config::default());
    assert!(analysis.documents[0].shares.local < 0.01);
    assert_eq!(analysis.copies.len(), 1);
    let of_draft = |p: &&Passage| p.a.document == "draft";
    assert_eq!(
        analysis.passages.iter().filter(of_draft).count(),
        analysis.passages.len()
    );
    let with_old = analysis.passages.iter().filter(|p| p.b.document == "old");
    assert_eq!(with_old.count(), 1);
}
