//! What the loop, its futures, tasks and threads tell an observer: the whole log.

#![forbid(unsafe_code)]

mod bench;
mod log;

use crate::bench::log_of;

/// The log of a program that runs `body` as its main task.
fn log_of_main(body: &str) -> Vec<String> {
    let body = body.replace('\n', "\n    ");
    log_of(&format!(
        "async def main():\n    {body}\nasyncio.run(main())"
    ))
}

#[test]
fn a_task_that_sleeps_is_woken_by_its_timer() {
    assert_eq!(
        log_of_main("await asyncio.sleep(1)"),
        [
            "task 1 created: Task-1",
            "task 1 scheduled by Loop",
            "task 1 before step",
            "task 1 after step: Pending, waits",
            "task 1 scheduled by Timer",
            "task 1 before step",
            "task 1 after step: Finished",
        ]
    );
}
