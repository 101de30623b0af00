//! Which step blocks the loop right now, and which lines of the program it may repeat.

use crate::chart::{Chart, Runs};
use crate::event::{Micros, NO_TASK, TaskId};

/// A step that has run for longer than this blocks the loop, in µs: as long as those of
/// which there is an event.
const SLOW: Micros = 100_000;

/// A step that has blocked the event loop until now, and has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocking {
    /// The task, or [`NO_TASK`] for a callback.
    pub task: TaskId,
    /// When the step began.
    pub start: Micros,
    /// The line at which it began; 0 if unknown.
    pub line: u32,
}

/// The step that blocks the event loop at the chart's latest moment; `None` where the run is
/// over, or no step has run for more than [`SLOW`].
#[must_use]
pub fn blocking(chart: &Chart) -> Option<Blocking> {
    let step = chart.open_step().filter(|_| chart.end.is_none())?;
    let (task, line) = match step.runs {
        Runs::Task { task, span } => (task, chart.task(task)?.spans.get(span)?.line),
        Runs::Callback(index) => (NO_TASK, chart.callbacks.get(index)?.line),
    };
    let start = step.start;
    (chart.now > start + SLOW).then_some(Blocking { task, start, line })
}

/// The first and the last line of the loop that a step which began at `line` is in, if it
/// computes without end: the first `while` or `for` from there on, in the same function, that
/// awaits nothing. `None` where there is none, or the text can't tell.
///
/// Judged by indentation alone, which the grammar of Python allows for statements.
#[must_use]
pub fn loop_without_await(source: &str, line: u32) -> Option<(u32, u32)> {
    let lines: Vec<&str> = source.lines().collect();
    let first = (line as usize).checked_sub(1)?;
    let start = lines.get(first)?;
    // What belongs to the function is indented more than its `def`; a step that goes on in
    // the midst of it can be in any loop around that line.
    let outside = match is_definition(start) {
        true => indent(start),
        false => {
            let above = lines[..first].iter().rev();
            let definition = above.filter(|line| is_definition(line));
            let definition = definition
                .map(|line| indent(line))
                .find(|&depth| depth < indent(start));
            return loop_in(&lines, first, definition);
        }
    };
    loop_in(&lines, first + 1, Some(outside))
}

/// The first loop from line index `first` on that awaits nothing, in a function whose `def`
/// is indented by `outside`.
fn loop_in(lines: &[&str], first: usize, outside: Option<usize>) -> Option<(u32, u32)> {
    for (index, line) in lines.iter().enumerate().skip(first) {
        if is_blank(line) {
            continue;
        }
        if outside.is_some_and(|outside| indent(line) <= outside) {
            return None;
        }
        if !is_loop(line) {
            continue;
        }
        let body = lines[index + 1..].iter();
        let body = body.take_while(|next| is_blank(next) || indent(next) > indent(line));
        let body: Vec<&str> = body.copied().collect();
        if body.iter().any(|line| awaits(line)) {
            continue;
        }
        let length = body.iter().rposition(|line| !is_blank(line))? + 1;
        let number = |index: usize| u32::try_from(index + 1).ok();
        return Some((number(index)?, number(index + length)?));
    }
    None
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

fn is_definition(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("async def ") || line.starts_with("def ")
}

fn is_loop(line: &str) -> bool {
    let line = line.trim_start();
    ["while ", "while(", "for "]
        .iter()
        .any(|word| line.starts_with(word))
}

/// Whether a line can end a step: it awaits, or yields.
fn awaits(line: &str) -> bool {
    let words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let mut words = words.filter(|word| !word.is_empty());
    words.any(|word| matches!(word, "await" | "async" | "yield"))
}

#[cfg(test)]
mod tests {
    use super::loop_without_await;

    const PROGRAM: &str = "\
import asyncio

async def spin():
    n = 0
    while True:
        n += 1

    print(n)

async def polite():
    while True:
        await asyncio.sleep(0)
        for n in range(10**9):
            # counts

            pass
";

    #[test]
    fn the_loop_of_a_step_that_begins_with_its_function() {
        assert_eq!(loop_without_await(PROGRAM, 3), Some((5, 6)));
        assert_eq!(loop_without_await(PROGRAM, 10), Some((13, 16)));
    }

    #[test]
    fn the_loop_of_a_step_that_goes_on_after_an_await() {
        assert_eq!(loop_without_await(PROGRAM, 12), Some((13, 16)));
    }

    #[test]
    fn no_loop_of_another_function_and_none_where_there_is_none() {
        assert_eq!(loop_without_await(PROGRAM, 8), None);
        assert_eq!(loop_without_await("x = 1\nf(x)\n", 1), None);
        assert_eq!(loop_without_await(PROGRAM, 0), None);
        assert_eq!(loop_without_await(PROGRAM, 99), None);
        assert_eq!(loop_without_await("while True:\n", 1), None);
    }

    #[test]
    fn a_loop_at_the_top_level() {
        let program = "import time\nwhile True:\n    pass\n";
        assert_eq!(loop_without_await(program, 1), Some((2, 3)));
    }
}
