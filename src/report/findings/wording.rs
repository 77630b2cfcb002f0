//! The template that says most, filled in twice.

use super::{Finding, numbers};
use crate::analysis::{Analysis, Instance, Part, SlotKind, Template};

/// Fixed characters of a template that is shown as an example: fewer are no sentence that one recognises.
const FIXED: usize = 8;

/// Characters of a use that fit on a card.
const SHOWN: usize = 60;

/// The template with a blank of a kind (a place, a figure, a name; else any blank) that most documents fill in, among those with
/// fixed wording and two short uses, in different documents, that differ.
pub(super) fn filled_template(analysis: &Analysis) -> Option<Finding> {
    let numbers = numbers(analysis);
    let typed = |kind: &SlotKind| !matches!(kind, SlotKind::Phrase | SlotKind::List);
    let found = |test: &dyn Fn(&SlotKind) -> bool| {
        let mut best: Option<(usize, &Template, [&Instance; 2])> = None;
        for template in &analysis.templates {
            let mut parts = template.parts.iter();
            let blank = parts.any(|part| matches!(part, Part::Slot(kind) if test(kind)));
            let fixed = fixed_characters(template);
            let rank = template.spread * fixed.min(SHOWN);
            if !blank || fixed < FIXED || best.as_ref().is_some_and(|(top, ..)| rank <= *top) {
                continue;
            }
            if let Some(uses) = two_uses(template) {
                best = Some((rank, template, uses));
            }
        }
        let (_, template, [one, other]) = best?;
        Some(Finding::FilledTemplate {
            id: template.id.clone(),
            documents: template.spread,
            uses: [
                (*numbers.get(one.doc.as_str())?, on_one_line(&one.text)),
                (*numbers.get(other.doc.as_str())?, on_one_line(&other.text)),
            ],
        })
    };
    found(&typed).or_else(|| found(&|_| true))
}

fn fixed_characters(template: &Template) -> usize {
    let literal = |part: &Part| match part {
        Part::Literal(wording) | Part::Usual(wording) => wording.chars().count(),
        Part::Slot(_) => 0,
    };
    template.parts.iter().map(literal).sum()
}

/// The first use that is short enough to be seen whole, and the first of the same kind in another document that fills in something
/// else.
fn two_uses(template: &Template) -> Option<[&Instance; 2]> {
    let fits = |instance: &&Instance| instance.text.chars().count() <= SHOWN;
    let uses = || template.instances.iter().filter(fits);
    let one = uses().next()?;
    let other = uses().find(|other| other.doc != one.doc && plain(&other.text) != plain(&one.text));
    Some([one, other?])
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
