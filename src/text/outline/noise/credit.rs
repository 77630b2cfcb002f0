//! Credits around a text: who wrote, pictured and edited it, where it was printed, and what a page adds behind it.
//!
//! In: `…秋天通车。（新华社北京2月3日电）《 桥报 》（ 2024年02月04日 02 版）责任编辑：孙小河` · Out: everything behind `秋天通车。`.
//!
//! In a text of one line there are no lines to look at, only sentences. Behind the last sentence of the body everything has
//! the shape of a credit: a bracket with an agency, a name or a label in it, a newspaper with the number of its page, a
//! label with its value, a button, a notice about rights, an advertisement. So a text is read from its end, sentence by
//! sentence, up to the first one that is no credit. What each shape asks for is strict, since nothing else protects the last
//! sentence of a speech.

use super::credit_words::{
    BUTTONS, CONTACTS, DONE, LABELS, MEDIA, NOTICES, REPORTED, REPORTERS, REQUESTS, RIGHTS,
    SUBMISSIONS, SURNAMES,
};
use crate::span::Span;
use crate::text::outline::furniture_words::{DISCLAIMERS, starts_with_any};
use crate::text::outline::line::{is_blank, is_sentence_end, sentence_starts};

/// Longest sentence that is a credit, in code points: a notice about rights has some 120.
const CREDIT: usize = 200;

/// Longest line of names, without any pause, in code points: an office and three reporters.
const BYLINE: usize = 40;

/// Longest name of a medium in brackets, in code points.
const MEDIUM: usize = 14;

/// Longest advertisement, in code points: two lines on a telephone.
const ADVERTISEMENT: usize = 80;

/// Sentences at the end of a text among which its credits begin: a source, an editor, and a notice of some sentences.
const SENTENCES: usize = 10;

/// Where the credits at the end of a line begin; `None` where it has none. All of it may be credits.
pub(super) fn at_end(chars: &[char], line: Span) -> Option<usize> {
    let starts = sentence_starts(chars, line);
    let mut end = line.end;
    let mut found = None;
    for start in starts.iter().rev().take(SENTENCES) {
        let sentence: String = chars[*start..end].iter().collect();
        if is_credit(&sentence) {
            found = Some(*start);
        } else if !is_contact(&sentence) {
            let last = end == line.end || found == Some(end);
            let glued = last.then(|| glued(&sentence)).flatten();
            return glued.map(|at| start + at).or(found);
        }
        end = *start;
    }
    found
}

/// Where the credits at the beginning of a line end: a source in brackets, an advertisement.
pub(super) fn at_start(chars: &[char], line: Span) -> Option<usize> {
    let head: String = chars[line.start..line.end.min(line.start + CREDIT)]
        .iter()
        .collect();
    let source = bracketed(&head).filter(|(inside, _)| label(inside).is_some_and(is_parted));
    let rest = source
        .map(|(_, rest)| rest)
        .or_else(|| advertisement(&head))?;
    let length = head.chars().count() - rest.trim_start_matches(is_blank).chars().count();
    Some(line.start + length)
}

/// Whether a sentence, or a line, is a credit and nothing else.
pub(super) fn is_credit(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    if text.is_empty() {
        return true;
    }
    if text.chars().take(CREDIT + 1).count() > CREDIT {
        return false;
    }
    if starts_with_any(text, DISCLAIMERS) || is_notice(text) || is_byline(text) || is_button(text) {
        return true;
    }
    if let Some((inside, rest)) = bracketed(text) {
        // Before another credit a name needs no other sign.
        let name = !rest.trim_matches(is_blank).is_empty() && is_person(inside);
        return (name || is_bracket(inside)) && is_credit(rest);
    }
    if let Some(rest) = page(text).or_else(|| advertisement(text)) {
        return is_credit(rest);
    }
    let (own, rest) = before_button(text);
    match label(own) {
        Some(value) if is_parted(value) => {
            let named = value.starts_with(is_mark) || is_names(value) && are_short(value);
            named && !own.ends_with(is_sentence_end) && rest.is_none_or(is_credit)
        }
        _ => {
            let named = is_names(own) && !own.contains(|c: char| c.is_ascii_digit());
            rest.is_some_and(|rest| (own.is_empty() || named) && is_credit(rest))
        }
    }
}

/// Where, inside a sentence that the body forgot to end, its credits begin.
fn glued(sentence: &str) -> Option<usize> {
    let at = ["责任编辑：", "责任编辑:", "返回"]
        .iter()
        .filter_map(|sign| sentence.find(sign))
        .filter(|at| *at > 0 && is_credit(&sentence[*at..]))
        .min()?;
    let body = sentence[..at].trim_end_matches(is_blank);
    let body = body
        .strip_suffix(['（', '(', '【', '['])
        .unwrap_or(&sentence[..at]);
    Some(body.chars().count())
}

/// What stands in the bracket at the beginning, and what behind it.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let mut chars = text.char_indices();
    let (_, open) = chars.next()?;
    let closers: &[char] = match open {
        '（' | '(' => &['）', ')'],
        '【' => &['】'],
        '[' | '［' => &[']', '］'],
        _ => return None,
    };
    let end = chars.find(|(_, c)| closers.contains(c)).map(|(at, _)| at)?;
    let (inside, rest) = (&text[open.len_utf8()..end], &text[end..]);
    let rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    Some((inside.trim_matches(is_blank), rest))
}

/// Whether a bracket behind the text holds a credit: （完）, （新华社北京2月3日电）, （来源：桥报）, （孙小河）.
fn is_bracket(inside: &str) -> bool {
    let length = inside.chars().count();
    let agency = inside.contains('社') && inside.ends_with('电') && length <= BYLINE;
    let of_medium = |name: &str| MEDIA.iter().any(|end| name.ends_with(end));
    let medium = length <= MEDIUM
        && (of_medium(inside) || inside.split(is_blank).next().is_some_and(of_medium));
    let reporter = length <= MEDIUM && is_names(inside) && starts_with_any(inside, REPORTERS);
    let person = is_person(inside) && inside.split(is_blank).any(is_known_name);
    DONE.contains(&inside)
        || agency
        || medium
        || person
        || reporter
        || label(inside).is_some_and(is_parted)
        || is_byline(inside)
        || is_notice(inside)
        || is_contact(inside)
}

/// Whether a line is one name in brackets and nothing else: （孙小河）. Under a title it is the speaker's.
pub(super) fn is_name_in_brackets(text: &str) -> bool {
    bracketed(text.trim_matches(is_blank))
        .is_some_and(|(inside, rest)| rest.is_empty() && is_person(inside) && is_known_name(inside))
}

/// Whether a word is a common family name with one or two characters behind it. （方案）, （江苏省） and their like begin as
/// names do.
fn is_known_name(word: &str) -> bool {
    let thing = word.ends_with(|c| "案稿件表图省市县区州版额间考声".contains(c));
    word.starts_with(SURNAMES) && (2..=3).contains(&word.chars().count()) && !thing
}

/// Whether a bracket may hold names and nothing else.
fn is_person(inside: &str) -> bool {
    let digits = inside.contains(|c: char| c.is_ascii_digit());
    inside.chars().count() <= MEDIUM && is_names(inside) && !digits
}

/// A newspaper and its page: 《 桥报 》（ 2024年02月04日 02 版）. Gives what follows.
fn page(text: &str) -> Option<&str> {
    let (paper, rest) = text.strip_prefix('《')?.split_once('》')?;
    let (inside, rest) = bracketed(rest.trim_start_matches(is_blank))?;
    let dated =
        inside.contains(|c: char| c.is_ascii_digit()) && inside.ends_with(['版', '日', '期']);
    (dated && paper.chars().count() <= MEDIUM).then_some(rest)
}

/// An advertisement with the sign that closes it: `广告 桥边旅店 ×`. Gives what follows.
pub(super) fn advertisement(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("广告")?;
    if !rest.starts_with(is_blank) {
        return None;
    }
    let (at, _) = rest
        .char_indices()
        .take(ADVERTISEMENT)
        .find(|(_, c)| matches!(c, '×' | '✕' | '✖'))?;
    let behind = &rest[at..];
    Some(&behind[behind.chars().next().map_or(0, char::len_utf8)..])
}

/// What follows the labels at the beginning: `文/图：` gives `：`.
fn label(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let next = LABELS.iter().filter_map(|label| rest.strip_prefix(label));
        let Some(next) = next.min_by_key(|rest| rest.len()) else {
            break;
        };
        rest = next;
        let bare = rest.trim_start_matches(['/', '／', '、', '及']);
        if LABELS.iter().any(|label| bare.starts_with(label)) {
            rest = bare;
        }
    }
    (rest.len() < text.len()).then_some(rest)
}

/// Whether a mark or white space parts a label from its value.
fn is_parted(value: &str) -> bool {
    value.is_empty() || value.starts_with(|c: char| is_mark(c) || is_blank(c))
}

fn is_mark(c: char) -> bool {
    matches!(c, '：' | ':' | '/' | '／' | '丨' | '|' | '｜')
}

/// The text before and behind a button that leads on: 返回桥网，查看更多. The second begins with the button's end.
fn before_button(text: &str) -> (&str, Option<&str>) {
    let found = BUTTONS.iter().find_map(|(first, last)| {
        let from = text.find(first)?;
        let behind = &text[from + first.len()..];
        let to = behind.find(last)?;
        (behind[..to].chars().count() <= MEDIUM)
            .then(|| (&text[..from], Some(&behind[to + last.len()..])))
    });
    let (own, rest) = found.unwrap_or((text, None));
    (own.trim_matches(is_blank), rest)
}

/// Whether a text is names and no sentence: ideographs and white space, not many.
fn is_names(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let wide = |c: char| {
        !c.is_ascii_punctuation() && (c.is_alphanumeric() || is_blank(c))
            || matches!(c, '·' | '、' | '-' | ':' | '：' | '/')
    };
    text.chars().count() <= BYLINE && text.chars().all(wide)
}

/// Whether the words behind a label without mark are names: short, or with another label in them. A title may begin with
/// such a word, too, and be set with wide spaces: 文 化 报 告.
fn are_short(value: &str) -> bool {
    let mut words = value.split(is_blank).filter(|word| !word.is_empty());
    let labelled = |word: &str| {
        let long = LABELS.iter().filter(|label| label.chars().count() > 1);
        long.clone().any(|label| word.contains(label))
    };
    words.all(|word| (2..=4).contains(&word.chars().count()) || labelled(word))
}

/// Whether a line names reporters: 桥报记者 孙小河 报道.
fn is_byline(text: &str) -> bool {
    let Some((before, behind)) = REPORTERS.iter().find_map(|word| text.rsplit_once(word)) else {
        return false;
    };
    let done = REPORTED.iter().find_map(|word| behind.strip_suffix(word));
    let name = done.unwrap_or(behind);
    let apart = behind.starts_with(is_blank) || done.is_some();
    apart
        && !name.trim_matches(is_blank).is_empty()
        && is_names(before)
        && is_names(name)
        && text.chars().count() <= BYLINE
}

/// Whether a sentence is a button: 分享让更多人看到.
fn is_button(text: &str) -> bool {
    text.chars().count() <= 20
        && text.starts_with("分享")
        && text.contains('人')
        && !text.ends_with(is_sentence_end)
}

/// Whether a sentence is a notice about rights, or asks readers for news.
fn is_notice(text: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    any(RIGHTS) && any(NOTICES) || any(SUBMISSIONS) && any(REQUESTS)
}

/// Whether a sentence says how somebody is reached. It may be the last one of an official notice: it is a credit only
/// behind another one.
pub(super) fn is_contact(text: &str) -> bool {
    CONTACTS.iter().any(|word| {
        text.split_once(word).is_some_and(|(_, rest)| {
            let value = rest.trim_start_matches(|c: char| is_blank(c) || is_mark(c));
            rest.len() > value.len() && value.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let at = at_end(&chars, Span::new(0, chars.len()))?;
        Some(chars[at..].iter().collect())
    }

    #[test]
    fn credits_behind_the_last_sentence() {
        for credits in [
            "（新华社北京2月3日电）《 桥报 》（ 2024年02月04日 02 版）",
            "《桥报》（2024年2月4日 第3版）",
            "（完）",
            "(记者 孙小河)",
            "（来源：大河县人民政府网站）返回河网，查看更多责任编辑：",
            "（原标题：修桥大会召开）来源：大河发布流程编辑：t12  如遇作品版权等问题，请在刊发之日起30日内与本网联系。联系电话：010-8520",
            " 编辑 孙小河  校对 赵源华返回河网，查看更多      责任编辑：",
            "孙小河 赵源华 返回河网，查看更多责任编辑：",
            "文/河报记者 孙小河编辑/赵源华",
            "责编:孙小河 | 审校:赵源华",
            "转载请注明来源“河上新闻”，违者将依法追究责任。（栏目邮箱：a@example.com）",
            "广告 桥边旅店 有吃有住 ×",
            "（赵源华）",
            "(河报网)",
        ] {
            let text = format!("昨天，修桥大会召开。会上说，桥要结实。{credits}");
            assert_eq!(end(&text).as_deref(), Some(credits.trim_start()), "{text}");
        }
        assert_eq!(
            end("昨天开会。桥要修好责任编辑：孙小河").as_deref(),
            Some("责任编辑：孙小河")
        );
    }

    #[test]
    fn the_last_sentences_of_a_text_are_no_credits() {
        for text in [
            "桥修好了。谢谢大家！",
            "桥修好了。（掌声）",
            "桥修好了。（热烈鼓掌）",
            "桥修好了。记者在河边看到，大家都来了。",
            "桥修好了。作者认为，桥要养护。",
            "桥修好了。大河县人民政府",
            "桥修好了。来源于群众的力量是无穷的。",
            "未经批准转载的，依法处理。本办法自公布之日起施行。",
            "桥修好了。（2024年2月4日）",
            "桥修好了。我们要严厉打击侵权假冒。",
            "桥修好了。群众踊跃投稿，热情很高。",
            "桥修好了。文 化 报 告",
            "桥修好了。（方案）",
            "桥修好了。统筹 发展与安全",
            "请按时上报。联系人：孙小河，电话：010-8520。",
        ] {
            assert_eq!(end(text), None, "{text}");
        }
    }

    #[test]
    fn credits_above_the_first_sentence() {
        let start = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            at_start(&chars, Span::new(0, chars.len()))
                .map(|at| chars[..at].iter().collect::<String>())
        };
        assert_eq!(
            start("（来源：河报）昨天开会。").as_deref(),
            Some("（来源：河报）")
        );
        assert_eq!(
            start("广告 桥边旅店 ×昨天开会。").as_deref(),
            Some("广告 桥边旅店 ×")
        );
        assert_eq!(start("（一）备料。石料要足。"), None);
        assert_eq!(start("广告法在本县施行。"), None);
    }
}
