//! Charts, each as PNG and as SVG, from [`Analysis`] alone. `docs/charts.md` shows them and says how to read them.
//!
//! A chart is laid out once, as a picture of marks and labels, and written twice: so both forms agree, and tests
//! can look at the labels' boxes. Charts with nothing to show are not drawn.

mod bitmap;
mod canvas;
mod dendrogram;
mod encode;
mod font;
mod grouped;
mod heatmap;
mod layout;
mod metric_words;
mod network;
mod phrases;
#[cfg(test)]
mod sample;
mod shares;
mod strips;
mod templates;
mod terms;
#[cfg(test)]
mod tests;
mod text;
mod time;
mod vector;

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::{Format, RenderError, RenderOptions};
use crate::analysis::{Analysis, Metric};
use canvas::Picture;
use layout::Context;

/// The picture of a chart by its place in [`CHARTS`]; `None` where the analysis has nothing to show in it.
fn draw(name: &str, cx: &Context<'_>) -> Option<Picture> {
    match name {
        "documents-cosine" => heatmap::documents(cx, Metric::Cosine),
        "documents-jaccard" => heatmap::documents(cx, Metric::Jaccard),
        "documents-containment" => heatmap::documents(cx, Metric::Containment),
        "documents-coverage" => heatmap::documents(cx, Metric::Coverage),
        "sections-cosine" => heatmap::sections(cx, Metric::Cosine),
        "sections-coverage" => heatmap::sections(cx, Metric::Coverage),
        "shares-documents" => shares::documents(cx),
        "shares-sections" => shares::sections(cx),
        "local-information" => shares::local_information(cx),
        "strips" => strips::strips(cx),
        "terms" => terms::terms(cx),
        "network" => network::network(cx),
        "templates" => templates::by_document(cx),
        "template-fillers" => templates::strongest_fillers(cx),
        "phrases" => phrases::spread(cx),
        "time" => time::time(cx),
        _ => None,
    }
}

/// Writes `charts/NAME.png` and `charts/NAME.svg` into `dir`, as `options.formats` and `options.charts` ask.
///
/// The time is that of drawing and compressing the pixels; both grow with `options.scale` squared.
///
/// # Errors
/// A folder or file that cannot be written, or what plotters says; the first in the order of [`CHARTS`].
pub fn write(analysis: &Analysis, options: &RenderOptions, dir: &Path) -> Result<(), RenderError> {
    let cx = Context {
        analysis,
        lang: options.lang,
    };
    let groups = grouped::view(analysis);
    let over_groups = groups.as_ref().map(|analysis| Context {
        analysis,
        lang: options.lang,
    });
    let context = |name: &str| match &over_groups {
        Some(groups) if grouped::OVER_GROUPS.contains(&name) => groups,
        _ => &cx,
    };
    let folder = dir.join("charts");
    fs::create_dir_all(&folder).map_err(|e| RenderError::write(&folder, e))?;
    let results: Vec<Result<(), RenderError>> = options
        .charts
        .names()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|name| match draw(name, context(name)) {
            Some(picture) => write_one(name, &picture, options, &folder),
            None => Ok(()),
        })
        .collect();
    results.into_iter().collect()
}

fn write_one(
    name: &str,
    picture: &Picture,
    options: &RenderOptions,
    folder: &Path,
) -> Result<(), RenderError> {
    for format in [Format::Png, Format::Svg] {
        if !options.formats.contains(format) {
            continue;
        }
        let path = folder.join(format!("{name}.{format}"));
        let drawn = match format {
            Format::Png => bitmap::png(picture, options.scale),
            _ => vector::svg(picture).map(String::into_bytes),
        };
        let bytes = drawn.map_err(|reason| RenderError::Draw {
            path: path.clone(),
            reason,
        })?;
        fs::write(&path, bytes).map_err(|e| RenderError::write(&path, e))?;
    }
    Ok(())
}
