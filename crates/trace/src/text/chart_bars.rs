//! The bars of the lanes, and the axis above them.

use crate::chart::{Chart, State};
use crate::event::Micros;
use crate::narrate::time::decimal;
use crate::query::Lane;

pub(super) const RUNNING: char = '█';
pub(super) const READY: char = '▒';
pub(super) const WAITING: char = '·';
pub(super) const BLOCKED: char = '#';
const EMPTY: char = ' ';

/// The bar of a lane.
pub(super) fn bar(lane: Lane, chart: &Chart, scale: Scale) -> String {
    let mut bar = Bar {
        scale,
        columns: vec![EMPTY; scale.columns],
    };
    match lane {
        Lane::Loop => {
            for step in &chart.steps {
                bar.paint(RUNNING, step.start, chart.end_of(chart.end_of_step(step)));
            }
            for blocked in &chart.blocked {
                bar.paint(BLOCKED, blocked.start, blocked.end);
            }
        }
        Lane::Task(id) => {
            for span in chart.task(id).iter().flat_map(|task| &task.spans) {
                let fill = match span.state {
                    State::Running => RUNNING,
                    State::Ready => READY,
                    State::Waiting => WAITING,
                };
                bar.paint(fill, span.start, chart.end_of(span.end));
            }
        }
        Lane::Thread(id) => {
            for span in chart.thread(id).iter().flat_map(|thread| &thread.spans) {
                let fill = match span.on {
                    Some(_) => WAITING,
                    None => RUNNING,
                };
                bar.paint(fill, span.start, chart.end_of(span.end));
            }
        }
        Lane::Resource(_) => {}
    }
    bar.columns.into_iter().collect()
}

/// Maps times to columns.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    /// The run's length, at least 1.
    pub(super) total: Micros,
    pub(super) columns: usize,
}

impl Scale {
    /// The column of a time; the end of the run is in the last one.
    fn column(self, time: Micros) -> usize {
        let column = u128::from(time) * self.columns as u128 / u128::from(self.total);
        usize::try_from(column)
            .unwrap_or(usize::MAX)
            .min(self.columns - 1)
    }

    /// The two rows of the time axis: labels, and ticks below them.
    pub(super) fn axis(self) -> [String; 2] {
        // Labels such as `0.125` and a space must fit between two ticks.
        let max_ticks = (self.columns / 10).max(1) as u64;
        let step =
            (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.saturating_pow(power)));
        let step = step
            .into_iter()
            .find(|step| self.total / step <= max_ticks)
            .unwrap_or(self.total);
        let (mut labels, mut ticks) = (String::new(), String::new());
        for tick in 0..=self.total / step {
            let (time, at) = (tick * step, self.column(tick * step));
            labels = format!("{labels:at$}{}", decimal(time, 1_000_000));
            ticks = format!("{ticks:at$}|");
        }
        [labels + " s", ticks]
    }
}

struct Bar {
    scale: Scale,
    columns: Vec<char>,
}

impl Bar {
    /// Fills the columns from `start` to `end`, at least one, so that a step of ten
    /// microseconds is visible. A column keeps the busiest state in it.
    fn paint(&mut self, fill: char, start: Micros, end: Micros) {
        let busy = |fill| {
            [EMPTY, WAITING, READY, RUNNING, BLOCKED]
                .iter()
                .position(|&c| c == fill)
        };
        let first = self.scale.column(start);
        let last = self.scale.column(end.saturating_sub(1).max(start));
        for column in &mut self.columns[first..=last] {
            if busy(fill) > busy(*column) {
                *column = fill;
            }
        }
    }
}
