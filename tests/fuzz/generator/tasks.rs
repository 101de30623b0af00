//! Statements that cancel, settle, group and wait for tasks, and what runs between them.

use super::{DEEPEST, Generator, Scope};
use crate::fuzz::line::Line;

impl Generator {
    pub(super) fn cancel(&mut self, lines: &mut Vec<Line>) {
        let mut task = self.task();
        if self.random.chance(15) {
            task = "asyncio.current_task()".to_owned();
        }
        let label = self.label();
        lines.push(match self.random.below(10) {
            0..=3 => self.tell(&format!("{task}.cancel()")),
            4 | 5 => self.tell(&format!("{task}.cancel({label})")),
            6 => self.tell(&format!("{task}.uncancel()")),
            7 => self.tell(&format!("{task}.cancelling()")),
            8 => self.tell(&format!("{task}.done(), {task}.cancelled()")),
            _ => self.tell(&format!("result_of({task})")),
        });
    }

    /// Does something to a future made by hand.
    pub(super) fn settle(&mut self, lines: &mut Vec<Line>) {
        let (future, label) = (self.future(), self.label());
        lines.push(match self.random.below(8) {
            0..=2 => Line::new(format!("{future}.set_result({label})")),
            3 => {
                let error = self.error();
                Line::new(format!("{future}.set_exception({error})"))
            }
            4 => self.tell(&format!("{future}.cancel()")),
            5 => self.tell(&format!("result_of({future})")),
            6 => {
                let callback = self.random.between(1, 2);
                Line::new(format!("{future}.add_done_callback(b{callback})"))
            }
            _ => self.tell(&format!("{future}.done(), {future}.cancelled()")),
        });
    }

    pub(super) fn group(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        if scope.depth >= DEEPEST {
            return self.spawn(scope, lines);
        }
        let inner = scope.deeper();
        let mut body = Vec::new();
        for _ in 0..self.random.between(1, 3) {
            let (coroutine, name) = (self.coroutine(inner), self.new_task());
            body.push(Line::new(format!(
                "tasks[\"{name}\"] = group.create_task({coroutine}, name=\"{name}\")"
            )));
            if self.random.chance(30) {
                self.statement(inner, &mut body);
            }
        }
        let block = Line::block("async with asyncio.TaskGroup() as group:", body);
        if self.random.chance(50) {
            lines.push(block);
            return;
        }
        lines.push(Line::block("try:", vec![block]));
        let caught = self.random.pick(&[
            "Exception",
            "Exception",
            "ValueError",
            "(KeyError, OSError)",
        ]);
        let mut body = vec![self.tell("repr(error)")];
        body.extend(self.block(inner.starred(), 0, 1));
        lines.push(Line::block(format!("except* {caught} as error:"), body));
    }

    pub(super) fn timeout(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        if scope.depth >= DEEPEST {
            let (inner, delay) = (self.awaitable(scope), self.delay());
            let line = self.tell(&format!("await asyncio.wait_for({inner}, {delay})"));
            lines.push(line);
            return;
        }
        let delay = self.delay();
        let mut body = self.block(scope.deeper(), 1, 3);
        match self.random.below(8) {
            0 => body.push(Line::new(format!(
                "limit.reschedule(asyncio.get_running_loop().time() + {})",
                self.delay()
            ))),
            1 => body.insert(0, Line::new("limit.reschedule(None)")),
            _ => {}
        }
        let block = Line::block(
            format!("async with asyncio.timeout({delay}) as limit:"),
            body,
        );
        if self.random.chance(40) {
            lines.push(block);
        } else {
            lines.push(Line::block("try:", vec![block]));
            let body = vec![self.tell("repr(error), limit.expired()")];
            lines.push(Line::block("except TimeoutError as error:", body));
        }
    }

    pub(super) fn wait_for_some(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let mut some: Vec<_> = (0..self.random.between(1, 3))
            .map(|_| self.task())
            .collect();
        if self.random.chance(30) {
            some.push("*tasks.values()".to_owned());
        }
        let some = some.join(", ");
        let timeout = if self.random.chance(50) {
            format!(", timeout={}", self.delay())
        } else {
            String::new()
        };
        match self.random.below(4) {
            0 | 1 => {
                let when =
                    self.random
                        .pick(&["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"]);
                lines.push(Line::new(format!(
                    "done, pending = await asyncio.wait([{some}]{timeout}, return_when=asyncio.{when})"
                )));
                lines.push(self.tell("names(done), names(pending)"));
            }
            2 => {
                let mut body = vec![self.tell("await earliest")];
                body.extend(self.block(scope.looping(), 0, 1));
                lines.push(Line::block(
                    format!("for earliest in asyncio.as_completed([{some}]{timeout}):"),
                    body,
                ));
            }
            _ => {
                let mut body = vec![self.tell("earliest.get_name(), result_of(earliest)")];
                body.extend(self.block(scope.looping(), 0, 1));
                lines.push(Line::block(
                    format!("async for earliest in asyncio.as_completed([{some}]{timeout}):"),
                    body,
                ));
            }
        }
    }

    pub(super) fn callback(&mut self, lines: &mut Vec<Line>) {
        let callback = format!("b{}", self.random.between(1, 2));
        let event_loop = "asyncio.get_running_loop()";
        match self.random.below(7) {
            6 => lines.push(Line::new(format!(
                "{event_loop}.call_at({event_loop}.time() + {}, {callback})",
                self.delay()
            ))),
            0 | 1 => lines.push(Line::new(format!("{event_loop}.call_soon({callback})"))),
            2 | 3 => {
                let delay = self.delay();
                lines.push(Line::new(format!(
                    "handle = {event_loop}.call_later({delay}, {callback})"
                )));
                if self.random.chance(30) {
                    self.statement_that_waits(lines);
                    lines.push(Line::new("handle.cancel()"));
                    lines.push(self.tell("handle.cancelled(), round(handle.when(), 2)"));
                }
            }
            4 => {
                let task = self.task();
                lines.push(Line::new(format!("{task}.add_done_callback({callback})")));
            }
            _ => {
                let task = self.task();
                lines.push(self.tell(&format!("{task}.remove_done_callback({callback})")));
            }
        }
    }

    pub(super) fn statement_that_waits(&mut self, lines: &mut Vec<Line>) {
        lines.push(Line::new(format!("await asyncio.sleep({})", self.delay())));
    }

    pub(super) fn generate(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        match self.random.below(5) {
            0 => {
                lines.push(Line::new("numbers = g1()"));
                lines.push(self.tell("await anext(numbers)"));
                lines.extend(self.block(scope.deeper(), 0, 1));
                lines.push(match self.random.below(4) {
                    0 => self.tell("await numbers.asend(7)"),
                    1 => {
                        let error = self.error();
                        self.tell(&format!("await numbers.athrow({error})"))
                    }
                    _ => Line::new("await numbers.aclose()"),
                });
            }
            1 => lines.push(self.tell("[number async for number in g1()]")),
            _ => {
                let mut body = vec![self.tell("number")];
                body.extend(self.block(scope.looping(), 0, 2));
                if self.random.chance(30) {
                    body.push(Line::new("break"));
                }
                lines.push(Line::block("async for number in g1():", body));
            }
        }
    }

    pub(super) fn manage(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let body = self.block(scope.deeper(), 1, 3);
        lines.push(Line::block("async with m1() as value:", body));
    }

    pub(super) fn context(&mut self, lines: &mut Vec<Line>) {
        let label = self.label();
        lines.push(if self.random.chance(50) {
            Line::new(format!("variable.set({label})"))
        } else {
            self.tell("variable.get()")
        });
    }
}
