//! The sentences, Chinese and English.

use super::{Finding, Piece};
use crate::analysis::Shares;
use crate::report::Lang;
use crate::report::number::{grouped, percent};

pub(super) fn figure(finding: &Finding, lang: Lang) -> String {
    match finding {
        Finding::Whole { shares, .. } => percent(lang, shares.local, 0),
        Finding::Alone { passages } => grouped(*passages),
        Finding::NothingShared { .. } => "0".to_owned(),
        Finding::Copies { groups } | Finding::Clusters { groups } => grouped(total(groups)),
        Finding::Borrowing { share, .. } => percent(lang, *share, 0),
        Finding::OwnWording { most, least } => {
            format!(
                "{} / {}",
                percent(lang, most.1, 0),
                percent(lang, least.1, 0)
            )
        }
        Finding::FilledTemplate { documents, .. } => grouped(*documents),
        Finding::NewWording { since, .. } => since.clone(),
        Finding::Trend { before, after, .. } => {
            format!(
                "{} → {}",
                percent(lang, before.0, 0),
                percent(lang, after.0, 0)
            )
        }
        Finding::Skipped { files, .. } => grouped(*files),
    }
}

fn total(groups: &[Vec<usize>]) -> usize {
    groups.iter().map(Vec::len).sum()
}

/// Puts pieces for `{0}`, `{1}` … into a sentence.
fn filled(sentence: &str, pieces: &[Piece]) -> Vec<Piece> {
    let mut said = Vec::new();
    let text = |words: &str, said: &mut Vec<Piece>| match said.last_mut() {
        Some(Piece::Text(before)) => before.push_str(words),
        _ if words.is_empty() => {}
        _ => said.push(Piece::Text(words.to_owned())),
    };
    for (i, part) in sentence.split('{').enumerate() {
        match part.split_once('}').filter(|_| i > 0) {
            Some((number, rest)) => {
                match number.parse().ok().and_then(|n: usize| pieces.get(n)) {
                    Some(Piece::Text(words)) => text(words, &mut said),
                    Some(piece) => said.push(piece.clone()),
                    None => {}
                }
                text(rest, &mut said);
            }
            None => text(part, &mut said),
        }
    }
    said
}

fn number(value: usize) -> Piece {
    Piece::Text(grouped(value))
}

/// `1 passage`, `7 passages`.
fn counted(value: usize, one: &str, many: &str) -> Piece {
    Piece::Text(format!(
        "{} {}",
        grouped(value),
        if value == 1 { one } else { many }
    ))
}

pub(super) fn said(finding: &Finding, lang: Lang) -> Vec<Piece> {
    let share = |value: f64| Piece::Text(percent(lang, value, 1));
    match finding {
        Finding::Whole {
            shares,
            documents,
            common_from,
        } => whole(lang, shares, *documents, *common_from),
        Finding::Alone { passages } => filled(
            lang.pick(
                "只有一篇文档，没有别的可比；篇内有 {0} 处文字重复。",
                "There is one document only, so nothing to compare it with; {1} inside it.",
            ),
            &[
                number(*passages),
                counted(*passages, "passage repeats", "passages repeat"),
            ],
        ),
        Finding::NothingShared { documents, phrases: 0 } => filled(
            lang.pick(
                "这 {0} 篇文档之间没有相同的文字。",
                "No two of these {0} documents share any wording.",
            ),
            &[number(*documents)],
        ),
        Finding::NothingShared { documents, phrases } => filled(
            lang.pick(
                "这 {0} 篇文档之间没有成段相同的文字，相同的只是 {1} 条固定表述和短句。",
                "No two of these {0} documents share a passage; what they have in common are short set phrases, {1} of them.",
            ),
            &[number(*documents), number(*phrases)],
        ),
        Finding::Copies { groups } => copies(lang, groups),
        Finding::Clusters { groups } => clusters(lang, groups),
        Finding::Borrowing { .. } => borrowing(finding, lang),
        Finding::OwnWording { most, least } => filled(
            lang.pick(
                "自己的话最多的是{0}（独有表述 {1}），最少的是{2}（{3}）。",
                "{0} says most of its own ({1} own wording), {2} least ({3}).",
            ),
            &[
                Piece::Document(most.0),
                share(most.1),
                Piece::Document(least.0),
                share(least.1),
            ],
        ),
        Finding::FilledTemplate {
            documents,
            uses: [one, other],
            ..
        } => filled(
            lang.pick(
                "{0} 篇用同一个句式，各填各的：{1}（{2}）；{3}（{4}）。",
                "{0} documents fill in one template: {1} ({2}); {3} ({4}).",
            ),
            &[
                number(*documents),
                Piece::Quote(one.1.clone()),
                Piece::Document(one.0),
                Piece::Quote(other.1.clone()),
                Piece::Document(other.0),
            ],
        ),
        Finding::NewWording {
            wording,
            since,
            documents,
            of,
        } => filled(
            lang.pick(
                "{0}从 {1} 年起才有，此后 {3} 篇中 {2} 篇这样说。",
                "{0} is said since {1}, and since then in {2} of {3} documents.",
            ),
            &[
                Piece::Quote(wording.clone()),
                Piece::Text(since.clone()),
                number(*documents),
                number(*of),
            ],
        ),
        Finding::Trend { before, after, .. } => trend(lang, before, after),
        Finding::Skipped { files, first } => filled(
            lang.pick(
                "有 {0} 个文件没有读入，例如 {1}；原因见页末。",
                "{2} could not be read, {1} for one; why is said at the end.",
            ),
            &[
                number(*files),
                Piece::Text(first.clone()),
                counted(*files, "file", "files"),
            ],
        ),
    }
}

fn whole(lang: Lang, shares: &Shares, documents: usize, common_from: usize) -> Vec<Piece> {
    let share = |value: f64| Piece::Text(percent(lang, value, 1));
    filled(
        lang.pick(
            "{0} 篇的正文里，{3} 是各篇自己的话；{1} 是通用表述（{4} 篇以上都有），{2} 是少数几篇共用。",
            "Of the wording of {0} documents {3} is their own; {1} is common (in {4} documents or more), and {2} is shared by a few.",
        ),
        &[
            number(documents),
            share(shares.boilerplate),
            share(shares.shared),
            share(shares.local),
            number(common_from),
        ],
    )
}

fn borrowing(finding: &Finding, lang: Lang) -> Vec<Piece> {
    let Finding::Borrowing {
        from,
        to,
        share,
        back,
        passages,
        by_date,
    } = finding
    else {
        return Vec::new();
    };
    let percent_of = |value: f64| Piece::Text(percent(lang, value, 1));

    let sentence = match by_date {
        true => lang.pick(
            "{0}有 {2} 早已写在{1}里，共 {3} 段；反过来占 {4}。",
            "{2} of {0} already stands in the earlier {1}, {3}; the other way round it is {4}.",
        ),
        false => lang.pick(
            "{0}有 {2} 也写在{1}里，共 {3} 段；反过来占 {4}。",
            "{2} of {0} stands in {1} too, {3}; the other way round it is {4}.",
        ),
    };
    let passages = lang.pick(number(*passages), counted(*passages, "passage", "passages"));
    let [from, to] = [*from, *to].map(Piece::Document);
    filled(
        sentence,
        &[from, to, percent_of(*share), passages, percent_of(*back)],
    )
}

fn copies(lang: Lang, groups: &[Vec<usize>]) -> Vec<Piece> {
    let largest = groups.first().map_or(0, Vec::len);
    let example = groups.first().and_then(|g| g.first()).copied();
    let largest_words = lang.pick(
        "{0} 篇文档是副本或同一文本的前后稿，实为 {1} 篇；最多的一篇有 {2} 份：{3}。",
        "{0} documents are copies or versions of {1}; the one with most, {2}, is {3}.",
    );
    let texts = lang.pick(number(groups.len()), counted(groups.len(), "text", "texts"));
    filled(
        largest_words,
        &[
            number(total(groups)),
            texts,
            number(largest),
            example.map_or(Piece::Text("–".to_owned()), Piece::Document),
        ],
    )
}

fn clusters(lang: Lang, groups: &[Vec<usize>]) -> Vec<Piece> {
    let first = groups.first();
    let example = |i: usize| {
        let document = first.and_then(|group| group.get(i)).copied();
        document.map_or(Piece::Text("–".to_owned()), Piece::Document)
    };
    filled(
        lang.pick(
            "有 {0} 篇文档大半相同，连成 {1} 组（彼此四成以上写在对方里）；最大的一组 {2} 篇，如{3}与{4}。",
            "{0} documents are much alike and form {5}, joined by pairs of which each has two fifths or more of the other; the largest has {2}, {3} and {4} among them.",
        ),
        &[
            number(total(groups)),
            number(groups.len()),
            number(first.map_or(0, Vec::len)),
            example(0),
            example(1),
            counted(groups.len(), "group", "groups"),
        ],
    )
}

fn trend(lang: Lang, before: &(f64, [String; 2]), after: &(f64, [String; 2])) -> Vec<Piece> {
    let years = |[first, last]: &[String; 2]| {
        Piece::Text(if first == last {
            first.clone()
        } else {
            format!("{first}–{last}")
        })
    };
    let sentence = match before.0 > after.0 {
        true => lang.pick(
            "独有表述的份额由 {0}（{1} 年）降到 {2}（{3} 年）。",
            "Own wording fell from {0} ({1}) to {2} ({3}).",
        ),
        false => lang.pick(
            "独有表述的份额由 {0}（{1} 年）升到 {2}（{3} 年）。",
            "Own wording rose from {0} ({1}) to {2} ({3}).",
        ),
    };
    let share = |value: f64| Piece::Text(percent(lang, value, 1));
    filled(
        sentence,
        &[
            share(before.0),
            years(&before.1),
            share(after.0),
            years(&after.1),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_where_their_numbers_are() {
        let said = filled("{1}有 {0} 篇", &[number(3), Piece::Document(7)]);
        assert_eq!(
            said,
            [Piece::Document(7), Piece::Text("有 3 篇".to_owned())]
        );
    }
}
