//! What the latest step did, in a sentence, while one steps.

use yew::prelude::*;

use crate::props::PageProps;
use crate::sentence::linked;

/// The sentence. The element is always there, so that screen readers are told of changes.
#[component]
pub(crate) fn Happened(PageProps { state, control }: &PageProps) -> Html {
    let run = state.session.run.as_ref().filter(|_| state.view.stepped);
    let sentence = run.map(|run| {
        let recorded = run.snapshot.trace();
        let events = state.view.cursor.events(&recorded.chart);
        recorded.narrator().stepped(events)
    });
    html! {
        <p class="happened" role="status" data-testid="happened">
            { for sentence.map(|sentence| linked(&[sentence], control)) }
        </p>
    }
}
