//! The horizontal axis: time, time with idle intervals folded, or steps.
//!
//! ```text
//!  time     █──────────────────█▨█───────────────────────█
//!  folded   ██──┄ 0.6 s ┄──██▨▨██──┄ 0.8 s ┄──██
//!  steps    ██│██│▨▨██│██                  every step is as wide as any other
//! ```
//!
//! A position on the axis counts from the start of the run, in microseconds or in steps.

use interleave_trace::chart::Runs;
use interleave_trace::{Chart, Micros, Moment, Step};

use super::folds::Folds;
use super::scale::Scale;

/// See [`Axis::bound`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Bound {
    /// At this time or later.
    Time(f64),
    /// At the event of this index or a later one.
    Event(usize),
}

/// The axis of a run. Maps times and events to positions, and back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Axis<'a> {
    pub(crate) chart: &'a Chart,
    pub(crate) scale: Scale,
    pub(crate) folds: &'a Folds,
}

impl Axis<'_> {
    /// The position of the event at this index, or of what it reports to have begun at
    /// `time`, which can be earlier than the event itself.
    pub(crate) fn at(self, event: usize, time: Micros) -> f64 {
        match self.scale {
            Scale::Time => time as f64,
            Scale::Folded => self.folds.at(time),
            Scale::Steps => self.step_at(event),
        }
    }

    /// The position of a moment.
    pub(crate) fn at_moment(self, moment: Moment) -> f64 {
        self.at(moment.events, moment.time)
    }

    /// The position of the end of all that happened up to `time`.
    pub(crate) fn at_time(self, time: Micros) -> f64 {
        match self.scale {
            Scale::Steps => {
                let begun = self.chart.steps.partition_point(|step| step.start <= time);
                let Some(last) = begun.checked_sub(1) else {
                    return 0.0;
                };
                let step = &self.chart.steps[last];
                let end = self.chart.end_of(self.chart.end_of_step(step));
                let long = (end - step.start) as f64;
                let part = (time - step.start) as f64 / long.max(1.0);
                last as f64 + if time < end { part } else { 1.0 }
            }
            _ => self.at(0, time),
        }
    }

    /// The position of the live edge.
    pub(crate) fn end(self) -> f64 {
        self.at(self.chart.events, self.chart.now)
    }

    /// The time at a position.
    pub(crate) fn time(self, at: f64) -> f64 {
        match self.scale {
            Scale::Time => at,
            Scale::Folded => self.folds.time(at),
            Scale::Steps => {
                let steps = &self.chart.steps;
                let at = at.max(0.0);
                let Some(step) = steps.get(at as usize) else {
                    return self.chart.now as f64;
                };
                let end = self.chart.end_of(self.chart.end_of_step(step));
                step.start as f64 + at.fract() * (end - step.start) as f64
            }
        }
    }

    /// The bound of all that is at a position or after it, for cheap comparisons with many
    /// items.
    pub(crate) fn bound(self, at: f64) -> Bound {
        if self.scale != Scale::Steps {
            return Bound::Time(self.time(at));
        }
        let steps = &self.chart.steps;
        if at <= 0.0 {
            return Bound::Event(0);
        }
        let (whole, part) = (at as usize, at.fract());
        let next = steps
            .get(whole)
            .map_or(self.chart.events, |step| step.event);
        if part == 0.0 {
            // The end of the previous step, if it ended before the next one begins.
            let end = whole.checked_sub(1).and_then(|last| steps.get(last));
            return Bound::Event(end.map_or(next, |step| self.end_event(step).min(next)));
        }
        let Some(step) = steps.get(whole) else {
            return Bound::Event(usize::MAX);
        };
        let long = (self.end_event(step) - step.event) as f64;
        Bound::Event(step.event + (part * long).ceil() as usize)
    }

    /// The index of the first event at a position on the axis of steps or after it.
    pub(crate) fn event(self, at: f64) -> usize {
        let at = at.max(0.0);
        let Some(step) = self.chart.steps.get(at as usize) else {
            return self.chart.events;
        };
        let long = (self.end_event(step) - step.event) as f64;
        step.event + (at.fract() * long).round() as usize
    }

    /// The number of steps begun before the event, less the unfinished part of the last.
    fn step_at(self, event: usize) -> f64 {
        let begun = self.chart.steps.partition_point(|step| step.event <= event);
        let Some(last) = begun.checked_sub(1) else {
            return 0.0;
        };
        let step = &self.chart.steps[last];
        let end = self.end_event(step);
        let part = (event - step.event) as f64 / (end - step.event).max(1) as f64;
        last as f64 + part.min(1.0)
    }

    /// The index of the event that ended a step; of the next one, while it runs.
    fn end_event(self, step: &Step) -> usize {
        let end = match step.runs {
            Runs::Task { task, span } => self.chart.task(task).and_then(|task| {
                let next = task.spans.get(span + 1).map(|next| next.event);
                next.or(task.ended_event)
            }),
            Runs::Callback(callback) => self
                .chart
                .callbacks
                .get(callback)
                .and_then(|callback| callback.ended_event),
        };
        end.unwrap_or(self.chart.events)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{Script, task};
    use super::*;

    /// Steps at 0, 10, 500,010 and, in a callback, 500,020; each takes 10 µs.
    fn script() -> Script {
        let script = task().ready(0).runs(0).creates(5, "tea", 1).ready(5);
        let script = script.of(1).waits(10).of(2).runs(10).waits(20);
        let script = script.wakes(500_010).runs(500_010).returns(500_020);
        script.calls_back(500_020, 500_030, "done").until(600_000)
    }

    fn with<T>(script: &Script, scale: Scale, test: impl FnOnce(Axis<'_>) -> T) -> T {
        let folds = Folds::of(&script.run.chart);
        let chart = &script.run.chart;
        test(Axis {
            chart,
            scale,
            folds: &folds,
        })
    }

    #[test]
    fn steps_are_equally_wide() {
        with(&script(), Scale::Steps, |axis| {
            let steps = axis.chart.steps.iter();
            let begins: Vec<f64> = steps.clone().map(|step| axis.at(step.event, 0)).collect();
            assert_eq!(begins, [0.0, 1.0, 2.0, 3.0]);
            let ends: Vec<f64> = steps.map(|step| axis.at(axis.end_event(step), 0)).collect();
            assert_eq!(ends, [1.0, 2.0, 3.0, 4.0]);
            assert_eq!(axis.end(), 4.0);
            // Created in the middle of the first step.
            let created = axis.at(axis.chart.tasks[1].created_event, 5);
            assert!(created > 0.0 && created < 1.0);
        });
    }

    #[test]
    fn nobody_stands_before_what_came_first() {
        for scale in Scale::ALL {
            with(&script(), scale, |axis| {
                let events = script().run.recording.events().clone();
                let places: Vec<f64> = (0..events.len())
                    .map(|event| axis.at(event, events[event].time))
                    .collect();
                assert!(places.is_sorted(), "{scale:?}: {places:?}");
            });
        }
    }

    #[test]
    fn idle_intervals_are_folded_and_all_else_is_as_long_as_it_was() {
        with(&script(), Scale::Folded, |axis| {
            assert_eq!(axis.at_time(20), 20.0);
            let (before, after) = (axis.at_time(20), axis.at_time(500_010));
            assert_eq!(after - before, 20.0);
            assert_eq!(axis.at_time(500_030) - after, 20.0);
            assert_eq!(axis.folds.within(0.0, 1e9).count(), 2);
        });
    }

    #[test]
    fn a_thread_at_work_is_not_folded() {
        let script = task()
            .ready(0)
            .runs(0)
            .thread_begins(5, 1, "grind")
            .waits(10);
        let script = script.thread_ends(400_000, 1).until(400_000);
        with(&script, Scale::Folded, |axis| {
            assert_eq!(axis.at_time(400_000), 400_000.0);
        });
    }

    #[test]
    fn bounds_are_as_the_places_are() {
        let script = script();
        let events = script.run.recording.events();
        for scale in Scale::ALL {
            with(&script, scale, |axis| {
                let place = |index: usize| axis.at(index, events[index].time);
                for event in 0..events.len() {
                    for at in [place(event), place(event) + 0.3, place(event) - 0.3] {
                        let bound = axis.bound(at);
                        let first = (0..events.len()).find(|&index| match bound {
                            Bound::Time(time) => events[index].time as f64 >= time - 1e-6,
                            Bound::Event(event) => index >= event,
                        });
                        let expected = (0..events.len()).find(|&index| place(index) >= at - 1e-6);
                        assert_eq!(first, expected, "{scale:?} {at}");
                    }
                }
            });
        }
    }

    #[test]
    fn places_lead_back_to_their_moments() {
        for scale in Scale::ALL {
            with(&script(), scale, |axis| {
                for time in [0, 5, 10, 15, 500_010, 500_015] {
                    let back = axis.time(axis.at_time(time));
                    assert!((back - time as f64).abs() < 1.0, "{scale:?}: {time} {back}");
                }
            });
        }
        with(&script(), Scale::Steps, |axis| {
            for step in &axis.chart.steps {
                assert_eq!(axis.event(axis.at(step.event, 0)), step.event);
            }
        });
    }
}
