//! Names of places in running text, and whether the place acts.
//!
//! In: `福建省顺昌县洋口镇纪委在南京路召开会议` · Out: 福建省, 顺昌县 and 洋口镇, of which the last acts (纪委). 南京 is part of another name.
//!
//! A name is told by the table and the dictionary of [`gazetteer`](crate::text::gazetteer); where they do not have
//! it, by its form (大渡口区召开); a short name of a county, which may be any word, only where it acts.

use crate::span::Span;
use crate::text::gazetteer::{PlaceName, lies_in, name_at, short_county_at};
use crate::text::metadata::zones::{ZonedText, is_mark};
use crate::text::words::Segmenter;

/// Words behind a name that acts: an office, a body, or the verb of a meeting.
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

/// Words behind a name that is part of another: of a street, a school, a firm, a paper.
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

/// Ends of names of places that are told by their form: 市, 县, 区 and 旗 of names that are no longer in use, and what lies
/// below the county, of which there is no list. Provinces and prefectures are all listed.
const ENDS: &[&str] = &["市", "县", "区", "旗", "镇", "乡", "街道"];
/// Ends of names below the county. Any noun may be one: 莲花街道, 龙头镇.
const BELOW_COUNTY: &[&str] = &["镇", "乡", "街道"];
/// Words of which one must stand behind such a name.
const BEHIND_PATTERN: &[&str] = &[
    "委",
    "政府",
    "人大",
    "政协",
    "纪委",
    "人民",
    "党",
    "公安",
    "召开",
    "举行",
    "组织召开",
];

/// Classes of places behind a short name.
const CLASSES: &[char] = &['省', '市', '州', '县', '区', '盟', '地', '委', '府'];

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
    '并', '省', '市', '县', '区', '会', '代', '表', '记', '讯', '报', '委', '书', '听', '取',
];

/// The names in `span`, in order, those that are part of another name left out. A short name of a county counts where
/// it acts, or where its full form stands in `body`.
pub(super) fn names(
    zoned: &ZonedText,
    span: Span,
    segmenter: &Segmenter,
    body: &str,
) -> Vec<(usize, PlaceName)> {
    let text = zoned.text(span);
    let tokens = segmenter.jieba().cut(&text, false);
    let starts: Vec<usize> = tokens
        .iter()
        .map(|token| span.start + token.start)
        .collect();
    // 长治 in 长治久安 is no city: a short name is a word, or a word with its class behind (延边州, 上海市委).
    let inside_word = |at: usize, name: &PlaceName| {
        let next = at + name.length;
        !name.in_full
            && next < span.end
            && starts.binary_search(&next).is_err()
            && !CLASSES.contains(&zoned.chars[next])
    };
    let mut found: Vec<(usize, PlaceName)> = Vec::new();
    let mut at = span.start;
    // Behind a name in full, another may follow at once: 福建省顺昌县洋口镇.
    let mut chained = false;
    while at < span.end {
        let rest = &zoned.chars[at..span.end];
        let opens_word = starts.binary_search(&at).is_ok() || chained;
        let listed = opens_word
            .then(|| name_at(rest, segmenter))
            .flatten()
            .filter(|name| !inside_word(at, name));
        let name = listed.or_else(|| pattern(zoned, at, span, chained, segmenter));
        let name = name.or_else(|| {
            let before = found
                .last()
                .filter(|(start, name)| start + name.length == at);
            let mut short = short_county_at(rest, segmenter).into_iter();
            short.find(|n| {
                // 共和 in 共和党 is no county.
                let whole = !opens_word || !inside_word(at, n);
                let acts = acts_strongly(zoned, at + n.length, opens_word)
                    && whole
                    && !is_common_word(&rest[..n.length], segmenter);
                // 北京房山, but not 东莞石龙: there is a 石龙区 elsewhere.
                match before {
                    Some((_, before)) => whole && lies_in(&n.full, &before.full),
                    None => acts || body.contains(&n.full),
                }
            })
        });
        match name {
            Some(name) => {
                let end = at + name.length;
                chained = name.in_full;
                if !is_part_of_another(zoned, at, end) {
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
    unlisted(zoned, found)
}

/// Whether a short name is a word of other meaning, too: 合作 in 合作委员会 is not 合作市.
fn is_common_word(name: &[char], segmenter: &Segmenter) -> bool {
    let name: String = name.iter().collect();
    let tags = segmenter.jieba().tag(&name, false);
    matches!(tags.as_slice(), [one] if segmenter.jieba().has_word(&name) && !one.tag.starts_with("n"))
        || matches!(tags.as_slice(), [one] if matches!(one.tag, "n" | "nt"))
}

/// Leaves out what stands in a list of places, 南京市、镇江市、常州市: a text that names many is about none of them.
fn unlisted(zoned: &ZonedText, found: Vec<(usize, PlaceName)>) -> Vec<(usize, PlaceName)> {
    let end = |n: &(usize, PlaceName)| n.0 + n.1.length;
    let joined = |a: &(usize, PlaceName), b: &(usize, PlaceName)| {
        end(a) + 1 == b.0 && matches!(zoned.chars[end(a)], '、' | '和' | '与')
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

/// A name told by its form: two to four ideographs and 县, 市, 区 … at the beginning of a clause, with an office or 召开 behind
/// (大渡口区召开), or behind a name in full.
fn pattern(
    zoned: &ZonedText,
    at: usize,
    span: Span,
    chained: bool,
    segmenter: &Segmenter,
) -> Option<PlaceName> {
    let opens = at == span.start || is_mark(zoned.chars[at - 1]) || behind_date(zoned, at);
    if !opens && !chained {
        return None;
    }
    (3..=6).find_map(|length| {
        let end = at + length;
        let name = zoned.chars.get(at..end).filter(|_| end <= span.end)?;
        let class = ENDS
            .iter()
            .find(|class| zoned.ends_with_any(end, &[class]))?;
        let stem = &name[..length - class.chars().count()];
        let below = BELOW_COUNTY.contains(class);
        // 中共上海市 begins before a name: what is listed inside a stem is the name.
        let holds_listed =
            || (1..stem.len()).any(|from| name_at(&name[from..], segmenter).is_some());
        let is_name = (2..=4).contains(&stem.len())
            && stem.iter().all(|c| matches!(*c as u32, 0x4E00..=0x9FFF))
            && !stem.iter().any(|c| NO_NAME.contains(c))
            && stem.last().is_some_and(|c| !NO_NAME_BEFORE.contains(c))
            && (chained || zoned.starts_with_any(end, BEHIND_PATTERN))
            && if below {
                is_nominal(stem, segmenter)
            } else {
                is_name_like(stem, segmenter)
            }
            && !holds_listed();
        is_name.then(|| PlaceName {
            length,
            full: name.iter().collect(),
            in_full: true,
        })
    })
}

/// Whether a stem may be the name of a county: it has no word of two characters or more that the dictionary does not have
/// as a name. 刘健代表区 and 部分市 name no place.
fn is_name_like(stem: &[char], segmenter: &Segmenter) -> bool {
    let stem: String = stem.iter().collect();
    let mut tags = segmenter.jieba().tag(&stem, false).into_iter();
    tags.all(|tag| tag.word.chars().count() == 1 || matches!(tag.tag, "ns" | "nz" | "nrt"))
}

/// Whether no word of `stem` is a verb, an adverb or the like: 认真贯彻镇党委 names no place.
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

/// Whether a date ends right before `at`: 3月26日，古蔺县委….
pub(super) fn behind_date(zoned: &ZonedText, at: usize) -> bool {
    let before = zoned.skip_blank_back(at);
    let next = zoned.mentions.partition_point(|m| m.span.end < before);
    zoned
        .mentions
        .get(next)
        .is_some_and(|m| m.span.end == before)
}

/// Whether the one who is named before `end` acts, itself or by a part of it named behind (南京江宁…交警).
pub(super) fn acts(zoned: &ZonedText, end: usize, segmenter: &Segmenter) -> bool {
    if zoned.starts_with_any(end, ACTING) {
        return true;
    }
    let rest = &zoned.chars[end..zoned.chars.len().min(end + 12)];
    let part = name_at(rest, segmenter);
    if let Some(part) = part {
        return zoned.starts_with_any(end + part.length, ACTING);
    }
    // An office named in full: 东莞市出租车行业协会, 武汉市应急管理局.
    let clause = zoned.clause_end(end, zoned.chars.len().min(end + 12));
    (end..clause).any(|i| {
        matches!(zoned.chars[i], '局' | '厅' | '办')
            || zoned.starts(i, "协会")
            || zoned.starts(i, "部门")
    })
}

/// Whether a body stands right behind. Where the segmenter sees no word begin, it must be one that every county has.
fn acts_strongly(zoned: &ZonedText, end: usize, opens_word: bool) -> bool {
    zoned.starts_with_any(end, if opens_word { ACTING } else { COUNTY_BODIES })
}

/// Whether a name is part of another one (南京路), or an addition in brackets.
fn is_part_of_another(zoned: &ZonedText, start: usize, end: usize) -> bool {
    let bracket = |at: Option<usize>, marks: [char; 2]| {
        at.and_then(|at| zoned.chars.get(at))
            .is_some_and(|c| marks.contains(c))
    };
    let in_brackets = bracket(start.checked_sub(1), ['（', '(']) && bracket(Some(end), ['）', ')']);
    in_brackets || zoned.starts_with_any(end, PART_OF_ANOTHER)
}
