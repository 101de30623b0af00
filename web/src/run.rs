//! One run: what was requested, its recording and its output.

mod request;
#[cfg(test)]
pub(crate) mod samples;
mod stall;

use std::rc::Rc;

use interleave_protocol::{Clock, Launch, Program};
use interleave_trace::{Batch, DiagnosticKind, End, Event, Kind, Micros, NO_TASK, Opened};

pub(crate) use request::RunRequest;
pub(crate) use stall::Stall;

use crate::files::{File, MAIN, Texts};
use crate::lines::Lines;
use crate::trace::Snapshot;

/// How many bytes a recording may have, unless the user says otherwise.
pub(crate) const MAX_RECORDING: u64 = 64_000_000;

/// A run of a program. Cloning is cheap, and a clone never changes.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// What was requested. Its speed is the one at the start.
    pub(crate) launch: Rc<Launch>,
    /// Its trace so far.
    pub(crate) snapshot: Snapshot,
    /// The name of the file that it was opened from; none for one that was run here.
    pub(crate) file: Option<Rc<str>>,
    /// Its phase.
    pub(crate) phase: Phase,
    /// A script began it.
    pub(crate) scripted: bool,
    /// It was told to stop.
    pub(crate) stopping: bool,
    /// What the page does when it is over.
    pub(crate) on_end: OnEnd,
    /// When its worker was last heard of, in ms of the page's clock.
    pub(crate) heard: f64,
    /// Seconds of the loop's clock in a real one.
    pub(crate) speed: f64,
    /// How many bytes its recording may have.
    pub(crate) most: u64,
    /// How many it has: of its events, and of their texts.
    size: u64,
    /// What it printed.
    lines: Rc<Lines>,
    /// The loop's clock at the last report.
    told: Micros,
    /// The time of that report, in ms of the page's clock.
    told_at: f64,
}

/// What the page does when a run is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OnEnd {
    /// Goes on showing it.
    #[default]
    Show,
    /// Plays it back: it stands for a live run.
    Play,
    /// Goes to its beginning: it is to be stepped through.
    Rewind,
}

/// The phase of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It is running.
    Running,
    /// It is paused.
    Paused,
    /// It is over: its last event says how.
    Over,
    /// Its worker was ended, because it did not answer to Stop.
    Killed,
    /// A bug of ours ended it.
    Broken,
}

impl Phase {
    /// Whether nothing more will come.
    pub(crate) const fn is_over(self) -> bool {
        !matches!(self, Self::Running | Self::Paused)
    }
}

impl PartialEq for Run {
    /// Whether nothing has changed. (Lines and clock change with the source.)
    fn eq(&self, other: &Self) -> bool {
        let changes = |run: &Self| (run.phase, run.stopping, run.speed, run.heard);
        self.snapshot == other.snapshot && changes(self) == changes(other)
    }
}

impl Run {
    /// A run that begins at `real`, in ms of the page's clock.
    pub(crate) fn new(launch: Launch, real: f64) -> Self {
        let phase = if launch.paused {
            Phase::Paused
        } else {
            Phase::Running
        };
        let mut snapshot = Snapshot::default();
        snapshot.change(|run| run.recording.set_source(&launch.program.source));
        Self {
            speed: launch.speed,
            launch: Rc::new(launch),
            snapshot,
            file: None,
            phase,
            scripted: false,
            stopping: false,
            on_end: OnEnd::Show,
            heard: real,
            most: MAX_RECORDING,
            size: 0,
            lines: Rc::default(),
            told: 0,
            told_at: real,
        }
    }

    /// A run that was recorded, in a file of this name.
    pub(crate) fn opened(file: Rc<str>, opened: Opened, speed: f64) -> Self {
        let Opened { recording, chart } = opened;
        let launch = Launch {
            program: Program::new(recording.source().unwrap_or_default()),
            input: None,
            clock: Clock::Simulated,
            speed,
            seed: 0,
            paused: false,
        };
        let mut lines = Lines::default();
        for output in &chart.outputs {
            lines.push(output, recording.text(output.text));
        }
        let told = chart.now;
        let mut snapshot = Snapshot::default();
        snapshot.change(|run| (run.recording, run.chart) = (recording, chart));
        Self {
            speed,
            launch: Rc::new(launch),
            snapshot,
            file: Some(file),
            phase: Phase::Over,
            scripted: false,
            stopping: false,
            on_end: OnEnd::Show,
            heard: 0.0,
            most: MAX_RECORDING,
            size: 0,
            lines: Rc::new(lines),
            told,
            told_at: 0.0,
        }
    }

    /// The recording goes on by a batch, and the clock with it.
    pub(crate) fn extend(&mut self, batch: Batch, now: Micros, real: f64) {
        let texts: usize = batch.texts.iter().map(|text| text.len()).sum();
        self.size += (batch.events.len() * size_of::<Event>() + texts) as u64;
        let lines = Rc::make_mut(&mut self.lines);
        self.snapshot.change(|run| {
            let known = run.recording.events().len();
            run.recording.extend(batch);
            for event in run.recording.events().range(known..) {
                run.chart.apply(event);
                if let (Kind::Output { text, .. }, Some(output)) =
                    (event.kind, run.chart.outputs.last())
                {
                    lines.push(output, run.recording.text(text));
                }
            }
        });
        self.heard = real;
        self.set_clock(now, real);
    }

    /// What is said of a recording that has grown beyond its limit, of a run that goes on.
    pub(crate) fn overflow(&self) -> Option<String> {
        let is_full = self.size > self.most && self.snapshot.trace().chart.end.is_none();
        is_full.then(|| {
            format!(
                "The recording reached the limit of {} MB. Raise it under Run settings, beside the clock, or let the program do less.",
                self.most / 1_000_000
            )
        })
    }

    /// The run has ended without its last event: adds it, with the reason.
    pub(crate) fn lose(&mut self, text: &str, limit: bool) {
        self.snapshot.change(|run| {
            let text = run.recording.intern(text);
            let last = run.recording.events().last();
            let (time, turn) = last.map_or((0, 0), |last| (last.time, last.turn));
            let kind = match limit {
                true => DiagnosticKind::Limit,
                false => DiagnosticKind::Note,
            };
            let line = 0;
            let how = End::Limit;
            let kinds = [
                Kind::Diagnostic { kind, line, text },
                Kind::Ended {
                    how,
                    status: 3,
                    text,
                },
            ];
            for kind in kinds {
                let event = Event {
                    time,
                    turn,
                    task: NO_TASK,
                    kind,
                };
                run.recording.push(event);
                run.chart.apply(&event);
            }
        });
    }

    /// The worker reported the loop's clock, or another phase.
    pub(crate) fn enter(&mut self, phase: Phase, now: Option<Micros>, real: f64) {
        if self.is_on() {
            if phase == Phase::Killed {
                self.cut_off(real);
            }
            self.heard = real;
            self.set_clock(now.unwrap_or_else(|| self.now()), real);
            self.phase = phase;
        }
    }

    /// Another speed from now on.
    pub(crate) fn set_speed(&mut self, speed: f64, real: f64) {
        self.advance_clock(real);
        self.set_clock(self.now(), real);
        self.speed = speed;
    }

    /// Extrapolates a live clock between two reports, so that waits grow smoothly.
    pub(crate) fn advance_clock(&mut self, real: f64) {
        if self.is_clock_running() {
            let elapsed = (real - self.told_at).max(0.0) * 1_000.0 * self.speed;
            let now = self.told.saturating_add(elapsed as Micros);
            self.snapshot.change(|run| run.chart.now = now);
        }
    }

    fn set_clock(&mut self, now: Micros, real: f64) {
        let latest = self
            .snapshot
            .trace()
            .recording
            .events()
            .last()
            .map_or(0, |event| event.time);
        self.told = now.max(latest);
        self.told_at = real;
        let told = self.told;
        // Not `Chart::advance`: the estimate may have been ahead of the worker.
        self.snapshot
            .change(|run| run.chart.now = run.chart.end.map_or(told, |end| end.time));
    }

    /// The loop's clock by now.
    pub(crate) fn now(&self) -> Micros {
        self.snapshot.trace().chart.now
    }

    /// How many events there are.
    pub(crate) fn events(&self) -> usize {
        self.snapshot.trace().chart.events
    }

    /// What was printed.
    pub(crate) fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Whether the loop's clock is extrapolated between two reports.
    pub(crate) fn is_clock_running(&self) -> bool {
        self.phase == Phase::Running && self.launch.clock == Clock::Live && self.events() > 0
    }

    /// Whether its program is known: an opened recording may be without.
    pub(crate) fn has_program(&self) -> bool {
        self.snapshot.trace().recording.source().is_some()
    }

    /// Its program's texts.
    pub(crate) fn texts(&self) -> Texts {
        let program = &self.launch.program;
        let files = program.files.iter().map(|file| File {
            name: file.name.as_str().into(),
            text: String::from_utf8_lossy(&file.data).into(),
        });
        Texts {
            main: program.source.as_str().into(),
            files: files.collect(),
        }
    }

    /// Whether it is a run of this program.
    pub(crate) fn is_of(&self, texts: &Texts) -> bool {
        if !self.has_program() {
            return false;
        }
        let ran = self.launch.program.files.iter();
        let ran = ran.map(|file| (file.name.as_str(), file.data.as_slice()));
        let files = texts
            .files
            .iter()
            .map(|file| (&*file.name, file.text.as_bytes()));
        *self.launch.program.source == *texts.main && ran.eq(files)
    }

    /// The name and the program of an opened recording that holds its program.
    pub(crate) fn opened_program(&self) -> Option<(Rc<str>, Rc<str>)> {
        let trace = self.snapshot.trace();
        let source = trace.recording.source()?;
        Some((Rc::clone(self.file.as_ref()?), source.into()))
    }

    /// The names of its files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        let siblings = self
            .launch
            .program
            .files
            .iter()
            .map(|file| file.name.as_str());
        std::iter::once(MAIN).chain(siblings)
    }

    /// Whether it has not ended.
    pub(crate) fn is_on(&self) -> bool {
        !self.phase.is_over()
    }

    /// How it ended, and the exit status, as its last event says.
    pub(crate) fn end(&self) -> Option<(End, u8)> {
        self.snapshot
            .trace()
            .chart
            .end
            .map(|end| (end.how, end.status))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_is_full_when_its_events_and_texts_are_more_than_allowed() {
        let mut run = samples::live_run(1.0);
        let batch = samples::two_steps();
        let events = batch.events.len();
        run.most = (events * size_of::<Event>() + "main".len()) as u64;
        run.extend(batch, 10, 0.0);
        assert_eq!(run.overflow(), None, "just as much as it may have");
        let texts = vec!["x".into()];
        let events = Vec::new();
        run.extend(Batch { events, texts }, 10, 0.0);
        let text = run.overflow().expect("it is full");
        run.lose(&text, true);
        assert_eq!(run.overflow(), None, "it has ended");
        assert_eq!(run.end(), Some((End::Limit, 3)));
    }
}
