//! Facts found in whole texts.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::text::outline::outline;
use crate::text::{Layout, SourceText};

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);

fn facts_of(name: &str, text: &str, given: &Metadata) -> Facts {
    let text = SourceText::from(text);
    let outline = outline(&text, &Layout::default());
    let described = Described {
        text: &text,
        outline: &outline,
        name,
        given,
    };
    facts(described, &SEGMENTER)
}

fn found(text: &str) -> Facts {
    facts_of("1.txt", text, &Metadata::default())
}

fn value(fact: Option<Fact>) -> Option<String> {
    fact.map(|fact| fact.value)
}

fn date(text: &str) -> Option<String> {
    value(found(text).date)
}

fn place(text: &str) -> Option<String> {
    value(found(text).place)
}

#[test]
fn a_date_is_taken_from_where_texts_put_theirs() {
    for (text, wanted) in [
        (
            "在县委工作会议上的讲话\n（2023年3月1日）\n同志们：\n今天开会。",
            "2023-03-01",
        ),
        (
            "工作动态\n2021/5/21   点击量:276413\n\n5月18日，会议召开。要抓好落实。",
            "2021-05-18",
        ),
        (
            "工作动态\n2021/5/21   点击量:276413\n\n为庆祝7月1日建党节，要抓好落实。",
            "2021-05-21",
        ),
        (
            "在春耕会议上的讲话（2018年2月12日）王明同志们：今天开会。《 某某日报 》（ 2020年04月30日 02 版）",
            "2018-02-12",
        ),
        (
            "同志们：\n今天开会。要修桥。\n（新华社北京3月6日电）\n《 某某日报 》（ 2020年03月07日 02 版）",
            "2020-03-06",
        ),
        // Behind furniture stand other pages.
        (
            "同志们：\n今天开会。要修桥。\n（新华社北京3月6日电）\n责任编辑：孙小河\n《 某某日报 》（ 2020年03月07日 02 版）\n上一篇：修路\n（新华社北京3月5日电）",
            "2020-03-06",
        ),
        // A source before the first sentence leaves the line text.
        (
            "（来源：某报）3月26日，海东县委召开会议，部署2025年任务。要修桥。",
            "2025-03-26",
        ),
        (
            "要把桥修好。今年7月1日，新桥通车。※这是王明同志2020年6月2日在专家座谈会上的讲话。",
            "2020-06-02",
        ),
        (
            "# 海东市河道条例\n\n2015年3月1日 海东市第一届人民代表大会第二次会议通过\n\n2022年6月1日 海东市第二届人民代表大会常务委员会第九次会议修正\n\n2022年8月1日 施行\n\n第一条 根据2000年5月26日公布的法律，制定本条例。\n\n第二条 要爱护河道。",
            "2022-06-01",
        ),
        ("某报讯 7月24日至26日，春耕读书会在海东举办。", "--07-24"),
        (
            "在春耕会议上的讲话\n二O二五年三月二O日\n各乡镇要抓紧备耕。",
            "2025-03-20",
        ),
        (
            "在春耕会议上的讲话\n二Ｏ二五年三月二十日\n各乡镇要抓紧备耕。",
            "2025-03-20",
        ),
        (
            "在春耕会议上的讲话\n二零二五年三月十二日\n各乡镇要抓紧备耕。",
            "2025-03-12",
        ),
        (
            "在春耕会议上的讲话\n⼆〇⼆五年三⽉⼗⼆⽇\n各乡镇要抓紧备耕。",
            "2025-03-12",
        ),
        (
            "春耕工作报告\n（2025年3月12日至14日）\n全镇要抓紧备耕。",
            "2025-03-12",
        ),
        (
            "春耕工作报告\n（2025年3月12—14日）\n全镇要抓紧备耕。",
            "2025-03-12",
        ),
        (
            "政府工作报告\n——2025年1月8日在海东县人民代表大会上\n各位代表：\n现在报告工作。",
            "2025-01-08",
        ),
        (
            "政府工作报告\n--2025年1月8日在海东县人民代表大会上\n各位代表：\n现在报告工作。",
            "2025-01-08",
        ),
        (
            "在全縣春耕會議上的講話\n中華民國114年3月12號\n各鄉鎮要抓緊備耕。",
            "2025-03-12",
        ),
        (
            "在春耕会议上的讲话\n2025年3⽉12⽇\n各乡镇要抓紧备耕。",
            "2025-03-12",
        ),
        ("新华社北京3月5日电（记者王明）会议在京召开。", "--03-05"),
        ("某报8月16日讯 会议召开。今年要抓好三件事。", "--08-16"),
        ("3月26日，海东县委召开会议，部署2025年任务。", "2025-03-26"),
        ("12月28日，海东县委召开会议，部署2026年任务。", "2025-12-28"),
        (
            "同志们：\n今天开会。要抓好落实。\n海东县委\n2022年6月3日",
            "2022-06-03",
        ),
        ("2023年全县工作会议讲话\n同志们：\n今天开会。", "2023"),
        (
            "要把桥修好。路也要铺好。《某某日报》（2023年08月02日 第14版）",
            "2023-08-02",
        ),
    ] {
        assert_eq!(date(text).as_deref(), Some(wanted), "{text}");
    }
}

#[test]
fn history_plans_and_ranges_are_not_the_date() {
    for text in [
        "修桥的事说来话长。1959年3月9日，第一座桥落成。2019年又修了一座。",
        "1978年12月18日，会议在京召开，改变了一切。2018年，四十年过去了。",
        "7月26日至30日，桥上不通车。",
        "新桥将于8月3日通车，大家都在等。",
        "自5月4日开始，桥上收费。",
    ] {
        assert_eq!(date(text), None, "{text}");
    }
}

#[test]
fn the_year_of_a_day_comes_from_what_is_known() {
    let text = "3月26日，会议召开。要抓好落实。";
    let given = |date: &str, by: GivenBy| Metadata {
        date: Some(date.to_owned()),
        by,
        ..Metadata::default()
    };
    let with =
        |name: &str, given: &Metadata| value(facts_of(name, text, given).date).unwrap_or_default();
    assert_eq!(with("1.txt", &Metadata::default()), "--03-26");
    assert_eq!(with("2024_会议.txt", &Metadata::default()), "2024-03-26");
    assert_eq!(
        with("1.txt", &given("2024-04-01", GivenBy::Properties)),
        "2024-03-26"
    );
    // A record's own field is the date.
    assert_eq!(
        with("1.txt", &given("2024/4/1", GivenBy::Record)),
        "2024-04-01"
    );
    let december = facts_of(
        "1.txt",
        "12月30日，会议召开。",
        &given("2024-01-02", GivenBy::Properties),
    );
    assert_eq!(value(december.date).as_deref(), Some("2023-12-30"));
}

#[test]
fn a_place_acts_and_is_not_only_mentioned() {
    for (text, wanted) in [
        ("新华社东京8月14日电 会议召开。", Some("东京")),
        ("新华社成都3月5日电 会议召开。", Some("成都市")),
        (
            "3月26日，古蔺县委召开会议。全县上下要抓好落实。",
            Some("古蔺县"),
        ),
        ("浙江省交通发布会今日举行。浙江全省要修桥。", Some("浙江省")),
        (
            "在福建省顺昌县洋口镇纪委的检查中，查出一座危桥。洋口镇随即封桥。",
            Some("洋口镇"),
        ),
        ("修桥的工人来自河南。他们住在南京路上，喝上海牌的茶。", None),
        ("这条路经过南京市、镇江市、常州市。", None),
        ("上海证券交易所昨日收盘。", None),
        ("全市各级党组织要抓好落实。", None),
    ] {
        assert_eq!(place(text).as_deref(), wanted, "{text}");
    }
}

#[test]
fn meetings_and_speakers_are_named() {
    let report = found(
        "3月26日，海东县委召开全县党建工作会议。县委书记李明出席会议并讲话。县长王大河主持。\n李明指出，桥要修好。\n李明强调，路要铺好。",
    );
    assert_eq!(value(report.meeting).as_deref(), Some("全县党建工作会议"));
    assert_eq!(value(report.speaker).as_deref(), Some("李明"));
    let speech = found(
        "在全县教育大会上的讲话\n县委书记 王大河\n（2024年9月10日）\n同志们：\n习近平总书记强调，教育是大计。",
    );
    assert_eq!(value(speech.meeting).as_deref(), Some("全县教育大会"));
    assert_eq!(value(speech.speaker).as_deref(), Some("王大河"));
    assert_eq!(value(speech.kind).as_deref(), Some("speech"));
    assert_eq!(
        value(speech.title).as_deref(),
        Some("在全县教育大会上的讲话")
    );
    let nobody = found("同志们：\n今天开会。会议强调，桥要修好。");
    assert_eq!(nobody.speaker, None);
    assert_eq!(nobody.meeting, None);
}

#[test]
fn a_title_may_stand_in_the_line_that_presents_the_text() {
    let facts =
        found("下面是小编为大家整理的2023年在全县工作会议上讲话,供大家参考。\n同志们:\n今天开会。");
    assert_eq!(
        value(facts.title).as_deref(),
        Some("2023年在全县工作会议上讲话")
    );
    assert_eq!(value(facts.date).as_deref(), Some("2023"));
    assert_eq!(value(facts.meeting).as_deref(), Some("全县工作会议"));
}

#[test]
fn the_metadata_file_counts_before_everything() {
    let row = [
        ("date", "2020年1月2日"),
        ("place", "甲地"),
        ("kind", "通知"),
        ("批次", "一"),
    ];
    let given = Metadata {
        date: Some("2021".to_owned()),
        place: Some("乙地".to_owned()),
        by: GivenBy::Record,
        table: row.map(|(k, v)| (k.to_owned(), v.to_owned())).into(),
        ..Metadata::default()
    };
    let facts = facts_of("1.txt", "3月26日，古蔺县委召开会议。", &given);
    assert_eq!(
        facts.date,
        Some(Fact {
            value: "2020-01-02".to_owned(),
            from: Origin::MetadataFile
        })
    );
    assert_eq!(value(facts.place).as_deref(), Some("甲地"));
    assert_eq!(value(facts.kind).as_deref(), Some("通知"));
}

#[test]
fn a_speaker_stands_under_the_title_or_in_it() {
    for (text, speaker) in [
        (
            "在全县春耕会议上的讲话\n县长　买买提·艾力\n同志们：\n今天开会。",
            "买买提·艾力",
        ),
        (
            "在全县春耕会议上的讲话\n买买提•艾力\n同志们：\n今天开会。",
            "买买提•艾力",
        ),
        (
            "在全县春耕会议上的讲话\n县委书记阿布都·买买提·艾力\n同志们：\n今天开会。",
            "阿布都·买买提·艾力",
        ),
        (
            "艾力·买买提同志在全县会议上的讲话\n同志们：\n今天开会。",
            "艾力·买买提",
        ),
        (
            "县委书记王明在全县春耕会议上的讲话\n同志们：\n今天开会。",
            "王明",
        ),
        (
            "省委书记、省人大常委会主任王明在全省会议上的讲话\n同志们：\n今天开会。",
            "王明",
        ),
        (
            "王明县长在全县春耕会议上的讲话\n同志们：\n今天开会。",
            "王明",
        ),
        (
            "副县长 王小明 在全县春耕会议上的讲话\n同志们：\n今天开会。",
            "王小明",
        ),
        ("王⺠同志在全县会议上的讲话\n同志们：\n今天开会。", "王民"),
    ] {
        assert_eq!(
            value(found(text).speaker).as_deref(),
            Some(speaker),
            "{text}"
        );
    }
    for text in [
        "在全县县长会议上的讲话\n同志们：\n今天开会。",
        "在新任县长王家岭会议室的讲话\n同志们：\n今天开会。",
    ] {
        assert_eq!(value(found(text).speaker), None, "{text}");
    }
}

#[test]
fn a_letterhead_is_no_title() {
    for (text, title) in [
        (
            "海东县人民政府文件\n海政发〔2025〕3号\n海东县人民政府关于做好春耕工作的通知\n各乡镇：\n要抓紧备耕。",
            "海东县人民政府关于做好春耕工作的通知",
        ),
        (
            "附件1\n春耕工作报告\n（征求意见稿）\n要抓紧备耕。",
            "春耕工作报告",
        ),
        (
            "海东县人民政府办公室\n海政办发〔2025〕3号\n关于做好春耕工作的通知\n各乡镇：\n要抓紧备耕。",
            "关于做好春耕工作的通知",
        ),
        ("（讨论稿）\n春耕工作方案\n要抓紧备耕。", "春耕工作方案"),
        ("附件：\n春耕工作方案\n要抓紧备耕。", "春耕工作方案"),
        (
            "机密★1年\n海政发〔2025〕3号\n关于春耕工作的请示\n要抓紧备耕。",
            "关于春耕工作的请示",
        ),
        (
            "春耕工作报告\n项目\t单位\t数量\n水稻\t亩\t100\n要抓紧备耕。",
            "春耕工作报告",
        ),
    ] {
        assert_eq!(value(found(text).title).as_deref(), Some(title), "{text}");
    }
}

proptest! {
    #[test]
    fn facts_in_the_text_slice_it(text in "(3月26日|2023年|，|。|\n|古蔺县委|召开|工作会议|在|李明|强调|（|）|新华社|电|原标题：|题| |\\*\\*|同志们：){0,24}") {
        let source = SourceText::from(text.as_str());
        let facts = found(&text);
        for fact in [facts.title, facts.date, facts.place, facts.meeting, facts.speaker].into_iter().flatten() {
            if let Origin::Text { span, text } = fact.from {
                prop_assert!(!span.is_empty() && span.end <= source.len());
                prop_assert_eq!(source.slice(span), text);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let _ = found(&text);
    }
}

#[test]
fn a_place_is_what_a_document_states_of_itself() {
    let report = "政府工作报告\n——2023年1月14日在河南省第十四届人民代表大会第一次会议上\n省长 王明\n各位代表：\n北京、上海、江苏都来了，北京市人民政府也来了。";
    let bare =
        "各位代表：\n现在，我代表省人民政府，向大会报告工作。合肥市、芜湖市发展，江苏省有人来。";
    let of = |name: &str, text: &str| value(facts_of(name, text, &Metadata::default()).place);
    assert_eq!(of("1.txt", report).as_deref(), Some("河南省"));
    assert_eq!(of("安徽.txt", bare).as_deref(), Some("安徽省"));
    let national = "国务院关于同意昌吉、石河子建设开发区的批复\n国函〔2018〕145号\n新疆维吾尔自治区人民政府：\n要抓好落实。新疆维吾尔自治区人民政府要指导。";
    assert_eq!(of("1.txt", national), None);
    let signed =
        "关于做好春耕工作的通知\n各乡镇：\n要抓紧备耕。\n古蔺县人民政府办公室\n2023年3月1日";
    assert_eq!(of("1.txt", signed).as_deref(), Some("古蔺县"));
    for (text, wanted) in [
        (
            "8月5日，区委书记王明主持召开会议。（原标题：北京房山调度防汛工作）",
            Some("房山区"),
        ),
        // The headline alone is one mention, the source another.
        (
            "原标题：区领导调度防汛工作8月5日，区委书记王明主持召开会议。要备沙。（原标题：北京房山紧急调度防汛工作）来源：北京房山流程编辑：t12",
            Some("房山区"),
        ),
        ("认真落实省委部署。认真落实省委要求，会议召开。", None),
        (
            "近日，区委书记刘健代表区委看望职工。刘健代表区委讲话。",
            None,
        ),
        ("各市县政府要抓好落实。各市县党委也要抓好落实。", None),
        ("长治久安是大家的事。长治久安，人人有责。", None),
        ("共和党召开大会。共和党人都来了。", None),
        ("3月26日，民盟上海市委召开会议。", Some("上海市")),
        ("3月26日，莲花街道党工委召开会议。", Some("莲花街道")),
    ] {
        assert_eq!(place(text).as_deref(), wanted, "{text}");
    }
}

#[test]
fn what_has_run_into_one_line_is_told_apart() {
    let facts = found(
        "在全县春耕会议上的讲话（2023年3月1日）县委书记 王小明同志们：今天开会。总书记强调，要备耕。",
    );
    assert_eq!(
        value(facts.title).as_deref(),
        Some("在全县春耕会议上的讲话")
    );
    assert_eq!(value(facts.date).as_deref(), Some("2023-03-01"));
    assert_eq!(value(facts.meeting).as_deref(), Some("全县春耕会议"));
    assert_eq!(value(facts.speaker).as_deref(), Some("王小明"));
    assert_eq!(value(facts.kind).as_deref(), Some("speech"));
    let essay = found(
        "把桥修得更加坚固 让路更加平坦王小明修桥是大事，要抓好。※这是王小明书记2020年6月2日在全县修桥座谈会上的讲话。",
    );
    assert_eq!(
        value(essay.title).as_deref(),
        Some("把桥修得更加坚固 让路更加平坦")
    );
    assert_eq!(value(essay.speaker).as_deref(), Some("王小明"));
    assert_eq!(value(essay.meeting).as_deref(), Some("全县修桥座谈会"));
    let report = found(
        "政府工作报告——2025年1月8日在河南省第十四届人民代表大会第三次会议上河南省人民政府省长 王小明各位代表：现在，我代表省人民政府，向大会报告工作。",
    );
    assert_eq!(value(report.title).as_deref(), Some("政府工作报告"));
    assert_eq!(value(report.date).as_deref(), Some("2025-01-08"));
    assert_eq!(value(report.place).as_deref(), Some("河南省"));
    assert_eq!(
        value(report.meeting).as_deref(),
        Some("河南省第十四届人民代表大会第三次会议")
    );
    assert_eq!(value(report.speaker).as_deref(), Some("王小明"));
    assert_eq!(value(report.kind).as_deref(), Some("report"));
    let news =
        found("原标题：县领导调度防汛工作8月5日，县长王小明主持召开会议。王小明强调，要落实。");
    assert_eq!(value(news.title).as_deref(), Some("县领导调度防汛工作"));
    assert_eq!(value(news.speaker).as_deref(), Some("王小明"));
    let twice = found("关于做好春耕工作\n进一步加强备耕的\u{200B}通知\n各乡镇：\n要抓紧备耕。");
    assert_eq!(
        value(twice.title).as_deref(),
        Some("关于做好春耕工作进一步加强备耕的通知")
    );
}

#[test]
fn whoever_is_only_quoted_is_no_speaker() {
    for (text, speaker) in [
        (
            "3月26日，县长王小明主持召开会议。会议强调，要修桥。",
            Some("王小明"),
        ),
        (
            "县长王小明3月26日主持召开会议。会议强调，要修桥。",
            Some("王小明"),
        ),
        (
            "某社海东8月1日电 县长王小明7月31日主持召开会议。会议强调，要修桥。",
            Some("王小明"),
        ),
        (
            "3月26日，县委书记王小明到河边调研。他强调，要修桥。县长李大山参加。",
            Some("王小明"),
        ),
        ("3月26日，会议召开。县长王小明出席并致辞。", Some("王小明")),
        (
            "3月26日，会议召开。文章指出，要修桥。全会指出，要铺路。",
            None,
        ),
        ("3月26日，会议召开。路过的李桥表示，桥不错。", None),
        (
            "海东县河道条例\n第一条 王小明强调，要爱护。\n第二条 王小明指出，要修。\n第三条 要管。",
            None,
        ),
        (
            "在全县春耕会议上的讲话\n（王小明）\n同志们：\n李大山书记强调，要备耕。",
            Some("王小明"),
        ),
        (
            "在全县春耕会议上的讲话\n**县长 王小明**\n同志们：\n今天开会。",
            Some("王小明"),
        ),
    ] {
        assert_eq!(value(found(text).speaker).as_deref(), speaker, "{text}");
    }
}

#[test]
fn meetings_have_names_of_their_own() {
    for (text, meeting) in [
        (
            "# 海东市河道条例\n2022年6月1日 海东市第二届人民代表大会常务委员会第九次会议通过\n第一条 要爱护。\n第二条 要修。",
            Some("海东市第二届人民代表大会常务委员会第九次会议"),
        ),
        (
            "3月26日，县纪委常委会（扩大）会议召开。",
            Some("县纪委常委会（扩大）会议"),
        ),
        (
            "3月26日，由县桥梁局主办的第二届修桥论坛举行。",
            Some("第二届修桥论坛"),
        ),
        (
            "各位代表：\n我现在向第二届县人民代表大会第一次会议作政府工作报告。",
            Some("第二届县人民代表大会第一次会议"),
        ),
        (
            "各位代表：\n从去年三月第五届县人民代表大会第一次会议闭幕到现在，一年了。",
            None,
        ),
        ("3月26日，我们先后召开7个专题会议。", None),
    ] {
        assert_eq!(value(found(text).meeting).as_deref(), meeting, "{text}");
    }
}
