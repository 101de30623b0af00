//! What a press on a row's name does.

use interleave_trace::Lane;

use crate::control::Control;
use crate::state::{Panel, ShellAction, ViewAction};
use crate::timeline::Selection;

/// Selects the item of a lane at the cursor, and shows it in Details.
pub(super) fn select(control: &Control, lane: Lane) {
    let state = control.state();
    let Some(run) = &state.session.run else {
        return;
    };
    let selection = {
        let run = run.snapshot.trace();
        let events = state.view.cursor.events(&run.chart);
        Selection::at(&run.chart, lane, events)
    };
    control.act(ViewAction::Select(selection));
    control.act(ShellAction::Panel(Panel::Details));
}
