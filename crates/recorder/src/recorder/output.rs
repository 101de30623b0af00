//! What the program writes, and whom it belongs to.

use std::cell::RefCell;

use interleave_trace::{self as trace, Kind, Recording, TaskId, ThreadId};

use interleave_asyncio::{Piece, Stream};

use super::Recorder;

/// Gets output when it is recorded: the recording up to it, the stream, the text.
pub type OutputSink = dyn Fn(&RefCell<Recording>, trace::Stream, &str);

impl Recorder {
    /// The task at work writes. Whole lines become events; the rest waits for its
    /// line end, or for the end of the step.
    pub(super) fn write(&self, stream: Stream, text: &str, line: u32) {
        let writer = (stream, self.activity.task());
        let whole = self.unfinished.borrow_mut().write(writer, text, line);
        for Piece { writer, text, line } in whole {
            let (stream, task) = writer;
            self.emit(stream, task, 0, &text, line);
        }
    }

    /// Records what was written without a line end.
    pub fn flush(&self) {
        self.take_unfinished();
    }

    /// The same; the unfinished line, where there was one.
    pub fn take_unfinished(&self) -> Option<String> {
        let Piece { writer, text, line } = self.unfinished.borrow_mut().take()?;
        let (stream, task) = writer;
        self.emit(stream, task, 0, &text, line);
        Some(text)
    }

    pub(super) fn emit(
        &self,
        stream: Stream,
        task: TaskId,
        thread: ThreadId,
        text: &str,
        line: u32,
    ) {
        if !self.is_recording.get() {
            return;
        }
        let stream = match stream {
            Stream::Stdin => trace::Stream::Stdin,
            Stream::Stdout => trace::Stream::Stdout,
            Stream::Stderr => trace::Stream::Stderr,
        };
        let sym = self.intern(text);
        let kind = Kind::Output {
            stream,
            text: sym,
            thread,
            line,
        };
        self.record(task, kind);
        if let Some(sink) = self.sink.get() {
            sink(&self.recording, stream, text);
        }
    }
}
