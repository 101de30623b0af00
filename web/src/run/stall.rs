//! A step that does not come to its end, and the end of a run whose worker was ended for it.

use interleave_trace::chart::Runs;
use interleave_trace::{DiagnosticKind, End, Event, Kind, Lane, Micros, NO_TASK, TaskId};
use interleave_trace::{analysis, narrate};

use super::{Phase, Run};
use crate::trace::Trace;

/// A silence of its worker that is shorter than this tells nothing, in real ms.
const MIN_SILENCE: f64 = 100.0;

/// A step that blocks the event loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stall {
    /// The task, or what else runs.
    pub(crate) who: String,
    /// Where its step began, or 0.
    pub(crate) line: u32,
    /// The lines of the loop that it may be in.
    pub(crate) repeats: Option<(u32, u32)>,
    /// For how many real tenths of a second.
    pub(crate) tenths: u32,
    /// The task, or [`NO_TASK`].
    task: TaskId,
    /// Whether a simulated thread runs, and no step.
    in_thread: bool,
}

impl Stall {
    /// What is said of it.
    pub(crate) fn narrated(&self) -> narrate::Stall<'_> {
        narrate::Stall {
            agent: &self.who,
            length: Micros::from(self.tenths) * 100_000,
            line: self.line,
            repeats: self.repeats,
            in_thread: self.in_thread,
        }
    }
}

impl Run {
    /// The step that its worker has been silent about until `real`, in ms of the page's
    /// clock; `None` where the event loop waits.
    pub(crate) fn stall(&self, real: f64) -> Option<Stall> {
        let silent = real - self.heard;
        if self.phase != Phase::Running || silent < MIN_SILENCE {
            return None;
        }
        let trace = self.snapshot.trace();
        let (open, thread) = (trace.chart.open_step(), trace.chart.running_thread());
        let thread = thread.filter(|_| open.is_none());
        let (who, task, line) = match (open, thread) {
            (Some(step), _) => {
                let (task, line) = place(trace, step.runs)?;
                let who = match task {
                    NO_TASK => "The program",
                    task => trace.narrator().task(task),
                };
                (who, task, line)
            }
            (None, Some((thread, line))) => {
                (trace.narrator().lane(Lane::Thread(thread)), NO_TASK, line)
            }
            // The program has not come to its event loop yet, and may wait for its threads.
            (None, None) if trace.chart.steps.is_empty() && !has_job(trace) => {
                ("The program", NO_TASK, 0)
            }
            (None, None) => return None,
        };
        let source = trace.recording.source().unwrap_or_default();
        let first = match thread {
            Some(_) => line,
            None => line.max(1),
        };
        Some(Stall {
            who: who.to_owned(),
            line,
            in_thread: thread.is_some(),
            repeats: analysis::loop_without_await(source, first),
            tenths: (silent / 100.0) as u32,
            task,
        })
    }

    /// Adds the end that a recording lacks whose worker was ended at `real`, with the step
    /// that it was ended for.
    pub(super) fn cut_off(&mut self, real: f64) {
        self.advance_clock(real);
        let stall = self.stall(real);
        let trace = self.snapshot.trace();
        let last = trace.recording.events().last();
        let (time, turn) = last.map_or((0, 0), |last| (last.time, last.turn));
        let time = time.max(trace.chart.now);
        let blocking = analysis::blocking(&trace.chart);
        self.snapshot.change(|run| {
            let blocked = blocking.map(|blocking| Kind::Blocked {
                start: blocking.start,
                line: blocking.line,
                cause: run.recording.intern("computing"),
            });
            let told = stall.as_ref().map(|stall| Kind::Diagnostic {
                kind: DiagnosticKind::Note,
                line: stall.repeats.map_or(stall.line, |(first, _)| first),
                text: run.recording.intern(&stall.narrated().stopped()),
            });
            let ended = Kind::Ended {
                how: End::Stopped,
                status: 130,
                text: run.recording.intern(""),
            };
            let task = stall.as_ref().map_or(NO_TASK, |stall| stall.task);
            let events = blocked.into_iter().chain(told).map(|kind| (task, kind));
            for (task, kind) in events.chain([(NO_TASK, ended)]) {
                let event = Event {
                    time,
                    turn,
                    task,
                    kind,
                };
                run.recording.push(event);
                run.chart.apply(&event);
            }
        });
    }
}

/// Whether a simulated thread is in the midst of a job.
fn has_job(trace: &Trace) -> bool {
    let mut last = trace
        .chart
        .threads
        .iter()
        .filter_map(|thread| thread.jobs.last());
    last.any(|job| job.end.is_none())
}

/// Whose step it is, and the line where it began.
fn place(trace: &Trace, runs: Runs) -> Option<(TaskId, u32)> {
    match runs {
        Runs::Task { task, span } => {
            let span = trace.chart.task(task)?.spans.get(span)?;
            Some((task, span.line))
        }
        Runs::Callback(index) => Some((NO_TASK, trace.chart.callbacks.get(index)?.line)),
    }
}

#[cfg(test)]
mod tests {
    use interleave_trace::{Batch, NO_RESOURCE, WaitKind};

    use super::*;
    use crate::run::{Phase, samples};

    /// A live run whose first step, which begins at line 3, never ends.
    fn endless() -> Run {
        let mut run = samples::live_run(1.0);
        let Batch { events, texts } = samples::two_steps();
        let begun = events
            .iter()
            .position(|event| matches!(event.kind, Kind::StepBegins { .. }));
        let events = events[..=begun.unwrap_or_default()].to_vec();
        run.extend(Batch { events, texts }, 10, 0.0);
        run
    }

    #[test]
    fn a_silent_step_is_a_stall_and_a_loop_that_waits_is_none() {
        let run = endless();
        assert_eq!(run.stall(50.0), None);
        let stall = run.stall(2_340.0);
        assert_eq!(stall.map(|stall| stall.tenths), Some(23));
        let mut waits = samples::live_run(1.0);
        waits.extend(samples::two_steps(), 10, 0.0);
        assert_eq!(waits.stall(2_340.0), None);
    }

    /// A thread begins a job, waits at line 2, and goes on where it `resumes`.
    fn begins_a_job(run: &mut Run, resumes: bool) {
        run.snapshot.change(|trace| {
            let mut text = |text| trace.recording.intern(text);
            let (thread, name, job, label) = (1, text("digger"), text("dig"), text("0.1"));
            let waits = Kind::ThreadWaits {
                thread,
                line: 2,
                kind: WaitKind::Sleep,
                label,
                object: NO_RESOURCE,
            };
            let begins = [Kind::ThreadBegins { thread, name, job }, waits];
            let resumes = resumes.then_some(Kind::ThreadResumes { thread });
            for kind in begins.into_iter().chain(resumes) {
                let event = Event {
                    time: trace.chart.now,
                    turn: 0,
                    task: NO_TASK,
                    kind,
                };
                trace.recording.push(event);
                trace.chart.apply(&event);
            }
        });
    }

    #[test]
    fn a_program_that_waits_for_its_threads_is_none() {
        let mut run = samples::live_run(1.0);
        assert!(run.stall(2_000.0).is_some());
        begins_a_job(&mut run, false);
        assert_eq!(run.stall(2_000.0), None);
    }

    #[test]
    fn a_thread_that_went_on_and_does_not_wait_is_a_stall() {
        let mut run = samples::live_run(1.0);
        run.extend(samples::two_steps(), 10, 0.0);
        assert_eq!(run.stall(2_000.0), None);
        begins_a_job(&mut run, true);
        let stall = run.stall(2_000.0);
        let place = stall.map(|stall| (stall.who, stall.line, stall.in_thread));
        assert_eq!(place, Some(("digger".to_owned(), 2, true)));
    }

    #[test]
    fn a_run_that_is_ended_for_a_step_tells_how_long_that_blocked() {
        let mut run = endless();
        run.enter(Phase::Killed, None, 2_000.0);
        let chart = &run.snapshot.trace().chart;
        assert_eq!(chart.end.map(|end| end.how), Some(End::Stopped));
        let blocked = chart
            .blocked
            .last()
            .map(|blocked| blocked.end - blocked.start);
        assert!(blocked.is_some_and(|length| length > 1_900_000));
        assert_eq!(chart.diagnostics.len(), 1);
        assert!(chart.misfits.is_empty());
    }
}
