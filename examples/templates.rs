//! Writes templates.json for a folder of texts: `templates DIR OUT`.

use std::time::Instant;

use leitong::corpus::Metadata;
use leitong::template::{TemplateConfig, TemplateDocument, TemplateInput, find_templates};
use leitong::text::words::Segmenter;
use leitong::text::{NormalText, SourceText};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "seeds".to_owned());
    let out = arguments.next().unwrap_or_else(|| "out".to_owned());
    let mut paths: Vec<_> = std::fs::read_dir(&folder)?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    let mut documents = Vec::new();
    for path in &paths {
        let source = SourceText::new(std::fs::read_to_string(path)?);
        let text = NormalText::new(source.as_str());
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        documents.push((name, source, text, Metadata::default()));
    }
    let segmenter = Segmenter::default();
    let start = Instant::now();
    let input = TemplateInput {
        documents: documents
            .iter()
            .map(|(name, source, text, metadata)| TemplateDocument {
                name,
                source,
                text,
                metadata,
            })
            .collect(),
        segmenter: &segmenter,
    };
    let found = find_templates(&input, &TemplateConfig::default());
    eprintln!(
        "{} templates in {:?}",
        found.templates.len(),
        start.elapsed()
    );
    std::fs::create_dir_all(&out)?;
    let json = serde_json::json!({"templates": found.templates});
    std::fs::write(
        format!("{out}/templates.json"),
        serde_json::to_string_pretty(&json)?,
    )?;
    let json = serde_json::json!({"phrases": found.phrases});
    std::fs::write(
        format!("{out}/phrases.json"),
        serde_json::to_string_pretty(&json)?,
    )?;
    Ok(())
}
