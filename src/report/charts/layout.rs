//! The parts that every chart has: title, caption, legends, notes; names of documents; labels that thin out.

use super::canvas::{Anchor, Area, Picture, area};
use super::scale::Scale;
use super::text;
use crate::analysis::{Analysis, Attribution, DocumentAnalysis, Shares};
use crate::report::names::DocumentNames;
use crate::report::number::{grouped, percent};
use crate::report::palette::{self, GROUND, MUTED, RULE};
use crate::report::{Lang, glossary};

/// Free border of a picture.
pub(super) const MARGIN: f32 = 24.0;
/// Size of the text in charts.
pub(super) const TEXT: f32 = 12.0;
/// Size of the least text.
pub(super) const SMALL: f32 = 10.5;
/// Room for the name of a document beside a row.
pub(super) const NAME_ROOM: f32 = 250.0;
/// Rows thinner than this do not each get a label.
pub(super) const LABEL_PITCH: f32 = 12.5;

/// The analysis that charts are drawn from, their language, and the names of documents.
pub(super) struct Context<'a> {
    pub(super) analysis: &'a Analysis,
    pub(super) lang: Lang,
    names: DocumentNames,
}

impl<'a> Context<'a> {
    pub(super) fn new(analysis: &'a Analysis, lang: Lang) -> Self {
        Self {
            analysis,
            lang,
            names: DocumentNames::of(&analysis.documents),
        }
    }

    /// The one of two wordings that is in the chart's language.
    pub(super) fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        self.lang.pick(zh, en)
    }

    /// The remarks on what was left out as one note, if there are any.
    pub(super) fn note(&self, remarks: &[String]) -> Option<String> {
        (!remarks.is_empty()).then(|| remarks.join(self.say("", " ")))
    }

    pub(super) fn documents(&self) -> &'a [DocumentAnalysis] {
        &self.analysis.documents
    }

    /// A title, with what the chart compares where that is groups in the place of documents.
    pub(super) fn titled(&self, title: &str) -> String {
        match &self.analysis.groups {
            Some(groups) if groups.groups.is_empty() => match self.lang {
                Lang::Zh => format!("{title}（按 {} 分组，一行一组）", groups.by),
                Lang::En => format!("{title} (by {}, a row is a group)", groups.by),
            },
            _ => title.to_owned(),
        }
    }

    /// A document's number in all charts, from 1, and its name; where that does not fit, its short name; cut in the middle where
    /// that does not fit either. The number in front keeps it unique.
    pub(super) fn short_name(&self, document: usize, size: f32, room: f32) -> String {
        let numbered = |name: &str| format!("{} {}", document + 1, text::clean(name));
        let full = numbered(self.names.full(document));
        if text::width(&full, size) <= room {
            return full;
        }
        text::elide(&numbered(self.names.short(document)), size, room)
    }

    /// What a document is called in a title, at most some fifteen characters of it.
    pub(super) fn called(&self, document: usize) -> String {
        let full = text::clean(self.names.full(document));
        let room = 15.0;
        let name = if text::width(&full, 1.0) <= room {
            full
        } else {
            text::clean(self.names.short(document))
        };
        let name = text::elide(&name, 1.0, room);
        format!("“{name}”")
    }

    /// The short name alone, without a number.
    pub(super) fn bare_name(&self, document: usize) -> String {
        text::clean(self.names.short(document))
    }

    /// A share in a title.
    pub(super) fn percent(&self, share: f64) -> String {
        percent(self.lang, share, 0)
    }

    /// The path of a section and its heading, without saying the heading's own marker twice: `二/(一)组织工作`.
    pub(super) fn section_name(&self, document: usize, section: usize) -> String {
        let section = &self.documents()[document].sections[section];
        let (above, marker) = match section.path.rsplit_once('/') {
            Some((above, marker)) => (format!("{above}/"), marker),
            None => (String::new(), section.path.as_str()),
        };
        let narrow = |s: &str| s.replace('（', "(").replace('）', ")");
        let told = narrow(&section.heading).starts_with(&narrow(marker));
        text::clean(&if told {
            format!("{above}{}", section.heading)
        } else {
            format!("{} {}", section.path, section.heading)
        })
    }

    /// `n` of something, grouped, with its word.
    pub(super) fn count(&self, n: usize, zh: &str, en: &str) -> String {
        let plural = if n == 1 || self.lang == Lang::Zh {
            ""
        } else {
            "s"
        };
        format!("{} {}{plural}", grouped(n), self.say(zh, en))
    }
}

/// A picture being laid out from top to bottom.
pub(super) struct Sheet {
    pub(super) picture: Picture,
    /// The height at which the next part begins.
    pub(super) y: f32,
}

impl Sheet {
    /// A sheet with room for `content` units in the width, its title and how to read it.
    pub(super) fn new(content: f32, title: &str, caption: &str) -> Self {
        // Narrow charts still need room for their caption.
        let content = content.max(560.0);
        let mut sheet = Self {
            picture: Picture {
                width: content + 2.0 * MARGIN,
                height: 0.0,
                title: title.to_owned(),
                caption: caption.to_owned(),
                marks: Vec::new(),
                labels: Vec::new(),
            },
            y: MARGIN,
        };
        for line in text::wrap(title, 19.0, content) {
            sheet
                .picture
                .text((MARGIN, sheet.y + 11.0), Anchor::Start, 19.0, line);
            sheet.y += 27.0;
        }
        sheet.paragraph(caption);
        sheet.y += 8.0;
        sheet
    }

    /// Units from margin to margin.
    pub(super) fn content(&self) -> f32 {
        self.picture.width - 2.0 * MARGIN
    }

    /// Muted text over the whole width.
    pub(super) fn paragraph(&mut self, wording: &str) {
        for line in text::wrap(wording, TEXT, self.content()) {
            self.picture
                .tinted((MARGIN, self.y + 9.0), Anchor::Start, TEXT, MUTED, line);
            self.y += 18.0;
        }
    }

    /// The legend of the three colours; common wording is shown hatched if `hatched`.
    pub(super) fn attribution_legend(&mut self, cx: &Context<'_>, hatched: bool) {
        let b = cx.analysis.boilerplate_docs;
        let entries = [
            (
                Attribution::Boilerplate,
                cx.lang.pick(
                    format!("（见于 {b} 篇或更多，或见于参照文本）"),
                    format!(" (in {b} documents or more, or in a reference text)"),
                ),
            ),
            (
                Attribution::Shared,
                cx.say("（另有文档也有）", " (another document has it)")
                    .to_owned(),
            ),
            (
                Attribution::Local,
                cx.say("（只见于本篇）", " (stands here alone)").to_owned(),
            ),
        ];
        let mut x = MARGIN;
        for (kind, meaning) in entries {
            let wording = format!("{}{meaning}", glossary::class(cx.lang, kind));
            let needed = 24.0 + text::width(&wording, TEXT);
            if x > MARGIN && x + needed > MARGIN + self.content() {
                x = MARGIN;
                self.y += 20.0;
            }
            let key = area(x, self.y + 3.0, 18.0, 12.0);
            self.picture.fill(key, palette::strength(kind));
            self.picture.frame(key, RULE);
            if hatched && kind == Attribution::Boilerplate {
                self.picture.hatch(key);
            }
            self.picture
                .text((x + 24.0, self.y + 9.0), Anchor::Start, TEXT, wording);
            x += needed + 22.0;
        }
        self.y += 30.0;
    }

    /// The legend of a matrix: its colours from 0 to the end of the scale.
    pub(super) fn scale_legend(
        &mut self,
        cx: &Context<'_>,
        label: &str,
        scale: Scale,
        self_cells: Option<&str>,
    ) {
        let bar = area(MARGIN, self.y + 2.0, 200.0, 12.0);
        let steps = 50;
        for step in 0..steps {
            let w = bar.w / steps as f32;
            let value = step as f32 / (steps - 1) as f32;
            self.picture.fill(
                area(bar.x + step as f32 * w, bar.y, w, bar.h),
                palette::sequential(value),
            );
        }
        self.picture.frame(bar, RULE);
        for part in [0.0, 0.5, 1.0] {
            let value = f64::from(scale.begin + (scale.end - scale.begin) * part);
            let digits = u32::from((value * 100.0 + 0.001).fract() > 0.01);
            let more = match part {
                1.0 if scale.open => "≥",
                0.0 if scale.begin > 0.0 => "≤",
                _ => "",
            };
            let x = bar.x + bar.w * part;
            let anchor = match part {
                0.0 => Anchor::Start,
                1.0 => Anchor::End,
                _ => Anchor::Middle,
            };
            self.picture.tinted(
                (x, self.y + 22.0),
                anchor,
                SMALL,
                MUTED,
                format!("{more}{}", percent(cx.lang, value, digits)),
            );
        }
        let mut x = bar.x + bar.w + 12.0;
        self.picture
            .text((x, self.y + 8.0), Anchor::Start, TEXT, label);
        if let Some(wording) = self_cells {
            x += text::width(label, TEXT) + 24.0;
            let needed = 20.0 + text::width(wording, TEXT);
            let (x, y) = if x + needed > MARGIN + self.content() {
                (bar.x + bar.w + 12.0, self.y + 18.0)
            } else {
                (x, self.y)
            };
            self.picture
                .fill(area(x, y + 2.0, 14.0, 12.0), palette::NOISE);
            self.picture
                .text((x + 20.0, y + 8.0), Anchor::Start, TEXT, wording);
        }
        self.y += 44.0;
    }

    /// The picture, with a note of what was left out.
    pub(super) fn finish(mut self, note: Option<String>) -> Picture {
        if let Some(note) = note {
            self.y += 10.0;
            self.paragraph(&note);
        }
        self.picture.height = self.y + MARGIN - 6.0;
        self.picture
    }
}

/// The number of rows of height `pitch` from one label to the next, so that labels keep `room` apart: 5 for rows of 3
/// units and labels of 12.5.
pub(super) fn every(pitch: f32, room: f32) -> usize {
    [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000]
        .into_iter()
        .find(|n| *n as f32 * pitch >= room)
        .unwrap_or(10_000)
}

/// Height of a row when `rows` of them are to take about `whole`, between `least` and `most`; whole units, so
/// that rows look alike.
pub(super) fn pitch(rows: usize, whole: f32, least: f32, most: f32) -> f32 {
    (whole / rows.max(1) as f32).floor().clamp(least, most)
}

/// A stacked bar of shares over `at`, with figures where they fit, boilerplate hatched if asked for. Hatching is
/// for a few bars: hundreds of them flicker, and make a PNG four times as large.
pub(super) fn share_bar(
    cx: &Context<'_>,
    picture: &mut Picture,
    at: Area,
    shares: &Shares,
    hatched: bool,
) {
    picture.fill(at, GROUND);
    let parts = [
        (Attribution::Boilerplate, shares.boilerplate),
        (Attribution::Shared, shares.shared),
        (Attribution::Local, shares.local),
    ];
    let mut from = 0.0;
    for (kind, share) in parts {
        let (left, right) = (
            at.x + at.w * from as f32,
            at.x + at.w * (from + share) as f32,
        );
        from += share;
        if share <= 0.0 {
            continue;
        }
        let part = area(left, at.y, right - left, at.h);
        let colour = palette::strength(kind);
        picture.fill(part, colour);
        let figure = percent(cx.lang, share, 1);
        let size = SMALL.min(at.h - 2.0);
        let room = text::width(&figure, size) + 8.0;
        let shown = part.w >= room && at.h >= 12.0;
        let middle = part.x + part.w / 2.0;
        if shown {
            picture.tinted(
                (middle, at.y + at.h / 2.0),
                Anchor::Middle,
                size,
                palette::text_on(colour),
                figure,
            );
        }
        if hatched && kind == Attribution::Boilerplate {
            if shown {
                // The figure keeps plain ground.
                let side = (part.w - room) / 2.0;
                picture.hatch(area(part.x, part.y, side, part.h));
                picture.hatch(area(part.x + part.w - side, part.y, side, part.h));
            } else {
                picture.hatch(part);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_thin_out_in_round_steps() {
        assert_eq!(every(20.0, 12.5), 1);
        assert_eq!(every(3.0, 12.5), 5);
        assert_eq!(every(0.1, 12.5), 200);
    }
}
