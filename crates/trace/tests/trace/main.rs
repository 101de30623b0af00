//! Tests of the trace, from outside.

mod chart;
mod model;
mod properties;
mod recording;
mod small;
mod snapshots;
