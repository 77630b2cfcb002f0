//! The page of a check: one file that opens from disk, without script, so that nothing in a draft or a source can run.

use super::super::Lang;
use super::super::html::csp::policy_without_script;
use super::super::number::percent;
use super::super::xml::escaped;
use super::words;
use crate::analysis::checked::{CheckedDraft, CheckedPassage, Class};
use crate::span::Span;

const STYLE: &str = include_str!("check.css");

/// All drafts, one below the other.
pub(super) fn page(drafts: &[CheckedDraft], lang: Lang) -> String {
    let title = lang.pick("文稿查对", "Drafts checked");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        lang.tag(),
        policy_without_script(STYLE),
    );
    if drafts.len() > 1 {
        out += "<nav><ol>\n";
        for (number, draft) in drafts.iter().enumerate() {
            let taken = percent(lang, draft.ratios.taken, 1);
            out += &format!(
                "<li><a href=\"#d{number}\">{}</a> {taken}</li>\n",
                escaped(&draft.file)
            );
        }
        out += "</ol></nav>\n";
    }
    for (number, draft) in drafts.iter().enumerate() {
        out += &one(number, draft, lang);
    }
    out += "</body>\n</html>\n";
    out
}

fn one(number: usize, draft: &CheckedDraft, lang: Lang) -> String {
    let mut out = format!(
        "<article id=\"d{number}\">\n<h1>{}</h1>\n",
        escaped(&draft.file)
    );
    out += &shares(draft, lang);
    out += &leftovers(number, draft, lang);
    out += &sources(draft, lang);
    out += &format!(
        "<h2>{}</h2>\n<div class=\"text\">{}</div>\n",
        lang.pick("全文", "The draft"),
        text(number, draft, lang)
    );
    out += &passages(number, draft, lang);
    out += "</article>\n";
    out
}

fn shares(draft: &CheckedDraft, lang: Lang) -> String {
    let share = |share: f64| percent(lang, share, 1);
    let mut out = format!(
        "<p class=\"lead\">{} <strong>{}</strong>, {} {}</p>\n<ul class=\"legend\">\n",
        lang.pick("取自他文", "Taken from other texts:"),
        share(draft.ratios.taken),
        lang.pick("最大单一来源", "largest source"),
        share(draft.ratios.largest_source),
    );
    for class in Class::ALL {
        let of = draft
            .passages
            .iter()
            .filter(|passage| passage.class == class);
        let characters: usize = of.map(|passage| passage.draft.len()).sum();
        if characters > 0 {
            let part = share(characters as f64 / draft.text.len().max(1) as f64);
            out += &format!(
                "<li><mark class=\"{}\">{}</mark> {part}</li>\n",
                class.name(),
                words::class(lang, class)
            );
        }
    }
    out += "</ul>\n";
    out
}

/// What an editor has to mend comes first.
fn leftovers(number: usize, draft: &CheckedDraft, lang: Lang) -> String {
    let mut rows = String::new();
    for leftover in &draft.leftovers {
        rows += &format!(
            "<tr><td><a href=\"#d{number}l{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            leftover.span.start,
            escaped(&leftover.text),
            words::kind(lang, leftover.kind),
            escaped(&leftover.source),
            escaped(&leftover.sentence),
        );
    }
    for place in &draft.impossible {
        rows += &format!(
            "<tr><td>{}</td><td>{}</td><td></td><td>{}</td></tr>\n",
            escaped(&place.text),
            lang.pick("地名不符", "does not lie there"),
            escaped(&place.lies_in),
        );
    }
    for blank in &draft.unfilled {
        rows += &format!(
            "<tr><td>{}</td><td>{}</td><td></td><td></td></tr>\n",
            escaped(draft.text.slice(*blank)),
            lang.pick("未填", "not filled in"),
        );
    }
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<h2>{}</h2>\n<table>\n{rows}</table>\n",
        lang.pick("疑似遗留与未填", "Left over, and left blank")
    )
}

fn sources(draft: &CheckedDraft, lang: Lang) -> String {
    if draft.sources.is_empty() {
        return String::new();
    }
    let mut out = format!("<h2>{}</h2>\n<table>\n", lang.pick("来源", "Sources"));
    for source in &draft.sources {
        let part = source.draft_characters as f64 / draft.characters.max(1) as f64;
        out += &format!(
            "<tr><td class=\"n\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
            percent(lang, part, 1),
            escaped(&source.id),
            escaped(source.date.as_deref().unwrap_or("")),
            words::class(lang, source.class),
            escaped(source.title.as_deref().unwrap_or("")),
        );
    }
    out += "</table>\n";
    out
}

/// The text with its passages marked, and left-overs, changes and blanks inside and between them.
fn text(number: usize, draft: &CheckedDraft, lang: Lang) -> String {
    let mut out = String::new();
    let mut at = 0;
    for (index, passage) in draft.passages.iter().enumerate() {
        let start = passage.draft.start.max(at);
        out += &stretch(number, draft, Span::new(at, start), &[]);
        let reason = words::reason(lang, &passage.reason);
        let title = format!(
            "{}: {} — {reason}",
            words::class(lang, passage.class),
            passage.best.source
        );
        out += &format!(
            "<a class=\"{}\" href=\"#d{number}p{index}\" id=\"d{number}t{index}\" title=\"{}\">{}</a>",
            passage.class.name(),
            escaped(&title),
            stretch(
                number,
                draft,
                Span::new(start, passage.draft.end.max(start)),
                &passage.changes
            ),
        );
        at = passage.draft.end.max(at);
    }
    out + &stretch(number, draft, Span::new(at, draft.text.len().max(at)), &[])
}

/// A stretch of the text. Left-overs and blanks go before changes.
fn stretch(number: usize, draft: &CheckedDraft, span: Span, changes: &[Span]) -> String {
    let left = draft
        .leftovers
        .iter()
        .map(|leftover| (leftover.span, Some("left")));
    let blank = draft.unfilled.iter().map(|blank| (*blank, Some("blank")));
    let impossible = draft
        .impossible
        .iter()
        .map(|place| (place.span, Some("left")));
    let changed = changes.iter().map(|change| (*change, None));
    let mut marks: Vec<(Span, Option<&str>)> = left.chain(blank).chain(impossible).collect();
    marks.sort_by_key(|(mark, _)| mark.start);
    let met = |change: &Span, marks: &[(Span, Option<&str>)]| {
        marks
            .iter()
            .any(|(mark, _)| mark.start < change.end && change.start < mark.end)
    };
    let free: Vec<_> = changed.filter(|(change, _)| !met(change, &marks)).collect();
    marks.extend(free);
    marks.sort_by_key(|(mark, _)| mark.start);
    let mut out = String::new();
    let mut at = span.start;
    for (mark, class) in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(span.end));
        if start >= end {
            continue;
        }
        out += &escaped(draft.text.slice(Span::new(at, start)));
        let inside = escaped(draft.text.slice(Span::new(start, end)));
        out += &match class {
            Some(class) => {
                format!("<strong class=\"{class}\" id=\"d{number}l{start}\">{inside}</strong>")
            }
            None => format!("<ins>{inside}</ins>"),
        };
        at = end;
    }
    out + &escaped(draft.text.slice(Span::new(at, span.end.max(at))))
}

/// Each passage beside its source.
fn passages(number: usize, draft: &CheckedDraft, lang: Lang) -> String {
    let mut out = format!(
        "<h2>{}</h2>\n",
        lang.pick("逐处对照", "Passages beside their sources")
    );
    for (index, passage) in draft.passages.iter().enumerate() {
        out += &format!(
            "<section id=\"d{number}p{index}\"><h3><a href=\"#d{number}t{index}\"><mark class=\"{}\">{}</mark></a> {}</h3>\n\
             <div class=\"pair\"><blockquote>{}</blockquote><blockquote>{}</blockquote></div>\n",
            passage.class.name(),
            words::class(lang, passage.class),
            escaped(&words::reason(lang, &passage.reason)),
            escaped(draft.text.slice(passage.draft)),
            escaped(&passage.source_text),
        );
        out += &format!("<p>{}</p></section>\n", escaped(&places(passage, lang)));
    }
    out
}

/// The source, and the others that have it.
fn places(passage: &CheckedPassage, lang: Lang) -> String {
    let mut said = format!("{} {}", lang.pick("来源", "from"), passage.best.source);
    if !passage.others.is_empty() {
        let others: Vec<&str> = passage
            .others
            .iter()
            .map(|other| other.source.as_str())
            .collect();
        said += &format!("; {} {}", lang.pick("另见", "also in"), others.join(", "));
    }
    said
}
