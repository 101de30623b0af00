//! What the program writes, and whom it belongs to.

use std::cell::RefCell;

use interleave_trace::{self as trace, Kind, Recording, TaskId, ThreadId};

use interleave_asyncio::Stream;

use super::Recorder;

/// Gets output when it is recorded: the recording up to it, the stream, the text.
pub type OutputSink = dyn Fn(&RefCell<Recording>, trace::Stream, &str);

impl Recorder {
    /// The task at work writes. Whole lines become events; the rest waits for its
    /// line end, or for the end of the step.
    pub(super) fn write(&self, stream: Stream, text: &str) {
        let writer = (stream, self.activity.task());
        let whole = self.unfinished.borrow_mut().write(writer, text);
        for ((stream, task), text) in whole {
            self.emit(stream, task, 0, &text);
        }
    }

    /// Records what was written without a line end.
    pub fn flush(&self) {
        self.take_unfinished();
    }

    /// The same; the unfinished line, where there was one.
    pub fn take_unfinished(&self) -> Option<String> {
        let ((stream, task), text) = self.unfinished.borrow_mut().take()?;
        self.emit(stream, task, 0, &text);
        Some(text)
    }

    pub(super) fn emit(&self, stream: Stream, task: TaskId, thread: ThreadId, text: &str) {
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
        };
        self.record(task, kind);
        if let Some(sink) = self.sink.get() {
            sink(&self.recording, stream, text);
        }
    }
}
