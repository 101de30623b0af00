//! Messages survive their encoding, and bytes that are none are refused.

#![forbid(unsafe_code)]

use std::fmt::Debug;

use interleave_protocol::{
    Clock, Command, File, Launch, Limits, Program, Report, SyntaxError, decode, encode,
};
use interleave_trace::{Event, Kind, NO_TASK, Recording, Stream, Waker};
use proptest::prelude::*;
use proptest::sample::Index;
use serde::{Serialize, de::DeserializeOwned};

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ -~\n]{0,40}"]
}

fn program() -> impl Strategy<Value = Program> {
    let file = (text(), any::<Vec<u8>>()).prop_map(|(name, data)| File { name, data });
    (
        text(),
        prop::collection::vec(file, 0..3),
        prop::collection::vec(text(), 0..3),
        any::<(i64, u64, Option<u64>)>(),
    )
        .prop_map(|(source, files, arguments, (start, latency, max_steps))| {
            let limits = Limits {
                max_steps,
                ..Limits::page()
            };
            Program {
                files,
                arguments,
                start,
                latency,
                limits,
                ..Program::new(source)
            }
        })
}

fn command() -> impl Strategy<Value = Command> {
    let launch = (
        program(),
        prop::option::of(text()),
        any::<(bool, f64, u64, bool)>(),
    );
    let launch = launch.prop_map(|(program, input, (live, speed, seed, paused))| Launch {
        program,
        input,
        clock: if live { Clock::Live } else { Clock::Simulated },
        speed,
        seed,
        paused,
    });
    prop_oneof![
        any::<u64>().prop_map(|seed| Command::Prepare { seed }),
        launch.prop_map(Command::Run),
        (any::<u32>(), text()).prop_map(|(id, source)| Command::Check { id, source }),
        Just(Command::Pause),
        Just(Command::Resume),
        Just(Command::Step),
        any::<f64>().prop_map(Command::Speed),
        Just(Command::Stop),
        prop::option::of(text()).prop_map(Command::Answer),
    ]
}

/// What a worker has recorded: a task that prints.
fn recorded(name: &str, times: &[u32]) -> Recording {
    let mut recording = Recording::default();
    let (coro, parent) = (recording.intern(name), NO_TASK);
    let (stream, thread, line) = (Stream::Stdout, 0, 3);
    let mut time = 0;
    for (index, more) in times.iter().enumerate() {
        time += u64::from(*more);
        let kind = match index {
            0 => Kind::TaskCreated {
                name: coro,
                coro,
                parent,
                line,
            },
            1 => Kind::Scheduled { by: Waker::Loop },
            2 => Kind::StepBegins { line },
            _ => Kind::Output {
                stream,
                text: recording.intern(&format!("{name}{index}")),
                thread,
                line,
            },
        };
        recording.push(Event {
            time,
            turn: index as u32,
            task: 1,
            kind,
        });
    }
    recording
}

fn report() -> impl Strategy<Value = Report> {
    let error = (any::<(u32, u32, u32, u32)>(), text());
    let error = error.prop_map(
        |((line, column, end_line, end_column), message)| SyntaxError {
            line,
            column,
            end_line,
            end_column,
            message,
        },
    );
    prop_oneof![
        any::<bool>().prop_map(|can_suspend| Report::Ready { can_suspend }),
        (
            text(),
            prop::collection::vec(any::<u32>(), 1..20),
            any::<u64>()
        )
            .prop_map(|(name, times, now)| {
                let batch = recorded(&name, &times).take_batch().unwrap_or_default();
                Report::Recorded { batch, now }
            }),
        any::<(bool, u64)>().prop_map(|(paused, now)| Report::Paused { paused, now }),
        (text(), any::<u64>()).prop_map(|(prompt, now)| Report::Asks { prompt, now }),
        Just(Report::Ended),
        (text(), any::<bool>()).prop_map(|(text, limit)| Report::Lost { text, limit }),
        (any::<u32>(), prop::option::of(error))
            .prop_map(|(id, error)| Report::Checked { id, error }),
        text().prop_map(|text| Report::Fault { text }),
    ]
}

/// Bytes are refused, or are a message, which then has one encoding.
fn is_refused_or_kept<M: Serialize + DeserializeOwned>(bytes: &[u8]) {
    let Ok(message) = decode::<M>(bytes) else {
        return;
    };
    let once = encode(&message).expect("it can be encoded");
    let again: M = decode(&once).expect("what was encoded can be decoded");
    assert_eq!(encode(&again), Ok(once));
}

fn survives<M>(message: &M, place: Index, byte: u8)
where
    M: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let bytes = encode(message).expect("it can be encoded");
    assert_eq!(decode::<M>(&bytes).as_ref(), Ok(message));
    let place = place.index(bytes.len());
    assert!(decode::<M>(&bytes[..place]).is_err());
    let mut changed = bytes.clone();
    changed[place] = byte;
    is_refused_or_kept::<M>(&changed);
    let mut moved = bytes;
    moved.insert(place, byte);
    is_refused_or_kept::<M>(&moved);
    moved.remove(0);
    is_refused_or_kept::<M>(&moved);
}

proptest! {
    #[test]
    fn a_command_survives(message in command(), place in any::<Index>(), byte in any::<u8>()) {
        survives(&message, place, byte);
    }

    #[test]
    fn a_report_survives(message in report(), place in any::<Index>(), byte in any::<u8>()) {
        survives(&message, place, byte);
    }

    #[test]
    fn bytes_are_refused_or_a_message(
        bytes in prop::collection::vec(prop_oneof![3 => 0..20_u8, 1 => any::<u8>()], 0..100),
    ) {
        is_refused_or_kept::<Command>(&bytes);
        is_refused_or_kept::<Report>(&bytes);
    }
}
