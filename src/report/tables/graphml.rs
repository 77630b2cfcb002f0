//! `network.graphml`: documents as nodes and pairs that share wording as edges, for Gephi, Cytoscape, igraph, NetworkX.
//!
//! GraphML (Brandes et al., 2002). An edge runs from the earlier document to the later one where dates say which is which, and in
//! the order of the corpus where they do not, which `dated` tells.

use std::io::{self, Write};
use std::path::Path;

use super::cell::one_line;
use super::pairs::{Direction, Pair, Pairs};
use super::run_entries;
use crate::analysis::{Analysis, Metric};
use crate::report::RenderError;
use crate::report::json::file;
use crate::report::names::DocumentNames;
use crate::report::xml::escaped;

/// Keys: of what, name, type.
const KEYS: [(&str, &str, &str); 13] = [
    ("node", "label", "string"),
    ("node", "file", "string"),
    ("node", "date", "string"),
    ("node", "place", "string"),
    ("node", "kind", "string"),
    ("node", "characters", "int"),
    ("node", "local", "double"),
    ("edge", "weight", "double"),
    ("edge", "coverage_source_target", "double"),
    ("edge", "coverage_target_source", "double"),
    ("edge", "cosine", "double"),
    ("edge", "passages", "int"),
    ("edge", "dated", "boolean"),
];

pub(super) fn write(
    analysis: &Analysis,
    names: &DocumentNames,
    pairs: &Pairs<'_>,
    dir: &Path,
) -> Result<(), RenderError> {
    file(dir, run_entries::NETWORK, |out| {
        writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
        writeln!(
            out,
            r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#
        )?;
        for (of, name, kind) in KEYS {
            writeln!(
                out,
                r#"<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>"#
            )?;
        }
        writeln!(out, r#"<graph id="documents" edgedefault="directed">"#)?;
        for (index, d) in analysis.documents.iter().enumerate() {
            writeln!(out, r#"<node id="n{index}">"#)?;
            data(out, "label", names.full(index))?;
            data(out, "file", &d.file)?;
            let facts = [("date", &d.date), ("place", &d.place), ("kind", &d.kind)];
            for (key, value) in facts {
                if let Some(value) = value {
                    data(out, key, value)?;
                }
            }
            data(out, "characters", &d.characters.to_string())?;
            data(out, "local", &number(d.shares.local))?;
            writeln!(out, "</node>")?;
        }
        for pair in pairs.listed() {
            if pairs.stronger_coverage(*pair) > 0.0 {
                edge(out, pairs, *pair)?;
            }
        }
        writeln!(out, "</graph>\n</graphml>")
    })
}

fn edge(out: &mut impl Write, pairs: &Pairs<'_>, pair: Pair) -> io::Result<()> {
    let direction = pairs.direction(pair);
    let (source, target) = match direction {
        Some(Direction::BToA) => (pair.b, pair.a),
        Some(Direction::AToB) | None => (pair.a, pair.b),
    };
    let there = pairs.value(Metric::Coverage, source, target);
    let back = pairs.value(Metric::Coverage, target, source);
    writeln!(out, r#"<edge source="n{source}" target="n{target}">"#)?;
    data(out, "weight", &number(there.max(back)))?;
    data(out, "coverage_source_target", &number(there))?;
    data(out, "coverage_target_source", &number(back))?;
    let cosine = pairs.value(Metric::Cosine, source, target);
    data(out, "cosine", &number(cosine))?;
    data(out, "passages", &pairs.passages(pair).to_string())?;
    data(out, "dated", &direction.is_some().to_string())?;
    writeln!(out, "</edge>")
}

fn data(out: &mut impl Write, key: &str, value: &str) -> io::Result<()> {
    writeln!(
        out,
        r#"<data key="{key}">{}</data>"#,
        escaped(&visible(value))
    )
}

fn number(share: f64) -> String {
    format!("{share:.4}")
}

/// One line, without the characters that XML 1.0 does not allow.
fn visible(value: &str) -> String {
    let allowed = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let line = one_line(value);
    line.chars()
        .map(|c| if allowed(c) { c } else { '\u{fffd}' })
        .collect()
}
