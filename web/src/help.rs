//! Help: how to read the timeline, and the keys.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::props::PageProps;
use crate::state::ShellAction;

const READING: [(&str, &str); 9] = [
    (
        "Lane",
        "One task. Tasks stand below the one that created them; threads are at the bottom.",
    ),
    (
        "Hue",
        "Which task it is: the same in the timeline, beside the program's lines and before each line of output.",
    ),
    (
        "Solid",
        "Running: the loop runs a step of this task. Only one task runs at a time.",
    ),
    (
        "Hatched",
        "Ready: it could go on, and stands in the queue until the loop comes to it.",
    ),
    ("Thin line", "Waiting; what for is written on it."),
    (
        "Red",
        "The loop was blocked: one step held it for more than 100 ms, and nobody else could run.",
    ),
    (
        "Arrows",
        "Who woke the selected task; a broken red one asked it to cancel itself.",
    ),
    (
        "✓ ✕ ⊘ …",
        "The task returned, raised, was cancelled; or the run was over before it.",
    ),
    (
        "Cursor",
        "One moment of the recording. Output, marks, table and details all show that moment; the slider moves it, also back.",
    ),
];

const KEYS: [(&str, &str); 25] = [
    ("Ctrl+Enter", "Run (⌘+Enter on a Mac)"),
    ("Ctrl+Shift+Enter", "Step: one decision of the loop"),
    ("Escape, then Tab", "Leave the editor; Tab alone indents"),
    ("Alt+Enter", "In the editor: when did this line run?"),
    ("W S or + −", "Zoom the timeline"),
    (
        "Wheel",
        "Scroll the lanes; with Ctrl, zoom at the pointer; two fingers zoom, too",
    ),
    ("A D or ← →", "Move along the timeline"),
    (
        "1 2 3",
        "The axis: time, time with idle periods folded, steps",
    ),
    ("0", "Show all of it"),
    (
        "Backspace",
        "Show what was shown before; with Shift, what was shown after that",
    ),
    ("F", "Show the selection, or the measured range"),
    (", .", "Select the slice before, the next slice"),
    (
        "< >",
        "Move the cursor to the slice before, the next slice of the selected task",
    ),
    ("↑ ↓", "Select the lane above, below"),
    (
        "Drag",
        "Measure a range; Shift+drag, or a finger, moves the picture",
    ),
    ("[ ]", "Set range start / end at cursor"),
    (
        "/ or Ctrl+F",
        "Find lanes by name, state or printed text; Ctrl+F with the focus in the timeline",
    ),
    ("Enter", "Collapse child tasks, or show them"),
    ("P", "Keep the selected lane on top, or no longer"),
    ("L", "Lanes of locks and queues, or none"),
    (
        "R",
        "All wake-ups and cancellations: who woke or cancelled whom",
    ),
    (
        "C",
        "The critical path: what made the run as long as it was",
    ),
    (
        "Home End",
        "On the slider, or the small picture below the lanes: to the beginning, to the end",
    ),
    ("Esc", "Clear the selection and the measured range"),
    ("?", "This help"),
];

#[component]
pub(crate) fn Help(PageProps { state, control }: &PageProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with(state.shell.help, move |&help| {
            let Some(dialog) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if help && !dialog.open() {
                // It throws for a dialog that is open or nowhere: this one is neither.
                let _ = dialog.show_modal();
            } else if !help {
                dialog.close();
            }
        });
    }
    let close = {
        let control = control.clone();
        Callback::from(move |_: Event| control.act(ShellAction::ShowHelp(false)))
    };
    html! {
        <dialog class="help" ref={dialog} onclose={close} aria-labelledby="help-title">
            <form method="dialog">
                <button class="go">{ "Close" }</button>
                <h2 id="help-title">{ "How to read this page" }</h2>
                <p>{ "Write Python with asyncio on the left and press Run. Every decision of the event loop is recorded; the page shows the recording. Your program runs here, in this browser, and nowhere else." }</p>
                <dl>{ for READING.iter().map(pair) }</dl>
                <p>{ "Live waits as long as your program does, faster or slower as you like. Simulated jumps over all waiting: the run is over at once, and is the same every time." }</p>
                <h2>{ "Keys" }</h2>
                <dl class="keys">{ for KEYS.iter().map(pair) }</dl>
            </form>
        </dialog>
    }
}

fn pair((term, meaning): &(&'static str, &'static str)) -> Html {
    html! { <><dt>{ *term }</dt><dd>{ *meaning }</dd></> }
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::timeline::command;

    /// What `KeyboardEvent.key` calls a key, and what the sheet does.
    const NAMES: [(&str, &str); 6] = [
        ("ArrowLeft", "←"),
        ("ArrowRight", "→"),
        ("ArrowUp", "↑"),
        ("ArrowDown", "↓"),
        ("Escape", "Esc"),
        ("-", "−"),
    ];

    #[test]
    fn the_sheet_names_every_key_of_the_timeline() {
        let printable = (b'!'..=b'~').map(|byte| (byte as char).to_string());
        let others = ["Backspace", "Enter", "Tab", "Home", "End", " "].map(str::to_owned);
        let named = NAMES.map(|(name, _)| name.to_owned());
        for key in printable.chain(others).chain(named) {
            // Small letters are named as capitals; the keys of `+` and `-` without Shift.
            let same =
                ["=", "_"].contains(&key.as_str()) || key != key.to_uppercase() && key.len() == 1;
            let shown = NAMES.iter().find(|(name, _)| *name == key);
            let shown = shown.map_or(key.as_str(), |(_, shown)| *shown);
            let told = KEYS
                .iter()
                .any(|(keys, _)| keys.split(' ').any(|one| one == shown));
            if !same && command(&key, false).is_some() {
                assert!(told, "{key} is not told");
            }
        }
    }

    #[test]
    fn the_sheet_names_no_key_that_does_nothing() {
        // Those of the page, the editor, the slider and the mouse, and what is between keys.
        let others = [
            "Ctrl+Enter",
            "Ctrl+Shift+Enter",
            "Escape,",
            "Tab",
            "Alt+Enter",
            "Ctrl+F",
            "Drag",
            "Wheel",
            "Home",
            "End",
            "?",
            "or",
            "then",
        ];
        for (keys, _) in KEYS {
            for key in keys.split(' ').filter(|key| !others.contains(key)) {
                let named = NAMES.iter().find(|(_, shown)| *shown == key);
                let name = named.map_or(key, |(name, _)| *name);
                assert!(command(name, false).is_some(), "{key} does nothing");
            }
        }
    }
}
