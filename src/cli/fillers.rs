//! Templates on a terminal: their slots show the first fillers, which say more than the kind of the slot.

use super::table::shorten;
use crate::analysis::{Part, Template};

/// Fillers shown of one slot.
const FILLERS: usize = 2;
/// Terminal columns for a filler: ten ideographs.
const FILLER: usize = 20;

/// The wording with the first different fillers of each slot, as in `对过去一年的工作{区委|县委}是满意的`. `…` stands for
/// further fillers.
pub(super) fn with_fillers(template: &Template) -> String {
    let mut slots = 0..;
    template
        .parts
        .iter()
        .map(|part| match part {
            Part::Literal(literal) => one_line(literal),
            Part::Slot(_) => slots
                .next()
                .map_or(String::new(), |slot| fillers(template, slot, None)),
            Part::Usual(usual) => slots.next().map_or(String::new(), |slot| {
                fillers(template, slot, Some(one_line(usual)))
            }),
        })
        .collect()
}

/// The first different fillers of a blank, the usual wording before what departs from it.
fn fillers(template: &Template, slot: usize, usual: Option<String>) -> String {
    let mut different: Vec<String> = usual.into_iter().collect();
    for instance in &template.instances {
        let filler = one_line(instance.filler(slot).unwrap_or_default());
        if !filler.is_empty() && !different.contains(&filler) {
            different.push(filler);
            if different.len() > FILLERS {
                break;
            }
        }
    }
    let more = different.len() > FILLERS;
    different.truncate(FILLERS);
    let mut shown: Vec<String> = different.iter().map(|f| shorten(f, FILLER)).collect();
    if more {
        shown.push("…".to_owned());
    }
    format!("{{{}}}", shown.join("|"))
}

/// The text with all white space as single spaces, line ends too.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Instance, SlotKind};
    use crate::span::Span;

    #[test]
    fn different_fillers_are_shown_in_order_and_the_rest_is_hinted_at() {
        let instance = |filler: &str, start: usize| {
            let text = format!("我代表{filler}致谢");
            let end = start + 3 + filler.chars().count();
            Instance {
                doc: "a.txt".to_owned(),
                span: Span::new(start, start + text.chars().count()),
                text,
                slots: vec![Span::new(start + 3, end)],
            }
        };
        let template = |fillers: &[&str]| Template {
            id: "T001".to_owned(),
            wording: String::new(),
            spread: 1,
            bits_saved: 0.0,
            parts: vec![
                Part::Literal("我代表".to_owned()),
                Part::Slot(SlotKind::Place),
                Part::Literal("致谢".to_owned()),
            ],
            instances: fillers
                .iter()
                .zip([0, 20, 40, 60])
                .map(|(f, at)| instance(f, at))
                .collect(),
            variants: Vec::new(),
        };
        assert_eq!(
            with_fillers(&template(&["区委", "区委", "", "县\n委"])),
            "我代表{区委|县 委}致谢"
        );
        assert_eq!(
            with_fillers(&template(&["区委", "县委", "市委"])),
            "我代表{区委|县委|…}致谢"
        );
        assert_eq!(with_fillers(&template(&["", ""])), "我代表{}致谢");
    }
}
