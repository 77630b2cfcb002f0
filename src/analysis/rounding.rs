//! Numbers in JSON with as many digits as they deserve: fewer bytes, and no noise in the last place. Forms that
//! nobody reads, such as what a run keeps for the next, have all digits: from them the same must come out.

use serde::{Serialize, Serializer};

/// Four digits behind the point: shares, similarities, weights.
pub fn four<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    rounded(*value, 1e4, serializer)
}

/// Two digits behind the point: bits and scores.
pub fn two<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    rounded(*value, 1e2, serializer)
}

fn rounded<S: Serializer>(value: f64, scale: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.serialize_f64((value * scale).round() / scale)
    } else {
        serializer.serialize_f64(value)
    }
}

/// [`four`] for each of two.
pub fn four_each<S: Serializer>(values: &[f64; 2], serializer: S) -> Result<S::Ok, S::Error> {
    values
        .map(|value| (value * 1e4).round() / 1e4)
        .serialize(serializer)
}
