//! Shares per document, by characters and by information.
//!
//! With more than [`MOST_BARS`] documents, those at both ends have bars, and a histogram says how the others lie between.

use super::{BAR, row_gap, ticks};
use crate::analysis::Attribution;
use crate::analysis::Shares;
use crate::report::charts::canvas::{Anchor, Picture, area};
use crate::report::charts::layout::{
    Context, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, pitch, share_bar,
};
use crate::report::charts::text;
use crate::report::number::{grouped, percent};
use crate::report::palette::{self, MUTED, RULE};

/// Bars up to which every document has one: each with its name, two pages.
const MOST_BARS: usize = 60;
/// Bars at either end where there are more documents.
const ENDS: usize = 15;
/// Columns of the histogram: five in a hundred each.
const COLUMNS: usize = 20;
/// Height of the histogram.
const TALL: f32 = 110.0;
/// Units between the bars by characters and those by information.
const GAP: f32 = 26.0;
/// Least width of the column of lengths.
const LEAST_LENGTH_ROOM: f32 = 30.0;

/// The chart; `None` without a document that has units.
pub(in crate::report::charts) fn documents(cx: &Context<'_>) -> Option<Picture> {
    let documents = cx.documents();
    let local = |d: usize| documents[d].shares.local;
    let mut order: Vec<usize> = (0..documents.len())
        .filter(|d| documents[*d].units > 0)
        .collect();
    order.sort_by(|a, b| local(*b).total_cmp(&local(*a)).then(a.cmp(b)));
    let (first, last) = (*order.first()?, *order.last()?);
    let ends = if order.len() > MOST_BARS {
        ENDS
    } else {
        order.len()
    };
    let most_bits = documents.iter().map(|d| d.information.bits);
    let most_bits = most_bits.fold(f64::MIN_POSITIVE, f64::max);
    let bars = |numbers: &[usize]| -> Vec<Bar> {
        let bar = |d: &usize| Bar::of(cx, *d, most_bits);
        let mut bars: Vec<Bar> = numbers.iter().map(bar).collect();
        if order.len() > MOST_BARS {
            // Both ends are short texts, of which bars after their length would show nothing.
            bars.iter_mut().for_each(|bar| bar.part = 1.0);
        }
        bars
    };
    let top = bars(&order[..ends]);
    let bottom = bars(&order[order.len() - (order.len() - ends).min(ends)..]);
    let columns = Columns::of(top.iter().chain(&bottom));
    let mut sheet = Sheet::new(
        columns.width,
        &cx.titled(&title(cx, first, last)),
        &caption(cx, order.len() > MOST_BARS),
    );
    sheet.attribution_legend(cx, false);
    draw_heads(cx, &mut sheet, &columns);
    let pitch = pitch(top.len() + bottom.len(), 1500.0, 18.0, 34.0);
    draw_rows(cx, &mut sheet, &columns, &top, pitch);
    if !bottom.is_empty() {
        let shares: Vec<f64> = order.iter().map(|d| local(*d)).collect();
        draw_histogram(cx, &mut sheet, &columns, &shares);
        draw_rows(cx, &mut sheet, &columns, &bottom, pitch);
    }
    ticks(cx, &mut sheet, &[columns.left], 0.0);
    let note = (!bottom.is_empty()).then(|| {
        let (all, ends) = (order.len(), bottom.len());
        cx.lang.pick(
            format!("共 {all} 篇：独有最多的 {ENDS} 篇、最少的 {ends} 篇，中间是全部文档的分布；每篇的数值见 documents.csv。"),
            format!("{all} documents: the {ENDS} with most of their own, the {ends} with least, and between them how all are distributed; the figures of each are in documents.csv."),
        )
    });
    Some(sheet.finish(note))
}

fn caption(cx: &Context<'_>, many: bool) -> String {
    let shares = cx.say(
        "每行一篇，独有多者在上。左条按字数；右条按信息量：一个字越出人意料，信息越多，所以陈词在右条中更短。",
        "A row is a document, the most of its own first. Left by characters; right by information: the more surprising a character, the \
         more it counts, so that set wording shrinks.",
    );
    let length = cx.say(
        "右条的长度是全篇的信息量。",
        " The length of the right bar is the information in the whole document.",
    );
    let end = cx.say(
        "右端是全文字数。",
        " At the right end the characters of the text.",
    );
    let length = if many { "" } else { length };
    format!("{shares}{length}{end}")
}

/// From whom to whom the share of own wording reaches.
fn title(cx: &Context<'_>, first: usize, last: usize) -> String {
    let share = |d: usize| cx.percent(cx.documents()[d].shares.local);
    let (most, least) = (share(first), share(last));
    if first == last {
        return cx.lang.pick(
            format!("独有表述占 {most}"),
            format!("{most} of the text is its own"),
        );
    }
    let (first, last) = (cx.called(first), cx.called(last));
    cx.lang.pick(
        format!("独有表述从{first}的 {most} 到{last}的 {least}"),
        format!("Own wording reaches from {most} in {first} down to {least} in {last}"),
    )
}

/// One document.
struct Bar {
    name: String,
    /// Characters of its text, grouped by thousands.
    length: String,
    by_characters: Shares,
    by_information: Shares,
    /// Its information, of that of the document with most.
    part: f32,
}

impl Bar {
    fn of(cx: &Context<'_>, document: usize, most_bits: f64) -> Self {
        let d = &cx.documents()[document];
        Self {
            name: cx.short_name(document, TEXT, NAME_ROOM),
            length: grouped(d.characters),
            by_characters: d.shares,
            by_information: d.information.shares,
            part: (d.information.bits / most_bits).clamp(0.0, 1.0) as f32,
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
    fn of<'b>(bars: impl Iterator<Item = &'b Bar> + Clone) -> Self {
        let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max);
        let name_room = widest(&mut bars.clone().map(|bar| text::width(&bar.name, TEXT)));
        let length_room = widest(&mut bars.map(|bar| text::width(&bar.length, SMALL)));
        let length_room = length_room.max(LEAST_LENGTH_ROOM);
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

fn draw_rows(cx: &Context<'_>, sheet: &mut Sheet, columns: &Columns, bars: &[Bar], pitch: f32) {
    let height = pitch - row_gap(pitch, 0.22);
    let picture = &mut sheet.picture;
    for bar in bars {
        let y = sheet.y;
        let middle = y + height / 2.0;
        let (left, right) = (columns.left, columns.right);
        let whole = area(left, y, BAR, height);
        share_bar(cx, picture, whole, &bar.by_characters, false);
        let part = area(right, y, BAR * bar.part, height);
        share_bar(cx, picture, part, &bar.by_information, false);
        picture.text((left - 8.0, middle), Anchor::End, TEXT, bar.name.clone());
        let length = bar.length.clone();
        picture.tinted((columns.end, middle), Anchor::End, SMALL, MUTED, length);
        sheet.y += pitch;
    }
}

/// How many documents have how much of their own.
fn draw_histogram(cx: &Context<'_>, sheet: &mut Sheet, columns: &Columns, shares: &[f64]) {
    let mut counts = [0usize; COLUMNS];
    for share in shares {
        let column = (share * COLUMNS as f64) as usize;
        counts[column.min(COLUMNS - 1)] += 1;
    }
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let (left, width) = (columns.left, columns.right + BAR - columns.left);
    let top = sheet.y + 16.0;
    let head = cx.say(
        "全部文档：独有表述占多少的有多少篇",
        "all documents: how many have how much of their own",
    );
    let at = (left, sheet.y + 6.0);
    sheet.picture.tinted(at, Anchor::Start, SMALL, MUTED, head);
    let wide = width / COLUMNS as f32;
    let foot = top + TALL;
    let picture = &mut sheet.picture;
    for (column, count) in (0u8..).zip(counts) {
        let x = left + f32::from(column) * wide;
        let tall = (TALL - 14.0) * count as f32 / most as f32;
        let bar = area(x + 1.0, foot - tall, wide - 2.0, tall);
        picture.fill(bar, palette::strength(Attribution::Shared));
        if count > 0 {
            let at = (x + wide / 2.0, foot - tall - 7.0);
            picture.tinted(at, Anchor::Middle, SMALL, MUTED, grouped(count));
        }
    }
    picture.line(vec![(left, foot), (left + width, foot)], 1.0, RULE);
    for quarter in 0u8..=4 {
        let part = f32::from(quarter) / 4.0;
        let anchor = match quarter {
            0 => Anchor::Start,
            4 => Anchor::End,
            _ => Anchor::Middle,
        };
        let figure = percent(cx.lang, f64::from(part), 0);
        let at = (left + width * part, foot + 9.0);
        picture.tinted(at, anchor, SMALL, MUTED, figure);
    }
    sheet.y = foot + 26.0;
}
