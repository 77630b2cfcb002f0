//! A strip per document: its text runs left to right, and the height of the colours says how much of each stretch is borrowed.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, every, pitch};
use super::scale::Scale;
use super::text;
use crate::analysis::{Attribution, DocumentAnalysis};
use crate::report::number::grouped;
use crate::report::palette::{self, GROUND, MUTED, NOISE, Rgb};

/// Stretches of a strip: in a document of 5,000 characters one is two sentences. Finer, strips are bar codes.
const BINS: usize = 50;
/// Width of a stretch.
const BIN: f32 = 14.0;
/// Strips at most.
const MOST_STRIPS: usize = 500;
/// Strips from this height on stack the kinds; lower ones have a colour to the stretch.
const TALL: f32 = 20.0;

/// The strips; `None` without any body text.
pub(super) fn strips(cx: &Context<'_>) -> Option<Picture> {
    let own = |d: usize| cx.documents()[d].shares.local;
    let mut all: Vec<usize> = (0..cx.documents().len())
        .filter(|d| !cx.documents()[*d].sections.is_empty() && cx.documents()[*d].characters > 0)
        .collect();
    if all.is_empty() {
        return None;
    }
    let bins: Vec<Vec<Bin>> = cx.documents().iter().map(binned).collect();
    let title = title(cx, &all, &bins);
    all.sort_by(|a, b| own(*b).total_cmp(&own(*a)).then(a.cmp(b)));
    let drawn = &all[..all.len().min(MOST_STRIPS)];
    let pitch = pitch(drawn.len(), 1500.0, 3.0, 48.0);
    let tall = pitch >= TALL;
    let step = every(pitch, LABEL_PITCH);
    let named = drawn.iter().step_by(step);
    let name_room = named
        .map(|d| text::width(&cx.short_name(*d, TEXT, NAME_ROOM), TEXT))
        .fold(0.0, f32::max);
    let wide = BIN * BINS as f32;

    let mut sheet = Sheet::new(
        name_room + 8.0 + wide + 66.0,
        &title,
        &format!(
            "{}{}",
            cx.say(
                "每行一篇，从左到右是从头到尾，分成五十段；独有最多的在上；浅灰是正文以外的文字；右端是全文字数。",
                "A row is a document from beginning to end, in fifty stretches, the most of its own first; light grey is page furniture; \
                 at the right the length in characters.",
            ),
            if tall {
                cx.say(
                    "每段自下而上是通用、部分共用、独有各占多少。",
                    " In each stretch from below: how much is common, shared, own.",
                )
            } else {
                cx.say("格子越深，借用越多。", " The darker a stretch, the more of it is borrowed.")
            }
        ),
    );
    if tall {
        sheet.attribution_legend(cx, false);
    } else {
        let borrowed = cx.say("通用与部分共用合计", "common and shared together");
        sheet.scale_legend(
            cx,
            borrowed,
            Scale::WHOLE,
            Some(cx.say("正文以外", "page furniture")),
        );
    }
    let rows = Rows {
        drawn,
        bins: &bins,
        left: MARGIN + name_room + 8.0,
        pitch,
    };
    rows.draw(cx, &mut sheet);
    sheet.y += drawn.len() as f32 * pitch;
    let note = (drawn.len() < all.len()).then(|| {
        let (n, shown) = (all.len(), drawn.len());
        cx.lang.pick(
            format!("共 {n} 篇，此处只画独有最多的 {shown} 篇。"),
            format!("{shown} of {n} documents, those with most of their own."),
        )
    });
    Some(sheet.finish(note))
}

/// The strips that are drawn, and where.
struct Rows<'a> {
    drawn: &'a [usize],
    /// By document of the corpus.
    bins: &'a [Vec<Bin>],
    left: f32,
    pitch: f32,
}

impl Rows<'_> {
    fn draw(&self, cx: &Context<'_>, sheet: &mut Sheet) {
        let (pitch, left, wide) = (self.pitch, self.left, BIN * BINS as f32);
        let step = every(pitch, LABEL_PITCH);
        let height = if pitch >= 6.0 {
            pitch - (pitch * 0.2).ceil()
        } else {
            pitch
        };
        for (row, d) in self.drawn.iter().enumerate() {
            let y = sheet.y + row as f32 * pitch;
            let bins = &self.bins[*d];
            if pitch >= TALL {
                draw_stacked(&mut sheet.picture, bins, (left, y), height);
            } else {
                let cells = bins.iter().map(Bin::colour).collect();
                let at = area(left, y, wide, height);
                sheet.picture.raster(at, BINS, cells);
            }
            if row.is_multiple_of(step) {
                let middle = y + height / 2.0;
                let name = cx.short_name(*d, TEXT, NAME_ROOM);
                let at = (left - 8.0, middle);
                sheet.picture.text(at, Anchor::End, TEXT, name);
                let length = grouped(cx.documents()[*d].characters);
                let at = (left + wide + 66.0, middle);
                sheet.picture.tinted(at, Anchor::End, SMALL, MUTED, length);
            }
        }
    }
}

/// Which part of the texts is borrowed most, and which least, in tenths.
fn title(cx: &Context<'_>, documents: &[usize], bins: &[Vec<Bin>]) -> String {
    let tenths: Vec<f64> = (0..10)
        .map(|tenth| {
            let of = |d: &usize| bins[*d][tenth * BINS / 10..(tenth + 1) * BINS / 10].iter();
            let all: Vec<f64> = documents
                .iter()
                .flat_map(of)
                .filter_map(Bin::borrowed)
                .collect();
            all.iter().sum::<f64>() / all.len().max(1) as f64
        })
        .collect();
    let ranked = |better: fn(f64, f64) -> bool| {
        let mut best = 0;
        for tenth in 1..10 {
            if better(tenths[tenth], tenths[best]) {
                best = tenth;
            }
        }
        best
    };
    let (most, least) = (ranked(|a, b| a > b), ranked(|a, b| a < b));
    let [high, low] = [most, least].map(|tenth| cx.percent(tenths[tenth]));
    if tenths[most] - tenths[least] < 0.05 {
        return cx.lang.pick(
            format!("借用的文字从头到尾分布均匀（{low}–{high}）"),
            format!("Borrowed wording is spread evenly from beginning to end ({low} to {high})"),
        );
    }
    let place = |tenth: usize| match tenth {
        0 => cx.say("开头十分之一", "the first tenth").to_owned(),
        9 => cx.say("结尾十分之一", "the last tenth").to_owned(),
        tenth => cx.lang.pick(
            format!("第 {} 个十分之一", tenth + 1),
            format!("tenth no. {}", tenth + 1),
        ),
    };
    let (first, last) = (place(most), place(least));
    cx.lang.pick(
        format!("借用的文字在{first}最密（{high}），在{last}最疏（{low}）"),
        format!("Borrowed wording is densest in {first} ({high}) and thinnest in {last} ({low})"),
    )
}

/// Characters of each kind in a stretch of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Bin {
    common: f64,
    shared: f64,
    own: f64,
    outside: f64,
}

impl Bin {
    fn body(&self) -> f64 {
        self.common + self.shared + self.own
    }

    /// How much of the body is borrowed; None where most is page furniture.
    fn borrowed(&self) -> Option<f64> {
        let body = self.body();
        (body > 0.0 && body >= self.outside).then(|| (self.common + self.shared) / body)
    }

    fn colour(&self) -> Rgb {
        self.borrowed()
            .map_or(NOISE, |share| palette::sequential(share as f32))
    }
}

fn draw_stacked(picture: &mut Picture, bins: &[Bin], (left, y): (f32, f32), height: f32) {
    for (at, bin) in (0u8..).zip(bins) {
        let x = left + f32::from(at) * BIN;
        if bin.borrowed().is_none() {
            picture.fill(
                area(x, y, BIN, height),
                if bin.outside > 0.0 { NOISE } else { GROUND },
            );
            continue;
        }
        let kinds = [
            (Attribution::Local, bin.own),
            (Attribution::Shared, bin.shared),
            (Attribution::Boilerplate, bin.common),
        ];
        let mut above = 0.0;
        for (kind, characters) in kinds {
            let part = (characters / bin.body()) as f32;
            let (top, bottom) = (y + height * above, y + height * (above + part).min(1.0));
            let colour = palette::strength(kind);
            picture.fill(area(x, top, BIN, bottom - top), colour);
            above += part;
        }
    }
}

fn binned(document: &DocumentAnalysis) -> Vec<Bin> {
    let mut bins = vec![Bin::default(); BINS];
    let scale = BINS as f64 / document.characters.max(1) as f64;
    let mut add = |start: usize, end: usize, kind: &dyn Fn(&mut Bin) -> &mut f64| {
        let mut at = start as f64 * scale;
        let to = (end as f64 * scale).min(BINS as f64);
        while at < to {
            // A run at the border of two stretches counts in each with the part inside.
            let next = (at.floor() + 1.0).min(to);
            if let Some(bin) = bins.get_mut(at as usize) {
                *kind(bin) += next - at;
            }
            at = next;
        }
    };
    for run in document.sections.iter().flat_map(|s| &s.runs) {
        let kind: &dyn Fn(&mut Bin) -> &mut f64 = match run.attribution {
            Attribution::Boilerplate => &|bin| &mut bin.common,
            Attribution::Shared => &|bin| &mut bin.shared,
            Attribution::Local => &|bin| &mut bin.own,
        };
        add(run.span.start, run.span.end, kind);
    }
    for noise in &document.noise {
        add(noise.start, noise.end, &|bin| &mut bin.outside);
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Run, SectionAnalysis};
    use crate::span::Span;

    #[test]
    fn runs_count_in_the_stretches_that_they_lie_in() {
        let run = |start, end, attribution| Run {
            span: Span::new(start, end),
            attribution,
        };
        let runs = vec![
            run(10, 15, Attribution::Boilerplate),
            run(15, 100, Attribution::Local),
        ];
        let document = DocumentAnalysis {
            characters: 100,
            noise: vec![Span::new(0, 10)],
            sections: vec![SectionAnalysis {
                runs,
                ..SectionAnalysis::default()
            }],
            ..DocumentAnalysis::default()
        };
        let bins = binned(&document);
        assert_eq!(bins.len(), BINS);
        assert_eq!(bins[0].borrowed(), None);
        assert_eq!(bins[5].borrowed(), Some(1.0));
        // Two characters to a stretch: of the eighth one is common and one own.
        assert!((bins[7].borrowed().unwrap() - 0.5).abs() < 1e-9);
        assert_eq!(bins[49].borrowed(), Some(0.0));
    }
}
