//! Progress bars, and the time that stages take.

use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::table::{ColumnAlign, layout};
use crate::progress::{Progress, Stage};
use crate::report::Lang;

/// Stages shorter than this show no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(300);

/// Wall time and processor time.
#[derive(Clone, Copy, Debug, Default)]
struct StageTime {
    wall: Duration,
    cpu: Option<Duration>,
}

struct RunningStage {
    since: Instant,
    cpu: Option<Duration>,
    steps: u64,
    done: u64,
    bar: Option<ProgressBar>,
}

/// Watches a run: shows a bar on a terminal, and keeps the time of each stage.
pub struct StageWatch {
    lang: Lang,
    bars: bool,
    started: Instant,
    running: Mutex<BTreeMap<Stage, RunningStage>>,
    spent: Mutex<BTreeMap<Stage, StageTime>>,
    dictionary: Mutex<Option<Duration>>,
}

impl StageWatch {
    /// Bars only where somebody sees them: on a terminal that can move its cursor.
    pub fn new(lang: Lang, quiet: bool) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Self {
            lang,
            bars: !quiet && !dumb && std::io::stderr().is_terminal(),
            started: Instant::now(),
            running: Mutex::default(),
            spent: Mutex::default(),
            dictionary: Mutex::default(),
        }
    }

    /// Notes that the dictionary took so long to load; it is no stage, and goes on beside reading.
    pub fn dictionary_loaded(&self, time: Duration) {
        *lock(&self.dictionary) = Some(time);
    }

    /// Since the beginning.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Prints what each stage took. Processor time and memory are known on Linux only.
    pub fn print_times(&self) {
        let seconds = |time: Option<Duration>| {
            time.map_or("-".to_owned(), |t| format!("{:.2} s", t.as_secs_f64()))
        };
        let mut rows = vec![vec![
            self.lang.pick("阶段", "stage").to_owned(),
            self.lang.pick("历时", "time").to_owned(),
            self.lang.pick("处理器", "processor").to_owned(),
        ]];
        for (stage, spent) in lock(&self.spent).iter() {
            rows.push(vec![
                name(*stage, self.lang).to_owned(),
                seconds(Some(spent.wall)),
                seconds(spent.cpu),
            ]);
        }
        if let Some(time) = *lock(&self.dictionary) {
            let name = self.lang.pick("载入词典", "dictionary");
            rows.push(vec![name.to_owned(), seconds(Some(time)), seconds(None)]);
        }
        rows.push(vec![
            self.lang.pick("全部", "all").to_owned(),
            seconds(Some(self.elapsed())),
            seconds(processor_time()),
        ]);
        let mut stderr = anstream::stderr();
        for line in layout(
            &rows,
            &[ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right],
            "",
        ) {
            let _ = writeln!(stderr, "{line}");
        }
        if let Some(memory) = peak_memory() {
            let said = self.lang.pick("内存峰值", "most memory");
            let _ = writeln!(stderr, "{said} {} MB", memory >> 20);
        }
    }
}

impl Progress for StageWatch {
    fn begin(&self, stage: Stage, steps: u64) {
        let running = RunningStage {
            since: Instant::now(),
            cpu: processor_time(),
            steps,
            done: 0,
            bar: None,
        };
        lock(&self.running).insert(stage, running);
    }

    fn step(&self, stage: Stage) {
        if !self.bars {
            return;
        }
        let mut running = lock(&self.running);
        let Some(running) = running.get_mut(&stage) else {
            return;
        };
        running.done += 1;
        if running.bar.is_none() && running.since.elapsed() >= PATIENCE {
            running.bar = Some(bar(name(stage, self.lang), running.steps));
        }
        if let Some(bar) = &running.bar {
            bar.set_position(running.done);
        }
    }

    fn end(&self, stage: Stage) {
        let Some(running) = lock(&self.running).remove(&stage) else {
            return;
        };
        if let Some(bar) = running.bar {
            bar.finish_and_clear();
        }
        let cpu = processor_time().zip(running.cpu);
        let mut spent = lock(&self.spent);
        let spent = spent.entry(stage).or_default();
        spent.wall += running.since.elapsed();
        if let Some((now, before)) = cpu {
            *spent.cpu.get_or_insert_default() += now.saturating_sub(before);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A bar without colours: there is nothing that NO_COLOR would have to take away.
fn bar(name: &'static str, steps: u64) -> ProgressBar {
    let template = if steps == 0 {
        "{prefix}  {pos}  {elapsed}"
    } else {
        "{prefix}  [{bar:30}] {pos}/{len}  {eta}"
    };
    let style = ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("=> ");
    ProgressBar::with_draw_target(Some(steps), ProgressDrawTarget::stderr())
        .with_style(style)
        .with_prefix(name)
}

fn name(stage: Stage, lang: Lang) -> &'static str {
    match stage {
        Stage::Read => lang.pick("读取", "reading"),
        Stage::Outline => lang.pick("划分章节", "outlining"),
        Stage::Normalize => lang.pick("归一", "normalising"),
        Stage::Facts => lang.pick("题名日期等", "facts"),
        Stage::Reuse => lang.pick("查找复用", "reuse"),
        Stage::Templates => lang.pick("归纳模板", "templates"),
        Stage::Attribution => lang.pick("归属", "attribution"),
        Stage::Words => lang.pick("分词", "words"),
        Stage::Features => lang.pick("提取特征", "features"),
        Stage::Similarity => lang.pick("相似度", "similarity"),
        Stage::Assemble => lang.pick("汇总", "assembling"),
        Stage::Render => lang.pick("输出", "writing"),
    }
}

/// Processor time of all threads up to now. Linux counts it in hundredths of a second (USER_HZ).
fn processor_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name, in parentheses, may hold blanks.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks: Vec<u64> = fields
        .split(' ')
        .skip(11)
        .take(2)
        .map_while(|f| f.parse().ok())
        .collect();
    (ticks.len() == 2).then(|| Duration::from_millis(ticks.iter().sum::<u64>() * 10))
}

/// The most memory that was ever resident, in bytes.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes << 10)
}
