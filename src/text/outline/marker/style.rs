//! The styles of markers, and a marker as it is read: `（三）` is a marker of style `ChineseBracket` with number 3.

/// The style of a marker: how a heading is numbered. The order is that of the usual nesting, outermost first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::text::outline) enum MarkerStyle {
    /// No number at all: the form of the file shows that it is a heading.
    Unmarked,
    /// 第一部分, 第一篇, 第一编
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Division,
    /// Ⅰ. and II.
    Roman,
    /// 壹、: the first level of official documents in Taiwan
    Formal,
    /// 甲、
    Stem,
    /// 第一条: an article of a rule
    Article,
    /// 一、
    Chinese,
    /// （一）
    ChineseBracket,
    /// A. and B、
    Letter,
    /// 1. and 1、
    Arabic,
    /// 1.1, with the number of its dots
    Dotted(u8),
    /// （1） and 1）
    ArabicBracket,
    /// ①
    Circled,
    /// 第一个问题：, which heads a part of a speech and not one of its points
    Topic,
    /// 第一，
    Ordinal,
    /// 首先, 其次, 再次, 最后
    Firstly,
    /// 其一，
    OneOfThem,
    /// 一是, 一要 and their like, with the character behind the number
    Word(char),
}

impl MarkerStyle {
    /// Whether the enumeration is in words, which stand in sentences, and not in numbers of an outline.
    pub(in crate::text::outline) fn is_words(self) -> bool {
        matches!(
            self,
            MarkerStyle::Topic
                | MarkerStyle::Ordinal
                | MarkerStyle::Firstly
                | MarkerStyle::OneOfThem
                | MarkerStyle::Word(_)
        )
    }

    /// The depth in the usual nesting, 0 for the outermost. Styles of one depth do not stand below each other.
    pub(in crate::text::outline) fn rank(self) -> u8 {
        match self {
            MarkerStyle::Unmarked | MarkerStyle::Part => 0,
            MarkerStyle::Chapter => 1,
            MarkerStyle::Division => 2,
            MarkerStyle::Roman | MarkerStyle::Formal => 3,
            MarkerStyle::Stem => 4,
            MarkerStyle::Article | MarkerStyle::Chinese => 5,
            MarkerStyle::ChineseBracket | MarkerStyle::Letter => 6,
            MarkerStyle::Arabic => 7,
            MarkerStyle::Dotted(dots) => 7 + dots.min(3),
            MarkerStyle::Topic => 10,
            MarkerStyle::Ordinal | MarkerStyle::Firstly => 11,
            MarkerStyle::OneOfThem | MarkerStyle::Word(_) => 12,
            MarkerStyle::ArabicBracket => 13,
            MarkerStyle::Circled => 14,
        }
    }

    /// Whether it numbers the parts of a document rather than the items of a list.
    pub(in crate::text::outline) fn is_outline(self) -> bool {
        self < MarkerStyle::Letter && self != MarkerStyle::Article
    }
}

/// A marker found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::text::outline) struct HeadingMarker {
    pub(in crate::text::outline) style: MarkerStyle,
    /// Its number, from 1; none for 最后, which ends an enumeration whatever its length.
    pub(in crate::text::outline) number: Option<u32>,
    /// Code points of the marker, its delimiter included: 2 for 一、
    pub(in crate::text::outline) len: usize,
    /// Code points of the marker that name the section, its delimiter left out: 1 for 一、
    pub(in crate::text::outline) name: usize,
    /// Whether the form also stands in sentences, and so counts only as the opening of a short line.
    pub(in crate::text::outline) weak: bool,
}

impl HeadingMarker {
    pub(super) fn new(style: MarkerStyle, number: u32, name: usize, len: usize) -> Self {
        Self {
            style,
            number: Some(number),
            len,
            name,
            weak: false,
        }
    }

    pub(super) fn weak(mut self) -> Self {
        self.weak = true;
        self
    }
}
