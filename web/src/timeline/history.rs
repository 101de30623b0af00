//! The history of views, with back and forward.

use super::view::View;

/// Movements with shorter pauses than this, in ms, are one entry.
const REST: f64 = 600.0;
/// The most entries.
const MOST: usize = 100;

/// The views before the current one, and those after it.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    before: Vec<View>,
    after: Vec<View>,
    /// When the view was last moved.
    moved: Option<f64>,
}

impl History {
    /// Remembers the view before a movement at `now`, in ms of the page's clock.
    pub(crate) fn remember(&mut self, view: View, now: f64) {
        let goes_on = self.moved.is_some_and(|moved| now - moved < REST);
        self.moved = Some(now);
        if goes_on || self.before.last() == Some(&view) {
            return;
        }
        self.after.clear();
        if self.before.len() == MOST {
            self.before.remove(0);
        }
        self.before.push(view);
    }

    /// The view before `view`, if there is one.
    pub(crate) fn back(&mut self, view: View) -> Option<View> {
        Self::go(&mut self.moved, &mut self.before, &mut self.after, view)
    }

    /// The view after `view`, if there is one.
    pub(crate) fn forward(&mut self, view: View) -> Option<View> {
        Self::go(&mut self.moved, &mut self.after, &mut self.before, view)
    }

    fn go(
        moved: &mut Option<f64>,
        from: &mut Vec<View>,
        to: &mut Vec<View>,
        view: View,
    ) -> Option<View> {
        *moved = None;
        let mut next = from.pop()?;
        // A movement without effect.
        while next == view {
            next = from.pop()?;
        }
        to.push(view);
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(scroll: f64) -> View {
        View {
            viewport: None,
            scroll,
        }
    }

    #[test]
    fn back_and_on_again() {
        let mut history = History::default();
        history.remember(view(0.0), 0.0);
        history.remember(view(1.0), 5_000.0);
        assert_eq!(history.back(view(2.0)), Some(view(1.0)));
        assert_eq!(history.back(view(1.0)), Some(view(0.0)));
        assert_eq!(history.back(view(0.0)), None);
        assert_eq!(history.forward(view(0.0)), Some(view(1.0)));
        assert_eq!(history.forward(view(1.0)), Some(view(2.0)));
        assert_eq!(history.forward(view(2.0)), None);
    }

    #[test]
    fn one_long_movement_is_gone_back_from_at_once() {
        let mut history = History::default();
        for frame in 0..50 {
            history.remember(view(f64::from(frame)), f64::from(frame) * 16.0);
        }
        assert_eq!(history.back(view(50.0)), Some(view(0.0)));
        assert_eq!(history.back(view(0.0)), None);
    }

    #[test]
    fn another_movement_forgets_what_was_gone_back_from() {
        let mut history = History::default();
        history.remember(view(0.0), 0.0);
        assert_eq!(history.back(view(1.0)), Some(view(0.0)));
        history.remember(view(0.0), 9_000.0);
        assert_eq!(history.forward(view(7.0)), None);
    }
}
