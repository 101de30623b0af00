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

#[test]
fn a_task_that_yields_is_scheduled_by_itself() {
    assert_eq!(
        log_of_main("await asyncio.sleep(0)"),
        [
            "task 1 created: Task-1",
            "task 1 scheduled by Loop",
            "task 1 before step",
            "task 1 scheduled by Task(1)",
            "task 1 after step: Pending",
            "task 1 before step",
            "task 1 after step: Finished",
        ]
    );
}

#[test]
fn the_end_of_a_task_schedules_who_awaits_it() {
    assert_eq!(
        log_of_main(
            "async def child():\n    return 1\n\
             await asyncio.create_task(child(), name='child')"
        ),
        [
            "task 1 created: Task-1",
            "task 1 scheduled by Loop",
            "task 1 before step",
            "task 2 created: child",
            "task 2 scheduled by Task(1)",
            "task 1 after step: Pending, waits",
            "task 2 before step",
            "task 1 scheduled by Task(2)",
            "task 2 after step: Finished",
            "task 1 before step",
            "task 1 after step: Finished",
        ]
    );
}

#[test]
fn an_eager_task_steps_inside_its_creator() {
    assert_eq!(
        log_of_main(
            "async def child():\n    await asyncio.sleep(0)\n\
             loop = asyncio.get_running_loop()\n\
             await asyncio.Task(child(), loop=loop, name='child', eager_start=True)"
        ),
        [
            "task 1 created: Task-1",
            "task 1 scheduled by Loop",
            "task 1 before step",
            "task 2 created: child",
            "task 2 before step",
            "task 2 scheduled by Task(2)",
            "task 2 after step: Pending",
            "task 1 after step: Pending, waits",
            "task 2 before step",
            "task 1 scheduled by Task(2)",
            "task 2 after step: Finished",
            "task 1 before step",
            "task 1 after step: Finished",
        ]
    );
}

#[test]
fn a_cancellation_is_passed_on_before_it_is_over() {
    assert_eq!(
        log_of_main(
            "async def child():\n    await asyncio.Event().wait()\n\
             task = asyncio.create_task(child(), name='child')\n\
             await asyncio.sleep(0)\n\
             task.cancel()\n\
             await asyncio.wait([task])"
        ),
        [
            "task 1 created: Task-1",
            "task 1 scheduled by Loop",
            "task 1 before step",
            "task 2 created: child",
            "task 2 scheduled by Task(1)",
            "task 1 scheduled by Task(1)",
            "task 1 after step: Pending",
            "task 2 before step",
            "Event Flag initialized",
            "task 2 after step: Pending, waits",
            "task 1 before step",
            "task 2 cancel requested",
            "task 2 scheduled by Task(1)",
            "cancel passed on",
            "task 1 after step: Pending, waits",
            "task 2 before step",
            "task 2 after step: Cancelled",
            "task 1 scheduled by Task(2)",
            "task 1 before step",
            "task 1 after step: Finished",
        ]
    );
}

#[test]
fn a_callback_of_the_programs_is_told_and_one_of_the_librarys_is_not() {
    assert_eq!(
        log_of(
            "loop = asyncio.new_event_loop()\n\
             def hello():\n    loop.stop()\n\
             loop.call_later(1, hello)\n\
             loop.run_forever()\n\
             loop.close()"
        ),
        ["before callback hello", "after callback"]
    );
}

#[test]
fn what_a_lock_and_a_queue_do_is_told() {
    assert_eq!(
        log_of(
            "lock = asyncio.Lock()\n\
             lock._locked = True\n\
             lock._locked = True\n\
             lock.release()\n\
             queue = asyncio.Queue()\n\
             queue.put_nowait(1)"
        ),
        [
            "Lock Locked initialized",
            "Lock Locked = True",
            "Lock Locked = False",
            "queue created",
            "queue changed",
        ]
    );
}

#[test]
fn a_job_that_stands_still_for_long_blocks_the_loop() {
    assert_eq!(
        log_of_main("time.sleep(0.5)"),
        [
            "task 1 created: Task-1",
            "task 1 scheduled by Loop",
            "task 1 before step",
            "blocked since 0: Some(\"time.sleep\")",
            "task 1 after step: Finished",
        ]
    );
}

#[test]
fn a_thread_does_its_job_on_behalf_of_the_task_that_submitted_it() {
    assert_eq!(
        log_of_main(
            "def job():\n    time.sleep(0.1)\n\
             await asyncio.to_thread(job)"
        ),
        [
            "task 1 created: Task-1",
            "task 1 scheduled by Loop",
            "task 1 before step",
            "task 1 after step: Pending, waits",
            "thread 1 for task 1: JobBegan { name: \"asyncio_0\", job: \"main.<locals>.job\" }",
            "thread 1 for task 1: JobEnded",
            "task 1 scheduled by Thread(1)",
            "task 1 before step",
            "task 1 after step: Finished",
        ]
    );
}

#[test]
fn a_loop_that_waits_for_nothing_is_told_to_its_driver() {
    let log = log_of_main("await asyncio.Event().wait()");
    let last = log.last().map_or("", String::as_str);
    assert!(last.contains("1 tasks wait for nothing"), "{log:?}");
}
