//! The state that a group of an RTF file has, and what its text is for.

use encoding_rs::Encoding;

/// What the text of a group is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// The flow that is open.
    Text,
    /// Nothing that is read.
    Nothing,
    /// The number of a paragraph, as the program that wrote the file has counted it.
    ListText,
    Fonts,
    Styles,
    /// The list of properties.
    Info,
    Property(Property),
}

/// A property of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Property {
    Title,
    Author,
    Operator,
    Comment,
    Created,
    Modified,
}

/// A flow of its own that a group opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FlowKind {
    Header,
    Footer,
    Footnote,
    Endnote,
    Box,
}

/// What a group opens: what its text is for, and whether it is a flow of its own.
pub(super) fn opened(word: &str) -> Option<(Destination, Option<FlowKind>)> {
    let nothing = Some((Destination::Nothing, None));
    Some(match word {
        "header" | "headerl" | "headerr" | "headerf" => (Destination::Text, Some(FlowKind::Header)),
        "footer" | "footerl" | "footerr" | "footerf" => (Destination::Text, Some(FlowKind::Footer)),
        "footnote" => (Destination::Text, Some(FlowKind::Footnote)),
        "shptxt" => (Destination::Text, Some(FlowKind::Box)),
        // What is ignorable, and holds text all the same.
        "shpinst" | "shppict" => (Destination::Text, None),
        "listtext" | "pntext" => (Destination::ListText, None),
        "fonttbl" => (Destination::Fonts, None),
        "stylesheet" => (Destination::Styles, None),
        "info" => (Destination::Info, None),
        "title" => (Destination::Property(Property::Title), None),
        "author" => (Destination::Property(Property::Author), None),
        "operator" => (Destination::Property(Property::Operator), None),
        "doccomm" => (Destination::Property(Property::Comment), None),
        "creatim" => (Destination::Property(Property::Created), None),
        "revtim" => (Destination::Property(Property::Modified), None),
        // Pictures, drawings for older programs, indexes, comments, instructions, tables of things.
        "pict" | "object" | "objdata" | "nonshppict" | "shprslt" | "sp" | "fldinst"
        | "colortbl" | "filetbl" | "listtable" | "listoverridetable" | "revtbl" | "rsidtbl"
        | "pntxta" | "pntxtb" | "pnseclvl" | "xe" | "tc" | "tcn" | "rxe" | "annotation"
        | "atnid" | "atnauthor" | "bkmkstart" | "bkmkend" | "nonesttables" | "datafield"
        | "formfield" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn"
        | "template" | "private" | "upr" | "themedata" | "falt" | "panose" | "nesttableprops" => {
            return nothing;
        }
        _ => return None,
    })
}

/// Whether the group is shown though the one around it is not: `\object{\result …}`, and the text in Unicode behind that in
/// a code page, `\upr{…}{\*\ud …}`.
pub(super) fn is_shown_inside(word: &str) -> bool {
    matches!(word, "result" | "ud")
}

/// What is set for the paragraph that is open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParagraphState {
    pub(super) style: Option<i32>,
    pub(super) outline: Option<u8>,
}

/// The state of a group. A group inside it begins with a copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub(super) destination: Destination,
    /// Whether nothing but `{`, `{\*` has been read of it.
    pub(super) fresh: bool,
    /// Whether it may be passed over if its word is not known.
    pub(super) ignorable: bool,
    /// The flow that it opened.
    pub(super) flow: Option<FlowKind>,
    pub(super) paragraph: ParagraphState,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// Bytes that stand for a code point once more, for programs that know none.
    pub(super) fallback: u32,
    pub(super) encoding: &'static Encoding,
}

impl Group {
    /// Whether its text is seen.
    pub(super) fn is_shown(&self) -> bool {
        !(self.hidden || self.deleted)
    }
}
