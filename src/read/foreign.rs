//! Forms of file that are not read, and what to do with them.

use std::fmt;

/// A form that leitong knows and does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Foreign {
    /// Word 97 to 2003.
    OldWord,
    /// WPS Writer.
    Wps,
    /// Excel 97 to 2003, or WPS Spreadsheets.
    OldExcel,
    /// PowerPoint 97 to 2003, or WPS Presentation.
    OldPowerPoint,
    /// A compound file of an unknown program.
    OldOffice,
    /// An Office document under a password.
    LockedOffice,
    /// Excel from 2007 on.
    Excel,
    /// PowerPoint from 2007 on.
    PowerPoint,
    /// LibreOffice Writer and its like.
    OpenDocument,
    /// An electronic book.
    Epub,
    /// China's fixed-layout format, GB/T 33190.
    Ofd,
    /// Rich text format.
    Rtf,
    /// A web page saved as one file with its pictures.
    WebArchive,
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
            Foreign::OldWord => "an old Word document (.doc)",
            Foreign::Wps => "a WPS document (.wps)",
            Foreign::OldExcel => "an old Excel table (.xls)",
            Foreign::OldPowerPoint => "an old PowerPoint presentation (.ppt)",
            Foreign::OldOffice => "a file of an old Office program",
            Foreign::LockedOffice => "an Office document under a password",
            Foreign::Excel => "an Excel table (.xlsx)",
            Foreign::PowerPoint => "a PowerPoint presentation (.pptx)",
            Foreign::OpenDocument => "an OpenDocument file",
            Foreign::Epub => "an electronic book (.epub)",
            Foreign::Ofd => "an OFD document",
            Foreign::Rtf => "an RTF document",
            Foreign::WebArchive => "a web archive (.mht)",
            Foreign::Pdf => "a PDF file",
            Foreign::Xml => "an XML file",
            Foreign::Json => "a JSON file and no .jsonl",
            Foreign::Picture => "a picture",
            Foreign::Packed => "a compressed file and no .zip",
        }
    }

    /// Whether a file with such a name is often a text or a web page all the same, as programs on the web write
    /// them.
    pub(super) fn may_hold_text(self) -> bool {
        matches!(
            self,
            Foreign::OldWord | Foreign::Wps | Foreign::OldExcel | Foreign::Rtf
        )
    }

    /// What to do with it, as a clause that follows a colon.
    pub fn advice(self) -> &'static str {
        match self {
            Foreign::OldWord | Foreign::Wps | Foreign::Rtf | Foreign::OpenDocument => {
                "open it in Word, WPS or LibreOffice and save it as .docx"
            }
            Foreign::OldOffice => {
                "open it in its program and save it as .docx or as plain text (.txt)"
            }
            Foreign::LockedOffice => "open it, take the password off, and save it as .docx",
            Foreign::OldExcel | Foreign::Excel => {
                "open it and save the sheet as .csv (UTF-8), with a column for the text"
            }
            Foreign::OldPowerPoint | Foreign::PowerPoint => {
                "save its outline as .docx or as plain text (.txt)"
            }
            Foreign::Epub => "convert it to .docx or .txt, with Calibre for instance",
            Foreign::Ofd => {
                "open it in an OFD reader and export it as .docx, or copy its text into a .txt file"
            }
            Foreign::Pdf => {
                "use a leitong built with its feature `pdf`, or save it as plain text (.txt)"
            }
            Foreign::WebArchive => "open it in a browser and save the page as .html",
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
