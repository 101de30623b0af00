//! Small runs for tests.

use interleave_protocol::{Clock, Launch, Program};
use interleave_trace::{Batch, End, Event, Kind, NO_TASK, Outcome, Recording, Sym, Waker};

use super::Run;
use crate::trace::Trace;

/// A run without events, in real time.
pub(crate) fn live_run(speed: f64) -> Run {
    let launch = Launch {
        program: Program::new(""),
        input: None,
        clock: Clock::Live,
        speed,
        seed: 7,
        paused: false,
    };
    Run::new(launch, 0.0)
}

/// A run of this program, without events.
pub(crate) fn run_of(program: Program) -> Run {
    let launch = Launch {
        program,
        ..(*live_run(1.0).launch).clone()
    };
    Run::new(launch, 0.0)
}

/// Two steps of a task: at 10 µs and, after a sleep, at 1,000 µs.
pub(crate) fn two_steps() -> Batch {
    recording().take_batch().expect("there are events")
}

/// The trace of [`two_steps`].
pub(crate) fn trace() -> Trace {
    let recording = recording();
    let chart = interleave_trace::Chart::of(&recording);
    Trace { recording, chart }
}

/// The last event of a run.
pub(crate) fn ended(how: End, status: u8) -> Batch {
    let text = Sym(0);
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

fn recording() -> Recording {
    let mut recording = Recording::default();
    let name = recording.intern("main");
    let created = Kind::TaskCreated {
        name,
        coro: name,
        parent: NO_TASK,
        line: 1,
    };
    let begins = |line| Kind::StepBegins { line };
    let ends = |line, outcome| Kind::StepEnds { line, outcome };
    let kinds = [
        (0, created),
        (5, Kind::Scheduled { by: Waker::Loop }),
        (10, begins(1)),
        (20, ends(2, Outcome::Yielded)),
        (1_000, begins(2)),
        (1_010, ends(3, Outcome::Returned)),
    ];
    for (time, kind) in kinds {
        recording.push(Event {
            time,
            turn: 1,
            task: 1,
            kind,
        });
    }
    recording
}
