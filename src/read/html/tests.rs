use proptest::prelude::*;

use super::*;
use crate::span::Span;

fn page(source: &str) -> Extracted {
    extract(source.as_bytes(), None).unwrap()
}

fn slice(text: &str, span: Span) -> String {
    text.chars().skip(span.start).take(span.len()).collect()
}

/// The text without its noise.
fn body(extracted: &Extracted) -> String {
    let noisy = |at: usize| {
        let noise = &extracted.layout.noise;
        noise
            .iter()
            .any(|span| (span.start..span.end).contains(&at))
    };
    let chars = extracted.text.chars().enumerate();
    let kept: String = chars
        .filter(|(at, _)| !noisy(*at))
        .map(|(_, c)| c)
        .collect();
    let lines: Vec<&str> = kept.lines().filter(|l| !l.trim().is_empty()).collect();
    lines.join("\n")
}

#[test]
fn paragraphs_lists_tables_and_breaks_are_lines() {
    let found = page(
        "<p>一<b>二</b>\n 三&nbsp;&lt;四&gt;<br>五</p><ol start=3><li>甲<li>乙</ol><ul><li>丙</ul>\
         <table><tr><td>年<td>数<tr><th>2024</th><th><p>7</p></th></tr></table><pre>a\n  b</pre>尾",
    );
    assert_eq!(
        found.text,
        "一二三\u{A0}<四>\n五\n3. 甲\n4. 乙\n丙\n年\t数\n2024\t7\na\nb\n尾\n"
    );
}

#[test]
fn what_nobody_sees_is_left_out() {
    let found = page(
        "<!-- 注释 --><script>var a='甲';</script><style>p{}</style><p>看<del>删</del><s>划</s>见\
         <span style='display: none'>藏<span>起</span>来</span></p><div hidden><p>隐</p></div><noscript>请开启</noscript>\
         <ruby>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby><svg><title/><desc>图</desc></svg><template>模板</template>\
         <dialog>弹</dialog><iframe>框</iframe>尾",
    );
    assert_eq!(found.text, "看见\n字\n尾\n");
}

#[test]
fn a_line_end_between_wide_characters_is_no_space() {
    assert_eq!(
        page("<p>全面\n  推进 改革 in\n2025</p>").text,
        "全面推进 改革 in 2025\n"
    );
}

#[test]
fn text_that_a_script_shows_is_shown() {
    let found = page(
        "<p>加载中</p><div style='visibility:hidden'><p>会议强调，要抓好落实。各级党组织要提高站位。</p></div>",
    );
    assert!(found.text.contains("会议强调"));
}

#[test]
fn what_a_style_sheet_hides_is_no_text() {
    let found = page(
        "<html><head><style>.x{display:none} #y { visibility : hidden } .box i{font-size:0}</style></head><body>\
         <p>会议强调，要抓好落实。<span class=x>防采集甲</span></p><p>各级党组织要提高站位。<span id=y>防采集乙</span></p>\
         <div class=box><p>要压实责任。<i>防采集丙</i></p></div><p class='a x'>防采集丁</p>\
         <p>要抓紧抓实。<span style='font-size:0'>防采集戊</span><span style='color:red'>防汛</span></p></body></html>",
    );
    assert!(!found.text.contains("防采集"), "{}", found.text);
    assert!(found.text.contains("要抓紧抓实。防汛"));
}

const FURNISHED: &str = "<html><head><title>在县委工作会议上的讲话_要闻_某县政府网</title>
<meta name=ArticleTitle content='在县委工作会议上的讲话'><meta name=PubDate content='2025-03-26 10:00'>
<meta name=ContentSource content='县委办'></head><body>
<div class=top><a href=/>首页</a> <a href=/a>政务公开</a> <a href=/b>互动交流</a></div>
<ul class=nav><li><a href=1>要闻动态</a></li><li><a href=2>部门信息</a></li></ul>
<div>当前位置：<a href=/>首页</a> &gt; <a href=/n>要闻</a> &gt; 正文</div>
<div class=article><h1>在县委工作会议上的讲话</h1><div>来源：县委办 发布时间：2025-03-26 浏览次数：120</div>
<p>同志们：今天召开县委工作会议，主要任务是安排部署今年重点任务。</p>
<h3>一、提高政治站位</h3><p>各级党组织要提高政治站位，把思想和行动统一到部署上来。</p>
<h3>二、压实工作责任</h3><h4>（一）抓好落实</h4><p>要以钉钉子精神抓好落实，确保各项工作取得实效。</p>
<div class=share>分享到：<a href=w>微信</a> <a href=q>微博</a></div></div>
<div class=related><h3>相关阅读</h3><ul><li><a href=3>县委召开常委会会议</a><li><a href=4>全县召开干部大会</a></ul></div>
<div class=footer><p>主办单位：县政府办公室 版权所有，未经授权，禁止转载。</p><p><a href=icp>某ICP备12345678号</a></p></div></body></html>";

#[test]
fn furniture_is_noise_and_stays_in_the_text() {
    let found = page(FURNISHED);
    let body = body(&found);
    assert!(body.starts_with("在县委工作会议上的讲话\n"), "{body}");
    assert!(body.ends_with("确保各项工作取得实效。"), "{body}");
    for seen in [
        "互动交流",
        "部门信息",
        "当前位置",
        "微信",
        "相关阅读",
        "全县召开干部大会",
        "ICP备",
    ] {
        assert!(found.text.contains(seen), "{seen}");
        assert!(!body.contains(seen), "{seen} in {body}");
    }
}

#[test]
fn headings_have_levels_and_the_title_is_none_of_them() {
    let found = page(FURNISHED);
    let headings: Vec<_> = found
        .layout
        .headings
        .iter()
        .map(|h| (h.level, slice(&found.text, h.span)))
        .collect();
    assert_eq!(
        headings,
        [
            (0, "在县委工作会议上的讲话".to_owned()),
            (1, "一、提高政治站位".to_owned()),
            (1, "二、压实工作责任".to_owned()),
            (2, "（一）抓好落实".to_owned()),
        ]
    );
}

#[test]
fn the_page_tells_title_date_and_source() {
    let metadata = page(FURNISHED).metadata;
    assert_eq!(metadata.title.as_deref(), Some("在县委工作会议上的讲话"));
    assert_eq!(metadata.date.as_deref(), Some("2025-03-26"));
    assert_eq!(metadata.author.as_deref(), Some("县委办"));
}

#[test]
fn a_page_without_visible_text_is_empty() {
    for source in [
        "",
        "<html><script>a</script></html>",
        "<p hidden>甲</p><img alt=乙>",
    ] {
        let problem = extract(source.as_bytes(), None).err();
        assert_eq!(problem, Some(Problem::Empty), "{source}");
    }
}

#[test]
fn misnested_tags_do_not_swallow_text() {
    for source in [
        "<p><b>一<p>二</b>三</div></table></p>四",
        "<table>一<tr>二<td>三<table><td>四</table>",
        "<a href=x><div>一</a>二</div><a>三<a>四",
        "<ul><li>一<li><p>二<li>三</ul></li>四",
        "<title>题</title><head><p>一<head>二</head></body></html>三<div>四",
        "一<select><option>二<option>三</select><svg><p>四</svg>",
    ] {
        let text = page(source).text;
        let letters: String = text.chars().filter(|c| "一二三四".contains(*c)).collect();
        assert_eq!(letters, "一二三四", "{source}");
    }
}

#[test]
fn depth_and_length_cost_no_more_than_their_size() {
    let many = 200_000;
    for source in [
        "<div>".repeat(many) + "底",
        "<b><p>".repeat(many) + "底",
        "<table><tr><td>".repeat(many) + "底",
        "<a href=x>".repeat(many) + "底",
        "<svg>".repeat(many) + "</svg>".repeat(many).as_str() + "底",
        "<ul><li>".repeat(many) + "底",
        format!(
            "<p {}>底",
            (0..many).map(|n| format!("a{n}=x ")).collect::<String>()
        ),
        format!("<p class='{}'>底", "x".repeat(many * 10)),
        "</p>".repeat(many) + "底",
        "<div>".repeat(600) + "<p>会议强调。</p>".repeat(many).as_str() + "底",
        "&#x4e00".repeat(many) + "底",
    ] {
        let begin = std::time::Instant::now();
        let text = page(&source).text;
        assert!(text.ends_with("底\n"));
        assert!(begin.elapsed().as_secs() < 20, "{}", &source[..20]);
    }
}

proptest! {
    #[test]
    fn no_page_makes_it_panic(
        parts in proptest::collection::vec(
            prop_oneof![
                "[^<]{0,8}",
                "</?(p|div|a href=x|table|tr|td|li|ol|h1|h3|title|head|body|svg|select|pre|br|script|del)>",
            ],
            0..40,
        )
    ) {
        let source = parts.concat();
        if let Ok(found) = extract(source.as_bytes(), None) {
            let length = found.text.chars().count();
            let mut last = 0;
            for span in &found.layout.noise {
                prop_assert!(last <= span.start && span.start < span.end && span.end <= length);
                last = span.end;
            }
            for heading in &found.layout.headings {
                prop_assert!(heading.span.start < heading.span.end && heading.span.end <= length);
            }
        }
    }
}
