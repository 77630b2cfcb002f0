//! The template that says most, filled in twice.

use super::{Finding, numbers};
use crate::analysis::{Analysis, Instance, Part, SlotKind, Template};

/// Fixed characters of a template that is shown as an example: fewer are no sentence that one recognises.
const FIXED: usize = 8;

/// Characters of a use that fit on a card.
const SHOWN: usize = 60;

/// The first template, in their order, that has fixed wording and a blank of a kind (else any blank), and two uses in different
/// documents that differ.
pub(super) fn filled_template(analysis: &Analysis) -> Option<Finding> {
    let numbers = numbers(analysis);
    let typed = |kind: &SlotKind| *kind != SlotKind::Phrase;
    let fixed = |t: &&Template| {
        let literal = |part: &Part| match part {
            Part::Literal(wording) | Part::Usual(wording) => wording.chars().count(),
            Part::Slot(_) => 0,
        };
        t.parts.iter().map(literal).sum::<usize>() >= FIXED
    };
    let has = |template: &Template, test: &dyn Fn(&SlotKind) -> bool| {
        let mut parts = template.parts.iter();
        parts.any(|part| matches!(part, Part::Slot(kind) if test(kind)))
    };
    let found = |test: &dyn Fn(&SlotKind) -> bool| {
        let templates = analysis.templates.iter().filter(fixed);
        let mut templates = templates.filter(|template| has(template, test));
        templates.find_map(|template| {
            let [one, other] = two_uses(template)?;
            Some(Finding::FilledTemplate {
                id: template.id.clone(),
                documents: template.spread,
                uses: [
                    (*numbers.get(one.doc.as_str())?, shortened(&one.text)),
                    (*numbers.get(other.doc.as_str())?, shortened(&other.text)),
                ],
            })
        })
    };
    found(&typed).or_else(|| found(&|_| true))
}

/// The first use, and the first in another document that fills in something else; short enough to be seen whole if there are such.
fn two_uses(template: &Template) -> Option<[&Instance; 2]> {
    let pair = |most: usize| {
        let fits = |use_: &&Instance| use_.text.chars().count() <= most;
        let uses = || template.instances.iter().filter(fits);
        uses().find_map(|one| {
            let other = uses()
                .find(|other| other.doc != one.doc && plain(&other.text) != plain(&one.text))?;
            Some([one, other])
        })
    };
    pair(SHOWN).or_else(|| pair(usize::MAX))
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn shortened(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= SHOWN {
        return text;
    }
    let cut: String = text.chars().take(SHOWN - 1).collect();
    format!("{cut}…")
}
