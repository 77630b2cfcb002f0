//! Options of the outputs: formats, charts, size, language.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::chart_set::ChartSet;

/// A kind of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// `analysis.json`, `passages.jsonl`, `templates.json`.
    Json,
    /// `documents.csv`, `pairs.csv` and the other tables, `matrix/*.csv`, `network.graphml`.
    Csv,
    /// `tables.xlsx`: all tables as one workbook.
    Xlsx,
    /// `charts/*.png`.
    Png,
    /// `charts/*.svg`.
    Svg,
    /// `report.html`.
    Html,
}

impl Format {
    /// All of them, in the order of writing.
    pub const ALL: [Format; 6] = [
        Format::Json,
        Format::Csv,
        Format::Xlsx,
        Format::Png,
        Format::Svg,
        Format::Html,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
            Format::Png => "png",
            Format::Svg => "svg",
            Format::Html => "html",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A list of formats that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FormatsError {
    /// A name that is none of ours.
    #[error("`{0}` is no format: choose among json, csv, xlsx, png, svg, html")]
    Unknown(String),
    /// Nothing is left to write.
    #[error("no format is given: choose among json, csv, xlsx, png, svg, html")]
    None,
}

/// A set of formats, written as a list: `json,csv`. The order of the list means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<Format>")]
pub struct Formats(u8);

impl Formats {
    /// Every format.
    pub fn all() -> Self {
        Format::ALL.into_iter().collect()
    }

    /// Whether the format is asked for.
    pub fn contains(self, format: Format) -> bool {
        self.0 & format.bit() != 0
    }

    /// Whether charts are asked for in any form.
    pub fn charts(self) -> bool {
        self.contains(Format::Png) || self.contains(Format::Svg)
    }

    /// The formats in the order of writing.
    pub fn iter(self) -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(move |f| self.contains(*f))
    }
}

impl Default for Formats {
    fn default() -> Self {
        Self::all()
    }
}

impl FromIterator<Format> for Formats {
    fn from_iter<I: IntoIterator<Item = Format>>(formats: I) -> Self {
        Self(formats.into_iter().fold(0, |set, f| set | f.bit()))
    }
}

impl<S: AsRef<str>> TryFrom<Vec<S>> for Formats {
    type Error = FormatsError;

    fn try_from(names: Vec<S>) -> Result<Self, FormatsError> {
        let mut set = Formats(0);
        for name in &names {
            let name = name.as_ref().trim();
            let format = Format::ALL
                .into_iter()
                .find(|f| f.name().eq_ignore_ascii_case(name))
                .ok_or_else(|| FormatsError::Unknown(name.to_owned()))?;
            set.0 |= format.bit();
        }
        if set.0 == 0 {
            return Err(FormatsError::None);
        }
        Ok(set)
    }
}

impl From<Formats> for Vec<Format> {
    fn from(formats: Formats) -> Self {
        formats.iter().collect()
    }
}

impl FromStr for Formats {
    type Err = FormatsError;

    fn from_str(list: &str) -> Result<Self, FormatsError> {
        let names: Vec<&str> = list.split(',').filter(|n| !n.trim().is_empty()).collect();
        Formats::try_from(names)
    }
}

impl fmt::Display for Formats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Format::name).collect();
        f.write_str(&names.join(","))
    }
}

/// The language of labels, report and summary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Its tag in HTML and on the command line.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The one of two wordings that is in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// For whom CSV is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CsvStyle {
    /// For Excel: a byte order mark in front. Without it Excel takes Chinese for the code page of the system, and shows
    /// `缁勭粐` for 组织.
    Excel,
    /// For programs, to which a byte order mark is a part of the first column's name.
    #[default]
    Plain,
}

/// The options of [`render`](super::render).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenderOptions {
    /// The formats that are written.
    pub formats: Formats,
    /// The language of labels and report.
    pub lang: Lang,
    /// Pixels of a PNG to one unit of the drawing, from 1. Default 2: sharp on screens of twice the usual density.
    pub scale: u32,
    /// The charts that are drawn, if a format asks for charts.
    pub charts: ChartSet,
    /// For whom CSV is written, if it is asked for.
    pub csv: CsvStyle,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self {
            formats: Formats::all(),
            lang: Lang::default(),
            scale: 2,
            charts: ChartSet::default(),
            csv: CsvStyle::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_a_set() {
        let formats: Formats = "svg, json,JSON".parse().unwrap();
        assert_eq!(formats.to_string(), "json,svg");
        assert!(formats.contains(Format::Svg) && !formats.contains(Format::Html));
        assert!(formats.charts());
    }

    #[test]
    fn a_wrong_name_and_an_empty_list_are_refused() {
        assert_eq!(
            "json,pdf".parse::<Formats>(),
            Err(FormatsError::Unknown("pdf".to_owned()))
        );
        assert_eq!(" ,".parse::<Formats>(), Err(FormatsError::None));
    }

    #[test]
    fn in_files_a_set_is_a_list_of_names() {
        let formats: Formats = serde_json::from_str(r#"["html","csv"]"#).unwrap();
        assert_eq!(
            serde_json::to_string(&formats).unwrap(),
            r#"["csv","html"]"#
        );
        assert!(serde_json::from_str::<Formats>(r#"["pdf"]"#).is_err());
    }
}
