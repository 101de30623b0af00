//! What can happen to the page.

use std::rc::Rc;

use interleave_protocol::{Clock, SyntaxError};
use interleave_trace::{Batch, Micros};
use yew::Reducible;

use crate::cursor::Cursor;
use crate::program::{self, Origin};
use crate::run::{Phase, Run};
use crate::state::{Hold, Panel, Playback, Python, State, Theme};
use crate::timeline::{Run as Recorded, Selection};

/// One thing that happened. Times named `real` are ms of the page's clock.
#[derive(Debug)]
pub(crate) enum Action {
    /// Python is up, or will never be.
    Python(Python),
    /// Run was asked for before Python was there (or is no longer wanted).
    Queue(bool),
    /// A run begins.
    Start(Run),
    /// The recording goes on.
    Record { batch: Batch, now: Micros, real: f64 },
    /// The run halts, goes on, or is over.
    Enter { phase: Phase, now: Option<Micros>, real: f64 },
    /// A frame is about to be drawn.
    Frame { real: f64 },
    /// Nothing was heard of a step for long; or something was.
    Hold(Option<Hold>),

    /// Another text, which is not the user's.
    Load { origin: Origin, text: Rc<str> },
    /// The user edited the text; `id` is the number of a draft that this may make.
    Edit { text: Rc<str>, id: u64 },
    /// The text was compiled.
    Checked(Option<SyntaxError>),
    Clock(Clock),
    Speed { speed: f64, real: f64 },

    Seek(Micros),
    /// To after so many events.
    SeekEvents(usize),
    /// To the latest moment, from here on.
    Follow,
    /// To the next decision of the scheduler.
    StepOn,
    /// To the one before.
    StepBack,
    /// Plays the recording from the cursor, or from the beginning if that is at the end.
    Play { real: f64 },
    /// Ends playing.
    Halt,

    Select(Option<Selection>),
    Line(Option<u32>),
    /// The editor is to show a line.
    Reveal(u32),
    Panel(Panel),
    Theme(Theme),
    Help(bool),
    Table(bool),
    Notice(Option<Rc<str>>),
    Fault(Option<Rc<str>>),
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = (*self).clone();
        next.apply(action);
        Rc::new(next)
    }
}

impl State {
    fn apply(&mut self, action: Action) {
        match action {
            Action::Python(python) => self.python = python,
            Action::Queue(queued) => self.queued = queued,
            Action::Start(run) => {
                self.forget_run();
                self.run = Some(run);
                self.queued = false;
                if self.panel == Panel::Program {
                    self.panel = Panel::Timeline;
                }
            }
            Action::Record { batch, now, real } => self.change_run(|run| run.extend(batch, now, real)),
            Action::Enter { phase, now, real } => {
                self.hold = None;
                self.change_run(|run| run.enter(phase, now, real));
            }
            Action::Frame { real } => {
                self.change_run(|run| run.guess(real));
                self.play_on(real);
            }
            Action::Hold(hold) => self.hold = hold,

            Action::Load { origin, text } => {
                self.origin = origin;
                self.text = text;
                self.loads += 1;
                self.syntax = None;
                self.forget_run();
                self.panel = Panel::Program;
            }
            Action::Edit { text, id } => {
                (self.drafts, self.origin) = program::edited(&self.drafts, &self.origin, Rc::clone(&text), id);
                self.text = text;
                self.line = None;
            }
            Action::Checked(error) => self.syntax = error,
            Action::Clock(clock) => self.clock = clock,
            Action::Speed { speed, real } => {
                if let Some(run) = &self.run {
                    let time = self.cursor.time(&run.source.read().chart);
                    self.playback = self.playback.map(|_| Playback { from: time, real });
                }
                self.speed = speed;
                self.change_run(|run| run.set_speed(speed, real));
            }

            Action::Seek(time) => self.seek(|run| match run.chart.now <= time {
                true => Cursor::Follow,
                false => Cursor::at_time(&run.recording, time),
            }),
            Action::SeekEvents(events) => self.seek(|run| match events < run.chart.events {
                true => {
                    let last = events.checked_sub(1).and_then(|last| run.recording.events().get(last));
                    Cursor::At { events, time: last.map_or(0, |event| event.time) }
                }
                false => Cursor::Follow,
            }),
            Action::Follow => self.seek(|_| Cursor::Follow),
            Action::StepOn => {
                let cursor = self.cursor;
                self.seek(|run| {
                    let events = run.chart.step_after(cursor.events(&run.chart));
                    Cursor::before(&run.recording, events)
                });
            }
            Action::StepBack => {
                let cursor = self.cursor;
                self.seek(|run| {
                    let events = run.chart.step_before(cursor.events(&run.chart));
                    Cursor::before(&run.recording, events)
                });
            }
            Action::Play { real } => self.play(real),
            Action::Halt => self.playback = None,

            Action::Select(selection) => self.selection = selection,
            Action::Line(line) => self.line = line,
            Action::Reveal(line) => {
                let wishes = self.reveal.map_or(0, |(_, wishes)| wishes);
                self.reveal = Some((line, wishes + 1));
            }
            Action::Panel(panel) => self.panel = panel,
            Action::Theme(theme) => self.theme = theme,
            Action::Help(help) => self.help = help,
            Action::Table(table) => self.table = table,
            Action::Notice(notice) => self.notice = notice,
            Action::Fault(fault) => self.fault = fault,
        }
    }

    fn forget_run(&mut self) {
        self.run = None;
        self.cursor = Cursor::Follow;
        self.playback = None;
        self.selection = None;
        self.line = None;
        self.hold = None;
    }

    fn change_run(&mut self, change: impl FnOnce(&mut Run)) {
        if let Some(run) = &mut self.run {
            change(run);
        }
    }

    /// Moves the cursor by the user's will, which ends playing.
    fn seek(&mut self, to: impl FnOnce(&Recorded) -> Cursor) {
        self.playback = None;
        if let Some(run) = &self.run {
            self.cursor = to(&run.source.read());
        }
    }

    fn play(&mut self, real: f64) {
        let Some(run) = &self.run else { return };
        let from = match self.cursor {
            Cursor::Follow => 0,
            Cursor::At { time, .. } => time,
        };
        self.cursor = Cursor::at_time(&run.source.read().recording, from);
        self.playback = Some(Playback { from, real });
    }

    /// Moves the cursor as the film goes on.
    fn play_on(&mut self, real: f64) {
        let (Some(run), Some(playback)) = (&self.run, self.playback) else {
            return;
        };
        let gone = (real - playback.real).max(0.0) * 1_000.0 * self.speed;
        let time = playback.from + gone as Micros;
        let recorded = run.source.read();
        if time < recorded.chart.now {
            self.cursor = Cursor::at_time(&recorded.recording, time);
        } else {
            self.cursor = Cursor::Follow;
            self.playback = None;
        }
    }
}
