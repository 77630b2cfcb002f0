//! Own information per document, in bits: how much each document says of its own.

use super::{MOST_BARS, row_gap};
use crate::report::Lang;
use crate::report::charts::canvas::{Anchor, Picture, area};
use crate::report::charts::layout::{
    Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, every, pitch,
};
use crate::report::charts::text;
use crate::report::number::percent;
use crate::report::palette::{self, MUTED};

/// Width of the longest bar.
const LONGEST: f32 = 460.0;
/// Room for the figures behind it.
const FIGURES: f32 = 130.0;

/// The chart; `None` without a document that holds information.
pub(in crate::report::charts) fn local_information(cx: &Context<'_>) -> Option<Picture> {
    let mut bars = bars(cx);
    if bars.is_empty() {
        return None;
    }
    let all = bars.len();
    bars.truncate(MOST_BARS);

    let pitch = pitch(bars.len(), 1500.0, 3.0, 28.0);
    let step = every(pitch, LABEL_PITCH);
    let name = |bar: &Bar| cx.short_name(bar.document, TEXT, NAME_ROOM);
    let names = bars
        .iter()
        .step_by(step)
        .map(|bar| text::width(&name(bar), TEXT));
    let name_room = names.fold(0.0, f32::max);
    let mut sheet = Sheet::new(
        name_room + 8.0 + LONGEST + 10.0 + FIGURES,
        cx.say("每篇文档说了多少自己的话", "How much each document says of its own"),
        cx.say(
            "条长是全文的信息量，橙色是独有部分；信息量以千比特计，按本次全部文档估计每个字有多出人意料。独有信息多者在上。",
            "A bar is the information in the whole document, its orange part what stands there alone; in kilobits, by \
             how surprising each character is among all these documents. The most of its own first.",
        ),
    );
    draw_legend(cx, &mut sheet);
    let left = MARGIN + name_room + 8.0;
    let height = pitch - row_gap(pitch, 0.25);
    let most = bars.iter().map(|bar| bar.whole).fold(0.0, f64::max);
    let reach = |bits: f64| (bits / most) as f32 * LONGEST;
    let picture = &mut sheet.picture;
    for (row, bar) in bars.iter().enumerate() {
        let y = sheet.y + row as f32 * pitch;
        picture.fill(area(left, y, reach(bar.whole), height), palette::NOISE);
        picture.fill(area(left, y, reach(bar.local), height), palette::LOCAL);
        if row.is_multiple_of(step) {
            let middle = y + height / 2.0;
            picture.text((left - 8.0, middle), Anchor::End, TEXT, name(bar));
            let at = (left + LONGEST + 10.0, middle);
            picture.tinted(at, Anchor::Start, SMALL, MUTED, bar.figures(cx.lang));
        }
    }
    sheet.y += bars.len() as f32 * pitch;
    let note = (bars.len() < all).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画前 {MOST_BARS} 篇；全部见 documents.csv。"),
            format!("The first {MOST_BARS} of {all} documents; all are in documents.csv."),
        )
    });
    Some(sheet.finish(note))
}

/// A document's information, in bits.
struct Bar {
    document: usize,
    local: f64,
    whole: f64,
}

impl Bar {
    fn figures(&self, lang: Lang) -> String {
        format!(
            "{:.1} / {:.1} kbit · {}",
            self.local / 1000.0,
            self.whole / 1000.0,
            percent(lang, self.local / self.whole, 1)
        )
    }
}

/// The documents that hold information, those with most local information first.
fn bars(cx: &Context<'_>) -> Vec<Bar> {
    let documents = cx.documents().iter().enumerate();
    let mut bars: Vec<Bar> = documents
        .map(|(document, d)| Bar {
            document,
            local: d.information.bits * d.information.shares.local,
            whole: d.information.bits,
        })
        .filter(|bar| bar.whole > 0.0)
        .collect();
    bars.sort_by(|a, b| {
        let more = b.local.total_cmp(&a.local);
        more.then(a.document.cmp(&b.document))
    });
    bars
}

fn draw_legend(cx: &Context<'_>, sheet: &mut Sheet) {
    let entries = [
        (
            palette::LOCAL,
            cx.say("独有表述的信息", "Own, by information"),
        ),
        (
            palette::NOISE,
            cx.say(
                "通用表述与部分共用的信息",
                "Common and shared, by information",
            ),
        ),
    ];
    let mut x = MARGIN;
    let picture = &mut sheet.picture;
    for (colour, wording) in entries {
        picture.fill(area(x, sheet.y + 3.0, 18.0, 12.0), colour);
        picture.text((x + 24.0, sheet.y + 9.0), Anchor::Start, TEXT, wording);
        x += 46.0 + text::width(wording, TEXT);
    }
    sheet.y += 30.0;
}
