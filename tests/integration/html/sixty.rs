//! Sixty reports made by rule, as large as a comparison of a country's provinces: what the browser test walks through.

use leitong::{Analysis, Config, Corpus, analyze};

const PLACES: [&str; 6] = ["青山县", "白水县", "红石区", "绿洲市", "黄花县", "紫云区"];

const SUBJECTS: [(&str, [&str; 4]); 5] = [
    (
        "加强组织建设",
        [
            "要把基层党组织建设成为坚强战斗堡垒，选优配强村党支部书记",
            "全年发展党员{n}名，整顿软弱涣散党组织{m}个",
            "推动党员干部下沉{p}一线，解决群众急难愁盼",
            "组织部门负责人要带头讲党课、带头查问题、带头抓整改",
        ],
    ),
    (
        "发展现代农业",
        [
            "要稳住粮食播种面积，守住耕地保护红线",
            "全年粮食总产量达到{n}万吨，新建高标准农田{m}万亩",
            "支持{p}种粮大户和合作社添置农机具，完善水利设施",
            "让农产品卖得出去、卖出好价钱，带动农民增收致富",
        ],
    ),
    (
        "推动工业转型",
        [
            "要坚持科技创新引领，培育专精特新中小企业",
            "规模以上工业增加值增长{n}%，技术改造投资增长{m}%",
            "加快{p}产业园区标准厂房建设，推动链条向两端延伸",
            "落实减税降费政策，为企业办实事解难题",
        ],
    ),
    (
        "保障改善民生",
        [
            "要办好教育医疗养老等民生实事，兜住民生底线",
            "新增城镇就业{n}人，改造老旧小区{m}个",
            "建成{p}人民医院新院区，群众看病更加方便",
            "完善社会救助体系，让困难群众过上暖心日子",
        ],
    ),
    (
        "保护生态环境",
        [
            "要打好蓝天碧水净土保卫战，推进山水林田湖草系统治理",
            "空气质量优良天数达到{n}天，完成造林{m}万亩",
            "完成{p}污水处理厂提标改造，河道水质持续好转",
            "大力推行垃圾分类，倡导绿色低碳生活方式",
        ],
    ),
];

const OWN: [&str; 7] = [
    "老街的石板路重新铺过，夜市的灯笼一直亮到桥头",
    "山里的茶农头一回把新茶卖到了海外，订单排到了秋天",
    "县剧团排演的新戏在省里得了奖，乡亲们奔走相告",
    "大水冲毁的渡口一个月就修好了，孩子们不再绕路上学",
    "返乡青年办起陶艺作坊，旧窑厂重新冒出了青烟",
    "图书馆把阅览室搬进商场，周末座无虚席",
    "跨河大桥合龙那天，两岸的人放了半夜鞭炮",
];

fn text(i: usize) -> String {
    let place = PLACES[i % PLACES.len()];
    let mut text = format!("各位代表：\n现在，我代表{place}人民政府，向大会报告工作，请予审议。\n");
    for (k, (heading, sentences)) in SUBJECTS.iter().enumerate() {
        // Not every report has every part.
        if (i + k) % 7 == 6 {
            continue;
        }
        text += &format!("{}、{heading}\n", ["一", "二", "三", "四", "五"][k]);
        for (j, sentence) in sentences.iter().enumerate() {
            let filled = sentence
                .replace("{n}", &(100 + (i * 37 + k * 11 + j) % 800).to_string())
                .replace("{m}", &(3 + (i * 13 + k * 5) % 90).to_string())
                .replace("{p}", place);
            if (i * 5 + k * 3 + j) % 4 != 3 {
                text += &format!("{filled}。");
            }
        }
        text += &format!(
            "{}，这是{}的第{}件喜事。\n",
            OWN[(i * 3 + k) % OWN.len()],
            place,
            i + k
        );
    }
    text + "各位代表，让我们团结奋斗，谱写新的篇章。\n"
}

pub(crate) fn analysis() -> Analysis {
    let texts = (0..60).map(|i| {
        let year = 2001 + i / 3;
        (
            format!("{year}_{}_{i}.txt", PLACES[i % PLACES.len()]),
            format!(
                "{}{year}年政府工作报告\n{year}年1月{}日\n{}",
                PLACES[i % PLACES.len()],
                1 + i % 28,
                text(i)
            ),
        )
    });
    analyze(&Corpus::from_texts(texts), &Config::default())
}
