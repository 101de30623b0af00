//! What happens to a timeline.

use interleave_trace::Lane;
use yew::prelude::*;

use super::gesture::Point;
use super::group::Group;

/// What happens to a timeline.
pub(crate) enum Message {
    /// The browser is about to show a frame.
    Frame,
    /// The canvas was repainted, and the HTML around it has to be rendered.
    Painted,
    /// The canvas was resized.
    Resized,
    /// The colour scheme changed.
    Recoloured,
    Wheel(WheelEvent),
    Down(PointerEvent),
    Moved(PointerEvent),
    Up(PointerEvent),
    Cancelled(PointerEvent),
    Left(PointerEvent),
    Key(KeyboardEvent),
    Zoom(f64),
    ShowAll,
    /// Open or close the search for lanes.
    Find(bool),
    Group(Group),
    /// Search lanes for this.
    Found(String),
    /// Select the first lane that matches.
    Take,
    /// One finger measures, or no longer.
    Measure,
    /// The context menu is asked for.
    Menu(MouseEvent),
    /// The finger of this id has stayed where it went down: at a point of the canvas, and of
    /// the window.
    Pressed(i32, Point, Point),
    CloseMenu,
    DoubleClick(MouseEvent),
    /// Zoom to a part of the axis.
    ZoomTo((f64, f64)),
    /// Pin or unpin a lane.
    Pin(Lane),
    /// Show a lane no longer.
    Hide(Lane),
    ShowHidden,
    /// The pointer is at this part of the minimap.
    MapTo(f64),
    MapKey(KeyboardEvent),
}

/// Whether lanes are searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Finding {
    #[default]
    No,
    /// The field is to appear and to get the focus.
    Asked,
    Yes,
}
