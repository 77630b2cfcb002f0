//! A run without the command line.
use leitong::*;
fn main() {
    let mut corpus = Corpus::default();
    let mut paths: Vec<_> = std::fs::read_dir(std::env::args().nth(1).unwrap())
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        corpus.documents.push(Document {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            text: text::SourceText::new(std::fs::read_to_string(&path).unwrap()),
            path,
            metadata: Default::default(),
        });
    }
    let t = std::time::Instant::now();
    let analysis = analyze(&corpus, &Config::default());
    eprintln!("{:?}", t.elapsed());
    let dir = std::path::PathBuf::from(std::env::args().nth(2).unwrap());
    std::fs::create_dir_all(&dir).unwrap();
    report::render(&analysis, &Default::default(), &dir, &progress::Silent).unwrap();
}
