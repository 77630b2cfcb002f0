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
        Problem::UnknownType { extension: Some(extension), count } => format!("{count} 个文件类型不读（.{extension}）"),
        Problem::UnknownType { extension: None, count } => format!("{count} 个文件没有扩展名，不读"),
        Problem::NoTexts => "其中没有 leitong 能读的文件（.txt、.md、.docx、.html、.pdf、.zip、.csv、.tsv、.jsonl），请检查路径".to_owned(),

        // Text and its encoding
        Problem::Empty => "没有文字，请补上内容或不要列入".to_owned(),
        Problem::Binary => "是二进制文件，不是文本，请另存为纯文本（.txt）".to_owned(),
        Problem::Undecodable { encoding, offset } => format!("从第 {offset} 字节起不是合法的 {encoding}，请修复文件，或用 --encoding 指明编码"),
        Problem::NotOneText { count } => format!("其中有 {count} 篇文字，此处只要一篇，请取出所需的一篇"),

        // Forms
        Problem::ForeignFormat { format } => {
            let (name, advice) = foreign(*format);
            format!("是{}，leitong 不读，请{advice}", apart(name))
        }
        Problem::NotAsNamed { promised } => format!("文件名表明是{}，内容却不是，也不是文本，请重新获取", apart(form(promised))),
        Problem::Damaged { form: name, reason } => format!("是损坏的{}（{}），请用相应程序打开后另存，或重新获取", apart(form(name)), because(reason)),
        Problem::TooDeep { limit } => format!("XML 嵌套超过 {limit} 层，不是文字处理软件所写，请用 Word 或 LibreOffice 打开后另存"),
        Problem::TooManyParts { what, limit } => format!("超过 {limit} {}，请拆成几个文件", parts(what)),

        // PDF files
        Problem::NoTextLayer { pages } => format!("是没有文字层的 PDF（{pages} 页，为扫描件或图形），请先做文字识别（OCR，例如 ocrmypdf -l chi_sim），再用其结果"),
        Problem::NoCharacterCodes => "PDF 的字体没有注明字符编码，请先做文字识别（OCR，例如 ocrmypdf --force-ocr -l chi_sim），再用其结果".to_owned(),
        Problem::Locked => "有密码保护，请打开、去掉密码后另存".to_owned(),

        // Archives
        Problem::Bomb { form: name, limit } => format!("解压后超过 {}，与其大小不相称，如可信任请自行{}", size(*limit), unpack_by_hand(name)),
        Problem::TooManyEntries { limit } => format!("其中超过 {limit} 个文件，请解压后给出文件夹"),
        Problem::Encrypted => "加了密码，请解压后给出文件夹".to_owned(),
        Problem::Packing => "所用的压缩方式 leitong 不读，请解压，或重新打包为普通 .zip".to_owned(),
        Problem::Nested => "压缩包套了三层，请解开外层后给出文件夹".to_owned(),

        // Tables and records
        Problem::NoColumn { wanted: Some(wanted), columns } => format!("没有名为 `{wanted}` 的列，现有列：{columns}，请用 --text-column 指明"),
        Problem::NoColumn { wanted: None, columns } => format!("看不出哪一列是正文，现有列：{columns}，请用 --text-column 指明，或将该列命名为 text"),
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
        _ => "段文字",
    }
}

/// Advice to unpack a file that might be a zip bomb.
fn unpack_by_hand(form: &str) -> &'static str {
    match form {
        "Word document" => "打开后另存为纯文本（.txt）",
        _ => "解压后给出文件夹",
    }
}

/// The name with the space that Chinese sets before a Latin word.
fn apart(name: &str) -> String {
    match name.chars().next() {
        Some(c) if c.is_ascii_alphanumeric() => format!(" {name}"),
        _ => name.to_owned(),
    }
}
