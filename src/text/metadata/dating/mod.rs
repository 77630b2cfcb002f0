//! The date of a document, among the dates that its text mentions.
//!
//! In: `3月26日，海东县委召开会议，部署2025年任务。1959年建成的第一座桥…` · Out: `2025-03-26`
//!
//! The day is decided by where it stands, in this order: the adoption or last amendment of a regulation; under the title
//! (as speeches have it), also where the title has run into the text; in a remark on the occasion at the end; in the
//! dateline of a news report (新华社北京3月5日电) or at the opening of what it tells (3月26日，县委…召开), if the text was printed
//! shortly after; in a line of publication data, or the remark of where the text was printed; in a signature below the
//! text. The occasion counts before the print. A date further inside the body is what the text tells of, not its own.
//!
//! A day without a year gets the year that the text speaks of as present ([`year`]).

mod ahead;
mod day;
mod file_name;
mod publication;
mod year;

pub(super) use day::{Occasion, closing_dateline, has_dateline, stated};
pub(super) use file_name::of_file;
pub(super) use year::{YearHints, complete, year_of_title};
