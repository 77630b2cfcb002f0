//! OpenDocument texts (.odt, .ott, .fodt; ISO/IEC 26300), as LibreOffice and WPS write them.
//!
//! As with Word documents: automatic numbers are counted again, tables have a tab between cells and a line a row, text boxes
//! stand behind the paragraph that holds them, hidden text and deletions are left out, tables of contents, notes, headers and
//! footers are noise.

mod body;
mod list_styles;
mod styles;

use super::flow::Flows;
use super::package::Package;
use super::xml::walk;
use super::{Extracted, Foreign, Problem};
use body::BodyReader;

/// The name of the form in messages.
pub(super) const OPEN_DOCUMENT: &str = "OpenDocument text";

/// The text of a document; `limit` is the most bytes it may have. O(n) in the length of its XML.
///
/// # Errors
/// [`Problem::Damaged`], [`Problem::TooDeep`], [`Problem::Bomb`], [`Problem::TooLarge`].
pub(super) fn extract(bytes: &[u8], limit: u64) -> Result<Extracted, Problem> {
    let mut reader = BodyReader::new(limit);
    if !bytes.starts_with(b"PK") {
        // All in one XML file (.fodt).
        walk(bytes, OPEN_DOCUMENT, &mut reader)?;
        return Ok(reader.finish().extracted());
    }
    let mut package = Package::open(bytes, OPEN_DOCUMENT)?;
    let manifest = package.bytes("META-INF/manifest.xml", limit)?;
    let is_locked = |manifest: &[u8]| {
        let mark = b"encryption-data";
        manifest.windows(mark.len()).any(|window| window == mark)
    };
    if manifest.as_deref().is_some_and(is_locked) {
        return Err(Problem::ForeignFormat {
            format: Foreign::LockedOffice,
        });
    }
    let kind = package.bytes("mimetype", limit)?.unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind);
    if kind.contains("spreadsheet") || kind.contains("presentation") {
        return Err(Problem::ForeignFormat {
            format: Foreign::OpenDocument,
        });
    }
    if !package.has("content.xml") {
        return Err(Problem::Damaged {
            form: OPEN_DOCUMENT,
            reason: "it has no content.xml".to_owned(),
        });
    }
    for part in ["meta.xml", "styles.xml", "content.xml"] {
        package.part(part, &mut reader)?;
    }
    let flows: Flows = reader.finish();
    Ok(flows.extracted())
}

#[cfg(test)]
mod tests;
