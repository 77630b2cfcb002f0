//! Shares per leaf section, document by document.

use super::{BAR, HATCHED_BARS, row_gap, ticks};
use crate::report::charts::canvas::{Anchor, Picture, area};
use crate::report::charts::layout::{
    Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, pitch, share_bar,
};
use crate::report::charts::text;
use crate::report::number::grouped;
use crate::report::palette::MUTED;

/// Sections that are drawn at most: at four units a bar this is as high as a page is long.
const MOST_SECTIONS: usize = 480;
/// Room for the name of a section beside its bar.
const SECTION_NAME_ROOM: f32 = 300.0;

/// The chart; `None` where sections say no more than their documents do.
pub(in crate::report::charts) fn sections(cx: &Context<'_>) -> Option<Picture> {
    let chosen = Chosen::of(cx)?;
    let rows = Rows::of(&chosen);
    let name_room = rows.name_room(cx, &chosen);

    let mut sheet = Sheet::new(
        name_room + 8.0 + BAR + 60.0,
        cx.say("每一节：通用、共用与独有", "Each section: common, shared, own"),
        match rows.named {
            true => cx.say(
                "每行一节，按文中先后排列，按字数计。右端是该节字数。",
                "A row is a section, in the order of the text, by characters. At the right end the characters of the section.",
            ),
            false => cx.say(
                "每行一节，按文中先后排列，按字数计。",
                "A row is a section, in the order of the text, by characters.",
            ),
        },
    );
    let hatched = chosen.rows <= HATCHED_BARS;
    sheet.attribution_legend(cx, hatched);
    let left = MARGIN + name_room + 8.0;
    let mut name_from = f32::MIN;
    for document in &chosen.documents {
        if rows.named {
            let head = cx.short_name(document.number, TEXT, rows.room + BAR);
            let at = (MARGIN, sheet.y + 9.0);
            sheet.picture.text(at, Anchor::Start, TEXT, head);
            sheet.y += 20.0;
        } else {
            let middle = sheet.y + document.sections.len() as f32 * rows.pitch / 2.0;
            if middle - LABEL_PITCH / 2.0 >= name_from {
                name_from = middle + LABEL_PITCH / 2.0;
                let name = cx.short_name(document.number, TEXT, rows.room);
                let at = (left - 8.0, middle);
                sheet.picture.text(at, Anchor::End, TEXT, name);
            }
        }
        draw_sections(cx, &mut sheet, document, &rows, left, hatched);
        sheet.y += if rows.named { 10.0 } else { 2.0 };
    }
    ticks(cx, &mut sheet, &[left], 0.0);
    let (shown, all, sections) = (chosen.documents.len(), chosen.all, chosen.rows);
    let note = (shown < all).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画前 {shown} 篇（{sections} 节）；全部见 sections.csv。"),
            format!(
                "The first {shown} of {all} documents ({sections} sections); all are in sections.csv."
            ),
        )
    });
    Some(sheet.finish(note))
}

/// The sections that are drawn.
struct Chosen {
    documents: Vec<Document>,
    /// The number of their sections.
    rows: usize,
    /// The number of documents that have sections with units.
    all: usize,
}

/// A document, and those of its sections that are drawn.
struct Document {
    number: usize,
    sections: Vec<usize>,
}

impl Chosen {
    /// Whole documents from the first on as long as there is room; of the first, as many sections as there is room for.
    fn of(cx: &Context<'_>) -> Option<Self> {
        let mut chosen = Self {
            documents: Vec::new(),
            rows: 0,
            all: 0,
        };
        let mut full = false;
        for (number, document) in cx.documents().iter().enumerate() {
            let counted = document.sections.iter().enumerate();
            let mut sections: Vec<usize> = counted
                .filter(|(_, section)| section.units > 0)
                .map(|(section, _)| section)
                .collect();
            chosen.all += usize::from(!sections.is_empty());
            let room = MOST_SECTIONS - chosen.rows;
            // The chart says that it shows the first ones: behind one that has no room there is no other.
            full |= sections.len() > room && !chosen.documents.is_empty();
            if full || sections.is_empty() {
                continue;
            }
            sections.truncate(room);
            chosen.rows += sections.len();
            chosen.documents.push(Document { number, sections });
        }
        // A single section says no more than its document does.
        let one_each = chosen.rows == chosen.documents.len() && chosen.rows == chosen.all;
        (chosen.rows >= 2 && !one_each).then_some(chosen)
    }
}

/// The layout of rows.
struct Rows {
    /// Units from one to the next.
    pitch: f32,
    /// Whether each has its name and length; else documents have theirs.
    named: bool,
    /// Size of their text.
    size: f32,
    /// Room for a name.
    room: f32,
}

impl Rows {
    fn of(chosen: &Chosen) -> Self {
        let pitch = pitch(chosen.rows, 2000.0, 4.0, 20.0);
        let named = pitch >= LABEL_PITCH;
        Self {
            pitch,
            named,
            size: TEXT.min(pitch * 0.75).max(9.5),
            room: if named { SECTION_NAME_ROOM } else { NAME_ROOM },
        }
    }

    fn section_name(&self, cx: &Context<'_>, document: usize, section: usize) -> String {
        text::elide(&cx.section_name(document, section), self.size, self.room)
    }

    /// The width of the widest name at the left.
    fn name_room(&self, cx: &Context<'_>, chosen: &Chosen) -> f32 {
        let of_document = |document: &Document| {
            if !self.named {
                return text::width(&cx.short_name(document.number, TEXT, self.room), TEXT);
            }
            let names = document.sections.iter();
            names
                .map(|s| text::width(&self.section_name(cx, document.number, *s), self.size))
                .fold(0.0, f32::max)
        };
        chosen.documents.iter().map(of_document).fold(0.0, f32::max)
    }
}

fn draw_sections(
    cx: &Context<'_>,
    sheet: &mut Sheet,
    document: &Document,
    rows: &Rows,
    left: f32,
    hatched: bool,
) {
    let height = rows.pitch - row_gap(rows.pitch, 0.2);
    for number in &document.sections {
        let section = &cx.documents()[document.number].sections[*number];
        let picture = &mut sheet.picture;
        let bar = area(left, sheet.y, BAR, height);
        share_bar(cx, picture, bar, &section.shares, hatched);
        if rows.named {
            let middle = sheet.y + height / 2.0;
            let name = rows.section_name(cx, document.number, *number);
            picture.text((left - 8.0, middle), Anchor::End, rows.size, name);
            let length = grouped(section.span.len());
            let at = (left + BAR + 52.0, middle);
            picture.tinted(at, Anchor::End, SMALL.min(rows.size), MUTED, length);
        }
        sheet.y += rows.pitch;
    }
}
