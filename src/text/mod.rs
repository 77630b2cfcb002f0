//! From the text as read to what is compared: normalisation, words, outline, sections.

pub(crate) mod entity;
mod fold;
mod gazetteer;
pub mod kind;
mod layout;
pub mod metadata;
mod normalize;
pub mod outline;
#[cfg(feature = "library")]
pub(crate) mod places;
mod redaction;
mod simplified;
mod source;
mod surname;
mod unified;
pub(crate) mod unwrapped;
pub mod words;
mod wrap;

pub use fold::fold;
pub use layout::{Layout, StyledHeading};
pub use normalize::{Break, BreakKind, NormalText, Unit};
pub use source::SourceText;
#[cfg(feature = "library")]
pub(crate) use surname::is_surname;
pub use unified::unified;
pub use wrap::line_ends_inside_paragraphs;
