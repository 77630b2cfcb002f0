//! Rust source as far as imports go: which paths a file names, without comments, strings and unit tests.

/// The signs that matter here; all others are [`Token::Other`].
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    /// `::`
    Path,
    Open,
    Close,
    Comma,
    Semicolon,
    Star,
    Other(char),
}

/// A path that code names, such as `crate::span::Span`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Named {
    /// Inline modules around it, outermost first.
    pub inside: Vec<String>,
    /// Its segments; the first is `crate`, `super` or `self`, in a `use` also a child's name. A glob ends in `*`.
    pub segments: Vec<String>,
    /// The name that a `use` gives it here: others find it as if it stood here.
    pub alias: Option<String>,
}

/// What a file's text says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Source {
    /// The paths that it names.
    pub named: Vec<Named>,
    /// Items that it defines, at whatever depth.
    pub defined: Vec<String>,
    /// Modules that it declares for unit tests only.
    pub test_modules: Vec<String>,
}

/// Reads a file: `use crate::span::{Span, self};` names `crate::span::Span` and `crate::span`.
pub(super) fn read(text: &str) -> Source {
    let (tokens, test_modules) = without_tests(tokens(text));
    let mut source = Source {
        test_modules,
        ..Source::default()
    };
    // Inline modules that are open, with the depth of their braces.
    let mut inside: Vec<(String, usize)> = Vec::new();
    let (mut depth, mut at) = (0, 0);
    while at < tokens.len() {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let names =
            |inside: &[(String, usize)]| inside.iter().map(|(name, _)| name.clone()).collect();
        match &tokens[at] {
            Token::Open => depth += 1,
            Token::Close => {
                depth -= 1;
                inside.retain(|(_, around)| *around < depth + 1);
            }
            Token::Name(word) if word == "use" => {
                at += 1;
                for (segments, alias) in use_tree(&tokens, &mut at, &[]) {
                    let inside = names(&inside);
                    source.named.push(Named {
                        inside,
                        segments,
                        alias,
                    });
                }
                continue;
            }
            Token::Name(word) if is_item(word) => {
                if let Some(Token::Name(name)) = tokens.get(at + 1) {
                    source.defined.push(name.clone());
                    if word == "mod" && tokens.get(at + 2) == Some(&Token::Open) {
                        inside.push((name.clone(), depth + 1));
                    }
                }
            }
            Token::Name(word) if is_root(word) && before != Some(&Token::Path) => {
                let segments = path(&tokens, &mut at);
                // `self`, `pub(crate)` and `pub(super)` are no paths.
                if segments.len() > 1 {
                    let inside = names(&inside);
                    source.named.push(Named {
                        inside,
                        segments,
                        alias: None,
                    });
                }
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    source
}

fn is_root(word: &str) -> bool {
    matches!(word, "crate" | "super" | "self")
}

fn is_item(word: &str) -> bool {
    matches!(
        word,
        "fn" | "struct"
            | "enum"
            | "union"
            | "trait"
            | "const"
            | "static"
            | "type"
            | "mod"
            | "macro_rules"
    )
}

/// The segments from `at` on; leaves `at` behind them.
fn path(tokens: &[Token], at: &mut usize) -> Vec<String> {
    let mut segments = Vec::new();
    while let Some(Token::Name(name)) = tokens.get(*at) {
        segments.push(name.clone());
        *at += 1;
        let goes_on = matches!(tokens.get(*at + 1), Some(Token::Name(_)));
        if tokens.get(*at) != Some(&Token::Path) || !goes_on {
            break;
        }
        *at += 1;
    }
    segments
}

/// The paths of a `use` from `at` on, each with the name that it gives; leaves `at` behind them.
fn use_tree(
    tokens: &[Token],
    at: &mut usize,
    before: &[String],
) -> Vec<(Vec<String>, Option<String>)> {
    let mut segments = before.to_vec();
    loop {
        match tokens.get(*at) {
            Some(Token::Name(name)) if name == "self" && !before.is_empty() => *at += 1,
            Some(Token::Name(name)) => {
                segments.push(name.clone());
                *at += 1;
            }
            Some(Token::Star) => {
                segments.push("*".to_owned());
                *at += 1;
            }
            Some(Token::Open) => {
                *at += 1;
                let mut found = Vec::new();
                while let Some(token) = tokens.get(*at) {
                    match token {
                        Token::Close => {
                            *at += 1;
                            break;
                        }
                        Token::Name(_) | Token::Star | Token::Open | Token::Path => {
                            found.extend(use_tree(tokens, at, &segments));
                        }
                        _ => *at += 1,
                    }
                }
                return found;
            }
            _ => {}
        }
        match tokens.get(*at) {
            Some(Token::Path) => *at += 1,
            Some(Token::Name(word)) if word == "as" => {
                let alias = match tokens.get(*at + 1) {
                    Some(Token::Name(name)) => name.clone(),
                    _ => String::new(),
                };
                *at += 2;
                return vec![(segments, Some(alias))];
            }
            _ => {
                let alias = segments.last().cloned();
                return vec![(segments, alias)];
            }
        }
    }
}

/// The tokens without items that are compiled for unit tests only, and the modules among these that are files.
fn without_tests(tokens: Vec<Token>) -> (Vec<Token>, Vec<String>) {
    let starts = |at: usize, signs: &[&str]| {
        signs
            .iter()
            .enumerate()
            .all(|(n, sign)| match tokens.get(at + n) {
                Some(Token::Name(name)) => name == sign,
                Some(Token::Other(other)) => other.to_string() == *sign,
                _ => false,
            })
    };
    let (mut kept, mut modules, mut at) = (Vec::new(), Vec::new(), 0);
    while at < tokens.len() {
        let alone = starts(at, &["#", "[", "cfg", "(", "test", ")", "]"]);
        let with_more = starts(at, &["#", "[", "cfg", "(", "all", "(", "test"]);
        if !alone && !with_more {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        // The item ends with its semicolon, or with the brace that closes its first one.
        let mut depth = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            match token {
                Token::Name(word) if word == "mod" && depth == 0 => {
                    if let (Some(Token::Name(name)), Some(Token::Semicolon)) =
                        (tokens.get(at), tokens.get(at + 1))
                    {
                        modules.push(name.clone());
                    }
                }
                Token::Open => depth += 1,
                Token::Close if depth == 1 => break,
                Token::Close => depth -= 1,
                Token::Semicolon if depth == 0 => break,
                _ => {}
            }
        }
    }
    (kept, modules)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        if first.is_alphabetic() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
            let is_raw = matches!(word, "r" | "br" | "cr") && behind.starts_with(['"', '#']);
            rest = if is_raw {
                behind_raw_string(behind)
            } else {
                behind
            };
            if !is_raw {
                found.push(Token::Name(word.to_owned()));
            }
            continue;
        }
        if let Some(behind) = behind_what_says_nothing(rest) {
            rest = behind;
            continue;
        }
        if let Some(behind) = rest.strip_prefix("::") {
            found.push(Token::Path);
            rest = behind;
            continue;
        }
        if !first.is_whitespace() {
            found.push(match first {
                '{' => Token::Open,
                '}' => Token::Close,
                ',' => Token::Comma,
                ';' => Token::Semicolon,
                '*' => Token::Star,
                other => Token::Other(other),
            });
        }
        rest = &rest[first.len_utf8()..];
    }
    found
}

/// What follows a comment, a string or a character that stands at the beginning.
fn behind_what_says_nothing(text: &str) -> Option<&str> {
    if text.starts_with("//") {
        return Some(text.find('\n').map_or("", |end| &text[end..]));
    }
    if text.starts_with("/*") {
        let mut depth = 0;
        for (at, _) in text.char_indices() {
            if text[at..].starts_with("/*") {
                depth += 1;
            } else if text[at..].starts_with("*/") {
                depth -= 1;
                if depth == 0 {
                    return Some(&text[at + 2..]);
                }
            }
        }
        return Some("");
    }
    let quote = text.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let inside = &text[1..];
    if quote == '\'' && !inside.starts_with('\\') {
        // A character is closed behind one code point; a lifetime is not.
        let behind = inside
            .chars()
            .next()
            .map_or("", |c| &inside[c.len_utf8()..]);
        return Some(behind.strip_prefix('\'').unwrap_or(inside));
    }
    let mut escaped = false;
    let end = inside.find(|c| {
        let closes = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    Some(end.map_or("", |end| &inside[end + 1..]))
}

/// What follows a raw string, of which only the `r` has been read.
fn behind_raw_string(text: &str) -> &str {
    let hashes = text.len() - text.trim_start_matches('#').len();
    let Some(inside) = text[hashes..].strip_prefix('"') else {
        // A raw name, such as `r#type`.
        return &text[hashes..];
    };
    let close = format!("\"{}", "#".repeat(hashes));
    inside
        .find(&close)
        .map_or("", |end| &inside[end + close.len()..])
}

#[test]
fn paths_are_read_without_comments_strings_and_tests() {
    let text = r##"
        // use crate::in_a_comment;
        /* and /* nested */ crate::in_another */
        use crate::span::{self, Span as Place, edges::{First, *}};
        pub(crate) use child::Thing;
        const QUOTE: char = '"';
        fn f<'a>(self, text: &'a str) -> super::Found {
            let shown = "crate::in_a_string \" crate::still";
            let raw = r#"crate::in_a " raw string"#;
            self::inner::g(shown, raw)
        }
        mod inner { pub fn g() { super::f() } }
        #[cfg(test)]
        mod sample;
        #[cfg(test)]
        use crate::only_in_tests;
        #[cfg(test)]
        mod tests { fn t() { crate::in_tests() } }
        use crate::last;
    "##;
    let source = read(text);
    let shown = |named: &Named| {
        let inside = named.inside.join("::");
        let alias = named.alias.as_deref().unwrap_or("-");
        format!("{inside}>{} {alias}", named.segments.join("::"))
    };
    assert_eq!(
        source.named.iter().map(shown).collect::<Vec<_>>(),
        [
            ">crate::span span",
            ">crate::span::Span Place",
            ">crate::span::edges::First First",
            ">crate::span::edges::* *",
            ">child::Thing Thing",
            ">super::Found -",
            ">self::inner::g -",
            "inner>super::f -",
            ">crate::last last",
        ]
    );
    assert_eq!(source.defined, ["QUOTE", "f", "inner", "g"]);
    assert_eq!(source.test_modules, ["sample"]);
}
