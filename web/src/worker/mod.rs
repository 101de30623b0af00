//! The workers that run Python: fetched and compiled once, one worker a run.

mod crew;
mod link;
mod module;

pub(crate) use crew::{Crew, Who};
pub(crate) use module::load;
