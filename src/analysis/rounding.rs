//! Rounds floats in JSON: fewer bytes, and no noise in the last place. Binary formats (checkpoints) keep full precision, so
//! that a resumed run yields the same bytes.

use serde::{Serialize, Serializer};

/// A number with so many digits behind the point.
pub(crate) fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale
}

/// Four digits behind the point: shares, similarities, weights.
pub(crate) fn four<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_rounded(*value, 4, serializer)
}

/// Two digits behind the point: bits and scores.
pub(crate) fn two<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_rounded(*value, 2, serializer)
}

/// [`four`] for each of two.
pub(crate) fn four_each<S: Serializer>(
    values: &[f64; 2],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        values.map(|value| rounded(value, 4)).serialize(serializer)
    } else {
        values.serialize(serializer)
    }
}

/// [`four`] where there is a value.
pub(crate) fn four_if_any<S: Serializer>(
    value: &Option<f64>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => four(value, serializer),
        None => serializer.serialize_none(),
    }
}

fn serialize_rounded<S: Serializer>(
    value: f64,
    digits: i32,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let human = serializer.is_human_readable();
    serializer.serialize_f64(if human { rounded(value, digits) } else { value })
}
