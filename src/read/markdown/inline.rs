//! Marks inside lines: emphasis, code, links, images, tags, escapes.
//!
//! In: `石料要**足**，见[清单](a.html)。` · Out: `石料要足，见清单。`

/// How far behind a mark the one that closes it is looked for, in code points.
const REACH: usize = 1_000;

/// A line without the marks in it: emphasis, code, links, images, tags, escapes. What is struck out is left out. O(n), with
/// up to [`REACH`] steps for a mark that nothing closes.
pub(super) fn inline(line: &str) -> String {
    let chars: Vec<char> = line.trim_end_matches('\\').chars().collect();
    let mut out = String::new();
    let mut at = 0;
    // Marks of emphasis that are open, longest first as they were opened.
    let mut open: Vec<(char, usize)> = Vec::new();
    while at < chars.len() {
        let rest = &chars[at..chars.len().min(at + REACH)];
        match rest[0] {
            '\\' if rest.get(1).is_some_and(char::is_ascii_punctuation) => {
                out.push(rest[1]);
                at += 2;
            }
            '`' => {
                let ticks = run(rest, '`');
                match find(&rest[ticks..], &vec!['`'; ticks]) {
                    Some(end) => {
                        out.extend(&rest[ticks..ticks + end]);
                        at += 2 * ticks + end;
                    }
                    None => {
                        out.extend(&rest[..ticks]);
                        at += ticks;
                    }
                }
            }
            '!' if rest.get(1) == Some(&'[') => match link(&rest[1..]) {
                Some((_, length)) => at += 1 + length,
                None => {
                    out.push('!');
                    at += 1;
                }
            },
            '[' if rest.get(1) == Some(&'^') => match rest.iter().position(|c| *c == ']') {
                Some(end) => at += end + 1,
                None => {
                    out.push('[');
                    at += 1;
                }
            },
            '[' => match link(rest) {
                Some((text, length)) => {
                    out.push_str(&inline(&text));
                    at += length;
                }
                None => {
                    out.push('[');
                    at += 1;
                }
            },
            '<' => match tag(rest) {
                Some((shown, length)) => {
                    out.push_str(&shown);
                    at += length;
                }
                None => {
                    out.push('<');
                    at += 1;
                }
            },
            '~' if rest.starts_with(&['~', '~']) => match find(&rest[2..], &['~', '~']) {
                Some(end) => at += end + 4,
                None => {
                    out.push_str("~~");
                    at += 2;
                }
            },
            mark @ ('*' | '_') => {
                let length = run(rest, mark);
                let before = at.checked_sub(1).map(|before| chars[before]);
                let behind = rest.get(length).copied();
                // A snake_case_word has no emphasis in it.
                let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let word = mark == '_' && inside(before) && inside(behind);
                let opens = behind.is_some_and(|c| !c.is_whitespace()) && !word;
                let closes = before.is_some_and(|c| !c.is_whitespace()) && !word;
                let closing = closes && open.last() == Some(&(mark, length));
                if closing {
                    open.pop();
                } else if opens && length <= 3 && closes_later(&rest[length..], mark, length) {
                    open.push((mark, length));
                } else {
                    out.extend(&rest[..length]);
                }
                at += length;
            }
            '&' => {
                let (shown, length) = entity(rest);
                out.push_str(&shown);
                at += length;
            }
            c => {
                out.push(c);
                at += 1;
            }
        }
    }
    out
}

fn run(chars: &[char], mark: char) -> usize {
    chars.iter().take_while(|c| **c == mark).count()
}

fn find(chars: &[char], wanted: &[char]) -> Option<usize> {
    chars
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// Whether a run of just so many marks, with a word before it, follows.
fn closes_later(rest: &[char], mark: char, length: usize) -> bool {
    let mut at = 0;
    while at < rest.len() {
        let found = run(&rest[at..], mark);
        if found == length && at > 0 && !rest[at - 1].is_whitespace() {
            return true;
        }
        at += found.max(1);
    }
    false
}

/// The text of a link, and its length with its target: `[清单](a.html)`, `[清单][1]`.
fn link(chars: &[char]) -> Option<(String, usize)> {
    let mut depth = 0usize;
    let end = chars.iter().position(|c| {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let text: String = chars[1..end].iter().collect();
    let close = match chars.get(end + 1)? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let target = chars[end + 1..].iter().position(|c| *c == close)?;
    Some((text, end + 1 + target + 1))
}

/// What a tag of HTML shows, and its length: an address between angle brackets shows itself.
fn tag(chars: &[char]) -> Option<(String, usize)> {
    let end = chars.iter().position(|c| *c == '>')?;
    let inside: String = chars[1..end].iter().collect();
    let name = inside.trim_start_matches('/');
    let address = inside.contains("://") || inside.contains('@') && !inside.contains(' ');
    if address {
        return Some((inside, end + 1));
    }
    let opens = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let line_end = name
        .get(..2)
        .is_some_and(|name| name.eq_ignore_ascii_case("br"));
    opens.then(|| {
        (
            if line_end {
                "\n".to_owned()
            } else {
                String::new()
            },
            end + 1,
        )
    })
}

/// What an entity shows, and its length; `&` where there is none.
fn entity(chars: &[char]) -> (String, usize) {
    const NAMED: [(&str, &str); 12] = [
        ("&nbsp;", "\u{A0}"),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&emsp;", "\u{2003}"),
        ("&ensp;", "\u{2002}"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&mdash;", "—"),
        ("&hellip;", "…"),
        ("&middot;", "·"),
    ];
    let head: String = chars.iter().take(8).collect();
    let found = NAMED.iter().find(|(name, _)| head.starts_with(name));
    found.map_or(("&".to_owned(), 1), |(name, shown)| {
        ((*shown).to_owned(), name.len())
    })
}
