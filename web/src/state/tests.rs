use interleave_trace::{End, Moment};

use super::*;
use crate::cursor::Cursor;
use crate::run::{Phase, samples};

fn after(actions: Vec<Action>) -> State {
    let reduce = |state: State, action| state.reduce(action);
    actions.into_iter().fold(State::default(), reduce)
}

fn start() -> Action {
    Action::Start(samples::live_run(2.0))
}

fn record() -> Action {
    let record = SessionAction::Record {
        batch: samples::two_steps(),
        now: 1_010,
        real: 100.0,
    };
    record.into()
}

fn end(how: End, status: u8) -> [Action; 2] {
    let record = SessionAction::Record {
        batch: samples::ended(how, status),
        now: 1_020,
        real: 101.0,
    };
    let enter = SessionAction::Enter {
        phase: Phase::Over,
        now: None,
        real: 101.0,
    };
    [record.into(), enter.into()]
}

#[test]
fn the_end_tells_the_status() {
    for (how, status, shown) in [
        (End::Finished, 0, PageStatus::Finished),
        (End::Exited, 0, PageStatus::Finished),
        (End::Exited, 3, PageStatus::Failed),
        (End::Raised, 1, PageStatus::Failed),
        (End::Deadlock, 4, PageStatus::Failed),
        (End::Limit, 3, PageStatus::Failed),
        (End::Stopped, 1, PageStatus::Stopped),
    ] {
        let [record_end, over] = end(how, status);
        let state = after(vec![start(), record(), record_end, over]);
        assert_eq!(state.status(), shown, "{how:?}");
    }
}

#[test]
fn a_run_is_shown_from_its_latest_moment() {
    let state = after(vec![
        start(),
        record(),
        ViewAction::Seek(10).into(),
        start(),
    ]);
    assert_eq!(state.view.cursor, Cursor::Follow);
    assert_eq!(state.shell.panel, Panel::Timeline);
}

#[test]
fn the_cursor_is_a_moment_of_the_run() {
    let state = after(vec![start(), record(), ViewAction::StepBack.into()]);
    let moment = Moment {
        events: 4,
        time: 1_000,
    };
    assert_eq!(state.view.cursor, Cursor::At(moment));
    assert!(state.can_step() && state.can_step_back());
}

#[test]
fn a_frame_moves_the_clock_of_the_run() {
    let state = after(vec![start(), record(), Action::Frame { real: 101.0 }]);
    assert!(state.is_animated() && state.is_cursor_moving());
    assert_eq!(state.session.run.as_ref().map(Run::now), Some(3_010));
}

#[test]
fn another_program_takes_the_run_off_the_page() {
    let load = Action::Load {
        origin: Origin::Elsewhere,
        texts: Texts::single("pass"),
    };
    let line = ProgramAction::SelectLine(Some(1)).into();
    let state = after(vec![start(), record(), line, load]);
    assert_eq!(state.session.run, None);
    assert_eq!(&*state.program.texts.main, "pass");
    assert_eq!(state.program.line, None);
    assert_eq!(state.shell.panel, Panel::Program);
}

#[test]
fn a_prompt_shows_the_output() {
    let state = after(vec![start(), Action::Ask("Name? ".into())]);
    assert_eq!(state.shell.panel, Panel::Output);
    assert!(state.session.prompt.is_some());
}
