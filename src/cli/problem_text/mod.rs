//! What is wrong with an input, in the language of the summary.

use crate::read::{Foreign, Problem, size};
use crate::report::Lang;

/// The problem in one line.
pub fn problem_text(problem: &Problem, lang: Lang) -> String {
    match lang {
        Lang::En => problem.to_string(),
        Lang::Zh => chinese(problem),
    }
}

fn chinese(problem: &Problem) -> String {
    match problem {
        Problem::NotFound => "没有这个文件或文件夹，请检查路径".to_owned(),
        Problem::Unreadable { message, .. } => format!("无法读取（{message}），请检查权限和磁盘"),
        Problem::Empty => "没有文字，请补上内容或不要列入".to_owned(),
        Problem::Binary => "是二进制文件，不是文本，请另存为纯文本（.txt）".to_owned(),
        Problem::ForeignFormat { format } => {
            let (name, advice) = foreign(*format);
            format!("是{}，leitong 不读，请{advice}", apart(name))
        }
        Problem::NotAsNamed { promised } => {
            format!("文件名表明是{}，内容却不是，也不是文本，请重新获取", apart(form(promised)))
        }
        Problem::Damaged { form: name, reason } => format!("是损坏的{}（{}），请用相应程序打开后另存，或重新获取", apart(form(name)), because(reason)),
        Problem::Undecodable { encoding, offset } => format!(
            "从第 {offset} 字节起不是合法的 {encoding}，请修复文件，或用 --encoding 指明编码"
        ),
        Problem::TooLarge { limit } => format!("超过 {}，请拆成几个文件", size(*limit)),
        Problem::Bomb { form: name, limit } => format!(
            "解压后超过 {}，与其大小不相称，如可信任请自行{}",
            size(*limit),
            match *name {
                "Word document" => "打开后另存为纯文本（.txt）",
                _ => "解压后给出文件夹",
            }
        ),
        Problem::TooManyEntries { limit } => {
            format!("其中超过 {limit} 个文件，请解压后给出文件夹")
        }
        Problem::TooDeep { limit } => format!(
            "XML 嵌套超过 {limit} 层，不是文字处理软件所写，请用 Word 或 LibreOffice 打开后另存"
        ),
        Problem::Encrypted => "加了密码，请解压后给出文件夹".to_owned(),
        Problem::Packing => "所用的压缩方式 leitong 不读，请解压，或重新打包为普通 .zip".to_owned(),
        Problem::Nested => "压缩包套了三层，请解开外层后给出文件夹".to_owned(),
        Problem::NoColumn { wanted, columns } => match wanted {
            Some(wanted) => {
                format!("没有名为 `{wanted}` 的列，现有列：{columns}，请用 --text-column 指明")
            }
            None => format!(
                "看不出哪一列是正文，现有列：{columns}，请用 --text-column 指明，或将该列命名为 text"
            ),
        },
        Problem::Row { reason } => format!("不是表格的一行（{}），含逗号、换行或引号的文字请加引号，其中的引号写两次", because(reason)),
        Problem::NotAFile => "既不是文件也不是文件夹，请不要列入".to_owned(),
        Problem::NotOneText { count } => {
            format!("其中有 {count} 篇文字，此处只要一篇，请取出所需的一篇")
        }
        Problem::FileName => "文件名不是合法的 UTF-8，请改名".to_owned(),
        Problem::Record { reason } => {
            format!("不是一条记录（{}），每行应是含 \"id\" 和 \"text\" 的 JSON 对象", because(reason))
        }
        Problem::NoTexts => "其中没有 leitong 能读的文件（.txt、.md、.docx、.html、.pdf、.zip、.csv、.tsv、.jsonl），请检查路径".to_owned(),
        Problem::UnknownType { extension, count } => match extension {
            Some(extension) => format!("{count} 个文件类型不读（.{extension}）"),
            None => format!("{count} 个文件没有扩展名，不读"),
        },
        Problem::Hidden { count } => format!("{count} 个隐藏文件未读，要读请直接写出文件名"),
        Problem::SameFile { path } => format!("与 {} 是同一个文件，只读一次", path.display()),
        Problem::TooManyParts { what, limit } => {
            let what = match *what {
                "pages" => "页",
                "characters" => "个字符",
                _ => "段文字",
            };
            format!("超过 {limit} {what}，请拆成几个文件")
        }
        Problem::NoTextLayer { pages } => format!(
            "是没有文字层的 PDF（{pages} 页，为扫描件或图形），请先做文字识别（OCR，例如 ocrmypdf -l chi_sim），再用其结果"
        ),
        Problem::NoCharacterCodes => "PDF 的字体没有注明字符编码，请先做文字识别（OCR，例如 ocrmypdf --force-ocr -l chi_sim），再用其结果".to_owned(),
        Problem::Locked => "有密码保护，请打开、去掉密码后另存".to_owned(),
        Problem::OwnOutput => "是 leitong 的输出，不读".to_owned(),
        Problem::ReferenceIsCompared => "本身参加比较，不作参照".to_owned(),
        Problem::NoSuchDocument { name } => {
            format!("所指的“{name}”不在比较的文章之中，请更正文件名或删去这一行")
        }
        Problem::SeveralDocuments { name, count } => {
            format!("所指的“{name}”有 {count} 篇，请在文件名前加上文件夹")
        }
        Problem::SecondRow { name, line } => {
            format!("所指的“{name}”在第 {line} 行已经有了，请删去一行")
        }
    }
}

/// A name with the space that Chinese sets before a Latin word.
fn apart(name: &str) -> String {
    match name.chars().next() {
        Some(c) if c.is_ascii_alphanumeric() => format!(" {name}"),
        _ => name.to_owned(),
    }
}

/// What is wrong, for reasons of our own; those of libraries stay as they are.
fn because(reason: &str) -> String {
    let known = match reason {
        "its end is missing" => "缺少结尾",
        "its XML ends in the middle" => "其中的 XML 没有写完",
        "its XML is not valid UTF-8" => "其中的 XML 不是合法的 UTF-8",
        "it has no word/document.xml" => "其中没有 word/document.xml",
        "a checksum does not agree" => "校验和不符",
        "its list of entries is too long" => "文件目录过长",
        "its id is empty" => "id 是空的",
        "it is a list" => "是列表而不是对象",
        "a quotation mark opens a field and none closes it" => "有前引号而没有后引号",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let number = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    if let Some((row, header)) = reason.split_once(", the header has ") {
        return format!("有 {} 栏，表头有 {header} 栏", number(row));
    }
    if let Some(column) = reason.strip_prefix("it is no JSON from column ") {
        return format!("从第 {} 列起不是 JSON", number(column));
    }
    if let Some(column) = reason.strip_prefix("it ends in the middle, column ") {
        return format!("在第 {column} 列没有写完就结束了");
    }
    if let Some((field, _)) = reason
        .strip_prefix("missing field `")
        .and_then(|rest| rest.split_once('`'))
    {
        return format!("缺少 {field}");
    }
    reason.to_owned()
}

/// What a form is called.
fn form(name: &'static str) -> &'static str {
    match name {
        "Word document" => "Word 文档",
        "PDF file" => "PDF 文件",
        "zip archive" => "zip 压缩包",
        other => other,
    }
}

/// Name and advice for a form that is not read.
fn foreign(format: Foreign) -> (&'static str, &'static str) {
    const DOCX: &str = "用 Word、WPS 或 LibreOffice 打开后另存为 .docx";
    const CSV: &str = "打开后将工作表另存为 .csv（UTF-8），正文占一列";
    const OUTLINE: &str = "将其大纲另存为 .docx 或纯文本（.txt）";
    match format {
        Foreign::OldWord => ("旧版 Word 文档（.doc）", DOCX),
        Foreign::Wps => ("WPS 文档（.wps）", DOCX),
        Foreign::Rtf => ("RTF 文档", DOCX),
        Foreign::OpenDocument => ("OpenDocument 文件", DOCX),
        Foreign::OldOffice => (
            "旧版办公软件的文件",
            "用原程序打开后另存为 .docx 或纯文本（.txt）",
        ),
        Foreign::LockedOffice => ("加了密码的 Office 文档", "打开、去掉密码后另存为 .docx"),
        Foreign::OldExcel => ("旧版 Excel 表格（.xls）", CSV),
        Foreign::Excel => ("Excel 表格（.xlsx）", CSV),
        Foreign::OldPowerPoint => ("旧版 PowerPoint 演示文稿（.ppt）", OUTLINE),
        Foreign::PowerPoint => ("PowerPoint 演示文稿（.pptx）", OUTLINE),
        Foreign::Epub => ("电子书（.epub）", "转换为 .docx 或 .txt，例如用 Calibre"),
        Foreign::Ofd => (
            "OFD 文档",
            "用 OFD 阅读器导出为 .docx，或将文字复制到 .txt 文件",
        ),
        Foreign::Pdf => (
            "PDF 文件",
            "改用带 pdf 功能的 leitong，或另存为纯文本（.txt）",
        ),
        Foreign::WebArchive => ("网页归档（.mht）", "用浏览器打开后另存为 .html"),
        Foreign::Xml => ("XML 文件", "取出文字，另存为纯文本（.txt）"),
        Foreign::Json => (
            "JSON 文件而不是 .jsonl",
            "每行写一个含 \"id\" 和 \"text\" 的对象，扩展名用 .jsonl",
        ),
        Foreign::Picture => ("图片", "先做文字识别（OCR），再存为纯文本（.txt）"),
        Foreign::Packed => ("压缩文件而不是 .zip", "解压后给出文件夹，或重新打包为 .zip"),
    }
}
