//! The words that set a document apart, a card to each.

use super::canvas::{Anchor, Picture, area};
use super::layout::{Context, MARGIN, Sheet, TEXT};
use super::text;
use crate::report::palette::{RULE, SHARED, WHITE};

/// Cards at most: five to a row and twelve rows still print on one page.
const MOST_CARDS: usize = 60;
/// Room for a word in its card.
const WORD: f32 = 104.0;

/// What sets the first documents apart.
fn title(cx: &Context<'_>, drawn: &[usize]) -> String {
    let of = |d: &usize| {
        let word = cx.documents()[*d].terms.first()?;
        let word = text::elide(&text::clean(&word.term), 1.0, 8.0);
        Some((cx.called(*d), word))
    };
    let said: Vec<String> = drawn
        .iter()
        .filter_map(of)
        .take(2)
        .map(|(name, word)| {
            cx.lang.pick(
                format!("{name}的特色词是“{word}”"),
                format!("“{word}” sets {name} apart"),
            )
        })
        .collect();
    said.join(cx.say("，", ", "))
}

/// The cards; `None` where no document has distinctive terms.
pub(super) fn terms(cx: &Context<'_>) -> Option<Picture> {
    let all: Vec<usize> = (0..cx.documents().len())
        .filter(|d| !cx.documents()[*d].terms.is_empty())
        .collect();
    let drawn = &all[..all.len().min(MOST_CARDS)];
    if drawn.is_empty() {
        return None;
    }
    let (across, each) = match drawn.len() {
        1..=3 => (drawn.len(), 10),
        4..=12 => (3, 10),
        13..=24 => (4, 8),
        _ => (5, 6),
    };
    let (card, gap, pitch) = (250.0, 22.0, 18.0);
    let most = drawn
        .iter()
        .flat_map(|d| &cx.documents()[*d].terms)
        .map(|t| t.weight)
        .fold(0.0, f64::max)
        .max(f64::MIN_POSITIVE);

    let mut sheet = Sheet::new(
        across as f32 * (card + gap) - gap,
        &cx.titled(&title(cx, drawn)),
        cx.say(
            "每篇文档的特色词：条越长，这个词对这篇越有代表性（TF-IDF 权重，向量长为 1）：在这篇里多，在别篇里少。各卡同一尺度。",
            "Distinctive words of each document: the longer the bar, the more a word stands for its document (weight of TF-IDF in a vector of length 1): \
             frequent here, rare elsewhere. All cards have one scale.",
        ),
    );
    for row in drawn.chunks(across) {
        for (column, d) in row.iter().enumerate() {
            let x = MARGIN + column as f32 * (card + gap);
            let picture = &mut sheet.picture;
            let name = cx.short_name(*d, TEXT, card);
            picture.text((x, sheet.y + 8.0), Anchor::Start, TEXT, name);
            let rule = sheet.y + 18.0;
            picture.line(vec![(x, rule), (x + card, rule)], 1.0, RULE);
            for (i, term) in cx.documents()[*d].terms.iter().take(each).enumerate() {
                let y = sheet.y + 24.0 + i as f32 * pitch;
                let word = text::elide(&text::clean(&term.term), TEXT, WORD);
                picture.text((x, y + pitch / 2.0), Anchor::Start, TEXT, word);
                let room = card - WORD - 8.0;
                let reach = (term.weight / most).clamp(0.0, 1.0) as f32 * room;
                let bar = area(x + WORD + 8.0, y + 3.0, reach.max(1.0), pitch - 7.0);
                picture.fill(bar, SHARED.mix(WHITE, 0.35));
            }
        }
        sheet.y += 24.0 + each as f32 * pitch + 20.0;
    }
    sheet.y -= 20.0;
    let note = (drawn.len() < all.len()).then(|| {
        let (n, shown) = (all.len(), drawn.len());
        cx.lang.pick(
            format!("共 {n} 篇，此处只画前 {shown} 篇；全部见 analysis.json。"),
            format!("The first {shown} of {n} documents; all are in analysis.json."),
        )
    });
    Some(sheet.finish(note))
}
