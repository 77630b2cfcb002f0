//! Forms of file that are not read, and what to do with them.

use std::fmt;

/// A form that leitong knows and does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Foreign {
    /// PowerPoint 97 to 2003, or WPS Presentation.
    OldPowerPoint,
    /// A compound file of an unknown program.
    OldOffice,
    /// An Office document under a password.
    LockedOffice,
    /// Excel from 2007 on, in its binary form.
    Excel,
    /// Excel 2003, as one file of XML.
    ExcelXml,
    /// A letter as Outlook keeps it.
    OutlookMessage,
    /// A table or presentation of LibreOffice and its like.
    OpenDocument,
    /// China's fixed-layout format, GB/T 33190.
    Ofd,
    /// A PDF file, where the reader for it is not built in.
    Pdf,
    /// XML of no known kind.
    Xml,
    /// JSON that is no record a line.
    Json,
    /// A picture.
    Picture,
    /// A compressed file or archive that is no zip.
    Packed,
}

impl Foreign {
    /// Its name, with article: `a PDF file`.
    pub fn name(self) -> &'static str {
        match self {
            Foreign::OldPowerPoint => "an old PowerPoint presentation (.ppt)",
            Foreign::OldOffice => "a file of an old Office program",
            Foreign::LockedOffice => "an Office document under a password",
            Foreign::Excel => "a binary Excel table (.xlsb)",
            Foreign::ExcelXml => "an Excel table as XML",
            Foreign::OutlookMessage => "a letter of Outlook (.msg)",
            Foreign::OpenDocument => "an OpenDocument table or presentation",
            Foreign::Ofd => "an OFD document",
            Foreign::Pdf => "a PDF file",
            Foreign::Xml => "an XML file",
            Foreign::Json => "a JSON file and no .jsonl",
            Foreign::Picture => "a picture",
            Foreign::Packed => "a compressed file and no .zip",
        }
    }

    /// What to do with it, as a clause that follows a colon.
    pub fn advice(self) -> &'static str {
        match self {
            Foreign::OldOffice => {
                "open it in its program and save it as .docx or as plain text (.txt)"
            }
            Foreign::LockedOffice => "open it, take the password off, and save it as .docx",
            Foreign::Excel | Foreign::ExcelXml => "open it and save it as .xlsx",
            Foreign::OldPowerPoint => "open it and save it as .pptx",
            Foreign::OpenDocument => "open it and save it as .xlsx or .pptx",
            Foreign::OutlookMessage => "save it from Outlook as .eml, .mht or plain text (.txt)",
            Foreign::Ofd => {
                "open it in an OFD reader and export it as .docx, or copy its text into a .txt file"
            }
            Foreign::Pdf => {
                "use a leitong built with its feature `pdf`, or save it as plain text (.txt)"
            }
            Foreign::Xml => "take its text out and save it as plain text (.txt)",
            Foreign::Json => {
                "write an object with \"id\" and \"text\" on each line and call it .jsonl"
            }
            Foreign::Picture => "have its text recognised (OCR) and save it as plain text (.txt)",
            Foreign::Packed => "unpack it and give the folder, or pack it again as .zip",
        }
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
