//! Deadlocks, unfinished tasks and unreleased locks.

use interleave_trace::analysis::Awaited;
use interleave_trace::event::{Kind, Outcome, Phase, WaitKind};
use interleave_trace::narrate::{Cause, deadlock, pending, unreleased};
use interleave_trace::{Chart, NO_TASK, ResourceKind, ResourceState, TaskId, Waker};

use crate::small::Writer;

/// Tasks `Task-1`, `Task-2` and so on, ready to run.
fn tasks(count: u32) -> Writer {
    let mut w = Writer::new();
    for task in 1..=count {
        w.create(task, &format!("Task-{task}"), "t", NO_TASK, 1);
        w.wake(task, Waker::Loop);
    }
    w
}

/// The task takes a lock and then waits for another one.
fn takes_and_waits(w: &mut Writer, task: TaskId, takes: u32, waits: u32) {
    w.begin(task, 1);
    w.change(task, takes, ResourceState::Held { by: task });
    w.wait_for(task, 10 + task, WaitKind::Lock, waits);
}

fn causes(w: &Writer, awaited: &[(TaskId, &[TaskId])]) -> Vec<Cause> {
    let awaited: Awaited = awaited
        .iter()
        .map(|(task, others)| (*task, others.to_vec()))
        .collect();
    deadlock(&Chart::of(&w.recording), &w.recording, &awaited)
}

fn texts(causes: &[Cause]) -> Vec<&str> {
    causes.iter().map(|cause| cause.text.as_str()).collect()
}

/// So many tasks in a circle, each of which holds a lock and wants the next one's.
fn circle(count: u32) -> Writer {
    let mut w = tasks(count);
    for lock in 1..=count {
        w.make(NO_TASK, lock, ResourceKind::Lock, 0);
    }
    for task in 1..=count {
        takes_and_waits(&mut w, task, task, task % count + 1);
    }
    w
}

#[test]
fn a_cycle_begins_with_its_first_task() {
    let causes = causes(&circle(2), &[]);
    assert_eq!(
        texts(&causes),
        [
            "Task-1 waits for lock `lock-2`, held by Task-2, which waits for lock `lock-1`, held by Task-1"
        ]
    );
    assert_eq!(
        (causes[0].tasks.as_slice(), causes[0].lines.as_slice()),
        (&[1, 2][..], &[11, 12][..])
    );
}

#[test]
fn the_middle_of_a_long_cycle_is_omitted() {
    let causes = causes(&circle(1000), &[]);
    assert_eq!(
        texts(&causes),
        [
            "Task-1 waits for lock `lock-2`, held by Task-2, which waits for lock `lock-3`, held by Task-3, \
          which waits for lock `lock-4`, held by Task-4, and so on through 996 tasks to Task-1000, \
          which waits for lock `lock-1`, held by Task-1"
        ]
    );
    assert_eq!(causes[0].tasks.len(), 1000);
}

#[test]
fn tasks_that_wait_for_a_cycle_are_omitted() {
    let mut w = circle(2);
    w.create(3, "main", "main", NO_TASK, 1);
    w.wake(3, Waker::Loop);
    w.begin(3, 1);
    w.wait(3, 30, WaitKind::Gather, "", None);
    w.create(4, "late", "late", NO_TASK, 1);
    w.wake(4, Waker::Loop);
    w.begin(4, 1);
    w.wait_for(4, 40, WaitKind::Lock, 1);
    let causes = causes(&w, &[(3, &[1, 2])]);
    assert_eq!(causes.len(), 1);
    assert_eq!(causes[0].tasks, [1, 2]);
}

#[test]
fn a_task_may_wait_for_itself() {
    let mut w = tasks(1);
    w.make(NO_TASK, 1, ResourceKind::Lock, 0);
    takes_and_waits(&mut w, 1, 1, 1);
    assert_eq!(
        texts(&causes(&w, &[])),
        ["Task-1 waits for lock `lock-1`, which it holds itself"]
    );
}

#[test]
fn a_cycle_may_go_through_a_task_group() {
    let mut w = tasks(2);
    w.make(NO_TASK, 1, ResourceKind::Lock, 0);
    w.begin(1, 1);
    w.change(1, 1, ResourceState::Held { by: 1 });
    w.wait(1, 5, WaitKind::TaskGroup, "1 task", None);
    w.begin(2, 1);
    w.wait_for(2, 6, WaitKind::Lock, 1);
    assert_eq!(
        texts(&causes(&w, &[(1, &[2])])),
        [
            "Task-1 waits in its task group for Task-2, which waits for lock `lock-1`, held by Task-1"
        ]
    );
}

#[test]
fn abandoned_waits_name_what_nobody_does() {
    let said = |kind, limit, states: &[ResourceState], wait| {
        let mut w = tasks(2);
        w.make(NO_TASK, 1, kind, limit);
        w.begin(2, 1);
        states.iter().for_each(|&state| w.change(2, 1, state));
        w.end(2, 2, Outcome::Returned);
        w.begin(1, 1);
        w.wait_for(1, 2, wait, 1);
        let causes = causes(&w, &[]);
        let text = texts(&causes).join("; ");
        text.trim_start_matches("Task-1 waits ").to_owned()
    };
    let items = |length, unfinished| ResourceState::Items { length, unfinished };
    use ResourceKind as R;
    use WaitKind as W;
    for (found, expected) in [
        (
            said(R::Lock, 0, &[ResourceState::Held { by: 2 }], W::Lock),
            "for lock `lock-1`, which Task-2 took and never released",
        ),
        (
            said(R::Lock, 0, &[ResourceState::Held { by: NO_TASK }], W::Lock),
            "for lock `lock-1`, which top-level code took and never released",
        ),
        (
            said(R::Semaphore, 1, &[ResourceState::Permits(0)], W::Semaphore),
            "for semaphore `semaphore-1`, which Task-2 took and never released",
        ),
        (
            said(R::Semaphore, 0, &[], W::Semaphore),
            "for semaphore `semaphore-1`, and nobody is left to release it",
        ),
        (
            said(R::Event, 0, &[], W::Event),
            "for event `event-1`, and nobody is left to set it",
        ),
        (
            said(R::Condition, 0, &[], W::Condition),
            "for condition `condition-1`, and nobody is left to notify it",
        ),
        (
            said(R::Condition, 0, &[ResourceState::Held { by: 2 }], W::Lock),
            "for the lock of condition `condition-1`, which Task-2 took and never released",
        ),
        (
            said(R::Queue, 0, &[], W::QueueGet),
            "for `get()` of queue `queue-1`, and nobody is left to put an item",
        ),
        (
            said(R::Queue, 1, &[items(1, 1)], W::QueuePut),
            "for `put()` of queue `queue-1`: the queue is full (1 item), and nobody is left to take one",
        ),
        (
            said(R::Queue, 0, &[items(0, 2)], W::Event),
            "for `join()` of queue `queue-1`: `task_done()` was not called for 2 items",
        ),
        (
            said(R::Queue, 0, &[items(1, 1)], W::Event),
            "for `join()` of queue `queue-1`: 1 item was never taken",
        ),
        (
            said(R::Queue, 0, &[items(2, 3)], W::Event),
            "for `join()` of queue `queue-1`: 2 items were never taken, and `task_done()` was not \
             called for 1 item",
        ),
        (
            said(
                R::Barrier,
                3,
                &[ResourceState::Parties {
                    inside: 2,
                    phase: Phase::Filling,
                }],
                W::Barrier,
            ),
            "for barrier `barrier-1`: 2 of 3 tasks have arrived, and nobody else is left",
        ),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn tasks_that_wait_for_the_same_are_one_cause() {
    let mut w = tasks(6);
    w.make(NO_TASK, 1, ResourceKind::Queue, 0);
    for task in 1..=5 {
        w.begin(task, 1);
        w.wait_for(task, 7, WaitKind::QueueGet, 1);
    }
    w.begin(6, 1);
    w.wait(6, 9, WaitKind::Future, "answer", None);
    assert_eq!(
        texts(&causes(&w, &[])),
        [
            "Task-1, Task-2, Task-3 and 2 others wait for `get()` of queue `queue-1`, and nobody is left to put an item",
            "Task-6 waits for future `answer`, and nobody is left to set its result",
        ]
    );
}

#[test]
fn unfinished_tasks_and_unreleased_locks() {
    let mut w = tasks(4);
    let name = w.sym("Task-1");
    w.push(4, Kind::Renamed { name });
    w.make(NO_TASK, 1, ResourceKind::Lock, 0);
    w.begin(2, 1);
    w.change(2, 1, ResourceState::Held { by: 2 });
    w.end(2, 2, Outcome::Returned);
    w.begin(3, 1);
    w.wait(3, 8, WaitKind::Sleep, "60", Some(60_000_000));
    w.begin(4, 1);
    w.end(4, 1, Outcome::Yielded);
    let chart = Chart::of(&w.recording);
    assert_eq!(
        texts(&pending(&chart, &w.recording, &Awaited::new())),
        [
            "Task-1 (#1) had not started",
            "Task-3 was still waiting for the end of `sleep(60)`",
            "Task-1 (#4) was still ready to run",
        ]
    );
    assert_eq!(
        texts(&unreleased(&chart, &w.recording)),
        ["Task-2 ended without releasing lock `lock-1`"]
    );
}
