//! Which moment of the recording is shown, and what is selected in it.
//!
//! What only the drawing knows (zoom, scroll, collapsed lanes) is state of the
//! timeline's own component.

use interleave_trace::{Lane, Micros, Moment};

use crate::cursor::Cursor;
use crate::timeline::{Layers, Range, Scale, Selection};
use crate::trace::Trace;

/// The slice of the timeline's view.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TimelineView {
    /// The moment that the page shows.
    pub(crate) cursor: Cursor,
    /// While the recording is played back.
    pub(crate) playback: Option<Playback>,
    pub(crate) selection: Option<Selection>,
    /// The part of the recording that is measured.
    pub(crate) range: Option<Range>,
    /// Only what has to do with this lane is shown.
    pub(crate) filter: Option<Lane>,
    /// What is drawn over the lanes.
    pub(crate) layers: Layers,
    /// What the width of the timeline means, as the user chose.
    pub(crate) scale: Scale,
    /// What it means while one steps: steps, unless the user chooses otherwise meanwhile.
    pub(crate) stepping: Option<Scale>,
    /// Whether a step brought the cursor where it is.
    pub(crate) stepped: bool,
    /// Lanes as a table instead of a drawing.
    pub(crate) table: bool,
}

/// A recording that is played back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Playback {
    /// Where it began.
    from: Micros,
    /// When, in ms of the page's clock.
    real: f64,
    /// Seconds of the recording in a real one.
    speed: f64,
}

/// What changes it. Times named `real` are ms of the page's clock.
#[derive(Debug)]
pub(crate) enum ViewAction {
    /// There is another run, or none.
    Reset,
    /// The cursor goes to this time.
    Seek(Micros),
    /// To a moment; at the end, to the latest one.
    SeekMoment(Moment),
    /// To after so many events.
    SeekEvents(usize),
    /// To the latest moment, from here on.
    Follow,
    /// To the next decision of the scheduler.
    StepForward,
    /// To the one before.
    StepBack,
    /// A halted run goes on by one decision, or is about to be stepped through.
    Stepping,
    /// Plays the recording back from the cursor, or from the beginning if that is at the end.
    Play {
        real: f64,
        speed: f64,
    },
    /// Ends playback.
    StopPlayback,
    /// Another speed of playback.
    SetSpeed {
        speed: f64,
        real: f64,
    },
    /// A frame is about to be drawn.
    Frame {
        real: f64,
    },
    /// Selects something, or nothing.
    Select(Option<Selection>),
    /// Measures a part of the recording, or nothing.
    Range(Option<Range>),
    /// Nothing is selected or measured.
    Clear,
    /// Shows only what has to do with a lane, or all.
    Filter(Option<Lane>),
    SetLayers(Layers),
    SetScale(Scale),
    ShowTable(bool),
}

impl TimelineView {
    /// The slice after an action; without a `trace` there is no moment to go to.
    pub(super) fn reduce(mut self, action: ViewAction, trace: Option<&Trace>) -> Self {
        match action {
            ViewAction::Reset => {
                return Self {
                    layers: self.layers,
                    scale: self.scale,
                    table: self.table,
                    ..Self::default()
                };
            }
            ViewAction::Seek(time) => self.seek(trace, |trace, _| match trace.chart.now <= time {
                true => Cursor::Follow,
                false => Cursor::at_time(&trace.recording, time),
            }),
            ViewAction::SeekMoment(moment) => self.seek(trace, |trace, _| {
                let (events, now) = (trace.chart.events, trace.chart.now);
                match moment.events >= events && moment.time >= now {
                    true => Cursor::Follow,
                    false => Cursor::At(moment),
                }
            }),
            ViewAction::SeekEvents(events) => {
                self.seek(trace, |trace, _| Cursor::after(&trace.recording, events));
            }
            ViewAction::Follow => self.seek(trace, |_, _| Cursor::Follow),
            ViewAction::StepForward => self.step(trace, |trace, cursor| {
                let events = trace.chart.step_after(cursor.events(&trace.chart));
                Cursor::before(&trace.recording, events)
            }),
            ViewAction::StepBack => self.step(trace, |trace, cursor| {
                let events = trace.chart.step_before(cursor.events(&trace.chart));
                Cursor::before(&trace.recording, events)
            }),
            ViewAction::Stepping => self.step(trace, |_, cursor| cursor),
            ViewAction::Play { real, speed } => {
                self.stop_stepping();
                if let Some(trace) = trace {
                    let from = match self.cursor {
                        Cursor::Follow => 0,
                        Cursor::At(moment) => moment.time,
                    };
                    self.cursor = Cursor::at_time(&trace.recording, from);
                    self.playback = Some(Playback { from, real, speed });
                }
            }
            ViewAction::StopPlayback => self.playback = None,
            ViewAction::SetSpeed { speed, real } => {
                if let (Some(trace), Some(playback)) = (trace, &mut self.playback) {
                    let from = self.cursor.time(&trace.chart);
                    *playback = Playback { from, real, speed };
                }
            }
            ViewAction::Frame { real } => {
                if let Some(trace) = trace {
                    self.play_on(trace, real);
                }
            }
            ViewAction::Select(selection) => {
                self.selection = selection;
                self.range = None;
            }
            ViewAction::Range(range) => {
                self.range = range;
                if range.is_some() {
                    self.selection = None;
                }
            }
            ViewAction::Clear => {
                self.selection = None;
                self.range = None;
            }
            ViewAction::Filter(filter) => self.filter = filter,
            ViewAction::SetLayers(layers) => self.layers = layers,
            ViewAction::SetScale(scale) => {
                self.scale = scale;
                self.stepping = self.stepping.map(|_| scale);
            }
            ViewAction::ShowTable(table) => self.table = table,
        }
        self
    }

    /// Whether the cursor follows the recording's end.
    pub(crate) fn follows(&self) -> bool {
        self.cursor == Cursor::Follow
    }

    /// What the width of the timeline means now.
    pub(crate) fn shown_scale(&self) -> Scale {
        self.stepping.unwrap_or(self.scale)
    }

    /// Moves the cursor by one step. At the end of the run there is nothing to step through.
    fn step(&mut self, trace: Option<&Trace>, to: impl FnOnce(&Trace, Cursor) -> Cursor) {
        let stepping = self.stepping.or(Some(Scale::Steps));
        self.seek(trace, to);
        let is_over = self.follows() && trace.is_some_and(|trace| trace.chart.end.is_some());
        self.stepping = stepping.filter(|_| !is_over);
        self.stepped = true;
    }

    fn stop_stepping(&mut self) {
        self.stepping = None;
        self.stepped = false;
    }

    /// Moves the cursor by the user's will, which ends playback.
    fn seek(&mut self, trace: Option<&Trace>, to: impl FnOnce(&Trace, Cursor) -> Cursor) {
        self.playback = None;
        self.stop_stepping();
        if let Some(trace) = trace {
            self.cursor = to(trace, self.cursor);
        }
    }

    fn play_on(&mut self, trace: &Trace, real: f64) {
        let Some(playback) = self.playback else {
            return;
        };
        let elapsed = (real - playback.real).max(0.0) * 1_000.0 * playback.speed;
        let time = playback.from.saturating_add(elapsed as Micros);
        if time < trace.chart.now {
            self.cursor = Cursor::at_time(&trace.recording, time);
        } else {
            self.cursor = Cursor::Follow;
            self.playback = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::samples;

    fn after(actions: Vec<ViewAction>) -> TimelineView {
        let trace = samples::trace();
        let reduce = |view: TimelineView, action| view.reduce(action, Some(&trace));
        actions.into_iter().fold(TimelineView::default(), reduce)
    }

    const fn at(events: usize, time: Micros) -> Cursor {
        Cursor::At(Moment { events, time })
    }

    #[test]
    fn steps_go_from_decision_to_decision() {
        use ViewAction::{StepBack, StepForward};
        assert_eq!(after(vec![StepBack]).cursor, at(4, 1_000));
        assert_eq!(after(vec![StepBack, StepBack]).cursor, at(2, 10));
        let forward = after(vec![StepBack, StepBack, StepForward]);
        assert_eq!(forward.cursor, at(4, 1_000));
        let end = after(vec![StepBack, StepForward]);
        assert_eq!(end.cursor, Cursor::Follow);
    }

    #[test]
    fn while_one_steps_the_axis_is_that_of_steps() {
        use ViewAction::{Seek, SetScale, StepBack, StepForward};
        let view = after(vec![SetScale(Scale::Folded), StepBack]);
        assert_eq!((view.shown_scale(), view.stepped), (Scale::Steps, true));
        assert_eq!(view.scale, Scale::Folded, "it is kept");
        for leaves in [
            Seek(15),
            ViewAction::Follow,
            ViewAction::Play {
                real: 0.0,
                speed: 1.0,
            },
            ViewAction::Reset,
        ] {
            let view = after(vec![SetScale(Scale::Folded), StepBack, leaves]);
            assert_eq!((view.shown_scale(), view.stepped), (Scale::Folded, false));
        }
        let own = vec![StepBack, SetScale(Scale::Time), StepBack, StepForward];
        assert_eq!(after(own).shown_scale(), Scale::Time, "the user's choice");
    }

    #[test]
    fn stepping_ends_with_the_run() {
        let mut trace = samples::trace();
        let step = |trace: &Trace| {
            let back = TimelineView::default().reduce(ViewAction::StepBack, Some(trace));
            back.reduce(ViewAction::StepForward, Some(trace))
        };
        assert_eq!(step(&trace).shown_scale(), Scale::Steps, "it goes on");
        for event in samples::ended(interleave_trace::End::Finished, 0).events {
            trace.recording.push(event);
            trace.chart.apply(&event);
        }
        let view = step(&trace);
        assert_eq!((view.shown_scale(), view.stepped), (Scale::Time, true));
    }

    #[test]
    fn playback_moves_the_cursor_and_ends_at_the_end() {
        let real = 1_000.0;
        let play = ViewAction::Play { real, speed: 2.0 };
        let playing = after(vec![play, ViewAction::Frame { real: 1_000.25 }]);
        assert_eq!(playing.cursor, at(4, 500));
        let play = ViewAction::Play { real, speed: 2.0 };
        let over = after(vec![play, ViewAction::Frame { real: 1_002.0 }]);
        assert_eq!((over.cursor, over.playback), (Cursor::Follow, None));
    }

    #[test]
    fn a_new_speed_of_playback_holds_from_the_cursor_on() {
        let real = 1_000.0;
        let view = after(vec![
            ViewAction::Play { real, speed: 1.0 },
            ViewAction::Frame { real: 1_000.5 },
            ViewAction::SetSpeed {
                speed: 0.5,
                real: 1_000.5,
            },
            ViewAction::Frame { real: 1_000.7 },
        ]);
        assert_eq!(view.cursor, at(4, 600));
    }

    #[test]
    fn seeking_ends_playback() {
        let play = ViewAction::Play {
            real: 0.0,
            speed: 1.0,
        };
        let view = after(vec![play, ViewAction::Seek(15)]);
        assert_eq!((view.cursor, view.playback), (at(3, 15), None));
    }

    #[test]
    fn either_something_is_selected_or_a_range_is_measured() {
        let lane = interleave_trace::Lane::Task(1);
        let selection = Selection { lane, index: 0 };
        let range = Range::between(Moment::default(), Moment { events: 1, time: 5 });
        let view = after(vec![
            ViewAction::Select(Some(selection)),
            ViewAction::Range(Some(range)),
        ]);
        assert_eq!((view.selection, view.range), (None, Some(range)));
        let view = view.reduce(ViewAction::Select(Some(selection)), None);
        assert_eq!((view.selection, view.range), (Some(selection), None));
    }

    #[test]
    fn another_run_keeps_what_the_user_set_up() {
        let view = after(vec![
            ViewAction::SetScale(Scale::Steps),
            ViewAction::Seek(0),
            ViewAction::Reset,
        ]);
        assert_eq!((view.scale, view.cursor), (Scale::Steps, Cursor::Follow));
    }
}
