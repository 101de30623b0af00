//! Statements of coroutines and of callbacks.

use super::{DEEPEST, Generator, Scope, topics::Topic};
use crate::fuzz::line::Line;

impl Generator {
    /// A statement of a coroutine.
    pub(super) fn statement(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        // Half of a program is about its topics.
        if self.random.chance(50) && !self.topics.is_empty() {
            let topic = self.topics[self.random.below(self.topics.len())];
            return self.about(topic, scope, lines);
        }
        match self
            .random
            .below(if scope.depth < DEEPEST { 12 } else { 8 })
        {
            0 | 1 => lines.push(self.say()),
            2 => lines.push(Line::new(format!("await asyncio.sleep({})", self.delay()))),
            3 | 4 => self.spawn(scope, lines),
            5 => lines.push(Line::new(format!("await {}", self.awaitable(scope)))),
            6 => {
                let (label, inner) = (self.label(), self.awaitable(scope));
                lines.push(Line::new(format!("say({label}, await {inner})")));
            }
            7 => self.leave(scope, lines),
            8 => {
                let times = self.random.between(2, 3);
                let body = self.block(scope.looping(), 1, 3);
                lines.push(Line::block(format!("for _ in range({times}):"), body));
            }
            _ => self.attempt(scope, lines),
        }
    }

    /// A statement that may stand where nothing can be awaited.
    pub(super) fn plain_statement(&mut self, lines: &mut Vec<Line>) {
        let mut choices = vec![0];
        let mut add = |topic, choice| {
            if self.topics.contains(&topic) {
                choices.push(choice);
            }
        };
        for (topic, choice) in [
            (Topic::Cancel, 1),
            (Topic::Raise, 2),
            (Topic::Locks, 3),
            (Topic::Semaphores, 4),
            (Topic::Events, 5),
            (Topic::Queues, 6),
            (Topic::Futures, 7),
            (Topic::Context, 8),
        ] {
            add(topic, choice);
        }
        match choices[self.random.below(choices.len())] {
            1 => {
                let task = self.some_task();
                lines.push(Line::new(format!("{task}.cancel()")));
            }
            2 => {
                let error = self.error();
                lines.push(Line::new(format!("raise {error}")));
            }
            3 => lines.push(Line::new("lock.release()")),
            4 => lines.push(Line::new("semaphore.release()")),
            5 => lines.push(Line::new(
                *self.random.pick(&[&"event.set()", &"event.clear()"]),
            )),
            6 => self.queue_at_once(lines),
            7 => self.settle(lines),
            8 => self.context(lines),
            _ => lines.push(self.say()),
        }
    }

    pub(super) fn say(&mut self) -> Line {
        Line::new(format!("say({})", self.label()))
    }

    /// Says the value of an expression.
    pub(super) fn tell(&mut self, expression: &str) -> Line {
        Line::new(format!("say({}, {expression})", self.label()))
    }

    pub(super) fn spawn(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let coroutine = self.coroutine(scope);
        let name = self.new_task();
        lines.push(Line::new(format!(
            "tasks[\"{name}\"] = asyncio.create_task({coroutine}, name=\"{name}\")"
        )));
    }

    /// A task of a callback, which has no running one to fall back to.
    fn some_task(&mut self) -> String {
        let number = self.random.between(1, self.tasks.max(2));
        format!("tasks[\"t{number}\"]")
    }

    /// `return`, `break` or `continue`, where they may stand.
    fn leave(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        if scope.looping && self.random.chance(60) {
            lines.push(Line::new(*self.random.pick(&[&"break", &"continue"])));
        } else if scope.returning && !scope.starred && scope.depth > 0 && self.random.chance(30) {
            let label = self.label();
            lines.push(Line::new(format!("return {label}")));
        } else {
            lines.push(self.say());
        }
    }

    /// `try` with its clauses.
    fn attempt(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let inner = scope.deeper();
        lines.push(Line::block("try:", self.block(inner, 1, 3)));
        let kind = self.random.below(10);
        if kind < 8 {
            let caught = self.random.pick(&[
                "Exception",
                "Exception",
                "asyncio.CancelledError",
                "asyncio.CancelledError",
                "BaseException",
                "ValueError",
                "TimeoutError",
                "(ValueError, asyncio.CancelledError)",
            ]);
            let mut body = vec![self.tell("repr(error)")];
            body.extend(self.block(inner, 0, 1));
            match self.random.below(6) {
                0 | 1 => body.push(Line::new("raise")),
                2 if self.has(Topic::Raise) => {
                    let error = self.error();
                    body.push(Line::new(format!("raise {error} from error")));
                }
                _ => {}
            }
            lines.push(Line::block(format!("except {caught} as error:"), body));
            if kind == 0 {
                lines.push(Line::block("else:", self.block(inner, 1, 2)));
            }
        }
        if kind > 5 {
            // Leaving from here is one of the things that Python warns of.
            let inner = Scope {
                looping: false,
                returning: false,
                ..inner
            };
            lines.push(Line::block("finally:", self.block(inner, 1, 2)));
        }
    }

    /// An exception to raise.
    pub(super) fn error(&mut self) -> String {
        let label = self.label();
        let class = self.random.pick(&[
            "ValueError",
            "ValueError",
            "ValueError",
            "KeyError",
            "RuntimeError",
            "OSError",
            "TimeoutError",
            "asyncio.CancelledError",
            "StopAsyncIteration",
        ]);
        format!("{class}({label})")
    }

    fn about(&mut self, topic: Topic, scope: Scope, lines: &mut Vec<Line>) {
        match topic {
            Topic::Cancel => self.cancel(lines),
            Topic::Raise => {
                let error = self.error();
                lines.push(Line::new(format!("raise {error}")));
            }
            Topic::Locks => self.lock(scope, lines),
            Topic::Semaphores => self.semaphore(scope, lines),
            Topic::Events => self.event(lines),
            Topic::Conditions => self.condition(scope, lines),
            Topic::Barriers => self.barrier(scope, lines),
            Topic::Queues => self.queue(lines),
            Topic::Futures => self.settle(lines),
            Topic::Groups => self.group(scope, lines),
            Topic::Timeouts => self.timeout(scope, lines),
            Topic::Gather => {
                let gather = self.gather(scope.deeper());
                let line = self.tell(&format!("await {gather}"));
                lines.push(line);
            }
            Topic::Wait => self.wait_for_some(scope, lines),
            Topic::Callbacks => self.callback(lines),
            Topic::Generators => self.generate(scope, lines),
            Topic::Managers => self.manage(scope, lines),
            Topic::Context => self.context(lines),
            Topic::Threads => {
                let job = self.thread_job();
                let line = self.tell(&format!("await {job}"));
                lines.push(line);
            }
            Topic::Blocking => {
                let delay = self.wait();
                lines.push(Line::new(format!("time.sleep({delay})")));
            }
            Topic::Loops => self.ask_loop(scope, lines),
            Topic::Streams => self.stream(scope, lines),
            // It is about how the program runs.
            Topic::Subclasses | Topic::Debug => lines.push(self.say()),
            Topic::ByHand => self.await_by_hand(scope, lines),
            Topic::Stacks => self.stack(scope, lines),
            Topic::Exits => {
                let label = self.label();
                let class = self
                    .random
                    .pick(&["SystemExit", "KeyboardInterrupt", "StopIteration"]);
                if self.random.chance(40) {
                    lines.push(Line::new(format!("raise {class}({label})")));
                }
            }
            Topic::Handlers => {
                let label = self.label();
                lines.push(Line::new(format!(
                    "asyncio.get_running_loop().call_exception_handler({{\"message\": {label}}})"
                )));
            }
            Topic::Eager => {
                let (call, name) = (self.coroutine(scope), self.new_task());
                lines.push(Line::new(format!(
                    "tasks[\"{name}\"] = asyncio.eager_task_factory(asyncio.get_running_loop(), {call}, name=\"{name}\")"
                )));
            }
        }
    }
}
