//! Charts, each as PNG and as SVG, from [`Analysis`] alone. `docs/charts.md` shows them and says how to read them.
//!
//! A chart is laid out once, as a picture of marks and labels, and written twice: so both forms agree, and tests
//! can look at the labels' boxes. Charts with nothing to show are not drawn.

mod bitmap;
mod canvas;
mod choice;
mod clusters;
mod columns;
mod fillers;
mod font;
mod grouped;
mod heatmap;
mod index;
mod layout;
mod metric_words;
mod phrases;
mod png_file;
#[cfg(test)]
mod sample;
mod scale;
mod shares;
mod strips;
mod templates;
mod terms;
#[cfg(test)]
mod tests;
mod text;
mod themes;
mod time;
mod timeline;
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
        Chart::DocumentsCoverage => heatmap::documents(cx, Metric::Coverage),
        Chart::Clusters => clusters::clusters(cx),
        Chart::Time => time::time(cx),
        Chart::SharesDocuments => shares::documents(cx),
        Chart::Themes => themes::themes(cx),
        Chart::TemplateFillers => fillers::strongest_fillers(cx),
        Chart::Strips => strips::strips(cx),
        Chart::Phrases => phrases::spread(cx),
        Chart::Templates => templates::by_document(cx),
        Chart::Terms => terms::terms(cx),
        Chart::DocumentsCosine => heatmap::documents(cx, Metric::Cosine),
        Chart::Measures => heatmap::measures(cx),
        Chart::SectionsCosine => heatmap::sections(cx, Metric::Cosine),
        Chart::SectionsCoverage => heatmap::sections(cx, Metric::Coverage),
    }
}

/// A chart that was drawn, and its files as they are in the folder.
struct Drawn {
    chart: Chart,
    picture: Picture,
    files: Vec<(Format, Vec<u8>)>,
}

/// Writes `charts/NAME.png` and `charts/NAME.svg` into `dir`, as `options.formats` and `options.charts` ask, and `charts/index.html`,
/// which shows them.
///
/// The time is that of drawing and compressing the pixels; both grow with `options.scale` squared.
///
/// # Errors
/// A folder or file that cannot be written, or what plotters says; the first in the order of [`Chart::ALL`].
pub fn write(analysis: &Analysis, options: &RenderOptions, dir: &Path) -> Result<(), RenderError> {
    let cx = Context::new(analysis, options.lang);
    let groups = grouped::view(analysis);
    let over_groups = groups
        .as_ref()
        .map(|analysis| Context::new(analysis, options.lang));
    let context = |chart: Chart| match &over_groups {
        Some(groups) if chart.compares_groups() => groups,
        _ => &cx,
    };
    let folder = dir.join(run_entries::CHARTS);
    fs::create_dir_all(&folder).map_err(|e| RenderError::write(&folder, e))?;
    let (wanted, most) = match options.charts.listed() {
        Some(listed) => (listed.collect(), Chart::ALL.len()),
        None => (choice::telling(context), choice::MOST),
    };
    let pictures: Vec<(Chart, Option<Picture>)> = wanted
        .into_par_iter()
        .map(|chart| (chart, draw(chart, context(chart))))
        .collect();
    let shown: Vec<(Chart, Picture)> = pictures
        .into_iter()
        .filter_map(|(chart, picture)| Some((chart, picture?)))
        .take(most)
        .collect();
    let drawn: Vec<Result<Drawn, RenderError>> = shown
        .into_par_iter()
        .map(|(chart, picture)| write_one(chart, picture, options, &folder))
        .collect();
    let drawn = drawn.into_iter().collect::<Result<Vec<Drawn>, _>>()?;
    let path = folder.join(index::FILE);
    fs::write(&path, index::page(&drawn, options.lang)).map_err(|e| RenderError::write(&path, e))
}

fn write_one(
    chart: Chart,
    picture: Picture,
    options: &RenderOptions,
    folder: &Path,
) -> Result<Drawn, RenderError> {
    let mut files = Vec::new();
    for format in [Format::Png, Format::Svg] {
        if !options.formats.contains(format) {
            continue;
        }
        let path = folder.join(format!("{}.{format}", chart.name()));
        let drawn = match format {
            Format::Png => bitmap::png(&picture, options.scale),
            _ => vector::svg(&picture).map(String::into_bytes),
        };
        let bytes = drawn.map_err(|source| RenderError::Draw {
            path: path.clone(),
            source,
        })?;
        fs::write(&path, &bytes).map_err(|e| RenderError::write(&path, e))?;
        files.push((format, bytes));
    }
    Ok(Drawn {
        chart,
        picture,
        files,
    })
}
