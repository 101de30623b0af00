//! What the user has zoomed, panned and scrolled to.

use super::scale::Scale;
use super::scene::Frame;
use super::sizes::{FOOT, Sizes};
use super::viewport::Viewport;

/// Room behind the end of the run for the end marks, in pixels.
const BEHIND: f64 = 96.0;
/// The same where the marks have a text: why the run could not go on.
const BEHIND_WORDS: f64 = 200.0;
/// The largest part of the plot that is left free behind the end.
const MAX_BEHIND: f64 = 0.22;
/// The same where the marks have a text.
const MAX_BEHIND_WORDS: f64 = 0.36;

/// Zoom and scroll: all of the run, until the user zoomed or panned.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct View {
    /// The visible part of the axis; `None` fits all, as the run grows.
    pub(crate) viewport: Option<Viewport>,
    /// How far the lanes are scrolled up, in pixels.
    pub(crate) scroll: f64,
}

/// What is viewed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Content {
    /// How many lanes there are.
    pub(crate) lanes: usize,
    /// How many of them are pinned.
    pub(crate) pinned: usize,
    /// The position of the live edge.
    pub(crate) end: f64,
    /// Whether the run is still going.
    pub(crate) live: bool,
    /// Whether the end marks have a text.
    pub(crate) ends_badly: bool,
    /// The scale of the axis.
    pub(crate) scale: Scale,
}

impl View {
    /// The frame of this view in a canvas of `width` by `height` pixels, of
    /// which `names` are for the column of names.
    pub(crate) fn frame(
        self,
        content: Content,
        sizes: Sizes,
        (width, height): (f64, f64),
        names: f64,
    ) -> Frame {
        let (behind, most) = match content.ends_badly {
            true => (BEHIND_WORDS, MAX_BEHIND_WORDS),
            false => (BEHIND, MAX_BEHIND),
        };
        let room = (behind / (width - names).max(1.0)).min(most);
        let scale = content.scale;
        let live = content.live.then_some(scale.shortest_live());
        let all = Viewport::all(content.end, room, live, scale.shortest());
        Frame {
            width,
            height,
            sizes,
            names,
            scroll: self
                .scroll
                .clamp(0.0, sizes.most_scroll(content.lanes, height)),
            pinned: content.pinned,
            viewport: self.viewport.map_or(all, |viewport| viewport.within(all)),
            all,
            scale,
        }
    }

    /// The painted frame with the movements since: there may be several between two frames.
    fn on(self, painted: &Frame) -> Frame {
        let all = painted.all;
        Frame {
            viewport: self.viewport.map_or(all, |viewport| viewport.within(all)),
            scroll: self.scroll,
            ..*painted
        }
    }

    /// Zooms by a factor around `x` of the plot.
    pub(crate) fn zoom(&mut self, frame: &Frame, factor: f64, x: f64) {
        let frame = self.on(frame);
        self.viewport = Some(
            frame
                .viewport
                .zoomed(factor, frame.at(x), frame.scale.shortest()),
        );
    }

    /// Pans by so many pixels to the right and down.
    pub(crate) fn drag(&mut self, frame: &Frame, right: f64, down: f64) {
        let frame = self.on(frame);
        if right != 0.0 {
            let by = -right / frame.plot() * frame.viewport.length;
            self.viewport = Some(frame.viewport.panned(by));
        }
        self.scroll = frame.scroll - down;
    }

    /// Scrolls a part of the axis, and a row if any, into view.
    pub(crate) fn reveal(&mut self, frame: &Frame, (start, end): (f64, f64), row: Option<usize>) {
        let shown = frame.viewport.showing(start, end);
        if shown != frame.viewport {
            self.viewport = Some(shown);
        }
        if let Some(row) = row.filter(|&row| row >= frame.pinned) {
            let Sizes { axis, lane, .. } = frame.sizes;
            let top = row as f64 * lane;
            let page = frame.height - axis - FOOT;
            let above = frame.pinned as f64 * lane;
            self.scroll = frame.scroll.min(top - above).max(top + lane - page);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sizes::{AXIS, LANE};
    use super::*;

    const CONTENT: Content = Content {
        lanes: 10,
        pinned: 0,
        end: 1_000_000.0,
        live: false,
        ends_badly: false,
        scale: Scale::Time,
    };

    fn frame(view: View) -> Frame {
        view.frame(CONTENT, Sizes::default(), (900.0, AXIS + 2.0 * LANE), 100.0)
    }

    #[test]
    fn all_is_shown_with_room_for_the_marks() {
        let frame = frame(View::default());
        assert_eq!(frame.x(0.0), 0.0);
        assert!((frame.x(1_000_000.0) - (800.0 - BEHIND)).abs() < 1e-6);
        let badly = Content {
            ends_badly: true,
            ..CONTENT
        };
        let end = |width: f64| {
            let frame = View::default().frame(badly, Sizes::default(), (width, 100.0), 100.0);
            frame.x(1_000_000.0) / (width - 100.0)
        };
        assert!((end(900.0) - (800.0 - BEHIND_WORDS) / 800.0).abs() < 1e-6);
        assert!((end(350.0) - (1.0 - MAX_BEHIND_WORDS)).abs() < 1e-6);
    }

    #[test]
    fn a_place_is_a_round_moment() {
        let coarse = frame(View::default());
        let (moment, exact) = (coarse.round(333.0), coarse.at(333.0));
        assert_eq!(moment % 1_000.0, 0.0);
        assert!(
            (coarse.x(moment) - 333.0).abs() < 1.0,
            "{moment} for {exact}"
        );
        let mut view = View::default();
        view.zoom(&coarse, 1e9, 333.0);
        let fine = frame(view);
        assert!((fine.round(333.0) - exact).abs() <= 1.0);
        assert_eq!(coarse.round(-50.0), 0.0);
    }

    #[test]
    fn what_is_dragged_stays_under_the_pointer() {
        let mut view = View::default();
        let before = frame(view);
        view.zoom(&before, 4.0, 400.0);
        let zoomed = frame(view);
        assert!((zoomed.at(400.0) - before.at(400.0)).abs() < 1e-6);
        view.drag(&zoomed, 30.0, -20.0);
        let dragged = frame(view);
        assert!((dragged.at(430.0) - zoomed.at(400.0)).abs() < 1e-6);
        assert_eq!(dragged.scroll, 20.0);
    }

    #[test]
    fn movements_between_two_frames_add_up() {
        let mut view = View::default();
        let painted = frame(view);
        view.zoom(&painted, 2.0, 400.0);
        view.zoom(&painted, 2.0, 400.0);
        view.drag(&painted, 30.0, -20.0);
        view.drag(&painted, 30.0, -20.0);
        let mut once = View::default();
        once.zoom(&painted, 4.0, 400.0);
        once.drag(&painted, 60.0, -40.0);
        let (two, one) = (frame(view), frame(once));
        assert!((two.viewport.start - one.viewport.start).abs() < 1e-6);
        assert!((two.viewport.length - one.viewport.length).abs() < 1e-6);
        assert_eq!(two.scroll, one.scroll);
    }

    #[test]
    fn a_drag_up_or_down_keeps_following() {
        let mut view = View::default();
        view.drag(&frame(view), 0.0, -20.0);
        assert_eq!(view.viewport, None);
    }

    #[test]
    fn scrolling_ends_with_the_lanes() {
        let mut view = View::default();
        view.drag(&frame(view), 0.0, -9_999.0);
        assert_eq!(frame(view).scroll, 8.0 * LANE + FOOT);
        view.drag(&frame(view), 0.0, 9_999.0);
        assert_eq!(frame(view).scroll, 0.0);
    }

    #[test]
    fn a_row_out_of_view_is_scrolled_to() {
        let mut view = View::default();
        view.reveal(&frame(view), (0.0, 1.0), Some(9));
        let below = frame(view);
        assert!(below.top(9) >= AXIS && below.top(9) + LANE <= below.height);
        view.reveal(&below, (0.0, 1.0), Some(0));
        assert_eq!(frame(view).top(0), AXIS);
        assert_eq!(view.viewport, None);
    }
}
