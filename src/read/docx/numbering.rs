//! Reads the lists of a Word document out of `numbering.xml`.

use crate::read::Problem;
use crate::read::numbering::{
    AbstractNumbering, LEVELS, NumberSuffix, Numbering, NumberingInstance, NumberingLevel,
};
use crate::read::xml::{XmlAttributes, XmlHandler};

/// Reads `numbering.xml`.
#[derive(Debug, Default)]
pub(super) struct NumberingReader {
    pub(super) numbering: Numbering,
    list: Option<(String, AbstractNumbering)>,
    number: Option<(String, NumberingInstance)>,
    level: Option<(usize, NumberingLevel)>,
    override_of: Option<usize>,
}

fn index(attributes: &XmlAttributes<'_>) -> usize {
    let level = attributes.get("ilvl").and_then(|v| v.trim().parse().ok());
    level.unwrap_or(0).min(LEVELS - 1)
}

impl XmlHandler for NumberingReader {
    fn start(&mut self, name: &str, attributes: &XmlAttributes<'_>) -> Result<(), Problem> {
        if let Some((_, level)) = &mut self.level {
            match name {
                "start" => level.start = attributes.number().unwrap_or(1),
                "numFmt" => level.format = attributes.val().unwrap_or_default(),
                "lvlText" => level.text = attributes.val().unwrap_or_default(),
                "isLgl" => level.legal = attributes.on(),
                "pStyle" => level.style = attributes.val(),
                "lvlRestart" => level.restart = attributes.number(),
                "suff" => {
                    level.suffix = match attributes.val().as_deref() {
                        Some("nothing") => NumberSuffix::Nothing,
                        Some("space") => NumberSuffix::Space,
                        _ => NumberSuffix::Tab,
                    }
                }
                _ => {}
            }
            return Ok(());
        }
        match name {
            "abstractNum" => {
                let id = attributes.get("abstractNumId").unwrap_or_default();
                self.list = Some((id, AbstractNumbering::default()));
            }
            "num" => {
                let id = attributes.get("numId").unwrap_or_default();
                self.number = Some((id, NumberingInstance::default()));
            }
            "lvl" => self.level = Some((index(attributes), NumberingLevel::default())),
            "lvlOverride" => self.override_of = Some(index(attributes)),
            "abstractNumId" => {
                if let Some((_, number)) = &mut self.number {
                    number.list = attributes.val().unwrap_or_default();
                }
            }
            "startOverride" => {
                if let (Some((_, number)), Some(at), Some(start)) =
                    (&mut self.number, self.override_of, attributes.number())
                {
                    number.starts.insert(at, start);
                }
            }
            "styleLink" => {
                if let Some((_, list)) = &mut self.list {
                    list.defines = attributes.val();
                }
            }
            "numStyleLink" => {
                if let Some((_, list)) = &mut self.list {
                    list.borrows = attributes.val();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        match name {
            "lvl" => {
                if let Some((at, level)) = self.level.take() {
                    let number = self.number.as_mut().map(|(_, number)| &mut number.levels);
                    let list = self.list.as_mut().map(|(_, list)| &mut list.levels);
                    if let Some(levels) = number.or(list) {
                        levels.insert(at, level);
                    }
                }
            }
            "lvlOverride" => self.override_of = None,
            "abstractNum" => self.numbering.lists.extend(self.list.take()),
            "num" => self.numbering.numbers.extend(self.number.take()),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), Problem> {
        Ok(())
    }
}
