//! Copies count once: what is added of a text that is there already changes nothing for the others.

use leitong::{Analysis, Config, Corpus, analyze};

use crate::common::SEEDS;

/// Texts with their names.
type Texts = Vec<(String, String)>;

fn analysis(texts: &[(String, String)], config: &Config) -> Analysis {
    let texts = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()));
    analyze(&Corpus::from_texts(texts), config)
}

/// The seeds, and three more copies of the first: as it is, with other marks, and with other line breaks.
fn with_copies() -> [Texts; 2] {
    let texts = SEEDS.documents.iter();
    let alone: Texts = texts
        .map(|d| (d.name.clone(), d.text.as_str().to_owned()))
        .collect();
    let text = &alone[0].1;
    let copies = [
        text.clone(),
        text.replace('，', ",").replace('。', "．"),
        text.replace('\n', "\n\n"),
    ];
    let named = copies.into_iter().zip(["copy", "marks", "lines"]);
    let added = named.map(|(text, name)| (name.to_owned(), text));
    [alone.clone(), alone.into_iter().chain(added).collect()]
}

#[test]
fn copies_change_no_share_of_the_others_and_none_of_their_own() {
    let [alone, together] = with_copies();
    let before = analysis(&alone, &Config::default());
    let after = analysis(&together, &Config::default());
    assert_eq!(before.copies, []);
    let versions: Vec<usize> = after.copies[0]
        .versions
        .iter()
        .map(|v| v.document)
        .collect();
    assert_eq!((after.copies.len(), versions), (1, vec![0, 5, 6, 7]));
    assert_eq!(before.boilerplate_docs, after.boilerplate_docs);
    for (before, after) in before.documents.iter().zip(&after.documents) {
        assert_eq!(before.shares, after.shares, "{}", before.file);
        assert_eq!(before.information, after.information, "{}", before.file);
    }
    let templates = |of: &Analysis| -> Vec<(String, usize)> {
        let templates = of.templates.iter();
        templates.map(|t| (t.wording.clone(), t.spread)).collect()
    };
    assert_eq!(templates(&before), templates(&after));
    assert_eq!(before.phrases, after.phrases);
    // The marks go with the units before them, so only their number differs.
    let own = |n: usize| after.documents[n].shares.local;
    assert!((own(0) - own(5)).abs() < 1e-9 && (own(0) - own(7)).abs() < 0.01);
}

#[test]
fn with_count_copies_they_are_documents_like_others() {
    let [_, together] = with_copies();
    let mut config = Config::default();
    config.count_copies = true;
    let counted = analysis(&together, &config);
    assert_eq!(counted.copies, []);
    assert!(counted.documents[0].shares.local < 0.01);
}
