//! A whole number within bounds, checked when it is parsed and when it is deserialised.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "u64")]
pub(super) struct IntInRange<const MIN: usize, const MAX: usize>(usize);

/// The text is no number, or the number is out of bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("it must be a whole number from {min} to {max}")]
pub(super) struct OutOfBounds {
    min: usize,
    max: usize,
}

impl<const MIN: usize, const MAX: usize> IntInRange<MIN, MAX> {
    /// The number.
    pub(super) fn get(self) -> usize {
        self.0
    }

    /// The number of the range that is nearest to `number`.
    pub(super) fn clamped(number: usize) -> Self {
        Self(number.clamp(MIN, MAX))
    }
}

impl<const MIN: usize, const MAX: usize> TryFrom<i64> for IntInRange<MIN, MAX> {
    type Error = OutOfBounds;

    fn try_from(number: i64) -> Result<Self, OutOfBounds> {
        usize::try_from(number)
            .ok()
            .filter(|n| (MIN..=MAX).contains(n))
            .map(Self)
            .ok_or(OutOfBounds { min: MIN, max: MAX })
    }
}

impl<const MIN: usize, const MAX: usize> FromStr for IntInRange<MIN, MAX> {
    type Err = OutOfBounds;

    fn from_str(text: &str) -> Result<Self, OutOfBounds> {
        text.parse::<i64>()
            .map_err(|_| OutOfBounds { min: MIN, max: MAX })
            .and_then(Self::try_from)
    }
}

impl<const MIN: usize, const MAX: usize> From<IntInRange<MIN, MAX>> for u64 {
    fn from(number: IntInRange<MIN, MAX>) -> Self {
        number.0 as u64
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for IntInRange<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_on_both_ways_in() {
        type Small = IntInRange<1, 9>;
        assert_eq!("3".parse::<Small>().map(Small::get), Ok(3));
        for bad in ["0", "10", "-1", "x", "1.5", ""] {
            assert!(bad.parse::<Small>().is_err(), "{bad}");
        }
        assert!(serde_json::from_str::<Small>("0").is_err());
        assert!(serde_json::from_str::<Small>("9").is_ok());
    }
}
