//! `fillers.csv`: a row for each blank of each use of a template, with what stands in it.

use super::cell::{Cell, Row, Table};
use super::run_entries;
use crate::analysis::{Analysis, Instance, Part, SlotKind, Template};
use crate::report::document_numbers::DocumentNumbers;
use crate::report::names::DocumentNames;

const COLUMNS: [&str; 11] = [
    "template", "wording", "spread", "document", "name", "start", "end", "blank", "kind", "usual",
    "filler",
];

pub(super) fn table<'a>(analysis: &'a Analysis, names: &'a DocumentNames) -> Table<'a> {
    let numbers = DocumentNumbers::of(&analysis.documents);
    let numbered = std::rc::Rc::new(numbers);
    let all = analysis.templates.iter();
    let all = all.flat_map(|template| [template].into_iter().chain(&template.variants));
    let rows = all.flat_map(move |template| {
        let numbers = std::rc::Rc::clone(&numbered);
        template.instances.iter().flat_map(move |instance| {
            let name = numbers.get(&instance.doc);
            let name = name.map_or(Cell::Empty, |d| Cell::text(names.full(d)));
            of_use(template, instance, &name)
        })
    });
    Table::new(run_entries::FILLERS, &COLUMNS, rows)
}

/// A row for each blank of a use; one without blank where the template has none.
fn of_use(template: &Template, instance: &Instance, name: &Cell) -> Vec<Row> {
    let use_of = || {
        vec![
            Cell::name(&template.id),
            Cell::text(&template.wording),
            Cell::Count(template.spread),
            Cell::name(&instance.doc),
            name.clone(),
            Cell::Count(instance.span.start),
            Cell::Count(instance.span.end),
        ]
    };
    let blanks = template.parts.iter().filter_map(|part| match part {
        Part::Slot(kind) => Some((Cell::name(kind_name(*kind)), Cell::Empty)),
        Part::Usual(usual) => Some((Cell::Empty, Cell::text(usual))),
        Part::Literal(_) => None,
    });
    let mut rows: Vec<Row> = blanks
        .enumerate()
        .map(|(blank, (kind, usual))| {
            let filler = instance.filler(blank).unwrap_or("");
            let mut row = use_of();
            row.extend([Cell::Count(blank + 1), kind, usual, Cell::text(filler)]);
            row
        })
        .collect();
    if rows.is_empty() {
        let mut row = use_of();
        row.resize(COLUMNS.len(), Cell::Empty);
        rows.push(row);
    }
    rows
}

/// The kind as `templates.json` has it.
fn kind_name(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Place => "place",
        SlotKind::Person => "person",
        SlotKind::Organisation => "organisation",
        SlotKind::Date => "date",
        SlotKind::Number => "number",
        SlotKind::Percentage => "percentage",
        SlotKind::Meeting => "meeting",
        SlotKind::Quoted => "quoted",
        SlotKind::Law => "law",
        SlotKind::List => "list",
        SlotKind::Phrase => "phrase",
    }
}
