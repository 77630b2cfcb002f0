//! The chart of fillers: the words that each document puts into the blanks of the strongest template.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT};
use super::text;
use crate::analysis::{Instance, Part, SlotKind, Template};
use crate::report::glossary;
use crate::report::palette::{self, MUTED, RULE};

/// Rows of the table of fillers at most.
const MOST_ROWS: usize = 24;
/// Slots of the table of fillers at most.
const MOST_SLOTS: usize = 5;

/// Templates looked at for the one with most blanks of a kind: the most telling ones.
const CANDIDATES: usize = 20;

/// Blanks of a kind that are filled in more than one way, and uses: what a template tells in this chart.
fn told((template, rows): &(&Template, Vec<Vec<String>>)) -> usize {
    let slots = template
        .parts
        .iter()
        .filter(|part| !matches!(part, Part::Literal(_)));
    let kinds = slots.enumerate().filter(|(slot, part)| {
        let typed =
            matches!(part, Part::Slot(kind) if !matches!(kind, SlotKind::Phrase | SlotKind::List));
        let filled = |row: &Vec<String>| row.get(*slot).cloned();
        typed && rows.iter().any(|row| filled(row) != filled(&rows[0]))
    });
    kinds.count().min(MOST_SLOTS) * rows.len()
}

/// Whether there is a template with different names, dates or figures in at least three uses.
pub(super) fn is_telling(cx: &Context<'_>) -> bool {
    Fillers::select(cx)
        .is_some_and(|chosen| chosen.rows.len() >= 3 && told(&(chosen.template, chosen.rows)) > 0)
}

/// The fillers of one instance of a template.
fn fillers(instance: &Instance) -> Vec<String> {
    let slots = 0..instance.slots.len();
    slots
        .filter_map(|slot| instance.filler(slot))
        .map(text::clean)
        .collect()
}

/// What stands above the fillers of a blank.
#[derive(Clone, Copy)]
enum BlankHead<'a> {
    Kind(SlotKind),
    /// The usual wording, which some uses replace.
    Usual(&'a str),
}

/// The strongest template with varied fillers, and its first uses.
struct Fillers<'a> {
    template: &'a Template,
    /// By use, then by slot.
    rows: Vec<Vec<String>>,
    kinds: Vec<BlankHead<'a>>,
    /// Slots that are drawn.
    slots: usize,
}

impl<'a> Fillers<'a> {
    fn select(cx: &Context<'a>) -> Option<Self> {
        let varied = |template: &'a Template| {
            let uses = template.instances.iter().take(MOST_ROWS);
            let rows: Vec<Vec<String>> = uses.map(fillers).collect();
            let first = rows.first()?;
            let varied = rows.iter().any(|row| row != first);
            (varied && !first.is_empty()).then_some((template, rows))
        };
        let candidates = cx.analysis.templates.iter().filter_map(varied);
        // Names, dates and figures tell more than blanks that are only other wording; of equal ones the most telling template.
        let best = candidates.take(CANDIDATES).reduce(|best, next| {
            if told(&next) > told(&best) {
                next
            } else {
                best
            }
        });
        let (template, rows) = best?;
        let kinds: Vec<BlankHead<'_>> = template
            .parts
            .iter()
            .filter_map(|part| match part {
                Part::Slot(kind) => Some(BlankHead::Kind(*kind)),
                Part::Usual(usual) => Some(BlankHead::Usual(usual)),
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

    /// How many ways there are of filling in the blank that is filled in most ways.
    fn title(&self, cx: &Context<'_>) -> String {
        let ways = |slot: usize| {
            let mut fillers: Vec<&String> = self.rows.iter().filter_map(|r| r.get(slot)).collect();
            fillers.sort_unstable();
            fillers.dedup();
            fillers.len()
        };
        let most = (0..self.slots).map(ways).max().unwrap_or(0);
        let (id, uses) = (&self.template.id, self.template.instances.len());
        cx.lang.pick(
            format!("同一句话用了 {uses} 处，一个空填了 {most} 种（模板 {id}）"),
            format!("One sentence in {uses} places, with {most} ways of filling one of its blanks (template {id})"),
        )
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
        cx.note(&notes)
    }
}

/// The fillers of the strongest template that has slots with different fillers; `None` without one.
pub(super) fn strongest_fillers(cx: &Context<'_>) -> Option<Picture> {
    let chosen = Fillers::select(cx)?;
    let widths = chosen.widths(cx);
    let mut sheet = Sheet::new(
        NAME_ROOM + 16.0 + widths.iter().sum::<f32>(),
        &chosen.title(cx),
        cx.say(
            "模板里各填了什么：上方是模板的固定文字与编号的空；每行是一处用例，各列是各空所填。",
            "What goes into the blanks of a template: above, the fixed wording with its numbered blanks; a row is one use, a column what it puts into one blank.",
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
            Part::Slot(_) | Part::Usual(_) => {
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

fn slot_head(cx: &Context<'_>, slot: usize, kind: BlankHead<'_>) -> String {
    let head = match kind {
        BlankHead::Kind(kind) => glossary::slot(cx.lang, kind).to_owned(),
        BlankHead::Usual(usual) => text::clean(usual),
    };
    format!("〔{}〕{head}", slot + 1)
}
