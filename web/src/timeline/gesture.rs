//! Gestures: click, drag and pinch, recognised from pointer events.

use web_sys::MouseEvent;

/// A pointer that moves less than this, in pixels, clicks.
pub(super) const SLOP: f64 = 4.0;

/// A point of the frame, in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Point {
    /// From its left edge.
    pub(crate) x: f64,
    /// From its upper edge.
    pub(crate) y: f64,
}

impl Point {
    /// Where an event of the canvas was.
    pub(crate) fn of(event: &MouseEvent) -> Self {
        Self {
            x: f64::from(event.offset_x()),
            y: f64::from(event.offset_y()),
        }
    }

    /// Where it was in the window.
    pub(crate) fn in_window(event: &MouseEvent) -> Self {
        Self {
            x: f64::from(event.client_x()),
            y: f64::from(event.client_y()),
        }
    }
}

/// What a pointer event leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Action {
    /// Nothing (yet).
    None,
    /// What is at this point was clicked.
    Click(Point),
    /// The cursor goes to this x.
    Cursor(f64),
    /// Measures from one x to the other; `done` once the pointer was released.
    Range {
        /// Where the drag started.
        from: f64,
        /// Where the pointer is.
        to: f64,
        /// Whether the pointer was released.
        done: bool,
    },
    /// Pans by so much to the right and down.
    Pan(f64, f64),
    /// Pans by so much to the right, and zooms by a factor around an x.
    Pinch {
        /// To the right, before the zoom.
        by: f64,
        /// The zoom factor.
        factor: f64,
        /// The x that stays in place.
        at: f64,
    },
}

/// What a pointer was pressed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Grip {
    /// The axis: drags the cursor.
    Axis,
    /// The lanes: measures a range.
    Range,
    /// The canvas: pans.
    Picture,
}

/// The pressed pointers, and the gesture in progress.
#[derive(Debug, Default)]
pub(crate) struct Gesture {
    /// Their ids and positions.
    down: Vec<(i32, Point)>,
    drag: Drag,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Drag {
    #[default]
    Nothing,
    /// Pressed at a point, not moved yet.
    Pressed(Point, Grip),
    /// Drags the cursor; where it was pressed, until it has moved.
    Cursor(Option<Point>),
    /// Measures from this x to that one.
    Range(f64, f64),
    /// Pans.
    Pan,
}

impl Gesture {
    /// A pointer goes down.
    pub(crate) fn down(&mut self, id: i32, at: Point, grip: Grip) -> Action {
        self.down.retain(|&(other, _)| other != id);
        self.down.push((id, at));
        match (self.down.len(), grip) {
            (1, Grip::Axis) => {
                self.drag = Drag::Cursor(Some(at));
                Action::Cursor(at.x)
            }
            (1, grip) => {
                self.drag = Drag::Pressed(at, grip);
                Action::None
            }
            _ => {
                self.drag = Drag::Pan;
                Action::None
            }
        }
    }

    /// A pointer moves.
    pub(crate) fn moved(&mut self, id: i32, at: Point) -> Action {
        let Some(index) = self.down.iter().position(|&(other, _)| other == id) else {
            return Action::None;
        };
        let before = self.down[index].1;
        if let [one, two] = self.down[..] {
            let other = if index == 0 { two.1 } else { one.1 };
            self.down[index].1 = at;
            let apart = |point: Point| (point.x - other.x).abs().max(20.0);
            return Action::Pinch {
                by: (at.x - before.x) / 2.0,
                factor: apart(at) / apart(before),
                at: (at.x + other.x) / 2.0,
            };
        }
        if let Drag::Pressed(from, grip) = self.drag {
            if is_near(from, at) {
                return Action::None;
            }
            self.drag = match grip {
                Grip::Range => Drag::Range(from.x, from.x),
                Grip::Axis | Grip::Picture => Drag::Pan,
            };
        }
        self.down[index].1 = at;
        match self.drag {
            Drag::Cursor(Some(from)) if is_near(from, at) => Action::None,
            Drag::Cursor(_) => {
                self.drag = Drag::Cursor(None);
                Action::Cursor(at.x)
            }
            Drag::Range(from, _) => {
                self.drag = Drag::Range(from, at.x);
                let (to, done) = (at.x, false);
                Action::Range { from, to, done }
            }
            Drag::Pan => Action::Pan(at.x - before.x, at.y - before.y),
            Drag::Nothing | Drag::Pressed(..) => Action::None,
        }
    }

    /// A pointer goes up.
    pub(crate) fn up(&mut self, id: i32) -> Action {
        self.down.retain(|&(other, _)| other != id);
        if !self.down.is_empty() {
            return Action::None;
        }
        match std::mem::take(&mut self.drag) {
            Drag::Pressed(at, _) | Drag::Cursor(Some(at)) => Action::Click(at),
            Drag::Range(from, to) => {
                let done = true;
                Action::Range { from, to, done }
            }
            _ => Action::None,
        }
    }

    /// The browser cancelled a pointer.
    pub(crate) fn cancel(&mut self, id: i32) {
        self.drag = Drag::Nothing;
        self.up(id);
    }

    /// Whether something is being dragged.
    pub(crate) fn is_dragging(&self) -> bool {
        matches!(self.drag, Drag::Cursor(_) | Drag::Pan | Drag::Range(..))
    }
}

/// Whether a pointer has hardly moved.
fn is_near(from: Point, at: Point) -> bool {
    (at.x - from.x).hypot(at.y - from.y) < SLOP
}

#[cfg(test)]
mod tests {
    use super::{Action, Gesture, Grip, Point};

    fn at(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_press_that_hardly_moves_clicks() {
        let mut gesture = Gesture::default();
        assert_eq!(gesture.down(1, at(5.0, 50.0), Grip::Picture), Action::None);
        assert_eq!(gesture.moved(1, at(7.0, 51.0)), Action::None);
        assert_eq!(gesture.up(1), Action::Click(at(5.0, 50.0)));
        assert_eq!(gesture.moved(1, at(90.0, 51.0)), Action::None);
    }

    #[test]
    fn a_press_that_moves_pans_and_does_not_click() {
        let mut gesture = Gesture::default();
        gesture.down(1, at(5.0, 50.0), Grip::Picture);
        assert_eq!(gesture.moved(1, at(15.0, 52.0)), Action::Pan(10.0, 2.0));
        assert_eq!(gesture.moved(1, at(14.0, 52.0)), Action::Pan(-1.0, 0.0));
        assert!(gesture.is_dragging());
        assert_eq!(gesture.up(1), Action::None);
        assert!(!gesture.is_dragging());
    }

    #[test]
    fn a_press_on_the_lanes_that_moves_measures() {
        let mut gesture = Gesture::default();
        gesture.down(1, at(5.0, 50.0), Grip::Range);
        let range = |to, done| Action::Range {
            from: 5.0,
            to,
            done,
        };
        assert_eq!(gesture.moved(1, at(15.0, 52.0)), range(15.0, false));
        assert_eq!(gesture.moved(1, at(1.0, 52.0)), range(1.0, false));
        assert!(gesture.is_dragging());
        assert_eq!(gesture.up(1), range(1.0, true));
        assert_eq!(gesture.up(1), Action::None);
    }

    #[test]
    fn on_the_axis_the_cursor_follows() {
        let mut gesture = Gesture::default();
        assert_eq!(
            gesture.down(1, at(5.0, 5.0), Grip::Axis),
            Action::Cursor(5.0)
        );
        assert_eq!(gesture.moved(1, at(6.0, 90.0)), Action::Cursor(6.0));
        assert_eq!(gesture.up(1), Action::None);
        gesture.down(1, at(5.0, 5.0), Grip::Axis);
        assert_eq!(gesture.moved(1, at(6.0, 6.0)), Action::None);
        assert_eq!(gesture.up(1), Action::Click(at(5.0, 5.0)));
    }

    #[test]
    fn two_pinch() {
        let mut gesture = Gesture::default();
        gesture.down(1, at(100.0, 50.0), Grip::Picture);
        gesture.down(2, at(200.0, 50.0), Grip::Picture);
        let pinch = Action::Pinch {
            by: 50.0,
            factor: 2.0,
            at: 200.0,
        };
        assert_eq!(gesture.moved(2, at(300.0, 50.0)), pinch);
        assert_eq!(gesture.up(2), Action::None);
        assert_eq!(gesture.up(1), Action::None);
    }

    #[test]
    fn a_pointer_taken_away_does_not_click() {
        let mut gesture = Gesture::default();
        gesture.down(1, at(5.0, 50.0), Grip::Picture);
        gesture.cancel(1);
        assert_eq!(gesture.up(1), Action::None);
    }
}
