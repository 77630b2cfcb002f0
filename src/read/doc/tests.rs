//! A small document that LibreOffice has saved (tests/forms/own.py), and hostile changes of it.

use super::*;
use proptest::prelude::*;

const DOCUMENT: &[u8] = include_bytes!("../../../tests/forms/own/own.doc");

#[test]
fn a_document_as_a_program_saves_it() {
    let read = extract(DOCUMENT.to_vec(), 1 << 20).expect("a sound document");
    assert_eq!(
        read.text,
        "在开工大会上的讲话\n提高站位\n水渠通了。春天开工。\n1. 第一项\n2. 第二项\n格00\t格01\n格10\t格11\n表后一段。\n内部材料\n第一页脚\n"
    );
    let levels: Vec<u8> = read.layout.headings.iter().map(|h| h.level).collect();
    assert_eq!(levels, [0, 1]);
    assert_eq!(read.layout.noise.len(), 1);
    assert_eq!(read.metadata.author.as_deref(), Some("赵源华"));
    assert_eq!(read.metadata.title.as_deref(), Some("在开工大会上的讲话"));
}

#[test]
fn too_much_text_cut_off_files_and_old_versions_are_told() {
    assert_eq!(
        extract(DOCUMENT.to_vec(), 20),
        Err(Problem::TooLarge { limit: 20 })
    );
    for length in [0, 100, 600, 4000] {
        let cut = extract(DOCUMENT[..length].to_vec(), 1 << 20);
        assert!(matches!(cut, Err(Problem::Damaged { .. })), "{length}");
    }
    // The version stands behind the sign of Word in the main stream.
    let at = DOCUMENT
        .windows(2)
        .position(|w| w == [0xEC, 0xA5])
        .expect("the sign of Word");
    let mut old = DOCUMENT.to_vec();
    old[at + 2..at + 4].copy_from_slice(&[0x68, 0]);
    let told = extract(old, 1 << 20).expect_err("Word 95").to_string();
    assert!(told.contains("before Word 97"), "{told}");
    let mut locked = DOCUMENT.to_vec();
    locked[at + 11] |= 1;
    assert!(matches!(
        extract(locked, 1 << 20),
        Err(Problem::ForeignFormat { .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_change_makes_it_panic(changes in prop::collection::vec((512usize..DOCUMENT.len(), any::<u8>()), 1..40)) {
        let mut bytes = DOCUMENT.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        if let Err(problem) = read(&bytes, 1 << 20) {
            prop_assert!(!problem.to_string().is_empty());
        }
    }
}
