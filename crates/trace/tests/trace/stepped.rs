//! What a step did, as the page tells it who steps.

use interleave_trace::event::{Outcome, ResourceKind, ResourceState, Stream, WaitKind};
use interleave_trace::{Chart, NO_TASK, Narrator, Recording, Waker};

use crate::small::{Writer, breakfast};

const PROGRAM: &str = "import asyncio


async def brew():
    await asyncio.sleep(0.1)
    print('beans')
    async with grinder:
        print('grinds')


async def main():
    await brew()
";

/// The sentence after so many events.
fn stepped(recording: &Recording, events: usize) -> String {
    let chart = Chart::of(recording);
    let narrator = Narrator::new(&chart, recording);
    narrator.stepped(events).to_string()
}

/// The lines after so many events.
fn ran(recording: &Recording, events: usize) -> Vec<(u32, u32)> {
    let chart = Chart::of(recording);
    let ran = Narrator::new(&chart, recording).ran(events);
    let lines = ran.map_or_else(Vec::new, |ran| ran.lines);
    lines
        .iter()
        .map(|lines| (*lines.start(), *lines.end()))
        .collect()
}

/// `Anna` holds a lock for which `Jakob` comes to wait.
fn one_grinder() -> Recording {
    let mut w = Writer::new();
    w.recording.set_source(PROGRAM);
    for (id, name) in [(1, "Anna"), (2, "Jakob")] {
        w.create(id, name, "brew", NO_TASK, 12);
        w.wake(id, Waker::Loop);
    }
    w.make(NO_TASK, 1, ResourceKind::Lock, 0);
    w.begin(1, 4);
    w.change(1, 1, ResourceState::Held { by: 1 });
    w.at(10).wait(1, 8, WaitKind::Sleep, "0.1", Some(100_010));
    w.begin(2, 5);
    w.print(2, 0, Stream::Stdout, "beans\nmore ");
    w.print(2, 0, Stream::Stdout, "beans\n");
    w.print(2, 1, Stream::Stdout, "of a thread\n");
    w.at(20).wait_for(2, 7, WaitKind::Lock, 1);
    w.begin(1, 8);
    w.wake(2, Waker::Task(1));
    w.at(30).end(1, 12, Outcome::Yielded);
    w.recording
}

#[test]
fn a_step_is_told_with_its_lines_its_output_and_who_holds_what_it_waits_for() {
    let recording = one_grinder();
    assert_eq!(
        stepped(&recording, 8),
        "Anna ran lines 4–8, waits for `sleep(0.1)`."
    );
    assert_eq!(
        stepped(&recording, 13),
        "Jakob ran lines 5–7, printed 2 lines, waits for lock `lock-1`, held by Anna."
    );
    assert_eq!(ran(&recording, 13), [(5, 7)]);
}

#[test]
fn lines_of_two_functions_are_no_range() {
    let recording = one_grinder();
    let all = recording.events().len();
    assert_eq!(
        stepped(&recording, all),
        "Anna ran from line 8 to line 12, woke Jakob, yielded for one turn."
    );
    assert_eq!(ran(&recording, all), [(8, 8), (12, 12)]);
    let mut unknown = one_grinder();
    unknown.set_source("");
    assert_eq!(ran(&unknown, 13), [(5, 5), (7, 7)]);
}

#[test]
fn a_step_that_goes_on_is_told_as_far_as_it_came() {
    let recording = one_grinder();
    assert_eq!(stepped(&recording, 4), "No step has run yet.");
    assert_eq!(ran(&recording, 4), []);
    assert_eq!(
        stepped(&recording, 10),
        "Jakob is running on line 5, printed 2 lines."
    );
    assert_eq!(ran(&recording, 10), [(5, 5)]);
}

#[test]
fn who_is_left_waiting_is_told_with_who_holds_it() {
    let recording = one_grinder();
    let chart = Chart::up_to(&recording, 13);
    let narrator = Narrator::new(&chart, &recording);
    let left = |id| chart.task(id).and_then(|task| narrator.left_waiting(task));
    let text = left(2).map(|phrase| phrase.to_string());
    let expected = "Jakob waits for lock `lock-1`, held by Anna";
    assert_eq!(text.as_deref(), Some(expected));
    let chart = Chart::of(&recording);
    let narrator = Narrator::new(&chart, &recording);
    let jakob = chart.task(2).and_then(|task| narrator.left_waiting(task));
    assert_eq!(jakob, None, "it is ready");
}

#[test]
fn every_end_of_a_step_has_its_words() {
    let recording = breakfast();
    let events = recording.events().len();
    let mut sentences: Vec<String> = (0..events)
        .map(|events| stepped(&recording, events))
        .collect();
    sentences.dedup();
    for expected in [
        "Task-1 is running on line 20, created tea, toast and eggs.",
        "toast ran from line 8 to line 10, yielded for one turn.",
        "toast ran line 10, returned.",
        "eggs ran from line 13 to line 14, printed 1 line, raised `ValueError: no beans`.",
        "The event loop ran callback TaskGroup._on_task_done, woke tea.",
        "tea ran line 5, woke Task-1, was cancelled.",
    ] {
        assert!(
            sentences.iter().any(|one| one == expected),
            "{expected}: {sentences:#?}"
        );
    }
}
