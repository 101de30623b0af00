//! A step that computes and computes: what blocks the event loop, and for how long.

use super::EVENT_LOOP;
use super::time::duration;
use crate::event::Micros;

/// A step that does not come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stall<'a> {
    /// The task, or what else runs.
    pub agent: &'a str,
    /// For how long it has run, in µs.
    pub length: Micros,
    /// The line at which it began; 0 if unknown.
    pub line: u32,
    /// The lines of the loop that it may be in.
    pub repeats: Option<(u32, u32)>,
    /// Whether a simulated thread runs, and no step.
    pub in_thread: bool,
}

impl Stall<'_> {
    /// While it lasts: `spin has blocked the event loop for 4.3 s (the loop in
    /// lines 5–6 awaits nothing)`.
    #[must_use]
    pub fn now(&self) -> String {
        let Self { agent, length, .. } = *self;
        let place = match (self.repeats, self.line) {
            (Some(lines), _) => format!(" ({})", self.never_waits(lines)),
            (None, 0) => String::new(),
            (None, line) if self.in_thread => format!(" (it went on from line {line})"),
            (None, line) => format!(" (this step started at line {line})"),
        };
        format!(
            "{agent} has blocked the {EVENT_LOOP} for {}{place}",
            duration(length)
        )
    }

    /// While the program is to be paused, and can't be yet.
    #[must_use]
    pub fn pausing(&self) -> String {
        let Self { agent, .. } = *self;
        format!("{agent} will be paused when its step ends: a step can't be halted. Stop ends it.")
    }

    /// When it was ended from outside, with what helps.
    #[must_use]
    pub fn stopped(&self) -> String {
        let Self { agent, length, .. } = *self;
        let long = duration(length);
        let blocked = format!("{agent} blocked the {EVENT_LOOP} for {long}, until it was stopped");
        match (self.repeats, self.line) {
            (Some(lines), _) if self.in_thread => format!(
                "{blocked}: {}. Threads are switched only where they wait, for instance in \
                 time.sleep(0).",
                self.never_waits(lines)
            ),
            (Some(lines), _) => format!(
                "{blocked}: {}. Await something there, such as asyncio.sleep(0), or run it in a \
                 thread with asyncio.to_thread.",
                self.never_waits(lines)
            ),
            (None, 0) => format!("{blocked}."),
            (None, line) if self.in_thread => {
                format!("{blocked}. It had gone on from line {line}.")
            }
            (None, line) => format!("{blocked}, in a step that started at line {line}."),
        }
    }

    fn never_waits(&self, (first, last): (u32, u32)) -> String {
        let verb = match self.in_thread {
            true => "never waits",
            false => "awaits nothing",
        };
        match first == last {
            true => format!("the loop in line {first} {verb}"),
            false => format!("the loop in lines {first}–{last} {verb}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Stall;

    const STALL: Stall<'_> = Stall {
        agent: "spin",
        length: 4_300_000,
        line: 3,
        repeats: Some((5, 6)),
        in_thread: false,
    };

    #[test]
    fn the_lines_of_the_loop_are_named_where_they_are_known() {
        assert_eq!(
            STALL.now(),
            "spin has blocked the event loop for 4.3 s (the loop in lines 5–6 awaits nothing)"
        );
        let one = Stall {
            repeats: Some((5, 5)),
            ..STALL
        };
        assert!(one.stopped().contains("the loop in line 5 awaits nothing."));
    }

    #[test]
    fn a_thread_is_told_where_threads_are_switched() {
        let thread = Stall {
            agent: "digger",
            in_thread: true,
            ..STALL
        };
        assert!(
            thread
                .now()
                .ends_with("(the loop in lines 5–6 never waits)")
        );
        assert!(
            thread
                .stopped()
                .ends_with("where they wait, for instance in time.sleep(0).")
        );
        let unknown = Stall {
            repeats: None,
            ..thread
        };
        assert!(unknown.stopped().ends_with("It had gone on from line 3."));
    }

    #[test]
    fn or_else_the_line_of_the_step_or_none() {
        let step = Stall {
            repeats: None,
            ..STALL
        };
        assert!(step.now().ends_with("4.3 s (this step started at line 3)"));
        assert!(
            step.stopped()
                .ends_with("in a step that started at line 3.")
        );
        let unknown = Stall { line: 0, ..step };
        assert!(unknown.now().ends_with("for 4.3 s"));
        assert!(unknown.stopped().ends_with("until it was stopped."));
    }
}
