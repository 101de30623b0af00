//! What happens to a timeline.

use yew::prelude::*;

use super::group::Group;

/// What happens to a timeline.
pub(crate) enum Message {
    /// The browser is about to show a frame.
    Frame,
    /// The picture is painted, and the page has something else to show beside it.
    Painted,
    /// There is another size.
    Resized,
    /// There are other colours.
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
    /// Look for lanes, or no longer.
    Find(bool),
    Group(Group),
    /// Look for lanes with this.
    Found(String),
    /// Select the first lane that was found.
    Take,
    /// The pointer is at this part of the map.
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
