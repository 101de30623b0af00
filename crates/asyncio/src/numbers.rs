//! The numbers by which the tasks and threads of a run are known.

/// Tasks are numbered from 1, in the order in which they were first scheduled.
pub type TaskNumber = u32;

/// Outside any task, or inside one of the loop's own.
pub const NO_TASK: TaskNumber = 0;

/// Simulated threads are numbered from 1, in the order in which they took up their first jobs.
pub type ThreadNumber = u32;

/// Python's number of a simulated thread, from 1 in the order of their starts.
pub(crate) type ThreadIdent = u32;
