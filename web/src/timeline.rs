//! The timeline: a lane a task, drawn from a recording.
//!
//! ```text
//!  trace ──▶ index ──▶ layout ──▶ scene ──▶ paint
//!          axis, view ────┘          └─────▶ hit ──▶ tooltip
//! ```
//!
//! All but `canvas`, `palette` and the parts of the component (`component`,
//! `finder`, `keyboard`, `listeners`, `minimap`, `picture`, `pointer`, `selecting`) is plain data and pure
//! functions, tested without a browser. Nothing here schedules anything.

mod axis;
mod canvas;
mod component;
mod drawing;
mod finder;
#[cfg(test)]
pub(crate) mod fixtures;
mod folds;
mod gesture;
mod group;
mod history;
mod hit;
mod index;
mod keyboard;
mod keys;
mod lane_options;
mod lane_state;
mod layers;
mod layout;
mod legend;
mod listeners;
mod map;
mod menu;
mod message;
mod minimap;
mod names;
mod names_handle;
mod navigate;
mod paint;
mod painted;
mod palette;
mod pen;
mod picture;
mod placement;
mod pointer;
mod press;
mod scale;
mod scene;
mod seen;
mod selecting;
mod selection;
mod sizes;
mod spot;
mod surface;
mod svg;
mod ticks;
mod tiles;
mod tooltip;
mod track;
mod view;
mod viewport;

pub(crate) use component::Timeline;
pub(crate) use drawing::{Caption, Draftsman, Part};
pub(crate) use keys::Direction;
#[cfg(test)]
pub(crate) use keys::command;
pub(crate) use layers::Layers;
pub(crate) use navigate::neighbour;
pub(crate) use scale::Scale;
pub(crate) use seen::Seen;
pub(crate) use selection::{Range, Selection};
pub(crate) use track::Track;
