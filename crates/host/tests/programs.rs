//! Small programs, and what the host records of them.

#![forbid(unsafe_code)]

use std::rc::Rc;

use interleave_host::{Host, Program, Simulated};
use interleave_trace::{End, Kind, Recording};

fn record(program: &str) -> Recording {
    let host = Host::new(0).expect("Python starts");
    host.run(&Program::new(program), Rc::new(Simulated::default()))
}

/// What was written, and the thread that wrote it.
fn outputs(recording: &Recording) -> Vec<(u32, String)> {
    let output = |kind| match kind {
        Kind::Output { text, thread, .. } => Some((thread, recording.text(text).to_owned())),
        _ => None,
    };
    let events = recording.events().iter();
    events.filter_map(|event| output(event.kind)).collect()
}

fn end(recording: &Recording) -> Option<(End, u8)> {
    match recording.events().last()?.kind {
        Kind::Ended { how, status, .. } => Some((how, status)),
        _ => None,
    }
}

#[test]
fn output_is_recorded_by_lines() {
    let recording = record("print('a', 'b')\nprint('c', end='')\nprint('d\\ne', end='')");
    let written: Vec<_> = outputs(&recording)
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    assert_eq!(written, ["a b\n", "cd\n", "e"]);
    assert_eq!(end(&recording), Some((End::Finished, 0)));
}

#[test]
fn threads_write_in_the_order_of_their_clocks() {
    let recording = record(
        "import asyncio, time\n\
         def work(n):\n    time.sleep(n)\n    print(n)\n\
         async def main():\n    await asyncio.gather(*(asyncio.to_thread(work, n) for n in (3, 1, 2)))\n\
         asyncio.run(main())",
    );
    let expected = [(2, "1\n"), (3, "2\n"), (1, "3\n")];
    assert_eq!(
        outputs(&recording),
        expected.map(|(thread, text)| (thread, text.to_owned()))
    );
}

#[test]
fn a_limit_leaves_no_word_of_ours_in_the_programs_output() {
    let recording = record("import asyncio\nasyncio.run(asyncio.sleep(float('inf')))");
    assert_eq!(end(&recording), Some((End::Limit, 3)));
    assert_eq!(outputs(&recording), []);
}
