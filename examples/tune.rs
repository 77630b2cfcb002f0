//! Development only: aligns both sets, prints PAN's measures, lists the worst.
use leitong::Span;
use leitong::reuse::pair::{Aligner, Background, Settings, with_marks};
use leitong::text::{NormalText, SourceText};
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs;

struct Case { a: Span, b: Span }
struct Pair { cat: usize, name: String, a: usize, b: usize, gold: Vec<Case>, n: usize, twice: bool }

fn attr(line: &str, key: &str) -> Option<String> {
    let at = line.find(&format!(" {key}=\""))? + key.len() + 3;
    Some(line[at..at + line[at..].find('"')?].to_owned())
}

fn union(mut v: Vec<(usize, usize)>) -> f64 {
    v.sort();
    let (mut t, mut e) = (0, 0);
    for (a, b) in v { let a = a.max(e); if b > a { t += b - a; e = b; } }
    t as f64
}
fn hit(x: &(Span, Span), y: &(Span, Span)) -> bool { x.0.intersection(y.0).is_some() && x.1.intersection(y.1).is_some() }
fn cover(x: &(Span, Span), ys: &[&(Span, Span)]) -> f64 {
    let f = |s: Span, g: &dyn Fn(&(Span, Span)) -> Span| union(ys.iter().filter_map(|y| s.intersection(g(y))).map(|i| (i.start, i.end)).collect());
    (f(x.0, &|y| y.0) + f(x.1, &|y| y.1)) / (x.0.len() + x.1.len()) as f64
}
#[derive(Default, Clone)]
struct Sum { gold: f64, found: f64, rec: f64, prec: f64, det: f64, hits: f64, pairs_hit: usize, pairs: usize }
impl Sum {
    fn add(&mut self, o: &Sum) { self.gold += o.gold; self.found += o.found; self.rec += o.rec; self.prec += o.prec; self.det += o.det; self.hits += o.hits; self.pairs_hit += o.pairs_hit; self.pairs += o.pairs; }
    fn line(&self) -> String {
        let r = self.rec / self.gold.max(1.0); let p = self.prec / self.found.max(1.0);
        let g = if self.det > 0.0 { self.hits / self.det } else { 1.0 };
        let f = if r + p > 0.0 { 2.0 * r * p / (r + p) / (1.0 + g).log2() } else { 0.0 };
        format!("n {:5} found {:5} pairs {:4}/{:4} rec {:.4} prec {:.4} gran {:.3} plagdet {:.4}", self.gold, self.found, self.pairs_hit, self.pairs, r, p, g, f)
    }
}
fn score(gold: &[(Span, Span)], found: &[(Span, Span)]) -> Sum {
    let mut s = Sum { gold: gold.len() as f64, found: found.len() as f64, pairs: 1, pairs_hit: usize::from(!found.is_empty()), ..Sum::default() };
    for g in gold { let h: Vec<_> = found.iter().filter(|f| hit(f, g)).collect(); if !h.is_empty() { s.det += 1.0; s.hits += h.len() as f64; s.rec += cover(g, &h); } }
    for f in found { let h: Vec<_> = gold.iter().filter(|g| hit(f, g)).collect(); if !h.is_empty() { s.prec += cover(f, &h); } }
    s
}
fn main() {
    let mut settings = Settings::default();
    let mut sets = vec!["zh-reuse", "pan13-train"];
    let (mut worst, mut every, mut only) = (0, 1, String::new());
    for arg in std::env::args().skip(1) {
        let (k, v) = arg.split_once('=').unwrap();
        let f = || v.parse::<f32>().unwrap();
        match k {
            "set" => sets = vec![if v == "zh" { "zh-reuse" } else { "pan13-train" }],
            "worst" => worst = v.parse().unwrap(), "every" => every = v.parse().unwrap(), "only" => only = v.into(),
            "cell" => settings.cell = f() as u32,
            "word_steps" => settings.word_steps = f() as u32,
            "dot_bits" => settings.dot_bits = f(),
            "dot_cap" => settings.dot_cap = f(),
            "prior_units" => settings.prior_units = f(),
            "seed_bits" => settings.seed_bits = f(),
            "weak_bits" => settings.weak_bits = f(),
            "steps_per_bit" => settings.steps_per_bit = f(),
            "short_gap" => settings.short_gap = f() as u32,
            "long_gap" => settings.long_gap = f() as u32,
            "margin" => settings.margin = f() as u32,
            "edge_share" => settings.edge_share = f(),
            "snap_gaps" => settings.snap_gaps = f(),
            "snap_units" => settings.snap_units = f() as usize,
            "passage_bits" => settings.passage_bits = f(),
            "free_area" => settings.free_area = f(),
            "passage_steps" => settings.passage_steps = f() as u32,
            "sentence_steps" => settings.sentence_steps = f() as u32,
            "overlap" => settings.overlap = f(),
            "digest_gap" => settings.digest_gap = f() as u32,
            _ => panic!("{k}"),
        }
    }
    let aligner = Aligner::new(settings);
    for set in sets {
        let base = format!("/work/data/{set}");
        let mut cats: Vec<String> = fs::read_dir(&base).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).filter(|n| n.starts_with('0')).collect();
        cats.sort();
        let mut texts: Vec<(Vec<char>, String)> = Vec::new();
        let mut ids: HashMap<String, usize> = HashMap::new();
        let mut pairs = Vec::new();
        let mut load = |p: String| -> usize { *ids.entry(p.clone()).or_insert_with(|| { let t = fs::read_to_string(&p).unwrap(); texts.push((t.chars().collect(), t)); texts.len() - 1 }) };
        let mut count = 0;
        for (ci, cat) in cats.iter().enumerate() {
            if !only.is_empty() && !cat.starts_with(&only) { continue; }
            let mut list: Vec<String> = fs::read_dir(format!("{base}/{cat}")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).filter(|n| n.ends_with(".xml")).map(|n| { let i = n.find("-source").unwrap(); format!("{}.txt {}.txt", &n[..i], n[i+1..].trim_end_matches(".xml")) }).collect();
            list.sort();
            for l in list {
                count += 1;
                if count % every != 0 { continue; }
                let Some((x, y)) = l.split_once(' ') else { continue };
                let name = format!("{}-{}.xml", x.trim_end_matches(".txt"), y.trim_end_matches(".txt"));
                let xml = fs::read_to_string(format!("{base}/{cat}/{name}")).unwrap();
                let gold = xml.split('<').filter(|f| f.contains("name=\"plagiarism\"")).map(|f| { let n = |k| attr(f, k).unwrap().parse::<usize>().unwrap();
                    Case { a: Span::new(n("this_offset"), n("this_offset") + n("this_length")), b: Span::new(n("source_offset"), n("source_offset") + n("source_length")) } }).collect();
                let gold: Vec<Case> = gold;
                let (ia, ib) = (load(format!("{base}/susp/{x}")), load(format!("{base}/src/{}", y.trim())));
                pairs.push(Pair { cat: ci, a: ia, b: ib, name, gold, n: count, twice: false });
            }
        }
        if base.contains("zh") { for p in &mut pairs { let t = &texts[p.b].0; let strip = |x: &[char]| -> String { x.iter().filter(|c| c.is_alphanumeric()).collect() }; let full = strip(t); p.twice = p.gold.iter().any(|g| { let q = strip(&t[g.b.start..g.b.end]); let f = full.find(&q); f != full.rfind(&q) }); } }
        let t0 = std::time::Instant::now();
        let normal: Vec<NormalText> = texts.par_iter().map(|t| NormalText::new(&t.1)).collect();
        let t1 = std::time::Instant::now();
        let found: Vec<Vec<((Span, Span), String)>> = pairs.par_iter().map(|p| {
            let (sa, sb) = (SourceText::from(texts[p.a].1.as_str()), SourceText::from(texts[p.b].1.as_str()));
            aligner.align(&normal[p.a], &normal[p.b], &Background).into_iter().map(|q| ((with_marks(&sa, &normal[p.a], q.a.clone()), with_marks(&sb, &normal[p.b], q.b.clone())), format!("bits {:.0} id {:.2} {:?}", q.bits(), q.identity, q.parts.iter().map(|x| (x.verdict.coverage, x.verdict.wholeness)).collect::<Vec<_>>()))).collect()
        }).collect();
        let t2 = std::time::Instant::now();
        let mut by = vec![[Sum::default(), Sum::default(), Sum::default(), Sum::default()]; cats.len() + 1];
        let mut list = Vec::new();
        for (p, f) in pairs.iter().zip(&found) {
            let g: Vec<_> = p.gold.iter().map(|c| (c.a, c.b)).collect();
            let ff: Vec<_> = f.iter().map(|x| x.0).collect();
            let s = score(&g, &ff);
            for c in [p.cat, cats.len()] { by[c][0].add(&s); by[c][1 + p.n % 2].add(&s); if !p.twice { by[c][3].add(&s); } }
            if p.twice { continue; }
            list.push((s.rec - s.gold + s.prec - s.found - 0.5 * (s.hits - s.det), p, g, f));
        }
        println!("{set}: normalise {:.2}s, align {:.2}s wall", (t1 - t0).as_secs_f32(), (t2 - t1).as_secs_f32());
        for (c, s) in by.iter().enumerate() {
            if s[0].pairs > 0 { println!("{:26} {}", cats.get(c).map_or("all", |c| c), s[0].line()); if set.contains("zh") { println!("  sure {:19} {}", "", s[3].line()); } }
        }
        let pd = |s: &Sum| s.line().rsplit(' ').next().unwrap().to_owned();
        println!("even {} odd {}", pd(&by[cats.len()][1]), pd(&by[cats.len()][2]));
        list.sort_by(|x, y| x.0.total_cmp(&y.0));
        for (loss, p, g, f) in list.iter().take(worst) {
            println!("=== {loss:.2} {} {}", cats[p.cat], p.name);
            let (ta, tb) = (&texts[p.a].0, &texts[p.b].0);
            println!("   sizes {} {}", ta.len(), tb.len());
            let clip = |t: &[char], s: Span| -> String { let x: String = t[s.start.min(t.len())..s.end.min(t.len())].iter().collect(); let x = x.replace('\n', "⏎"); let c: Vec<char> = x.chars().collect(); if c.len() > 120 { format!("{}……{}", c[..60].iter().collect::<String>(), c[c.len()-60..].iter().collect::<String>()) } else { x } };
            for x in g { println!(" G {:?} {:?}\n   a {}\n   b {}", (x.0.start, x.0.end), (x.1.start, x.1.end), clip(ta, x.0), clip(tb, x.1)); }
            for (x, n) in f.iter() { println!(" F {:?} {:?} {n}\n   a {}\n   b {}", (x.0.start, x.0.end), (x.1.start, x.1.end), clip(ta, x.0), clip(tb, x.1)); }
        }
    }
}
