//! What people open: JSON, CSV, charts, HTML. Every renderer reads only [`Analysis`](crate::Analysis).

pub mod palette;
