//! Progress bars, and the time that each stage takes. The stages and their order are [`Stage::ALL`], their names are in
//! [`strings::stage`].

use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::strings::{self, Words};
use super::table::{ColumnAlign, layout};
use crate::progress::{Progress, Stage};
use crate::report::Lang;

/// Stages shorter than this show no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(300);

/// The time that a stage took.
#[derive(Clone, Copy, Debug, Default)]
struct StageTime {
    wall: Duration,
    /// Processor time of all threads; `None` where the system does not tell.
    cpu: Option<Duration>,
}

/// A stage that has begun and not ended.
struct RunningStage {
    since: Instant,
    /// Processor time of the program when the stage began.
    cpu: Option<Duration>,
    /// Steps in all, or 0 when their number is not known.
    steps: u64,
    done: u64,
    bar: Option<ProgressBar>,
}

/// Watches a run: shows a bar on a terminal, and measures the time of each stage.
pub(super) struct StageWatch {
    lang: Lang,
    bars: bool,
    started: Instant,
    running: Mutex<BTreeMap<Stage, RunningStage>>,
    spent: Mutex<BTreeMap<Stage, StageTime>>,
    dictionary: Mutex<Option<Duration>>,
}

impl StageWatch {
    /// Starts the clock. Bars are shown only where somebody sees them: on a terminal that can move its cursor.
    pub(super) fn new(lang: Lang, quiet: bool) -> Self {
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

    /// Notes the time that the dictionary took to load. That is no stage: it goes on beside reading.
    pub(super) fn dictionary_loaded(&self, time: Duration) {
        *lock(&self.dictionary) = Some(time);
    }

    /// The time since the watch was started.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Prints the time of each stage to stderr. Processor time and memory are known on Linux only.
    pub(super) fn print_times(&self) {
        let seconds = |time: Option<Duration>| {
            time.map_or("-".to_owned(), |t| format!("{:.2} s", t.as_secs_f64()))
        };
        let row = |name: Words, wall, cpu| {
            vec![
                name.of(self.lang).to_owned(),
                seconds(Some(wall)),
                seconds(cpu),
            ]
        };
        let head = [strings::STAGE, strings::TIME, strings::PROCESSOR];
        let mut rows = vec![head.map(|name| name.of(self.lang).to_owned()).to_vec()];
        let spent = lock(&self.spent);
        rows.extend(Stage::ALL.into_iter().filter_map(|stage| {
            let time = spent.get(&stage)?;
            Some(row(strings::stage(stage), time.wall, time.cpu))
        }));
        if let Some(time) = *lock(&self.dictionary) {
            rows.push(row(strings::DICTIONARY, time, None));
        }
        rows.push(row(strings::ALL, self.elapsed(), processor_time()));
        let mut stderr = anstream::stderr();
        for line in layout(
            &rows,
            &[ColumnAlign::Left, ColumnAlign::Right, ColumnAlign::Right],
            "",
        ) {
            let _ = writeln!(stderr, "{line}");
        }
        if let Some(memory) = peak_memory() {
            let said = strings::MOST_MEMORY.of(self.lang);
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
            let name = strings::stage(stage).of(self.lang);
            running.bar = Some(bar(name, running.steps));
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

/// Processor time of all threads up to now. Linux counts it in hundredths of a second (USER_HZ).
fn processor_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The program's name, in parentheses, may hold blanks. utime and stime are the 12th and 13th field behind it.
    let (_, fields) = stat.rsplit_once(") ")?;
    let ticks: Vec<u64> = fields
        .split(' ')
        .skip(11)
        .take(2)
        .map_while(|f| f.parse().ok())
        .collect();
    (ticks.len() == 2).then(|| Duration::from_millis(ticks.iter().sum::<u64>() * 10))
}

/// The greatest amount of memory that was resident at any time, in bytes.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes << 10)
}
