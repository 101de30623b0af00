//! A loop of the program's own class.

use super::Generator;
use crate::fuzz::line::Line;

/// What may be overridden: the head of a method, and what its body answers.
const METHODS: &[(&str, &str)] = &[
    ("time(self)", "super().time() + 100"),
    (
        "call_soon(self, callback, *args, context=None)",
        "super().call_soon(callback, *args, context=context)",
    ),
    (
        "call_later(self, delay, callback, *args, context=None)",
        "super().call_later(delay / 2, callback, *args, context=context)",
    ),
    (
        "call_at(self, when, callback, *args, context=None)",
        "super().call_at(when + 0.01, callback, *args, context=context)",
    ),
    ("create_future(self)", "super().create_future()"),
    (
        "create_task(self, coro, **options)",
        "super().create_task(coro, **options)",
    ),
    (
        "call_exception_handler(self, context)",
        "say(\"handler\", context[\"message\"])",
    ),
    ("get_debug(self)", "super().get_debug()"),
    ("_run_once(self)", "super()._run_once()"),
    (
        "run_in_executor(self, executor, func, *args)",
        "super().run_in_executor(executor, func, *args)",
    ),
];

impl Generator {
    /// The class, of one to three methods.
    pub(super) fn subclass(&mut self, lines: &mut Vec<Line>) {
        let count = self.random.between(1, 3);
        let mut chosen = Vec::new();
        for _ in 0..count {
            let method = self.random.below(METHODS.len());
            if !chosen.contains(&method) {
                chosen.push(method);
            }
        }
        let methods = chosen.into_iter().map(|method| {
            let (head, answer) = METHODS[method];
            let body = vec![Line::new(format!("return {answer}"))];
            Line::block(format!("def {head}:"), body)
        });
        lines.push(Line::block(
            "class Loop(asyncio.SelectorEventLoop):",
            methods.collect(),
        ));
    }
}
