//! Hue is the task: the same colour in editor, timeline and output.

use interleave_trace::{Lane, NO_TASK, TaskId};
use yew::prelude::*;

/// How many hues the style sheet has: `--task-0` and so on, and a class for each.
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

/// The mark of who has printed something: a thread's is that of its lane.
pub(crate) fn mark(lane: Lane, task: TaskId) -> Html {
    match lane {
        Lane::Thread(_) => html! { <span class="dot thread"></span> },
        _ => dot(task),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_has_as_many_hues() {
        let style = include_str!("../style/page.css");
        for hue in 0..=HUES {
            let is_there = hue < HUES;
            let colour = style.contains(&format!("--task-{hue}: "));
            let class = style.contains(&format!(".hue-{hue} {{ --hue: var(--task-{hue}); }}"));
            assert_eq!((colour, class), (is_there, is_there), "{hue}");
        }
    }

    #[test]
    fn the_first_task_has_a_hue_of_its_own() {
        assert!((2..100).all(|task| (1..HUES).contains(&hue(task))));
        assert_eq!((hue(NO_TASK), hue(1)), (0, 0));
    }
}
