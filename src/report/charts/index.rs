//! `charts/index.html`: all charts of a run on one page, each with what is seen in it and how it is read. One file that opens from disk
//! and fetches nothing: the pictures stand in it.

use super::Drawn;
use crate::report::base64::base64;
use crate::report::html::csp::policy_with_images;
use crate::report::xml::escaped;
use crate::report::{Format, Lang};

pub(super) const FILE: &str = "index.html";

const STYLE: &str = include_str!("index.css");

pub(super) fn page(charts: &[Drawn], lang: Lang) -> String {
    let title = lang.pick("图表", "Charts");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <h1>{title}</h1>\n",
        lang.tag(),
        policy_with_images(STYLE),
    );
    if charts.is_empty() {
        let nothing = lang.pick("没有可画的图。", "There was nothing to draw.");
        out += &format!("<p>{nothing}</p>\n");
    } else {
        out += "<nav><ol>\n";
        for drawn in charts {
            let (id, seen) = (drawn.chart.name(), escaped(&drawn.picture.title));
            out += &format!("<li><a href=\"#{id}\">{seen}</a></li>\n");
        }
        out += "</ol></nav>\n";
    }
    for drawn in charts {
        out += &figure(drawn);
    }
    out += "</body>\n</html>\n";
    out
}

/// A chart: what is seen, how it is read, the picture, and its files.
fn figure(drawn: &Drawn) -> String {
    let (id, picture) = (drawn.chart.name(), &drawn.picture);
    let seen = escaped(&picture.title);
    let mut out = format!(
        "<figure id=\"{id}\">\n<figcaption><h2>{seen}</h2><p>{}</p></figcaption>\n",
        escaped(&picture.caption)
    );
    if let Some((format, bytes)) = drawn.files.first() {
        let kind = match format {
            Format::Svg => "image/svg+xml",
            _ => "image/png",
        };
        out += &format!(
            "<img alt=\"{seen}\" width=\"{}\" height=\"{}\" src=\"data:{kind};base64,{}\">\n",
            picture.width.ceil(),
            picture.height.ceil(),
            base64(bytes)
        );
    }
    let links = drawn
        .files
        .iter()
        .map(|(format, _)| format!("<a href=\"{id}.{format}\">{id}.{format}</a>"));
    out += &format!(
        "<p>{}</p>\n</figure>\n",
        links.collect::<Vec<_>>().join(" · ")
    );
    out
}
