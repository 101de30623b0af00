//! How large lanes and their type are: as large as the height allows, within bounds.

/// The height of ticks and ruler, where type is of its ordinary size.
pub(crate) const AXIS: f64 = 38.0;
/// The height of a lane, there.
pub(crate) const LANE: f64 = 32.0;
/// The margin below the last lane, in pixels.
pub(super) const FOOT: f64 = 6.0;
/// The bounds of a lane's height, in parts of the ordinary one.
const LANES: (f64, f64) = (0.75, 1.9);
/// How much of a lane's growth its type joins in; more would cost words their room.
const JOINS: f64 = 0.5;
/// A finger hits what is so high.
const FINGER: f64 = 44.0;

/// The heights of axis and lanes in pixels, and the size of type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sizes {
    /// The height of ticks and ruler.
    pub(crate) axis: f64,
    /// The height of a lane.
    pub(crate) lane: f64,
    /// The size of type, where 1 is the ordinary one.
    pub(crate) type_size: f64,
}

/// What the user chose, and with what lanes are pressed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Wish {
    /// The size of type, where 1 is the ordinary one.
    pub(crate) type_size: f64,
    /// Up to which size of type no name is cut. No type grows beyond it by itself.
    pub(crate) whole_names: f64,
    /// Fingers press them.
    pub(crate) touched: bool,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            axis: AXIS,
            lane: LANE,
            type_size: 1.0,
        }
    }
}

impl Sizes {
    /// Few lanes fill the height and many shrink to fit in, both within bounds; the type
    /// follows the lanes in steps.
    pub(crate) fn fit(lanes: usize, height: f64, wish: Wish) -> Self {
        let count = lanes.max(1) as f64;
        let ordinary = LANE * wish.type_size;
        let room = |axis: f64| ((height - axis - FOOT) / count).floor();
        let growth = match lanes {
            0 => 1.0,
            _ => (room(AXIS * wish.type_size) / ordinary).clamp(LANES.0, LANES.1),
        };
        let joined = 1.0 + (growth - 1.0) * JOINS;
        let type_size = wish.type_size * (joined * 20.0).floor() / 20.0;
        let type_size = type_size.min(wish.whole_names.max(wish.type_size));
        let finger = if wish.touched { FINGER } else { 0.0 };
        let axis = (AXIS * type_size).round().max(finger);
        let lane = match lanes {
            0 => ordinary,
            _ => room(axis).clamp(ordinary * LANES.0, ordinary * LANES.1),
        };
        Self {
            axis,
            lane: lane.round().max(finger),
            type_size,
        }
    }

    /// How much larger boxes and marks are than ordinary ones.
    pub(super) fn growth(self) -> f64 {
        self.lane / LANE
    }

    /// The height of so many lanes with the axis.
    pub(crate) fn content(self, lanes: usize) -> f64 {
        self.axis + lanes as f64 * self.lane + FOOT
    }

    /// The largest scroll offset of so many lanes in a canvas of that height.
    pub(crate) fn most_scroll(self, lanes: usize, height: f64) -> f64 {
        (self.content(lanes) - height).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUSE: Wish = Wish {
        type_size: 1.0,
        whole_names: f64::INFINITY,
        touched: false,
    };

    fn fit(lanes: usize, height: f64) -> Sizes {
        Sizes::fit(lanes, height, MOUSE)
    }

    #[test]
    fn few_lanes_fill_the_height_and_grow_no_further_than_is_good() {
        let eight = fit(8, 480.0);
        assert!(eight.lane > LANE && eight.type_size > 1.0, "{eight:?}");
        assert!(eight.content(8) <= 480.0 && eight.content(8) > 470.0);
        let two = fit(2, 900.0);
        assert_eq!((two.lane, two.type_size), ((LANE * 1.9).round(), 1.45));
        assert!(two.axis > AXIS);
    }

    #[test]
    fn many_lanes_shrink_until_they_fit_and_then_scroll() {
        let fifteen = fit(15, 480.0);
        assert!(fifteen.lane < LANE && fifteen.type_size < 1.0);
        assert_eq!(fifteen.most_scroll(15, 480.0), 0.0);
        let many = fit(1_000, 480.0);
        assert_eq!(many.lane, LANE * 0.75);
        assert!(many.most_scroll(1_000, 480.0) > 0.0);
        assert_eq!(many, fit(2_000, 480.0));
    }

    #[test]
    fn the_users_size_moves_the_bounds() {
        let large = Wish {
            type_size: 1.6,
            ..MOUSE
        };
        let many = Sizes::fit(1_000, 480.0, large);
        assert!((many.lane - LANE * 1.6 * 0.75).abs() < 1.0);
        assert!(many.type_size > fit(1_000, 480.0).type_size * 1.5);
    }

    #[test]
    fn type_grows_as_long_as_no_name_is_cut() {
        let of = |whole_names| {
            let wish = Wish {
                whole_names,
                ..MOUSE
            };
            Sizes::fit(2, 900.0, wish).type_size
        };
        assert_eq!((of(2.0), of(1.2), of(0.5)), (1.45, 1.2, 1.0));
        // What must shrink, shrinks all the same.
        let wish = Wish {
            whole_names: 0.5,
            ..MOUSE
        };
        assert_eq!(Sizes::fit(1_000, 480.0, wish), fit(1_000, 480.0));
    }

    #[test]
    fn a_finger_hits_every_lane() {
        let touched = Wish {
            touched: true,
            ..MOUSE
        };
        for lanes in [0, 1, 20, 1_000] {
            let sizes = Sizes::fit(lanes, 300.0, touched);
            assert!(sizes.lane >= FINGER && sizes.axis >= FINGER, "{lanes}");
        }
    }

    #[test]
    fn nothing_is_as_ordinary_as_no_lane() {
        assert_eq!(fit(0, 400.0), Sizes::default());
        assert!(fit(3, 0.0).lane > 0.0);
    }
}
