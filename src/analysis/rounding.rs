//! Numbers in JSON with as many digits as they deserve: fewer bytes, and no noise in the last place.

use serde::{Serialize, Serializer};

/// Four digits behind the point: shares, similarities, weights.
pub fn four<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((value * 1e4).round() / 1e4)
}

/// Two digits behind the point: bits and scores.
pub fn two<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((value * 1e2).round() / 1e2)
}

/// [`four`] for each of two.
pub fn four_each<S: Serializer>(values: &[f64; 2], serializer: S) -> Result<S::Ok, S::Error> {
    values
        .map(|value| (value * 1e4).round() / 1e4)
        .serialize(serializer)
}
