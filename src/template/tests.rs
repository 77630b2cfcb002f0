//! What holds of templates whatever the text.

use proptest::prelude::*;

use super::*;
use crate::analysis::{Part, SlotKind};
use crate::text::{NormalText, SourceText};

struct Texts {
    sources: Vec<SourceText>,
    normal: Vec<NormalText>,
    names: Vec<String>,
}

impl Texts {
    fn new<S: AsRef<str>>(texts: &[S]) -> Self {
        let sources: Vec<SourceText> = texts.iter().map(|t| SourceText::from(t.as_ref())).collect();
        Self {
            normal: sources
                .iter()
                .map(|s| NormalText::new(s.as_str()))
                .collect(),
            names: (0..texts.len()).map(|i| format!("{i}.txt")).collect(),
            sources,
        }
    }

    fn find(&self, segmenter: &Segmenter) -> FoundTemplates {
        self.find_with(segmenter, &TemplateConfig::default())
    }

    fn find_with(&self, segmenter: &Segmenter, config: &TemplateConfig) -> FoundTemplates {
        let documents = (0..self.sources.len())
            .map(|i| TemplateDocument::new(&self.names[i], &self.sources[i], &self.normal[i]))
            .collect();
        let input = TemplateInput::new(documents, segmenter);
        find_templates(&input, config)
    }
}

const SPEECHES: [&str; 4] = [
    "一年来成绩来之不易。对过去一年的工作，区委是满意的，群众是认可的。天气渐凉，大家注意保暖。",
    "各项指标稳中有升。对过去一年的工作，县委是满意的，群众是认可的。下面请同志们讨论。",
    "会场里掌声不断。对过去一年的工作，市委是满意的，群众是认可的。散会以后各自返程。",
    "河水绕城而过，桥头有一家面馆。老板每天四点起身和面，六点开门迎客。",
];

#[test]
fn a_template_is_found_with_its_slot() {
    let found = Texts::new(&SPEECHES).find(&Segmenter::default());
    let template = &found.templates[0];
    assert_eq!(template.spread, 3);
    assert_eq!(
        template.parts,
        [
            Part::Literal("对过去一年的工作，".into()),
            Part::Slot(SlotKind::Place),
            Part::Literal("是满意的，群众是认可的".into()),
        ]
    );
    assert_eq!(
        template.wording,
        "对过去一年的工作，{place}是满意的，群众是认可的"
    );
    let fillers: Vec<&str> = template
        .instances
        .iter()
        .zip(&SPEECHES)
        .map(|(i, text)| {
            let chars: Vec<(usize, char)> = text.char_indices().collect();
            &text[chars[i.slots[0].start].0..chars[i.slots[0].end].0]
        })
        .collect();
    assert_eq!(fillers, ["区委", "县委", "市委"]);
    assert_eq!(
        template.instances[0].text,
        "对过去一年的工作，区委是满意的，群众是认可的。"
    );
}

/// The instances' texts of the template whose wording holds `needle`.
fn instances(texts: &[&str], needle: &str) -> Vec<String> {
    let found = Texts::new(texts).find(&Segmenter::default());
    let holds = |t: &&Template| t.wording.contains(needle);
    let Some(template) = found.templates.iter().find(holds) else {
        return Vec::new();
    };
    template.instances.iter().map(|i| i.text.clone()).collect()
}

#[test]
fn a_template_that_opens_sentences_has_how_they_go_on() {
    let texts = [
        "今年雨水偏多。回顾过去一年的工作历程，粮食产量再创新高，农民收入继续增加。散会。",
        "会期半天。回顾过去一年的工作历程，港口吞吐量增长较快。请大家讨论。",
        "河水绕城而过，桥头有一家面馆。老板每天四点起身和面，六点开门迎客。",
    ];
    assert_eq!(
        instances(&texts, "回顾过去一年"),
        [
            "回顾过去一年的工作历程，粮食产量再创新高",
            "回顾过去一年的工作历程，港口吞吐量增长较快。",
        ]
    );
}

#[test]
fn a_place_that_ends_otherwise_keeps_its_own_ending() {
    let texts = [
        "今年雨水偏多。各部门要为全面建成现代化新城区提供坚强组织保证。散会。",
        "会期半天。大家要为加快实现老工业区振兴提供坚强思想保证。请讨论。",
        "桥面很滑。同志们要为深入推进全流域治理提供坚强法治保证。掌声。",
        "渡口停了船。我们要为早日完成易地搬迁任务提供坚强后盾。散会以后返程。",
    ];
    let found = instances(&texts, "提供坚强");
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[3].ends_with("提供坚强后盾。"), "{found:?}");
}

#[test]
fn marks_come_in_pairs_in_wordings_and_fillers() {
    let texts = [
        "会期半天。引导干部坚决拥护“两个确立”、坚决做到“两个维护”。持续夯实理论武装的“根”与“魂”。",
        "掌声不断。始终捍卫“两个确立”，做到“两个维护”。持续夯实理论武装的“桥”和“船”。",
        "今年天旱。时刻牢记“两个确立”、坚决做到“两个维护”。持续夯实理论武装的底气。",
        "河水绕城而过，桥头有一家面馆。老板每天四点起身和面，六点开门迎客。",
    ];
    let texts = Texts::new(&texts);
    let found = texts.find(&Segmenter::default());
    let balanced = |text: &str| text.matches('“').count() == text.matches('”').count();
    assert!(!found.templates.is_empty());
    for template in &found.templates {
        assert!(balanced(&template.wording), "{}", template.wording);
        for instance in &template.instances {
            assert!(balanced(&instance.text), "{}", instance.text);
            let number = texts.names.iter().position(|name| *name == instance.doc);
            let source = &texts.sources[number.expect("a document of the corpus")];
            for slot in &instance.slots {
                assert!(balanced(source.slice(*slot)), "{}", source.slice(*slot));
            }
        }
    }
}

#[test]
fn a_row_is_aligned_at_words_and_not_at_parts_of_words() {
    let row = "（一）宣传部门要稳中求进、守正创新，为开创新局面提供坚强思想保证。广播电视天天播出。\n\
         （二）统战部门要发挥优势、担当作为，为砥砺奋进新征程提供坚强政治保证。侨胞回乡投资办厂。\n\
         （三）政法部门要统一思想、积极谋划，为老区振兴提供坚强法治保证。派出所昼夜值班巡逻。\n\
         （四）组织部门要凝心聚力、求实奋进，为城市建设提供坚强组织保证。名册按月更新。";
    let texts = Texts::new(&[row, SPEECHES[3]]);
    let found = texts.find(&Segmenter::default());
    let second = &found.templates[0].instances[1];
    let fillers: Vec<&str> = second
        .slots
        .iter()
        .map(|slot| texts.sources[0].slice(*slot))
        .collect();
    assert_eq!(found.templates[0].instances.len(), 4);
    assert!(fillers.contains(&"发挥优势、担当作为"), "{fillers:?}");
}

#[test]
fn a_phrase_is_listed_once_in_its_longest_form() {
    let found = Texts::new(&SPEECHES).find(&Segmenter::default());
    let holds = |p: &&Phrase| p.wording.contains("满意的");
    assert_eq!(found.phrases.iter().filter(holds).count(), 1);
    assert_eq!(found.phrases[0].documents, 3);
    assert_eq!(found.phrases[0].wording, "满意的，群众是认可的");
}

#[test]
fn a_list_of_phrases_that_is_cut_says_how_many_there_were() {
    let speeches = SPEECHES.map(|text| {
        format!("{text}我们要拧成一股绳。下好一盘棋。{text}坚决扛起管党治党政治责任。")
    });
    let segmenter = Segmenter::default();
    let texts = Texts::new(&speeches);
    let find = |max_phrases| {
        texts.find_with(
            &segmenter,
            &TemplateConfig {
                max_phrases,
                ..TemplateConfig::default()
            },
        )
    };
    let (whole, cut) = (find(5000), find(1));
    assert!(whole.phrases.len() > 1);
    assert_eq!(whole.phrases_found, whole.phrases.len() as u64);
    assert_eq!(cut.phrases_found, whole.phrases_found);
    assert_eq!(cut.phrases, whole.phrases[..1]);
    assert_eq!(cut.fixed, whole.fixed);
}

#[test]
fn no_document_and_empty_documents_have_no_templates() {
    let segmenter = Segmenter::default();
    assert_eq!(
        Texts::new::<&str>(&[]).find(&segmenter),
        FoundTemplates::default()
    );
    let found = Texts::new(&["", "。", "同志们"]).find(&segmenter);
    assert!(found.templates.is_empty() && found.phrases.is_empty());
}

/// Texts of a few clauses, so that much is repeated, with other matter between.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let piece = prop_oneof![
        Just("对过去一年的工作，".to_owned()),
        Just("坚决扛起管党治党政治责任".to_owned()),
        Just("推动基层组织全面进步、全面过硬".to_owned()),
        Just("为高质量发展提供坚强保证".to_owned()),
        Just("一是在".to_owned()),
        Just("上下功夫。\n".to_owned()),
        Just("。".to_owned()),
        "[一二三区县市委发展改革，、“”0-9a ]{0,6}",
        "\\PC{0,4}",
    ];
    let text = prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat());
    prop::collection::vec(text, 0..6)
}

#[test]
fn what_differs_in_date_number_or_name_is_a_blank_whatever_its_share() {
    let texts = [
        "第一章总则。本条例自2021年1月1日起施行。",
        "河水绕城。本条例自2021年1月1日起施行。",
        "桥面很滑。本条例自2021年1月1日起施行。",
        "渡口停船。本条例自2019年6月10日起施行。",
    ];
    let found = Texts::new(&texts).find(&Segmenter::default());
    let template = &found.templates[0];
    assert_eq!(template.wording, "本条例自{date}起施行");
    assert_eq!(template.spread, 4);
    let fillers: Vec<_> = template.instances.iter().map(|i| i.filler(0)).collect();
    assert_eq!(fillers[0], Some("2021年1月1日"));
    assert_eq!(fillers[3], Some("2019年6月10日"));
}

#[test]
fn what_one_of_many_lacks_is_usual_wording_and_no_literal() {
    let mut texts: Vec<String> = (0..7)
        .map(|n| {
            format!(
                "第{n}稿。会议要求各乡镇抓好{}工作，严格落实防火责任制。散会。",
                ["春耕", "护林", "征兵", "防汛", "修路", "秋收", "办学"][n]
            )
        })
        .collect();
    texts.push("又一稿。会议要求各乡镇抓好防疫工作，切实落实防火责任制。散会。".to_owned());
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = Texts::new(&texts).find(&Segmenter::default());
    let template = &found.templates[0];
    assert_eq!(
        template.wording,
        "会议要求各乡镇抓好{phrase}工作，{严格?}落实防火责任制"
    );
    assert_eq!(template.instances[0].filler(1), Some(""));
    assert_eq!(template.instances[7].filler(1), Some("切实"));
}

/// The wordings of the templates of some texts, with line ends as `space`.
fn wordings(texts: &[String], space: &str) -> Vec<String> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let found = Texts::new(&texts).find(&Segmenter::default());
    let wordings = found.templates.iter();
    wordings.map(|t| t.wording.replace('\n', space)).collect()
}

#[test]
fn line_ends_that_wrap_a_paragraph_change_nothing() {
    let flat = SPEECHES.map(|text| text.repeat(3));
    let wrapped: Vec<String> = flat
        .iter()
        .map(|text| {
            let chars: Vec<char> = text.chars().collect();
            let lines: Vec<String> = chars.chunks(20).map(|line| line.iter().collect()).collect();
            lines.join("\n")
        })
        .collect();
    assert_eq!(wordings(&flat, ""), wordings(&wrapped, ""));
}

#[test]
fn english_has_templates() {
    let texts = [
        "Rain fell. On behalf of the council of Alder I would like to thank everyone who has given us support. We left.",
        "Snow fell. On behalf of the council of Birch I would like to thank everyone who has given us support. We ate.",
        "Hail fell. On behalf of the council of Cedar I would like to thank everyone who has given us support. We sang.",
    ];
    let found = Texts::new(&texts).find(&Segmenter::default());
    let template = found.templates.first().expect("a template");
    assert!(
        template
            .wording
            .starts_with("On behalf of the council of {"),
        "{}",
        template.wording
    );
    assert!(
        template
            .wording
            .ends_with("I would like to thank everyone who has given us support"),
        "{}",
        template.wording
    );
    let fillers: Vec<_> = template.instances.iter().map(|i| i.filler(0)).collect();
    assert_eq!(fillers, [Some("Alder"), Some("Birch"), Some("Cedar")]);
}

#[test]
fn words_of_letters_stay_apart_where_a_line_ends_between_them() {
    let text = |place: &str| {
        format!(
            "Rain fell on the river all day long and nobody left the house but the\npostman. On behalf of the council of {place} I would like to thank\neveryone who has given us support in these hard years. We left and went\nhome along the river."
        )
    };
    let texts = ["Alder", "Birch", "Cedar"].map(text);
    let flat = texts.each_ref().map(|text| text.replace('\n', " "));
    assert!(!wordings(&flat, " ").is_empty());
    assert_eq!(wordings(&texts, " "), wordings(&flat, " "));
}

#[test]
fn wording_without_a_blank_is_no_template() {
    let texts = [
        "河水绕城。坚决扛起管党治党政治责任。大家注意保暖。",
        "桥面很滑。坚决扛起管党治党政治责任。散会以后返程。",
    ];
    let found = Texts::new(&texts).find(&Segmenter::default());
    let blank = |t: &crate::analysis::Template| t.parts.iter().any(|p| matches!(p, Part::Slot(_)));
    assert!(found.templates.iter().all(blank));
    assert!(
        found
            .phrases
            .iter()
            .any(|p| p.wording.contains("扛起管党治党政治责任"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn instances_are_their_literals_and_fillers_in_order(texts in texts()) {
        thread_local!(static SEGMENTER: Segmenter = Segmenter::default());
        let texts = Texts::new(&texts);
        let found = SEGMENTER.with(|s| texts.find(s));
        for template in &found.templates {
            let slots = template.parts.iter().filter(|p| !matches!(p, Part::Literal(_))).count();
            prop_assert!(template.instances.len() >= 2);
            for instance in &template.instances {
                let number: usize = instance.doc.trim_end_matches(".txt").parse().expect("a number");
                let source = &texts.sources[number];
                prop_assert_eq!(instance.slots.len(), slots);
                prop_assert_eq!(source.slice(instance.span), instance.text.as_str());
                let mut end = instance.span.start;
                let mut again = String::new();
                for slot in &instance.slots {
                    prop_assert!(end <= slot.start && slot.start <= slot.end && slot.end <= instance.span.end);
                    again.push_str(source.slice(crate::span::Span::new(end, slot.start)));
                    again.push_str(source.slice(*slot));
                    end = slot.end;
                }
                again.push_str(source.slice(crate::span::Span::new(end, instance.span.end)));
                prop_assert_eq!(again, instance.text.as_str());
            }
        }
    }

    #[test]
    fn any_number_of_threads_gives_the_same(texts in texts()) {
        thread_local!(static SEGMENTER: Segmenter = Segmenter::default());
        let texts = Texts::new(&texts);
        let found = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            SEGMENTER.with(|s| pool.install(|| texts.find(s)))
        };
        prop_assert_eq!(found(1), found(3));
    }
}

#[test]
fn the_office_before_a_name_is_filled_in_with_it() {
    let found = Texts::new(&[
        "各项工作有序推进。全市安全生产会议由市委副书记王建国主持并作总结讲话。散会后返程。",
        "天气渐凉。全区信访工作会议由区委书记李志强主持并作总结讲话。河水绕城而过。",
        "会场掌声不断。全县项目建设会议由副县长陈国栋主持并作总结讲话。大家早出晚归。",
    ])
    .find(&Segmenter::default());
    let template = &found.templates[0];
    assert_eq!(template.parts[2], Part::Slot(SlotKind::Person));
    assert_eq!(template.instances[0].filler(1), Some("市委副书记王建国"));
    assert_eq!(template.instances[2].filler(1), Some("副县长陈国栋"));
}

#[test]
fn the_number_of_a_paragraph_is_filled_into_no_blank() {
    let found = Texts::new(&[
        "第三条 市人民政府应当加强对河道采砂的监督管理。\n第四条 鼓励科研。",
        "第七条 生态环境主管部门应当加强对河道采砂的监督管理。\n第八条 支持创新。",
        "第九条 各级机关应当加强对河道采砂的监督管理。\n第十条 公众参与。",
    ])
    .find(&Segmenter::default());
    let template = &found.templates[0];
    let number = |c: char| c == '第';
    for instance in &template.instances {
        for slot in 0..instance.slots.len() {
            let filler = instance.filler(slot).unwrap_or_default();
            assert!(
                !(filler.starts_with(number) && filler.chars().count() > 3),
                "{filler}"
            );
        }
    }
    assert!(template.wording.contains("应当加强对河道采砂的监督管理"));
}
