use interleave_trace::{CancelKind, Moment, NO_TASK, ResourceKind, ResourceState, WaitKind, Waker};

use super::super::fixtures::{Script, task};
use super::super::names::INDENT;
use super::super::scene::{Arrow, PathSegment};
use super::super::sizes::{AXIS, LANE};
use super::super::viewport::Viewport;
use super::super::{Layers, Selection};
use super::*;

/// A plot of 1000 pixels, one a microsecond, from `start` on; characters are 6 wide.
fn scene(script: &Script, start: f64, scroll: f64, selection: Option<Selection>) -> Scene {
    let overlay = Overlay {
        cursor: Some(Moment::at_time(&script.run.recording, 400)),
        selection,
        ..Overlay::default()
    };
    showing(script, start, scroll, overlay)
}

fn showing(script: &Script, start: f64, scroll: f64, overlay: Overlay) -> Scene {
    let mut index = Index::default();
    index.update(&script.run, None, Scale::Time);
    index.find_path(&script.run);
    let frame = Frame {
        width: 1_100.0,
        height: AXIS + 2.0 * LANE,
        sizes: Sizes::default(),
        names: 100.0,
        scroll,
        pinned: 0,
        viewport: Viewport {
            start,
            length: 1_000.0,
        },
        all: Viewport {
            start: 0.0,
            length: 1_000.0,
        },
        scale: Scale::Time,
    };
    layout(&script.run, &index, frame, overlay, &mut |text, _| {
        text.chars().count() as f64 * 6.0
    })
}

/// `main` makes `tea`, which waits for a lock, is woken by `main`, and raises.
fn script() -> Script {
    let script = task().ready(0).runs(10).creates(12, "tea", 1).ready(12);
    let script = script.of(1).waits(100).of(2).runs(100);
    let script = script.waits_on(200, WaitKind::Lock, "grinder");
    let script = script
        .of(1)
        .wakes(500)
        .runs(500)
        .of(2)
        .woken(510, Waker::Task(1));
    let script = script.of(1).returns(520).of(2).runs(520);
    script.raises(600, "ValueError: no beans")
}

#[test]
fn tasks_are_nested_under_their_creator() {
    let scene = scene(&script(), 0.0, 0.0, None);
    let rows = scene.rows.iter();
    let rows: Vec<_> = rows
        .map(|row| (row.name.as_str(), row.indent, row.top))
        .collect();
    assert_eq!(rows, [("main", 0.0, AXIS), ("tea", INDENT, AXIS + LANE)]);
}

#[test]
fn causes_are_written_where_there_is_room() {
    let of_tea = |start| scene(&script(), start, 0.0, None).rows[1].labels.clone();
    let label = |x, text: &str| Label {
        x,
        text: text.to_owned(),
        inside: false,
        level: None,
    };
    assert_eq!(of_tea(0.0), [label(206.0, "lock grinder")]);
    // What is partly out of view is named where it is in view.
    assert_eq!(of_tea(400.0), [label(6.0, "lock grinder")]);
    assert_eq!(of_tea(440.0), [label(6.0, "lock gri…")]);
    assert_eq!(of_tea(490.0), []);
}

#[test]
fn ends_are_marked_with_a_word() {
    let scene = scene(&script(), 0.0, 0.0, None);
    let ends: Vec<_> = scene
        .rows
        .iter()
        .filter_map(|row| row.end.as_ref())
        .collect();
    assert_eq!(
        (ends[0].how, ends[0].text.as_str()),
        (Some(TaskEnd::Returned), "")
    );
    assert_eq!(ends[1].text, "ValueError: no beans");
    assert!(ends[1].x > 600.0);
}

#[test]
fn the_wake_up_of_the_selection_has_an_arrow() {
    let selected = |index| {
        let lane = Lane::Task(2);
        scene(&script(), 0.0, 0.0, Some(Selection { lane, index })).arrows
    };
    let arrow = |selected| Arrow {
        x: 510.0,
        from: Some(AXIS),
        to: AXIS + LANE,
        cancels: false,
        selected,
    };
    for waits_queues_runs in [2, 3, 4] {
        assert_eq!(selected(waits_queues_runs), [arrow(true)]);
    }
    assert_eq!(selected(9), [arrow(false)]);
    assert_eq!(scene(&script(), 0.0, 0.0, None).arrows, []);
}

#[test]
fn a_timer_that_woke_the_selection_has_an_arrow_from_the_ruler() {
    let selected = |index| {
        let lane = Lane::Task(1);
        scene(&script(), 0.0, 0.0, Some(Selection { lane, index })).arrows
    };
    let arrow = |selected| Arrow {
        x: 500.0,
        from: None,
        to: AXIS,
        cancels: false,
        selected,
    };
    for waits_queues_runs in [2, 3, 4] {
        assert_eq!(selected(waits_queues_runs), [arrow(true)]);
    }
    assert_eq!(selected(0), [arrow(false)]);
}

#[test]
fn who_cancelled_whom_is_a_chain_of_arrows() {
    let script = task().woken(0, Waker::Loop);
    let script = script.creates(0, "outer", 1).woken(0, Waker::Task(1));
    let script = script.creates(0, "inner", 2).woken(0, Waker::Task(2));
    let script = script
        .asked(300, 2, Waker::Task(1), CancelKind::Call, NO_TASK)
        .asked(300, 3, Waker::Task(1), CancelKind::Awaiter, 2)
        .asked(400, 3, Waker::Timer, CancelKind::Timeout, NO_TASK);
    let arrows = |task| {
        let lane = Lane::Task(task);
        scene(&script, 0.0, 0.0, Some(Selection { lane, index: 0 })).arrows
    };
    let arrow = |x, from: Option<f64>, to: f64, selected| Arrow {
        x,
        from: from.map(|row| AXIS + row * LANE),
        to: AXIS + to * LANE,
        cancels: true,
        selected,
    };
    let wide = arrows(3)[0].x;
    let late = arrows(3)[2].x;
    assert!(late > wide);
    assert_eq!(
        arrows(3),
        [
            arrow(wide, Some(1.0), 2.0, true),
            arrow(wide, Some(0.0), 1.0, false),
            arrow(late, None, 2.0, true),
        ]
    );
    assert_eq!(arrows(2), [arrow(wide, Some(0.0), 1.0, true)]);
    assert_eq!(arrows(1), []);
}

#[test]
fn all_wake_ups_have_arrows_on_demand() {
    let layers = Layers {
        wakes: true,
        critical: false,
    };
    let overlay = Overlay {
        layers,
        ..Overlay::default()
    };
    let arrows = showing(&script(), 0.0, 0.0, overlay).arrows;
    // From the timer to `main`, and from `main` to `tea`.
    let from: Vec<_> = arrows.iter().map(|arrow| arrow.from).collect();
    assert_eq!(from, [None, Some(AXIS)]);
    assert!(arrows.iter().all(|arrow| !arrow.selected));
}

#[test]
fn the_critical_path_goes_from_lane_to_lane() {
    let layers = Layers {
        wakes: false,
        critical: true,
    };
    let overlay = Overlay {
        layers,
        ..Overlay::default()
    };
    let path = showing(&script(), 0.0, 0.0, overlay).path;
    let segment = |left, right, row: f64| PathSegment {
        left,
        right,
        top: Some(AXIS + row * LANE),
    };
    // `main` slept, and woke `tea`, which raised.
    assert_eq!(path, [segment(0.0, 510.0, 0.0), segment(510.0, 600.0, 1.0)]);
}

#[test]
fn a_measured_range_tells_its_length() {
    let script = script();
    let moment = |time| Moment::at_time(&script.run.recording, time);
    let overlay = Overlay {
        range: Some(crate::timeline::Range::between(moment(450), moment(150))),
        ..Overlay::default()
    };
    let range = showing(&script, 0.0, 0.0, overlay)
        .range
        .expect("it is in view");
    assert_eq!(
        (range.left, range.right, &*range.badge.text),
        (150.0, 450.0, "300 µs")
    );
}

#[test]
fn labels_make_room_for_the_head_of_the_cursor() {
    let scene = scene(&script(), 0.0, 0.0, None);
    let badge = scene.badge.expect("the cursor is in view");
    assert_eq!(badge.text, "0.000400 s");
    let hidden = scene
        .ticks
        .ticks
        .iter()
        .filter(|tick| tick.label.is_empty());
    assert!(hidden.count() >= 1);
}

#[test]
fn scrolled_lanes_are_left_out() {
    let mut script = Script::default();
    for at in 0..50 {
        script = script.creates(at, "worker", NO_TASK).ready(at);
    }
    let scene = scene(&script, 0.0, 10.0 * LANE + 5.0, None);
    assert_eq!(scene.rows[0].lane, Lane::Task(11));
    assert_eq!(scene.rows[0].top, AXIS - 5.0);
    assert_eq!(scene.rows.len(), 3);
}

#[test]
fn threads_and_callbacks_have_lanes_of_their_own() {
    let script = task()
        .ready(0)
        .runs(10)
        .thread_begins(50, 1, "grind")
        .waits(60);
    let script = script
        .calls_back(200, 300, "tick")
        .thread_ends(400, 1)
        .until(500);
    let scene = scene(&script, 0.0, 0.0, None);
    let names: Vec<_> = scene.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["event loop", "main", "asyncio_0"]);
    assert_eq!(
        (scene.rows[2].hue, scene.rows[2].tiles[0].hue),
        (None, hue(1))
    );
    assert_eq!(scene.rows[2].labels[0].text, "grind");
    assert!(scene.rows[2].labels[0].inside);
    assert_eq!(scene.rows[0].labels[0].text, "tick");
}

#[test]
fn the_ruler_shows_busy_and_blocked() {
    let script = script()
        .creates(600, "nap", 1)
        .ready(600)
        .runs(700)
        .blocked(700, 900);
    let ruler = scene(&script.until(950), 0.0, 0.0, None).ruler;
    assert_eq!(ruler.idle, (0.0, 950.0));
    let busy = ruler.busy.iter().map(|busy| (busy.left, busy.right));
    assert_eq!(
        busy.collect::<Vec<_>>(),
        [
            // While a task is ready, the loop is busy: with callbacks of asyncio's own.
            (0.0, 100.0),
            (100.0, 200.0),
            (500.0, 520.0),
            (520.0, 600.0),
            (600.0, 950.0)
        ]
    );
    assert_eq!(
        (ruler.blocked[0].left, ruler.blocked[0].right),
        (700.0, 900.0)
    );
}

#[test]
fn a_task_without_a_name_of_its_own_shows_its_coroutine() {
    let coro = |name| {
        let script = Script::default().creates(0, name, NO_TASK);
        scene(&script, 0.0, 0.0, None).rows[0].coro.clone()
    };
    let beside = BEFORE_NAME + 6.0 * 6.0 + 5.0;
    assert_eq!(coro("Task-1"), Some((beside, "brew".to_owned())));
    // There is no room for it.
    assert_eq!(coro("Task-1234"), None);
    assert_eq!(coro("tea"), None);
    assert_eq!(coro("Task-tea"), None);
}

#[test]
fn a_lock_shows_who_holds_it() {
    let held = |by| ResourceState::Held { by };
    let script = task().ready(0).runs(0).makes(0, ResourceKind::Lock, 0);
    let script = script
        .changes(100, held(1))
        .changes(400, ResourceState::Free);
    let rows = scene(&script.until(600), 0.0, 0.0, None).rows;
    let lock = rows.last().expect("it has a lane");
    assert_eq!((&*lock.name, lock.coro.is_some()), ("it", true));
    let tiles = lock.tiles.iter();
    let tiles: Vec<_> = tiles
        .map(|tile| (tile.fill, tile.left, tile.right, tile.hue))
        .collect();
    let free = (Fill::Waiting, 400.0, 600.0, hue(NO_TASK));
    assert_eq!(tiles, [(Fill::Running, 100.0, 400.0, hue(1)), free]);
    assert_eq!(lock.labels[0].text, "main");
}

#[test]
fn a_queue_is_as_high_as_it_is_long() {
    let items = |length| ResourceState::Items {
        length,
        unfinished: 0,
    };
    let script = task().ready(0).runs(0).makes(0, ResourceKind::Queue, 4);
    let script = script
        .changes(100, items(1))
        .changes(200, items(4))
        .changes(300, items(0));
    let rows = scene(&script.until(600), 0.0, 0.0, None).rows;
    let queue = rows.last().expect("it has a lane");
    let levels: Vec<_> = queue.tiles.iter().map(|tile| tile.level).collect();
    assert_eq!(levels, [Some(0.25), Some(1.0), Some(0.0)]);
    let labels = queue.labels.iter();
    let labels: Vec<_> = labels.map(|label| (&*label.text, label.level)).collect();
    // The text keeps clear of the step's edge.
    assert_eq!(labels, [("1", Some(0.25)), ("4", Some(1.0)), ("0", None)]);
}
