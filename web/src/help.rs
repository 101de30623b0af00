//! Help: how to read the timeline, and the keys.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::props::PageProps;
use crate::state::ShellAction;

const READING: [(&str, &str); 9] = [
    (
        "Lane",
        "One task, below the task that created it. Threads are at the bottom.",
    ),
    (
        "Hue",
        "The task: the same hue in the timeline, beside the lines of the program and in the output.",
    ),
    (
        "Solid",
        "Running: the event loop is running a step of this task. Only one task runs at a time.",
    ),
    (
        "Hatched",
        "Ready: the task could continue and is queued until the event loop gets to it.",
    ),
    ("Thin line", "Waiting. The label says for what."),
    (
        "Red",
        "The event loop was blocked: one step ran for more than 100 ms and no other task could run.",
    ),
    (
        "Arrows",
        "What woke the selected task. A broken red arrow is a cancellation request.",
    ),
    (
        "✓ ✕ ⊘ …",
        "The task returned, raised or was cancelled; or the run ended first.",
    ),
    (
        "Cursor",
        "The position in the recording. Output, editor marks, tables and details all show that moment. Drag the slider to move it, forwards or back.",
    ),
];

const KEYS: [(&str, &str); 27] = [
    ("Ctrl+Enter", "Run (⌘+Enter on a Mac)"),
    ("Ctrl+Shift+Enter", "Run one step of the event loop"),
    ("Ctrl+S", "Save the program as a file"),
    ("Escape, then Tab", "Leave the editor (Tab alone indents)"),
    ("Alt+Enter", "In the editor: show when this line ran"),
    ("W S or + −", "Zoom the timeline"),
    (
        "Wheel",
        "Scroll the lanes; Ctrl+wheel or two fingers zoom at the pointer",
    ),
    ("A D or ← →", "Pan the timeline"),
    ("1 2 3", "Axis: time, time with idle periods folded, steps"),
    ("0", "Show the whole run"),
    ("Backspace", "Previous view; with Shift, next view"),
    ("F", "Zoom to the selection or the measured range"),
    (", .", "Select the previous / next span"),
    (
        "< >",
        "Move the cursor to the previous / next span of the selected task",
    ),
    ("↑ ↓", "Select the lane above / below"),
    ("Drag", "Measure a range; Shift+drag or one finger pans"),
    ("[ ]", "Set range start / end at cursor"),
    (
        "/ or Ctrl+F",
        "Find lanes by name, state or printed text (Ctrl+F in the timeline)",
    ),
    ("Enter", "Collapse or expand child tasks"),
    ("P", "Pin or unpin the selected lane"),
    ("L", "Show or hide locks and queues"),
    ("R", "Show all wake-ups and cancellations"),
    (
        "C",
        "Show the critical path: what determined the run's length",
    ),
    (
        "Home End",
        "On the slider or the minimap: jump to the start / end",
    ),
    (
        "M",
        "Maximise the panel with the focus, or else the timeline; M or Esc shows all panels again",
    ),
    ("Esc", "Clear the selection and the measured range"),
    ("?", "Show this help"),
];

const EDITOR_KEYS: [(&str, &str); 10] = [
    (
        "Ctrl+Space",
        "Complete a name (two letters or a dot are enough); Enter or Tab accepts, Escape closes",
    ),
    ("Ctrl+D", "Select the next occurrence too"),
    (
        "Alt+click, Ctrl+Alt+↑ ↓",
        "Add a cursor; Escape leaves only one",
    ),
    ("Alt+↑ ↓", "Move lines; with Shift, copy them"),
    ("Ctrl+/", "Comment lines out, or back in"),
    ("Tab, Shift+Tab", "Indent lines more, or less"),
    ("Ctrl+Shift+[ ]", "Fold a block, or unfold it"),
    ("Ctrl+F", "Find and replace"),
    ("F8", "Go to the next error"),
    ("Shift+Alt+F", "Format the program"),
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
                <p>{ "Write Python asyncio on the left and press Run. Every decision of the event loop is recorded, and the page shows the recording. Your program runs in this browser and nowhere else." }</p>
                <dl>{ for READING.iter().map(pair) }</dl>
                <p>{ "Live: waits take real time, at the speed you choose. Simulated: waits are skipped, so the run finishes at once and is the same every time." }</p>
                <h2>{ "Keys" }</h2>
                <dl class="keys">{ for KEYS.iter().map(pair) }</dl>
                <h2>{ "Keys in the editor" }</h2>
                <dl class="keys">{ for EDITOR_KEYS.iter().map(pair) }</dl>
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
            "Ctrl+S",
            "Escape,",
            "Tab",
            "Alt+Enter",
            "Ctrl+F",
            "Drag",
            "Wheel",
            "Home",
            "End",
            "M",
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
