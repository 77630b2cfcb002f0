//! The place that a document is from, or that it is about.
//!
//! The place of a dateline decides (新华社北京3月5日电). Without one, names of places in China are weighed by where they
//! stand: in the title, in the opening, as the one who acts there (古蔺县委…召开), in the publisher's lines, and how often
//! later. A place that is only mentioned does not reach the threshold.

use std::collections::{BTreeMap, BTreeSet};

use super::gazetteer::{Name, name_at, short_county_at, short_form};
use super::page::{Page, Zone, is_mark};
use crate::Span;
use crate::text::words::Segmenter;

/// What makes a name the one who acts: an office, a body, or the verb of a meeting behind it.
const ACTING: &[&str] = &[
    "委",
    "政府",
    "人民",
    "人大",
    "政协",
    "纪委",
    "纪检",
    "监委",
    "公安",
    "警方",
    "民警",
    "交警",
    "消防",
    "法院",
    "检察",
    "市场监",
    "卫健",
    "教育局",
    "应急",
    "气象",
    "税务",
    "海关",
    "召开",
    "举行",
    "举办",
    "召集",
    "党",
    "常委",
    "各级",
    "开发区",
    "高新区",
    "经开区",
    "经济技术",
    "全市",
    "全县",
    "全区",
    "全省",
];

/// Bodies that every county has and that are named after it without 县 or 区.
const COUNTY_BODIES: &[&str] = &[
    "公安", "警方", "消防", "法院", "检察", "交警", "县委", "区委", "市委",
];

/// What makes a name part of another: a street, a school, a firm, a paper.
const PART_OF_ANOTHER: &[&str] = &[
    "路",
    "街",
    "大道",
    "大街",
    "大学",
    "学院",
    "医学院",
    "银行",
    "证券",
    "有限",
    "股份",
    "集团",
    "控股",
    "交易所",
    "机场",
    "站",
    "港",
    "队",
    "俱乐部",
    "晚报",
    "日报",
    "时报",
    "早报",
    "晨报",
    "商报",
    "青年报",
    "都市报",
    "报",
    "新闻",
    "电视",
    "卫视",
    "之声",
    "南站",
    "北站",
    "东站",
    "西站",
    "时间",
    "话",
    "菜",
    "籍",
    "赛",
    "杯",
    "奥运",
    "冬奥",
    "会议精神",
    "重要讲话",
    "重要指示",
    "自贸",
    "共识",
    "公约",
];

/// Ends of names of places that pattern alone tells, and what must stand behind them.
const ENDS: &[char] = &['省', '市', '县', '区', '旗', '州', '镇', '乡'];
const BEHIND_PATTERN: &[&str] = &[
    "委", "政府", "人大", "政协", "纪委", "人民", "党", "公安", "召开", "举行",
];

/// Characters that stand before 区, 市, 县 in common nouns, or in words for a place named elsewhere: 社区, 我市.
const NO_NAME_BEFORE: &[char] = &[
    '全', '我', '各', '本', '该', '辖', '城', '社', '地', '园', '景', '校', '发', '小', '灾', '山',
    '林', '牧', '矿', '库', '战', '军', '片', '街', '湾', '新', '老', '郊', '市', '县', '区', '省',
    '治', '直', '乡', '镇', '村', '级', '都', '门', '股', '超', '楼', '夜',
];

/// Characters that no name of a place has.
const NO_NAME: &[char] = &[
    '们', '在', '的', '了', '与', '和', '对', '到', '从', '是', '为', '及', '由', '向', '把', '被',
    '让', '使', '等', '个', '某', '于', '今', '昨', '各', '该', '每', '我', '全', '这', '那', '将',
    '并', '省', '市', '县', '区',
];

/// Words of the line in which the publisher of a page is named, and how long such a line is.
const PUBLISHER: &[&str] = &["©", "Ⓒ", "版权", "主办", "承办", "Copyright"];
const PUBLISHER_LINE: usize = 150;

/// Weights of the places where a name may stand.
const IN_TITLE: u32 = 3;
const IN_OPENING: u32 = 2;
const ACTS: u32 = 3;
const OPENS_CLAUSE: u32 = 2;
const BY_PUBLISHER: u32 = 3;
/// Mentions that count: in the opening, and in all of the text.
const MOST_IN_OPENING: u32 = 2;
const MOST_LATER: u32 = 3;

/// Weight from which a place is what a text is about: a single mention in the opening, or one name among others, has 2.
const THRESHOLD: u32 = 4;

/// A place and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) full: String,
    pub(super) span: Span,
}

/// The place of a text, if it says one.
pub(super) fn place(page: &Page, title: Option<Span>, segmenter: &Segmenter) -> Option<Placed> {
    dateline(page, segmenter).or_else(|| weighed(page, title, segmenter))
}

/// 新华社北京3月5日电, 中国青年报客户端北京7月25日电: a place between the agency and the date.
fn dateline(page: &Page, segmenter: &Segmenter) -> Option<Placed> {
    let head = Span::new(0, page.opening.end);
    let date = page.mentions_in(head).iter().find(|m| {
        let behind = page.skip_blank(m.span.end);
        m.date.has_day() && page.starts_with_any(behind, &["电", "日电", "讯", "专电"])
    })?;
    let end = page.skip_blank_back(date.span.start);
    let start = page.clause_start(end, 0);
    let clause = Span::new(start, end);
    // The last word before the date; a name of the table may be cut by the segmenter, so both are asked.
    for length in (2..=8).rev().filter(|n| *n <= clause.len()) {
        let at = end - length;
        if let Some(name) = name_at(&page.chars[at..end], segmenter).filter(|n| n.length == length)
        {
            return Some(Placed {
                full: name.full,
                span: Span::new(at, end),
            });
        }
    }
    let text = page.text(clause);
    let tags = segmenter.jieba().tag(&text, false);
    let last = tags.last()?;
    let length = last.word.chars().count();
    // 新华网 and the like are no places, nor is an agency named after a country (美联社).
    let agency = page.holds_any(clause, &["社", "报", "网", "台"]) && length < clause.len();
    (last.tag == "ns" && length >= 2 && agency).then(|| Placed {
        full: last.word.to_owned(),
        span: Span::new(end - length, end),
    })
}

/// What speaks for one place.
#[derive(Default)]
struct Evidence {
    weight: u32,
    in_opening: u32,
    /// What follows the short name where it does not act.
    goes_on: BTreeSet<String>,
    first: Option<Span>,
}

fn weighed(page: &Page, title: Option<Span>, segmenter: &Segmenter) -> Option<Placed> {
    let mut found: BTreeMap<String, Evidence> = BTreeMap::new();
    let mut add = |name: &Name, at: usize, weight: u32, opening: bool| {
        let evidence = found.entry(name.full.clone()).or_default();
        if opening && evidence.in_opening >= MOST_IN_OPENING {
            return;
        }
        // 宁德时代 is a firm wherever it stands: a short name that goes on alike counts once.
        let end = at + name.length;
        let goes_on = page.text(Span::new(end, (end + 2).min(page.chars.len())));
        let firm = !name.in_full && weight <= IN_TITLE.max(IN_OPENING);
        if firm && !evidence.goes_on.insert(goes_on) {
            return;
        }
        evidence.in_opening += u32::from(opening);
        evidence.weight += weight;
        let here = Span::new(at, at + name.length);
        evidence.first = Some(evidence.first.map_or(here, |first| first.min(here)));
    };
    let body: String = page
        .rows
        .iter()
        .filter(|row| !row.noise)
        .map(|row| page.text(row.span))
        .collect();
    if let Some(title) = title {
        for (at, name) in names(page, title, segmenter, &body) {
            let acting = acts(page, at + name.length, segmenter);
            add(&name, at, IN_TITLE + if acting { ACTS } else { 0 }, false);
        }
    }
    let headline = headline(page);
    for (at, name) in names(page, page.opening, segmenter, &body) {
        let mut weight = if headline.contains(at) {
            IN_TITLE
        } else {
            IN_OPENING
        };
        if acts(page, at + name.length, segmenter) {
            weight += ACTS;
        }
        let opens = || page.skip_blank(page.clause_start(at, page.opening.start)) == at;
        if name.in_full && (opens() || behind_date(page, at)) {
            weight += OPENS_CLAUSE;
        }
        add(&name, at, weight, true);
    }
    let publisher = |row: &&super::page::Row| {
        (row.noise || row.zone == Zone::Foot)
            && row.span.len() <= PUBLISHER_LINE
            && page.holds_any(row.span, PUBLISHER)
    };
    let mut published: Vec<(usize, Name)> = page
        .rows
        .iter()
        .filter(publisher)
        .flat_map(|row| names(page, row.span, segmenter, ""))
        .filter(|(_, name)| name.in_full)
        .collect();
    published.sort_by(|a, b| a.1.full.cmp(&b.1.full).then(a.0.cmp(&b.0)));
    published.dedup_by(|a, b| a.1.full == b.1.full);
    for (at, name) in published {
        add(&name, at, BY_PUBLISHER, false);
    }
    let candidates = found.into_iter().map(|(full, mut evidence)| {
        let short = short_form(&full);
        let later = body.match_indices(short.as_str()).filter(|(at, _)| {
            let rest = &body[at + short.len()..];
            let next: String = rest.chars().take(2).collect();
            !evidence.goes_on.contains(&next)
        });
        let later = later.count() as u32;
        evidence.weight += later.saturating_sub(evidence.in_opening).min(MOST_LATER);
        (full, evidence)
    });
    candidates
        .filter(|(_, evidence)| evidence.weight >= THRESHOLD)
        .filter_map(|(full, evidence)| Some((evidence.weight, evidence.first?, full)))
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)))
        .map(|(_, span, full)| Placed { full, span })
}

/// What stands behind 原标题： where text copied off a page has lost its line ends: a headline, of unknown length.
fn headline(page: &Page) -> Span {
    const LENGTH: usize = 25;
    let start = page.opening.start;
    let label = ["原标题：", "原标题:"]
        .iter()
        .any(|l| page.starts(start, l));
    if label {
        Span::new(start + 4, start + 4 + LENGTH)
    } else {
        Span::new(start, start)
    }
}

/// The names in `span`, in order, those that are part of another name left out. A short name of a county counts where
/// it acts, or where its full form stands in `body`.
fn names(page: &Page, span: Span, segmenter: &Segmenter, body: &str) -> Vec<(usize, Name)> {
    let text = page.text(span);
    let starts: Vec<usize> = segmenter
        .jieba()
        .cut(&text, false)
        .iter()
        .map(|token| span.start + token.start)
        .collect();
    let mut found: Vec<(usize, Name)> = Vec::new();
    let mut at = span.start;
    // Behind a name in full, another may follow at once: 福建省顺昌县洋口镇.
    let mut chained = false;
    while at < span.end {
        let rest = &page.chars[at..span.end];
        let opens_word = starts.binary_search(&at).is_ok() || chained;
        let listed = opens_word.then(|| name_at(rest, segmenter)).flatten();
        let name = listed.or_else(|| pattern(page, at, span, chained, segmenter));
        let name = name.or_else(|| {
            let mut short = short_county_at(rest, segmenter).into_iter();
            short.find(|n| acts_strongly(page, at + n.length, opens_word) || body.contains(&n.full))
        });
        match name {
            Some(name) => {
                let end = at + name.length;
                chained = name.in_full;
                if !is_part_of_another(page, at, end) {
                    found.push((at, name));
                }
                at = end;
            }
            None => {
                chained = false;
                at += 1;
            }
        }
    }
    unlisted(page, found)
}

/// Leaves out what stands in a list of places, 南京市、镇江市、常州市: a text that names many is about none of them.
fn unlisted(page: &Page, found: Vec<(usize, Name)>) -> Vec<(usize, Name)> {
    let end = |n: &(usize, Name)| n.0 + n.1.length;
    let joined = |a: &(usize, Name), b: &(usize, Name)| {
        end(a) + 1 == b.0 && matches!(page.chars[end(a)], '、' | '和' | '与')
    };
    let listed: Vec<bool> = (0..found.len())
        .map(|i| {
            let before = i
                .checked_sub(1)
                .is_some_and(|b| joined(&found[b], &found[i]));
            before || found.get(i + 1).is_some_and(|next| joined(&found[i], next))
        })
        .collect();
    let kept = found.into_iter().zip(listed);
    kept.filter(|(_, listed)| !listed)
        .map(|(name, _)| name)
        .collect()
}

/// Two to four ideographs and 县, 市, 区 … at the beginning of a clause, with an office or 召开 behind (大渡口区召开), or
/// behind a name in full.
fn pattern(
    page: &Page,
    at: usize,
    span: Span,
    chained: bool,
    segmenter: &Segmenter,
) -> Option<Name> {
    let opens = at == span.start || is_mark(page.chars[at - 1]) || behind_date(page, at);
    if !opens && !chained {
        return None;
    }
    (3..=5).find_map(|length| {
        let end = at + length;
        let name = page.chars.get(at..end).filter(|_| end <= span.end)?;
        let (last, stem) = name.split_last()?;
        let is_name = ENDS.contains(last)
            && stem.iter().all(|c| matches!(*c as u32, 0x4E00..=0x9FFF))
            && !stem.iter().any(|c| NO_NAME.contains(c))
            && stem.last().is_some_and(|c| !NO_NAME_BEFORE.contains(c))
            && (chained || page.starts_with_any(end, BEHIND_PATTERN))
            && is_nominal(stem, segmenter);
        is_name.then(|| Name {
            length,
            full: name.iter().collect(),
            in_full: true,
        })
    })
}

/// Whether no word of `stem` is a verb, an adverb or the like: 认真贯彻市委 names no place.
fn is_nominal(stem: &[char], segmenter: &Segmenter) -> bool {
    let stem: String = stem.iter().collect();
    let mut tags = segmenter.jieba().tag(&stem, false).into_iter();
    tags.all(|tag| {
        let long = tag.word.chars().count() > 1;
        !(long
            && tag
                .tag
                .starts_with(['v', 'a', 'd', 't', 'p', 'c', 'r', 'm', 'i', 'l']))
    })
}

fn behind_date(page: &Page, at: usize) -> bool {
    let before = page.skip_blank_back(at);
    let next = page.mentions.partition_point(|m| m.span.end < before);
    page.mentions
        .get(next)
        .is_some_and(|m| m.span.end == before)
}

/// Whether the one who is named before `end` acts, itself or by a part of it named behind (南京江宁…交警).
fn acts(page: &Page, end: usize, segmenter: &Segmenter) -> bool {
    if page.starts_with_any(end, ACTING) {
        return true;
    }
    let rest = &page.chars[end..page.chars.len().min(end + 12)];
    let part = name_at(rest, segmenter);
    if let Some(part) = part {
        return page.starts_with_any(end + part.length, ACTING);
    }
    // An office named in full: 东莞市出租车行业协会, 武汉市应急管理局.
    let clause = page.clause_end(end, page.chars.len().min(end + 12));
    (end..clause).any(|i| {
        matches!(page.chars[i], '局' | '厅' | '办')
            || page.starts(i, "协会")
            || page.starts(i, "部门")
    })
}

/// Whether a body stands right behind. Where the segmenter sees no word begin, it must be one that every county has.
fn acts_strongly(page: &Page, end: usize, opens_word: bool) -> bool {
    page.starts_with_any(end, if opens_word { ACTING } else { COUNTY_BODIES })
}

fn is_part_of_another(page: &Page, start: usize, end: usize) -> bool {
    let bracket = |at: Option<usize>, marks: [char; 2]| {
        at.and_then(|at| page.chars.get(at))
            .is_some_and(|c| marks.contains(c))
    };
    let in_brackets = bracket(start.checked_sub(1), ['（', '(']) && bracket(Some(end), ['）', ')']);
    in_brackets || page.starts_with_any(end, PART_OF_ANOTHER)
}
