//! The workers that run Python: fetched and compiled once, one worker a run.

mod link;
mod module;
mod pool;

pub(crate) use module::{Progress, load};
pub(crate) use pool::{Role, WorkerPool};
