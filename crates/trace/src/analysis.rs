//! Facts about a chart: who woke whom, how long each task ran, queued and waited, who
//! cancelled whom, who waits for whom. [`narrate`](crate::narrate) puts them into words.

mod busy;
mod cancellation;
mod deadlock;
mod endless;
mod last_step;
mod line_visit;
mod time_use;
mod totals;
mod unreleased;
mod wake_up;

pub use busy::busy_since;
pub use cancellation::{cancelled_by, cancelled_with, canceller, request_chain};
pub use deadlock::{Awaited, Deadlock, Obstacle, StuckTask, deadlocks, wait_of};
pub use endless::{Blocking, blocking, loop_without_await};
pub use last_step::{LastStep, last_step};
pub use line_visit::{AtLine, LineVisit, line_visits};
pub use time_use::{TimeUse, length, time_use, time_use_between};
pub use totals::{
    LineTotal, ResourceTotal, Tally, TaskTotal, WaitTotal, line_totals, resource_totals,
    task_totals, wait_totals,
};
pub use unreleased::{Unreleased, unreleased};
pub use wake_up::{WakeSource, wake_source, waker};
