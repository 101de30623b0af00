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
}

impl Stall<'_> {
    /// While it lasts: `spin has blocked the event loop for 4.3 s (the loop in
    /// lines 5–6 awaits nothing)`.
    #[must_use]
    pub fn now(&self) -> String {
        let Self { agent, length, .. } = *self;
        let place = match (self.repeats, self.line) {
            (Some(lines), _) => format!(" ({})", awaits_nothing(lines)),
            (None, 0) => String::new(),
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
            (Some(lines), _) => format!(
                "{blocked}: {}. Await something there, such as asyncio.sleep(0), or run it in a \
                 thread with asyncio.to_thread.",
                awaits_nothing(lines)
            ),
            (None, 0) => format!("{blocked}."),
            (None, line) => format!("{blocked}, in a step that started at line {line}."),
        }
    }
}

fn awaits_nothing((first, last): (u32, u32)) -> String {
    match first == last {
        true => format!("the loop in line {first} awaits nothing"),
        false => format!("the loop in lines {first}–{last} awaits nothing"),
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
