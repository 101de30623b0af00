//! What programs do with the loop itself, and with awaitables and stacks of their own.

use super::{DEEPEST, Generator, Scope};
use crate::fuzz::line::Line;

const LOOP: &str = "asyncio.get_running_loop()";

impl Generator {
    /// Asks something of the loop, or of its tasks.
    pub(super) fn ask_loop(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        match self.random.below(10) {
            0 => lines.push(self.tell("names(asyncio.all_tasks())")),
            1 => {
                let delay = self.delay();
                lines.push(Line::new(format!(
                    "{LOOP}.call_later({delay}, {LOOP}.stop)"
                )));
            }
            2 | 3 => {
                let (delay, label) = (self.wait(), self.label());
                let line = self.tell(&format!(
                    "await {LOOP}.run_in_executor(None, work, {delay}, {label})"
                ));
                lines.push(line);
            }
            4 => {
                let inner = self.awaitable(scope.deeper());
                let name = self.new_task();
                lines.push(Line::new(format!(
                    "tasks[\"{name}\"] = asyncio.ensure_future({inner})"
                )));
            }
            5 => {
                let delay = self.delay();
                lines.push(self.tell(&format!(
                    "await asyncio.wait_for({LOOP}.shutdown_asyncgens(), {delay})"
                )));
            }
            6 => {
                let label = self.label();
                lines.push(Line::new(format!(
                    "{LOOP}.call_exception_handler({{\"message\": {label}}})"
                )));
            }
            7 => {
                let (coroutine, name) = (self.coroutine(scope), self.new_task());
                lines.push(Line::new(format!(
                    "tasks[\"{name}\"] = asyncio.create_task({coroutine}, name=\"{name}\", context=contextvars.copy_context())"
                )));
            }
            8 => {
                let (task, label) = (self.task(), self.label());
                lines.push(Line::new(format!("{task}.set_name({label})")));
            }
            _ => lines.push(self.tell("asyncio.current_task().get_name()")),
        }
    }

    /// Waits for something that is no coroutine, future or task.
    pub(super) fn await_by_hand(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let inner = self.awaitable(scope.deeper());
        let line = match self.random.below(5) {
            0 => self.tell("await Pause()"),
            1 => self.tell("await Odd()"),
            _ => self.tell(&format!("await Through({inner})")),
        };
        lines.push(line);
    }

    /// The classes that [`Self::await_by_hand`] uses.
    pub(super) fn awaitables(lines: &mut Vec<Line>) {
        let class = |name: &str, methods: Vec<Line>| Line::block(format!("class {name}:"), methods);
        let method = |head: &str, body: &[&str]| {
            Line::block(head, body.iter().copied().map(Line::new).collect())
        };
        lines.push(class(
            "Pause",
            vec![method(
                "def __await__(self):",
                &["yield", "yield", "return \"paused\""],
            )],
        ));
        lines.push(class(
            "Odd",
            vec![method("def __await__(self):", &["yield 7"])],
        ));
        lines.push(class(
            "Through",
            vec![
                method("def __init__(self, inner):", &["self.inner = inner"]),
                method(
                    "def __await__(self):",
                    &["return (yield from asyncio.ensure_future(self.inner).__await__())"],
                ),
            ],
        ));
    }

    /// Things to be done when a block is left, in turn.
    pub(super) fn stack(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let inner = scope.deeper();
        let mut body = Vec::new();
        for _ in 0..self.random.between(1, 2) {
            let (delay, label) = (self.delay(), self.label());
            body.push(match self.random.below(4) {
                0 => Line::new(format!("stack.callback(say, {label})")),
                1 if self.has(super::Topic::Locks) => {
                    Line::new("await stack.enter_async_context(lock)")
                }
                2 => Line::new(format!(
                    "await stack.enter_async_context(asyncio.timeout({delay}))"
                )),
                _ => Line::new(format!(
                    "stack.push_async_callback(asyncio.sleep, {delay}, {label})"
                )),
            });
        }
        if scope.depth < DEEPEST {
            body.extend(self.block(inner, 1, 2));
        }
        lines.push(Line::block(
            "async with contextlib.AsyncExitStack() as stack:",
            body,
        ));
    }
}
