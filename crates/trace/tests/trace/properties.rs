//! Properties of the chart of any run.

use std::collections::HashMap;

use interleave_trace::analysis::{TimeUse, time_use, time_use_between};
use interleave_trace::critical::{bottlenecks, critical_path};
use interleave_trace::{
    Batch, Chart, Lane, Moment, Narrator, Recording, ResourceState, State, chrome_json,
    tiling_errors, timeline, trace_json, transcript,
};
use proptest::prelude::*;

use crate::model::{Change, Model};

fn decisions() -> impl Strategy<Value = Vec<(u8, u8)>> {
    proptest::collection::vec(any::<(u8, u8)>(), 0..300)
}

/// The recording as it arrives where it is sent in batches of this many events.
fn sent(recording: &Recording, size: usize) -> Recording {
    let (mut sender, mut receiver) = (Recording::default(), Recording::default());
    let text = |index: usize| recording.text(interleave_trace::Sym(index as u32));
    let texts = (0..).map(text).take_while(|text| !text.is_empty());
    texts.for_each(|text| {
        sender.intern(text);
    });
    let events: Vec<_> = recording.events().iter().copied().collect();
    for events in events.chunks(size) {
        events.iter().for_each(|&event| sender.push(event));
        while let Some(batch) = sender.take_batch() {
            let bytes = postcard::to_stdvec(&batch).expect("it can be encoded");
            receiver.extend(postcard::from_bytes::<Batch>(&bytes).expect("it can be decoded"));
        }
    }
    receiver
}

/// The states of all tasks at a moment.
fn states(recording: &Recording, chart: &Chart, moment: Moment) -> Vec<Option<State>> {
    let state = |task| Some(chart.span_at_moment(recording, task, moment)?.state);
    chart.tasks.iter().map(|task| state(task.id)).collect()
}

/// Reads Chrome events as Perfetto does: by time and then by their order in the
/// file, with a stack of open spans on each lane. Returns the categories at both
/// ends of each arrow.
fn arrows(events: &[serde_json::Value]) -> Vec<(String, String)> {
    let number = |event: &serde_json::Value, name: &str| event[name].as_u64().unwrap_or(0);
    let mut events: Vec<_> = events.iter().filter(|event| event["ph"] != "M").collect();
    events.sort_by_key(|event| number(event, "ts"));
    let mut lanes = HashMap::<u64, Vec<(u64, String)>>::new();
    let (mut begun, mut arrows) = (HashMap::new(), Vec::new());
    for event in events {
        let (time, lane) = (number(event, "ts"), number(event, "tid"));
        let open = lanes.entry(lane).or_default();
        open.retain(|&(end, _)| end > time);
        let top = open
            .last()
            .map_or_else(String::new, |(_, category)| category.clone());
        match event["ph"].as_str() {
            Some("X") => {
                let end = time + number(event, "dur");
                assert!(
                    open.iter().all(|&(outer, _)| end <= outer),
                    "spans overlap at {time}"
                );
                open.push((end, event["cat"].to_string()));
            }
            Some("s") => assert_eq!(begun.insert(number(event, "id"), top), None),
            Some("f") => arrows.push((begun[&number(event, "id")].clone(), top)),
            _ => (),
        }
    }
    assert_eq!(begun.len(), arrows.len());
    arrows
}

proptest! {
    #[test]
    fn spans_tile_the_life_of_every_task(decisions in decisions()) {
        let recording = Model::run(&decisions).writer.recording;
        prop_assert_eq!(tiling_errors(&Chart::of(&recording)), [""; 0]);
    }

    #[test]
    fn nothing_lasts_longer_than_the_run(decisions in decisions()) {
        let recording = Model::run(&decisions).writer.recording;
        let chart = Chart::of(&recording);
        let spans = chart.tasks.iter().flat_map(|task| &task.spans).map(|span| span.end);
        let jobs = chart.threads.iter().flat_map(|thread| &thread.jobs).map(|job| job.end);
        let ends = spans.chain(jobs).chain(chart.callbacks.iter().map(|callback| callback.end));
        prop_assert!(chart.end.is_none() || ends.into_iter().all(|end| end.is_some()));
    }

    #[test]
    fn any_prefix_of_a_run_is_valid(decisions in decisions(), cut in any::<prop::sample::Index>()) {
        let recording = Model::run(&decisions).writer.recording;
        let events = cut.index(recording.events().len() + 1);
        prop_assert_eq!(tiling_errors(&Chart::up_to(&recording, events)), [""; 0]);
    }

    #[test]
    fn a_chart_fed_batch_by_batch_equals_that_of_the_whole(
        decisions in decisions(),
        size in 1_usize..40,
    ) {
        let recording = Model::run(&decisions).writer.recording;
        let mut chart = Chart::default();
        let mut handed_out = Vec::new();
        let events: Vec<_> = recording.events().iter().copied().collect();
        for events in events.chunks(size) {
            events.iter().for_each(|event| chart.apply(event));
            handed_out.push(chart.clone());
        }
        for earlier in handed_out {
            prop_assert_eq!(&earlier, &Chart::up_to(&recording, earlier.events));
        }
        prop_assert_eq!(&chart, &Chart::of(&recording));
        let received = sent(&recording, size);
        prop_assert_eq!(recording.events(), received.events());
        prop_assert_eq!(&chart, &Chart::of(&received));
        prop_assert_eq!(trace_json(&chart, &recording), trace_json(&chart, &received));
    }

    #[test]
    fn states_match_a_naive_model(decisions in decisions()) {
        let Model { writer, changes, .. } = Model::run(&decisions);
        let recording = writer.recording;
        let chart = Chart::of(&recording);
        let last = |task, known: &dyn Fn(&&Change) -> bool| {
            let mut changes = changes.iter().filter(|change| change.task == task);
            changes.rfind(known).and_then(|change| change.state)
        };
        for task in &chart.tasks {
            for time in changes.iter().flat_map(|change| [change.time, change.time + 1]) {
                let expected = last(task.id, &|change| change.time <= time);
                prop_assert_eq!(chart.state_at(task.id, time), expected, "{} at {}", task.id, time);
            }
            for events in 0..=recording.events().len() {
                let found = chart.span_after(task.id, events).map(|span| span.state);
                let expected = last(task.id, &|change| change.event < events);
                prop_assert_eq!(found, expected, "{} after {} events", task.id, events);
            }
        }
    }

    #[test]
    fn resources_match_a_naive_model(decisions in decisions()) {
        let Model { writer, resources, .. } = Model::run(&decisions);
        let chart = Chart::of(&writer.recording);
        for resource in &chart.resources {
            for events in resource.created_event + 1..=chart.events {
                let last = resources
                    .iter()
                    .rfind(|(event, id, _)| *event < events && *id == resource.id)
                    .map_or(&[][..], |(.., what)| what);
                match resource.state_after(events) {
                    Some(ResourceState::Items { length, .. }) => {
                        prop_assert_eq!(last.first().copied().unwrap_or(0), length);
                    }
                    _ => prop_assert_eq!(last, resource.holders_after(events)),
                }
            }
        }
    }

    fn stepping_back_and_forward_shows_the_same_states(decisions in decisions()) {
        let recording = Model::run(&decisions).writer.recording;
        let chart = Chart::of(&recording);
        let (mut back, mut cursor) = (Vec::new(), chart.events);
        while cursor > 0 {
            cursor = chart.step_before(cursor);
            back.push((cursor, states(&recording, &chart, Moment::before(&recording, cursor))));
        }
        for (expected, shown) in back.into_iter().rev() {
            prop_assert_eq!(cursor, expected);
            let moment = Moment::before(&recording, cursor);
            prop_assert_eq!(&shown, &states(&recording, &chart, moment));
            cursor = chart.step_after(cursor);
        }
        prop_assert_eq!(cursor, chart.events);
    }

    #[test]
    fn a_moment_shows_the_end_of_the_prefix(decisions in decisions()) {
        let recording = Model::run(&decisions).writer.recording;
        let whole = Chart::of(&recording);
        for events in 0..recording.events().len() {
            let part = Chart::up_to(&recording, events);
            let moment = Moment::before(&recording, events);
            let mut expected = states(&recording, &part, moment);
            // Those that are still to be created.
            expected.resize(whole.tasks.len(), None);
            for (state, task) in expected.iter_mut().zip(&whole.tasks) {
                // One that is started eagerly was never ready: only that can tell.
                if task.spans.first().is_none_or(|first| first.event >= events) {
                    *state = None;
                }
            }
            prop_assert_eq!(states(&recording, &whole, moment), expected, "after {} events", events);
        }
    }

    #[test]
    fn the_critical_path_leads_from_the_start_to_the_end(decisions in decisions()) {
        let recording = Model::run(&decisions).writer.recording;
        let chart = Chart::of(&recording);
        let path = critical_path(&chart);
        let (mut now, mut long) = (0, 0);
        for segment in &path {
            prop_assert_eq!(segment.start, now, "{:?}", segment);
            prop_assert!(segment.end >= segment.start, "{:?}", segment);
            now = segment.end;
            if let (Lane::Task(task), Some(index)) = (segment.lane, segment.index) {
                let span = &chart.tasks[task as usize - 1].spans[index];
                prop_assert_eq!(span.state, segment.state);
                prop_assert!(span.start <= segment.start && segment.end <= chart.end_of(span.end), "{:?}", segment);
            }
        }
        prop_assert_eq!(now, chart.now);
        let narrator = Narrator::new(&chart, &recording);
        for bottleneck in bottlenecks(&chart, &path) {
            long += bottleneck.length;
            let sentence = narrator.bottleneck(&bottleneck);
            prop_assert!(sentence.to_string().ends_with('.'), "{}", sentence);
        }
        prop_assert_eq!(long, chart.now);
    }

    #[test]
    fn time_use_is_additive(decisions in decisions(), cut in any::<prop::sample::Index>()) {
        let recording = Model::run(&decisions).writer.recording;
        let chart = Chart::of(&recording);
        let cut = cut.index(chart.now as usize + 1) as u64;
        for task in &chart.tasks {
            let all = time_use(&chart, task);
            let parts = [time_use_between(&chart, task, 0, cut), time_use_between(&chart, task, cut, chart.now + 1)];
            let sum = |of: fn(&TimeUse) -> u64| parts.iter().map(of).sum::<u64>();
            prop_assert_eq!(sum(|part| part.running), all.running);
            prop_assert_eq!(sum(|part| part.ready), all.ready);
            prop_assert_eq!(sum(|part| part.waiting), all.waiting);
            prop_assert_eq!(sum(|part| part.steps as u64), all.steps as u64);
        }
    }

    #[test]
    fn everything_has_sentences(decisions in decisions()) {
        let recording = Model::run(&decisions).writer.recording;
        let chart = Chart::of(&recording);
        let narrator = Narrator::new(&chart, &recording);
        for lane in chart.lanes() {
            let sentences = narrator.lane_summary(lane);
            prop_assert!(sentences.iter().all(|one| one.to_string().ends_with('.')));
        }
        for task in &chart.tasks {
            prop_assert!(!narrator.life(task.id).is_empty());
            for index in 0..task.spans.len() {
                let sentences = narrator.item(Lane::Task(task.id), index);
                prop_assert!(!sentences.is_empty(), "{:?}", task.spans[index]);
            }
        }
        for index in 0..chart.callbacks.len() {
            prop_assert_eq!(narrator.item(Lane::Loop, index).len(), 1);
        }
        for index in 0..chart.events {
            prop_assert!(!narrator.event(index).0.is_empty());
        }
    }

    #[test]
    fn exports_are_complete(decisions in decisions(), width in 0_usize..200) {
        let recording = Model::run(&decisions).writer.recording;
        let chart = Chart::of(&recording);
        let trace: serde_json::Value = serde_json::from_str(&trace_json(&chart, &recording))?;
        let count = |name: &str| trace[name].as_array().map_or(0, Vec::len);
        prop_assert_eq!(count("tasks"), chart.tasks.len());
        prop_assert_eq!(count("spans"), chart.tasks.iter().map(|task| task.spans.len()).sum::<usize>());
        prop_assert_eq!(count("outputs"), chart.outputs.len());
        prop_assert_eq!(count("resources"), chart.resources.len());
        prop_assert_eq!(count("changes"), chart.resources.iter().map(|resource| resource.changes.len()).sum::<usize>());

        let chrome: serde_json::Value = serde_json::from_str(&chrome_json(&chart, &recording))?;
        let events = chrome["traceEvents"].as_array().expect("it is a list");
        let phase = |name: &str| events.iter().filter(|event| event["ph"] == name).count();
        prop_assert_eq!(phase("i"), chart.outputs.len());
        prop_assert_eq!(phase("C"), count("resources") + count("changes"));
        for (from, to) in arrows(events) {
            prop_assert!(["\"running\"", "\"callback\"", "\"job\""].contains(&from.as_str()), "{}", from);
            prop_assert!(["\"running\"", "\"ready\""].contains(&to.as_str()), "{}", to);
        }

        let text = transcript(&chart, &recording);
        let lines = text.lines().filter(|line| *line != "--").count();
        prop_assert_eq!(lines, recording.events().len());

        let text = timeline(&chart, &recording, width);
        let bars = text.lines().skip_while(|line| !line.starts_with("event loop"));
        let bars: Vec<&str> = bars.take_while(|line| !line.is_empty()).collect();
        prop_assert_eq!(bars.len(), chart.lanes().len());
        prop_assert!(bars.iter().all(|bar| bar.chars().count() <= width.max(60)));
    }
}
