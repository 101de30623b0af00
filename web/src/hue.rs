//! Hue is the task: the same colour in editor, timeline and output.

use interleave_trace::{NO_TASK, TaskId};
use yew::prelude::*;

/// How many hues there are: `--task-0` … `--task-7` in the style sheet.
pub(crate) const HUES: u32 = 8;

/// The number of a task's hue. The first task, mostly `main`, is the only one
/// of hue 0; so is what runs outside any task.
pub(crate) fn hue(task: TaskId) -> u32 {
    if task <= NO_TASK + 1 {
        0
    } else {
        1 + (task - 2) % (HUES - 1)
    }
}

/// A dot in a task's hue; an empty one for what runs outside any.
pub(crate) fn dot(task: TaskId) -> Html {
    let hue = if task == NO_TASK {
        "none".to_owned()
    } else {
        hue(task).to_string()
    };
    html! { <span class={format!("dot hue-{hue}")}></span> }
}
