//! Outlines of invented texts, style by style.

use proptest::prelude::*;

use super::*;
use crate::span::Span;

/// The outline of a plain text.
fn outline(text: &SourceText) -> Outline {
    super::outline(text, &Layout::default())
}

/// Headings as `level marker-and-text`, with `+` in front when run in.
fn headings(text: &str) -> Vec<String> {
    outline(&SourceText::from(text))
        .headings
        .iter()
        .map(|h| format!("{}{} {}", if h.run_in { "+" } else { "" }, h.level, h.text))
        .collect()
}

fn paths(text: &str) -> Vec<String> {
    let outline = outline(&SourceText::from(text));
    outline.sections.into_iter().map(|s| s.path).collect()
}

fn noise(text: &str) -> Vec<String> {
    let source = SourceText::from(text);
    outline(&source)
        .noise
        .iter()
        .map(|span| source.slice(*span).to_owned())
        .collect()
}

#[test]
fn marks_of_markdown_are_headings_and_no_text() {
    let text = "# 修桥办法\n\n## 一、备料\n\n石料要足。\n\n## 二、开工\n\n春天开工。\n\n### （一）打桩\n\n桩要深。\n";
    let source = SourceText::from(text);
    let found = outline(&source);
    assert_eq!(found.title.map(|span| source.slice(span)), Some("修桥办法"));
    assert_eq!(headings(text), ["1 一、备料", "1 二、开工", "2 （一）打桩"]);
    assert_eq!(paths(text), ["题", "一", "二", "二/(一)"]);
    let bold = "修桥办法\n**一、备料**\n石料要足。\n**二、开工**\n春天开工。\n";
    assert_eq!(headings(bold), ["1 一、备料", "1 二、开工"]);
    assert_eq!(noise("#1 号桥\n石料要足。\n#修桥# 很好。\n"), [""; 0]);
}

#[test]
fn marks_of_markdown_in_a_plain_text_are_noise_and_emphasis_opens_headings() {
    let text = "---\ntitle: 修桥办法\ndate: 2024-05-01\n---\n# 修桥办法\n**一、备料**石料要足，见[清单](https://bridge.example/a)。\n**二、开工**春天开工。![桥](a.png)\n";
    assert_eq!(headings(text), ["+1 一、备料", "+1 二、开工"]);
    let found = noise(text);
    assert!(
        found[0].contains("title") && !found[0].contains('#'),
        "{found:?}"
    );
    assert_eq!(
        found[1..],
        ["[", "](https://bridge.example/a)", "![桥](a.png)\n"]
    );
    assert_eq!(noise("数组a[1](2)为3，桥长[3](米)。\n"), [""; 0]);
}

#[test]
fn a_foot_that_ends_in_prose_is_noise() {
    let text = "修桥大会召开\n昨天，修桥大会在河边召开。大家都来了。\n会后开工。\n打印本页\n上一篇：无\n责任编辑：孙小河\n本网转载的作品，版权归作者所有，如有侵权请与本网联系，我们及时处理。\n";
    assert_eq!(
        noise(text),
        [
            "打印本页\n上一篇：无\n责任编辑：孙小河\n本网转载的作品，版权归作者所有，如有侵权请与本网联系，我们及时处理。\n"
        ]
    );
    let legal =
        "昨天开会。大家都来了。\n打印本页\n版权所有：河县。地址：河街1号。电话：010-8520。\n";
    assert_eq!(
        noise(legal),
        ["打印本页\n版权所有：河县。地址：河街1号。电话：010-8520。\n"]
    );
}

#[test]
fn formal_numerals_and_stems_number_headings() {
    for (text, found) in [
        (
            "修桥报告\n壹、备料\n石料要足。\n贰、开工\n一、打桩\n桩要深。\n二、铺面\n面要平。\n叁、验收\n秋天验收。\n",
            vec![
                "1 壹、备料",
                "1 贰、开工",
                "2 一、打桩",
                "2 二、铺面",
                "1 叁、验收",
            ],
        ),
        (
            "修桥報告\n壹、備料\n石料要足。\n貳、開工\n春天開工。\n參、驗收\n秋天驗收。\n",
            vec!["1 壹、備料", "1 貳、開工", "1 參、驗收"],
        ),
        (
            "修桥报告\n甲、备料\n石料要足。\n乙、开工\n春天开工。\n丙、验收\n秋天验收。\n",
            vec!["1 甲、备料", "1 乙、开工", "1 丙、验收"],
        ),
        (
            "修桥办法\n第壹章 总则\n本镇修桥。\n（甲）备料\n石料要足。\n（乙）开工\n春天开工。\n第贰章 经费\n经费自筹。\n",
            vec![
                "1 第壹章 总则",
                "2 （甲）备料",
                "2 （乙）开工",
                "1 第贰章 经费",
            ],
        ),
        (
            "修桥合同\n甲、乙双方应当守约。\n乙、丙双方应当守约。\n",
            vec![],
        ),
    ] {
        assert_eq!(headings(text), found, "{text}");
    }
}

#[test]
fn a_typed_table_of_contents_is_noise_and_no_title() {
    let body = "一、备料\n石料要足。\n二、开工\n春天开工。\n";
    let text = format!("修桥工作报告\n目　录\n一、备料……………1\n二、开工……………3\n{body}");
    let source = SourceText::from(text.as_str());
    let found = outline(&source);
    assert_eq!(
        found.title.map(|span| source.slice(span)),
        Some("修桥工作报告")
    );
    assert_eq!(paths(&text), ["题", "一", "二"]);
    let alone = format!("目录\n一、备料 1\n二、开工 3\n{body}");
    assert_eq!(outline(&SourceText::from(alone.as_str())).title, None);
    assert_eq!(paths(&alone), ["一", "二"]);
}

#[test]
fn paragraphs_broken_at_a_width_are_whole() {
    let flat = "修桥工作报告\n　　全镇各村要把修桥当作今年头一件大事来办，逐户摸清石料木料的缺口，做到底数清、办法多。\n　　要趁枯水期抢修桥墩，务必在汛期来临之前合龙，绝不让孩子们再蹚水上学。\n";
    let wrapped = "修桥工作报告\n　　全镇各村要把修桥当作今年头一件大事\n来办，逐户摸清石料木料的缺口，做到底数\n清、办法多。\n　　要趁枯水期抢修桥墩，务必在汛期来临之\n前合龙，绝不让孩子们再蹚水上学。\n";
    assert_eq!(paths(wrapped), paths(flat));
    let (flat, wrapped) = [flat, wrapped].map(crate::text::NormalText::new).into();
    assert_eq!(flat.units(), wrapped.units());
    assert_eq!(flat.breaks(), wrapped.breaks());
}

#[test]
fn headings_of_every_style() {
    let cases: &[(&str, &[&str])] = &[
        (
            "第一部分 修桥的由来\n河上没有桥。\n第二部分 修桥的办法\n一、备料\n先备石料。\n二、开工\n春天开工。",
            &[
                "1 第一部分 修桥的由来",
                "1 第二部分 修桥的办法",
                "2 一、备料",
                "2 二、开工",
            ],
        ),
        (
            "第一章 总则\n本镇修桥。\n第二章 经费\n经费自筹。",
            &["1 第一章 总则", "1 第二章 经费"],
        ),
        (
            "一、备料\n石料要足。\n（一）石料。石料从北山来。\n（二）木料。木料从南山来。\n二、开工\n春天开工。",
            &["1 一、备料", "+2 （一）石料", "+2 （二）木料", "1 二、开工"],
        ),
        (
            "一、备料\n1.石料\n石料从北山来。\n2.木料\n木料从南山来。\n二、开工\n（一）打桩\n1、选址。河面最窄处。\n2、定桩。桩要深。\n（二）铺面\n铺面要平。",
            &[
                "1 一、备料",
                "2 1.石料",
                "2 2.木料",
                "1 二、开工",
                "2 （一）打桩",
                "+3 1、选址",
                "+3 2、定桩",
                "2 （二）铺面",
            ],
        ),
        (
            "１．备料\n石料要足。\n２．开工\n春天开工。",
            &["1 １．备料", "1 ２．开工"],
        ),
        (
            "(一)备料。石料要足。\n(二)开工。春天开工。",
            &["+2 (一)备料", "+2 (二)开工"],
        ),
        (
            "一、备料\n（一）石料\n（1）采石。北山采石。\n（2）运石。牛车运石。\n（二）木料\n①伐木。冬天伐木。\n②晒木。夏天晒木。",
            &[
                "1 一、备料",
                "2 （一）石料",
                "+3 （1）采石",
                "+3 （2）运石",
                "2 （二）木料",
                "+3 ①伐木",
                "+3 ②晒木",
            ],
        ),
        (
            "今年修桥，事情不少。一是备料充足。石料从北山来。二是开工及时。春天开工。三是完工顺利！秋天通车。",
            &["+2 一是备料充足", "+2 二是开工及时", "+2 三是完工顺利"],
        ),
        (
            "一、修桥\n一要备好料。石料要足。\n二要开好工。春天开工。\n二、铺路\n路要直。",
            &["1 一、修桥", "+2 一要备好料", "+2 二要开好工", "1 二、铺路"],
        ),
        (
            "我讲三点。第一，备料要足。石料从北山来。第二，开工要早。春天开工。第三，完工要快。秋天通车。",
            &[
                "+2 第一，备料要足",
                "+2 第二，开工要早",
                "+2 第三，完工要快",
            ],
        ),
        (
            "修桥有三步。首先，要备料。石料从北山来。其次，要开工。春天开工。最后，要通车。秋天通车。",
            &["+2 首先，要备料", "+2 其次，要开工", "+2 最后，要通车"],
        ),
        (
            "好处有二。其一，过河方便。不用坐船。其二，买卖方便。集市更旺。",
            &["+2 其一，过河方便", "+2 其二，买卖方便"],
        ),
        (
            "修桥要抓好：一是备料。石料要足。二是开工。春天开工。",
            &["+2 一是备料", "+2 二是开工"],
        ),
        (
            "一要备料。石料要足。二是开工。春天开工。",
            &["+2 一要备料", "+2 二是开工"],
        ),
        // One sentence each, as short news reports have it.
        (
            "镇长要求，一要备好石料，确保质量过关。二要备好木料，确保数量充足。三要备好工具。",
            &[
                "+2 一要备好石料，确保质量过关",
                "+2 二要备好木料，确保数量充足",
                "2 三要备好工具",
            ],
        ),
        // Numbering that starts anew inside a part of the same form.
        (
            "一、修桥\n一、备料\n石料要足。\n二、开工\n春天开工。\n三、通车\n秋天通车。\n二、铺路\n路要直。",
            &[
                "1 一、修桥",
                "2 一、备料",
                "2 二、开工",
                "2 三、通车",
                "1 二、铺路",
            ],
        ),
        (
            "# 不算标题\n一、\n修桥的事\n桥要结实。\n二、\n铺路的事\n路要直。",
            &["1 一、\n修桥的事", "1 二、\n铺路的事"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(headings(text), *expected, "{text}");
    }
}

#[test]
fn articles_are_sections_below_their_chapters() {
    let text = "修桥办法\n第一条 为了修桥，制定本办法。\n第二条 本镇修桥适用本办法。\n第二章 经费\n第三条【来源】 经费由镇里出。\n不够的，由村里出。\n第四条 经费用于：\n（一）石料；\n（二）木料。\n";
    assert_eq!(
        headings(text),
        [
            "+1 第一条",
            "+1 第二条",
            "1 第二章 经费",
            "+2 第三条【来源】",
            "+2 第四条"
        ]
    );
    assert_eq!(
        paths(text),
        ["题", "第一条", "第二条", "第二章/第三条", "第二章/第四条"]
    );
    let outline = outline(&SourceText::from(text));
    assert_eq!(outline.sections[1].heading, "第一条 为了修桥，制定本办法");
}

#[test]
fn titles_without_number_on_their_own_lines() {
    let text = "修桥工作报告\n各位代表：\n现在报告工作。\n关于修桥问题\n桥修好了。\n一、石料\n石料够了。\n二、木料\n木料够了。\n关于铺路问题\n路铺好了。\n结束语\n各位代表！\n让我们一起努力。\n";
    assert_eq!(
        headings(text),
        [
            "1 关于修桥问题",
            "2 一、石料",
            "2 二、木料",
            "1 关于铺路问题",
            "1 结束语"
        ]
    );
    let below = "各位代表：\n现在报告工作。\n一、修桥\n修桥有两个问题。\n关于石料问题\n石料够了。\n关于木料问题\n木料够了。\n二、铺路\n路铺好了。\n";
    assert_eq!(
        headings(below),
        [
            "1 一、修桥",
            "2 关于石料问题",
            "2 关于木料问题",
            "1 二、铺路"
        ]
    );
    let years = "现在报告工作。\n2023年工作回顾\n桥修好了。\n2024年工作任务\n还要修渠。\n";
    assert_eq!(headings(years), ["1 2023年工作回顾", "1 2024年工作任务"]);
    let apart = "现在报告工作。\n过去一年的回顾\n　　桥修好了。\n　　路铺好了。\n　　树种好了。\n今后一年的打算\n　　还要修渠。\n";
    assert_eq!(headings(apart), ["1 过去一年的回顾", "1 今后一年的打算"]);
}

#[test]
fn a_numbering_that_lost_a_number_goes_on() {
    let text = "5.石料\n石料够了。\n6.木料\n木料够了。\n7.绳子\n绳子够了，可以开工8.石灰石灰够了。\n9.工具\n工具够了。\n10.人手\n人手够了。\n";
    assert_eq!(
        headings(text),
        ["1 5.石料", "1 6.木料", "1 7.绳子", "1 9.工具", "1 10.人手"]
    );
    let words = "会议要求，首先要备料。石料要足。二要开工。春天开工。三要完工。秋天通车。四要养护。桥要结实。";
    assert_eq!(
        headings(words),
        ["+2 二要开工", "+2 三要完工", "+2 四要养护"]
    );
}

#[test]
fn items_behind_signs_and_semicolons() {
    assert_eq!(
        headings("会上提出要求。广告 桥边旅店 ×一是备料。石料要足。二是开工。春天开工。"),
        ["+2 一是备料", "+2 二是开工"]
    );
    assert_eq!(
        headings("★一、备料\n石料要足。\n★二、开工\n春天开工。\n"),
        ["1 一、备料", "1 二、开工"]
    );
    assert_eq!(
        headings(
            "一要备料。石料要足，木料要干；二要开工。春天开工，秋天完工；三要通车。大家过河。"
        ),
        ["+2 一要备料", "+2 二要开工", "+2 三要通车"]
    );
}

#[test]
fn a_long_sentence_is_headed_by_its_first_clause() {
    let rest = "石料木料都要提前备好备足，道路场地都要提前平整硬化，工具机械都要提前检修保养，人员经费都要提前安排落实，安全责任都要提前压紧压实";
    let text = format!(
        "会上提出要求。一要抓好备料工作，{rest}。这是大事。二要按时开工，{rest}。这也是大事。"
    );
    assert_eq!(headings(&text), ["+2 一要抓好备料工作", "+2 二要按时开工"]);
}

#[test]
fn parts_counted_in_words_hold_their_points() {
    let text = "我讲两个问题。第一个问题：备料。有两点。第一，石料。石料要足。第二，木料。木料要干。第二个问题：开工。也有两点。第一，要早。春天开工。第二，要快。秋天完工。";
    assert_eq!(
        headings(text),
        [
            "+1 第一个问题：备料",
            "+2 第一，石料",
            "+2 第二，木料",
            "+1 第二个问题：开工",
            "+2 第一，要早",
            "+2 第二，要快"
        ]
    );
}

#[test]
fn numbers_alone_on_their_lines_number_the_parts_of_an_essay() {
    let text =
        "修桥随想\n一\n昨天过河，河上没有桥。大家都蹚水。\n二\n今天过河，桥修好了。大家都高兴。\n";
    assert_eq!(headings(text), ["1 一", "1 二"]);
    assert_eq!(paths(text), ["题", "一", "二"]);
}

#[test]
fn roman_and_latin_numbers() {
    assert_eq!(
        headings(
            "Ⅰ、备料\n石料要足。\nA.石料\n从北山来。\nB.木料\n从南山来。\nⅡ、开工\n春天开工。\n"
        ),
        ["1 Ⅰ、备料", "2 A.石料", "2 B.木料", "1 Ⅱ、开工"]
    );
    assert_eq!(
        headings("I. Materials\nStone is needed.\nII. Works\nThey begin in spring.\n"),
        ["1 I. Materials", "1 II. Works"]
    );
}

#[test]
fn what_is_no_heading() {
    for text in [
        "今年要做到：一是备料；二是开工；三是通车。",
        "一是备料；二是开工；三是通车。大家要努力。",
        "一是没有钱。大家都很着急。",
        "一方面，要备料。另一方面，要开工。",
        "第一产业增长。第二产业下降。",
        "第一、二、三产业都在增长。",
        "3.5亿元用于修桥。2.1亿元用于铺路。",
        "第一次会议开了。第二次会议没开。",
        "一、二级医院都在扩建。三级医院没有。",
        "首先在本镇修桥。其次要看天气好坏。",
        "买的东西：\n1.石头\n2.木头\n3.绳子\n东西都齐了。",
        "要做的事：\n（一）备料；\n（二）开工；\n（三）通车。",
        // What follows a marker alone on its line is furniture, not its heading.
        "一、\n— 3 —\n修桥的事",
        "2024.3.5 开工。2024.9.1 通车。",
        "第一条 本镇修桥，由镇里出钱。\n第二条 本镇铺路，由村里出力。",
        // Captions, and a line that a link broke out of its sentence.
        "修桥大会召开。\n　　大家都来了。\n大会现场\n　　桥要结实。\n代表发言\n　　桥要修好。",
        "镇里通过了《\n修桥办法\n》，从今天起施行。大家都来了。",
    ] {
        assert_eq!(headings(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn leaves_are_named_after_the_headings_above_them() {
    let text = "修桥大会上的讲话\n\n同志们：\n今天开会。\n一、备料\n石料要足。\n（一）石料。从北山来。\n（二）木料。从南山来。\n二、开工\n一是打桩。桩要深。二是铺面。面要平。\n同志们，让我们开工吧！";
    assert_eq!(
        paths(text),
        [
            "题",
            "¶2",
            "¶3",
            "一",
            "一/(一)",
            "一/(二)",
            "二/一是",
            "二/二是",
            "¶10"
        ]
    );
    let outline = outline(&SourceText::from(text));
    assert_eq!(outline.title, Some(Span::new(0, 8)));
    // 二、 has no text of its own, so it stands in the leaf of its first sub-heading.
    let leaf = &outline.sections[6];
    assert_eq!(leaf.headings, [3, 4]);
    assert_eq!(leaf.span.start, outline.headings[3].span.start);
}

#[test]
fn what_follows_an_enumeration_inside_a_paragraph_belongs_to_the_heading_above() {
    let text = "一、修桥\n有两步。一是备料。石料要足。二是开工。春天开工。\n桥修好了要养护。\n二、铺路\n路要直。";
    assert_eq!(paths(text), ["一", "一/一是", "一/二是", "一#2", "二"]);
}

#[test]
fn a_lead_phrase_names_its_paragraph_and_the_leaves_inside() {
    let text =
        "孙小河强调，修桥要快。一要备料。石料要足。二要开工。春天开工。\n孙小河指出，铺路要直。";
    let source = SourceText::from(text);
    let outline = outline(&source);
    let leads: Vec<_> = outline
        .sections
        .iter()
        .map(|s| {
            (
                s.path.as_str(),
                s.heading.as_str(),
                s.lead.map(|l| source.slice(l)),
            )
        })
        .collect();
    assert_eq!(
        leads,
        [
            ("¶1", "孙小河强调，修桥要快", Some("孙小河强调，修桥要快")),
            ("¶1/一要", "一要备料", Some("孙小河强调，修桥要快")),
            ("¶1/二要", "二要开工", Some("孙小河强调，修桥要快")),
            ("¶2", "孙小河指出，铺路要直", Some("孙小河指出，铺路要直")),
        ]
    );
}

#[test]
fn furniture_around_the_body_is_noise() {
    let text = "首页 > 新闻 > 正文\nhttps://bridge.example/a.html\n修桥大会召开\n发布时间：2024-05-01 来源：桥报 浏览次数：12\n昨天，修桥大会在河边召开。大家都来了。\n会后开工。\n（责任编辑：孙小河）\n上一篇：无\n下一篇：铺路\n分享到：\n版权所有 桥报\n";
    assert_eq!(
        noise(text),
        [
            "首页 > 新闻 > 正文\nhttps://bridge.example/a.html",
            "发布时间：2024-05-01 来源：桥报 浏览次数：12",
            "（责任编辑：孙小河）\n上一篇：无\n下一篇：铺路\n分享到：\n版权所有 桥报\n",
        ]
    );
}

#[test]
fn a_name_in_brackets_under_the_title_is_no_noise_and_one_below_the_body_is() {
    let text = "在修桥大会上的讲话\n（孙小河）\n同志们：\n桥要修好。路要铺好。\n（赵源华）";
    assert_eq!(noise(text), ["（赵源华）"]);
    let shown = SourceText::from(text);
    let title = outline(&shown).title.map(|span| shown.slice(span));
    assert_eq!(title, Some("在修桥大会上的讲话"));
}

#[test]
fn a_cut_off_copy_of_the_body_above_it_is_noise() {
    let text = "昨天，修桥大会在河边召开。大家都来了，有说有\n修桥大会\n昨天，修桥大会在河边召开。大家都来了，有说有笑，十分热闹。";
    assert_eq!(
        noise(text),
        ["昨天，修桥大会在河边召开。大家都来了，有说有"]
    );
}

#[test]
fn editors_and_other_pages_are_noise() {
    let text = "下面是小编为大家整理的修桥讲话，供大家参考。\n同志们：\n今天修桥。桥要结实。\n推荐访问：修桥 铺路 种树";
    assert_eq!(
        noise(text),
        [
            "下面是小编为大家整理的修桥讲话，供大家参考。",
            "推荐访问：修桥 铺路 种树"
        ]
    );
    assert_eq!(
        noise("桥修好了。大家过河。责任编辑：孙小河"),
        ["责任编辑：孙小河"]
    );
}

#[test]
fn text_is_no_noise() {
    for text in [
        "修桥大会召开\n昨天，修桥大会在河边召开。\n孙小河\n2024年5月1日",
        "修桥大会在河边隆重召开之后全镇开工修桥\n修桥大会在河边隆重召开之后全镇开工修桥的消息传开。",
        "网站浏览量达1亿次 下载量超2400万\n网站很热闹。",
        "编辑部开会。大家讨论了来源问题。\n会议很好。",
        "一、返回\n大家返回了。\n二、更多\n还有更多。",
    ] {
        assert_eq!(noise(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_text_without_any_letter_is_noise_and_an_empty_one_is_nothing() {
    assert_eq!(outline(&SourceText::from("")), Outline::default());
    assert_eq!(noise(" \n\u{3000}\n"), [" \n\u{3000}\n"]);
}

/// Pieces of texts that the stages look for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "一、",
        "二、",
        "三、",
        "（一）",
        "(二)",
        "1.",
        "2、",
        "（1）",
        "①",
        "②",
        "一是",
        "二是",
        "一要",
        "二要",
        "第一，",
        "第二，",
        "首先，",
        "其次，",
        "最后，",
        "第一部分 ",
        "第二章",
        "同志们：",
        "同志们，",
        "孙小河强调，",
        "修桥",
        "铺路铺路",
        "。",
        "；",
        "，",
        "：",
        "！",
        "\n",
        "\n\n",
        "\r\n",
        "　",
        " ",
        "上一篇：",
        "责任编辑：",
        "http://a.b/c",
        "推荐访问：",
        "要修桥要铺路要种树要修桥要铺路要种树要修桥要铺路要种树要修桥要铺路要种树要修桥要铺路要种树要修桥要铺路。",
        "🙂",
        "e\u{301}",
        "索引号：",
        "发布日期：",
        "发文机关：",
        "-->",
        "…",
        "”",
        "\u{FEFF}",
        "广告 ",
        " ×",
        " 河报记者 孙小河/摄",
        "2月3日",
        "这是2024年2月3日",
        "受访者 供图",
        "（完）",
        "（来源：河报）",
        "返回河网，查看更多",
        "第一条 ",
        "第一个问题：",
        "Ⅰ、",
        "A.",
        "★",
        "**",
        "## ",
        "---",
        "[",
        "](a/b)",
        "结束语",
        "关于修桥问题",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn sections_and_noise_tile_any_text(text in prop_oneof![pieces(), any::<String>()]) {
        let source = SourceText::from(text.as_str());
        let outline = outline(&source);
        let mut spans: Vec<Span> = outline.sections.iter().map(|s| s.span).collect();
        prop_assert!(spans.is_sorted() && outline.noise.is_sorted());
        spans.extend(&outline.noise);
        spans.sort_unstable();
        let mut end = 0;
        for span in &spans {
            prop_assert_eq!(span.start, end);
            prop_assert!(!span.is_empty());
            end = span.end;
        }
        prop_assert_eq!(end, source.len());
        for section in &outline.sections {
            prop_assert!(!source.slice(section.span).trim_matches(super::line::is_blank).is_empty());
            prop_assert!(section.headings.is_sorted() && section.headings.iter().all(|h| *h < outline.headings.len()));
        }
        let mut paths: Vec<&str> = outline.sections.iter().map(|s| s.path.as_str()).collect();
        paths.sort_unstable();
        prop_assert!(paths.windows(2).all(|pair| pair[0] != pair[1]));
        let mut last = 0;
        for heading in &outline.headings {
            prop_assert_eq!(source.slice(heading.span), heading.text.as_str());
            prop_assert!(heading.level >= 1 && heading.span.start >= last && !heading.span.is_empty());
            last = heading.span.start + 1;
            prop_assert!(outline.noise.iter().all(|n| n.intersection(heading.span).is_none()));
        }
        if let Some(title) = outline.title {
            prop_assert!(title.end <= source.len() && !title.is_empty());
        }
    }
}
