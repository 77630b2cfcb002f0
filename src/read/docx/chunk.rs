//! Parts of other forms whose content stands in a document (`w:altChunk`), as programs that export web pages to Word write
//! them: the document holds a page, and Word turns it into paragraphs when it opens the file.

use crate::read::encoding::decode;
use crate::read::package::{Package, part_name};
use crate::read::{Extracted, Problem, html, mail};

/// Documents in documents that are opened.
const MAX_DEPTH: usize = 3;

/// The text of a part; nothing where its form is not read, or the part is missing.
///
/// # Errors
/// Those of the package, and of a part that is too large. A part that is wrong in itself counts as not read.
pub(super) fn read(
    package: &mut Package<'_>,
    name: &str,
    limit: u64,
    depth: usize,
) -> Result<Option<Extracted>, Problem> {
    let Some(bytes) = package.bytes(name, limit)? else {
        return Ok(None);
    };
    let name = part_name(name);
    let extension = name.rsplit('.').next().unwrap_or_default();
    let zipped = bytes.starts_with(b"PK");
    let read = match extension {
        _ if zipped && depth < MAX_DEPTH => super::extract_at(&bytes, limit, depth + 1),
        _ if zipped => return Ok(None),
        "html" | "htm" | "xhtml" => html::extract(&bytes, None),
        "mht" | "mhtml" => match mail::page(&bytes) {
            Some(page) => html::extract(&page.bytes, page.encoding()),
            None => return Ok(None),
        },
        "txt" => decode(bytes, None).map(Extracted::plain),
        _ => return Ok(None),
    };
    Ok(read.ok())
}
