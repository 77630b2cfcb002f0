//! Leaf sections against leaf sections, document by document.
//!
//! Whole documents are chosen as long as there is room ([`choose`]); then names, cells and the documents' blocks are drawn.

use std::collections::HashMap;

use super::{Square, draw_cells, strongest_first};
use crate::analysis::{Level, Metric};
use crate::report::charts::canvas::{Anchor, Picture};
use crate::report::charts::layout::{
    Context, LABEL_PITCH, MARGIN, NAME_ROOM, SMALL, Sheet, TEXT, pitch,
};
use crate::report::charts::metric_words::{nothing_in_common, section_caption, title, unit};
use crate::report::charts::scale::Scale;
use crate::report::charts::text;
use crate::report::palette::{self, INK, MUTED, NOISE, RULE};

/// Sections at most: three units to a cell, so that a document's block can still be seen.
const MOST_SECTIONS: usize = 360;
/// Up to this many sections, five documents' worth, each row has room for its name.
const MOST_NAMED: usize = 130;
/// The share of cells that lie on the scale. A few sections of one sentence are the same in every speech; they alone must
/// not set it.
const ON_SCALE: f32 = 0.995;

/// The heatmap of one metric over leaf sections; `None` with fewer than two documents that have some.
pub(in crate::report::charts) fn sections(cx: &Context<'_>, metric: Metric) -> Option<Picture> {
    let level = &cx.analysis.similarity.sections;
    let matrix = level.matrix(metric);
    let blocks = choose(cx, level)?;
    let rows: Vec<Row> = blocks.iter().flat_map(Block::rows).collect();
    let n = rows.len();
    let value = |i: usize, j: usize| {
        matrix
            .get(rows[i].in_matrix, rows[j].in_matrix)
            .unwrap_or(0.0)
    };
    let cells = || (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
    let between = cells().filter(|(i, j)| rows[*i].document != rows[*j].document);
    let between = Scale::of(between.map(|(i, j)| value(i, j)), ON_SCALE);
    // Where no two documents have a passage in common, colours still tell what each says twice.
    let apart = between.is_none().then(|| nothing_in_common(cx));
    let scale = match between {
        Some(scale) => scale,
        None if metric == Metric::Coverage => {
            let others = cells().filter(|(i, j)| i != j);
            Scale::of_metric(metric, others.map(|(i, j)| value(i, j)), ON_SCALE)?
        }
        None => return None,
    };

    let least = if n <= MOST_NAMED {
        LABEL_PITCH - 0.5
    } else {
        3.0
    };
    let cell = pitch(n, 1080.0, least, 24.0);
    let names = if cell >= LABEL_PITCH - 1.0 {
        section_names(cx, &rows)
    } else {
        Vec::new()
    };
    let widths = names.iter().map(|name| text::width(name, SMALL));
    let section_room = widths.fold(0.0, f32::max);
    let document_name = |d: usize| cx.short_name(d, TEXT, NAME_ROOM);
    let widths = blocks
        .iter()
        .map(|b| text::width(&document_name(b.document), TEXT));
    let document_room = widths.fold(0.0, f32::max);

    let mut sheet = Sheet::new(
        section_room + 8.0 + cell * n as f32 + 14.0 + document_room,
        &title(cx, metric, true),
        &section_caption(cx, metric),
    );
    sheet.scale_legend(cx, unit(cx, metric), scale, Some(cx.say("自身", "itself")));
    let square = Square {
        left: MARGIN + section_room + 8.0,
        top: sheet.y + 16.0,
        cell,
        rows: n,
    };
    for (row, name) in names.into_iter().enumerate() {
        let at = (square.left - 8.0, square.middle(row));
        sheet.picture.text(at, Anchor::End, SMALL, name);
    }
    draw_cells(&mut sheet.picture, square, |row, column| {
        if row == column {
            NOISE
        } else {
            palette::sequential(scale.part(value(row, column)))
        }
    });
    draw_blocks(&mut sheet.picture, square, &blocks, document_name);
    sheet.picture.frame(square.area(), RULE);
    sheet.y = square.top + square.side();
    let (shown, all) = (blocks.len(), cx.documents().len());
    let note = (n < level.ids.len()).then(|| {
        cx.lang.pick(
            format!("共 {all} 篇，此处只画与他篇最相近的 {shown} 篇（{n} 节）；全部数值见 matrix/。"),
            format!("{shown} of {all} documents ({n} sections): those nearest to another. All values are in matrix/."),
        )
    });
    Some(sheet.finish(note.or(apart)))
}

/// A document and its sections that are drawn.
struct Block {
    document: usize,
    sections: Vec<Section>,
}

/// A leaf section: its number in its document, and its row in the matrix.
#[derive(Clone, Copy)]
struct Section {
    number: usize,
    in_matrix: usize,
}

/// A row of the picture.
struct Row {
    document: usize,
    section: usize,
    in_matrix: usize,
}

impl Block {
    fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        self.sections.iter().map(|section| Row {
            document: self.document,
            section: section.number,
            in_matrix: section.in_matrix,
        })
    }
}

/// Whole documents, those that come nearest to another first, as long as there is room; always two, in the order of the
/// corpus.
fn choose(cx: &Context<'_>, level: &Level) -> Option<Vec<Block>> {
    let mut blocks = blocks(cx, level);
    if blocks.len() < 2 {
        return None;
    }
    let similar = cx.analysis.similarity.documents.matrix(Metric::Cosine);
    let ranked = strongest_first(similar, cx.documents().len());
    let mut kept = vec![false; cx.documents().len()];
    let mut left = MOST_SECTIONS;
    let mut taken = 0;
    for document in ranked {
        let Ok(place) = blocks.binary_search_by_key(&document, |block| block.document) else {
            continue;
        };
        let sections = &mut blocks[place].sections;
        if sections.len() > left && taken < 2 {
            sections.truncate(MOST_SECTIONS / 2);
        }
        if sections.len() <= left || taken < 2 {
            left = left.saturating_sub(sections.len());
            kept[document] = true;
            taken += 1;
        }
    }
    blocks.retain(|block| kept[block.document]);
    (blocks.len() >= 2).then_some(blocks)
}

/// All documents that have leaf sections in the matrix, in the order of the corpus.
fn blocks(cx: &Context<'_>, level: &Level) -> Vec<Block> {
    let ids = level.ids.iter().enumerate();
    let in_matrix: HashMap<&str, usize> = ids.map(|(row, id)| (id.as_str(), row)).collect();
    let mut blocks = Vec::new();
    for (d, document) in cx.documents().iter().enumerate() {
        let sections: Vec<Section> = (0..document.sections.len())
            .filter_map(|number| {
                let id = format!("{}#{number}", document.file);
                let in_matrix = *in_matrix.get(id.as_str())?;
                Some(Section { number, in_matrix })
            })
            .collect();
        if !sections.is_empty() {
            blocks.push(Block {
                document: d,
                sections,
            });
        }
    }
    blocks
}

/// `2·二/(一)组织工作`: the document's number, and the section in it.
fn section_names(cx: &Context<'_>, rows: &[Row]) -> Vec<String> {
    let name = |row: &Row| {
        let section = cx.section_name(row.document, row.section);
        let wording = format!("{}·{section}", row.document + 1);
        text::elide(&wording, SMALL, NAME_ROOM + 40.0)
    };
    rows.iter().map(name).collect()
}

/// Lines between the documents, their numbers above, their names at the right, as far as they do not run into each other.
fn draw_blocks(
    picture: &mut Picture,
    square: Square,
    blocks: &[Block],
    name: impl Fn(usize) -> String,
) {
    let Square {
        left, top, cell, ..
    } = square;
    let side = square.side();
    let mut start = 0.0;
    // From where on the next number, and the next name, have room.
    let (mut number_from, mut name_from) = (f32::MIN, f32::MIN);
    for block in blocks {
        let length = block.sections.len() as f32 * cell;
        let middle = start + length / 2.0;
        if start > 0.0 {
            // Where blocks are small, dark lines would be all that is seen.
            let (stroke, ink) = if length >= 60.0 || cell >= 9.0 {
                (1.5, INK)
            } else {
                (0.5, RULE)
            };
            let (across, down) = (left + start, top + start);
            picture.line(vec![(across, top), (across, top + side)], stroke, ink);
            picture.line(vec![(left, down), (left + side, down)], stroke, ink);
        }
        let number = (block.document + 1).to_string();
        let half = text::width(&number, SMALL) / 2.0 + 3.0;
        if left + middle - half >= number_from {
            number_from = left + middle + half;
            let at = (left + middle, top - 9.0);
            picture.tinted(at, Anchor::Middle, SMALL, MUTED, number);
        }
        if top + middle - LABEL_PITCH / 2.0 >= name_from {
            name_from = top + middle + LABEL_PITCH / 2.0;
            let at = (left + side + 14.0, top + middle);
            picture.text(at, Anchor::Start, TEXT, name(block.document));
        }
        let x = left + side + 6.0;
        let reach = (length - 2.0).max(1.0);
        let bar = vec![(x, top + start + 1.0), (x, top + start + 1.0 + reach)];
        picture.line(bar, 2.0, MUTED);
        start += length;
    }
}
