//! What can happen to the page.

use std::rc::Rc;

use interleave_protocol::{Clock, SyntaxError};
use interleave_trace::{Batch, Micros, Moment};
use yew::Reducible;

use crate::cursor::Cursor;
use crate::files::{File, Texts};
use crate::program::{self, Origin};
use crate::run::{Phase, Run};
use crate::state::{Hold, Panel, Playback, Python, State, Theme};
use crate::timeline::{Layers, Range, Run as Recorded, Scale, Selection};

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
    Record {
        batch: Batch,
        now: Micros,
        real: f64,
    },
    /// The run halts, goes on, or is over.
    Enter {
        phase: Phase,
        now: Option<Micros>,
        real: f64,
    },
    /// A frame is about to be drawn.
    Frame {
        real: f64,
    },
    /// Nothing was heard of a step for long; or something was.
    Hold(Option<Hold>),

    /// Another text, which is not the user's.
    Load {
        origin: Origin,
        texts: Texts,
    },
    /// The user edited the text; `id` is the number of a draft that this may make.
    Edit {
        text: Rc<str>,
        id: u64,
    },
    /// The editor shows another file.
    ShowFile(usize),
    /// An empty file of this name is added, and shown.
    AddFile(Rc<str>),
    /// The shown file gets this name.
    RenameFile(Rc<str>),
    /// The shown file goes.
    DeleteFile,
    /// The program waits for an answer to this prompt.
    Asks(Rc<str>),
    /// It no longer does.
    Answered,
    /// The text was compiled.
    Checked(Option<SyntaxError>),
    Clock(Clock),
    Speed {
        speed: f64,
        real: f64,
    },

    Seek(Micros),
    /// To a moment; at the end, to the latest one.
    SeekMoment(Moment),
    /// To after so many events.
    SeekEvents(usize),
    /// To the latest moment, from here on.
    Follow,
    /// To the next decision of the scheduler.
    StepOn,
    /// To the one before.
    StepBack,
    /// Plays the recording from the cursor, or from the beginning if that is at the end.
    Play {
        real: f64,
    },
    /// Ends playing.
    Halt,

    Select(Option<Selection>),
    /// What of the recording is to be measured.
    Range(Option<Range>),
    /// What is drawn over the lanes.
    Layers(Layers),
    Line(Option<u32>),
    /// The editor is to show a line.
    Reveal(u32),
    Panel(Panel),
    Theme(Theme),
    Help(bool),
    Table(bool),
    /// What the width of the timeline means.
    Scale(Scale),
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
                // The run will tell what is wrong with the text as it is now.
                if !self.checked {
                    self.syntax = None;
                }
                self.run = Some(run);
                self.queued = false;
                if self.panel == Panel::Program {
                    self.panel = Panel::Timeline;
                }
            }
            Action::Record { batch, now, real } => {
                self.change_run(|run| run.extend(batch, now, real))
            }
            Action::Enter { phase, now, real } => {
                self.hold = None;
                if !matches!(phase, Phase::Running | Phase::Paused) {
                    self.asks = None;
                }
                self.change_run(|run| run.enter(phase, now, real));
            }
            Action::Frame { real } => {
                self.change_run(|run| run.guess(real));
                self.play_on(real);
            }
            Action::Hold(hold) => self.hold = hold,

            Action::Load { origin, texts } => {
                self.origin = origin;
                (self.text, self.files) = (texts.main, texts.files);
                self.shown = 0;
                self.loads += 1;
                self.syntax = None;
                self.checked = false;
                self.forget_run();
                self.panel = Panel::Program;
            }
            Action::Edit { text, id } => {
                match self.shown.checked_sub(1) {
                    None => self.text = text,
                    Some(at) => self.change_files(|files| {
                        if let Some(file) = files.get_mut(at) {
                            file.text = text;
                        }
                    }),
                }
                self.edited(id);
            }
            Action::ShowFile(shown) => self.show(shown),
            Action::AddFile(name) => {
                let text = Rc::from("");
                self.change_files(|files| files.push(File { name, text }));
                self.show(self.files.len());
            }
            Action::RenameFile(name) => {
                let shown = self.shown;
                self.change_files(|files| {
                    if let Some(file) = shown.checked_sub(1).and_then(|at| files.get_mut(at)) {
                        file.name = name;
                    }
                });
            }
            Action::DeleteFile => {
                if let Some(at) = self
                    .shown
                    .checked_sub(1)
                    .filter(|&at| at < self.files.len())
                {
                    self.change_files(|files| drop(files.remove(at)));
                    self.loads += 1;
                    self.show(at);
                }
            }
            Action::Asks(prompt) => {
                let number = self.asked + 1;
                self.asked = number;
                self.asks = Some((prompt, number));
                if !self.embed {
                    self.panel = Panel::Output;
                }
            }
            Action::Answered => self.asks = None,
            Action::Checked(error) => {
                self.syntax = error;
                self.checked = true;
            }
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
            Action::SeekMoment(moment) => self.seek(|run| {
                let (events, now) = (run.chart.events, run.chart.now);
                match moment.events >= events && moment.time >= now {
                    true => Cursor::Follow,
                    false => Cursor::At(moment),
                }
            }),
            Action::SeekEvents(events) => self.seek(|run| match events < run.chart.events {
                true => {
                    let last = events
                        .checked_sub(1)
                        .and_then(|last| run.recording.events().get(last));
                    Cursor::At(Moment {
                        events,
                        time: last.map_or(0, |event| event.time),
                    })
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

            Action::Select(selection) => {
                self.selection = selection;
                self.range = None;
            }
            Action::Range(range) => {
                self.range = range;
                if range.is_some() {
                    self.selection = None;
                }
            }
            Action::Layers(layers) => self.layers = layers,
            Action::Line(line) => self.line = line,
            Action::Reveal(line) => {
                // Lines of a recording are lines of `main.py`.
                if self.shown != 0 {
                    self.show(0);
                }
                let wishes = self.reveal.map_or(0, |(_, wishes)| wishes);
                self.reveal = Some((line, wishes + 1));
            }
            Action::Panel(panel) => self.panel = panel,
            Action::Theme(theme) => self.theme = theme,
            Action::Help(help) => self.help = help,
            Action::Table(table) => self.table = table,
            Action::Scale(scale) => self.scale = scale,
            Action::Notice(notice) => self.notice = notice,
            Action::Fault(fault) => self.fault = fault,
        }
    }

    fn change_files(&mut self, change: impl FnOnce(&mut Vec<File>)) {
        let mut files = self.files.to_vec();
        change(&mut files);
        self.files = files.into();
    }

    /// The program is another one now; `id` is the number of a draft that this may make.
    fn edited(&mut self, id: u64) {
        (self.drafts, self.origin) = program::edited(&self.drafts, &self.origin, self.texts(), id);
        self.checked = false;
        self.line = None;
    }

    /// Shows another file in the editor.
    fn show(&mut self, shown: usize) {
        self.shown = shown.min(self.files.len());
        self.syntax = None;
        self.checked = false;
        self.line = None;
    }

    fn forget_run(&mut self) {
        self.asks = None;
        self.run = None;
        self.cursor = Cursor::Follow;
        self.playback = None;
        self.selection = None;
        self.range = None;
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
            Cursor::At(moment) => moment.time,
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

#[cfg(test)]
mod tests {
    use interleave_protocol::{Limits, Program};
    use interleave_trace::{End, Event, Kind, NO_TASK, Outcome, Recording, Sym, Waker};

    use super::*;
    use crate::state::Condition;

    /// A run of two steps: at 10 µs and, after a sleep, at 1,000 µs.
    fn batch() -> Batch {
        let mut recording = Recording::default();
        let name = recording.intern("main");
        let kinds = [
            (
                0,
                Kind::TaskCreated {
                    name,
                    coro: name,
                    parent: NO_TASK,
                    line: 1,
                },
            ),
            (5, Kind::Scheduled { by: Waker::Loop }),
            (10, Kind::StepBegins { line: 1 }),
            (
                20,
                Kind::StepEnds {
                    line: 2,
                    outcome: Outcome::Yielded,
                },
            ),
            (1_000, Kind::StepBegins { line: 2 }),
            (
                1_010,
                Kind::StepEnds {
                    line: 3,
                    outcome: Outcome::Returned,
                },
            ),
        ];
        for (time, kind) in kinds {
            recording.push(Event {
                time,
                turn: 1,
                task: 1,
                kind,
            });
        }
        recording.take_batch().expect("there are events")
    }

    fn ended(how: End, status: u8, text: Sym) -> Batch {
        let event = Event {
            time: 1_020,
            turn: 1,
            task: NO_TASK,
            kind: Kind::Ended { how, status, text },
        };
        Batch {
            events: vec![event],
            texts: Vec::new(),
        }
    }

    fn after(actions: Vec<Action>) -> State {
        let mut state = State::default();
        actions.into_iter().for_each(|action| state.apply(action));
        state
    }

    fn start() -> Action {
        let program = Program {
            source: String::new(),
            files: Vec::new(),
            arguments: Vec::new(),
            input: None,
            clock: Clock::Live,
            speed: 2.0,
            seed: 7,
            paused: false,
            limits: Limits::default(),
            latency: 0,
        };
        Action::Start(Run::new(program, 0.0))
    }

    fn record() -> Action {
        Action::Record {
            batch: batch(),
            now: 1_010,
            real: 100.0,
        }
    }

    #[test]
    fn steps_on_a_recording_go_from_decision_to_decision() {
        let mut state = after(vec![start(), record(), Action::StepBack]);
        assert_eq!(
            state.cursor,
            Cursor::At(Moment {
                events: 4,
                time: 1_000,
            })
        );
        state.apply(Action::StepBack);
        assert_eq!(
            state.cursor,
            Cursor::At(Moment {
                events: 2,
                time: 10,
            })
        );
        state.apply(Action::StepOn);
        assert_eq!(
            state.cursor,
            Cursor::At(Moment {
                events: 4,
                time: 1_000,
            })
        );
        state.apply(Action::StepOn);
        assert_eq!(state.cursor, Cursor::Follow);
    }

    #[test]
    fn a_live_clock_goes_on_between_reports_and_never_past_the_end() {
        let mut state = after(vec![start(), record(), Action::Frame { real: 101.0 }]);
        let now = |state: &State| state.run.as_ref().map(Run::now);
        assert_eq!(now(&state), Some(3_010), "1 ms at double speed");
        state.apply(Action::Record {
            batch: ended(End::Finished, 0, Sym(0)),
            now: 1_020,
            real: 102.0,
        });
        state.apply(Action::Enter {
            phase: Phase::Over,
            now: None,
            real: 102.0,
        });
        state.apply(Action::Frame { real: 200.0 });
        assert_eq!(now(&state), Some(1_020));
        assert_eq!(state.condition(), Condition::Finished);
    }

    #[test]
    fn a_pause_halts_the_clock() {
        let pause = Action::Enter {
            phase: Phase::Paused,
            now: Some(1_500),
            real: 101.0,
        };
        let state = after(vec![
            start(),
            record(),
            pause,
            Action::Frame { real: 500.0 },
        ]);
        assert_eq!(state.run.as_ref().map(Run::now), Some(1_500));
        assert_eq!(state.condition(), Condition::Paused);
    }

    #[test]
    fn the_end_tells_the_condition() {
        let sym = Sym(0);
        for (how, status, condition) in [
            (End::Finished, 0, Condition::Finished),
            (End::Exited, 0, Condition::Finished),
            (End::Exited, 3, Condition::Failed),
            (End::Raised, 1, Condition::Failed),
            (End::Deadlock, 4, Condition::Failed),
            (End::Limit, 3, Condition::Failed),
            (End::Stopped, 1, Condition::Stopped),
        ] {
            let end = Action::Record {
                batch: ended(how, status, sym),
                now: 1_020,
                real: 1.0,
            };
            let over = Action::Enter {
                phase: Phase::Over,
                now: None,
                real: 1.0,
            };
            assert_eq!(
                after(vec![start(), record(), end, over]).condition(),
                condition,
                "{how:?}"
            );
        }
    }

    #[test]
    fn a_film_moves_the_cursor_and_ends_at_the_end() {
        let over = Action::Enter {
            phase: Phase::Over,
            now: None,
            real: 101.0,
        };
        let mut state = after(vec![
            start(),
            record(),
            over,
            Action::Play { real: 1_000.0 },
        ]);
        state.apply(Action::Frame { real: 1_000.5 });
        assert_eq!(
            state.cursor,
            Cursor::At(Moment {
                events: 4,
                time: 500,
            })
        );
        state.apply(Action::Frame { real: 1_002.0 });
        assert_eq!((state.cursor, state.playback), (Cursor::Follow, None));
    }

    #[test]
    fn another_program_takes_the_run_off_the_page() {
        let load = Action::Load {
            origin: Origin::Elsewhere,
            texts: Texts::single("pass"),
        };
        let state = after(vec![start(), record(), load]);
        assert_eq!((state.run, &*state.text), (None, "pass"));
    }
}
