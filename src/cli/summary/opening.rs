//! The opening of the summary: what was compared, and how much was found.

use std::io::{self, Write};

use super::{RunSummary, percent, sentence};
use crate::analysis::{Analysis, DocumentAnalysis, Groups, SideKind};
use crate::cli::strings;
use crate::report::Lang;
use crate::report::number::grouped;

pub(super) fn print(run: &RunSummary<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (analysis, lang) = (run.analysis, run.lang);
    let counts = analysis.counts();
    let documents = counts.documents;
    let compared = strings::compared(
        lang,
        documents,
        &grouped(documents),
        &grouped(counts.characters),
        run.elapsed.as_secs_f64(),
    );
    sentence(run, out, "", &compared)?;
    let found: Vec<String> = [
        (strings::PASSAGES, counts.passages),
        (strings::FAMILIES, counts.families),
        (strings::TEMPLATES, counts.templates),
        (strings::PHRASES, counts.phrases),
    ]
    .into_iter()
    .filter(|(_, n)| *n > 0)
    .map(|(things, n)| things.of(lang, n, &grouped(n)))
    .collect();
    if !found.is_empty() {
        let found = found.join(strings::BETWEEN_FOUND.of(lang));
        let found = format!("{}{found}", strings::FOUND.of(lang));
        sentence(run, out, "", &found)?;
    }
    if let Some(groups) = &analysis.groups {
        sentence(run, out, "", &grouping(groups, lang))?;
    }
    if let Some(sides) = &analysis.sides {
        let first = sides.first();
        let said = match sides.by {
            SideKind::Against => {
                strings::against(lang, &grouped(first), &grouped(documents - first))
            }
            _ => strings::BETWEEN_GROUPS.of(lang).to_owned(),
        };
        sentence(run, out, "", &said)?;
    }
    if documents == 1 {
        sentence(run, out, "", strings::ONE_DOCUMENT.of(lang))?;
    }
    if !analysis.reference.is_empty() {
        let texts = grouped(analysis.reference.len());
        let said = strings::reference_texts(lang, &texts, &reference_share(analysis, lang));
        sentence(run, out, "", &said)?;
    }
    Ok(())
}

/// The share of all bodies' characters that stands in reference texts.
fn reference_share(analysis: &Analysis, lang: Lang) -> String {
    let body = |d: &DocumentAnalysis| -> usize { d.sections.iter().map(|s| s.span.len()).sum() };
    let all: usize = analysis.documents.iter().map(body).sum();
    let runs = analysis.documents.iter().flat_map(|d| &d.reference);
    let of: usize = runs.map(|run| run.span.len()).sum();
    percent(lang, of as f32 / all.max(1) as f32)
}

/// By what documents are grouped, and what that means for shared wording.
fn grouping(groups: &Groups, lang: Lang) -> String {
    let alone = groups.groups.iter().filter(|g| !g.known).count();
    let alone = (alone > 0).then(|| grouped(alone));
    strings::grouping(
        lang,
        &groups.by,
        &grouped(groups.groups.len()),
        alone.as_deref(),
        groups.spread_over,
    )
}
