//! What keys mean while the timeline has the focus, or nothing that heeds them.

use super::scale::Scale;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Command {
    /// Show so many times less around the middle.
    Zoom(f64),
    /// Move by so much of the width.
    Pan(f64),
    /// The width means this.
    Scale(Scale),
    /// Show what was shown before, or after that.
    View(Direction),
    /// Show all.
    FitAll,
    /// Show the selected stretch.
    FitSelection,
    /// Select the next stretch of the lane, or the one before.
    Slice(Direction),
    /// Move the cursor to the next stretch of the lane, or the one before.
    Jump(Direction),
    /// Select the lane below, or above.
    Lane(Direction),
    /// The measured range begins, or ends, at the cursor.
    Measure(Direction),
    /// Draw all wake-ups, or no longer.
    Wakes,
    /// Draw the critical path, or no longer.
    Critical,
    /// Hide those that the selected task created, or show them again.
    ToggleChildren,
    /// Keep the selected lane on top, or no longer.
    Pin,
    /// Lanes for locks and queues, or none.
    Resources,
    /// Look for lanes.
    Find,
    /// Select nothing.
    Clear,
}

/// In which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Later, below.
    Forward,
    /// Earlier, above.
    Back,
}

/// The meaning of a key, as `KeyboardEvent.key` names it. Keys with Ctrl, Alt
/// or Meta are not ours.
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
        "." => Command::Slice(Direction::Forward),
        "," => Command::Slice(Direction::Back),
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
