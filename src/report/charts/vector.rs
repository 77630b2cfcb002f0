//! A picture as SVG, through plotters' SVG backend.
//!
//! plotters writes the marks. Hatchings and labels are added here, for three things that its backend cannot say:
//! a pattern, a label's exact width (`textLength`, so that a label fits its place in every viewer, whatever font
//! the viewer has), and the title that a screen reader reads out.

use std::fmt::Write as _;

use plotters::backend::SVGBackend;
use plotters::prelude::DrawingBackend;
use plotters::style::{Color, RGBColor, ShapeStyle};

use super::canvas::{Area, Label, Mark, Picture};
use super::png_file::encode;
use super::text;
use crate::report::Cause;
use crate::report::base64::base64;
use crate::report::palette::{Rgb, WHITE};
use crate::report::xml::escaped;

/// plotters counts in whole numbers: the drawing is made ten times as large and shown at a tenth.
const FINE: f32 = 10.0;

/// Fonts that have simplified Chinese, first the one that the PNG is drawn with, then those that come with
/// Linux, macOS and iOS, Windows.
const FONTS: &str = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC',\
                     'Hiragino Sans GB','Microsoft YaHei',sans-serif";

/// The SVG of a picture.
///
/// # Errors
/// What plotters says.
pub(super) fn svg(picture: &Picture) -> Result<String, Cause> {
    let (w, h) = (picture.width.ceil(), picture.height.ceil());
    let mut body = String::new();
    {
        let mut backend = SVGBackend::with_string(&mut body, (fine(w) as u32, fine(h) as u32));
        for mark in &picture.marks {
            draw(&mut backend, mark)?;
        }
        backend.present()?;
    }
    let marks = body
        .split_once(">\n")
        .and_then(|(_, rest)| rest.trim_end().strip_suffix("</svg>"))
        .ok_or("plotters writes SVG otherwise than expected")?;

    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {} {}\" role=\"img\">\n\
         <title>{}</title>\n<desc>{}</desc>\n",
        fine(w),
        fine(h),
        escaped(&picture.title),
        escaped(&picture.caption)
    );
    out.push_str(
        "<defs><pattern id=\"leitong-hatch\" width=\"60\" height=\"60\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect x=\"20\" width=\"15\" height=\"60\" fill=\"#fff\" \
         fill-opacity=\".45\"/></pattern></defs>\n",
    );
    let _ = writeln!(
        out,
        "<rect width=\"{}\" height=\"{}\" fill=\"{}\"/>",
        fine(w),
        fine(h),
        WHITE.hex()
    );
    for mark in &picture.marks {
        if let Mark::Raster(at, columns, cells) = mark {
            out.push_str(&image(*at, *columns, cells)?);
        }
    }
    // plotters repeats what SVG takes for granted on every mark.
    out.push_str(
        &marks
            .replace(" opacity=\"1\"", "")
            .replace(" stroke=\"none\"", ""),
    );
    for mark in &picture.marks {
        if let Mark::Hatch(at) = mark {
            let _ = writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#leitong-hatch)\"/>",
                fine(at.x),
                fine(at.y),
                fine(at.w),
                fine(at.h)
            );
        }
    }
    let _ = writeln!(out, "<g font-family=\"{FONTS}\" xml:space=\"preserve\">");
    for label in &picture.labels {
        write_label(&mut out, label);
    }
    out.push_str("</g>\n</svg>\n");
    Ok(out)
}

fn fine(units: f32) -> i32 {
    (units * FINE).round() as i32
}

fn style(colour: Rgb, width: f32) -> ShapeStyle {
    RGBColor(colour.0, colour.1, colour.2).stroke_width((width * FINE).round() as u32)
}

type Svg<'a> = SVGBackend<'a>;

fn draw(backend: &mut Svg<'_>, mark: &Mark) -> Result<(), Cause> {
    match mark {
        Mark::Fill(at, colour) => fill(backend, *at, *colour),
        Mark::Frame(at, colour) => {
            let (left, top) = (at.x + 0.5, at.y + 0.5);
            let (right, bottom) = (at.x + at.w - 0.5, at.y + at.h - 0.5);
            let corners = [
                (left, top),
                (right, top),
                (right, bottom),
                (left, bottom),
                (left, top),
            ];
            path(backend, &corners, 1.0, *colour)
        }
        Mark::Line(points, width, colour) => path(backend, points, *width, *colour),
        Mark::Disc(centre, radius, colour) => backend
            .draw_circle(
                (fine(centre.0), fine(centre.1)),
                fine(*radius) as u32,
                &style(*colour, 0.0),
                true,
            )
            .map_err(Cause::from),
        // Written around what plotters writes.
        Mark::Hatch(_) | Mark::Raster(..) => Ok(()),
    }
}

fn fill(backend: &mut Svg<'_>, at: Area, colour: Rgb) -> Result<(), Cause> {
    let (x, y) = (fine(at.x), fine(at.y));
    let right = fine(at.x + at.w).max(x + 1);
    let bottom = fine(at.y + at.h).max(y + 1);
    backend
        .draw_rect((x, y), (right, bottom), &style(colour, 0.0), true)
        .map_err(Cause::from)
}

fn path(
    backend: &mut Svg<'_>,
    points: &[(f32, f32)],
    width: f32,
    colour: Rgb,
) -> Result<(), Cause> {
    backend
        .draw_path(
            points.iter().map(|p| (fine(p.0), fine(p.1))),
            &style(colour, width),
        )
        .map_err(Cause::from)
}

/// A grid as one embedded picture of a pixel to the cell, which viewers enlarge without smoothing: as
/// rectangles, 500 documents against each other take 20 MB.
fn image(at: Area, columns: usize, cells: &[Rgb]) -> Result<String, Cause> {
    let rows = cells.len().checked_div(columns).unwrap_or(0);
    if rows == 0 {
        return Ok(String::new());
    }
    let pixels: Vec<u8> = cells.iter().flat_map(|c| [c.0, c.1, c.2]).collect();
    let size = (columns as u32, rows as u32);
    let png = encode(&pixels, size, 1)?;
    Ok(format!(
        "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
         style=\"image-rendering:pixelated\" href=\"data:image/png;base64,{}\"/>\n",
        fine(at.x),
        fine(at.y),
        fine(at.w),
        fine(at.h),
        base64(&png)
    ))
}

fn write_label(out: &mut String, label: &Label) {
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{}\"",
        fine(label.left()),
        fine(label.base_line()),
        fine(label.size),
        label.colour.hex()
    );
    // A character that only the viewer's own fonts may have keeps the width that they give it.
    if text::legible(&label.text) == label.text {
        let _ = write!(
            out,
            " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
            fine(label.width())
        );
    }
    let _ = writeln!(out, ">{}</text>", escaped(&label.text));
}
