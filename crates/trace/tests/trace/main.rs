//! Tests of the trace, from outside.

mod chart;
mod explain;
mod model;
mod properties;
mod recording;
mod resources;
mod small;
mod snapshots;
mod stuck;
