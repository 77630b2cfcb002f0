//! Features and similarity of documents and sections.
