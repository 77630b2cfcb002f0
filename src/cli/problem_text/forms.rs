//! Names of file forms in Chinese, and what to do about those that are not read.

use crate::read::Foreign;

/// The Chinese name of a form that is read.
pub(super) fn form(name: &'static str) -> &'static str {
    match name {
        "Word document" => "Word 文档",
        "PDF file" => "PDF 文件",
        "zip archive" => "zip 压缩包",
        other => other,
    }
}

/// The Chinese name of a form that is not read, and what to do about it.
pub(super) fn foreign(format: Foreign) -> (&'static str, &'static str) {
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
