//! Charts, each as PNG and as SVG, from [`Analysis`] alone. `docs/charts.md` shows them and says how to read them.
//!
//! A chart is laid out once, as a picture of marks and labels, and written twice: so both forms agree, and tests
//! can look at the labels' boxes. Charts with nothing to show are not drawn.

mod bitmap;
mod canvas;
mod fillers;
mod font;
mod grouped;
mod heatmap;
mod layout;
mod metric_words;
mod network;
mod phrases;
mod png_file;
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
mod tree;
mod vector;

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::{Chart, Format, RenderError, RenderOptions, run_entries};
use crate::analysis::{Analysis, Metric};
use canvas::Picture;
use layout::Context;

/// The picture of a chart; `None` where the analysis has nothing to show in it.
fn draw(chart: Chart, cx: &Context<'_>) -> Option<Picture> {
    match chart {
        Chart::DocumentsCosine => heatmap::documents(cx, Metric::Cosine),
        Chart::DocumentsJaccard => heatmap::documents(cx, Metric::Jaccard),
        Chart::DocumentsContainment => heatmap::documents(cx, Metric::Containment),
        Chart::DocumentsCoverage => heatmap::documents(cx, Metric::Coverage),
        Chart::SectionsCosine => heatmap::sections(cx, Metric::Cosine),
        Chart::SectionsCoverage => heatmap::sections(cx, Metric::Coverage),
        Chart::SharesDocuments => shares::documents(cx),
        Chart::SharesSections => shares::sections(cx),
        Chart::LocalInformation => shares::local_information(cx),
        Chart::Strips => strips::strips(cx),
        Chart::Terms => terms::terms(cx),
        Chart::Network => network::network(cx),
        Chart::Templates => templates::by_document(cx),
        Chart::TemplateFillers => fillers::strongest_fillers(cx),
        Chart::Phrases => phrases::spread(cx),
        Chart::Time => time::time(cx),
    }
}

/// Writes `charts/NAME.png` and `charts/NAME.svg` into `dir`, as `options.formats` and `options.charts` ask.
///
/// The time is that of drawing and compressing the pixels; both grow with `options.scale` squared.
///
/// # Errors
/// A folder or file that cannot be written, or what plotters says; the first in the order of [`Chart::ALL`].
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
    let context = |chart: Chart| match &over_groups {
        Some(groups) if chart.compares_groups() => groups,
        _ => &cx,
    };
    let folder = dir.join(run_entries::CHARTS);
    fs::create_dir_all(&folder).map_err(|e| RenderError::write(&folder, e))?;
    let results: Vec<Result<(), RenderError>> = options
        .charts
        .charts()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|chart| match draw(chart, context(chart)) {
            Some(picture) => write_one(chart, &picture, options, &folder),
            None => Ok(()),
        })
        .collect();
    results.into_iter().collect()
}

fn write_one(
    chart: Chart,
    picture: &Picture,
    options: &RenderOptions,
    folder: &Path,
) -> Result<(), RenderError> {
    for format in [Format::Png, Format::Svg] {
        if !options.formats.contains(format) {
            continue;
        }
        let path = folder.join(format!("{}.{format}", chart.name()));
        let drawn = match format {
            Format::Png => bitmap::png(picture, options.scale),
            _ => vector::svg(picture).map(String::into_bytes),
        };
        let bytes = drawn.map_err(|source| RenderError::Draw {
            path: path.clone(),
            source,
        })?;
        fs::write(&path, bytes).map_err(|e| RenderError::write(&path, e))?;
    }
    Ok(())
}
