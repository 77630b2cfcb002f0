//! Who uses which template, and what everybody fills into the strongest.

use std::collections::HashMap;

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, every};
use super::text;
use crate::analysis::{Instance, Part, SlotKind, Template};
use crate::report::palette::{self, GROUND, MUTED, RULE, text_on};

/// Templates that are drawn at most: a page of rows.
const MOST_TEMPLATES: usize = 36;
/// Columns at most; with more documents, those that use most of the templates are drawn.
const MOST_DOCUMENTS: usize = 500;
/// Rows of the table of fillers at most.
const MOST_ROWS: usize = 24;
/// Slots of the table of fillers at most.
const MOST_SLOTS: usize = 5;

/// The word for a kind of slot.
fn kind_word(cx: &Context<'_>, kind: SlotKind) -> &'static str {
    let (zh, en) = match kind {
        SlotKind::Place => ("地名", "place"),
        SlotKind::Person => ("人名", "person"),
        SlotKind::Organisation => ("机构", "organisation"),
        SlotKind::Date => ("时间", "date"),
        SlotKind::Number => ("数", "number"),
        SlotKind::Percentage => ("百分比", "percentage"),
        SlotKind::Meeting => ("会议", "meeting"),
        SlotKind::Quoted => ("引语", "quoted"),
        SlotKind::List => ("列举", "list"),
        SlotKind::Phrase => ("词句", "phrase"),
    };
    cx.lang.pick(zh, en)
}

/// The wording with its blanks by name: 我代表〔机构〕向大家表示感谢.
fn wording(cx: &Context<'_>, template: &Template) -> String {
    let mut out = String::new();
    for part in &template.parts {
        match part {
            Part::Literal(wording) => out.push_str(&text::clean(wording)),
            Part::Slot(kind) => {
                out.push('〔');
                out.push_str(kind_word(cx, *kind));
                out.push('〕');
            }
        }
    }
    out
}

/// How often each document uses each of the strongest templates.
struct Uses<'a> {
    templates: Vec<&'a Template>,
    /// Documents of the corpus.
    all: usize,
    /// The documents that are drawn, in corpus order.
    columns: Vec<usize>,
    /// By template, then by document of the corpus.
    counts: Vec<Vec<u32>>,
    /// The largest count, at least 1.
    most: u32,
}

impl<'a> Uses<'a> {
    fn select(cx: &Context<'a>) -> Option<Self> {
        let templates: Vec<&Template> = cx.analysis.templates.iter().take(MOST_TEMPLATES).collect();
        if templates.is_empty() || cx.documents().is_empty() {
            return None;
        }
        let files = cx.documents().iter().enumerate();
        let index: HashMap<&str, usize> = files.map(|(i, d)| (d.file.as_str(), i)).collect();
        let all = cx.documents().len();
        let mut counts = vec![vec![0u32; all]; templates.len()];
        for (row, template) in templates.iter().enumerate() {
            for instance in &template.instances {
                if let Some(document) = index.get(instance.doc.as_str()) {
                    counts[row][*document] += 1;
                }
            }
        }
        let used = |d: usize| counts.iter().filter(|row| row[d] > 0).count();
        let mut columns: Vec<usize> = (0..all).collect();
        if all > MOST_DOCUMENTS {
            columns.sort_by(|a, b| used(*b).cmp(&used(*a)).then(a.cmp(b)));
            columns.truncate(MOST_DOCUMENTS);
            columns.sort_unstable();
        }
        Some(Self {
            most: counts.iter().flatten().copied().max().unwrap_or(0).max(1),
            templates,
            all,
            columns,
            counts,
        })
    }

    fn note(&self, cx: &Context<'_>) -> Option<String> {
        let (total, shown) = (cx.analysis.templates.len(), self.templates.len());
        let (all, n) = (self.all, self.columns.len());
        let mut notes = Vec::new();
        if shown < total {
            notes.push(cx.lang.pick(
                format!("共 {total} 个模板，此处只画最强的 {shown} 个；全部见 templates.json。"),
                format!("The strongest {shown} of {total} templates; all are in templates.json."),
            ));
        }
        if n < all {
            notes.push(cx.lang.pick(
                format!("共 {all} 篇，此处只画用得最多的 {n} 篇。"),
                format!("{n} of {all} documents, those that use most of them."),
            ));
        }
        (!notes.is_empty()).then(|| notes.join(cx.say("", " ")))
    }
}

/// Height of a row, the gap below it included.
const ROW: f32 = 24.0;
/// Cells from this width on have their count written in them.
const CELL_WITH_COUNT: f32 = 18.0;

/// Templates by documents; `None` without templates.
pub(super) fn by_document(cx: &Context<'_>) -> Option<Picture> {
    let uses = Uses::select(cx)?;
    let n = uses.columns.len();
    let cell = (900.0 / n as f32).floor().clamp(2.0, 34.0);
    let wordings: Vec<String> = uses
        .templates
        .iter()
        .map(|t| text::elide(&format!("{} {}", t.id, wording(cx, t)), TEXT, 430.0))
        .collect();
    let widths = wordings.iter().map(|w| text::width(w, TEXT));
    let room = widths.fold(0.0, f32::max);
    let side = cell * n as f32;
    let mut sheet = Sheet::new(
        room + 10.0 + side + 110.0,
        cx.say("哪些文档用了哪些模板", "Who uses which template"),
        cx.say(
            "每行一个模板，最强者在上，〔〕处各填各的；每列一篇文档，有色即用过，数字或深浅是次数；右端是用它的文档数。",
            "A row is a template, the strongest first, with 〔〕 where everybody fills in his own; a column is a document, \
             coloured where it uses the template, figure or shade telling how often; at the right in how many documents.",
        ),
    );
    let (left, top) = (MARGIN + room + 10.0, sheet.y + 16.0);
    let step = every(cell, text::width(&uses.all.to_string(), SMALL) + 5.0);
    for (at, document) in uses.columns.iter().enumerate() {
        if at.is_multiple_of(step) {
            let x = left + (at as f32 + 0.5) * cell;
            let number = (document + 1).to_string();
            sheet
                .picture
                .tinted((x, top - 9.0), Anchor::Middle, SMALL, MUTED, number);
        }
    }
    draw_uses(&mut sheet, cx, &uses, &wordings, (left, top), cell);
    sheet.y = top + uses.templates.len() as f32 * ROW;
    if cell < CELL_WITH_COUNT && uses.most > 1 {
        draw_shades(&mut sheet, cx, uses.most, left);
    }
    if n <= 24 {
        key_to_numbers(&mut sheet, cx, &uses.columns);
    }
    Some(sheet.finish(uses.note(cx)))
}

/// A row a template: its wording, a cell for each document that uses it, and the number of its documents.
fn draw_uses(
    sheet: &mut Sheet,
    cx: &Context<'_>,
    uses: &Uses<'_>,
    wordings: &[String],
    (left, top): (f32, f32),
    cell: f32,
) {
    let side = cell * uses.columns.len() as f32;
    let gap = if cell >= 8.0 { 2.0 } else { 0.0 };
    let picture = &mut sheet.picture;
    for (row, template) in uses.templates.iter().enumerate() {
        let y = top + row as f32 * ROW;
        let middle = y + (ROW - 2.0) / 2.0;
        picture.text((MARGIN, middle), Anchor::Start, TEXT, wordings[row].clone());
        picture.fill(area(left, y, side, ROW - 2.0), GROUND);
        for (at, document) in uses.columns.iter().enumerate() {
            let count = uses.counts[row][*document];
            if count == 0 {
                continue;
            }
            let colour = shade(count, uses.most);
            let x = left + at as f32 * cell;
            picture.fill(area(x, y, cell - gap, ROW - 2.0), colour);
            if cell >= CELL_WITH_COUNT {
                let at = (x + (cell - gap) / 2.0, middle);
                let figure = count.to_string();
                picture.tinted(at, Anchor::Middle, SMALL, text_on(colour), figure);
            }
        }
        let spread = cx.count(template.spread, "篇", "document");
        let at = (left + side + 10.0, middle);
        picture.tinted(at, Anchor::Start, SMALL, MUTED, spread);
    }
}

/// The legend of the shades, where cells are too small for figures.
fn draw_shades(sheet: &mut Sheet, cx: &Context<'_>, most: u32, left: f32) {
    sheet.y += 8.0;
    let mut x = left;
    for count in [1, most] {
        let key = area(x, sheet.y + 2.0, 14.0, 12.0);
        sheet.picture.fill(key, shade(count, most));
        let wording = cx.count(count as usize, "次", "use");
        let at = (x + 20.0, sheet.y + 8.0);
        sheet
            .picture
            .text(at, Anchor::Start, SMALL, wording.clone());
        x += 40.0 + text::width(&wording, SMALL);
    }
    sheet.y += 20.0;
}

fn shade(count: u32, most: u32) -> palette::Rgb {
    if most <= 1 {
        return palette::sequential(0.62);
    }
    // From the second use on darker; the first is well seen already.
    palette::sequential(0.45 + 0.4 * (count - 1) as f32 / (most - 1) as f32)
}

/// Which number is which document, in columns under a chart.
fn key_to_numbers(sheet: &mut Sheet, cx: &Context<'_>, documents: &[usize]) {
    sheet.y += 14.0;
    let room = 270.0;
    let across = ((sheet.content() / (room + 16.0)).floor() as usize).max(1);
    let wide = sheet.content() / across as f32;
    for line in documents.chunks(across) {
        for (column, document) in line.iter().enumerate() {
            let x = MARGIN + column as f32 * wide;
            let name = cx.short_name(*document, SMALL, room);
            sheet
                .picture
                .tinted((x, sheet.y + 8.0), Anchor::Start, SMALL, MUTED, name);
        }
        sheet.y += 17.0;
    }
}

/// What a document fills into the slots of a template.
fn fillers(instance: &Instance) -> Vec<String> {
    let slots = 0..instance.slots.len();
    slots
        .filter_map(|slot| instance.filler(slot))
        .map(text::clean)
        .collect()
}

/// The strongest template with varied fillers, and its first uses.
struct Fillers<'a> {
    template: &'a Template,
    /// By use, then by slot.
    rows: Vec<Vec<String>>,
    kinds: Vec<SlotKind>,
    /// Slots that are drawn.
    slots: usize,
}

impl<'a> Fillers<'a> {
    fn select(cx: &Context<'a>) -> Option<Self> {
        let (template, rows) = cx.analysis.templates.iter().find_map(|template| {
            let uses = template.instances.iter().take(MOST_ROWS);
            let rows: Vec<Vec<String>> = uses.map(fillers).collect();
            let first = rows.first()?;
            let varied = rows.iter().any(|row| row != first);
            (varied && !first.is_empty()).then_some((template, rows))
        })?;
        let kinds: Vec<SlotKind> = template
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Slot(kind) => Some(*kind),
                Part::Literal(_) => None,
            })
            .collect();
        Some(Self {
            slots: kinds.len().min(MOST_SLOTS),
            template,
            rows,
            kinds,
        })
    }

    /// Width of each slot's column.
    fn widths(&self, cx: &Context<'_>) -> Vec<f32> {
        let column = |slot: usize| {
            let fillers = self.rows.iter().filter_map(|row| row.get(slot));
            let widest = fillers
                .map(|filler| text::width(filler, TEXT))
                .fold(0.0, f32::max);
            let head = text::width(&slot_head(cx, slot, self.kinds[slot]), SMALL);
            widest.max(head).clamp(70.0, 230.0) + 20.0
        };
        (0..self.slots).map(column).collect()
    }

    fn note(&self, cx: &Context<'_>) -> Option<String> {
        let (uses, shown) = (self.template.instances.len(), self.rows.len());
        let (of, slots) = (self.kinds.len(), self.slots);
        let mut notes = Vec::new();
        if shown < uses {
            notes.push(cx.lang.pick(
                format!("共 {uses} 处，此处只列前 {shown} 处；全部见 templates.json。"),
                format!("The first {shown} of {uses} uses; all are in templates.json."),
            ));
        }
        if slots < of {
            notes.push(cx.lang.pick(
                format!("共 {of} 空，此处只列前 {slots} 空。"),
                format!("The first {slots} of {of} blanks."),
            ));
        }
        (!notes.is_empty()).then(|| notes.join(cx.say("", " ")))
    }
}

/// The fillers of the strongest template that has slots with different fillers; `None` without one.
pub(super) fn strongest_fillers(cx: &Context<'_>) -> Option<Picture> {
    let chosen = Fillers::select(cx)?;
    let widths = chosen.widths(cx);
    let mut sheet = Sheet::new(
        NAME_ROOM + 16.0 + widths.iter().sum::<f32>(),
        &cx.lang.pick(
            format!("模板 {} 里各填了什么", chosen.template.id),
            format!("What goes into the blanks of template {}", chosen.template.id),
        ),
        cx.say(
            "上方是模板的固定文字与编号的空；每行是一处用例，各列是各空所填。",
            "Above, the fixed wording with its numbered blanks; a row is one use, a column what it puts into one blank.",
        ),
    );
    draw_wording(&mut sheet, chosen.template);
    let mut x = MARGIN + NAME_ROOM + 16.0;
    for (slot, width) in widths.iter().enumerate() {
        let head = slot_head(cx, slot, chosen.kinds[slot]);
        sheet
            .picture
            .tinted((x, sheet.y + 6.0), Anchor::Start, SMALL, MUTED, head);
        x += width;
    }
    sheet.y += 18.0;
    for (row, instance) in chosen.rows.iter().zip(&chosen.template.instances) {
        draw_use(&mut sheet, cx, instance, row, &widths);
    }
    Some(sheet.finish(chosen.note(cx)))
}

/// The fixed wording of a template with its slots numbered.
fn draw_wording(sheet: &mut Sheet, template: &Template) {
    let mut numbered = String::new();
    let mut slot = 0;
    for part in &template.parts {
        match part {
            Part::Literal(wording) => numbered.push_str(&text::clean(wording)),
            Part::Slot(_) => {
                slot += 1;
                numbered.push_str(&format!("〔{slot}〕"));
            }
        }
    }
    for line in text::wrap(&numbered, 15.0, sheet.content() - 24.0) {
        let box_ = area(MARGIN, sheet.y, sheet.content(), 27.0);
        sheet.picture.fill(box_, palette::BOILERPLATE_TINT);
        let at = (MARGIN + 12.0, sheet.y + 13.5);
        sheet.picture.text(at, Anchor::Start, 15.0, line);
        sheet.y += 27.0;
    }
    sheet.y += 14.0;
}

/// One use: its document, and what it puts into each slot.
fn draw_use(
    sheet: &mut Sheet,
    cx: &Context<'_>,
    instance: &Instance,
    fillers: &[String],
    widths: &[f32],
) {
    let (y, height) = (sheet.y, 25.0);
    let middle = y + height / 2.0;
    let whole = sheet.content();
    let picture = &mut sheet.picture;
    picture.line(vec![(MARGIN, y), (MARGIN + whole, y)], 1.0, RULE);
    let name = match cx.analysis.document_index(&instance.doc) {
        Some(document) => cx.short_name(document, TEXT, NAME_ROOM),
        None => text::elide(&text::clean(&instance.doc), TEXT, NAME_ROOM),
    };
    picture.text((MARGIN, middle), Anchor::Start, TEXT, name);
    let mut x = MARGIN + NAME_ROOM + 16.0;
    for (slot, width) in widths.iter().enumerate() {
        let filler = fillers.get(slot).map_or("", String::as_str);
        if filler.is_empty() {
            let nothing = cx.say("（空）", "(nothing)");
            picture.tinted((x, middle), Anchor::Start, SMALL, MUTED, nothing);
        } else {
            let wording = text::elide(filler, TEXT, width - 18.0);
            let wide = text::width(&wording, TEXT) + 10.0;
            let chip = area(x - 5.0, y + 3.0, wide, height - 6.0);
            picture.fill(chip, palette::LOCAL_TINT);
            picture.text((x, middle), Anchor::Start, TEXT, wording);
        }
        x += width;
    }
    sheet.y += height;
}

fn slot_head(cx: &Context<'_>, slot: usize, kind: SlotKind) -> String {
    format!("〔{}〕{}", slot + 1, kind_word(cx, kind))
}
