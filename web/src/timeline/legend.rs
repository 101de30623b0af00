//! What the looks mean, and the tip, in HTML.

use yew::prelude::*;

use super::facts::Facts;

/// The looks of the picture with their names.
pub(super) fn legend() -> Html {
    let looks = [
        ("running", "running"),
        ("ready", "ready"),
        ("waiting", "waiting, on what"),
        ("blocked", "loop blocked"),
        ("prints", "prints"),
    ];
    let looks = looks.map(|(look, name)| {
        let swatch = format!("timeline-swatch timeline-{look}");
        html! { <li key={look}><i class={swatch} aria-hidden="true"></i>{ name }</li> }
    });
    html! {
        <ul class="timeline-legend" aria-label="Legend">{ for looks }</ul>
    }
}

/// Facts, as the tip shows them.
pub(super) fn tip(facts: &Facts) -> Html {
    html! {
        <>
            <b>{ &facts.title }</b>{ " " }<span>{ &facts.what }</span>
            { for facts.lines.iter().map(|line| html! { <div>{ line }</div> }) }
        </>
    }
}
