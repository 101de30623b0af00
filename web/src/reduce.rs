//! What an action changes: the page's state is reduced by actions alone.

use std::rc::Rc;

use interleave_trace::{Micros, Moment};
use yew::Reducible;

use crate::action::Action;
use crate::cursor::Cursor;
use crate::files::{File, Texts};
use crate::program::{self, Origin};
use crate::run::{Phase, Run};
use crate::state::{Panel, Playback, State};
use crate::timeline::Run as Recorded;

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
                self.refused = None;
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
            Action::Lose { text, limit } => self.change_run(|run| run.lose(&text, limit)),
            Action::Frame { real } => {
                self.change_run(|run| run.guess(real));
                self.play_on(real);
            }
            Action::Hold(hold) => self.hold = hold,

            Action::Load { origin, texts } => {
                self.before = None;
                self.forget_run();
                self.load(origin, texts);
                self.panel = Panel::Program;
            }
            Action::Open { run, id } => self.open(run, id),
            Action::Close => {
                self.forget_run();
                if let Some((origin, texts)) = self.before.take() {
                    self.load(origin, texts);
                }
            }
            Action::Refuse(why) => self.refused = why,
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
            // Lines of a recording are lines of `main.py`.
            Action::Reveal(line) => self.reveal(0, line),
            Action::RevealIn { shown, line } => self.reveal(shown, line),
            Action::Panel(panel) => self.panel = panel,
            Action::Theme(theme) => self.theme = theme,
            Action::Limits(limits) => self.limits = limits,
            Action::ShowLimits(shown) => self.shows_limits = shown,
            Action::Help(help) => self.help = help,
            Action::Table(table) => self.table = table,
            Action::Scale(scale) => self.scale = scale,
            Action::Notice(notice) => self.notice = notice,
            Action::Fault(fault) => self.fault = fault,
        }
    }

    /// Another text is open, which the user has not edited.
    fn load(&mut self, origin: Origin, texts: Texts) {
        self.origin = origin;
        (self.text, self.files) = (texts.main, texts.files);
        self.shown = 0;
        self.loads += 1;
        self.syntax = None;
        self.checked = false;
    }

    /// Shows a recording, and the program in it in place of the one that is open. That
    /// one is kept, also where it was nobody's draft or example.
    fn open(&mut self, run: Run, id: u64) {
        self.forget_run();
        self.refused = None;
        let (source, file) = {
            let recorded = run.source.read();
            let source = recorded.recording.source();
            (source.map(Rc::<str>::from), run.file.clone())
        };
        if let (Some(source), Some(file)) = (source, file)
            && !(self.text == source && self.files.is_empty())
        {
            if self.origin == Origin::Elsewhere && !self.text.is_empty() {
                self.edited(id);
            }
            if !matches!(self.origin, Origin::Recording(_)) {
                self.before = Some((self.origin.clone(), self.texts()));
            }
            self.load(Origin::Recording(file), Texts::single(source));
        }
        self.run = Some(run);
        if self.panel == Panel::Program {
            self.panel = Panel::Timeline;
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

    /// Shows a line of a file in the editor.
    fn reveal(&mut self, shown: usize, line: u32) {
        if self.shown != shown {
            self.show(shown);
        }
        let wishes = self.reveal.map_or(0, |(_, wishes)| wishes);
        self.reveal = Some((line, wishes + 1));
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
mod tests;
