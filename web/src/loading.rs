//! Python is loading, or could not be loaded.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::control::Control;
use crate::props::PageProps;
use crate::state::{Python, State};
use crate::worker::Progress;

/// A bar below the header, while Python comes. It takes no room.
pub(crate) fn bar(state: &State) -> Html {
    let Some(Progress { received, total }) = state.session.progress else {
        return Html::default();
    };
    let value = total.map(|_| received.to_string());
    let max = total.map(|total| total.to_string());
    html! {
        <div class="loading">
            <progress data-testid="progress" aria-label="Loading Python" {value} {max}></progress>
        </div>
    }
}

/// How much of Python has come: `3.1 of 8.4 MB`. Empty while nothing is known.
pub(crate) fn amount(state: &State) -> String {
    let megabytes = |bytes: u64| format!("{:.1}", bytes as f64 / 1e6);
    match state.session.progress {
        Some(Progress {
            received,
            total: Some(total),
        }) => {
            format!("{} of {} MB", megabytes(received), megabytes(total))
        }
        Some(Progress { received, .. }) if received > 0 => format!("{} MB", megabytes(received)),
        _ => String::new(),
    }
}

/// Whether all of Python has come, so that it only has to start.
pub(crate) fn is_downloaded(state: &State) -> bool {
    let progress = state.session.progress;
    progress.is_some_and(|progress| Some(progress.received) == progress.total)
}

/// Why Python could not be loaded, and a button that tries it again.
pub(crate) fn failure(PageProps { state, control }: &PageProps) -> Html {
    let Some(why) = &state.session.failure else {
        return Html::default();
    };
    html! {
        <div class="fault" role="alert" data-testid="python-failed">
            <p><b>{ "Python failed to load, so programs can't run." }</b>{ " Your program is still here: read it, edit it, copy it." }</p>
            <p>{ why.to_string() }</p>
            <button data-testid="retry" onclick={retry(control)}>{ "Retry" }</button>
        </div>
    }
}

fn retry(control: &Control) -> Callback<MouseEvent> {
    let control = control.clone();
    Callback::from(move |_| {
        let control = control.clone();
        if control.state().session.python == Python::Missing {
            spawn_local(async move { control.begin().await });
        }
    })
}
