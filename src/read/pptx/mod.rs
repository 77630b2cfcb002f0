//! Presentations (.pptx, ISO/IEC 29500): the slides in their order, each with its title as a heading.
//!
//! In a slide the shapes stand in the order in which they were drawn, which is that of reading aloud. Tables have a tab
//! between cells and a line a row; the words of diagrams stand behind their slide. Left out are hidden slides and shapes,
//! comments and the number of the slide; what stands at the foot of slides and the notes of the speaker are noise behind the
//! text, as headers and notes of a Word document are.

mod slide;

use super::docx::PropertiesReader;
use super::flow::{ByteBudget, Flow, Flows, Note, joined};
use super::package::Package;
use super::paragraph::{ParagraphEnd, ParagraphRole};
use super::relations::{relations, relations_of};
use super::xml::{XmlAttributes, XmlHandler};
use super::{Extracted, Problem};
use slide::SlideReader;

/// The name of the form in messages.
pub(super) const PRESENTATION: &str = "PowerPoint presentation";

/// Most slides of a presentation; each is a part of its own that is opened.
const MAX_SLIDES: usize = 20_000;

/// The text of a presentation; `limit` is the most bytes it may have. O(n) in the length of its XML.
///
/// # Errors
/// [`Problem::Damaged`], [`Problem::TooDeep`], [`Problem::Bomb`], [`Problem::TooLarge`], [`Problem::TooManyParts`].
pub(super) fn extract(bytes: &[u8], limit: u64) -> Result<Extracted, Problem> {
    let mut package = Package::open(bytes, PRESENTATION)?;
    let top = relations(&mut package, "_rels/.rels", "")?;
    let target = |kind: &str| {
        let mut found = top.iter().filter(|r| r.kind == kind);
        found.next().map(|r| r.target.clone())
    };
    let presentation =
        target("officeDocument").unwrap_or_else(|| "ppt/presentation.xml".to_owned());
    if !package.has(&presentation) {
        return Err(Problem::Damaged {
            form: PRESENTATION,
            reason: "it has no ppt/presentation.xml".to_owned(),
        });
    }
    let mut order = SlideOrder::default();
    package.part(&presentation, &mut order)?;
    let parts = relations_of(&mut package, &presentation)?;
    let slides: Vec<&str> = order
        .ids
        .iter()
        .filter_map(|id| parts.iter().find(|part| part.id == *id))
        .map(|part| part.target.as_str())
        .collect();
    let mut flows = Flows::default();
    let mut budget = ByteBudget::new(limit);
    for slide in slides {
        read_slide(&mut package, slide, &mut budget, &mut flows)?;
    }
    let mut properties = PropertiesReader::default();
    package.optional(&target("core-properties"), &mut properties)?;
    flows.properties = properties.found;
    Ok(flows.extracted())
}

/// Reads a slide, the diagrams in it and the notes of its speaker.
fn read_slide(
    package: &mut Package<'_>,
    part: &str,
    budget: &mut ByteBudget,
    flows: &mut Flows,
) -> Result<(), Problem> {
    let is_first = flows.body.is_empty();
    let mut slide = SlideReader::new(budget, is_first);
    package.part(part, &mut slide)?;
    let read = slide.finish();
    if read.hidden {
        return Ok(());
    }
    flows.body.extend(read.body);
    flows.furniture.extend(read.furniture);
    for beside in relations_of(package, part)? {
        match beside.kind.as_str() {
            "diagramData" => {
                let mut diagram = SlideReader::new(budget, false);
                package.part(&beside.target, &mut diagram)?;
                flows.body.extend(diagram.finish().body);
            }
            "notesSlide" => {
                let mut notes = SlideReader::new(budget, false);
                package.part(&beside.target, &mut notes)?;
                let text = joined(&notes.finish().body);
                if !text.is_empty() {
                    flows.notes.push(Note {
                        endnote: false,
                        text,
                    });
                }
            }
            _ => {}
        }
    }
    // Slides are parted as paragraphs are, whatever their last shape was.
    if let Some(last) = flows.body.last_mut().filter(|p| p.end == ParagraphEnd::Tab) {
        last.end = ParagraphEnd::Line;
    }
    Ok(())
}

/// The relationships of the slides, in order.
#[derive(Default)]
struct SlideOrder {
    ids: Vec<String>,
}

impl XmlHandler for SlideOrder {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if name == "sldId" {
            if self.ids.len() >= MAX_SLIDES {
                return Err(Problem::TooManyParts {
                    what: "slides",
                    limit: MAX_SLIDES as u64,
                });
            }
            // The element has an `id` of its own beside that of the relationship.
            self.ids.extend(attributes.get_with_prefix("id"));
        }
        Ok(())
    }

    fn end(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
