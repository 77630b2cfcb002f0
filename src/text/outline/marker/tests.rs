use super::*;

fn read(text: &str) -> Option<(MarkerStyle, Option<u32>)> {
    let chars: Vec<char> = text.chars().collect();
    marker(&chars, true).map(|m| (m.style, m.number))
}

#[test]
fn every_style_is_read_in_full_and_half_width() {
    for (text, style, number) in [
        ("第二部分 回顾", MarkerStyle::Part, 2),
        ("第十二章　总则", MarkerStyle::Chapter, 12),
        ("第三节 范围", MarkerStyle::Division, 3),
        ("第五条 本办法", MarkerStyle::Article, 5),
        ("第五条【经费】", MarkerStyle::Article, 5),
        ("第一百零五条 本办法", MarkerStyle::Article, 105),
        ("第一百二十条 本办法", MarkerStyle::Article, 120),
        ("Ⅲ、修桥", MarkerStyle::Roman, 3),
        ("IV. Works", MarkerStyle::Roman, 4),
        ("B. Works", MarkerStyle::Letter, 2),
        ("Ｂ、修桥", MarkerStyle::Letter, 2),
        ("第二个问题：关门", MarkerStyle::Topic, 2),
        ("二、修路", MarkerStyle::Chinese, 2),
        ("二十一、修路", MarkerStyle::Chinese, 21),
        ("（三）修桥", MarkerStyle::ChineseBracket, 3),
        ("(三)修桥", MarkerStyle::ChineseBracket, 3),
        ("㈢修桥", MarkerStyle::ChineseBracket, 3),
        ("1.种树", MarkerStyle::Arabic, 1),
        ("１．种树", MarkerStyle::Arabic, 1),
        ("12、种树", MarkerStyle::Arabic, 12),
        ("1.2024年计划", MarkerStyle::Arabic, 1),
        ("2.3 种树", MarkerStyle::Dotted(1), 3),
        ("2.1.3种树的办法", MarkerStyle::Dotted(2), 3),
        ("（4）浇水", MarkerStyle::ArabicBracket, 4),
        ("4)浇水", MarkerStyle::ArabicBracket, 4),
        ("③施肥", MarkerStyle::Circled, 3),
        ("一是除草", MarkerStyle::Word('是'), 1),
        ("二要除草", MarkerStyle::Word('要'), 2),
        ("第一，开门", MarkerStyle::Ordinal, 1),
        ("第二个问题，关门", MarkerStyle::Ordinal, 2),
        ("第三是关窗", MarkerStyle::Ordinal, 3),
        ("首先，开门", MarkerStyle::Firstly, 1),
        ("其次要关门", MarkerStyle::Firstly, 2),
        ("其二，关门", MarkerStyle::OneOfThem, 2),
    ] {
        assert_eq!(read(text), Some((style, Some(number))), "{text}");
    }
    assert_eq!(read("最后，锁门"), Some((MarkerStyle::Firstly, None)));
}

#[test]
fn what_only_looks_like_a_marker_is_none() {
    for text in [
        "一九五八，丰收",
        "第一产业增长",
        "第一、二、三产业",
        "2.5万人搬家",
        "2024.3.5",
        "123、门牌",
        "首先在本县试行",
        "三月，花开",
        "一方面，要看到",
        "（2024）12号",
        "U.S. law",
        "A股上涨",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
