//! Templates alone, without the other stages: `cargo run --example templates -- FOLDER` (default: the seeds).

use std::error::Error;
use std::path::PathBuf;

use leitong::Pipeline;
use leitong::read::{ReadOptions, read};
use leitong::template::TemplateConfig;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os()
        .nth(1)
        .map_or("seeds".into(), PathBuf::from);
    let corpus = read(&[folder], &ReadOptions::default())?;

    // Only what at least two documents share.
    let mut config = TemplateConfig::default();
    config.min_docs = 2;
    let found = Pipeline::builder().build().templates(&corpus, &config);

    for template in found.templates.iter().take(10) {
        println!("{} ({} places)", template.wording, template.instances.len());
        for instance in template.instances.iter().take(2) {
            println!("    {}: {}", instance.doc, instance.text.replace('\n', " "));
        }
    }
    Ok(())
}
