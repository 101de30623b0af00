//! What is said about a small recording.

use interleave_trace::critical::{blame, critical_path};
use interleave_trace::event::{Kind, Outcome, ResourceKind, ResourceState, WaitKind};
use interleave_trace::explain::{explain, life, resource_at};
use interleave_trace::{Chart, Lane, NO_TASK, Recording, Waker};

use crate::small::{Writer, breakfast};

/// The sentences about a task's span.
fn told(recording: &Recording, task: u32, span: usize) -> Vec<String> {
    let chart = Chart::of(recording);
    let told = explain(&chart, recording, Lane::Task(task), span);
    told.iter().map(ToString::to_string).collect()
}

/// `A` sleeps for a second, and queues behind `B`, which runs when it is due.
fn late() -> Recording {
    let mut w = Writer::new();
    w.create(1, "A", "brew", NO_TASK, 20);
    w.wake(1, Waker::Loop);
    w.create(2, "B", "toast", NO_TASK, 21);
    w.wake(2, Waker::Loop);
    w.turn().begin(1, 6);
    w.at(10).wait(1, 7, WaitKind::Sleep, "1", Some(1_000_010));
    w.begin(2, 8);
    w.at(20)
        .wait(2, 9, WaitKind::Sleep, "0.9999", Some(999_920));
    w.turn().at(999_920).wake(2, Waker::Timer);
    w.begin(2, 9);
    w.at(1_000_210).end(2, 10, Outcome::Returned);
    w.turn().wake(1, Waker::Timer);
    w.begin(1, 7);
    w.at(1_000_220).end(1, 8, Outcome::Returned);
    w.recording
}

#[test]
fn a_wait_tells_on_what_until_when_and_behind_whom() {
    assert_eq!(
        told(&late(), 1, 2),
        [
            "Waited 1.000 s for `asyncio.sleep(1)` on line 7.",
            "Its timer fired at 1.000 s.",
            "It then queued 200 µs behind B, which ran line 9.",
        ]
    );
}

#[test]
fn who_woke_whom_is_told() {
    let mut w = Writer::new();
    w.create(1, "A", "a", NO_TASK, 1);
    w.wake(1, Waker::Loop);
    w.create(2, "B", "b", NO_TASK, 1);
    w.wake(2, Waker::Loop);
    w.begin(1, 3);
    w.at(10).wait(1, 4, WaitKind::Lock, "grinder", None);
    w.begin(2, 8);
    w.at(2_000_015).wake(1, Waker::Task(2));
    w.at(2_000_020).end(2, 9, Outcome::Returned);
    assert_eq!(
        told(&w.recording, 1, 2),
        [
            "Waited 2.000 s for the lock `grinder` on line 4.",
            "B woke it at 2.000 s, in the step that began on line 8.",
            "It has been ready since, for 5 µs behind B, which ran line 8.",
        ]
    );
}

#[test]
fn each_state_and_lane_has_its_sentences() {
    let recording = breakfast();
    let chart = Chart::of(&recording);
    assert_eq!(
        told(&recording, 3, 0),
        [
            "Created by Task-1 on line 22.",
            "It was ready, and queued for 16 µs behind tea, which ran line 4, and 2 others.",
        ]
    );
    assert_eq!(
        told(&recording, 3, 1),
        [
            "Ran for 0.250 s on line 8.",
            "It blocked the loop for 0.250 s with `time.sleep` on line 9: nobody else could run.",
            "Then it gave way for a turn, and was ready again.",
        ]
    );
    let loop_ = explain(&chart, &recording, Lane::Loop, 0);
    assert_eq!(
        loop_[0].to_string(),
        "The loop ran `TaskGroup._on_task_done` for 10 µs, in turn 5: no task's step."
    );
    let job = explain(&chart, &recording, Lane::Thread(1), 0);
    assert_eq!(job[0].to_string(), "Ran `grind` for eggs, 0.300 s long.");
    assert_eq!(explain(&chart, &recording, Lane::Thread(2), 0), []);
    assert_eq!(explain(&chart, &recording, Lane::Task(1), 99), []);
}

#[test]
fn resources_tell_who_holds_them_and_who_waits() {
    let mut w = Writer::new();
    for (task, name) in [(1, "A"), (2, "B"), (3, "C")] {
        w.create(task, name, "a", NO_TASK, 1);
        w.wake(task, Waker::Loop);
    }
    let resource = 1;
    w.begin(1, 3);
    w.make(1, resource, ResourceKind::Lock, 0);
    let state = ResourceState::Held { by: 1 };
    w.push(1, Kind::ResourceChanged { resource, state });
    w.at(10).wait(1, 4, WaitKind::Sleep, "1", None);
    for task in [2, 3] {
        w.begin(task, 6);
        w.at(20).wait_for(task, 7, WaitKind::Lock, resource);
    }
    let (chart, events) = (Chart::of(&w.recording), w.recording.events().len());
    assert_eq!(
        told(&w.recording, 2, 2)[..2],
        [
            "Has waited 0 µs for the lock `it` on line 7.",
            "A held it then.",
        ]
    );
    let state = resource_at(&chart, &w.recording, 1, events).expect("it was made");
    assert_eq!(state.to_string(), "Held by A; B and C wait.");
    let held = explain(&chart, &w.recording, Lane::Resource(1), 0);
    let held: Vec<String> = held.iter().map(ToString::to_string).collect();
    assert_eq!(
        held,
        [
            "Held by A, since, for 20 µs.",
            "Changed by A at 0.000 s.",
            "Meanwhile queued for it: B and C.",
        ]
    );
    assert_eq!(resource_at(&chart, &w.recording, 1, 0), None);
}

#[test]
fn a_life_is_told() {
    let recording = breakfast();
    let told = life(&Chart::of(&recording), &recording, 1);
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(
        told[0],
        "Runs `main()`; created by the program's top level on line 30 at 0.000 s."
    );
    assert_eq!(told[2], "Created 3 tasks: tea, toast, eggs.");
    assert_eq!(told[3], "At 0.300 s it returned.");
}

#[test]
fn the_critical_path_goes_by_those_who_were_waited_for() {
    let recording = late();
    let chart = Chart::of(&recording);
    let path = critical_path(&chart);
    let blame: Vec<String> = blame(&chart, &recording, &path)
        .into_iter()
        .map(|(_, sentence)| sentence.to_string())
        .collect();
    assert_eq!(
        blame[0],
        "1.000 s: A waited for `asyncio.sleep(1)` on line 7."
    );
    assert_eq!(blame[1], "200 µs: A was ready, and queued behind others.");
}

#[test]
fn a_length_is_told_as_one_would_write_it() {
    let told_of = |kind, label: &str| {
        let mut w = Writer::new();
        w.create(1, "A", "brew", NO_TASK, 20);
        w.wake(1, Waker::Loop);
        w.begin(1, 6);
        w.wait(1, 7, kind, label, None);
        told(&w.recording, 1, 2)[0].clone()
    };
    let sleep = |label| told_of(WaitKind::Sleep, label);
    assert!(sleep("0.6000000000000001").contains("`asyncio.sleep(0.6)`"));
    assert!(sleep("0.3333333333333333").contains("`asyncio.sleep(0.333333)`"));
    assert!(sleep("2.9999999999999996").contains("`asyncio.sleep(3.0)`"));
    for as_it_is in [
        "1",
        "1.0",
        "0.25",
        "1e-05",
        "0.0000001",
        "Decimal('0.10')",
        "inf",
    ] {
        assert!(sleep(as_it_is).contains(&format!("`asyncio.sleep({as_it_is})`")));
    }
    // A name is a name.
    assert!(told_of(WaitKind::Event, "a.00000000001").contains("`a.00000000001`"));
    assert!(
        told_of(WaitKind::Wait, "next of b, c")
            .contains("the next of b, c, in `asyncio.as_completed`")
    );
    assert!(
        told_of(WaitKind::Wait, "b, c, FIRST_COMPLETED")
            .contains("`asyncio.wait` of b, c, FIRST_COMPLETED")
    );
}
