//! The chart of set phrases: in how many documents each stands.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, SMALL, Sheet, TEXT};
use super::text;
use crate::analysis::{Attribution, Phrase};
use crate::report::palette::{self, GROUND, MUTED, RULE};

/// Phrases that are drawn at most: a page of rows.
const MOST_PHRASES: usize = 30;

/// Spread of the foremost phrases; `None` without phrases.
pub(super) fn spread(cx: &Context<'_>) -> Option<Picture> {
    let mut phrases: Vec<&Phrase> = cx.analysis.phrases.iter().collect();
    // Stable: of equal ones the more telling first.
    phrases.sort_by_key(|p| std::cmp::Reverse(p.documents));
    phrases.truncate(MOST_PHRASES);
    let first = *phrases.first()?;
    let all = cx.documents().len().max(1);
    let b = cx.analysis.boilerplate_docs;
    let most = phrases
        .iter()
        .map(|p| p.documents)
        .max()
        .unwrap_or(1)
        .max(1);
    let (wide, pitch) = (330.0, 22.0);
    let wording = |p: &Phrase| text::elide(&text::clean(&p.wording), TEXT, 320.0);
    let room = phrases
        .iter()
        .map(|p| text::width(&wording(p), TEXT))
        .fold(0.0, f32::max);
    let figures: Vec<String> = phrases.iter().map(|p| figure(cx, p)).collect();
    let figure_room = figures
        .iter()
        .map(|f| text::width(f, SMALL))
        .fold(0.0, f32::max);

    let mut sheet = Sheet::new(
        room + 10.0 + wide + 10.0 + figure_room,
        &title(cx, first),
        &cx.lang.pick(
            format!("固定表述的流布：每行一条，文档数多者在上；条长是有它的文档数（共 {all} 篇）；深条是通用表述（{b} 篇或更多），浅条是部分共用；右端是篇数、次数与起止时间。"),
            format!(
                "How widely set phrases are spread: a row is a phrase, those of most documents first; the bar is the number of documents that \
                 have it (of {all}), dark where that makes it common ({b} or more), light where it is shared; at the right documents, occurrences, and first and last date."
            ),
        ),
    );
    let left = MARGIN + room + 10.0;
    for (row, phrase) in phrases.iter().enumerate() {
        let y = sheet.y + row as f32 * pitch;
        let middle = y + (pitch - 5.0) / 2.0;
        let reach = phrase.documents as f32 / most as f32 * wide;
        let picture = &mut sheet.picture;
        picture.text((left - 10.0, middle), Anchor::End, TEXT, wording(phrase));
        picture.fill(area(left, y, wide, pitch - 5.0), GROUND);
        let bar = area(left, y, reach, pitch - 5.0);
        let own = phrase.documents < cx.analysis.boilerplate_docs;
        picture.fill(
            bar,
            palette::strength(if own {
                Attribution::Shared
            } else {
                Attribution::Boilerplate
            }),
        );
        let at = (left + wide + 10.0, middle);
        picture.tinted(at, Anchor::Start, SMALL, MUTED, figures[row].clone());
    }
    let bottom = sheet.y + phrases.len() as f32 * pitch;
    axis(&mut sheet, cx, (left, bottom), wide, most);
    sheet.y = bottom + 24.0;
    let total = cx.analysis.phrases.len();
    let note = (phrases.len() < total).then(|| {
        let shown = phrases.len();
        cx.lang.pick(
            format!("共 {total} 条，此处只画前 {shown} 条；全部见 phrases.csv。"),
            format!("The first {shown} of {total} set phrases; all are in phrases.csv."),
        )
    });
    Some(sheet.finish(note))
}

fn title(cx: &Context<'_>, first: &Phrase) -> String {
    let wording = text::elide(&text::clean(&first.wording), 1.0, 20.0);
    let (all, of) = (cx.documents().len(), first.documents);
    cx.lang.pick(
        format!("{all} 篇中有 {of} 篇说“{wording}”"),
        format!("{of} of {all} documents say “{wording}”"),
    )
}

/// The axis below the bars, in documents.
fn axis(sheet: &mut Sheet, cx: &Context<'_>, (left, bottom): (f32, f32), wide: f32, most: usize) {
    for value in documents_ticks(most) {
        let x = left + value as f32 / most as f32 * wide;
        sheet
            .picture
            .line(vec![(x, bottom), (x, bottom + 4.0)], 1.0, RULE);
        let at = (x, bottom + 12.0);
        sheet
            .picture
            .tinted(at, Anchor::Middle, SMALL, MUTED, value.to_string());
    }
    let at = (left + wide + 16.0, bottom + 12.0);
    let unit = cx.say("篇文档", "documents");
    sheet.picture.tinted(at, Anchor::Start, SMALL, MUTED, unit);
}

/// 0, the end, and what is round between.
pub(super) fn documents_ticks(most: usize) -> Vec<usize> {
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]
        .into_iter()
        .find(|step| most / step <= 6)
        .unwrap_or(most);
    (0..=most / step).map(|i| i * step).collect()
}

fn figure(cx: &Context<'_>, phrase: &Phrase) -> String {
    let documents = cx.count(phrase.documents, "篇", "document");
    let uses = cx.count(phrase.occurrences, "次", "use");
    let dates = match (&phrase.first, &phrase.last) {
        (Some(first), Some(last)) if first != last => {
            format!(" · {} → {}", text::clean(first), text::clean(last))
        }
        (Some(only), _) | (None, Some(only)) => format!(" · {}", text::clean(only)),
        (None, None) => String::new(),
    };
    text::elide(&format!("{documents} · {uses}{dates}"), SMALL, 300.0)
}
