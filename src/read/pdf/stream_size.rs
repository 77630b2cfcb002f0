//! How large the streams of a file become, before anything inflates them into memory.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_interpret::hayro_syntax::object::{Array, Stream};
use hayro_interpret::hayro_syntax::page::Page;

/// Most bytes of one stream. A scan of A3 in colour at 600 dots has 208 MB.
pub(super) const MAX_STREAM: u64 = 256 << 20;

/// Most bytes of the content of one page, and of all pages together.
pub(super) const MAX_CONTENT: u64 = 1 << 30;

/// Streams packed in each other that are looked into.
const MAX_NESTING: usize = 4;

/// Whether every packed stream in the file stays below the limit. Looks at the bytes alone, since reading a file's
/// structure already inflates parts of it: O(inflated size).
pub(super) fn is_bounded(bytes: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b"stream") {
        from += at + b"stream".len();
        let data = &bytes[from..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if is_zlib(data) && inflated(data, MAX_STREAM) > MAX_STREAM {
            return false;
        }
    }
    true
}

/// Whether the content of a page stays below a limit. The same stream may be named many times.
pub(super) fn is_page_bounded(page: &Page<'_>, limit: u64) -> bool {
    let Some(parts) = page.raw().get::<Array<'_>>(b"Contents") else {
        return true;
    };
    let mut total = 0;
    for part in parts.iter::<Stream<'_>>() {
        let data = part.raw_data();
        total += data.len() as u64;
        if is_zlib(&data) {
            total += inflated(&data, MAX_STREAM);
        }
        if total > limit {
            return false;
        }
    }
    true
}

/// Size after inflating, and after inflating that again if it is packed once more; more than `limit` is `limit + 1`.
fn inflated(data: &[u8], limit: u64) -> u64 {
    let mut reader: Box<dyn Read + '_> = Box::new(data);
    let mut largest = 0;
    for _ in 0..MAX_NESTING {
        let mut counted = ZlibDecoder::new(reader).take(limit + 1);
        let mut head = Vec::new();
        // A broken stream is as large as what can be had of it.
        let _ = counted.by_ref().take(2).read_to_end(&mut head);
        if !is_zlib(&head) {
            let rest = std::io::copy(&mut counted, &mut std::io::sink()).unwrap_or(0);
            return largest.max(head.len() as u64 + rest);
        }
        let (outer, _) = (limit + 1 - counted.limit(), ());
        largest = largest.max(outer);
        reader = Box::new(std::io::Cursor::new(head).chain(counted));
    }
    limit + 1
}

fn is_zlib(data: &[u8]) -> bool {
    matches!(data, [method, flags, ..]
        if method & 0x0F == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|b| *b == what[0]) {
        if bytes[from + at..].starts_with(what) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}
