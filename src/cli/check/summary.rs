//! What the terminal says of checked drafts: read in ten seconds.

use std::io::{self, Write};

use crate::check::{CheckedDraft, Class};
use crate::cli::strings::check as words;
use crate::cli::table::{ColumnAlign, layout, shorten};
use crate::report::Lang;
use crate::report::number::{grouped, percent};

/// Drafts up to which each is told by itself; of more there is a table.
const IN_FULL: usize = 5;
/// Sources, left-overs and blanks that are named.
const NAMED: usize = 6;
/// Columns of a sentence.
const SENTENCE: usize = 64;

/// Prints the summary.
pub(super) fn print(drafts: &[CheckedDraft], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if drafts.len() > IN_FULL {
        return table(drafts, lang, out);
    }
    for (at, draft) in drafts.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        in_full(draft, lang, out)?;
    }
    Ok(())
}

fn in_full(draft: &CheckedDraft, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let characters = grouped(draft.characters);
    writeln!(
        out,
        "{}  {characters} {}",
        draft.file,
        words::CHARACTERS.of(lang)
    )?;
    if draft.passages.is_empty() {
        writeln!(out, "  {}", words::NOTHING.of(lang))?;
    } else {
        shares(draft, lang, out)?;
        sources(draft, lang, out)?;
    }
    let leftovers: Vec<Vec<String>> = draft
        .leftovers
        .iter()
        .map(|leftover| {
            let sentence = shorten(&one_line(&leftover.sentence), SENTENCE);
            vec![
                leftover.text.clone(),
                words::kind(lang, leftover.kind).to_owned(),
                words::in_source(lang, &leftover.source, &sentence),
            ]
        })
        .collect();
    list(words::LEFTOVERS.of(lang), &leftovers, lang, out)?;
    let impossible: Vec<Vec<String>> = draft
        .impossible
        .iter()
        .map(|place| vec![place.text.clone(), words::lies_in(lang, &place.lies_in)])
        .collect();
    list(words::IMPOSSIBLE.of(lang), &impossible, lang, out)?;
    let unfilled: Vec<Vec<String>> = draft
        .unfilled
        .iter()
        .map(|span| {
            vec![
                shorten(draft.text.slice(*span), SENTENCE),
                super::json::pair(*span),
            ]
        })
        .collect();
    list(words::UNFILLED.of(lang), &unfilled, lang, out)
}

/// `taken from other texts 23.1 %: copied 3.2 %, adapted 19.9 %; common wording 1.7 %`
fn shares(draft: &CheckedDraft, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let share = |share: f64| percent(lang, share, 1);
    let of = |class: Class| {
        let passages = draft
            .passages
            .iter()
            .filter(|passage| passage.class == class);
        let characters: usize = passages.map(|passage| passage.draft.len()).sum();
        (characters > 0).then(|| {
            let part = share(characters as f64 / draft.characters.max(1) as f64);
            format!("{} {part}", words::class(lang, class))
        })
    };
    let comma = lang.pick("，", ", ");
    let taken: Vec<String> = Class::ALL
        .into_iter()
        .filter(|class| class.is_taken())
        .filter_map(of)
        .collect();
    let rest: Vec<String> = Class::ALL
        .into_iter()
        .filter(|class| !class.is_taken())
        .filter_map(of)
        .collect();
    let mut line = format!("  {} {}", words::TAKEN.of(lang), share(draft.ratios.taken));
    if !taken.is_empty() {
        line += &format!("{}{}", lang.pick("：", ": "), taken.join(comma));
    }
    if !rest.is_empty() {
        line += &format!("{}{}", lang.pick("；", "; "), rest.join(comma));
    }
    writeln!(out, "{line}")
}

fn sources(draft: &CheckedDraft, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let row = |source: &crate::check::CheckedSource| {
        let part = source.draft_characters as f64 / draft.characters.max(1) as f64;
        vec![
            percent(lang, part, 1),
            shorten(&source.id, 40),
            source.date.clone().unwrap_or_default(),
            words::class(lang, source.class).to_owned(),
            shorten(source.title.as_deref().unwrap_or(""), 40),
        ]
    };
    let rows: Vec<Vec<String>> = draft.sources.iter().map(row).collect();
    list(words::SOURCES.of(lang), &rows, lang, out)
}

/// A heading, and the first of what stands below it.
fn list(heading: &str, rows: &[Vec<String>], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {heading}")?;
    let shown = &rows[..rows.len().min(NAMED)];
    let columns = vec![ColumnAlign::Left; rows[0].len()];
    for line in layout(shown, &columns, "    ") {
        writeln!(out, "{line}")?;
    }
    if rows.len() > NAMED {
        writeln!(out, "    {}", words::more(lang, rows.len() - NAMED))?;
    }
    Ok(())
}

/// A line a draft, those first from which most is taken.
fn table(drafts: &[CheckedDraft], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let mut ranked: Vec<&CheckedDraft> = drafts.iter().collect();
    ranked.sort_by(|a, b| {
        b.ratios
            .taken
            .total_cmp(&a.ratios.taken)
            .then(a.file.cmp(&b.file))
    });
    let mut rows = vec![vec![
        words::DRAFT.of(lang).to_owned(),
        words::TAKEN.of(lang).to_owned(),
        words::ALIKE.of(lang).to_owned(),
        words::LARGEST.of(lang).to_owned(),
        words::LEFTOVERS.of(lang).to_owned(),
        words::UNFILLED.of(lang).to_owned(),
    ]];
    rows.extend(ranked.iter().map(|draft| {
        vec![
            shorten(&draft.file, 40),
            percent(lang, draft.ratios.taken, 1),
            percent(lang, draft.ratios.all, 1),
            percent(lang, draft.ratios.largest_source, 1),
            (draft.leftovers.len() + draft.impossible.len()).to_string(),
            draft.unfilled.len().to_string(),
        ]
    }));
    use ColumnAlign::{Left, Right};
    for line in layout(&rows, &[Left, Right, Right, Right, Right, Right], "") {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
