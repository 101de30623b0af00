//! The recording: its size, its texts.

use interleave_trace::{Event, Recording};

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
fn a_long_name_is_shown_by_its_beginning_and_kept_whole() {
    let mut recording = Recording::default();
    let [short, long] = ["brew", &"é".repeat(1_000)].map(|text| recording.intern(text));
    assert_eq!(recording.label(short), "brew");
    assert_eq!(recording.label(long), "é".repeat(150));
    assert_eq!(recording.beginning(long, 5), "éé", "letters stay whole");
    assert_eq!(recording.text(long).chars().count(), 1_000);
}
