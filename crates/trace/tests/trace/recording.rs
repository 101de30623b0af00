//! The recording: its size, its texts.

use interleave_trace::{Event, Kind, NO_TASK, Recording};

#[test]
fn an_event_is_small() {
    assert!(size_of::<Event>() <= 48, "{} bytes", size_of::<Event>());
}

#[test]
fn texts_are_interned() {
    let mut recording = Recording::default();
    let tea = recording.intern("tea");
    assert_ne!(recording.intern("toast"), tea);
    assert_eq!(recording.intern("tea"), tea);
    assert_eq!(recording.text(tea), "tea");
    assert_eq!(
        recording.take_batch().map(|batch| batch.texts.len()),
        Some(2)
    );
    assert_eq!(recording.take_batch(), None);
}

#[test]
fn much_is_taken_in_parts_the_texts_before_what_refers_to_them() {
    let mut recording = Recording::default();
    let long = "y".repeat(600_000);
    let texts: Vec<String> = (0..5).map(|index| format!("{index}{long}")).collect();
    for time in 0..20_000 {
        let text = recording.intern(&texts[time % texts.len()]);
        let kind = Kind::Renamed { name: text };
        recording.push(Event {
            time: time as u64,
            turn: 0,
            task: NO_TASK,
            kind,
        });
    }
    let mut followed = Recording::default();
    let mut sizes = Vec::new();
    while let Some(batch) = recording.take_batch() {
        sizes.push((batch.texts.len(), batch.events.len()));
        followed.extend(batch);
    }
    let parts = [(2, 0), (2, 0), (1, 8_192), (0, 8_192), (0, 3_616)];
    assert_eq!(sizes, parts);
    assert!(followed.events().iter().eq(recording.events().iter()));
}

#[test]
fn a_long_name_is_shown_by_its_beginning_and_kept_whole() {
    let mut recording = Recording::default();
    let [short, long] = ["brew", &"é".repeat(1_000)].map(|text| recording.intern(text));
    assert_eq!(recording.label(short), "brew");
    assert_eq!(recording.label(long), "é".repeat(150));
    assert_eq!(recording.beginning(long, 5), "éé", "letters stay whole");
    assert_eq!(recording.text(long).chars().count(), 1_000);
}
