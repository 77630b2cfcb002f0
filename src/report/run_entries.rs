//! The entries of a run folder, named once: writers and whoever has to know such a folder again use these names.

pub(crate) const ANALYSIS: &str = "analysis.json";
pub(super) const DOCUMENTS: &str = "documents.csv";
pub(super) const SECTIONS: &str = "sections.csv";
pub(super) const PHRASES: &str = "phrases.csv";
pub(super) const GROUPS: &str = "groups.csv";
pub(super) const COPIES: &str = "copies.csv";
pub(super) const PAIRS: &str = "pairs.csv";
pub(super) const PASSAGES: &str = "passages.jsonl";
pub(super) const PASSAGE_TABLE: &str = "passages.csv";
pub(super) const FILLERS: &str = "fillers.csv";
pub(super) const NETWORK: &str = "network.graphml";
pub(super) const WORKBOOK: &str = "tables.xlsx";
pub(super) const TEMPLATES: &str = "templates.json";
pub(crate) const MATRIX: &str = "matrix";
pub(crate) const CHARTS: &str = "charts";
pub(super) const REPORT: &str = "report.html";
pub(crate) const TEXTS: &str = "texts";

/// All files and folders that a run may write, whatever its options.
pub const RUN_ENTRIES: [&str; 17] = [
    ANALYSIS,
    DOCUMENTS,
    SECTIONS,
    PHRASES,
    GROUPS,
    PASSAGES,
    TEMPLATES,
    MATRIX,
    CHARTS,
    REPORT,
    TEXTS,
    COPIES,
    PAIRS,
    PASSAGE_TABLE,
    FILLERS,
    NETWORK,
    WORKBOOK,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_run_has_no_entry_without_a_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/seeds");
        let entries = std::fs::read_dir(folder).expect("a committed run");
        let names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name != "run.toml")
            .collect();
        assert!(names.len() >= 9, "{names:?}");
        for name in &names {
            assert!(RUN_ENTRIES.contains(&name.as_str()), "{name}");
        }
    }
}
