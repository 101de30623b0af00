//! What the program writes, and whom it belongs to.

use interleave_trace::{End, Kind, Stream, TaskId, ThreadId};

use super::{ThreadClock, World};
use crate::{arrivals::Arrival, platform::Limit};

impl World {
    /// The program writes. Whole lines become events; the rest waits for its
    /// line end, or for the end of the step.
    pub(crate) fn write(&self, stream: Stream, text: &str) {
        if self.thread.get().is_some() {
            for (stream, text) in self.thread_lines.borrow_mut().write(stream, text) {
                self.write_from_thread(stream, text);
            }
            return;
        }
        let writer = (stream, self.task.get());
        for ((stream, task), text) in self.lines.borrow_mut().write(writer, text) {
            self.emit(stream, task, 0, &text);
        }
    }

    pub(super) fn write_from_thread(&self, stream: Stream, text: String) {
        if let Some(ThreadClock { thread, .. }) = self.thread.get() {
            let task = self.task.get();
            self.happens(Arrival::Output {
                thread: self.lane(thread),
                task,
                stream,
                text,
            });
        }
    }

    /// Puts down what was written without a line end.
    pub(crate) fn flush_line(&self) {
        self.put_line_down();
    }

    /// The same; the unfinished line, where there was one.
    pub(crate) fn put_line_down(&self) -> Option<String> {
        let ((stream, task), text) = self.lines.borrow_mut().take()?;
        self.emit(stream, task, 0, &text);
        Some(text)
    }

    pub(super) fn emit(&self, stream: Stream, task: TaskId, thread: ThreadId, text: &str) {
        if !self.running.get() {
            return;
        }
        let written = self.written.get() + text.len() as u64;
        self.written.set(written);
        let sym = self.intern(text);
        self.record(
            task,
            Kind::Output {
                stream,
                text: sym,
                thread,
            },
        );
        self.platform().output(&self.recording, stream, text);
        if self
            .limits
            .get()
            .max_output
            .is_some_and(|limit| written > limit)
        {
            let text =
                format!("The program reached the limit of output: it wrote {written} bytes.");
            self.mark_ended(End::Limit, self.with_remedy(text, Limit::Output));
        }
    }
}
