//! What two texts share: `cargo run --example two_texts`.

use leitong::reuse::pair::{Aligner, Background};
use leitong::text::{NormalText, SourceText};

fn main() {
    let a = SourceText::from(
        "要把产业振兴放在首位，立足本县资源禀赋做大茶叶、药材和文旅三篇文章。去年全县新修公路六十里。",
    );
    let b = SourceText::from(
        "今年雨水多。要把产业振兴摆在首位，立足本地资源禀赋做大茶叶、菌菇和文旅三篇文章。",
    );

    // Wording is compared on a stream without punctuation, width and traditional forms; every unit of it knows where it
    // stands in the text as read.
    let (stream_a, stream_b) = (NormalText::new(a.as_str()), NormalText::new(b.as_str()));

    // `Background` takes the rarity of wording from the two texts alone.
    for passage in Aligner::default().align(&stream_a, &stream_b, &Background) {
        let in_a = a.slice(stream_a.span_of(passage.a.clone()));
        let in_b = b.slice(stream_b.span_of(passage.b.clone()));
        println!("{:.0} bits\n  a: {in_a}\n  b: {in_b}", passage.bits());
    }
}
