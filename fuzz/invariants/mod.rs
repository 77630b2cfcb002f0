//! What must hold of any bytes. The fuzz targets call these with what libFuzzer makes up, and
//! `tests/integration/found_by_fuzzing.rs` with the inputs that are kept.

#![allow(
    dead_code,
    unused_imports,
    reason = "each fuzz target uses one of them"
)]

mod files;
mod library;
mod whole;

use leitong::document::DocId;
use leitong::read::decode as decode_bytes;
use leitong::reuse::pair::{Aligner, Background, with_marks};
use leitong::reuse::{Edit, find_reuse};
use leitong::text::outline::outline as outline_of;
use leitong::text::{Layout, NormalText, SourceText};
use leitong::{Config, Span};

pub(crate) use files::{doc, docx, epub, file, html, mail, odt, pptx, rtf, xls, xlsx};
pub(crate) use library::{check, library};
pub(crate) use whole::{analysis, templates};

/// Several texts from one input: they are parted by the byte 0xFF, which no UTF-8 has.
pub(crate) fn texts(data: &[u8]) -> Vec<String> {
    data.split(|b| *b == 0xFF)
        .take(16)
        .map(|part| String::from_utf8_lossy(part).into_owned())
        .collect()
}

/// Text as stored, without a byte order mark and without NUL; and UTF-8 comes back as it is.
pub(crate) fn decode(data: &[u8]) {
    let decoded = decode_bytes(data.to_vec(), None);
    if let Ok(text) = &decoded {
        assert!(!text.contains('\0'));
    }
    let (Some((label, rest)), labels) = (
        data.split_first(),
        ["utf-8", "gb18030", "gbk", "big5", "utf-16le", "utf-16be"],
    ) else {
        return;
    };
    let label = labels[usize::from(*label) % labels.len()];
    let forced = label.parse().expect("a label of the standard");
    if let Ok(text) = decode_bytes(rest.to_vec(), Some(forced)) {
        assert!(!text.contains('\0'));
        if label == "utf-8" {
            let rest = rest.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(rest);
            assert_eq!(text.as_bytes(), rest);
        }
    }
}

/// Spans run forward, lie inside and slice the text; breaks are in order; the stems stand beside the units.
pub(crate) fn normalise(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let source = SourceText::from(text.as_ref());
    let normal = NormalText::new(&text);
    check_normal(&source, &normal);
    // What is left out is left out, and nothing else.
    let third = source.len() / 3;
    let noise = [Span::new(third, 2 * third)];
    let without = NormalText::without(&text, &noise);
    check_normal(&source, &without);
    for index in 0..without.len() {
        let span = without.span(index);
        assert!(
            span.intersection(noise[0]).is_none(),
            "noise gives no units"
        );
    }
}

fn check_normal(source: &SourceText, normal: &NormalText) {
    assert_eq!(normal.units().len(), normal.loose_units().len());
    let mut before = Span::new(0, 0);
    for index in 0..normal.len() {
        let span = normal.span(index);
        assert!(!span.is_empty() && span.end <= source.len());
        assert!(span.start >= before.start && span.end >= before.end);
        assert!(!source.slice(span).is_empty());
        assert!(normal.units_in(span).contains(&index));
        before = span;
    }
    for pair in normal.breaks().windows(2) {
        assert!(pair[0].at < pair[1].at);
    }
    for b in normal.breaks() {
        assert!(b.at > 0 && b.at <= normal.len());
    }
}

/// Sections and noise tile the text; headings slice it, in order.
pub(crate) fn outline(data: &[u8]) {
    let source = SourceText::from(String::from_utf8_lossy(data).as_ref());
    check_outline(&source);
}

pub(crate) fn check_outline(source: &SourceText) {
    let outline = outline_of(source, &Layout::default());
    let mut pieces: Vec<Span> = outline.sections.iter().map(|s| s.span).collect();
    pieces.extend(&outline.noise);
    pieces.sort();
    let mut at = 0;
    for piece in pieces {
        assert_eq!(piece.start, at, "sections and noise tile the text");
        at = piece.end;
    }
    assert_eq!(at, source.len(), "to its end");
    let mut last = 0;
    for heading in &outline.headings {
        assert_eq!(source.slice(heading.span), heading.text);
        assert!(heading.span.start >= last, "headings stand in order");
        assert!(heading.level >= 1);
        last = heading.span.start;
    }
    let mut paths: Vec<&str> = outline.sections.iter().map(|s| s.path.as_str()).collect();
    let sections = paths.len();
    paths.sort_unstable();
    paths.dedup();
    assert_eq!(paths.len(), sections, "a path names one section");
    for section in &outline.sections {
        assert!(!section.heading.contains('\n'));
        assert!(section.headings.iter().all(|h| *h < outline.headings.len()));
    }
    if let Some(title) = outline.title {
        assert!(title.end <= source.len());
    }
}

/// Passages of two texts consume both sides exactly, and their equal units are equal.
pub(crate) fn pair(data: &[u8]) {
    let mut texts = texts(data).into_iter();
    let (a, b) = (
        texts.next().unwrap_or_default(),
        texts.next().unwrap_or_default(),
    );
    let sources = [a.as_str().into(), b.as_str().into()];
    let normal = [NormalText::new(&a), NormalText::new(&b)];
    let found = Aligner::default().align(&normal[0], &normal[1], &Background);
    let mut last = 0;
    for passage in &found {
        assert!(passage.a.start >= last, "a place of a is in one passage");
        last = passage.a.end;
        assert!(passage.identity > 0.0 && passage.identity <= 1.0);
        check_edits(&normal, &passage.edits, [&passage.a, &passage.b]);
        for (side, units) in [&passage.a, &passage.b].into_iter().enumerate() {
            let source: &SourceText = &sources[side];
            let span = with_marks(source, &normal[side], units.clone());
            assert!(span.end <= source.len() && !span.is_empty());
        }
    }
}

fn check_edits(texts: &[NormalText; 2], edits: &[Edit], sides: [&std::ops::Range<usize>; 2]) {
    let [a, b] = texts;
    let (mut i, mut j) = (sides[0].start, sides[1].start);
    for edit in edits {
        match *edit {
            Edit::Equal(n) => {
                assert!(n > 0);
                assert_eq!(a.units()[i..i + n], b.units()[j..j + n]);
                (i, j) = (i + n, j + n);
            }
            Edit::Replace(m, n) => (i, j) = (i + m, j + n),
            Edit::Insert(n) => j += n,
            Edit::Delete(m) => i += m,
        }
    }
    assert_eq!((i, j), (sides[0].end, sides[1].end), "both sides used up");
}

/// The same among several texts.
pub(crate) fn family(data: &[u8]) {
    let texts = texts(data);
    let normal: Vec<NormalText> = texts.iter().map(|t| NormalText::new(t)).collect();
    let found = find_reuse(&normal, &Config::default());
    for family in &found.families {
        assert!(family.members.len() >= 2);
        for member in &family.members {
            assert!(member.units.start < member.units.end);
            assert!(member.units.end <= normal[member.doc.index()].len());
        }
    }
    for passage in &found.passages {
        assert!(passage.family.is_none_or(|f| f < found.families.len()));
        let sides = [&passage.a, &passage.b].map(|s| normal[s.doc.index()].clone());
        check_edits(&sides, &passage.edits, [&passage.a.units, &passage.b.units]);
    }
    for (doc, text) in normal.iter().enumerate() {
        found
            .overlaps
            .for_each_pair_cover(DocId(doc as u32), |other, ranges| {
                assert_ne!(other.index(), doc);
                let mut last = None;
                for range in ranges {
                    assert!(range.start < range.end && range.end <= text.len());
                    assert!(last.is_none_or(|l| l < range.start), "sorted, not touching");
                    last = Some(range.end);
                }
            });
    }
}
