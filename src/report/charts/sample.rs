//! Analyses made up for tests: of any size, with long names and odd characters.

use std::collections::BTreeMap;

use crate::analysis::{
    Analysis, Attribution, DenseMatrix, DocumentAnalysis, FoundFacts, InformationShares, Instance,
    Level, Matrix, Neighbour, Part, Phrase, Run, SCHEMA, SectionAnalysis, Shares, Similarity,
    SlotKind, Template, Term,
};
use crate::config::Config;
use crate::span::Span;
use crate::text::outline::Heading;

/// A linear congruential generator (Knuth's MMIX constants): the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f64 / (1u64 << 24) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() * n as f64) as usize
    }
}

const TITLES: [&str; 7] = [
    "在全区组织宣传统战政法社会群团工作会议上的讲话",
    "县委常委会（扩大）会议召开 传达学习贯彻上级会议精神并研究部署当前重点工作和下一阶段有关事项",
    "在县委党的建设工作会议上的讲话：以更高标准、更严要求、更实举措推动各项任务落地见效（2025年3月26日，根据录音整理）",
    "区领导调研",
    "Report on the work of the government, delivered at the third session of the people's congress",
    "䶮县𪚥乡<script>alert(\"甲&乙\")</script>\u{202e}倒写\u{0}",
    "關於國民經濟和社會發展計劃執行情況的報告",
];

const PLACES: [&str; 5] = ["区委", "县委", "市委组织部", "古蔺县委", "乡镇党委"];

const HEADINGS: [&str; 6] = [
    "、提高政治站位，切实增强做好新时代工作的责任感",
    "、聚焦主责主业",
    "、在举旗定向、守正创新上下功夫，在凝聚人心、汇聚力量上下功夫，在防范风险、维护稳定上见实效",
    "、加强领导",
    "",
    "、强化保障 & <落实>",
];

const THEME_WORDS: [&str; 4] = ["组织", "农业", "教育", "平安"];

const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

fn shares(dice: &mut Dice) -> Shares {
    let boilerplate = dice.next() * 0.5;
    let shared = dice.next() * (1.0 - boilerplate) * 0.6;
    Shares {
        boilerplate,
        shared,
        local: 1.0 - boilerplate - shared,
    }
}

fn information(units: usize, shares: Shares) -> InformationShares {
    let boilerplate = shares.boilerplate * 0.4;
    let shared = shares.shared * 0.7;
    InformationShares {
        bits: units as f64 * 5.3,
        shares: Shares {
            boilerplate,
            shared,
            local: 1.0 - boilerplate - shared,
        },
    }
}

fn document(index: usize, sections: usize, dice: &mut Dice) -> DocumentAnalysis {
    let filler = PLACES[index % PLACES.len()];
    let lead = format!("借此机会，我代表{filler}，向大家表示衷心的感谢！");
    let length = 900 + dice.below(6000);
    let mut text = lead.clone();
    let lead_length = lead.chars().count();
    text.extend(std::iter::repeat_n('文', length - lead_length));
    let (begin, end) = (30, length - 20);
    let step = (end - begin) / sections;
    let mut outline = Vec::new();
    let mut leaves = Vec::new();
    for s in 0..sections {
        let start = begin + s * step;
        let stop = if s + 1 == sections { end } else { start + step };
        let numeral = NUMERALS[s % 10];
        let heading = format!("{numeral}{}", HEADINGS[(s + index) % HEADINGS.len()]);
        outline.push(Heading {
            level: if s % 3 == 0 { 1 } else { 2 },
            text: heading.clone(),
            span: Span::new(start, (start + 8).min(stop)),
            run_in: false,
        });
        let mut runs = Vec::new();
        let mut at = start;
        while at < stop {
            let reach = (at + 5 + dice.below(60)).min(stop);
            let attribution = [
                Attribution::Boilerplate,
                Attribution::Shared,
                Attribution::Local,
                Attribution::Local,
            ][dice.below(4)];
            runs.push(Run {
                span: Span::new(at, reach),
                attribution,
            });
            at = reach;
        }
        let part = shares(dice);
        leaves.push(SectionAnalysis {
            reference_share: 0.0,
            path: format!("{}/({numeral})", NUMERALS[s / 3 % 10]),
            heading,
            span: Span::new(start, stop),
            units: stop - start,
            shares: part,
            information: information(stop - start, part),
            runs,
            evidence: Vec::new(),
            new_share: None,
            terms: (0..3u8)
                .map(|t| Term {
                    term: format!("{}{t}", THEME_WORDS[s % THEME_WORDS.len()]),
                    weight: 0.5 - f64::from(t) * 0.1,
                })
                .collect(),
            nearest: Vec::new(),
            most_templated: Vec::new(),
            most_local: Vec::new(),
        });
    }
    let whole = shares(dice);
    let words = [
        "组织路线",
        "阵地",
        "统一战线",
        "平安建设",
        "Party",
        "工会",
        "𪚥𪚥",
        "红岩先锋",
        "网格",
    ];
    let terms = (0..12)
        .map(|i| Term {
            term: format!(
                "{}{}",
                words[(i * 2 + index) % words.len()],
                if i > 8 { "工作机制" } else { "" }
            ),
            weight: 0.5 / (1.0 + i as f64) + dice.next() * 0.02,
        })
        .collect();
    DocumentAnalysis {
        reference: Vec::new(),
        reference_share: 0.0,
        new_share: None,
        file: format!("{index:03}_8aa40ba3a1ef0fc1.txt"),
        text_file: String::new(),
        path: format!("seeds/{index:03}_8aa40ba3a1ef0fc1.txt"),
        title: (index % 9 != 8).then(|| TITLES[index % TITLES.len()].to_owned()),
        date: (index % 4 != 3).then(|| {
            format!(
                "{}-{:02}-{:02}",
                2015 + index % 11,
                1 + index % 12,
                1 + index % 28
            )
        }),
        place: None,
        author: None,
        meeting: None,
        speaker: None,
        kind: None,
        found: FoundFacts::default(),
        columns: BTreeMap::new(),
        most_templated: Vec::new(),
        most_local: Vec::new(),
        characters: length,
        units: end - begin,
        outline,
        noise: vec![Span::new(0, begin), Span::new(end, length)],
        sections: leaves,
        shares: whole,
        information: information(end - begin, whole),
        terms,
        text,
    }
}

fn matrix(groups: &[usize], symmetric: bool, height: f32, dice: &mut Dice) -> Matrix {
    let n = groups.len();
    let mut cells: Vec<Vec<f32>> = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..n {
            let base = if groups[i] == groups[j] {
                height
            } else {
                height * 0.15
            };
            cells[i][j] = if i == j {
                1.0
            } else if j < i && symmetric {
                cells[j][i]
            } else {
                base * (0.4 + 0.6 * dice.next() as f32)
            };
        }
    }
    if n <= 2000 {
        return Matrix::Full(DenseMatrix::from_rows(&cells));
    }
    let rows = (0..n)
        .map(|i| {
            let mut row: Vec<Neighbour> = (0..n)
                .filter(|j| *j != i)
                .map(|column| Neighbour {
                    column,
                    value: cells[i][column],
                })
                .collect();
            row.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.column.cmp(&b.column)));
            row.truncate(50);
            row
        })
        .collect();
    Matrix::Neighbours(rows)
}

fn level(ids: Vec<String>, groups: &[usize], dice: &mut Dice) -> Level {
    Level {
        cosine: matrix(groups, true, 0.9, dice),
        jaccard: matrix(groups, true, 0.18, dice),
        containment: matrix(groups, false, 0.35, dice),
        coverage: matrix(groups, false, 0.45, dice),
        ids,
    }
}

fn templates(documents: &[DocumentAnalysis], dice: &mut Dice) -> Vec<Template> {
    let lead = "借此机会，我代表";
    let start = lead.chars().count();
    (0..45)
        .map(|i| {
            let instances: Vec<Instance> = documents
                .iter()
                .enumerate()
                .filter(|(d, _)| i == 0 || dice.next() < 0.4 || *d < 2)
                .map(|(d, document)| {
                    let filler = PLACES[d % PLACES.len()].chars().count();
                    Instance {
                        doc: document.file.clone(),
                        span: Span::new(0, start + filler + 12),
                        text: document.text.chars().take(start + filler + 12).collect(),
                        slots: vec![Span::new(start, start + filler), Span::new(start, start)],
                    }
                })
                .collect();
            Template {
                id: format!("T{:03}", i + 1),
                wording: String::new(),
                spread: instances.len(),
                bits_saved: 900.0 - i as f64,
                parts: vec![
                    Part::Literal(lead.to_owned()),
                    Part::Slot(SlotKind::Organisation),
                    Part::Literal(if i % 2 == 0 { "，向大家表示衷心的感谢，并通过你们向长期以来关心支持我们工作的同志们致以崇高的敬意！" } else { "表示感谢" }.to_owned()),
                    Part::Slot(SlotKind::Phrase),
                ],
                instances,
                variants: Vec::new(),
            }
        })
        .collect()
}

/// An analysis of `documents` documents of `sections` sections each.
pub(super) fn analysis(documents: usize, sections: usize) -> Analysis {
    let mut dice = Dice(documents as u64 + 7);
    let all: Vec<DocumentAnalysis> = (0..documents)
        .map(|i| document(i, sections, &mut dice))
        .collect();
    let group = |d: usize| d % (documents / 4).max(2);
    let groups: Vec<usize> = (0..documents).map(group).collect();
    let section_groups: Vec<usize> = (0..documents * sections).map(|s| s % sections).collect();
    let similarity = Similarity {
        groups: None,
        documents: level(
            all.iter().map(|d| d.file.clone()).collect(),
            &groups,
            &mut dice,
        ),
        sections: level(
            all.iter()
                .flat_map(|d| (0..sections).map(|s| format!("{}#{s}", d.file)))
                .collect(),
            &section_groups,
            &mut dice,
        ),
    };
    let templates = templates(&all, &mut dice);
    let phrases = (0..40)
        .map(|i| Phrase {
            wording: format!(
                "{}{}",
                [
                    "深入学习贯彻",
                    "举旗帜、聚民心、育新人、兴文化、展形象，奋力谱写新篇章",
                    "坚定不移"
                ][i % 3],
                NUMERALS[i % 10]
            ),
            documents: 1 + (documents * (40 - i)) / 41,
            occurrences: 3 * documents,
            places: Some(2),
            first: (i % 5 != 0).then(|| format!("{}-02", 2015 + i % 4)),
            last: (i % 5 != 0).then(|| format!("{}-11", 2019 + i % 6)),
            longest_form: None,
            score: 100.0 - i as f64,
        })
        .collect();
    Analysis {
        schema: SCHEMA.to_owned(),
        version: "0".to_owned(),
        config: Config::default(),
        boilerplate_docs: documents.div_ceil(20).max(3),
        documents: all,
        sides: None,
        groups: None,
        copies: Vec::new(),
        reference: Vec::new(),
        skipped: Vec::new(),
        similarity,
        passages: Vec::new(),
        families: Vec::new(),
        templates,
        phrases,
        limits: Vec::new(),
    }
}

/// An analysis of no documents at all.
pub(super) fn nothing() -> Analysis {
    Analysis {
        templates: Vec::new(),
        phrases: Vec::new(),
        ..analysis(0, 1)
    }
}
