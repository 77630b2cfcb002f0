//! The date of a document, among the dates that its text mentions.
//!
//! In: `3月26日，海东县委召开会议，部署2025年任务。1959年建成的第一座桥…` · Out: `2025-03-26`
//!
//! The day is decided by where it stands, in this order: under the title (as speeches have it); in a line of publication
//! data; in the remark of where the text was printed; in the dateline of a news report (新华社北京3月5日电); in a signature
//! below the text; at the opening of the body (3月26日，县委…召开). A date further inside the body is what the text tells of,
//! not its own.
//!
//! A day without a year gets the year that the text speaks of as present ([`year`]).

mod ahead;
mod day;
mod file_name;
mod publication;
mod year;

pub(super) use day::{has_dateline, stated};
pub(super) use file_name::of_file;
pub(super) use year::{YearHints, complete, year_of_title};
