//! Single signs of a kind: what a line, an opening or an end looks like.
//!
//! In: `海政发〔2025〕3号` · Out: the number of a document. In: `会议强调，要抓落实` · Out: indirect speech, once.

/// Longest line that is a salutation, in code points.
const SALUTATION: usize = 40;

/// The lines of a text that say something, marks of Markdown left out.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let bare = |line| {
        str::trim_matches(line, |c: char| {
            c.is_whitespace() || "#*\u{200B}\u{FEFF}".contains(c)
        })
    };
    text.lines().map(bare).filter(|line| !line.is_empty())
}

/// A title on one line, without marks and remarks at its end: 《春耕工作报告（摘要）》 is one of 春耕工作报告.
pub(super) fn title_proper(title: &str) -> String {
    let joined: String = title.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = joined.trim_end_matches(['》', '”', '※', '*']);
    while let Some(before) = rest.strip_suffix(['）', ')']) {
        let Some(open) = before.rfind(['（', '(']) else {
            break;
        };
        rest = &before[..open];
    }
    rest.to_owned()
}

pub(super) fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether a line is one that addresses an audience.
pub(super) fn is_salutation(line: &str) -> bool {
    let addressed = [
        "同志们",
        "各位",
        "朋友们",
        "女士们",
        "代表们",
        "同学们",
        "委员们",
        "尊敬的",
    ];
    // 各乡镇党委： is to whom a paper goes.
    line.chars().count() <= SALUTATION
        && line.ends_with([':', '：', '!', '！'])
        && has_any(line, &addressed)
}

pub(super) fn is_salutation_any(lines: &[String]) -> bool {
    lines.iter().any(|line| is_salutation(line))
}

/// Whether a text begins by addressing an audience and goes on in the same line: 同志们：今天开会.
pub(super) fn opens_with_salutation(start: &str) -> bool {
    let end = start.find(['：', ':', '！', '!', '。']);
    let address = end.map_or(start, |end| &start[..end]);
    let polite = [
        "同志们",
        "尊敬的",
        "女士们",
        "先生们",
        "朋友们",
        "同胞们",
        "各位",
    ];
    let ends = [
        "们", "代表", "委员", "嘉宾", "来宾", "同事", "同仁", "先生", "女士",
    ];
    let closes = end.is_some() && ends.iter().any(|end| address.ends_with(end));
    closes && has_any(address, &polite) || address.matches("尊敬的").count() >= 2
}

/// Whether the end of a text says of which speech it is: 这是王明同志2020年6月2日在…上的讲话, （2020年2月14日在…上的讲话）.
pub(super) fn is_remark_on_speech(text: &str) -> bool {
    const TAIL: usize = 160;
    let count = text.trim_end().chars().count();
    let tail: String = text
        .trim_end()
        .chars()
        .skip(count.saturating_sub(TAIL))
        .collect();
    ["上的讲话", "时的讲话", "上的报告", "上的发言"]
        .iter()
        .any(|said| {
            tail.split(said).next().is_some_and(|before| {
                let clause = before.rsplit(['。', '，', '\n']).next().unwrap_or(before);
                before.len() < tail.len() && clause.contains("日在")
            })
        })
}

/// Whether a line begins with the number of an article.
pub(super) fn is_article(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('第') else {
        return false;
    };
    let numeral = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c);
    let behind = rest.trim_start_matches(numeral);
    behind.len() < rest.len() && behind.starts_with('条')
}

/// Whether a line is the number of a document: 海政发〔2025〕3号.
pub(super) fn is_number_of_document(line: &str) -> bool {
    line.chars().count() <= 24
        && line.ends_with('号')
        && line.contains(['〔', '[', '［', '（', '('])
        && line.chars().any(|c| c.is_ascii_digit())
}

/// Whether a line says to whom a paper goes: 各乡镇人民政府，县政府各部门：
pub(super) fn is_addressed(line: &str) -> bool {
    line.starts_with('各') && line.ends_with(['：', ':'])
}

/// Whether a text opens with something that happened on a day: 3月26日，海东县召开会议. Where 我们 do it, somebody speaks.
pub(super) fn tells_of_event(opening: &str) -> bool {
    let days = ["日", "近期", "今天", "昨天", "上午", "下午"];
    let events = [
        "召开", "举行", "举办", "主持", "调研", "开幕", "闭幕", "会见", "启动", "印发", "发布",
        "开展", "考察", "致电", "审议", "出席", "座谈",
    ];
    let day = days.iter().filter_map(|day| opening.find(day)).min();
    let event = events.iter().filter_map(|event| opening.find(event)).min();
    day.zip(event).is_some_and(|(day, event)| {
        let told = &opening[day.min(event)..day.max(event)];
        // 今天，我们召开…: what stands before the first clause ends counts, not whom a report quotes later.
        let first = opening
            .split(['，', '。'])
            .take(3)
            .any(|clause| clause.contains("我们"));
        !told.contains('我') && !first
    })
}

/// Whether a text dates what it tells as news do: 今天（9月26日）.
pub(super) fn is_dated_today(opening: &str) -> bool {
    let today = [
        "今天（",
        "昨天（",
        "今日（",
        "昨日（",
        "昨晚（",
        "今天(",
        "昨天(",
    ];
    today.iter().any(|word| {
        let behind = opening.split_once(word).map(|(_, behind)| behind);
        behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// How often a text tells what somebody said without quotation marks: 会议强调，要抓落实. Whom all quote, the leaders and the
/// classics, are not counted, nor what stands in quotation marks behind.
pub(super) fn indirect_speech(text: &str) -> usize {
    let verbs = ["强调", "指出", "要求", "表示", "介绍"];
    let mut count = 0;
    for verb in verbs {
        for (at, _) in text.match_indices(verb) {
            let behind = &text[at + verb.len()..];
            let mut next = behind.chars();
            let pause = next.next().is_some_and(|c| matches!(c, '，' | ','));
            let quoted = next.next().is_some_and(|c| matches!(c, '“' | '"'));
            let before: String = text[..at]
                .chars()
                .rev()
                .take(6)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            let cited = has_any(&before, &["总书记", "主席", "同志", "马克思", "列宁"]);
            // 按照…的要求，… is a noun.
            let noun = verb == "要求" && !has_any(&before, &["会议", "会上"]);
            count += usize::from(pause && !quoted && !cited && !noun);
        }
    }
    count
}
