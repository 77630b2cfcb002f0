//! Names of file forms in Chinese, and what to do about those that are not read.

use crate::read::Foreign;

/// The Chinese name of a form that is read.
pub(super) fn form(name: &'static str) -> &'static str {
    match name {
        "Word document" => "Word 文档",
        "PDF file" => "PDF 文件",
        "zip archive" => "zip 压缩包",
        "RTF document" => "RTF 文档",
        "OpenDocument text" => "OpenDocument 文档",
        "Excel workbook" => "Excel 工作簿",
        "PowerPoint presentation" => "PowerPoint 演示文稿",
        "electronic book" => "电子书",
        "letter" => "电子邮件",
        "web archive" => "网页归档",
        other => other,
    }
}

/// The Chinese name of a form that is not read, and what to do about it.
pub(super) fn foreign(format: Foreign) -> (&'static str, &'static str) {
    const XLSX: &str = "打开后另存为 .xlsx";
    match format {
        Foreign::OpenDocument => ("OpenDocument 表格或演示文稿", "打开后另存为 .xlsx 或 .pptx"),
        Foreign::OldOffice => (
            "旧版办公软件的文件",
            "用原程序打开后另存为 .docx 或纯文本（.txt）",
        ),
        Foreign::LockedOffice => ("加了密码的 Office 文档", "打开、去掉密码后另存为 .docx"),
        Foreign::Excel => ("二进制 Excel 表格（.xlsb）", XLSX),
        Foreign::ExcelXml => ("XML 形式的 Excel 表格", XLSX),
        Foreign::OutlookMessage => (
            "Outlook 邮件（.msg）",
            "在 Outlook 中另存为 .eml、.mht 或纯文本（.txt）",
        ),
        Foreign::OldPowerPoint => ("旧版 PowerPoint 演示文稿（.ppt）", "打开后另存为 .pptx"),
        Foreign::Ofd => (
            "OFD 文档",
            "用 OFD 阅读器导出为 .docx，或将文字复制到 .txt 文件",
        ),
        Foreign::Pdf => (
            "PDF 文件",
            "改用带 pdf 功能的 leitong，或另存为纯文本（.txt）",
        ),
        Foreign::Xml => ("XML 文件", "取出文字，另存为纯文本（.txt）"),
        Foreign::Json => (
            "JSON 文件而不是 .jsonl",
            "每行写一个含 \"id\" 和 \"text\" 的对象，扩展名用 .jsonl",
        ),
        Foreign::Picture => ("图片", "先做文字识别（OCR），再存为纯文本（.txt）"),
        Foreign::Packed => ("压缩文件而不是 .zip", "解压后给出文件夹，或重新打包为 .zip"),
    }
}
