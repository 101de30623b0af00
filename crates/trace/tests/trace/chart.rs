//! Charts of short handmade recordings.

use crate::small::{Writer, breakfast};
use interleave_trace::analysis::{WakeSource, busy_since, length, time_use, wake_source, waker};
use interleave_trace::chart::Runs;
use interleave_trace::event::{Kind, Outcome, Stream, WaitKind};
use interleave_trace::{
    Chart, Lane, Micros, Moment, NO_TASK, Narrator, Recording, ResourceKind, ResourceState, State,
    Waker, tiling_errors,
};

use State::{Ready, Running, Waiting};

/// The spans of a task as (state, start, end).
fn tiles(chart: &Chart, task: u32) -> Vec<(State, Micros, Micros)> {
    let spans = chart.task(task).expect("the task is there").spans.iter();
    spans
        .map(|span| (span.state, span.start, chart.end_of(span.end)))
        .collect()
}

#[test]
fn a_wake_up_before_the_end_of_the_step_leaves_an_empty_waiting_span() {
    let mut w = Writer::new();
    w.create(1, "a", "a", NO_TASK, 1);
    w.wake(1, Waker::Loop);
    w.at(5).begin(1, 1);
    w.at(7).wake(1, Waker::Task(1));
    w.at(9).wait(1, 2, WaitKind::Future, "f", None);
    w.at(12).begin(1, 2);
    w.at(13).end(1, 3, Outcome::Returned);
    let chart = Chart::of(&w.recording);
    assert_eq!(
        tiles(&chart, 1),
        [
            (Ready, 0, 5),
            (Running, 5, 9),
            (Waiting, 9, 9),
            (Ready, 9, 12),
            (Running, 12, 13)
        ]
    );
    let task = chart.task(1).expect("it was created");
    assert_eq!(waker(task, &task.spans[2]), Some(Waker::Task(1)));
    assert_eq!(task.spans[3].woken_by, Some(Waker::Task(1)));
    assert_eq!(chart.state_at(1, 9), Some(Ready));
    assert_eq!(tiling_errors(&chart), [""; 0]);
}

/// Task 1 sleeps until 200, and task 2 runs from 150 to 500; `from` is when the
/// loop began to run anything after its last wait.
fn late_timer(from: Micros) -> Chart {
    Chart::of(&late_timer_recording(from))
}

fn late_timer_recording(from: Micros) -> Recording {
    let mut w = Writer::new();
    w.create(1, "a", "a", NO_TASK, 1);
    w.wake(1, Waker::Loop);
    w.create(2, "b", "b", NO_TASK, 1);
    w.wake(2, Waker::Loop);
    w.begin(1, 1);
    w.at(10).wait(1, 2, WaitKind::Sleep, "0.0002", Some(200));
    w.at(from).begin(2, 5);
    w.at(from + 5000).end(2, 6, Outcome::Returned);
    w.at(from + 5010).wake(1, Waker::Timer);
    w.at(from + 5020).begin(1, 2);
    w.at(from + 5030).end(1, 3, Outcome::Returned);
    w.recording
}

#[test]
fn a_task_is_ready_from_its_deadline_on_while_the_loop_is_busy() {
    let chart = late_timer(150);
    let spans = [
        (Ready, 0, 0),
        (Running, 0, 10),
        (Waiting, 10, 200),
        (Ready, 200, 5170),
        (Running, 5170, 5180),
    ];
    assert_eq!(tiles(&chart, 1), spans);
    assert_eq!(tiling_errors(&chart), [""; 0]);
}

#[test]
fn the_loop_is_busy_while_a_task_is_ready_and_no_step_runs() {
    let chart = late_timer(150);
    let since: Vec<_> = (0..4).map(|step| busy_since(&chart, step)).collect();
    assert_eq!(since, [Some(0), Some(10), Some(5150), None]);
}

#[test]
fn a_moment_while_the_loop_is_busy_shows_the_delayed_task_as_ready() {
    let recording = late_timer_recording(150);
    let chart = Chart::of(&recording);
    let state = |moment| Some(chart.span_at_moment(&recording, 1, moment)?.state);
    for (time, expected) in [(199, Waiting), (200, Ready), (3000, Ready), (5170, Running)] {
        let moment = Moment::at_time(&recording, time);
        assert_eq!(state(moment), Some(expected), "at {time}");
    }
    // The event that says so is told after the step has ended.
    let scheduled = recording.events().len() - 3;
    assert_eq!(state(Moment::before(&recording, scheduled)), Some(Ready));
}

#[test]
fn a_task_is_not_ready_before_its_deadline() {
    let chart = late_timer(1500);
    let spans = [
        (Ready, 0, 0),
        (Running, 0, 10),
        (Waiting, 10, 6510),
        (Ready, 6510, 6520),
        (Running, 6520, 6530),
    ];
    assert_eq!(tiles(&chart, 1), spans);
}

#[test]
fn a_live_run_has_open_spans_that_end_now() {
    let mut w = Writer::new();
    w.create(1, "a", "a", NO_TASK, 1);
    w.at(10).wake(1, Waker::Loop);
    let mut chart = Chart::of(&w.recording);
    assert_eq!(tiles(&chart, 1), [(Ready, 0, 10)]);
    chart.advance(25);
    chart.advance(20);
    assert_eq!(tiles(&chart, 1), [(Ready, 0, 25)]);
    assert_eq!(chart.task(1).map(|task| task.spans[0].end), Some(None));
    assert_eq!(tiling_errors(&chart), [""; 0]);
}

#[test]
fn an_eager_task_runs_inside_the_step_of_its_creator() {
    let mut w = Writer::new();
    w.create(1, "a", "a", NO_TASK, 1);
    w.wake(1, Waker::Loop);
    w.at(10).begin(1, 1);
    w.at(20).create(2, "b", "b", 1, 2);
    w.begin(2, 5);
    w.at(30).end(2, 6, Outcome::Returned);
    w.at(40).end(1, 3, Outcome::Returned);
    let chart = Chart::of(&w.recording);
    assert_eq!(tiles(&chart, 2), [(Running, 20, 30)]);
    let steps: Vec<_> = chart
        .steps
        .iter()
        .map(|step| (step.start, chart.end_of_step(step), step.runs, step.inside))
        .collect();
    assert_eq!(
        steps,
        [
            (10, Some(40), Runs::Task { task: 1, span: 1 }, None),
            (20, Some(30), Runs::Task { task: 2, span: 0 }, Some(0)),
        ]
    );
    assert_eq!(tiling_errors(&chart), [""; 0]);
}

#[test]
fn the_loop_of_a_thread_runs_while_a_step_is_suspended() {
    let chart = |in_thread: bool| {
        let mut w = Writer::new();
        if in_thread {
            let (name, job) = (w.sym("t"), w.sym("run_forever"));
            let thread = 1;
            w.push(NO_TASK, Kind::ThreadBegins { thread, name, job });
        }
        for task in [1, 2] {
            w.create(task, "a", "a", NO_TASK, 1);
            w.wake(task, Waker::Loop);
        }
        w.at(10).begin(1, 1);
        w.at(20).begin(2, 2);
        w.at(30).end(2, 3, Outcome::Returned);
        w.at(40).end(1, 4, Outcome::Returned);
        Chart::of(&w.recording)
    };
    assert_eq!(tiling_errors(&chart(true)), [""; 0]);
    assert_eq!(tiling_errors(&chart(false)).len(), 1);
}

#[test]
fn a_job_runs_and_waits_for_a_lock_that_another_thread_holds() {
    let mut w = Writer::new();
    w.create(1, "a", "a", NO_TASK, 1);
    w.make(1, 1, ResourceKind::Lock, 0);
    let job = w.sym("deposit");
    for (thread, name) in [(1, "asyncio_0"), (2, "asyncio_1")] {
        let name = w.sym(name);
        w.push(1, Kind::ThreadBegins { thread, name, job });
    }
    w.change(1, 1, ResourceState::HeldByThread { by: 1 });
    let (kind, label, object) = (WaitKind::Lock, w.sym("till"), 1);
    let (thread, line) = (2, 8);
    w.at(10).push(
        1,
        Kind::ThreadWaits {
            thread,
            line,
            kind,
            label,
            object,
        },
    );
    w.at(50).change(1, 1, ResourceState::Free);
    w.at(60).push(1, Kind::ThreadResumes { thread });
    w.at(70).push(1, Kind::ThreadEnds { thread });
    let chart = Chart::of(&w.recording);
    let spans = chart.thread(2).unwrap().spans.iter();
    let spans: Vec<_> = spans
        .map(|span| (span.state(), span.start, span.end))
        .collect();
    assert_eq!(
        spans,
        [
            (State::Running, 0, Some(10)),
            (State::Waiting, 10, Some(60)),
            (State::Running, 60, Some(70)),
        ]
    );
    assert_eq!(tiling_errors(&chart), [""; 0]);
    let narrator = Narrator::new(&chart, &w.recording);
    let item = narrator.item(Lane::Thread(2), 1);
    let item: Vec<_> = item.iter().map(|sentence| sentence.label()).collect();
    assert_eq!(
        item,
        [
            "Waited 50 µs for lock lock-1 on line 8 in deposit.",
            "Thread asyncio_0 held it at the time."
        ]
    );
    let events = chart.events - 3;
    let state = narrator.resource_at(1, events).unwrap().label();
    assert_eq!(state, "Held by thread asyncio_0; asyncio_1 is waiting.");
}

#[test]
fn inconsistent_events_are_ignored_and_reported() {
    let mut w = Writer::new();
    w.create(1, "a", "a", NO_TASK, 1);
    let sound = Chart::of(&w.recording);
    w.end(1, 2, Outcome::Yielded); // 1: not running
    w.begin(7, 2); // 2: no such task
    w.create(9, "z", "z", NO_TASK, 1); // 3: ids have no gaps
    w.push(NO_TASK, Kind::CallbackEnds); // 4: none began
    w.push(1, Kind::ThreadEnds { thread: 1 }); // 5: no such thread
    let chart = Chart::of(&w.recording);
    assert_eq!(chart.misfits, [1, 2, 3, 4, 5]);
    assert_eq!(chart.tasks, sound.tasks);
    assert!(chart.callbacks.is_empty() && chart.threads.is_empty() && chart.steps.is_empty());
    assert_eq!(tiling_errors(&chart).len(), 5);
}

#[test]
fn invalid_spans_are_reported() {
    let errors = |spoil: fn(&mut Chart)| {
        let mut chart = Chart::of(&breakfast());
        spoil(&mut chart);
        tiling_errors(&chart)
    };
    assert_eq!(errors(|_| ()), [""; 0]);
    assert_eq!(
        errors(|chart| chart.tasks[0].spans[1].start += 1),
        ["task 1: a gap from 10 to 11"]
    );
    assert_eq!(
        errors(|chart| chart.tasks[0].spans[1].start -= 1),
        ["task 1: an overlap from 9 to 10"]
    );
    assert_eq!(
        errors(|chart| chart.tasks[1].ended = Some((300_071, interleave_trace::TaskEnd::Cancelled))),
        ["task 2: its spans end at 300070, its life at 300071"]
    );
    assert_eq!(
        errors(|chart| chart.tasks[0].spans[2].on = None),
        ["task 1: the waiting span at 20 is on None"]
    );
    assert_eq!(
        errors(|chart| (chart.outputs[0], chart.outputs[1]) = (chart.outputs[1], chart.outputs[0])),
        ["outputs go back in time"]
    );
    assert!(!errors(|chart| chart.steps[1].inside = None).is_empty());
}

#[test]
fn overlapping_steps_are_reported() {
    let mut w = Writer::new();
    for task in [1, 2] {
        w.create(task, "a", "a", NO_TASK, 1);
        w.wake(task, Waker::Loop);
    }
    w.at(10).begin(1, 1);
    w.at(20).begin(2, 1);
    w.at(30).end(1, 1, Outcome::Returned);
    w.at(40).end(2, 1, Outcome::Returned);
    assert_eq!(
        tiling_errors(&Chart::of(&w.recording)),
        [
            "a step ends at 40, after the one it ran inside of",
            "something runs at 20 inside a step of task 1"
        ]
    );
}

#[test]
fn lanes_nest_tasks_under_their_creators() {
    let mut w = Writer::new();
    for (task, parent) in [(1, NO_TASK), (2, 1), (3, 1), (4, 2), (5, NO_TASK), (6, 2)] {
        w.create(task, "t", "t", parent, 1);
    }
    let (name, job) = (w.sym("asyncio_0"), w.sym("f"));
    w.push(
        4,
        Kind::ThreadBegins {
            thread: 1,
            name,
            job,
        },
    );
    let chart = Chart::of(&w.recording);
    let tasks = [1, 2, 4, 6, 3, 5].map(Lane::Task);
    assert_eq!(
        chart.lanes(),
        [&[Lane::Loop], &tasks[..], &[Lane::Thread(1)]].concat()
    );
    assert_eq!(
        chart
            .tasks
            .iter()
            .map(|task| task.depth)
            .collect::<Vec<_>>(),
        [0, 1, 1, 2, 0, 2]
    );
}

#[test]
fn the_cursor_moves_from_step_to_step() {
    let chart = Chart::of(&breakfast());
    let decisions = chart.steps.len();
    let walk = |from: usize, go: &dyn Fn(usize) -> usize| {
        let cursors = std::iter::successors(Some(from), |&cursor| Some(go(cursor)));
        cursors.take(decisions + 2).collect::<Vec<_>>()
    };
    let forth = walk(0, &|cursor| chart.step_after(cursor));
    let mut back = walk(chart.events, &|cursor| chart.step_before(cursor));
    back.reverse();
    assert_eq!(forth, back);
    assert!(forth.is_sorted_by(|one, next| one < next));
    assert_eq!(forth.last(), Some(&chart.events));
}

#[test]
fn analysis_of_a_small_recording() {
    let chart = Chart::of(&breakfast());
    let task = |id| chart.task(id).expect("it was created");
    let sum = time_use(&chart, task(1));
    assert_eq!((sum.running, sum.ready, sum.waiting), (20, 14, 300_046));
    assert_eq!(sum.steps, 2);
    let from = |id: u32, span: usize| wake_source(&chart, &task(id).spans[span]);
    assert_eq!(from(1, 0), None, "nothing of the loop ran yet");
    assert_eq!(
        from(1, 3),
        Some(WakeSource {
            lane: Lane::Task(2),
            start: 300_060,
            end: 300_070
        })
    );
    assert_eq!(
        from(2, 3),
        Some(WakeSource {
            lane: Lane::Loop,
            start: 300_050,
            end: 300_060
        })
    );
    assert_eq!(
        from(4, 3),
        Some(WakeSource {
            lane: Lane::Thread(1),
            start: 35,
            end: 300_035
        })
    );
    assert_eq!(length(&chart, &task(3).spans[0]), 16);
}

#[test]
fn a_second_loop_counts_its_turns_from_1() {
    let mut w = Writer::new();
    for (turn, time) in [(0, 0), (1, 1), (1, 2), (2, 3), (0, 4), (1, 5)] {
        w.turn = turn;
        w.at(time).print(NO_TASK, 0, Stream::Stdout, "text\n");
    }
    let turns = Chart::of(&w.recording).turns;
    let turns: Vec<_> = turns
        .iter()
        .map(|turn| (turn.number, turn.start, turn.event))
        .collect();
    assert_eq!(turns, [(1, 1, 1), (2, 3, 3), (1, 5, 5)]);
}
