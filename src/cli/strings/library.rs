//! The words of `library`.

use crate::read::size;
use crate::report::Lang;

/// What became of texts that were to be added.
pub(in crate::cli) struct Added {
    pub(in crate::cli) added: usize,
    pub(in crate::cli) replaced: usize,
    pub(in crate::cli) unchanged: usize,
    pub(in crate::cli) same: usize,
}

/// What a library takes.
pub(in crate::cli) struct Info {
    pub(in crate::cli) texts: usize,
    pub(in crate::cli) segments: usize,
    pub(in crate::cli) bytes: u64,
    pub(in crate::cli) removed: usize,
}

/// `3 added, 1 replaced, 2 there already`
pub(in crate::cli) fn added(lang: Lang, counts: &Added) -> String {
    let told = [
        (counts.added, "新增", "added"),
        (counts.replaced, "更新", "replaced"),
        (counts.unchanged, "未变", "unchanged"),
        (
            counts.same,
            "内容相同、不重复收入",
            "the same as another, kept once",
        ),
    ];
    let told = told.iter().enumerate();
    let told: Vec<String> = told
        .filter(|(at, (n, _, _))| *at == 0 || *n > 0)
        .map(|(_, (n, zh, en))| match lang {
            Lang::Zh => format!("{zh} {n} 篇"),
            Lang::En => format!("{n} {en}"),
        })
        .collect();
    told.join(lang.pick("，", ", "))
}

pub(in crate::cli) fn same_as(lang: Lang, one: &str, other: &str) -> String {
    match lang {
        Lang::Zh => format!("{one} 与 {other} 内容相同"),
        Lang::En => format!("{one} is the same text as {other}"),
    }
}

pub(in crate::cli) fn more(lang: Lang, rest: usize) -> String {
    match lang {
        Lang::Zh => format!("……另有 {rest} 篇"),
        Lang::En => format!("… and {rest} more"),
    }
}

pub(in crate::cli) fn removed(lang: Lang, ids: &[String]) -> String {
    let (n, listed) = (ids.len(), ids.join(lang.pick("、", ", ")));
    match lang {
        Lang::Zh => format!("移除 {n} 篇：{listed}"),
        Lang::En => format!("{n} removed: {listed}"),
    }
}

pub(in crate::cli) fn verified(lang: Lang, texts: usize, segments: usize) -> String {
    match lang {
        Lang::Zh => format!("完好：{texts} 篇，{segments} 个分段，校验和全部相符"),
        Lang::En => format!("sound: {texts} texts in {segments} segments, all checksums agree"),
    }
}

pub(in crate::cli) fn info(lang: Lang, info: &Info) -> String {
    let Info {
        texts,
        segments,
        bytes,
        removed,
    } = *info;
    let bytes = size(bytes);
    let mut said = match lang {
        Lang::Zh => format!("{texts} 篇，{segments} 个分段，{bytes}"),
        Lang::En => format!("{texts} texts in {segments} segments, {bytes}"),
    };
    if removed > 0 {
        said += &match lang {
            Lang::Zh => format!("；已移除的 {removed} 篇仍占位置，可用 compact 清理"),
            Lang::En => format!("; {removed} removed ones still take room: compact frees it"),
        };
    }
    said
}
