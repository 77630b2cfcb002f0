//! What is wrong with an input, in the language of the summary. The English is that of [`Problem`] itself.

mod forms;
mod reasons;

use crate::read::{Problem, size};
use crate::report::Lang;
use forms::{foreign, form};
use reasons::because;

/// The problem in one line.
pub(super) fn problem_text(problem: &Problem, lang: Lang) -> String {
    match lang {
        Lang::En => problem.to_string(),
        Lang::Zh => chinese(problem),
    }
}

#[rustfmt::skip] // One line a problem, as far as possible, however long: it is a catalogue.
fn chinese(problem: &Problem) -> String {
    match problem {
        // Files and folders
        Problem::NotFound => "没有这个文件或文件夹，请检查路径".to_owned(),
        Problem::NotAFile => "既不是文件也不是文件夹，请不要列入".to_owned(),
        Problem::FileName => "文件名不是合法的 UTF-8，请改名".to_owned(),
        Problem::Unreadable { message, .. } => format!("无法读取（{message}），请检查权限和磁盘"),
        Problem::TooLarge { limit } => format!("超过 {}，请拆成几个文件", size(*limit)),
        Problem::SameFile { path } => format!("与 {} 是同一个文件，只读一次", path.display()),
        Problem::OwnOutput => "是 leitong 的输出，不读".to_owned(),
        Problem::ComparedAgainst => "本身就是待查的文稿，不与自己比较".to_owned(),
        Problem::ReferenceIsCompared => "本身参加比较，不作参照".to_owned(),
        Problem::Hidden { count } => format!("{count} 个隐藏文件未读，要读请直接写出文件名"),
        Problem::Leftovers { count } => format!("{count} 个程序遗留的文件或文件夹（锁定文件、网页附件夹等），不读"),
        Problem::UnknownType { extension: Some(extension), count } => format!("{count} 个文件类型不读（.{extension}）"),
        Problem::UnknownType { extension: None, count } => format!("{count} 个文件没有扩展名，不读"),
        Problem::NoTexts => "其中没有 leitong 能读的文件（.txt、.md、.docx、.doc、.wps、.rtf、.odt、.pdf、.html、.mht、.eml、.epub、.pptx、.xlsx、.xls、.csv、.tsv、.jsonl、.zip），请检查路径".to_owned(),

        // Text and its encoding
        Problem::Empty => "没有文字，请补上内容或不要列入".to_owned(),
        Problem::Binary => "是二进制文件，不是文本，请另存为纯文本（.txt）".to_owned(),
        Problem::Undecodable { encoding, offset } => format!("从第 {offset} 字节起不是合法的 {encoding}，请修复文件，或用 --encoding 指明编码"),
        Problem::CutOff { bytes } => format!("末尾 {bytes} 个字节不成字符，已略去，如缺结尾请重新获取"),
        Problem::MixedEncodings => "有的行是 UTF-8，有的行是 GB18030，已逐行分别解码，请看是否由几个文件拼成".to_owned(),
        Problem::NotOneText { count } => format!("其中有 {count} 篇文字，此处只要一篇，请取出所需的一篇"),

        // Forms
        Problem::ForeignFormat { format } => {
            let (name, advice) = foreign(*format);
            format!("是{}，leitong 不读，请{advice}", apart(name))
        }
        Problem::NotAsNamed { promised } => format!("文件名表明是{}，内容却不是，也不是文本，请重新获取", apart(form(promised))),
        Problem::Damaged { form: name, reason } => format!("是损坏的{}（{}），请用相应程序打开后另存，或重新获取", apart(form(name)), because(reason)),
        Problem::PartNotRead { part } => format!("其中嵌入了另一格式的部分（{part}），未读，请用 Word 打开后另存，使其成为正文"),
        Problem::TooDeep { limit } => format!("XML 嵌套超过 {limit} 层，不是文字处理软件所写，请用 Word 或 LibreOffice 打开后另存"),
        Problem::TooManyParts { what, limit } => format!("超过 {limit} {}，请{}", parts(what), parts_advice(what)),

        // PDF files
        Problem::NoTextLayer { pages } => format!("是没有文字层的 PDF（{pages} 页，为扫描件或图形），请先做文字识别（OCR，例如 ocrmypdf -l chi_sim），再用其结果"),
        Problem::NoCharacterCodes => "PDF 的字体没有注明字符编码，请先做文字识别（OCR，例如 ocrmypdf --force-ocr -l chi_sim），再用其结果".to_owned(),
        Problem::Locked => "有密码保护，请打开、去掉密码后另存".to_owned(),

        // Archives
        Problem::Bomb { form: name, limit } => format!("解压后超过 {}，与其大小不相称，如可信任请自行{}", size(*limit), unpack_by_hand(name)),
        Problem::NotReadOn { from, limit } => format!("解压后超过 {}，与其大小不相称，从 {from} 起未读，如可信任请自行解压后给出文件夹", size(*limit)),
        Problem::TooManyEntries { limit } => format!("其中超过 {limit} 个文件，请解压后给出文件夹"),
        Problem::SameNameInside { count } => format!("其中 {count} 个文件与别的文件同名，每个名字只读了最后一个，请解压后给出文件夹"),
        Problem::SwallowedRows { last, .. } => format!("此行有前引号，到第 {last} 行才有后引号，其后又直接跟着文字，中间的行可能被并成一篇，请将文字中的引号写两次并加上引号"),
        Problem::Encrypted => "加了密码，请解压后给出文件夹".to_owned(),
        Problem::Packing => "所用的压缩方式 leitong 不读，请解压，或重新打包为普通 .zip".to_owned(),
        Problem::Nested => "压缩包套了三层，请解开外层后给出文件夹".to_owned(),

        // Tables and records
        Problem::NoColumn { wanted: Some(wanted), columns } => format!("没有名为 `{wanted}` 的列，现有列：{columns}，请用 --text-column 指明"),
        Problem::NoColumn { wanted: None, columns } => format!("看不出哪一列是正文，现有列：{columns}，请用 --text-column 指明，或将该列命名为 text"),
        Problem::SheetNotRead { sheet } => format!("工作表“{sheet}”中没有正文列，未读，请用 --text-column 指明，或将该列命名为 text"),
        Problem::Row { reason } => format!("不是表格的一行（{}），含逗号、换行或引号的文字请加引号，其中的引号写两次", because(reason)),
        Problem::Record { reason } => format!("不是一条记录（{}），每行应是含 \"id\" 和 \"text\" 的 JSON 对象", because(reason)),

        // Rows of the metadata file
        Problem::NoSuchDocument { name } => format!("所指的“{name}”不在比较的文章之中，请更正文件名或删去这一行"),
        Problem::SeveralDocuments { name, count } => format!("所指的“{name}”有 {count} 篇，请在文件名前加上文件夹"),
        Problem::SecondRow { name, line } => format!("所指的“{name}”在第 {line} 行已经有了，请删去一行"),
    }
}

/// The Chinese word for the parts of which a file has too many.
fn parts(what: &str) -> &'static str {
    match what {
        "pages" => "页",
        "characters" => "个字符",
        "widths of characters" => "个字符宽度",
        "slides" => "张幻灯片",
        "sheets" => "张工作表",
        "cells" => "个单元格",
        "strings" => "个字符串",
        "chapters" => "章",
        "groups in groups" => "层嵌套",
        "attributes in a tag" => "个属性（在一个标签中）",
        _ => "段文字",
    }
}

/// What to do with a file that has too many parts.
fn parts_advice(what: &str) -> &'static str {
    match what {
        "attributes in a tag" => "用浏览器打开后将文字存为纯文本（.txt）",
        "widths of characters" | "drawing operations on a page" => {
            "重新打印成 PDF，或将文字存为纯文本（.txt）"
        }
        "groups in groups" => "用 Word、WPS 或 LibreOffice 打开后另存为 .docx",
        _ => "拆成几个文件",
    }
}

/// Advice to unpack a file that might be a zip bomb.
fn unpack_by_hand(form: &str) -> &'static str {
    match form {
        "zip archive" => "解压后给出文件夹",
        _ => "打开后另存为纯文本（.txt）",
    }
}

/// The name with the space that Chinese sets before a Latin word.
fn apart(name: &str) -> String {
    match name.chars().next() {
        Some(c) if c.is_ascii_alphanumeric() => format!(" {name}"),
        _ => name.to_owned(),
    }
}
