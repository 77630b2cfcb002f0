//! How much is boilerplate, shared, local: per document, per section, and in bits.

use super::canvas::{Anchor, Picture, area};
use super::layout::{
    Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, every, pitch, share_bar,
};
use super::text;
use crate::analysis::Shares;
use crate::report::number::grouped;
use crate::report::palette::{self, MUTED, RULE};

/// Bars of the documents at most; with more, a bar stands for several documents in a row.
const MOST_BARS: usize = 500;
/// Sections that are drawn at most: at four units a bar this is as high as a page is long.
const MOST_SECTIONS: usize = 480;
/// Bars up to which boilerplate is hatched; beyond, its place at the left and the figures tell it.
const HATCHED_BARS: usize = 60;
const BAR: f32 = 330.0;
const GAP: f32 = 26.0;

/// Shares per document, by characters and by information.
pub(super) fn documents(cx: &Context<'_>) -> Option<Picture> {
    let mut order: Vec<usize> = (0..cx.documents().len())
        .filter(|d| cx.documents()[*d].units > 0)
        .collect();
    if order.is_empty() {
        return None;
    }
    let local = |d: usize| cx.documents()[d].shares.local;
    order.sort_by(|a, b| local(*b).total_cmp(&local(*a)).then(a.cmp(b)));
    let group = order.len().div_ceil(MOST_BARS);
    let bars: Vec<&[usize]> = order.chunks(group).collect();

    let pitch = pitch(bars.len(), 1600.0, 3.0, 34.0);
    let step = every(pitch, LABEL_PITCH);
    let label = |bar: &[usize]| cx.short_name(bar[0], TEXT, NAME_ROOM);
    let name_room = bars
        .iter()
        .step_by(step)
        .map(|bar| text::width(&label(bar), TEXT))
        .fold(0.0, f32::max);
    let length = |bar: &[usize]| {
        let units: usize = bar.iter().map(|d| cx.documents()[*d].units).sum();
        grouped(units)
    };
    let length_room = bars
        .iter()
        .map(|bar| text::width(&length(bar), SMALL))
        .fold(0.0, f32::max)
        .max(30.0);

    let mut sheet = Sheet::new(
        name_room + 8.0 + 2.0 * BAR + GAP + 10.0 + length_room,
        &cx.titled(cx.say("每篇文档：套话、共有与独有", "Each document: boilerplate, shared, local")),
        cx.say(
            "每行一篇，独有的字多者在上。左图按字数计；右图按信息量计：一个字越出人意料，信息越多，所以陈词在右图中更短。",
            "A row is a document, the most local first. Left by characters; right by information: the more surprising \
             a character, the more it counts, so that set wording shrinks at the right.",
        ),
    );
    let hatched = bars.len() <= HATCHED_BARS;
    sheet.attribution_legend(cx, hatched);
    let left = MARGIN + name_room + 8.0;
    let right = left + BAR + GAP;
    let heads = [
        (left, Anchor::Start, cx.say("按字数", "by characters")),
        (right, Anchor::Start, cx.say("按信息量", "by information")),
        (
            right + BAR + 10.0 + length_room,
            Anchor::End,
            cx.say("字数", "length"),
        ),
    ];
    for (x, anchor, wording) in heads {
        sheet
            .picture
            .tinted((x, sheet.y + 6.0), anchor, SMALL, MUTED, wording);
    }
    sheet.y += 18.0;
    let gap = if pitch >= 8.0 {
        (pitch * 0.22).floor()
    } else {
        0.0
    };
    for (row, bar) in bars.iter().enumerate() {
        let y = sheet.y + row as f32 * pitch;
        let middle = y + (pitch - gap) / 2.0;
        let mean = |of: &dyn Fn(usize) -> (Shares, f64)| mean_shares(bar.iter().map(|d| of(*d)));
        let by_characters = mean(&|d| {
            let document = &cx.documents()[d];
            (document.shares, document.units as f64)
        });
        let by_information = mean(&|d| {
            let information = &cx.documents()[d].information;
            (information.shares, information.bits)
        });
        share_bar(
            &mut sheet.picture,
            area(left, y, BAR, pitch - gap),
            &by_characters,
            hatched,
        );
        share_bar(
            &mut sheet.picture,
            area(right, y, BAR, pitch - gap),
            &by_information,
            hatched,
        );
        if row.is_multiple_of(step) {
            let picture = &mut sheet.picture;
            picture.text((left - 8.0, middle), Anchor::End, TEXT, label(bar));
            let x = right + BAR + 10.0 + length_room;
            picture.tinted((x, middle), Anchor::End, SMALL, MUTED, length(bar));
        }
    }
    let height = bars.len() as f32 * pitch;
    ticks(&mut sheet, &[left, right], height);
    let note = (group > 1).then(|| {
        cx.lang.pick(
            format!("每条是相邻 {group} 篇的平均；行首是其中第一篇。"),
            format!("A bar is the mean of {group} documents in a row; the first of them is named."),
        )
    });
    Some(sheet.finish(note))
}

/// The mean of shares, each with its weight.
fn mean_shares(shares: impl Iterator<Item = (Shares, f64)>) -> Shares {
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

/// Marks at every quarter under bars that begin at `lefts` and end above.
fn ticks(sheet: &mut Sheet, lefts: &[f32], height: f32) {
    let bottom = sheet.y + height;
    for left in lefts {
        for quarter in 0u8..=4 {
            let part = f32::from(quarter) / 4.0;
            let x = left + BAR * part;
            sheet
                .picture
                .line(vec![(x, bottom), (x, bottom + 4.0)], 1.0, RULE);
            let wording = text::percent(f64::from(part), 0);
            let anchor = match quarter {
                0 => Anchor::Start,
                4 => Anchor::End,
                _ => Anchor::Middle,
            };
            sheet
                .picture
                .tinted((x, bottom + 12.0), anchor, SMALL, MUTED, wording);
        }
    }
    sheet.y = bottom + 22.0;
}

/// Shares per leaf section, document by document.
pub(super) fn sections(cx: &Context<'_>) -> Option<Picture> {
    let documents = cx.documents();
    let counted = |d: usize| {
        documents[d]
            .sections
            .iter()
            .enumerate()
            .filter(|(_, s)| s.units > 0)
    };
    let mut kept: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut rows = 0;
    let mut all = 0;
    for d in 0..documents.len() {
        let sections: Vec<usize> = counted(d).map(|(s, _)| s).collect();
        all += usize::from(!sections.is_empty());
        let room = MOST_SECTIONS - rows;
        if sections.is_empty() || room == 0 {
            continue;
        }
        if sections.len() <= room || kept.is_empty() {
            let sections: Vec<usize> = sections.into_iter().take(room).collect();
            rows += sections.len();
            kept.push((d, sections));
        }
    }
    // A single section says no more than its document does.
    if rows < 2 || rows == kept.len() && rows == all {
        return None;
    }
    let pitch = pitch(rows, 2000.0, 4.0, 20.0);
    let labelled = pitch >= LABEL_PITCH;
    let size = TEXT.min(pitch * 0.75).max(9.5);
    let room = if labelled { 300.0 } else { NAME_ROOM };
    let label = |d: usize, s: usize| text::elide(&cx.section_name(d, s), size, room);
    let head = |d: usize| cx.short_name(d, TEXT, room + BAR);
    let label_room = kept
        .iter()
        .map(|(d, sections)| {
            if labelled {
                sections
                    .iter()
                    .map(|s| text::width(&label(*d, *s), size))
                    .fold(0.0, f32::max)
            } else {
                text::width(&cx.short_name(*d, TEXT, room), TEXT)
            }
        })
        .fold(0.0, f32::max);

    let mut sheet = Sheet::new(
        label_room + 8.0 + BAR + 60.0,
        cx.say("每一节：套话、共有与独有", "Each section: boilerplate, shared, local"),
        cx.say(
            "每行一节，按文中先后排列，按字数计。右端数字是该节字数。",
            "A row is a section, in the order of the text, by characters. The figure at the right is its length.",
        ),
    );
    let hatched = rows <= HATCHED_BARS;
    sheet.attribution_legend(cx, hatched);
    let left = MARGIN + label_room + 8.0;
    let gap = if pitch >= 8.0 {
        (pitch * 0.2).floor()
    } else {
        0.0
    };
    let mut free = f32::MIN;
    for (d, sections) in &kept {
        if labelled {
            sheet
                .picture
                .text((MARGIN, sheet.y + 9.0), Anchor::Start, TEXT, head(*d));
            sheet.y += 20.0;
        } else {
            let middle = sheet.y + sections.len() as f32 * pitch / 2.0;
            if middle - LABEL_PITCH / 2.0 >= free {
                free = middle + LABEL_PITCH / 2.0;
                let name = cx.short_name(*d, TEXT, room);
                sheet
                    .picture
                    .text((left - 8.0, middle), Anchor::End, TEXT, name);
            }
        }
        for s in sections {
            let section = &documents[*d].sections[*s];
            let bar = area(left, sheet.y, BAR, pitch - gap);
            share_bar(&mut sheet.picture, bar, &section.shares, hatched);
            if labelled {
                let middle = sheet.y + (pitch - gap) / 2.0;
                let picture = &mut sheet.picture;
                picture.text((left - 8.0, middle), Anchor::End, size, label(*d, *s));
                let length = grouped(section.units);
                let x = left + BAR + 52.0;
                picture.tinted((x, middle), Anchor::End, SMALL.min(size), MUTED, length);
            }
            sheet.y += pitch;
        }
        sheet.y += if labelled { 10.0 } else { 2.0 };
    }
    ticks(&mut sheet, &[left], 0.0);
    let shown = kept.len();
    let note = (shown < all).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画前 {shown} 篇（{rows} 节）；全部见 sections.csv。"),
            format!(
                "The first {shown} of {all} documents ({rows} sections); all are in sections.csv."
            ),
        )
    });
    Some(sheet.finish(note))
}

/// Local information per document, in bits.
pub(super) fn local_information(cx: &Context<'_>) -> Option<Picture> {
    let bits = |d: usize| {
        let information = &cx.documents()[d].information;
        (
            information.bits * information.shares.local,
            information.bits,
        )
    };
    let mut order: Vec<usize> = (0..cx.documents().len())
        .filter(|d| bits(*d).1 > 0.0)
        .collect();
    if order.is_empty() {
        return None;
    }
    order.sort_by(|a, b| bits(*b).0.total_cmp(&bits(*a).0).then(a.cmp(b)));
    let all = order.len();
    order.truncate(MOST_BARS);
    let most = order.iter().map(|d| bits(*d).1).fold(0.0, f64::max);

    let pitch = pitch(order.len(), 1500.0, 3.0, 28.0);
    let step = every(pitch, LABEL_PITCH);
    let name_room = order
        .iter()
        .step_by(step)
        .map(|d| text::width(&cx.short_name(*d, TEXT, NAME_ROOM), TEXT))
        .fold(0.0, f32::max);
    const WIDE: f32 = 460.0;
    let mut sheet = Sheet::new(
        name_room + 8.0 + WIDE + 10.0 + 130.0,
        cx.say("每篇文档说了多少自己的话", "How much each document says of its own"),
        cx.say(
            "条长是全文的信息量，橙色是独有部分；信息量以千比特计，按本次全部文档估计每个字有多出人意料。独有信息多者在上。",
            "A bar is the information in the whole document, its orange part what stands there alone; in kilobits, by \
             how surprising each character is among all these documents. The most local information first.",
        ),
    );
    let mut x = MARGIN;
    for (colour, wording) in [
        (palette::LOCAL, cx.say("独有信息", "local information")),
        (
            palette::NOISE,
            cx.say("套话与共有的信息", "boilerplate and shared information"),
        ),
    ] {
        sheet
            .picture
            .fill(area(x, sheet.y + 3.0, 18.0, 12.0), colour);
        sheet
            .picture
            .text((x + 24.0, sheet.y + 9.0), Anchor::Start, TEXT, wording);
        x += 46.0 + text::width(wording, TEXT);
    }
    sheet.y += 30.0;
    let left = MARGIN + name_room + 8.0;
    let gap = if pitch >= 8.0 {
        (pitch * 0.25).floor()
    } else {
        0.0
    };
    for (row, d) in order.iter().enumerate() {
        let (local, whole) = bits(*d);
        let y = sheet.y + row as f32 * pitch;
        let reach = |bits: f64| (bits / most) as f32 * WIDE;
        let picture = &mut sheet.picture;
        picture.fill(area(left, y, reach(whole), pitch - gap), palette::NOISE);
        picture.fill(area(left, y, reach(local), pitch - gap), palette::LOCAL);
        if row.is_multiple_of(step) {
            let middle = y + (pitch - gap) / 2.0;
            let name = cx.short_name(*d, TEXT, NAME_ROOM);
            picture.text((left - 8.0, middle), Anchor::End, TEXT, name);
            let figure = format!(
                "{:.1} / {:.1} kbit · {}",
                local / 1000.0,
                whole / 1000.0,
                text::percent(local / whole, 0)
            );
            picture.tinted(
                (left + WIDE + 10.0, middle),
                Anchor::Start,
                SMALL,
                MUTED,
                figure,
            );
        }
    }
    sheet.y += order.len() as f32 * pitch;
    let note = (order.len() < all).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画前 {MOST_BARS} 篇；全部见 documents.csv。"),
            format!("The first {MOST_BARS} of {all} documents; all are in documents.csv."),
        )
    });
    Some(sheet.finish(note))
}
