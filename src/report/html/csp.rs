//! The Content-Security-Policy of the report: it may run its own script and style, and fetch nothing.

use super::sha256::sha256;
use crate::report::base64::base64;

/// The policy for a file whose only script is `script` and whose only style sheet is `style`.
///
/// Both are named by their SHA-256, so no other script runs even if one found its way into the page. Images
/// are allowed from the page itself only (`data:`, `blob:`): charts are turned into PNG that way. Trusted
/// Types forbid every way of making elements out of strings.
pub(super) fn policy(script: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data: blob:; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        base64(&sha256(script.as_bytes())),
        base64(&sha256(style.as_bytes()))
    )
}

/// The policy for a file without any script, whose only style sheet is `style` and whose images stand in the file itself.
pub(in crate::report) fn policy_with_images(style: &str) -> String {
    format!("{}; img-src data:", policy_without_script(style))
}

/// The policy for a file without any script, whose only style sheet is `style`.
pub(in crate::report) fn policy_without_script(style: &str) -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&sha256(style.as_bytes()))
    )
}
