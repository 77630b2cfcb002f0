//! What characters codes stand for, in fonts that do not say it themselves.
//!
//! A font that is embedded and uses one of the predefined encodings (GBK-EUC-H and the like) needs no table of
//! characters: its codes lead to the character collection, and that to Unicode (PDF 32000-1, section 9.10.2).

use std::collections::BTreeMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::{BfString, CMap, CMapName, load_embedded};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Object};

/// Objects that are looked at for fonts.
const MAX_OBJECTS: usize = 500_000;

/// Fonts of one file that are looked into.
const MAX_FONTS: usize = 256;

/// The encodings of composite fonts, by the fonts' names.
pub(super) struct Codes {
    fonts: BTreeMap<String, Collection>,
}

struct Collection {
    to_cid: CMap,
    to_unicode: CMap,
}

impl Codes {
    /// Finds the fonts of a file: O(objects).
    pub(super) fn new(pdf: &Pdf) -> Self {
        let mut fonts = BTreeMap::new();
        for object in pdf.objects().into_iter().take(MAX_OBJECTS) {
            let Object::Dict(font) = object else { continue };
            if fonts.len() >= MAX_FONTS {
                break;
            }
            if let Some((name, collection)) = collection(&font) {
                fonts.insert(name, collection);
            }
        }
        Self { fonts }
    }

    /// The character of a glyph.
    pub(super) fn unicode(&self, glyph: &Glyph<'_>) -> Option<String> {
        if self.fonts.is_empty() {
            return None;
        }
        let Glyph::Outline(outline) = glyph else {
            return None;
        };
        let collection = self.fonts.get(&outline.font_data()?.postscript_name?)?;
        let code = glyph.char_code();
        let cid = (1..=4).find_map(|length| collection.to_cid.lookup_cid_code(code, length))?;
        match collection.to_unicode.lookup_bf_string(cid)? {
            BfString::Char(c) => Some(c.to_string()),
            BfString::String(text) => Some(text),
        }
    }
}

fn collection(font: &Dict<'_>) -> Option<(String, Collection)> {
    let is = |key: &[u8], value: &[u8]| font.get::<Name<'_>>(key).is_some_and(|n| &*n == value);
    if !is(b"Subtype", b"Type0") || font.contains_key(b"ToUnicode") {
        return None;
    }
    let name = font.get::<Name<'_>>(b"BaseFont")?;
    let name = name.as_str();
    // Subsets are named ABCDEF+Song.
    let name = name
        .split_once('+')
        .map_or(name, |(_, name)| name)
        .to_owned();
    let descendant = font
        .get::<Array<'_>>(b"DescendantFonts")?
        .iter::<Dict<'_>>()
        .next()?;
    let system = descendant.get::<Dict<'_>>(b"CIDSystemInfo")?;
    let ordering = system.get::<hayro_interpret::hayro_syntax::object::String<'_>>(b"Ordering")?;
    let to_unicode: &[u8] = match ordering.as_bytes() {
        b"GB1" => b"Adobe-GB1-UCS2",
        b"CNS1" => b"Adobe-CNS1-UCS2",
        b"Japan1" => b"Adobe-Japan1-UCS2",
        b"Korea1" => b"Adobe-Korea1-UCS2",
        _ => return None,
    };
    let encoding = font.get::<Name<'_>>(b"Encoding")?;
    Some((
        name,
        Collection {
            to_cid: predefined(&encoding)?,
            to_unicode: predefined(to_unicode)?,
        },
    ))
}

fn predefined(name: &[u8]) -> Option<CMap> {
    match name {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        name => CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded),
    }
}
