//! The strings that the cells of a workbook share: one after the other, so that an empty one costs four bytes.

use crate::read::Problem;

/// Most strings of a workbook.
const MAX_STRINGS: usize = 20_000_000;

/// Strings by number.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// Adds to the string that is open.
    pub(super) fn push(&mut self, text: &str, limit: u64) -> Result<(), Problem> {
        let limit = limit.min(u64::from(u32::MAX));
        if (self.text.len() + text.len()) as u64 > limit {
            return Err(Problem::TooLarge { limit });
        }
        self.text.push_str(text);
        Ok(())
    }

    /// Ends the string that is open.
    pub(super) fn end(&mut self) -> Result<(), Problem> {
        if self.ends.len() >= MAX_STRINGS {
            return Err(Problem::TooManyParts {
                what: "strings",
                limit: MAX_STRINGS as u64,
            });
        }
        self.ends.push(self.text.len() as u32);
        Ok(())
    }

    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)? as usize;
        let start = match number.checked_sub(1) {
            Some(before) => self.ends[before] as usize,
            None => 0,
        };
        self.text.get(start..end)
    }
}
