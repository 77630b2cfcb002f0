//! What is wrong with an input, in the language of the summary.

use crate::corpus::Problem;
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
            let format = format.trim_start_matches("a ").trim_start_matches("an ");
            format!("是 leitong 不读的格式（{format}），请另存为纯文本（.txt）")
        }
        Problem::Undecodable { encoding, offset } => format!(
            "从第 {offset} 字节起不是合法的 {encoding}，请修复文件，或用 --encoding 指明编码"
        ),
        Problem::TooLarge { limit } => format!("超过 {limit} 字节，请拆成几个文件"),
        Problem::NotAFile => "既不是文件也不是文件夹，请不要列入".to_owned(),
        Problem::FileName => "文件名不是合法的 UTF-8，请改名".to_owned(),
        Problem::Record { reason } => {
            format!("不是一条记录（{reason}），每行应是含 \"id\" 和 \"text\" 的 JSON 对象")
        }
        Problem::NoTexts => "其中没有 .txt、.md 或 .jsonl 文件，请检查路径".to_owned(),
        Problem::UnknownType { extension, count } => match extension {
            Some(extension) => format!("{count} 个文件类型不读（.{extension}）"),
            None => format!("{count} 个文件没有扩展名，不读"),
        },
        Problem::Hidden { count } => format!("{count} 个隐藏文件未读，要读请直接写出文件名"),
        Problem::SameFile { path } => format!("与 {} 是同一个文件，只读一次", path.display()),
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
