//! The chart of templates by documents: which document uses which template, and how often.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, SMALL, Sheet, TEXT};
use super::text;
use crate::analysis::{Part, Template};
use crate::report::document_numbers::DocumentNumbers;
use crate::report::glossary;
use crate::report::palette::{self, GROUND, MUTED, text_on};

/// Templates that are drawn at most: a page of rows.
const MOST_TEMPLATES: usize = 36;
/// Columns at most; with more documents, those that use most of the templates are drawn.
const MOST_DOCUMENTS: usize = 500;

/// The wording with its blanks by name: 我代表〔单位〕向大家表示感谢.
fn wording(cx: &Context<'_>, template: &Template) -> String {
    let mut out = String::new();
    for part in &template.parts {
        match part {
            Part::Literal(wording) => out.push_str(&text::clean(wording)),
            Part::Usual(usual) => {
                out.push('〔');
                out.push_str(&text::clean(usual));
                out.push('〕');
            }
            Part::Slot(kind) => {
                out.push('〔');
                out.push_str(glossary::slot(cx.lang, *kind));
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
        let numbers = DocumentNumbers::of(cx.documents());
        let all = cx.documents().len();
        let mut counts = vec![vec![0u32; all]; templates.len()];
        for (row, template) in templates.iter().enumerate() {
            for instance in &template.instances {
                if let Some(document) = numbers.get(&instance.doc) {
                    counts[row][document] += 1;
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
                format!("共 {total} 个模板，此处只画前 {shown} 个；全部见 templates.json。"),
                format!("The first {shown} of {total} templates; all are in templates.json."),
            ));
        }
        if n < all {
            notes.push(cx.lang.pick(
                format!("共 {all} 篇，此处只画用得最多的 {n} 篇。"),
                format!("{n} of {all} documents, those that use most of them."),
            ));
        }
        cx.note(&notes)
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
        &title(cx, &uses),
        cx.say(
            "哪些文档用了哪些模板：每行一个模板，最说明问题者在上，〔〕处各填各的；每列一篇文档，有色即用过，数字或深浅是次数；右端是用它的文档数。",
            "Who uses which template: a row is a template, the most telling first, with 〔〕 where everybody fills in his own; a column is a document, \
             coloured where it uses the template, figure or shade telling how often; at the right in how many documents.",
        ),
    );
    let (left, top) = (MARGIN + room + 10.0, sheet.y + 16.0);
    sheet.column_heads(cx, &uses.columns, (left, top - 9.0), cell);
    draw_uses(&mut sheet, cx, &uses, &wordings, (left, top), cell);
    sheet.y = top + uses.templates.len() as f32 * ROW;
    if cell < CELL_WITH_COUNT && uses.most > 1 {
        draw_shades(&mut sheet, cx, uses.most, left);
    }
    sheet.key_to_numbers(cx, &uses.columns, cell);
    Some(sheet.finish(uses.note(cx)))
}

/// The template that most documents use, and which document uses most templates.
fn title(cx: &Context<'_>, uses: &Uses<'_>) -> String {
    let spread = uses.templates.iter().map(|t| t.spread).max().unwrap_or(0);
    let used = |d: usize| uses.counts.iter().filter(|row| row[d] > 0).count();
    // Of equal ones the first.
    let most = uses.columns.iter().copied();
    let most = most.reduce(|best, next| if used(next) > used(best) { next } else { best });
    let (most, all) = (most.unwrap_or(0), uses.all);
    let (of, name) = (used(most), cx.called(most));
    cx.lang.pick(
        format!("用得最广的模板见于 {all} 篇中的 {spread} 篇；用模板最多的是{name}（{of} 个）"),
        format!("The most widely used template stands in {spread} of {all} documents; {name} uses most of them ({of})"),
    )
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
