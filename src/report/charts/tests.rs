//! Every chart at every size: nothing cut, nothing covered, both forms whole, the same bytes twice.

use std::fs;

use super::canvas::{Anchor, Area, Mark, Picture, area};
use super::layout::Context;
use super::{bitmap, draw, sample, vector, write};
use crate::analysis::Analysis;
use crate::report::{Chart, ChartSet, Format, Formats, Lang, RenderOptions};

fn pictures(analysis: &Analysis, lang: Lang) -> Vec<(&'static str, Picture)> {
    let cx = Context::new(analysis, lang);
    Chart::ALL
        .into_iter()
        .filter_map(|chart| Some((chart.name(), draw(chart, &cx)?)))
        .collect()
}

fn overlap(a: Area, b: Area) -> bool {
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

fn check_layout(size: &str, name: &str, picture: &Picture) {
    let boxes: Vec<(Area, &str)> = picture
        .labels
        .iter()
        .map(|l| (l.bounds(), l.text.as_str()))
        .collect();
    for (at, text) in &boxes {
        let inside = at.x >= 0.0
            && at.y >= 0.0
            && at.x + at.w <= picture.width
            && at.y + at.h <= picture.height;
        assert!(inside, "{size} {name}: {text:?} is cut at {at:?}");
    }
    for mark in &picture.marks {
        let ats = match mark {
            Mark::Fill(at, _) | Mark::Frame(at, _) | Mark::Raster(at, ..) | Mark::Hatch(at) => {
                vec![*at]
            }
            Mark::Line(points, ..) => points.iter().map(|p| area(p.0, p.1, 0.0, 0.0)).collect(),
            Mark::Disc(c, r, _) => vec![area(c.0 - r, c.1 - r, 2.0 * r, 2.0 * r)],
        };
        for at in ats {
            let inside = at.x >= -0.01
                && at.y >= -0.01
                && at.x + at.w <= picture.width + 0.01
                && at.y + at.h <= picture.height + 0.01;
            assert!(inside, "{size} {name}: a mark is cut at {at:?}");
        }
    }
    let mut sorted: Vec<&(Area, &str)> = boxes.iter().collect();
    sorted.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    for (i, (a, first)) in sorted.iter().enumerate() {
        for (b, second) in sorted[i + 1..].iter().take_while(|(b, _)| b.y < a.y + a.h) {
            assert!(
                !overlap(*a, *b),
                "{size} {name}: {first:?} {a:?} covers {second:?} {b:?}"
            );
        }
    }
}

#[test]
fn no_label_is_cut_or_covered_at_any_size() {
    for (documents, sections) in [
        (1, 3),
        (2, 1),
        (3, 20),
        (5, 14),
        (12, 6),
        (26, 9),
        (50, 8),
        (130, 3),
        (500, 5),
        (700, 1),
    ] {
        let analysis = sample::analysis(documents, sections);
        for lang in [Lang::Zh, Lang::En] {
            for (name, picture) in pictures(&analysis, lang) {
                check_layout(&format!("{documents} documents, {lang:?},"), name, &picture);
            }
        }
    }
}

#[test]
fn every_chart_is_drawn_where_there_is_something_to_show() {
    let drawn: Vec<&str> = pictures(&sample::analysis(5, 14), Lang::Zh)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(drawn, Chart::ALL.map(Chart::name));
}

#[test]
fn nothing_is_drawn_of_nothing() {
    assert!(pictures(&sample::nothing(), Lang::Zh).is_empty());
    let mut undated = sample::analysis(5, 3);
    undated.documents.iter_mut().for_each(|d| d.date = None);
    undated.templates.clear();
    let drawn: Vec<&str> = pictures(&undated, Lang::Zh)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for absent in ["time", "templates", "template-fillers"] {
        assert!(!drawn.contains(&absent), "{absent}");
    }
}

#[test]
fn names_that_look_alike_keep_their_number() {
    let analysis = sample::analysis(50, 2);
    let (_, heatmap) = pictures(&analysis, Lang::Zh).swap_remove(0);
    let mut names: Vec<&str> = heatmap
        .labels
        .iter()
        .filter(|l| l.anchor == Anchor::End && l.text.contains(' '))
        .map(|l| l.text.as_str())
        .collect();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!((names.len(), all), (50, 50));
}

/// The elements of an XML text are closed in order, and its entities are known: enough to find what plotters
/// or we could spoil.
fn is_well_formed(svg: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        if text.contains('>') {
            return Err(format!("a bare > in {text:?}"));
        }
        for entity in text.split('&').skip(1) {
            let known = ["lt;", "gt;", "amp;", "quot;", "apos;"];
            if !known.iter().any(|k| entity.starts_with(k)) {
                return Err(format!("a bare & in {text:?}"));
            }
        }
        rest = &rest[at + 1..];
        let end = rest.find('>').ok_or("a tag is not closed")?;
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if !tag.matches('"').count().is_multiple_of(2) || tag.contains('<') {
            return Err(format!("an attribute is broken in {tag:?}"));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes something else"));
            }
        } else if !tag.ends_with('/') {
            open.push(tag.split([' ', '\n']).next().unwrap_or(""));
        }
    }
    match open.pop() {
        Some(name) => Err(format!("<{name}> stays open")),
        None => Ok(()),
    }
}

#[test]
fn an_svg_is_well_formed_and_has_no_forbidden_characters() {
    for documents in [7, 80] {
        for (name, picture) in pictures(&sample::analysis(documents, 4), Lang::Zh) {
            let svg = vector::svg(&picture).unwrap();
            assert_eq!(is_well_formed(&svg), Ok(()), "{name}");
            assert!(svg.starts_with("<svg xmlns="), "{name}");
            assert!(!svg.contains("<script"), "{name}");
            let forbidden = svg.chars().any(|c| c.is_control() && c != '\n');
            assert!(!forbidden && !svg.contains('\u{202e}'), "{name}");
        }
    }
    assert!(is_well_formed("<svg><g></svg></g>").is_err());
    assert!(is_well_formed("<svg>a & b</svg>").is_err());
}

#[test]
fn a_png_has_the_size_of_its_picture_times_the_scale() {
    let (_, picture) = pictures(&sample::analysis(5, 3), Lang::Zh).swap_remove(3);
    for scale in [1, 2] {
        let bytes = bitmap::png(&picture, scale).unwrap();
        let mut reader = png::Decoder::new(bytes.as_slice()).read_info().unwrap();
        let (w, h) = reader.info().size();
        assert_eq!(w, picture.width.ceil() as u32 * scale);
        assert_eq!(h, picture.height.ceil() as u32 * scale);
        let mut pixels = vec![0; reader.output_buffer_size()];
        reader.next_frame(&mut pixels).unwrap();
        let first = pixels[0];
        assert!(pixels.iter().any(|p| *p != first), "the picture is empty");
    }
}

#[test]
fn the_same_analysis_gives_the_same_bytes() {
    let analysis = sample::analysis(6, 5);
    let options = RenderOptions {
        scale: 1,
        charts: ChartSet::all(),
        ..RenderOptions::default()
    };
    let dirs = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    for dir in &dirs {
        write(&analysis, &options, dir.path()).unwrap();
    }
    for name in Chart::ALL.map(Chart::name) {
        for format in [Format::Png, Format::Svg] {
            let file = format!("charts/{name}.{format}");
            let [a, b] = [&dirs[0], &dirs[1]].map(|d| fs::read(d.path().join(&file)).unwrap());
            assert!(a == b, "{file}");
        }
    }
}

#[test]
fn only_what_is_asked_for_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let options = RenderOptions {
        formats: Formats::from_iter([Format::Svg]),
        charts: "strips,phrases".parse::<ChartSet>().unwrap(),
        ..RenderOptions::default()
    };
    write(&sample::analysis(3, 3), &options, dir.path()).unwrap();
    let mut written: Vec<String> = fs::read_dir(dir.path().join("charts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    assert_eq!(written, ["index.html", "phrases.svg", "strips.svg"]);
    let index = fs::read_to_string(dir.path().join("charts/index.html")).unwrap();
    assert!(index.contains("default-src 'none'") && !index.contains("<script"));
    assert_eq!(index.matches("<figure").count(), 2);
    assert_eq!(index.matches("src=\"data:image/svg+xml;base64,").count(), 2);
    assert!(!index.contains("http://") && !index.contains("https://"));
}

/// The charts that the data choose.
fn chosen(analysis: &Analysis) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let options = RenderOptions {
        formats: Formats::from_iter([Format::Svg]),
        ..RenderOptions::default()
    };
    write(analysis, &options, dir.path()).unwrap();
    let mut written: Vec<String> = fs::read_dir(dir.path().join("charts"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| Some(name.strip_suffix(".svg")?.to_owned()))
        .collect();
    written.sort();
    written
}

#[test]
fn the_data_choose_about_six_charts() {
    let many = chosen(&sample::analysis(50, 8));
    assert_eq!(many.len(), 6, "{many:?}");
    assert!(many.contains(&"documents-coverage".to_owned()) && many.contains(&"time".to_owned()));
    let one = chosen(&sample::analysis(1, 3));
    assert!(!one.contains(&"documents-coverage".to_owned()), "{one:?}");
    assert!(one.contains(&"strips".to_owned()), "{one:?}");
    assert!(chosen(&sample::nothing()).is_empty());
    let mut strange = sample::analysis(5, 3);
    strange.similarity.documents.coverage = crate::analysis::Matrix::default();
    strange.documents.iter_mut().for_each(|d| d.date = None);
    let strange = chosen(&strange);
    for absent in ["documents-coverage", "clusters", "time"] {
        assert!(!strange.contains(&absent.to_owned()), "{strange:?}");
    }
}

/// For looking at: `LEITONG_SAMPLES=/tmp/samples cargo test --release charts::tests::samples -- --ignored`.
#[test]
#[ignore = "writes files for people to look at"]
fn samples_to_look_at() {
    let Some(out) = std::env::var_os("LEITONG_SAMPLES") else {
        return;
    };
    for (documents, sections) in [(5, 14), (50, 8), (500, 5)] {
        let analysis = sample::analysis(documents, sections);
        for (lang, scale) in [(Lang::Zh, 1), (Lang::En, 2)] {
            let dir = std::path::Path::new(&out).join(format!("{documents}-{}", lang.tag()));
            let options = RenderOptions {
                lang,
                scale,
                charts: ChartSet::all(),
                ..RenderOptions::default()
            };
            write(&analysis, &options, &dir).unwrap();
        }
    }
}
