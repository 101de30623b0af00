//! Tests of the trace, from outside.

mod cancelled;
mod chart;
mod explain;
mod model;
mod open;
mod properties;
mod recording;
mod resources;
mod small;
mod snapshots;
mod stuck;
