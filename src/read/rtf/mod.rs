//! Rich text format (.rtf), as Word, WPS, WordPad and LibreOffice write it; many files called .doc are of this form.
//!
//! As with Word documents: numbers of lists are in the text (the program that wrote the file has put them there), tables
//! have a tab between cells and a line a row, text boxes stand behind the paragraph that holds them, hidden and deleted text
//! is left out, notes, headers and footers stand behind the text as noise.

mod group;
mod reader;
mod style_sheet;
mod token;

use super::{Extracted, Problem};
use reader::RtfReader;
use token::Tokens;

/// The name of the form in messages.
pub(super) const RTF_DOCUMENT: &str = "RTF document";

/// The text of a document; `limit` is the most bytes it may have. O(n).
///
/// # Errors
/// [`Problem::Damaged`] for a file that was cut off, [`Problem::TooLarge`], [`Problem::TooManyParts`].
pub(super) fn extract(bytes: &[u8], limit: u64) -> Result<Extracted, Problem> {
    let mut reader = RtfReader::new(limit);
    let mut tokens = Tokens::new(bytes);
    while let Some(token) = tokens.next() {
        let pictures = reader.token(token)?;
        tokens.pass_over(pictures);
        if reader.is_done() {
            break;
        }
    }
    if !reader.is_done() {
        return Err(Problem::Damaged {
            form: RTF_DOCUMENT,
            reason: "its end is missing".to_owned(),
        });
    }
    Ok(reader.finish().extracted())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(body: &str) -> Extracted {
        let source = format!(
            "{{\\rtf1\\ansi\\ansicpg936\\deff0{{\\fonttbl{{\\f0\\fcharset134 SimSun;}}{{\\f1\\fcharset0 Times;}}}}{{\\stylesheet{{\\s0 Normal;}}{{\\s1\\outlinelevel0 heading 1;}}{{\\s2 Title;}}{{\\s3 toc 1;}}{{\\*\\cs4 secret;}}}}{body}}}"
        );
        extract(source.as_bytes(), 1 << 20).expect("sound RTF")
    }

    /// Text in GBK, as RTF writes it.
    fn gbk(text: &str) -> String {
        let (bytes, _, _) = encoding_rs::GBK.encode(text);
        bytes.iter().map(|b| format!("\\'{b:02x}")).collect()
    }

    #[test]
    fn text_is_bytes_of_a_code_page_and_code_points() {
        let read = read(&format!(
            "\\pard\\f0 {}\\f1 caf\\'e9\\par \\u26725\\'3f\\uc0\\u27827 \\par \\u-10179\\u-8704\\par",
            gbk("石料要足。")
        ));
        assert_eq!(read.text, "石料要足。café\n桥河\n😀\n");
    }

    #[test]
    fn styles_make_headings_titles_and_tables_of_contents() {
        let body = format!(
            "\\pard\\s2 {}\\par\\pard\\s3 {}\\par\\pard\\s1 {{\\listtext {}\\tab}}{}\\par\\pard {}\\par",
            gbk("讲话"),
            gbk("目录"),
            gbk("一、"),
            gbk("提高站位"),
            gbk("正文。")
        );
        let read = read(&body);
        assert_eq!(read.text, "讲话\n目录\n一、提高站位\n正文。\n");
        let levels: Vec<u8> = read.layout.headings.iter().map(|h| h.level).collect();
        assert_eq!(levels, [0, 1]);
        assert_eq!(read.layout.noise.len(), 1);
    }

    #[test]
    fn hidden_and_deleted_text_is_left_out_and_results_of_fields_stay() {
        let read = read(
            "\\pard a{\\v hidden}{\\deleted gone}{\\*\\unknown x}b{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}\\pard{\\pict\\bin3 }}}}c\\par",
        );
        assert_eq!(read.text, "ab7c\n");
    }

    #[test]
    fn notes_headers_and_footers_stand_behind() {
        let read = read(
            "{\\header\\pard \\u20869?\\u37096?\\par}{\\footer\\pard 3\\par}\\pard a{\\footnote\\pard{\\super\\chftn} note\\par}b\\par",
        );
        assert_eq!(read.text, "ab\n[1] note\n内部\n");
        assert_eq!(read.layout.noise.len(), 1);
    }

    #[test]
    fn cells_and_boxes_have_their_places() {
        let read = read(
            "\\trowd\\pard\\intbl a\\cell b\\par c\\cell\\row\\pard d{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv y}}{\\shptxt\\pard box\\par}}{\\shprslt z}}e\\par",
        );
        assert_eq!(read.text, "a\tb\nc\nde\nbox\n");
    }

    #[test]
    fn what_was_cut_off_is_damaged_and_depth_costs_nothing() {
        let cut = extract(b"{\\rtf1 a\\par b", 100);
        assert!(matches!(cut, Err(Problem::Damaged { .. })));
        let deep = [b"{".repeat(2_000_000), b"}".repeat(2_000_000)].concat();
        assert!(extract(&deep, 100).is_err());
        let long = format!("{{\\rtf1 {}}}", "a".repeat(101));
        assert_eq!(
            extract(long.as_bytes(), 100),
            Err(Problem::TooLarge { limit: 100 })
        );
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(words in prop::collection::vec(
            prop::sample::select(vec![
                "{", "}", "\\par", "\\s1 ", "\\u-5 ?", "\\'b1", "a", "\\cell", "\\row", "{\\footnote ", "{\\shptxt ",
                "{\\*\\x ", "\\uc9 ", "\\bin5 ", "{\\field", "{\\fldrslt ", "{\\header ", "\\f9 ", "{\\stylesheet", ";",
                "{\\info{\\title ", "\\v ", "\\plain ", "{\\listtext ", "{\\upr{", "{\\*\\ud ", "\\-", "\\~",
            ]), 0..60,
        )) {
            let source = format!("{{\\rtf1 {}", words.concat());
            if let Ok(read) = extract(source.as_bytes(), 1 << 16) {
                let length = read.text.chars().count();
                prop_assert!(read.layout.noise.iter().all(|s| s.start <= s.end && s.end <= length));
            }
        }
    }
}
