//! Where the tooltip goes.

use super::gesture::Point;

/// From the pointer to the tooltip, in pixels.
const AWAY: f64 = 14.0;
/// From the edges of the page to the tooltip.
const MARGIN: f64 = 8.0;

/// The upper left corner of a tooltip of `size` beside a pointer, all in pixels of
/// the page's window, so that it is whole in a window of that size: right of
/// the pointer and below it, or else on the other side, or else as near as can be.
pub(crate) fn place(pointer: Point, size: (f64, f64), window: (f64, f64)) -> Point {
    Point {
        x: beside(pointer.x, size.0, window.0),
        y: beside(pointer.y, size.1, window.1),
    }
}

fn beside(pointer: f64, size: f64, window: f64) -> f64 {
    let (after, before) = (pointer + AWAY, pointer - AWAY - size);
    if after + size + MARGIN <= window {
        after
    } else if before >= MARGIN {
        before
    } else {
        (window - size - MARGIN).max(MARGIN)
    }
}

#[cfg(test)]
mod tests {
    use super::{Point, place};

    fn placed(x: f64, y: f64) -> (f64, f64) {
        let at = place(Point { x, y }, (200.0, 100.0), (390.0, 800.0));
        (at.x, at.y)
    }

    #[test]
    fn beside_the_pointer_where_there_is_room() {
        assert_eq!(placed(10.0, 10.0), (24.0, 24.0));
        assert_eq!(placed(380.0, 790.0), (166.0, 676.0));
    }

    #[test]
    fn never_off_the_page() {
        assert_eq!(placed(195.0, 10.0).0, 182.0);
        let tall = place(Point { x: 5.0, y: 5.0 }, (500.0, 900.0), (390.0, 800.0));
        assert_eq!((tall.x, tall.y), (8.0, 8.0));
    }
}
