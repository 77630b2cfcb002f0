//! Comments put into a document.

use super::Comment;
use super::package::Package;
use super::stream::Stream;
use crate::report::xml::escaped;
use crate::text::SourceText;

const DOCUMENT: &str = "word/document.xml";
const COMMENTS: &str = "word/comments.xml";
const AUTHOR: &str = "leitong";

/// The document with comments at their words. A comment none of whose words stand in the document is left out.
///
/// # Errors
/// When it is no Word document of the usual make.
pub(super) fn annotate(
    docx: &[u8],
    text: &SourceText,
    comments: &[Comment],
) -> anyhow::Result<Vec<u8>> {
    let mut package = Package::open(docx)?;
    let xml = package.text(DOCUMENT)?;
    let known = package.text(COMMENTS).ok();
    let first_id = known.as_deref().map_or(0, next_id);
    let stream = Stream::of(&xml)?;
    let places = stream.places(text);
    let mut inserted: Vec<Insertion> = Vec::new();
    let mut bodies = String::new();
    for (id, comment) in (first_id..).zip(comments) {
        let span = comment.span.start.min(places.len())..comment.span.end.min(places.len());
        let mut inside = places[span].iter().flatten();
        let Some(first) = inside.next() else { continue };
        let last = inside.next_back().unwrap_or(first);
        inserted.push(Insertion::start(&stream, *first, id));
        inserted.push(Insertion::end(&stream, *last, id));
        bodies += &body(id, &comment.text);
    }
    package.set(DOCUMENT, &with_insertions(&xml, &stream, inserted));
    match known {
        Some(known) => {
            let end = known
                .rfind("</w:comments>")
                .ok_or_else(|| anyhow::anyhow!("its comments have no end"))?;
            package.set(
                COMMENTS,
                &format!("{}{bodies}{}", &known[..end], &known[end..]),
            );
        }
        None => {
            package.set(COMMENTS, &comments_part(&bodies));
            package.announce_comments()?;
        }
    }
    package.finish()
}

/// Where a comment begins or ends: inside a run of text, which is cut there.
struct Insertion {
    at: usize,
    /// Ends go before beginnings at the same place.
    begins: bool,
    run: usize,
    marks: String,
}

impl Insertion {
    fn start(stream: &Stream, place: usize, id: usize) -> Self {
        let placed = stream.chars[place];
        Self {
            at: placed.start,
            begins: true,
            run: placed.run,
            marks: format!("<w:commentRangeStart w:id=\"{id}\"/>"),
        }
    }

    fn end(stream: &Stream, place: usize, id: usize) -> Self {
        let placed = stream.chars[place];
        Self {
            at: placed.end,
            begins: false,
            run: placed.run,
            marks: format!(
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
            ),
        }
    }
}

fn with_insertions(xml: &str, stream: &Stream, mut inserted: Vec<Insertion>) -> String {
    inserted.sort_by_key(|one| (one.at, one.begins));
    let mut pieces: Vec<(usize, String)> = Vec::new();
    let mut cut_runs: Vec<usize> = inserted.iter().map(|one| one.run).collect();
    cut_runs.sort_unstable();
    cut_runs.dedup();
    for run in cut_runs
        .into_iter()
        .map(|run| &stream.runs[run])
        .filter(|run| !run.preserves)
    {
        // The halves may begin or end with a space.
        pieces.push((run.tag_end, " xml:space=\"preserve\"".to_owned()));
    }
    for one in &inserted {
        let properties = &xml[stream.runs[one.run].properties.clone()];
        let cut = format!(
            "</w:t></w:r>{}<w:r>{properties}<w:t xml:space=\"preserve\">",
            one.marks
        );
        pieces.push((one.at, cut));
    }
    pieces.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(xml.len() + pieces.len() * 128);
    let mut from = 0;
    for (at, piece) in pieces {
        out.push_str(&xml[from..at]);
        out.push_str(&piece);
        from = at;
    }
    out.push_str(&xml[from..]);
    out
}

fn body(id: usize, text: &str) -> String {
    let paragraphs = text.lines().map(|line| {
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(&clean(line))
        )
    });
    let paragraphs: String = paragraphs.collect();
    format!(
        "<w:comment w:id=\"{id}\" w:author=\"{AUTHOR}\" w:initials=\"L\">{paragraphs}</w:comment>"
    )
}

/// Without what XML 1.0 does not allow.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .collect()
}

fn comments_part(bodies: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{bodies}</w:comments>"
    )
}

/// A number above those of all comments that are there.
fn next_id(comments: &str) -> usize {
    let ids = comments.split("<w:comment ").skip(1).filter_map(|comment| {
        let id = comment.split_once("w:id=\"")?.1;
        id.split('"').next()?.parse::<usize>().ok()
    });
    ids.max().map_or(0, |id| id + 1)
}
