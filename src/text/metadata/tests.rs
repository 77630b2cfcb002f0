//! Facts found in whole texts.
