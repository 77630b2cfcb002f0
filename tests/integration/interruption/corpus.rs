//! Speeches to compare, and chance.

use std::fs;

use tempfile::TempDir;

/// A generator of random numbers that is as good as a test needs (Marsaglia 2003).
pub(super) struct Random(pub u64);

impl Random {
    pub(super) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit
    }

    pub(super) fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Speeches that have sentences in common, with other places and numbers in them: a folder `texts`.
pub(super) fn corpus(documents: usize) -> TempDir {
    const PLACES: [&str; 6] = ["东河县", "西岭市", "南坪区", "北川镇", "中山乡", "长桥村"];
    const VERBS: [&str; 6] = ["坚持", "推进", "落实", "加强", "完善", "深化"];
    const THINGS: [&str; 8] = [
        "产业振兴",
        "基层治理",
        "生态保护",
        "队伍建设",
        "项目建设",
        "民生保障",
        "安全生产",
        "作风建设",
    ];
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("texts")).unwrap();
    let mut random = Random(0x1E17_0406);
    let sentence = |random: &mut Random| {
        let (place, verb) = (PLACES[random.below(6)], VERBS[random.below(6)]);
        let (thing, other) = (THINGS[random.below(8)], THINGS[random.below(8)]);
        match random.below(4) {
            0 => format!("对过去一年的工作，{place}是满意的，群众是认可的。"),
            1 => format!(
                "{place}要{verb}{thing}，确保{other}取得实效，完成投资{}亿元。",
                random.below(900)
            ),
            2 => format!("要把{thing}摆在更加突出的位置，{verb}{other}各项任务落到实处。"),
            _ => {
                let signs = (0..18 + random.below(20)).map(|_| 0x4E00 + random.below(3000) as u32);
                signs.filter_map(char::from_u32).collect::<String>() + "。"
            }
        }
    };
    for number in 0..documents {
        let mut text = format!("在第{number}次全体会议上的讲话\n同志们：\n");
        for (n, head) in ["一、", "二、", "三、"].iter().enumerate() {
            text.push_str(&format!("{head}{}{}\n", VERBS[n], THINGS[random.below(8)]));
            for _ in 0..14 {
                text.push_str(&sentence(&mut random));
            }
            text.push('\n');
        }
        fs::write(dir.path().join(format!("texts/{number:04}.txt")), text).unwrap();
    }
    dir
}
