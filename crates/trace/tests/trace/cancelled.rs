//! Why tasks were cancelled.

use interleave_trace::event::{CancelKind, Kind, Outcome, WaitKind};
use interleave_trace::{Chart, Lane, NO_TASK, Narrator, Recording, TaskId, Waker};

use crate::small::Writer;

fn asked(w: &mut Writer, task: TaskId, by: Waker, how: CancelKind, cause: TaskId, line: u32) {
    w.push(
        task,
        Kind::CancelRequested {
            by,
            how,
            cause,
            line,
        },
    );
}

/// `boss` asks `outer`, which waits for `inner`, which passes it on.
fn passed_on() -> Recording {
    let mut w = Writer::new();
    for (task, name) in [(1, "boss"), (2, "outer"), (3, "inner")] {
        w.create(task, name, "work", NO_TASK, 9);
        w.wake(task, Waker::Loop);
    }
    w.turn().begin(3, 2);
    w.wait(3, 3, WaitKind::Sleep, "5", Some(5_000_000));
    w.begin(2, 4);
    w.wait(2, 5, WaitKind::Task, "inner", None);
    w.at(1_000).begin(1, 9);
    asked(&mut w, 2, Waker::Task(1), CancelKind::Call, NO_TASK, 10);
    asked(&mut w, 3, Waker::Task(1), CancelKind::Awaiter, 2, 10);
    w.wake(3, Waker::Task(1));
    w.at(1_010).wait(1, 11, WaitKind::Task, "outer", None);
    w.turn().begin(3, 3);
    w.wake(2, Waker::Task(3));
    w.at(1_020).end(3, 3, Outcome::Cancelled);
    w.turn().begin(2, 5);
    w.wake(1, Waker::Task(2));
    w.at(1_030).end(2, 5, Outcome::Cancelled);
    w.turn().begin(1, 11);
    w.at(1_040).end(1, 11, Outcome::Cancelled);
    w.recording
}

fn why(recording: &Recording, task: TaskId) -> Vec<String> {
    let chart = Chart::of(recording);
    let sentences = Narrator::new(&chart, recording).why_cancelled(task);
    sentences.iter().map(ToString::to_string).collect()
}

#[test]
fn a_chain_of_requests_goes_back_to_the_first() {
    assert_eq!(
        why(&passed_on(), 3),
        [
            "outer awaited it and passed on its own cancellation at 0.001 s.",
            "boss requested cancellation of outer at 0.001 s on line 10.",
        ]
    );
    assert_eq!(
        why(&passed_on(), 2),
        ["boss requested its cancellation at 0.001 s on line 10."]
    );
}

#[test]
fn a_task_is_cancelled_with_the_task_that_it_awaits() {
    assert_eq!(
        why(&passed_on(), 1),
        [
            "It awaited outer, which was cancelled.",
            "boss requested cancellation of outer at 0.001 s on line 10.",
        ]
    );
}

#[test]
fn a_wait_names_the_requests_that_ended_it() {
    let recording = passed_on();
    let chart = Chart::of(&recording);
    let sentences = Narrator::new(&chart, &recording).item(Lane::Task(3), 2);
    let sentences: Vec<_> = sentences.iter().map(ToString::to_string).collect();
    assert_eq!(
        sentences,
        [
            "Waited 1 ms for `sleep(5)` on line 3.",
            "outer awaited it and passed on its own cancellation at 0.001 s.",
            "boss requested cancellation of outer at 0.001 s on line 10.",
            "boss woke it at 0.001 s in the step that started on line 9.",
            "It then queued for 10 µs behind boss, which ran line 9.",
        ]
    );
}

#[test]
fn each_reason_has_a_sentence() {
    for (by, how, cause, line, expected) in [
        (
            Waker::Timer,
            CancelKind::Call,
            NO_TASK,
            0,
            "A timer requested its cancellation at 0.000 s.",
        ),
        (
            Waker::Task(1),
            CancelKind::Call,
            1,
            7,
            "boss requested its cancellation at 0.000 s on line 7, being cancelled itself.",
        ),
        (
            Waker::Timer,
            CancelKind::Timeout,
            NO_TASK,
            0,
            "A timeout in it expired at 0.000 s.",
        ),
        (
            Waker::Task(1),
            CancelKind::Gather,
            1,
            7,
            "boss awaited its `gather` and passed on its own cancellation at 0.000 s.",
        ),
        (
            Waker::Task(1),
            CancelKind::Gather,
            NO_TASK,
            7,
            "boss cancelled its `gather` at 0.000 s on line 7.",
        ),
        (
            Waker::Task(1),
            CancelKind::TaskGroup,
            1,
            0,
            "Its task group cancelled it at 0.000 s, because boss raised `ValueError: no`.",
        ),
        (
            Waker::Task(1),
            CancelKind::TaskGroup,
            NO_TASK,
            0,
            "Its task group cancelled it at 0.000 s, because its body failed.",
        ),
        (
            Waker::Loop,
            CancelKind::Run,
            NO_TASK,
            20,
            "`asyncio.run` cancelled it at 0.000 s on line 20, as the main task had ended.",
        ),
        (
            Waker::Loop,
            CancelKind::Interrupt,
            NO_TASK,
            0,
            "Ctrl+C cancelled it at 0.000 s.",
        ),
    ] {
        let mut w = Writer::new();
        for (task, name) in [(1, "boss"), (2, "work")] {
            w.create(task, name, "work", NO_TASK, 9);
            w.wake(task, Waker::Loop);
        }
        w.turn().begin(1, 1);
        let exception = w.sym("ValueError: no");
        w.at(10).end(1, 1, Outcome::Raised { exception });
        asked(&mut w, 2, by, how, cause, line);
        w.begin(2, 2);
        w.at(20).end(2, 2, Outcome::Cancelled);
        assert_eq!(why(&w.recording, 2), [expected], "{how:?}");
    }
}
