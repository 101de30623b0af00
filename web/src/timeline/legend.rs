//! The legend, the switches and the tooltip, in HTML.

use yew::prelude::*;

use super::layers::Layers;
use super::scale::Scale;
use super::tooltip::Tooltip;
use crate::icons::{self, icon};
use crate::sentence::plain;

/// The looks of the picture with their names.
pub(super) fn legend() -> Html {
    let looks = [
        ("running", "running"),
        ("ready", "ready"),
        ("waiting", "waiting"),
        ("blocked", "blocked"),
        ("prints", "prints"),
        ("wakes", "wakes"),
        ("cancels", "cancels"),
    ];
    let looks = looks.map(|(look, name)| {
        let swatch = format!("timeline-swatch timeline-{look}");
        html! { <li key={look}><i class={swatch} aria-hidden="true"></i>{ name }</li> }
    });
    html! {
        <ul class="timeline-legend" aria-label="Legend">{ for looks }</ul>
    }
}

/// The choice of what the width means.
pub(super) fn scales(chosen: Scale, on_scale: &Callback<Scale>) -> Html {
    let scale = |(scale, label, title): (Scale, &'static str, &'static str)| {
        let choose = on_scale.reform(move |_: Event| scale);
        html! {
            <label key={label} title={title}>
                <input type="radio" name="axis" value={scale.name()} checked={scale == chosen} onchange={choose} />
                <span>{ label }</span>
            </label>
        }
    };
    let all = [
        (Scale::Time, "Time", "Time (1)"),
        (
            Scale::Folded,
            "Folded",
            "Time, with idle periods folded (2)",
        ),
        (Scale::Steps, "Steps", "Steps, all equally wide (3)"),
    ];
    html! {
        <fieldset class="timeline-scales" data-testid="axis">
            <legend>{ "Axis" }</legend>
            { for all.map(scale) }
        </fieldset>
    }
}

/// The switches of what is drawn over the lanes.
pub(super) fn layers(shown: Layers, on_layers: &Callback<Layers>) -> Html {
    let wakes = Layers {
        wakes: !shown.wakes,
        ..shown
    };
    let critical = Layers {
        critical: !shown.critical,
        ..shown
    };
    let switch = |id: &'static str,
                  label: &'static str,
                  path: &'static str,
                  on: bool,
                  next: Layers| {
        let press = on_layers.reform(move |_: MouseEvent| next);
        html! {
            <button type="button" class="timeline-switch" data-testid={id} title={label} aria-label={label}
                aria-pressed={on.to_string()} onclick={press}>{ icon(path) }</button>
        }
    };
    html! {
        <>
            { switch("wakes", "Show all wake-ups (R)", icons::WAKES, shown.wakes, wakes) }
            { switch("critical", "Show the critical path (C)", icons::PATH, shown.critical, critical) }
        </>
    }
}

/// The content of a tooltip.
pub(super) fn tip(tooltip: &Tooltip) -> Html {
    html! {
        <>
            <b>{ &tooltip.title }</b>{ " " }<span>{ &tooltip.subtitle }</span>
            { for tooltip.sentences.iter().map(|sentence| html! { <div>{ plain(sentence) }</div> }) }
        </>
    }
}
