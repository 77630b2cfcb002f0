//! The seeds in other forms (tests/forms/make.py): each gives the same outline and the same attribution as the
//! plain text. What differs, and why, is listed in [`differences`].

use crate::common::{ANALYSIS, project};
use leitong::analysis::{Attribution, DocumentAnalysis};
use leitong::read::{ReadOptions, read};
use leitong::text::fold;
use leitong::{Config, analyze};

/// What is not as in the plain text, by form.
#[derive(Clone, Copy, Default)]
struct Differences {
    /// Characters are others of the same meaning, one for one.
    characters: bool,
}

/// The whole list.
///
/// - Forms of office programs are made of the documents with automatic numbers (tests/forms/make_office.py), so that they hold
///   headings by style, numbers that are not in the text, and deletions.
/// - Everywhere: the line end behind the last line. A Word document ends each paragraph with one, a text may lack it.
/// - Big5: it has no simplified characters and lacks three signs, so the text is traditional, character for
///   character, with `‧` for `·` and `•`, `◎` for `©`, and a plain space for one that does not break.
fn differences(form: &str) -> Differences {
    Differences {
        characters: form == "big5",
    }
}

/// The text without the white space at its end, by code points.
fn characters(document: &DocumentAnalysis) -> Vec<char> {
    document.text.trim_end().chars().collect()
}

/// Whose each code point is, noise in between as nothing.
fn attributions(document: &DocumentAnalysis) -> Vec<Option<Attribution>> {
    let mut of = vec![None; characters(document).len()];
    for run in document.sections.iter().flat_map(|s| &s.runs) {
        let end = run.span.end.min(of.len());
        for slot in &mut of[run.span.start.min(end)..end] {
            *slot = Some(run.attribution);
        }
    }
    of
}

fn same_character(a: char, b: char, differences: Differences) -> bool {
    let signs = [('·', '‧'), ('•', '‧'), ('©', '◎'), ('\u{A0}', ' ')];
    a == b || differences.characters && (fold(a) == fold(b) || signs.contains(&(a, b)))
}

fn check(form: &str) {
    let differences = differences(form);
    let folder = project("tests/forms").join(form);
    let corpus = read(&[folder], &ReadOptions::default()).expect("the forms are readable");
    for skipped in &corpus.skipped {
        // What lies hidden in the archive, and the picture that is attached to each letter.
        let told = ["hidden", "of a type that is not read (.png)"]
            .iter()
            .any(|told| skipped.reason.contains(told));
        assert!(told, "{form}: {} {}", skipped.path, skipped.reason);
    }
    let analysis = analyze(&corpus, &Config::default());
    assert_eq!(analysis.documents.len(), ANALYSIS.documents.len(), "{form}");
    for plain in &ANALYSIS.documents {
        let stem = plain.file.trim_end_matches(".txt");
        let mut found = analysis.documents.iter().filter(|d| d.file.contains(stem));
        let other = found.next().expect("each seed is there");
        let place = format!("{form}: {}", other.file);

        let (a, b) = (characters(plain), characters(other));
        assert_eq!(a.len(), b.len(), "{place}: length");
        for (at, (a, b)) in a.iter().zip(&b).enumerate() {
            assert!(
                same_character(*a, *b, differences),
                "{place}: {a} and {b} at {at}"
            );
        }
        let outline = |document: &DocumentAnalysis| -> Vec<(u8, String, bool, usize)> {
            let headings = document.outline.iter();
            headings
                .map(|h| {
                    let text = if differences.characters {
                        h.text.chars().map(fold).collect()
                    } else {
                        h.text.clone()
                    };
                    (h.level, text, h.run_in, h.span.start)
                })
                .collect()
        };
        assert_eq!(outline(plain), outline(other), "{place}: outline");
        let (whose, expected) = (attributions(other), attributions(plain));
        for (at, (found, expected)) in whose.iter().zip(&expected).enumerate() {
            assert_eq!(found, expected, "{place}: attribution of {} at {at}", a[at]);
        }
        assert_eq!(plain.kind, other.kind, "{place}: kind");
    }
}

#[test]
fn word_documents_with_heading_styles() {
    check("docx");
}

#[test]
fn word_documents_whose_numbers_are_automatic() {
    check("docx-numbered");
}

#[test]
fn word_documents_as_libreoffice_saves_them() {
    check("libreoffice");
}

#[test]
fn documents_of_word_97() {
    check("doc");
}

#[test]
fn open_document_texts() {
    check("odt");
}

#[test]
fn rich_text() {
    check("rtf");
}

#[test]
fn workbooks_with_a_row_a_text() {
    check("xlsx");
    check("xls");
}

#[test]
fn letters() {
    check("eml");
}

#[test]
fn gb18030() {
    check("gb18030");
}

#[test]
fn big5() {
    check("big5");
}

#[test]
fn utf16_with_and_without_its_mark() {
    for form in ["utf16le", "utf16be", "utf16le-bom", "utf16be-bom"] {
        check(form);
    }
}

#[test]
fn an_archive_of_many_forms() {
    check("zip");
}

#[test]
fn tables() {
    check("csv");
    check("tsv");
}

#[test]
fn records() {
    check("jsonl");
}
