//! The documents of a run: what the engine works on, wherever they come from.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::text::metadata::Metadata;
use crate::text::outline::{Outline, outline};
use crate::text::{Layout, SourceText};

/// A document's number in its corpus, from 0, in the order of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocId(pub u32);

impl DocId {
    /// The number as an index into [`Corpus::documents`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One text to compare.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The name that outputs use: the file name, or the record's id; unique in its corpus.
    pub name: String,
    /// The file that it was read from; for a text from memory, its name.
    pub path: PathBuf,
    /// Its text as read, to which all spans refer.
    pub text: SourceText,
    /// What the form of its file says of the text: headings by style, page furniture.
    pub layout: Layout,
    /// What is known of it beside its text: title, date, place and so on.
    pub metadata: Metadata,
}

impl Document {
    /// A document from memory, without layout and metadata; both can be set afterwards.
    ///
    /// Outputs call it by `name`, which has to be unique in its corpus.
    ///
    /// ```
    /// use leitong::Document;
    ///
    /// let mut document = Document::new("speech-2025", "一、提高政治站位。我们要……");
    /// document.metadata.date = Some("2025-03".to_owned());
    /// assert_eq!(document.text.len(), 14); // code points
    /// ```
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let name = name.into();
        Self {
            path: PathBuf::from(&name),
            name,
            text: SourceText::new(text.into()),
            layout: Layout::default(),
            metadata: Metadata::default(),
        }
    }

    /// Its outline from its own text and layout, in O(n log n).
    ///
    /// A corpus knows more: lines that several documents repeat at their edges are noise, too. For documents that stand
    /// beside one another use [`outlines`](crate::pipeline::outlines).
    pub fn outline_alone(&self) -> Outline {
        outline(&self.text, &self.layout)
    }
}

/// A file or record that was to be read and could not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file, with the line for a record.
    pub path: String,
    /// What is wrong, and what to do.
    pub reason: String,
}

/// The documents of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Corpus {
    /// The documents, sorted by path where they come from files; [`DocId`] counts them.
    pub documents: Vec<Document>,
    /// The first of the documents that those before it are compared against, as drafts are against an archive: nothing is looked
    /// for among documents of one side. None where every document is compared with every other.
    pub against: Option<DocId>,
    /// Texts that count as boilerplate wherever their wording stands, and are not compared themselves.
    pub reference: Vec<Document>,
    /// Files and records that could not be read.
    pub skipped: Vec<Skipped>,
}

impl Corpus {
    /// A corpus of texts in memory, each with its name, in the order given.
    ///
    /// ```
    /// use leitong::Corpus;
    ///
    /// let corpus = Corpus::from_texts([("a", "坚持稳中求进。"), ("b", "坚持稳中求进工作总基调。")]);
    /// assert_eq!(corpus.documents[1].name, "b");
    /// ```
    pub fn from_texts<N: Into<String>, T: Into<String>>(
        texts: impl IntoIterator<Item = (N, T)>,
    ) -> Self {
        texts
            .into_iter()
            .map(|(name, text)| Document::new(name, text))
            .collect()
    }

    /// These documents, to be compared against those of another corpus: the drafts, against the archive. Names have to be unique
    /// in both together.
    ///
    /// ```
    /// use leitong::{Config, Corpus, analyze};
    ///
    /// let draft = [("draft", "要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。东河县新建水渠四十里。")];
    /// let archive = [
    ///     ("old", "西山县修通公路两条。要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。"),
    ///     ("older", "要把产业振兴摆在首位，立足本地资源禀赋做大茶叶文章。会议到此结束。"),
    /// ];
    /// let corpus = Corpus::from_texts(draft).against(Corpus::from_texts(archive));
    /// let analysis = analyze(&corpus, &Config::default());
    /// assert_eq!(analysis.passages.len(), 2); // old and older are not compared
    /// ```
    #[must_use]
    pub fn against(mut self, others: Corpus) -> Self {
        self.against = Some(DocId(self.documents.len() as u32));
        self.documents.extend(others.documents);
        self.reference.extend(others.reference);
        self.skipped.extend(others.skipped);
        self
    }
}

impl FromIterator<Document> for Corpus {
    fn from_iter<I: IntoIterator<Item = Document>>(documents: I) -> Self {
        Self {
            documents: documents.into_iter().collect(),
            ..Self::default()
        }
    }
}
