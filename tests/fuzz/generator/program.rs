//! The parts of a program, from its imports to its last line.

use super::{Generator, Scope, topics, topics::Topic};
use crate::fuzz::{line::Line, random::Random};

/// The program of a seed.
#[must_use]
pub fn program(seed: u64) -> Vec<Line> {
    let mut random = Random::new(seed);
    let topics = topics::draw(&mut random);
    let coroutines = random.between(1, 3);
    let mut generator = Generator {
        random,
        topics,
        labels: 0,
        tasks: 0,
        coroutines,
    };
    generator.program()
}

impl Generator {
    fn program(&mut self) -> Vec<Line> {
        let mut lines = self.preamble();
        if self.has(Topic::ByHand) {
            Self::awaitables(&mut lines);
        }
        if self.has(Topic::Streams) {
            self.server(&mut lines);
        }
        if self.has(Topic::Subclasses) {
            self.subclass(&mut lines);
        }
        self.callbacks(&mut lines);
        self.helpers(&mut lines);
        for index in (0..self.coroutines).rev() {
            let scope = Scope {
                callees: index + 1,
                depth: 0,
                looping: false,
                returning: true,
                starred: false,
            };
            let mut body = vec![self.say()];
            body.extend(self.block(scope, 2, 6));
            if self.random.chance(60) {
                body.push(self.say());
            }
            if self.random.chance(50) {
                let label = self.label();
                body.push(Line::new(format!("return {label}")));
            }
            lines.push(Line::block(format!("async def c{index}():"), body));
        }
        self.main(&mut lines);
        lines
    }

    /// Imports, and what the program's parts share.
    fn preamble(&mut self) -> Vec<Line> {
        let mut lines = vec![
            Line::new("import asyncio"),
            Line::new("import contextlib"),
            Line::new("import contextvars"),
            Line::new("import gc"),
            Line::new("import time"),
            Line::new("tasks = {}"),
            Line::new("futures = {}"),
            Line::new("state = {\"n\": 0}"),
        ];
        if self.has(Topic::Locks) {
            lines.push(Line::new("lock = asyncio.Lock()"));
            lines.push(Line::new("other_lock = asyncio.Lock()"));
        }
        if self.has(Topic::Semaphores) {
            let class = self.random.pick(&["Semaphore", "BoundedSemaphore"]);
            let count = self.random.between(1, 2);
            lines.push(Line::new(format!("semaphore = asyncio.{class}({count})")));
        }
        if self.has(Topic::Events) {
            lines.push(Line::new("event = asyncio.Event()"));
        }
        if self.has(Topic::Conditions) {
            let lock = if self.has(Topic::Locks) { "lock" } else { "" };
            lines.push(Line::new(format!("condition = asyncio.Condition({lock})")));
        }
        if self.has(Topic::Barriers) {
            let parties = self.random.between(1, 3);
            lines.push(Line::new(format!("barrier = asyncio.Barrier({parties})")));
        }
        if self.has(Topic::Queues) {
            let class = self
                .random
                .pick(&["Queue", "Queue", "LifoQueue", "PriorityQueue"]);
            let size = self.random.between(0, 2);
            lines.push(Line::new(format!("queue = asyncio.{class}({size})")));
        }
        if self.has(Topic::Context) {
            lines.push(Line::new(
                "variable = contextvars.ContextVar(\"variable\", default=\"0\")",
            ));
        }
        for (head, body) in [
            (
                "def say(*words):",
                &["print(f\"{time.monotonic():.2f}\", *words)"][..],
            ),
            (
                "def task(name):",
                &[
                    "return tasks.get(name) or asyncio.create_task(asyncio.sleep(0.01, name), name=name)",
                ],
            ),
            (
                "def future(name):",
                &["return futures.setdefault(name, asyncio.get_running_loop().create_future())"],
            ),
            (
                "def names(some):",
                &["return sorted(one.get_name() for one in some)"],
            ),
            (
                "def work(seconds, value):",
                &["time.sleep(seconds)", "return value"],
            ),
            (
                "def fail(seconds, value):",
                &["time.sleep(seconds)", "raise ValueError(value)"],
            ),
        ] {
            lines.push(Line::block(
                head,
                body.iter().copied().map(Line::new).collect(),
            ));
        }
        lines.push(Line::block(
            "def result_of(future):",
            vec![
                Line::block(
                    "if not future.done():",
                    vec![Line::new("return \"pending\"")],
                ),
                Line::block("try:", vec![Line::new("return future.result()")]),
                Line::block(
                    "except BaseException as error:",
                    vec![Line::new("return repr(error)")],
                ),
            ],
        ));
        lines
    }

    /// Functions that the loop calls.
    fn callbacks(&mut self, lines: &mut Vec<Line>) {
        if !self.has(Topic::Callbacks) && !self.has(Topic::Futures) {
            return;
        }
        for number in 1..=2 {
            let mut body = vec![self.say()];
            for _ in 0..self.random.below(3) {
                self.plain_statement(&mut body);
            }
            lines.push(Line::block(format!("def b{number}(*arguments):"), body));
        }
    }

    /// An asynchronous generator and context manager, which call no coroutine of the program.
    fn helpers(&mut self, lines: &mut Vec<Line>) {
        let scope = Scope {
            callees: self.coroutines,
            depth: 2,
            looping: false,
            returning: false,
            starred: false,
        };
        // They must not use themselves.
        let topics = self.topics.clone();
        self.topics
            .retain(|topic| !matches!(topic, Topic::Generators | Topic::Managers));
        if topics.contains(&Topic::Generators) {
            let mut body = self.block(scope.looping(), 0, 1);
            body.push(Line::new("yield number"));
            body.extend(self.block(scope.looping(), 0, 1));
            let mut whole = vec![Line::block("for number in range(3):", body)];
            if self.random.chance(70) {
                whole = vec![
                    Line::block("try:", whole),
                    Line::block("finally:", self.block(scope, 1, 2)),
                ];
            }
            lines.push(Line::block("async def g1():", whole));
        }
        if topics.contains(&Topic::Managers) {
            let mut body = self.block(scope, 1, 2);
            body.push(Line::block(
                "try:",
                vec![Line::new(format!("yield {}", self.label()))],
            ));
            if self.random.chance(40) {
                let caught =
                    self.random
                        .pick(&["ValueError", "asyncio.CancelledError", "Exception"]);
                let mut handler = vec![self.tell("repr(error)")];
                if self.random.chance(50) {
                    handler.push(Line::new("raise"));
                }
                body.push(Line::block(format!("except {caught} as error:"), handler));
            }
            body.push(Line::block("finally:", self.block(scope, 1, 2)));
            lines.push(Line::new("@contextlib.asynccontextmanager"));
            lines.push(Line::block("async def m1():", body));
        }
        self.topics = topics;
    }

    fn main(&mut self, lines: &mut Vec<Line>) {
        let scope = Scope {
            callees: 0,
            depth: 0,
            looping: false,
            returning: true,
            starred: false,
        };
        let mut body = Vec::new();
        if self.has(Topic::Eager) && self.random.chance(60) {
            body.push(Line::new(
                "asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)",
            ));
        }
        if self.has(Topic::Handlers) {
            body.push(Line::new(
                "asyncio.get_running_loop().set_exception_handler(lambda loop, context: say(context[\"message\"], repr(context.get(\"exception\"))))",
            ));
        }
        if self.has(Topic::Streams) {
            Self::start_server(&mut body);
        }
        for _ in 0..self.random.between(1, 3) {
            self.spawn(scope, &mut body);
        }
        body.extend(self.block(scope, 1, 5));
        match self.random.below(4) {
            0 => {}
            1 => body.push(Line::new(format!("await asyncio.sleep({})", self.wait()))),
            _ => body.push(Line::block(
                "for one in list(tasks.values()):",
                vec![
                    Line::block("try:", vec![self.tell("one.get_name(), await one")]),
                    Line::block(
                        "except BaseException as error:",
                        vec![self.tell("repr(error)")],
                    ),
                ],
            )),
        }
        lines.push(Line::block("async def main():", body));
        let mut options = String::new();
        if self.has(Topic::Debug) {
            options += "debug=True, ";
        }
        if self.has(Topic::Subclasses) {
            options += "loop_factory=Loop, ";
        }
        let options = options.trim_end_matches(", ");
        let run = if self.has(Topic::Loops) && self.coroutines > 0 && self.random.chance(40) {
            let inner = vec![
                Line::new("runner.run(main())"),
                self.tell("names(asyncio.all_tasks(runner.get_loop()))"),
                self.tell("runner.run(c0())"),
            ];
            Line::block(format!("with asyncio.Runner({options}) as runner:"), inner)
        } else if options.is_empty() {
            Line::new("asyncio.run(main())")
        } else {
            Line::new(format!("asyncio.run(main(), {options})"))
        };
        if self.random.chance(75) {
            lines.push(Line::block("try:", vec![run]));
            lines.push(Line::block(
                "except BaseException as error:",
                vec![self.tell("repr(error)")],
            ));
        } else {
            lines.push(run);
        }
        lines.push(self.say());
        // What is lost is told now. CPython's last moments, when it can't import
        // any more, are not worth imitating.
        lines.push(Line::new("tasks.clear()"));
        lines.push(Line::new("futures.clear()"));
        lines.push(Line::new("gc.collect()"));
    }
}
