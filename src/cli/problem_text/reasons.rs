//! The reasons that problems quote, in Chinese.

/// The Chinese of a reason that the readers give; those of libraries stay as they are.
pub(super) fn because(reason: &str) -> String {
    let known = match reason {
        "its end is missing" => "缺少结尾",
        "its XML ends in the middle" => "其中的 XML 没有写完",
        "its XML is not valid UTF-8" => "其中的 XML 不是合法的 UTF-8",
        "a checksum does not agree" => "校验和不符",
        "its list of entries is too long" => "文件目录过长",
        "it names no version" => "没有写明版本",
        "it does not say where its chapters are" => "没有写明各章所在",
        "the list of its chapters is missing" => "缺少各章目录",
        "its text cannot be found" => "找不到其中的正文",
        "its container is broken" => "容器结构损坏",
        "it is of a version before Word 97" => "是 Word 97 以前的版本",
        "it has no headers" => "没有邮件头",
        "its reader cannot cope with it" => "读取程序无法处理",
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
    if let Some(behind) =
        reason.strip_prefix("a quotation mark opens a field and none closes it, so that ")
    {
        return format!("有前引号而没有后引号，其后 {} 行未读", number(behind));
    }
    if let Some(part) = reason.strip_prefix("it has no ") {
        return match part {
            "pages that can be found" => "找不到其中的页".to_owned(),
            part => format!("其中没有 {part}"),
        };
    }
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
