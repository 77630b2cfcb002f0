//! The draft with comments: the same .docx with Word comments at the exact words, its formatting untouched; of other forms a new
//! .docx.
//!
//! Nothing of the document is written anew: comments are put into its XML where the words stand, and all other bytes stay. Where a
//! run of text has to be cut for one, both halves keep its properties.

mod annotate;
mod fresh;
mod package;
mod stream;

use std::fs;
use std::path::Path;

use crate::check::CheckedDraft;
use crate::cli::strings::check as words;
use crate::report::Lang;
use crate::span::Span;

/// A comment at a stretch of the draft, in code points of it as read.
pub(super) struct Comment {
    pub(super) span: Span,
    pub(super) text: String,
}

/// The draft as a .docx with comments. `path` is the file it was read from.
///
/// # Errors
/// When a package cannot be put together. A draft that is no .docx, or a .docx of another make, becomes a new one.
pub(super) fn commented(draft: &CheckedDraft, path: &Path, lang: Lang) -> anyhow::Result<Vec<u8>> {
    let comments = comments(draft, lang);
    let own = fs::read(path).ok();
    if let Some(done) =
        own.and_then(|bytes| annotate::annotate(&bytes, &draft.text, &comments).ok())
    {
        return Ok(done);
    }
    annotate::annotate(&fresh::document(&draft.text)?, &draft.text, &comments)
}

/// What is to be said at which words.
fn comments(draft: &CheckedDraft, lang: Lang) -> Vec<Comment> {
    let mut all: Vec<Comment> = Vec::new();
    for passage in &draft.passages {
        let class = words::class(lang, passage.class);
        let reason = words::reason(lang, &passage.reason);
        let source = words::in_source(lang, &passage.best.source, &passage.source_text);
        all.push(Comment {
            span: passage.draft,
            text: format!("{class}: {reason}\n{source}"),
        });
    }
    for leftover in &draft.leftovers {
        let what = words::LEFTOVERS.of(lang);
        let source = words::in_source(lang, &leftover.source, &leftover.sentence);
        all.push(Comment {
            span: leftover.span,
            text: format!("{what}: {}\n{source}", leftover.text),
        });
    }
    for place in &draft.impossible {
        let what = words::IMPOSSIBLE.of(lang);
        all.push(Comment {
            span: place.span,
            text: format!("{what}: {}", words::lies_in(lang, &place.lies_in)),
        });
    }
    all.extend(draft.unfilled.iter().map(|blank| Comment {
        span: *blank,
        text: words::UNFILLED.of(lang).to_owned(),
    }));
    all.sort_by_key(|comment| (comment.span.start, std::cmp::Reverse(comment.span.end)));
    all
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;
    use crate::read::{ReadOptions, Reader};
    use crate::text::SourceText;

    fn part(docx: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn comments_stand_at_the_exact_words_and_the_text_stays() {
        let text = SourceText::from("改进梅安岗村农村金融服务 & 其他。\n今年新建XX公里。");
        let comment = |start, end, text: &str| Comment {
            span: Span::new(start, end),
            text: text.to_owned(),
        };
        let comments = [
            comment(0, 12, "改写"),
            comment(2, 6, "地名 <&>"),
            comment(23, 25, "未填"),
        ];
        let plain = fresh::document(&text).unwrap();
        let done = annotate::annotate(&plain, &text, &comments).unwrap();
        let xml = part(&done, "word/document.xml");
        let start = xml.find("<w:commentRangeStart w:id=\"1\"/>").unwrap();
        let end = xml.find("<w:commentRangeEnd w:id=\"1\"/>").unwrap();
        let inside: String = xml[start..end]
            .split('<')
            .filter_map(|tag| tag.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert_eq!(inside, "梅安岗村");
        assert!(part(&done, "word/comments.xml").contains("地名 &lt;&amp;&gt;"));
        let read = |bytes: &[u8]| {
            Reader::new(ReadOptions::default())
                .extract(bytes, "a.docx")
                .0
                .remove(0)
                .text
        };
        assert_eq!(read(&done), read(&plain));
        // Comments of a second check stand beside those of the first.
        let again = annotate::annotate(&done, &text, &comments).unwrap();
        assert!(part(&again, "word/comments.xml").contains("w:id=\"5\""));
        assert_eq!(read(&again), read(&plain));
    }
}
