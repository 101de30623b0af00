//! Our executor beside async-executor's `LocalExecutor`, tokio's current-thread
//! `LocalSet` and futures' `LocalPool`.
//!
//! The others run futures, which they box; we run jobs of any type. So ours is
//! measured twice where no timers are involved: on boxed closures, which cost an
//! allocation a job as theirs do, and on plain numbers, which shows the executor
//! alone. Every measurement includes making and dropping the executor.

use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

use async_executor::LocalExecutor;
use criterion::{BenchmarkGroup, Criterion, SamplingMode, criterion_group, criterion_main};
use futures::executor::{LocalPool, block_on};
use futures::task::LocalSpawnExt as _;
use interleave_executor::{Executor, JobId, VirtualClock, run};
use rand_xoshiro::SplitMix64;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;

/// Jobs a measurement.
const JOBS: u32 = 1_000_000;

type Boxed = Box<dyn FnOnce()>;

/// Counts the jobs that ran.
type Counter = Rc<Cell<u32>>;

fn add(counter: &Cell<u32>) {
    counter.set(counter.get() + 1);
}

fn check(counter: &Cell<u32>, expected: u32) {
    assert_eq!(counter.get(), expected, "jobs that ran");
}

/// Deadlines in whole milliseconds, which is as fine as tokio's timers are, in
/// an hour; the same on every run.
fn deadlines() -> Vec<u64> {
    let mut random = SplitMix64::seed_from_u64(0x1eaf);
    (0..JOBS).map(|_| random.next_u64() % 3_600_000).collect()
}

/// Runs all that is ready in one turn.
fn turn<J>(executor: &mut Executor<J>, mut step: impl FnMut(J)) {
    executor.begin_turn(0);
    while let Some((_, job)) = executor.next_job() {
        step(job);
    }
}

fn tokio(paused: bool) -> Runtime {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(paused)
        .build();
    runtime.expect("a runtime without input and output needs nothing")
}

/// Schedule a million jobs and run them.
fn jobs(criterion: &mut Criterion) {
    let mut group = group(criterion, "run 1 M jobs");
    group.bench_function("interleave, plain", |bencher| {
        bencher.iter(|| {
            let counter = Cell::new(0);
            let mut executor: Executor<u32> = Executor::new();
            for job in 0..JOBS {
                executor.schedule(job);
            }
            turn(&mut executor, |job| {
                black_box(job);
                add(&counter);
            });
            check(&counter, JOBS);
        });
    });
    group.bench_function("interleave, boxed", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let mut executor: Executor<Boxed> = Executor::new();
            for _ in 0..JOBS {
                let counter = Rc::clone(&counter);
                executor.schedule(Box::new(move || add(&counter)));
            }
            turn(&mut executor, |job| job());
            check(&counter, JOBS);
        });
    });
    group.bench_function("async-executor", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let executor = LocalExecutor::new();
            for _ in 0..JOBS {
                let counter = Rc::clone(&counter);
                executor.spawn(async move { add(&counter) }).detach();
            }
            while executor.try_tick() {}
            check(&counter, JOBS);
        });
    });
    group.bench_function("tokio", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let (runtime, set) = (tokio(false), LocalSet::new());
            for _ in 0..JOBS {
                let counter = Rc::clone(&counter);
                set.spawn_local(async move { add(&counter) });
            }
            runtime.block_on(set);
            check(&counter, JOBS);
        });
    });
    group.bench_function("futures", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let mut pool = LocalPool::new();
            let spawner = pool.spawner();
            for _ in 0..JOBS {
                let counter = Rc::clone(&counter);
                spawner
                    .spawn_local(async move { add(&counter) })
                    .expect("the pool lives");
            }
            pool.run();
            check(&counter, JOBS);
        });
    });
}

/// Schedule a million jobs, cancel every other one, run the rest.
fn cancelled_jobs(criterion: &mut Criterion) {
    let mut group = group(criterion, "cancel half of 1 M jobs");
    group.bench_function("interleave, plain", |bencher| {
        bencher.iter(|| {
            let counter = Cell::new(0);
            let mut executor: Executor<u32> = Executor::new();
            let ids: Vec<JobId> = (0..JOBS).map(|job| executor.schedule(job)).collect();
            for &id in ids.iter().step_by(2) {
                executor.cancel(id);
            }
            turn(&mut executor, |job| {
                black_box(job);
                add(&counter);
            });
            check(&counter, JOBS / 2);
        });
    });
    group.bench_function("interleave, boxed", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let mut executor: Executor<Boxed> = Executor::new();
            let ids: Vec<JobId> = (0..JOBS)
                .map(|_| {
                    let counter = Rc::clone(&counter);
                    executor.schedule(Box::new(move || add(&counter)))
                })
                .collect();
            for &id in ids.iter().step_by(2) {
                executor.cancel(id);
            }
            turn(&mut executor, |job| job());
            check(&counter, JOBS / 2);
        });
    });
    group.bench_function("async-executor", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let executor = LocalExecutor::new();
            let mut tasks = Vec::new();
            for _ in 0..JOBS {
                let counter = Rc::clone(&counter);
                tasks.push(executor.spawn(async move { add(&counter) }));
            }
            for (n, task) in tasks.into_iter().enumerate() {
                // Dropping a task cancels it.
                if n % 2 == 1 {
                    task.detach();
                }
            }
            while executor.try_tick() {}
            check(&counter, JOBS / 2);
        });
    });
    group.bench_function("tokio", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let (runtime, set) = (tokio(false), LocalSet::new());
            let tasks: Vec<_> = (0..JOBS)
                .map(|_| {
                    let counter = Rc::clone(&counter);
                    set.spawn_local(async move { add(&counter) })
                })
                .collect();
            for task in tasks.iter().step_by(2) {
                task.abort();
            }
            runtime.block_on(set);
            check(&counter, JOBS / 2);
        });
    });
    group.bench_function("futures", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let mut pool = LocalPool::new();
            let spawner = pool.spawner();
            let mut tasks = Vec::new();
            for _ in 0..JOBS {
                let counter = Rc::clone(&counter);
                let task = spawner.spawn_local_with_handle(async move { add(&counter) });
                tasks.push(task.expect("the pool lives"));
            }
            for (n, task) in tasks.into_iter().enumerate() {
                // Dropping a handle cancels its future.
                if n % 2 == 1 {
                    task.forget();
                }
            }
            pool.run();
            check(&counter, JOBS / 2);
        });
    });
}

/// Arm a million timers at random deadlines in an hour of simulated time, cancel
/// every `cancelled`-th of them, and run the rest.
///
/// tokio's clock is paused, so that it jumps as ours does; a timer there is a
/// task that sleeps. The other two executors have no timers.
fn timers_with(
    group: &mut BenchmarkGroup<'_, criterion::measurement::WallTime>,
    cancelled: Option<usize>,
) {
    let deadlines = deadlines();
    let left = cancelled.map_or(JOBS, |step| JOBS - JOBS / step as u32);
    group.bench_function("interleave", |bencher| {
        bencher.iter(|| {
            let counter = Cell::new(0);
            let executor: RefCell<Executor<u32>> = RefCell::default();
            let ids: Vec<JobId> = deadlines
                .iter()
                .zip(0..)
                .map(|(ms, job)| executor.borrow_mut().schedule_at(ms * 1_000, job))
                .collect();
            if let Some(step) = cancelled {
                for &id in ids.iter().step_by(step) {
                    executor.borrow_mut().cancel(id);
                }
            }
            block_on(run(&executor, &VirtualClock::new(), |_, job| {
                black_box(job);
                add(&counter);
            }));
            check(&counter, left);
        });
    });
    group.bench_function("tokio, paused", |bencher| {
        bencher.iter(|| {
            let counter = Counter::default();
            let armed = Counter::default();
            let (runtime, set) = (tokio(true), LocalSet::new());
            let all = set.run_until(async {
                let start = tokio::time::Instant::now();
                let tasks: Vec<_> = deadlines
                    .iter()
                    .map(|&ms| {
                        let (counter, armed) = (Rc::clone(&counter), Rc::clone(&armed));
                        let sleep = tokio::time::sleep_until(start + Duration::from_millis(ms));
                        tokio::task::spawn_local(async move {
                            add(&armed);
                            sleep.await;
                            add(&counter);
                        })
                    })
                    .collect();
                // A task arms its timer when it is polled first.
                while armed.get() < JOBS {
                    tokio::task::yield_now().await;
                }
                if let Some(step) = cancelled {
                    for task in tasks.iter().step_by(step) {
                        task.abort();
                    }
                }
            });
            runtime.block_on(all);
            runtime.block_on(set);
            check(&counter, left);
        });
    });
}

fn timers(criterion: &mut Criterion) {
    timers_with(&mut group(criterion, "1 M timers"), None);
    timers_with(&mut group(criterion, "cancel half of 1 M timers"), Some(2));
}

fn group<'a>(
    criterion: &'a mut Criterion,
    name: &str,
) -> BenchmarkGroup<'a, criterion::measurement::WallTime> {
    let mut group = criterion.benchmark_group(name);
    group
        .sample_size(10)
        .sampling_mode(SamplingMode::Flat)
        .warm_up_time(Duration::from_secs(1));
    group
}

criterion_group!(benches, jobs, cancelled_jobs, timers);
criterion_main!(benches);
