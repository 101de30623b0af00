//! Tests of the trace, from outside.

mod cancelled;
mod chart;
mod model;
mod narrate;
mod open;
mod properties;
mod recording;
mod resources;
mod small;
mod snapshots;
mod stepped;
mod stuck;
mod totals;
