//! The order of templates: what a reader finds telling comes first.
//!
//! In: 对{phrase}的{phrase}作用 in forty documents, 第一条 为了{phrase}，根据{law}，结合本市实际，制定本条例 in thirty. Out: the second first, since
//! there is more that they share.
//!
//! How telling a template is grows with the documents that use it, with what a use of it saves, and with how differently it is
//! filled in: (documents − 1) × √(bits saved a use × share of its fillings that differ). What a use saves is its fixed wording
//! less its name and the lengths of its blanks ([`super::cost`]), so that 我们{phrase}的{phrase}工作, whose words meet by chance, comes
//! last though everybody has it. The first document counts for nothing, since one that has wording shares it with nobody. The
//! root, since twice as many documents tell more than a sentence twice as long.

use rapidhash::RapidHashSet;

use super::TemplateInput;
use super::unit_template::{UnitInstance, UnitTemplate};
use super::units::UnitStream;
use crate::text::Unit;

/// Puts the most telling first; of equals the one that stands first.
pub(super) fn rank(
    input: &TemplateInput<'_>,
    stream: &UnitStream,
    templates: &mut Vec<UnitTemplate>,
) {
    let mut ranked: Vec<(f64, UnitTemplate)> = templates
        .drain(..)
        .map(|template| (telling(input, stream, &template), template))
        .collect();
    ranked.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| a.1.start().cmp(&b.1.start()))
            .then_with(|| a.1.literal_units().cmp(&b.1.literal_units()))
    });
    templates.extend(ranked.into_iter().map(|(_, template)| template));
}

fn telling(input: &TemplateInput<'_>, stream: &UnitStream, template: &UnitTemplate) -> f64 {
    let saved = template.saving.max(0.0) / template.places.len().max(1) as f64;
    let fillings: RapidHashSet<Vec<&[Unit]>> = template
        .places
        .iter()
        .map(|place| filling(input, stream, template, place))
        .collect();
    let varied = fillings.len() as f64 / template.places.len().max(1) as f64;
    let others = template.documents(stream).len().saturating_sub(1);
    others as f64 * (saved * varied).sqrt()
}

/// What fills the slots of a place.
fn filling<'a>(
    input: &TemplateInput<'a>,
    stream: &UnitStream,
    template: &UnitTemplate,
    place: &UnitInstance,
) -> Vec<&'a [Unit]> {
    let document = stream.document(place.extent.start);
    let units = |range| &input.documents[document].text.units()[stream.units_in(document, range)];
    template.fillers(place).map(units).collect()
}
