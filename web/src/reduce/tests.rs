use interleave_protocol::{Clock, Limits, Program};
use interleave_trace::{Batch, End, Event, Kind, NO_TASK, Outcome, Recording, Sym, Waker};

use super::*;
use crate::files::Texts;
use crate::program::Origin;
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
