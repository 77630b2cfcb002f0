//! Markdown as people write it.

use super::*;
use proptest::prelude::*;

fn text(markdown: &str) -> String {
    extract(markdown).text
}

#[test]
fn headings_of_both_kinds_have_their_level() {
    let read = extract(
        "# 修桥办法 #\n\n## 一、备料\n\n石料要足。\n\n二、开工\n---\n春天开工。\n---\n完。\n#话题 不是标题\n",
    );
    assert_eq!(
        read.text,
        "修桥办法\n\n一、备料\n\n石料要足。\n\n二、开工\n春天开工。\n完。\n#话题 不是标题\n"
    );
    let headings: Vec<(u8, String)> = read
        .layout
        .headings
        .iter()
        .map(|h| {
            (
                h.level,
                read.text
                    .chars()
                    .skip(h.span.start)
                    .take(h.span.len())
                    .collect(),
            )
        })
        .collect();
    assert_eq!(
        headings,
        [
            (1, "修桥办法".to_owned()),
            (2, "一、备料".to_owned()),
            (2, "二、开工".to_owned())
        ]
    );
}

#[test]
fn marks_inside_lines_are_no_text() {
    for (markdown, shown) in [
        (
            "石料要**足**，木料要*干*，石灰要***细***。",
            "石料要足，木料要干，石灰要细。",
        ),
        ("**一、备料**", "一、备料"),
        ("见[清单](https://a.cn/b_c)和[图][1]。", "见清单和图。"),
        ("![图](a.png)石料。", "石料。"),
        ("据统计[^1]，石料~~不~~足。", "据统计，石料足。"),
        ("用`桥.md`写。", "用桥.md写。"),
        (
            "李**在XX县说，3 * 4 = 12，a_b_c。",
            "李**在XX县说，3 * 4 = 12，a_b_c。",
        ),
        ("<u>石料</u>要足，5 < 6。", "石料要足，5 < 6。"),
        ("> - [ ] 备料", "备料"),
        ("石料\\*三百\\*方&nbsp;整", "石料*三百*方\u{A0}整"),
    ] {
        assert_eq!(text(markdown).trim_end(), shown, "{markdown}");
    }
}

#[test]
fn tables_code_comments_and_notes() {
    let read = extract(
        "| 项目 | 数量 |\n|---|:-:|\n| 石料 | 300 |\n\n```\n# 不是标题\n```\n<!-- 编者\n按 -->\n[^1]: 据统计。\n[1]: https://a.cn\n",
    );
    assert_eq!(
        read.text,
        "项目\t数量\n石料\t300\n\n# 不是标题\n\n\n据统计。\n"
    );
    assert_eq!(read.layout.headings, []);
    assert_eq!(read.layout.noise.len(), 1);
}

#[test]
fn front_matter_states_facts() {
    let read =
        extract("---\ntitle: \"修桥办法\"\ndate: 2025-03-12\ntags: [a, b]\n---\n\n石料要足。\n");
    assert_eq!(read.text, "\n石料要足。\n");
    assert_eq!(read.metadata.title.as_deref(), Some("修桥办法"));
    assert_eq!(read.metadata.date.as_deref(), Some("2025-03-12"));
    assert_eq!(text("---\n石料要足。\n"), "石料要足。\n");
}

proptest! {
    #[test]
    fn nothing_makes_it_panic_and_spans_fit(markdown in "[#*_`~<>&|\\\\!甲乙 a:\\n\\-\\[\\]()^=]{0,80}") {
        let read = extract(&markdown);
        let length = read.text.chars().count();
        for heading in &read.layout.headings {
            prop_assert!(heading.span.end <= length);
        }
    }
}
