//! Shares per document, by characters and by information.
//!
//! With more than [`MOST_BARS`] documents, each bar is the mean of several neighbours in the order of their local share.

use super::{BAR, HATCHED_BARS, MOST_BARS, row_gap, ticks};
use crate::analysis::{DocumentAnalysis, Shares};
use crate::report::charts::canvas::{Anchor, Picture, area};
use crate::report::charts::layout::{
    Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, every, pitch, share_bar,
};
use crate::report::charts::text;
use crate::report::number::grouped;
use crate::report::palette::MUTED;

/// Units between the bars by characters and those by information.
const GAP: f32 = 26.0;
/// Least width of the column of lengths.
const LEAST_LENGTH_ROOM: f32 = 30.0;

/// The chart; `None` without a document that has units.
pub(in crate::report::charts) fn documents(cx: &Context<'_>) -> Option<Picture> {
    let bars = Bars::choose(cx)?;
    let columns = Columns::of(&bars);
    let mut sheet = Sheet::new(
        columns.width,
        &cx.titled(cx.say("每篇文档：通用、共用与独有", "Each document: common, shared, own")),
        cx.say(
            "每行一篇，独有表述多者在上。左图按字数计；右图按信息量计：一个字越出人意料，信息越多，所以陈词在右图中更短。右端是全文字数。",
            "A row is a document, the most of its own first. Left by characters; right by information: the more \
             surprising a character, the more it counts, so that set wording shrinks at the right. At the right end \
             the characters of the whole text.",
        ),
    );
    let hatched = bars.rows.len() <= HATCHED_BARS;
    sheet.attribution_legend(cx, hatched);
    draw_heads(cx, &mut sheet, &columns);
    draw_rows(cx, &mut sheet, &columns, &bars, hatched);
    let height = bars.rows.len() as f32 * bars.pitch;
    ticks(cx, &mut sheet, &[columns.left, columns.right], height);
    let each = bars.documents_a_bar;
    let note = (each > 1).then(|| {
        cx.lang.pick(
            format!("每条是相邻 {each} 篇的平均；行首是其中第一篇。"),
            format!("A bar is the mean of {each} documents in a row; the first of them is named."),
        )
    });
    Some(sheet.finish(note))
}

/// The bars that are drawn, one a row, the most of its own first.
struct Bars {
    rows: Vec<Bar>,
    documents_a_bar: usize,
    /// Units from one row to the next.
    pitch: f32,
    /// Rows from one name to the next.
    step: usize,
}

/// One document, or some with nearly the same share of their own.
struct Bar {
    /// The name of the first.
    name: String,
    /// Characters of all texts, grouped by thousands.
    length: String,
    by_characters: Shares,
    by_information: Shares,
}

impl Bars {
    fn choose(cx: &Context<'_>) -> Option<Self> {
        let documents = cx.documents();
        let mut order: Vec<usize> = (0..documents.len())
            .filter(|d| documents[*d].units > 0)
            .collect();
        if order.is_empty() {
            return None;
        }
        let local = |d: usize| documents[d].shares.local;
        order.sort_by(|a, b| local(*b).total_cmp(&local(*a)).then(a.cmp(b)));
        let documents_a_bar = order.len().div_ceil(MOST_BARS);
        let rows: Vec<Bar> = order
            .chunks(documents_a_bar)
            .map(|numbers| Bar::of(cx, numbers))
            .collect();
        let pitch = pitch(rows.len(), 1600.0, 3.0, 34.0);
        Some(Self {
            rows,
            documents_a_bar,
            pitch,
            step: every(pitch, LABEL_PITCH),
        })
    }
}

impl Bar {
    fn of(cx: &Context<'_>, numbers: &[usize]) -> Self {
        let all = || numbers.iter().map(|d| &cx.documents()[*d]);
        let units = |d: &DocumentAnalysis| (d.shares, d.units as f64);
        let bits = |d: &DocumentAnalysis| (d.information.shares, d.information.bits);
        Self {
            name: cx.short_name(numbers[0], TEXT, NAME_ROOM),
            length: grouped(all().map(|d| d.characters).sum()),
            by_characters: mean(all().map(units)),
            by_information: mean(all().map(bits)),
        }
    }
}

/// The left edges of the bars by characters and by information, and the right edge of the lengths.
struct Columns {
    left: f32,
    right: f32,
    end: f32,
    /// From the names to the lengths.
    width: f32,
}

impl Columns {
    fn of(bars: &Bars) -> Self {
        let names = bars.rows.iter().step_by(bars.step);
        let name_room = names
            .map(|bar| text::width(&bar.name, TEXT))
            .fold(0.0, f32::max);
        let lengths = bars.rows.iter().map(|bar| text::width(&bar.length, SMALL));
        let length_room = lengths.fold(0.0, f32::max).max(LEAST_LENGTH_ROOM);
        let left = MARGIN + name_room + 8.0;
        let right = left + BAR + GAP;
        Self {
            left,
            right,
            end: right + BAR + 10.0 + length_room,
            width: name_room + 8.0 + 2.0 * BAR + GAP + 10.0 + length_room,
        }
    }
}

fn draw_heads(cx: &Context<'_>, sheet: &mut Sheet, columns: &Columns) {
    let heads = [
        (
            columns.left,
            Anchor::Start,
            cx.say("按字数", "by characters"),
        ),
        (
            columns.right,
            Anchor::Start,
            cx.say("按信息量", "by information"),
        ),
        (columns.end, Anchor::End, cx.say("字数", "characters")),
    ];
    for (x, anchor, wording) in heads {
        let at = (x, sheet.y + 6.0);
        sheet.picture.tinted(at, anchor, SMALL, MUTED, wording);
    }
    sheet.y += 18.0;
}

fn draw_rows(cx: &Context<'_>, sheet: &mut Sheet, columns: &Columns, bars: &Bars, hatched: bool) {
    let height = bars.pitch - row_gap(bars.pitch, 0.22);
    let picture = &mut sheet.picture;
    for (row, bar) in bars.rows.iter().enumerate() {
        let y = sheet.y + row as f32 * bars.pitch;
        let middle = y + height / 2.0;
        let (left, right) = (columns.left, columns.right);
        share_bar(
            cx,
            picture,
            area(left, y, BAR, height),
            &bar.by_characters,
            hatched,
        );
        share_bar(
            cx,
            picture,
            area(right, y, BAR, height),
            &bar.by_information,
            hatched,
        );
        if row.is_multiple_of(bars.step) {
            let name = bar.name.clone();
            picture.text((left - 8.0, middle), Anchor::End, TEXT, name);
            let length = bar.length.clone();
            picture.tinted((columns.end, middle), Anchor::End, SMALL, MUTED, length);
        }
    }
}

/// The mean of shares, each with its weight.
fn mean(shares: impl Iterator<Item = (Shares, f64)>) -> Shares {
    let mut sum = Shares::default();
    let mut whole = 0.0;
    for (share, weight) in shares {
        sum.boilerplate += share.boilerplate * weight;
        sum.shared += share.shared * weight;
        sum.local += share.local * weight;
        whole += weight;
    }
    if whole > 0.0 {
        sum.boilerplate /= whole;
        sum.shared /= whole;
        sum.local /= whole;
    }
    sum
}
