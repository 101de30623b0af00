//! Totals: how often, how long in all, the longest.

use interleave_trace::analysis::{
    Tally, line_totals, resource_totals, task_totals, time_use, wait_totals,
};
use interleave_trace::event::{Outcome, WaitKind};
use interleave_trace::{
    Chart, Moment, NO_TASK, Recording, ResourceKind, ResourceState, Task, Waker,
};
use proptest::prelude::*;

use crate::model::Model;
use crate::small::Writer;

fn end_of(chart: &Chart) -> Moment {
    Moment {
        events: chart.events,
        time: chart.now,
    }
}

fn tally(count: usize, total: u64, longest: u64) -> Tally {
    Tally {
        count,
        total,
        longest,
    }
}

/// Two tasks take a lock in turn and sleep: 100 µs the first, 50 µs the second.
fn two_take_a_lock() -> Recording {
    let mut w = Writer::new();
    w.make(NO_TASK, 1, ResourceKind::Lock, 0);
    w.make(NO_TASK, 2, ResourceKind::Queue, 0);
    for task in [1, 2] {
        w.create(task, "worker", "work", NO_TASK, 20);
        w.wake(task, Waker::Loop);
    }
    w.at(10).begin(1, 3);
    w.change(1, 1, ResourceState::Held { by: 1 });
    let items = |length| ResourceState::Items {
        length,
        unfinished: length,
    };
    w.change(1, 2, items(2));
    w.change(1, 2, items(1));
    w.at(20).wait(1, 5, WaitKind::Sleep, "0.0001", Some(120));
    w.begin(2, 3);
    w.at(30).wait_for(2, 4, WaitKind::Lock, 1);
    w.at(120).wake(1, Waker::Timer);
    w.begin(1, 5);
    w.change(1, 1, ResourceState::Free);
    w.wake(2, Waker::Task(1));
    w.at(130).end(1, 6, Outcome::Returned);
    w.begin(2, 4);
    w.change(2, 1, ResourceState::Held { by: 2 });
    w.at(140).wait(2, 5, WaitKind::Sleep, "0.00005", Some(190));
    w.at(190).wake(2, Waker::Timer);
    w.begin(2, 5);
    w.change(2, 1, ResourceState::Free);
    w.at(200).end(2, 6, Outcome::Returned);
    w.recording
}

#[test]
fn of_tasks() {
    let chart = Chart::of(&two_take_a_lock());
    let totals = task_totals(&chart, end_of(&chart));
    assert_eq!(totals.len(), 2);
    assert_eq!(totals[0].running, tally(2, 20, 10));
    assert_eq!(totals[0].ready, tally(2, 10, 10));
    assert_eq!(totals[0].waiting, tally(1, 100, 100));
    assert_eq!(totals[1].waiting, tally(2, 140, 90));
}

#[test]
fn of_locks_and_queues() {
    let chart = Chart::of(&two_take_a_lock());
    let [lock, queue] = resource_totals(&chart, end_of(&chart))[..] else {
        panic!("two were used")
    };
    assert_eq!(lock.waits, tally(1, 90, 90));
    assert_eq!(lock.holds, Some(tally(2, 170, 110)));
    assert_eq!(lock.most, None);
    assert_eq!((queue.holds, queue.most), (None, Some(2)));
    assert_eq!(queue.waits, Tally::default());
}

#[test]
fn of_a_semaphore() {
    let mut w = Writer::new();
    w.make(NO_TASK, 1, ResourceKind::Semaphore, 2);
    for task in [1, 2] {
        w.create(task, "worker", "work", NO_TASK, 20);
        w.wake(task, Waker::Loop);
    }
    for (task, time, left) in [(1, 10, 1), (2, 20, 0), (1, 50, 1)] {
        w.at(time).change(task, 1, ResourceState::Permits(left));
    }
    w.at(60)
        .print(NO_TASK, 0, interleave_trace::Stream::Stdout, "\n");
    let chart = Chart::of(&w.recording);
    let totals = resource_totals(&chart, end_of(&chart));
    assert_eq!(totals[0].holds, Some(tally(2, 80, 40)), "one lasts");
    assert_eq!(totals[0].most, Some(2));
}

#[test]
fn of_lines_and_kinds_of_waits() {
    let chart = Chart::of(&two_take_a_lock());
    let lines = line_totals(&chart, end_of(&chart));
    let lines = lines
        .iter()
        .map(|total| (total.line, total.running, total.waiting));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            (3, tally(2, 20, 10), Tally::default()),
            (4, tally(1, 10, 10), tally(1, 90, 90)),
            (5, tally(2, 20, 10), tally(2, 150, 100)),
        ]
    );
    let waits = wait_totals(&chart, end_of(&chart));
    let waits = waits
        .iter()
        .map(|total| (total.kind, total.tasks, total.waits));
    assert_eq!(
        waits.collect::<Vec<_>>(),
        [
            (WaitKind::Sleep, 2, tally(2, 150, 100)),
            (WaitKind::Lock, 1, tally(1, 90, 90)),
        ]
    );
}

#[test]
fn up_to_the_cursor() {
    let recording = two_take_a_lock();
    let chart = Chart::of(&recording);
    let until = Moment::at_time(&recording, 60);
    let totals = task_totals(&chart, until);
    assert_eq!(totals[0].waiting, tally(1, 40, 40));
    assert_eq!(
        resource_totals(&chart, until)[0].holds,
        Some(tally(1, 50, 50))
    );
    assert_eq!(wait_totals(&chart, until)[1].waits, tally(1, 30, 30));
    assert_eq!(task_totals(&chart, Moment::default()), []);
    assert_eq!(resource_totals(&chart, Moment::default()), []);
}

/// How long a task had lived at a moment.
fn life(task: &Task, at: Moment) -> u64 {
    let ended = task.ended_event.is_some_and(|event| event < at.events);
    let end = task
        .ended
        .filter(|_| ended)
        .map_or(at.time, |(time, _)| time);
    end - task.created
}

proptest! {
    #[test]
    fn the_totals_of_a_task_add_up_to_its_life(
        decisions in proptest::collection::vec(any::<(u8, u8)>(), 0..300),
        cut in any::<prop::sample::Index>(),
    ) {
        let recording = Model::run(&decisions).writer.recording;
        let chart = Chart::of(&recording);
        let cut = Moment::before(&recording, cut.index(recording.events().len() + 1));
        for at in [cut, end_of(&chart)] {
            for total in task_totals(&chart, at) {
                let task = &chart.tasks[total.task as usize - 1];
                let sum = total.running.total + total.ready.total + total.waiting.total;
                prop_assert_eq!(sum, life(task, at), "task {} at {:?}", total.task, at);
            }
        }
        for total in task_totals(&chart, end_of(&chart)) {
            let time = time_use(&chart, &chart.tasks[total.task as usize - 1]);
            prop_assert_eq!(total.running.total, time.running);
            prop_assert_eq!(total.running.count, time.steps);
        }
    }

    #[test]
    fn lines_and_waits_add_up_to_those_of_the_tasks(
        decisions in proptest::collection::vec(any::<(u8, u8)>(), 0..300),
    ) {
        let recording = Model::run(&decisions).writer.recording;
        let chart = Chart::of(&recording);
        let at = end_of(&chart);
        let waited = task_totals(&chart, at).iter().map(|total| total.waiting.total).sum::<u64>();
        let by_kind = wait_totals(&chart, at).iter().map(|total| total.waits.total).sum::<u64>();
        prop_assert_eq!(waited, by_kind);
        let by_line = line_totals(&chart, at).iter().map(|total| total.waiting.total).sum::<u64>();
        prop_assert!(by_line <= waited, "what has no line is left out");
    }
}
