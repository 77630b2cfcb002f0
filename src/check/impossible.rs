//! Places that do not lie where the draft says: 湖北省张家界.
//!
//! In: `湖北省张家界市` · Out: 张家界市 lies in 湖南省. What remains of a text in which the province was exchanged and the city was not.

use crate::analysis::checked::ImpossiblePlace;
use crate::span::Span;
use crate::text::places;

/// Provinces, and prefectures in full, with a place right behind them that lies elsewhere.
pub(super) fn impossible(chars: &[char]) -> Vec<ImpossiblePlace> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let Some(outer) = places::listed_at(&chars[at..]) else {
            at += 1;
            continue;
        };
        let behind = at + outer.length;
        if outer.in_full
            && let Some(inner) = places::listed_at(&chars[behind..])
            && let Some(lies_in) = places::contradicts(&outer.full, &inner.full)
        {
            let span = Span::new(at, behind + inner.length);
            found.push(ImpossiblePlace {
                span,
                text: chars[span.start..span.end].iter().collect(),
                lies_in: lies_in.to_owned(),
            });
        }
        at = behind;
    }
    found
}
