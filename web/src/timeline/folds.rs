//! Folds: long idle intervals, drawn shorter than they were.

use interleave_trace::{Chart, Micros};

/// An interval in which the event loop waited and nothing happened, drawn shorter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fold {
    /// Its start.
    pub(crate) start: Micros,
    /// Its end.
    pub(crate) end: Micros,
    /// The position of its start.
    pub(crate) at: f64,
}

/// The folds of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Folds {
    folds: Vec<Fold>,
    /// The length of each on the axis.
    length: f64,
}

/// Shorter intervals are not folded: it is the event loop's shortest wait.
const SHORTEST_FOLD: Micros = 1_000;
/// The shortest fold on the axis: two nominal steps.
const MIN_LENGTH: f64 = 20.0;

impl Folds {
    /// None at all.
    #[cfg(test)]
    pub(crate) const NONE: Self = Self {
        folds: Vec::new(),
        length: MIN_LENGTH,
    };

    /// The folds of a run: intervals in which no step and no thread's job was running,
    /// each longer than the average of what lies between two of them.
    pub(crate) fn of(chart: &Chart) -> Self {
        let idle = idle(chart);
        let idle: Vec<_> = idle
            .into_iter()
            .filter(|(start, end)| end - start >= SHORTEST_FOLD)
            .collect();
        let all: Micros = idle.iter().map(|(start, end)| end - start).sum();
        let busy = chart.now.saturating_sub(all) as f64;
        let length = (busy / idle.len().max(1) as f64).max(MIN_LENGTH);
        let long = idle
            .into_iter()
            .filter(|(start, end)| (end - start) as f64 > 2.0 * length);
        let mut saved = 0.0;
        let folds = long.map(|(start, end)| {
            let at = start as f64 - saved;
            saved += (end - start) as f64 - length;
            Fold { start, end, at }
        });
        Self {
            folds: folds.collect(),
            length,
        }
    }

    /// The length of each on the axis.
    pub(crate) fn length(&self) -> f64 {
        self.length
    }

    /// The position of a time.
    pub(super) fn at(&self, time: Micros) -> f64 {
        let begun = self.folds.partition_point(|fold| fold.start <= time);
        let Some(fold) = begun.checked_sub(1).map(|last| self.folds[last]) else {
            return time as f64;
        };
        let part = (time - fold.start) as f64 / (fold.end - fold.start) as f64;
        match part < 1.0 {
            true => fold.at + part * self.length,
            false => fold.at + self.length + (time - fold.end) as f64,
        }
    }

    /// The time at a position.
    pub(super) fn time(&self, at: f64) -> f64 {
        let begun = self.folds.partition_point(|fold| fold.at <= at);
        let Some(fold) = begun.checked_sub(1).map(|last| self.folds[last]) else {
            return at;
        };
        let part = (at - fold.at) / self.length;
        match part < 1.0 {
            true => fold.start as f64 + part * (fold.end - fold.start) as f64,
            false => fold.end as f64 + (at - fold.at - self.length),
        }
    }

    /// The end of the last fold before a position, or the start of the axis.
    pub(crate) fn end_before(&self, at: f64) -> f64 {
        let over = self
            .folds
            .partition_point(|fold| fold.at + self.length < at);
        let last = over.checked_sub(1).map(|last| self.folds[last]);
        last.map_or(0.0, |fold| fold.at + self.length)
    }

    /// The folds that overlap a part of the axis, with their ends.
    pub(crate) fn within(&self, start: f64, end: f64) -> impl Iterator<Item = (Fold, f64)> {
        let first = self
            .folds
            .partition_point(|fold| fold.at + self.length < start);
        let folds = self.folds[first..].iter();
        folds
            .take_while(move |fold| fold.at <= end)
            .map(|&fold| (fold, fold.at + self.length))
    }
}

/// The intervals in which neither a step nor a thread's job was running.
fn idle(chart: &Chart) -> Vec<(Micros, Micros)> {
    let steps = chart
        .steps
        .iter()
        .map(|step| (step.start, chart.end_of(chart.end_of_step(step))));
    let jobs = chart.threads.iter().flat_map(|thread| &thread.jobs);
    let mut busy: Vec<_> = steps.collect();
    if !chart.threads.is_empty() {
        busy.extend(jobs.map(|job| (job.start, chart.end_of(job.end))));
        busy.sort_unstable();
    }
    let (mut idle, mut now) = (Vec::new(), 0);
    for (start, end) in busy {
        if start > now {
            idle.push((now, start));
        }
        now = now.max(end);
    }
    if chart.now > now {
        idle.push((now, chart.now));
    }
    idle
}
