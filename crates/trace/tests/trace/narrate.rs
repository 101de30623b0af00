//! The narrator's sentences about small recordings.

use interleave_trace::critical::{bottlenecks, critical_path};
use interleave_trace::event::{Kind, Outcome, ResourceKind, ResourceState, Stream, WaitKind};
use interleave_trace::narrate::{EVENT_LOOP, Piece, Sentence, TOP_LEVEL, UniqueNames};
use interleave_trace::{Chart, Lane, Moment, NO_TASK, Narrator, Recording, Waker};

use crate::small::{Writer, breakfast};

fn texts(sentences: &[Sentence]) -> Vec<String> {
    sentences.iter().map(ToString::to_string).collect()
}

/// The sentences about an item of a lane.
fn item(recording: &Recording, lane: Lane, index: usize) -> Vec<String> {
    let chart = Chart::of(recording);
    texts(&Narrator::new(&chart, recording).item(lane, index))
}

/// The sentences about a task's span.
fn span(recording: &Recording, task: u32, index: usize) -> Vec<String> {
    item(recording, Lane::Task(task), index)
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
fn a_wait_names_its_object_its_waker_and_the_queue() {
    assert_eq!(
        span(&late(), 1, 2),
        [
            "Waited 1 s for `sleep(1)` on line 7.",
            "Its timer fired at 1.000 s.",
            "It then queued for 200 µs behind B, which ran line 9.",
        ]
    );
}

#[test]
fn a_wait_names_the_task_that_woke_it() {
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
        span(&w.recording, 1, 2),
        [
            "Waited 2 s for lock `grinder` on line 4.",
            "B woke it at 2.000 s in the step that started on line 8.",
            "It has been ready and queued for 5 µs behind B, which ran line 8.",
        ]
    );
}

#[test]
fn each_state_and_lane_has_sentences() {
    let recording = breakfast();
    assert_eq!(
        span(&recording, 3, 0),
        [
            "Created by Task-1 on line 22.",
            "It was ready and queued for 16 µs behind tea, which ran line 4, and 2 others.",
        ]
    );
    assert_eq!(
        span(&recording, 3, 1),
        [
            "Ran for 0.25 s, starting on line 8.",
            "It blocked the event loop for 0.25 s with `time.sleep` on line 9: no other task could run.",
            "Then it yielded for one turn and was ready again.",
        ]
    );
    assert_eq!(
        item(&recording, Lane::Loop, 0),
        [
            "The event loop ran callback `TaskGroup._on_task_done` for 10 µs, in loop turn 5, \
             outside any task."
        ]
    );
    assert_eq!(
        item(&recording, Lane::Thread(1), 0),
        ["Ran `grind` on behalf of eggs for 0.3 s."]
    );
    assert!(item(&recording, Lane::Thread(2), 0).is_empty());
    assert!(item(&recording, Lane::Task(1), 99).is_empty());
}

#[test]
fn a_resource_names_its_holders_and_waiters() {
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
        span(&w.recording, 2, 2)[..2],
        [
            "Has waited 0 µs for lock `lock-1` on line 7.",
            "A held it at the time.",
        ]
    );
    let narrator = Narrator::new(&chart, &w.recording);
    let state = narrator.resource_at(1, events).expect("it was created");
    assert_eq!(state.to_string(), "Held by A; B and C are waiting.");
    assert_eq!(
        texts(&narrator.item(Lane::Resource(1), 0)),
        [
            "Held by A for the last 20 µs.",
            "Changed by A at 0.000 s.",
            "B and C waited for it meanwhile.",
        ]
    );
    assert_eq!(narrator.resource_name(1).to_string(), "lock `lock-1`");
    assert_eq!(narrator.resource_at(1, 0), None);
}

#[test]
fn a_life_has_an_origin_children_and_an_end() {
    let recording = breakfast();
    let chart = Chart::of(&recording);
    let narrator = Narrator::new(&chart, &recording);
    assert_eq!(
        texts(&narrator.life(1)),
        [
            "Created by top-level code on line 30 at 0.000 s to run `main()`.",
            "Ran for 20 µs in 2 steps, queued for 14 µs and waited for 0.3 s.",
            "Created 3 tasks: tea, toast and eggs.",
            "Returned at 0.300 s.",
        ]
    );
    let eggs = texts(&narrator.lane_summary(Lane::Task(4)));
    assert_eq!(eggs[2], "Raised `ValueError: no beans` at 0.300 s.");
}

#[test]
fn bottlenecks_are_on_the_critical_path() {
    let recording = late();
    let chart = Chart::of(&recording);
    let narrator = Narrator::new(&chart, &recording);
    let found = bottlenecks(&chart, &critical_path(&chart));
    let found: Vec<String> = found
        .iter()
        .map(|one| narrator.bottleneck(one).to_string())
        .collect();
    assert_eq!(found[0], "1 s: A waited for `sleep(1)` on line 7.");
    assert_eq!(found[1], "200 µs: A was ready and queued behind others.");
}

#[test]
fn what_repeats_is_one_bottleneck() {
    let mut w = Writer::new();
    w.create(1, "A", "work", NO_TASK, 9);
    w.wake(1, Waker::Loop);
    for turn in 0..10 {
        w.turn().begin(1, if turn == 0 { 2 } else { 4 });
        w.at(w.time + 10);
        let until = w.time + 200_000;
        w.wait(1, 4, WaitKind::Sleep, "0.2", Some(until));
        w.at(until).wake(1, Waker::Timer);
    }
    let chart = Chart::of(&w.recording);
    let narrator = Narrator::new(&chart, &w.recording);
    let found = bottlenecks(&chart, &critical_path(&chart));
    let said: Vec<_> = found
        .iter()
        .map(|one| narrator.bottleneck(one).to_string())
        .collect();
    assert_eq!(
        said,
        [
            "2 s, 10 times: A waited for `sleep(0.2)` on line 4.",
            "90 µs, 9 times: A ran on line 4.",
            "10 µs: A ran on line 2.",
        ]
    );
    assert_eq!(
        narrator.segment(&found[0].segments[1]).to_string(),
        "0.2 s at 0.200 s: A waited for `sleep(0.2)` on line 4."
    );
}

#[test]
fn a_bottleneck_of_several_tasks_names_them() {
    let mut w = Writer::new();
    // Each creates the next one, after a sleep of its own.
    let mut parent = NO_TASK;
    for (task, name) in [(1, "A"), (2, "B"), (3, "C"), (4, "D"), (5, "E")] {
        w.create(task, name, "work", parent, 9);
        let waker = parent
            .checked_sub(1)
            .map_or(Waker::Loop, |_| Waker::Task(parent));
        w.wake(task, waker);
        if parent != NO_TASK {
            w.end(parent, 4, Outcome::Returned);
        }
        w.turn().begin(task, 2);
        let until = w.time + 1_000;
        w.wait(task, 3, WaitKind::Sleep, "0.001", Some(until));
        w.turn().at(until).wake(task, Waker::Timer);
        w.begin(task, 3);
        parent = task;
    }
    let chart = Chart::of(&w.recording);
    let narrator = Narrator::new(&chart, &w.recording);
    let found = bottlenecks(&chart, &critical_path(&chart));
    let said = narrator.bottleneck(&found[0]).to_string();
    assert_eq!(
        said,
        "5 ms, 5 times: A, B, C and 2 others waited for `sleep(0.001)` on line 3."
    );
}

/// Top-level code creates `main`; a callback prints, creates `helper` and wakes `main`.
fn outside_any_task() -> Recording {
    let mut w = Writer::new();
    w.create(1, "main", "main", NO_TASK, 9);
    w.wake(1, Waker::Loop);
    w.turn().begin(1, 3);
    w.wait(1, 4, WaitKind::Event, "ready", None);
    let name = w.sym("on_ready");
    w.push(NO_TASK, Kind::CallbackBegins { name, line: 6 });
    w.print(NO_TASK, 0, Stream::Stdout, "here");
    w.create(2, "helper", "help", NO_TASK, 7);
    w.wake(1, Waker::Loop);
    w.push(NO_TASK, Kind::CallbackEnds);
    w.recording
}

#[test]
fn what_is_outside_any_task_has_one_name_for_each_fact() {
    let recording = outside_any_task();
    let chart = Chart::of(&recording);
    let narrator = Narrator::new(&chart, &recording);
    // The loop's lane, and what wakes a task where no callback runs.
    assert_eq!(narrator.lane(Lane::Loop), EVENT_LOOP);
    assert_eq!(narrator.waker(Waker::Loop, 1), "the event loop");
    assert_eq!(
        narrator.event(1).to_string(),
        "is made ready by the event loop"
    );
    // Top-level code creates tasks and prints outside any callback.
    assert_eq!(narrator.task(NO_TASK), TOP_LEVEL);
    assert_eq!(
        narrator.event(0).to_string(),
        "is created by top-level code on line 9 to run `main()`"
    );
    assert!(span(&recording, 1, 0)[0].starts_with("Created by top-level code on line 9"));
    // A callback is named itself.
    let output = &chart.outputs[0];
    assert_eq!(
        narrator.agent_name(output.task, output.event),
        "callback on_ready"
    );
    assert_eq!(narrator.doer(output.task, output.event), EVENT_LOOP);
    assert_eq!(narrator.doer(NO_TASK, 0), TOP_LEVEL);
    assert_eq!(
        span(&recording, 1, 2)[1],
        "Callback on_ready woke it at 0.000 s."
    );
    assert_eq!(
        texts(&narrator.life(2))[0],
        "Created by callback on_ready on line 7 at 0.000 s to run `help()`."
    );
}

#[test]
fn tasks_of_the_same_name_are_numbered_in_texts_without_links() {
    let mut w = Writer::new();
    for (task, name) in [(1, "work"), (2, "work"), (3, "main")] {
        w.create(task, name, "work", NO_TASK, 1);
    }
    let chart = Chart::of(&w.recording);
    let names = UniqueNames::new(&chart, &w.recording);
    assert_eq!(names.tasks(&[1, 2, 3]), "work (#1), work (#2) and main");
    assert_eq!(names.task(NO_TASK), "top-level code");
}

#[test]
fn each_kind_of_wait_has_a_phrase() {
    use ResourceKind as R;
    use WaitKind as W;
    let waits = |kind, label: &str, resource: Option<(R, Option<&str>)>| {
        let mut w = Writer::new();
        w.create(1, "A", "brew", NO_TASK, 20);
        w.wake(1, Waker::Loop);
        w.begin(1, 6);
        if let Some((of, name)) = resource {
            w.make(1, 1, of, 0);
            if let Some(name) = name {
                let label = w.sym(name);
                w.push(1, Kind::ResourceNamed { resource: 1, label });
            }
        }
        w.wait_as(1, 7, kind, label, u32::from(resource.is_some()));
        let chart = Chart::of(&w.recording);
        let on = chart.tasks[0].spans[2].on.expect("it waits");
        Narrator::new(&chart, &w.recording).wait(on).to_string()
    };
    for (kind, label, resource, expected) in [
        (W::Sleep, "1.0", None, "`sleep(1.0)`"),
        (W::Future, "", None, "a future"),
        (W::Future, "answer", None, "future `answer`"),
        (W::Task, "", None, "a task"),
        (W::Task, "A", None, "task A"),
        (W::Gather, "", None, "`gather`"),
        (W::Gather, "B, C", None, "`gather` of B, C"),
        (
            W::Wait,
            "B, FIRST_COMPLETED",
            None,
            "`wait` of B, FIRST_COMPLETED",
        ),
        (
            W::Wait,
            "next of B, C",
            None,
            "`as_completed` (next of B, C)",
        ),
        (W::TaskGroup, "", None, "its task group"),
        (W::TaskGroup, "2 tasks", None, "its task group (2 tasks)"),
        (W::Lock, "", None, "a lock"),
        (W::Lock, "it", Some((R::Lock, Some("lock"))), "lock `lock`"),
        (W::Lock, "it", Some((R::Lock, None)), "lock `lock-1`"),
        (
            W::Lock,
            "it",
            Some((R::Condition, None)),
            "the lock of condition `condition-1`",
        ),
        (W::Event, "", None, "an event"),
        (W::Event, "start", None, "event `start`"),
        (W::Event, "jobs.join", None, "`jobs.join()`"),
        (
            W::Event,
            "queue.join",
            Some((R::Queue, None)),
            "`join()` of queue `queue-1`",
        ),
        (
            W::Event,
            "queue.join",
            Some((R::Queue, Some("jobs"))),
            "`jobs.join()`",
        ),
        (W::Condition, "bread", None, "condition `bread`"),
        (W::Semaphore, "lift", None, "semaphore `lift`"),
        (W::Barrier, "hut", None, "barrier `hut`"),
        (W::QueueGet, "", None, "`Queue.get()`"),
        (
            W::QueueGet,
            "it",
            Some((R::Queue, Some("self.jobs[2]"))),
            "`self.jobs[2].get()`",
        ),
        (W::QueuePut, "Queue-1", None, "`put()` of queue `Queue-1`"),
        (W::Thread, "grind", None, "thread job `grind`"),
        (
            W::Stream,
            "readline 10.0.0.1:80",
            None,
            "stream `readline 10.0.0.1:80`",
        ),
        (W::Timeout, "", None, "a future within its timeout"),
        (W::Timeout, "answer", None, "`answer` within its timeout"),
    ] {
        assert_eq!(waits(kind, label, resource), expected, "{kind:?} {label}");
    }
}

#[test]
fn a_lane_at_the_cursor_links_to_its_span() {
    let recording = late();
    let chart = Chart::of(&recording);
    let narrator = Narrator::new(&chart, &recording);
    let at = |time, index| {
        let cursor = Moment::at_time(&recording, time);
        narrator.task_at_cursor(&chart.tasks[0], cursor, index)
    };
    let waiting = at(500_000, Some(2));
    assert_eq!(
        waiting.to_string(),
        "At the cursor, 0.500 s, it is waiting for `sleep(1)`."
    );
    let link = Piece::Link("is waiting for".to_owned(), Lane::Task(1), 2);
    assert!(waiting.0.contains(&link), "{waiting:?}");
    assert_eq!(
        at(2_000_000, None).to_string(),
        "At the cursor, 2.000 s, it has ended."
    );
    assert_eq!(
        narrator.occurrence(&chart.tasks[0], &chart.tasks[0].spans[2]),
        "A at 0.000 s, waiting for 1 s"
    );
}

#[test]
fn the_length_of_a_sleep_is_rounded() {
    let waiting = |kind, label: &str| {
        let mut w = Writer::new();
        w.create(1, "A", "brew", NO_TASK, 20);
        w.wake(1, Waker::Loop);
        w.begin(1, 6);
        w.wait(1, 7, kind, label, None);
        span(&w.recording, 1, 2)[0].clone()
    };
    let sleep = |label| waiting(WaitKind::Sleep, label);
    assert!(sleep("0.6000000000000001").contains("`sleep(0.6)`"));
    assert!(sleep("0.3333333333333333").contains("`sleep(0.333333)`"));
    assert!(sleep("2.9999999999999996").contains("`sleep(3.0)`"));
    for exact in [
        "1",
        "1.0",
        "0.25",
        "1e-05",
        "0.0000001",
        "Decimal('0.10')",
        "inf",
    ] {
        assert!(sleep(exact).contains(&format!("`sleep({exact})`")));
    }
    // Only a sleep has a length.
    assert!(waiting(WaitKind::Event, "a.00000000001").contains("`a.00000000001`"));
}
