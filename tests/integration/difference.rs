//! What differs between two versions of a file, in the terms of its form: a pointer into JSON, a line of a text, the part
//! of a page. Of each the first difference, with what stands there in both.

use serde_json::Value;

/// Code points shown before a difference, and in all.
const BEFORE: usize = 60;
const SHOWN: usize = 140;

/// The differences between two versions of a file, one for each part of it that differs; none if they are the same.
pub(crate) fn differences(name: &str, before: &[u8], now: &[u8]) -> Vec<String> {
    if before == now {
        return Vec::new();
    }
    let (Ok(a), Ok(b)) = (std::str::from_utf8(before), std::str::from_utf8(now)) else {
        let same = before.iter().zip(now).take_while(|(a, b)| a == b).count();
        let (was, is) = (before.len(), now.len());
        return vec![format!(
            "{name}: from byte {same} on; {was} bytes before, {is} now"
        )];
    };
    match name.rsplit('.').next() {
        Some("html") => page(name, a, b),
        Some("json") => vec![json(name, a, b)],
        Some("jsonl") => vec![records(name, a, b)],
        _ => vec![lines(name, a, b)],
    }
}

/// A page in parts, so that an edit of its style or script is not taken for another analysis.
struct Parts<'a> {
    style: &'a str,
    data: &'a str,
    script: &'a str,
    /// All else; the policy's fingerprints of style and script, which change with these, are left out.
    frame: String,
}

impl<'a> Parts<'a> {
    fn of(page: &'a str) -> Option<Self> {
        let (head, rest) = page.split_once("<style>")?;
        let (style, rest) = rest.split_once("</style>")?;
        let (body, rest) = rest.split_once("<script type=\"application/json\" id=\"data\">")?;
        let (data, rest) = rest.split_once("</script>")?;
        let (between, rest) = rest.split_once("<script type=\"module\">")?;
        let (script, end) = rest.split_once("</script>")?;
        let fingerprints = head.split("sha256-").enumerate().map(|(n, piece)| {
            let print = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
            if n == 0 {
                piece
            } else {
                piece.trim_start_matches(print)
            }
        });
        let head: Vec<&str> = fingerprints.collect();
        let frame = [&head.join("sha256-"), body, between, end].join("<…>");
        Some(Self {
            style,
            data,
            script,
            frame,
        })
    }
}

fn page(name: &str, before: &str, now: &str) -> Vec<String> {
    let (Some(a), Some(b)) = (Parts::of(before), Parts::of(now)) else {
        return vec![lines(name, before, now)];
    };
    let mut found = Vec::new();
    if a.data != b.data {
        found.push(json(&format!("{name}, its data"), a.data, b.data));
    }
    for (part, a, b) in [
        ("style", a.style, b.style),
        ("script", a.script, b.script),
        ("frame", &a.frame, &b.frame),
    ] {
        if a != b {
            found.push(lines(&format!("{name}, its {part}"), a, b));
        }
    }
    if found.is_empty() {
        found.push(lines(&format!("{name}, its policy alone"), before, now));
    }
    found
}

fn json(name: &str, before: &str, now: &str) -> String {
    let parsed = |text| serde_json::from_str::<Value>(text).ok();
    let first = parsed(before).zip(parsed(now));
    match first.and_then(|(a, b)| pointer(Some(&a), Some(&b))) {
        Some((at, a, b)) => told(&format!("{name} at {at:?}"), &a, &b),
        // The same values, written in another way.
        None => lines(name, before, now),
    }
}

/// The first record that differs.
fn records(name: &str, before: &str, now: &str) -> String {
    let differs = |(_, (a, b)): &(usize, (&str, &str))| a != b;
    match (1..).zip(before.lines().zip(now.lines())).find(differs) {
        Some((line, (a, b))) => json(&format!("{name}:{line}"), a, b),
        None => {
            let count = |text: &str| format!("{} records", text.lines().count());
            told(name, &count(before), &count(now))
        }
    }
}

/// The first value that differs: where (RFC 6901), and what stands there in both.
fn pointer(a: Option<&Value>, b: Option<&Value>) -> Option<(String, String, String)> {
    let below = |token: &str, a: Option<&Value>, b: Option<&Value>| {
        let (at, a, b) = pointer(a, b)?;
        let token = token.replace('~', "~0").replace('/', "~1");
        Some((format!("/{token}{at}"), a, b))
    };
    match (a, b) {
        (Some(Value::Object(a)), Some(Value::Object(b))) => {
            let added = b.keys().filter(|key| !a.contains_key(*key));
            let mut keys = a.keys().chain(added);
            keys.find_map(|key| below(key, a.get(key), b.get(key)))
        }
        (Some(Value::Array(a)), Some(Value::Array(b))) => {
            let mut places = 0..a.len().max(b.len());
            places.find_map(|n| below(&n.to_string(), a.get(n), b.get(n)))
        }
        (a, b) if a == b => None,
        (a, b) => {
            let shown =
                |value: Option<&Value>| value.map_or("nothing".to_owned(), Value::to_string);
            Some((String::new(), shown(a), shown(b)))
        }
    }
}

/// The line in which two texts begin to differ.
fn lines(name: &str, before: &str, now: &str) -> String {
    let same = before.chars().zip(now.chars()).take_while(|(a, b)| a == b);
    let at: usize = same.map(|(a, _)| a.len_utf8()).sum();
    let line = before[..at].matches('\n').count() + 1;
    let from = before[..at].char_indices().rev().nth(BEFORE - 1);
    let from = from.map_or(0, |(byte, _)| byte);
    told(
        &format!("{name}, line {line}"),
        &before[from..],
        &now[from..],
    )
}

fn told(place: &str, before: &str, now: &str) -> String {
    let short = |text: &str| -> String {
        let shown = text.chars().take(SHOWN).collect::<String>();
        shown.replace('\n', "⏎")
    };
    format!("{place}\n  was: {}\n  is:  {}", short(before), short(now))
}

#[test]
fn the_first_difference_is_told_in_the_terms_of_the_form() {
    let told = |name: &str, before: &str, now: &str| {
        assert_eq!(differences(name, now.as_bytes(), now.as_bytes()), [""; 0]);
        let found = differences(name, before.as_bytes(), now.as_bytes());
        assert_eq!(found.len(), 1);
        found[0].replace("\n  ", " ")
    };
    for (name, before, now, wanted) in [
        (
            "a.csv",
            "a,1\nb,2\n",
            "a,1\nb,3\n",
            "a.csv, line 2 was: a,1⏎b,2⏎ is:  a,1⏎b,3⏎",
        ),
        (
            "a.json",
            r#"{"x":[{"y":1}]}"#,
            r#"{"x":[{"y":2}]}"#,
            r#"a.json at "/x/0/y" was: 1 is:  2"#,
        ),
        (
            "a.json",
            r#"{"x":[1]}"#,
            r#"{"x":[1,"b"]}"#,
            r#"a.json at "/x/1" was: nothing is:  "b""#,
        ),
        (
            "a.json",
            r#"{"x/y":1,"z":2}"#,
            r#"{"z":2}"#,
            r#"a.json at "/x~1y" was: 1 is:  nothing"#,
        ),
        (
            "a.json",
            r#"{"x":1}"#,
            r#"{"x": 1}"#,
            r#"a.json, line 1 was: {"x":1} is:  {"x": 1}"#,
        ),
        (
            "a.jsonl",
            "1\n{\"x\":2}\n",
            "1\n{\"x\":3}\n",
            r#"a.jsonl:2 at "/x" was: 2 is:  3"#,
        ),
        (
            "a.jsonl",
            "1\n2\n",
            "1\n",
            "a.jsonl was: 2 records is:  1 records",
        ),
    ] {
        assert_eq!(told(name, before, now), wanted);
    }
    let binary = differences("a.png", b"\x89PNG", b"\x89PMG!");
    assert_eq!(binary, ["a.png: from byte 2 on; 4 bytes before, 5 now"]);
}

#[test]
fn an_edit_of_a_pages_style_is_told_apart_from_other_data() {
    let page = |print: &str, style: &str, data: &str, script: &str| {
        format!(
            "<head content=\"script-src 'sha256-{print}='\">\n<style>\n{style}\n</style></head><body>\n\
             <script type=\"application/json\" id=\"data\">{data}</script>\n<script type=\"module\">{script}</script>\n"
        )
    };
    let old = page("a+", "x", "{\"n\":1}", "f()");
    let places = |now: String| -> Vec<String> {
        let found = differences("report.html", old.as_bytes(), now.as_bytes());
        let place = |told: &String| told.lines().next().unwrap_or_default().to_owned();
        found.iter().map(place).collect()
    };
    let data = "report.html, its data at \"/n\"";
    let style = "report.html, its style, line 2";
    let script = "report.html, its script, line 1";
    assert_eq!(places(page("a+", "x", "{\"n\":2}", "f()")), [data]);
    assert_eq!(places(page("b/", "y", "{\"n\":1}", "f()")), [style]);
    assert_eq!(
        places(page("b/", "y", "{\"n\":2}", "g()")),
        [data, style, script]
    );
    let frame = places(old.replace("<body>", "<body class>"));
    assert_eq!(frame, ["report.html, its frame, line 2"]);
    let policy = places(page("b/", "x", "{\"n\":1}", "f()"));
    assert_eq!(policy, ["report.html, its policy alone, line 1"]);
}
