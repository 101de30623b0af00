//! Keyboard commands, while the focus is in the timeline or on nothing that takes keys.

use super::scale::Scale;

/// A keyboard command.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Command {
    /// Zoom by this factor.
    Zoom(f64),
    /// Pan by this part of the width.
    Pan(f64),
    /// Switch to this scale.
    Scale(Scale),
    /// Go back or forward in the history of views.
    View(Direction),
    /// Fit all.
    FitAll,
    /// Fit the selection or the measured range.
    FitSelection,
    /// Select the next or previous span of the lane.
    Span(Direction),
    /// Move the cursor to the next or previous span of the lane.
    Jump(Direction),
    /// Select the lane below, or above.
    Lane(Direction),
    /// Set the start or end of the measured range at the cursor.
    Measure(Direction),
    /// Toggle the layer of all wake-ups.
    Wakes,
    /// Toggle the critical path.
    Critical,
    /// Collapse or expand the children of the selected task.
    ToggleChildren,
    /// Pin or unpin the selected lane.
    Pin,
    /// Toggle the lanes of resources.
    Resources,
    /// Search lanes.
    Find,
    /// Clear selection and range.
    Clear,
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Later, below.
    Forward,
    /// Earlier, above.
    Back,
}

/// The command of a key, as `KeyboardEvent.key` names it. Keys with Ctrl, Alt or Meta
/// have none.
pub(crate) fn command(key: &str, shift: bool) -> Option<Command> {
    Some(match key {
        "Backspace" if shift => Command::View(Direction::Forward),
        "Backspace" => Command::View(Direction::Back),
        "w" | "W" | "+" | "=" => Command::Zoom(1.5),
        "s" | "S" | "-" | "_" => Command::Zoom(1.0 / 1.5),
        "a" | "A" | "ArrowLeft" => Command::Pan(-0.2),
        "d" | "D" | "ArrowRight" => Command::Pan(0.2),
        "1" => Command::Scale(Scale::Time),
        "2" => Command::Scale(Scale::Folded),
        "3" => Command::Scale(Scale::Steps),
        "0" => Command::FitAll,
        "f" | "F" => Command::FitSelection,
        "." => Command::Span(Direction::Forward),
        "," => Command::Span(Direction::Back),
        ">" => Command::Jump(Direction::Forward),
        "<" => Command::Jump(Direction::Back),
        "ArrowDown" => Command::Lane(Direction::Forward),
        "ArrowUp" => Command::Lane(Direction::Back),
        "[" => Command::Measure(Direction::Back),
        "]" => Command::Measure(Direction::Forward),
        "r" | "R" => Command::Wakes,
        "c" | "C" => Command::Critical,
        "Enter" => Command::ToggleChildren,
        "p" | "P" => Command::Pin,
        "l" | "L" => Command::Resources,
        "/" => Command::Find,
        "Escape" => Command::Clear,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Command, command};

    #[test]
    fn zooming_in_and_out_again_is_nothing() {
        let (Some(Command::Zoom(near)), Some(Command::Zoom(far))) =
            (command("w", false), command("-", false))
        else {
            panic!("w and - zoom");
        };
        assert!((near * far - 1.0).abs() < 1e-9);
    }

    #[test]
    fn other_keys_are_left_alone() {
        for key in ["Tab", " ", "q", "?"] {
            assert_eq!(command(key, false), None, "{key}");
        }
    }
}
