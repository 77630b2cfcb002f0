//! People named in a text, told without a dictionary: loading one takes longer than checking a draft.
//!
//! In: `市民谭安仁说` · Out: 谭安仁. In: `由姚涵牵头` · Out: 姚涵. A name is a surname with one or two characters behind it, between
//! what stands before people (an office, 由, the beginning of a clause) and what people do. What is no name and looks like one
//! stands in many texts: who asks for rare names is not misled.

use crate::span::Span;
use crate::text::is_surname;

/// What people do, behind their names.
const BEHIND: &[&str] = &[
    "表示",
    "指出",
    "强调",
    "说",
    "介绍",
    "认为",
    "牵头",
    "要求",
    "告诉",
    "的安排",
    "在会上",
    "主持",
    "出席",
    "带领",
    "同志",
    "一行",
    "透露",
    "坦言",
    "讲话",
    "感慨",
    "率",
    "参加",
    "作了",
    "代表",
    "赴",
    "到",
    "深入",
    "调研",
    "先生",
    "女士",
    "老师",
    "教授",
    "书记",
    "主任",
    "等",
    "回忆",
    "笑着",
    "高兴",
    "在接受",
    "在致辞",
    "致辞",
    "宣布",
    "宣读",
    "传达",
    "部署",
    "的带领",
    "的要求",
    "负责",
    "担任",
    "任",
    "陪同",
    "摄",
    "和",
    "、",
    "，",
    ",",
    "。",
    "：",
    ":",
    "；",
    "（",
    "(",
    "）",
    ")",
    "”",
    "\n",
    " ",
    "\u{3000}",
    "在",
    "对",
    "向",
    "就",
    "为",
    "从",
    "把",
    "将",
    "也",
    "与",
];
/// Of these, what does not need an office before the name.
const ACTS: &[&str] = &[
    "表示",
    "指出",
    "强调",
    "说",
    "介绍",
    "认为",
    "牵头",
    "要求",
    "告诉",
    "的安排",
    "在会上",
    "主持",
    "出席",
    "带领",
    "同志",
    "一行",
    "透露",
    "坦言",
    "讲话",
    "感慨",
    "回忆",
    "笑着",
    "在接受",
    "在致辞",
    "致辞",
    "宣布",
    "宣读",
    "的带领",
    "的要求",
    "先生",
    "女士",
    "担任",
    "陪同",
];
/// What stands before people.
const BEFORE: &[&str] = &[
    "书记",
    "主任",
    "主席",
    "委员",
    "总理",
    "会长",
    "代表",
    "发言人",
    "负责人",
    "常委",
    "专员",
    "经理",
    "总裁",
    "董事",
    "同志",
    "院士",
    "教授",
    "主持人",
    "市民",
    "村民",
    "居民",
    "记者",
    "队员",
    "队长",
    "站长",
    "所长",
    "处长",
    "科长",
    "司长",
    "局长",
    "厅长",
    "部长",
    "市长",
    "县长",
    "区长",
    "州长",
    "镇长",
    "乡长",
    "省长",
    "校长",
    "院长",
    "行长",
    "会长",
    "理事长",
    "秘书长",
    "组长",
    "董事长",
    "店主",
    "学生",
    "老师",
    "医生",
    "护士",
    "专家",
    "学者",
    "志愿者",
    "工程师",
    "研究员",
    "农户",
    "户主",
    "老板",
    "员工",
    "职工",
    "社长",
    "场长",
    "厂长",
    "馆长",
    "台长",
    "园长",
    "检察长",
    "参赞",
    "大使",
    "特派员",
    "干部",
    "党员",
    "企业家",
    "创始人",
    "车长",
    "船长",
    "民警",
    "法官",
];
/// What stands before people without being an office.
const LEADING: &[&str] = &[
    "由", "按照", "根据", "在", "经", "对", "向", "跟", "与", "和", "、", "听取",
];

/// The names of people, in order.
pub(crate) fn people(chars: &[char]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        match person_at(chars, at) {
            Some(end) => {
                found.push(Span::new(at, end));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

fn person_at(chars: &[char], at: usize) -> Option<usize> {
    if !is_surname(chars[at]) {
        return None;
    }
    let before = &chars[..at];
    let office = BEFORE.iter().any(|word| ends_with(before, word));
    let open = before.last().is_none_or(|c| !c.is_alphanumeric())
        || LEADING.iter().any(|word| ends_with(before, word));
    if !office && !open {
        return None;
    }
    [3, 2].into_iter().map(|length| at + length).find(|end| {
        let name = chars.get(at..*end);
        let ideographs =
            name.is_some_and(|name| name.iter().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)));
        let rest = chars.get(*end..).unwrap_or_default();
        let acts = ACTS.iter().any(|word| starts_with(rest, word));
        ideographs
            && (acts
                || office && (rest.is_empty() || BEHIND.iter().any(|word| starts_with(rest, word))))
    })
}

fn ends_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

fn starts_with(chars: &[char], word: &str) -> bool {
    let mut rest = chars.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_stand_between_an_office_and_what_they_do() {
        let found = |text: &str| -> Vec<String> {
            let chars: Vec<char> = text.chars().collect();
            people(&chars)
                .iter()
                .map(|span| chars[span.start..span.end].iter().collect())
                .collect()
        };
        assert_eq!(
            found("市民谭安仁说：“好。”由姚涵牵头，按照邹志丽的安排"),
            ["谭安仁", "姚涵", "邹志丽"]
        );
        assert_eq!(
            found("副司长姚家勤表示，负责人徐栋佳介绍"),
            ["姚家勤", "徐栋佳"]
        );
        assert_eq!(
            found("要高度重视，全面部署，安全生产"),
            Vec::<String>::new()
        );
    }
}
