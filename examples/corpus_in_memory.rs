//! A corpus that never was a file: `cargo run --example corpus_in_memory`.

use leitong::{Config, Corpus, Document, Pipeline};

fn main() {
    let texts = [
        (
            "east-2024",
            "2024-01",
            "我们要坚持稳中求进工作总基调。东河县新建水渠四十里，灌溉良田三万亩。",
        ),
        (
            "west-2024",
            "2024-02",
            "我们要坚持稳中求进工作总基调。西山县修通公路两条，山货出了山。",
        ),
        (
            "east-2025",
            "2025-01",
            "东河县新建水渠六十里，灌溉良田五万亩。我们要坚持稳中求进工作总基调。",
        ),
    ];
    // What is known beside the text is set on the document; the rest is looked for in the text.
    let corpus: Corpus = texts
        .into_iter()
        .map(|(name, date, text)| {
            let mut document = Document::new(name, text);
            document.metadata.date = Some(date.to_owned());
            document
        })
        .collect();

    let mut config = Config::default();
    config.min_length = 6;
    let analysis = Pipeline::builder().config(config).build().run(&corpus);

    for document in &analysis.documents {
        let shares = &document.shares;
        println!(
            "{}: {:.0} % boilerplate, {:.0} % shared, {:.0} % local",
            document.file,
            100.0 * shares.boilerplate,
            100.0 * shares.shared,
            100.0 * shares.local
        );
    }
    for passage in &analysis.passages {
        println!(
            "{} = {}: {}",
            passage.a.document, passage.b.document, passage.a.text
        );
    }

    // The whole result is plain data and serialises.
    let json = serde_json::to_string(&analysis).expect("plain data serialises");
    println!("{} bytes of JSON", json.len());
}
