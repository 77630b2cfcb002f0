//! The elements of HTML by their effect on the text in them.

/// Elements without content.
pub(super) fn is_void(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"area"
            | b"base"
            | b"basefont"
            | b"bgsound"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"img"
            | b"input"
            | b"keygen"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements that begin a new line and end it, as in the style sheet of the HTML Standard (section 15.3).
pub(super) fn is_block(tag: &[u8]) -> bool {
    heading_level(tag).is_some()
        || is_table_part(tag)
        || matches!(
            tag,
            b"address"
                | b"article"
                | b"aside"
                | b"blockquote"
                | b"body"
                | b"center"
                | b"dd"
                | b"details"
                | b"dialog"
                | b"dir"
                | b"div"
                | b"dl"
                | b"dt"
                | b"fieldset"
                | b"figcaption"
                | b"figure"
                | b"footer"
                | b"form"
                | b"header"
                | b"hgroup"
                | b"html"
                | b"legend"
                | b"li"
                | b"listing"
                | b"main"
                | b"menu"
                | b"nav"
                | b"ol"
                | b"optgroup"
                | b"option"
                | b"p"
                | b"plaintext"
                | b"pre"
                | b"search"
                | b"section"
                | b"select"
                | b"summary"
                | b"table"
                | b"textarea"
                | b"ul"
                | b"xmp"
        )
}

fn is_table_part(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"caption" | b"tbody" | b"thead" | b"tfoot" | b"tr" | b"td" | b"th"
    )
}

/// Elements whose text a reader of the page does not see, or that was struck out. `rt` and `rp` hold the reading
/// beside a word, which is not part of the running text.
pub(super) fn is_left_out(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"applet"
            | b"audio"
            | b"canvas"
            | b"datalist"
            | b"del"
            | b"desc"
            | b"head"
            | b"iframe"
            | b"metadata"
            | b"noembed"
            | b"noframes"
            | b"noscript"
            | b"object"
            | b"rp"
            | b"rt"
            | b"rtc"
            | b"s"
            | b"script"
            | b"strike"
            | b"style"
            | b"template"
            | b"title"
            | b"video"
    )
}

/// Elements that open SVG or MathML.
pub(super) fn is_foreign(tag: &[u8]) -> bool {
    matches!(tag, b"svg" | b"math")
}

/// Elements inside which line ends count.
pub(super) fn keeps_lines(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"pre" | b"listing" | b"textarea" | b"xmp" | b"plaintext"
    )
}

/// 1 for `h1` to 6 for `h6`.
pub(super) fn heading_level(tag: &[u8]) -> Option<u8> {
    match tag {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

/// The open elements that the start of one closes, if any: `<li>` closes the `<li>` before it, but none outside its own
/// list ([`is_barrier`]). The rules of "tree construction" in the HTML Standard, section 13.2.6.4.7.
pub(super) fn closes(tag: &[u8]) -> Option<fn(&[u8]) -> bool> {
    Some(match tag {
        b"li" => |open| open == b"li",
        b"dt" | b"dd" => |open| matches!(open, b"dt" | b"dd"),
        b"td" | b"th" => |open| matches!(open, b"td" | b"th"),
        b"tr" => |open| open == b"tr",
        b"tbody" | b"thead" | b"tfoot" => |open| matches!(open, b"tbody" | b"thead" | b"tfoot"),
        b"option" => |open| open == b"option",
        b"optgroup" => |open| open == b"optgroup",
        b"a" => |open| open == b"a",
        _ if heading_level(tag).is_some() => |open| heading_level(open).is_some(),
        _ => return None,
    })
}

/// Elements beyond which neither a start tag nor an end tag of that name closes anything.
pub(super) fn is_barrier(tag: &[u8], open: &[u8]) -> bool {
    match tag {
        b"li" => matches!(
            open,
            b"ul" | b"ol" | b"menu" | b"dir" | b"td" | b"th" | b"table"
        ),
        b"dt" | b"dd" => matches!(open, b"dl" | b"td" | b"th" | b"table"),
        b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"tfoot" => open == b"table",
        b"option" | b"optgroup" => open == b"select",
        b"table" | b"body" | b"html" | b"select" => false,
        _ => matches!(open, b"td" | b"th" | b"caption" | b"table"),
    }
}

/// Whether the start of the element ends an open paragraph.
pub(super) fn ends_paragraph(tag: &[u8]) -> bool {
    tag == b"hr" || (is_block(tag) && !matches!(tag, b"option" | b"optgroup" | b"select"))
}

/// Elements that hold what is beside the text of a page, by their meaning in the HTML Standard.
pub(super) fn is_aside(tag: &[u8]) -> bool {
    matches!(
        tag,
        b"aside" | b"footer" | b"menu" | b"nav" | b"search" | b"select"
    )
}
