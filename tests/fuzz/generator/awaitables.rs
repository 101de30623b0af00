//! Expressions that can be awaited.

use super::{DEEPEST, Generator, Scope, topics::Topic};

impl Generator {
    /// A coroutine: what `create_task` takes.
    pub(super) fn coroutine(&mut self, scope: Scope) -> String {
        if self.random.chance(60)
            && let Some(call) = self.call(scope)
        {
            return call;
        }
        let mut choices = vec![0];
        let mut add = |topic, choice| {
            if self.topics.contains(&topic) {
                choices.push(choice);
            }
        };
        add(Topic::Locks, 1);
        add(Topic::Semaphores, 2);
        add(Topic::Events, 3);
        add(Topic::Queues, 4);
        add(Topic::Queues, 5);
        add(Topic::Queues, 6);
        add(Topic::Barriers, 7);
        add(Topic::Timeouts, 8);
        add(Topic::Threads, 9);
        match choices[self.random.below(choices.len())] {
            1 => self
                .random
                .pick(&["lock.acquire()", "other_lock.acquire()"])
                .to_owned(),
            2 => "semaphore.acquire()".to_owned(),
            3 => "event.wait()".to_owned(),
            4 => "queue.get()".to_owned(),
            5 => format!("queue.put({})", self.item()),
            6 => "queue.join()".to_owned(),
            7 => "barrier.wait()".to_owned(),
            8 if scope.depth < DEEPEST => {
                let (inner, delay) = (self.awaitable(scope.deeper()), self.delay());
                format!("asyncio.wait_for({inner}, {delay})")
            }
            9 => self.thread_job(),
            _ => {
                let (delay, label) = (self.delay(), self.label());
                format!("asyncio.sleep({delay}, {label})")
            }
        }
    }

    /// A coroutine, a future or a task.
    pub(super) fn awaitable(&mut self, scope: Scope) -> String {
        let mut choices = vec![0, 0, 1];
        let mut add = |topic, choice| {
            if self.topics.contains(&topic) {
                choices.push(choice);
            }
        };
        add(Topic::Futures, 2);
        if scope.depth < DEEPEST {
            add(Topic::Gather, 3);
            add(Topic::Gather, 3);
            add(Topic::Timeouts, 4);
            add(Topic::Cancel, 5);
        }
        match choices[self.random.below(choices.len())] {
            1 => self.task(),
            2 => self.future(),
            3 => self.gather(scope.deeper()),
            4 => {
                let (inner, delay) = (self.awaitable(scope.deeper()), self.delay());
                format!("asyncio.wait_for({inner}, {delay})")
            }
            5 => format!("asyncio.shield({})", self.awaitable(scope.deeper())),
            _ => self.coroutine(scope),
        }
    }

    /// A call of a coroutine of the program, where there is one left to call.
    pub(super) fn call(&mut self, scope: Scope) -> Option<String> {
        (scope.callees < self.coroutines).then(|| {
            format!(
                "c{}()",
                self.random.between(scope.callees, self.coroutines - 1)
            )
        })
    }

    pub(super) fn gather(&mut self, scope: Scope) -> String {
        let mut arguments: Vec<_> = (0..self.random.between(1, 3))
            .map(|_| self.awaitable(scope))
            .collect();
        if self.random.chance(40) {
            arguments.push("return_exceptions=True".to_owned());
        }
        format!("asyncio.gather({})", arguments.join(", "))
    }

    pub(super) fn future(&mut self) -> String {
        format!("future(\"f{}\")", self.random.between(1, 2))
    }

    /// What is put into a queue: comparable, for the priority queue.
    pub(super) fn item(&mut self) -> String {
        self.labels += 1;
        format!("({}, {})", self.random.below(3), self.labels)
    }

    pub(super) fn thread_job(&mut self) -> String {
        let (delay, label) = (self.wait(), self.label());
        let work = self.random.pick(&["work", "work", "fail"]);
        format!("asyncio.to_thread({work}, {delay}, {label})")
    }
}
