//! Groups in the place of documents, for the charts that compare documents as wholes.

use std::collections::BTreeMap;

use crate::analysis::{Analysis, DocumentAnalysis, FoundFacts, Group, Groups, Similarity};

/// An analysis in which each group stands as a document, with what those charts look at; `None` without groups.
pub(super) fn view(analysis: &Analysis) -> Option<Analysis> {
    let groups = analysis.groups.as_ref()?;
    let level = analysis.similarity.groups.clone()?;
    Some(Analysis {
        schema: analysis.schema.clone(),
        version: analysis.version.clone(),
        config: analysis.config.clone(),
        boilerplate_docs: analysis.boilerplate_docs,
        documents: groups.groups.iter().map(document).collect(),
        sides: None,
        groups: Some(Groups {
            by: groups.by.clone(),
            spread_over: groups.spread_over,
            groups: Vec::new(),
        }),
        copies: Vec::new(),
        reference: Vec::new(),
        skipped: Vec::new(),
        similarity: Similarity {
            sections: level.clone(),
            documents: level,
            groups: None,
        },
        passages: Vec::new(),
        families: Vec::new(),
        templates: Vec::new(),
        phrases: Vec::new(),
        limits: Vec::new(),
    })
}

fn document(group: &Group) -> DocumentAnalysis {
    DocumentAnalysis {
        file: group.name.clone(),
        path: String::new(),
        title: Some(group.name.clone()),
        date: None,
        place: None,
        author: None,
        meeting: None,
        speaker: None,
        kind: None,
        found: FoundFacts::default(),
        columns: BTreeMap::new(),
        characters: group.characters,
        units: group.units,
        outline: Vec::new(),
        noise: Vec::new(),
        sections: Vec::new(),
        reference: Vec::new(),
        reference_share: 0.0,
        new_share: None,
        shares: group.shares,
        information: group.information,
        terms: group.terms.clone(),
        most_templated: Vec::new(),
        most_local: Vec::new(),
        text_file: String::new(),
        text: String::new(),
    }
}
