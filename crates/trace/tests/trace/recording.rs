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
