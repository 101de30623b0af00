//! What keys mean while the timeline has the focus, or nothing that heeds them.

use super::axis::Scale;

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
    View(Way),
    /// Show all.
    FitAll,
    /// Show the selected stretch.
    FitSelection,
    /// Select the next stretch of the lane, or the one before.
    Slice(Way),
    /// Move the cursor to the next stretch of the lane, or the one before.
    Jump(Way),
    /// Select the lane below, or above.
    Lane(Way),
    /// The measured range begins, or ends, at the cursor.
    Measure(Way),
    /// Draw all wake-ups, or no longer.
    Wakes,
    /// Draw the critical path, or no longer.
    Critical,
    /// Hide those that the selected task created, or show them again.
    Branch,
    /// Keep the selected lane on top, or no longer.
    Pin,
    /// Lanes for locks and queues, or none.
    Resources,
    /// Look for lanes.
    Find,
    /// Select nothing.
    Clear,
}

/// On or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Later, below.
    On,
    /// Earlier, above.
    Back,
}

/// The meaning of a key, as `KeyboardEvent.key` names it. Keys with Ctrl, Alt
/// or Meta are not ours.
pub(crate) fn command(key: &str, shift: bool) -> Option<Command> {
    Some(match key {
        "Backspace" if shift => Command::View(Way::On),
        "Backspace" => Command::View(Way::Back),
        "w" | "W" | "+" | "=" => Command::Zoom(1.5),
        "s" | "S" | "-" | "_" => Command::Zoom(1.0 / 1.5),
        "a" | "A" | "ArrowLeft" => Command::Pan(-0.2),
        "d" | "D" | "ArrowRight" => Command::Pan(0.2),
        "1" => Command::Scale(Scale::Time),
        "2" => Command::Scale(Scale::Folded),
        "3" => Command::Scale(Scale::Steps),
        "0" => Command::FitAll,
        "f" | "F" => Command::FitSelection,
        "." => Command::Slice(Way::On),
        "," => Command::Slice(Way::Back),
        ">" => Command::Jump(Way::On),
        "<" => Command::Jump(Way::Back),
        "ArrowDown" => Command::Lane(Way::On),
        "ArrowUp" => Command::Lane(Way::Back),
        "[" => Command::Measure(Way::Back),
        "]" => Command::Measure(Way::On),
        "r" | "R" => Command::Wakes,
        "c" | "C" => Command::Critical,
        "Enter" => Command::Branch,
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
