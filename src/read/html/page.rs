//! A page as its blocks of text in order, and the elements around them.

/// An element with text in it. Elements stand in the order of their start tags, so that what is inside one follows
/// it.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Blocks inside it, from `first` up to and without `end`.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The number of the first element that is not inside it.
    pub(super) next: usize,
    /// Whether its name or role says that it holds what is beside the text.
    pub(super) aside: bool,
    /// `id` and `class`, in lower case.
    pub(super) names: String,
}

/// A stretch of text between two line ends.
#[derive(Clone, Debug)]
pub(super) struct TextBlock {
    pub(super) text: String,
    /// The innermost element around it.
    pub(super) element: usize,
    /// Its characters without white space, and how many of them are links.
    pub(super) chars: usize,
    pub(super) links: usize,
    /// 1 to 6 in `h1` to `h6`.
    pub(super) heading: Option<u8>,
    /// Whether a style or attribute hides it.
    pub(super) hidden: bool,
    /// The cell and the row of a table that it stands in, each by its number.
    pub(super) cell: Option<TableCell>,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TableCell {
    pub(super) row: usize,
    pub(super) number: usize,
}

/// The entries of the head of a page, and of `<time>`.
#[derive(Clone, Debug, Default)]
pub(super) struct PageHead {
    pub(super) title: Option<String>,
    /// Names in lower case and contents of `<meta>`, in order.
    pub(super) meta: Vec<(String, String)>,
    /// The first `datetime` of a `<time>`.
    pub(super) time: Option<String>,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct HtmlPage {
    pub(super) head: PageHead,
    pub(super) elements: Vec<Element>,
    pub(super) blocks: Vec<TextBlock>,
}
