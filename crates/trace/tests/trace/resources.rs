//! Locks, queues and their kin, by hand.

use interleave_trace::event::{Kind, Phase, WaitKind};
use interleave_trace::{
    Chart, NO_TASK, ResourceKind, ResourceState, Waker, chrome_json, tiling_errors,
};

use crate::small::Writer;

/// Tasks from 1 on, each of which runs in a turn of its own.
fn tasks(count: u32) -> Writer {
    let mut w = Writer::new();
    for task in 1..=count {
        w.create(task, "t", "t", NO_TASK, 1);
        w.wake(task, Waker::Loop);
    }
    w
}

#[test]
fn a_lock_has_a_holder_and_waiters() {
    let mut w = tasks(3);
    w.at(5).make(NO_TASK, 1, ResourceKind::Lock, 0);
    w.at(10).begin(1, 1);
    let made = w.recording.events().len();
    w.change(1, 1, ResourceState::Held { by: 1 });
    w.wait(1, 2, WaitKind::Sleep, "1.0", Some(90));
    w.at(20).begin(3, 1);
    w.wait_for(3, 2, WaitKind::Lock, 1);
    w.at(30).begin(2, 1);
    w.wait_for(2, 2, WaitKind::Lock, 1);
    let queued = w.recording.events().len();
    w.at(90).wake(1, Waker::Timer);
    w.begin(1, 2);
    w.change(1, 1, ResourceState::Free);
    w.wake(3, Waker::Task(1));
    let chart = Chart::of(&w.recording);
    assert_eq!(tiling_errors(&chart), [""; 0]);

    let lock = chart.resource(1).expect("it was made");
    assert_eq!(lock.state_after(lock.created_event), None);
    assert_eq!(lock.state_after(made), Some(ResourceState::Free));
    assert_eq!(
        lock.state_after(queued),
        Some(ResourceState::Held { by: 1 })
    );
    assert_eq!(lock.state_after(chart.events), Some(ResourceState::Free));
    assert_eq!(lock.holders_after(queued), [1]);
    assert_eq!(lock.holders_after(chart.events), [0; 0]);
    assert_eq!(
        chart.waiters_after(1, queued),
        [3, 2],
        "first come, first served"
    );
    assert_eq!(chart.waiters_after(1, chart.events), [2]);
    assert_eq!(lock.waits, [(3, 2), (2, 2)]);
}

#[test]
fn a_permit_belongs_to_the_waiter_that_is_woken_with_it() {
    let mut w = tasks(2);
    w.make(NO_TASK, 1, ResourceKind::Semaphore, 1);
    w.at(10).begin(1, 1);
    w.change(1, 1, ResourceState::Permits(0));
    w.wait(1, 2, WaitKind::Sleep, "1.0", Some(90));
    w.at(20).begin(2, 1);
    w.wait_for(2, 2, WaitKind::Semaphore, 1);
    w.at(90).wake(1, Waker::Timer);
    w.begin(1, 2);
    w.change(1, 1, ResourceState::Permits(1));
    w.change(1, 1, ResourceState::Permits(0));
    let chart = Chart::of(&w.recording);
    let holders = |chart: &Chart| chart.resource(1).map(|it| it.holders_after(chart.events));
    assert_eq!(holders(&chart), Some(vec![1]), "it took it again");
    w.wake(2, Waker::Task(1));
    let chart = Chart::of(&w.recording);
    assert_eq!(holders(&chart), Some(vec![2]), "it handed it on");
}

#[test]
fn invalid_states_are_reported() {
    let errors = |kind, limit, states: &[ResourceState]| {
        let mut w = tasks(2);
        w.make(NO_TASK, 1, kind, limit);
        states.iter().for_each(|&state| w.change(1, 1, state));
        tiling_errors(&Chart::of(&w.recording))
    };
    let held = |by| ResourceState::Held { by };
    let items = |length| ResourceState::Items {
        length,
        unfinished: length,
    };
    let parties = |inside| ResourceState::Parties {
        inside,
        phase: Phase::Filling,
    };
    assert_eq!(errors(ResourceKind::Queue, 0, &[items(9)]), [""; 0]);
    assert_eq!(
        errors(ResourceKind::Lock, 0, &[held(1), held(2)]),
        ["resource 1: 2 holds it at 0, but 1 does"]
    );
    assert_eq!(
        errors(ResourceKind::Lock, 0, &[held(3)]),
        ["resource 1: 3, who holds it at 0, is no task"]
    );
    assert_eq!(
        errors(ResourceKind::Condition, 0, &[ResourceState::Free]),
        ["resource 1: it is free twice at 0"]
    );
    assert_eq!(
        errors(ResourceKind::Queue, 2, &[items(2), items(3)]),
        ["resource 1: 3 items at 0, of 2 at most"]
    );
    assert_eq!(
        errors(ResourceKind::Barrier, 2, &[parties(3)]),
        ["resource 1: 3 inside at 0, of 2 at most"]
    );
    assert_eq!(
        errors(ResourceKind::Event, 0, &[held(1)]),
        ["event 5 is inconsistent with those before it"]
    );
}

#[test]
fn a_wait_for_an_unknown_resource_is_inconsistent() {
    let mut w = tasks(1);
    w.begin(1, 1);
    w.wait_for(1, 2, WaitKind::Lock, 7);
    w.change(1, 7, ResourceState::Free);
    let label = w.sym("forks[0]");
    w.push(NO_TASK, Kind::ResourceNamed { resource: 7, label });
    w.make(NO_TASK, 7, ResourceKind::Lock, 0);
    assert_eq!(Chart::of(&w.recording).misfits, [3, 4, 5, 6]);
}

#[test]
fn a_chrome_trace_counts_what_each_kind_has() {
    let mut w = tasks(1);
    let items = |length| ResourceState::Items {
        length,
        unfinished: 0,
    };
    let parties = |inside| ResourceState::Parties {
        inside,
        phase: Phase::Filling,
    };
    let kinds = [
        (ResourceKind::Lock, ResourceState::Held { by: 1 }),
        (ResourceKind::Condition, ResourceState::Held { by: 1 }),
        (ResourceKind::Semaphore, ResourceState::Permits(2)),
        (ResourceKind::Event, ResourceState::Set(true)),
        (ResourceKind::Queue, items(4)),
        (ResourceKind::Barrier, parties(1)),
    ];
    for ((kind, _), id) in kinds.into_iter().zip(1..) {
        w.make(1, id, kind, 3);
    }
    w.at(40);
    for ((_, state), id) in kinds.into_iter().zip(1..) {
        w.change(1, id, state);
    }
    let json = chrome_json(&Chart::of(&w.recording), &w.recording);
    let counters: Vec<String> = json
        .lines()
        .filter(|line| line.contains("\"ph\":\"C\""))
        .map(|line| {
            let event: serde_json::Value =
                serde_json::from_str(line.trim_end_matches(',')).expect("it is JSON");
            format!("{} {} {}", event["name"], event["ts"], event["args"])
        })
        .collect();
    assert_eq!(
        counters,
        [
            r#""lock lock-1" 0 {"held":0}"#,
            r#""lock lock-1" 40 {"held":1}"#,
            r#""condition condition-2" 0 {"held":0}"#,
            r#""condition condition-2" 40 {"held":1}"#,
            r#""semaphore semaphore-3" 0 {"permits":3}"#,
            r#""semaphore semaphore-3" 40 {"permits":2}"#,
            r#""event event-4" 0 {"set":0}"#,
            r#""event event-4" 40 {"set":1}"#,
            r#""queue queue-5" 0 {"length":0}"#,
            r#""queue queue-5" 40 {"length":4}"#,
            r#""barrier barrier-6" 0 {"inside":0}"#,
            r#""barrier barrier-6" 40 {"inside":1}"#,
        ]
    );
}

#[test]
fn a_chrome_trace_tells_resources_of_one_name_apart() {
    let mut w = tasks(1);
    let label = w.sym("guard");
    for resource in [1, 2] {
        w.make(1, resource, ResourceKind::Lock, 0);
        w.push(1, Kind::ResourceNamed { resource, label });
    }
    let json = chrome_json(&Chart::of(&w.recording), &w.recording);
    assert_eq!(json.matches("\"name\":\"lock guard\"").count(), 1);
    assert_eq!(json.matches("\"name\":\"lock guard (2)\"").count(), 1);
}
