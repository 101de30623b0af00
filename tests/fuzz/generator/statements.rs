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

    fn cancel(&mut self, lines: &mut Vec<Line>) {
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

    fn lock(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let lock = self.random.pick(&["lock", "lock", "other_lock"]);
        match self.random.below(6) {
            0 => lines.push(self.tell(&format!("await {lock}.acquire()"))),
            1 => lines.push(Line::new(format!("{lock}.release()"))),
            2 => lines.push(self.tell(&format!("{lock}.locked()"))),
            _ => {
                let body = self.block(scope.deeper(), 1, 3);
                lines.push(Line::block(format!("async with {lock}:"), body));
            }
        }
    }

    fn semaphore(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        match self.random.below(6) {
            0 => lines.push(self.tell("await semaphore.acquire()")),
            1 => lines.push(Line::new("semaphore.release()")),
            2 => lines.push(self.tell("semaphore.locked()")),
            _ => {
                let body = self.block(scope.deeper(), 1, 3);
                lines.push(Line::block("async with semaphore:", body));
            }
        }
    }

    fn event(&mut self, lines: &mut Vec<Line>) {
        match self.random.below(6) {
            0 | 1 => lines.push(Line::new("event.set()")),
            2 => lines.push(Line::new("event.clear()")),
            3 => lines.push(self.tell("event.is_set()")),
            _ => lines.push(self.tell("await event.wait()")),
        }
    }

    fn condition(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let mut body = Vec::new();
        match self.random.below(6) {
            0 => body.push(Line::new("condition.notify_all()")),
            1 => {
                let count = self.random.between(1, 2);
                body.push(Line::new(format!("condition.notify({count})")));
            }
            2 => body.push(self.tell("await condition.wait()")),
            3 => {
                let least = self.random.between(1, 3);
                body.push(self.tell(&format!(
                    "await condition.wait_for(lambda: state[\"n\"] >= {least})"
                )));
            }
            4 => {
                body.push(Line::new("state[\"n\"] += 1"));
                body.push(Line::new("condition.notify_all()"));
            }
            _ => {}
        }
        if self.random.chance(40) && scope.depth < DEEPEST {
            body.extend(self.block(scope.deeper(), 1, 2));
        }
        if self.random.chance(95) {
            lines.push(Line::block("async with condition:", body));
        } else {
            lines.extend(body);
        }
    }

    fn barrier(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        match self.random.below(9) {
            0 => lines.push(Line::new("await barrier.reset()")),
            1 if self.random.chance(50) => lines.push(Line::new("await barrier.abort()")),
            2 => lines.push(self.tell("barrier.n_waiting, barrier.broken")),
            3 | 4 => {
                let mut body = vec![self.tell("place")];
                body.extend(self.block(scope.deeper(), 0, 2));
                lines.push(Line::block("async with barrier as place:", body));
            }
            _ => lines.push(self.tell("await barrier.wait()")),
        }
    }

    fn queue(&mut self, lines: &mut Vec<Line>) {
        match self.random.below(12) {
            0..=2 => {
                let item = self.item();
                lines.push(Line::new(format!("await queue.put({item})")));
            }
            3..=5 => lines.push(self.tell("await queue.get()")),
            6 => lines.push(Line::new("await queue.join()")),
            7 => lines.push(self.tell("queue.qsize(), queue.empty(), queue.full()")),
            _ => self.queue_at_once(lines),
        }
    }

    /// A use of the queue that does not wait.
    fn queue_at_once(&mut self, lines: &mut Vec<Line>) {
        match self.random.below(8) {
            0..=2 => {
                let item = self.item();
                lines.push(Line::new(format!("queue.put_nowait({item})")));
            }
            3 | 4 => lines.push(self.tell("queue.get_nowait()")),
            5 | 6 => lines.push(Line::new("queue.task_done()")),
            _ if self.random.chance(50) => {
                let immediate = self.random.pick(&["", "immediate=True"]);
                lines.push(Line::new(format!("queue.shutdown({immediate})")));
            }
            _ => lines.push(self.say()),
        }
    }

    /// Does something to a future made by hand.
    fn settle(&mut self, lines: &mut Vec<Line>) {
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

    fn group(&mut self, scope: Scope, lines: &mut Vec<Line>) {
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

    fn timeout(&mut self, scope: Scope, lines: &mut Vec<Line>) {
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

    fn wait_for_some(&mut self, scope: Scope, lines: &mut Vec<Line>) {
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

    fn callback(&mut self, lines: &mut Vec<Line>) {
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

    fn statement_that_waits(&mut self, lines: &mut Vec<Line>) {
        lines.push(Line::new(format!("await asyncio.sleep({})", self.delay())));
    }

    fn generate(&mut self, scope: Scope, lines: &mut Vec<Line>) {
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

    fn manage(&mut self, scope: Scope, lines: &mut Vec<Line>) {
        let body = self.block(scope.deeper(), 1, 3);
        lines.push(Line::block("async with m1() as value:", body));
    }

    fn context(&mut self, lines: &mut Vec<Line>) {
        let label = self.label();
        lines.push(if self.random.chance(50) {
            Line::new(format!("variable.set({label})"))
        } else {
            self.tell("variable.get()")
        });
    }
}
