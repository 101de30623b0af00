//! The panels and their tabs.

use yew::prelude::*;

use crate::arrange::Maximize;
use crate::browser;
use crate::clipboard;
use crate::control::Control;
use crate::details::Details;
use crate::events::Events;
use crate::first_visit::{self, use_first_visit};
use crate::happened::Happened;
use crate::output::Output;
use crate::problems::{self, Problems};
use crate::props::PageProps;
use crate::scrubber::Scrubber;
use crate::state::{Action, Area, LayoutAction, Panel, ShellAction, State, Theme, ViewAction};
use crate::tables::Tables;
use crate::tablist;
use crate::timeline::{Layers, Range, Selection, Timeline};
use crate::trace::Snapshot;

const LOWER: [Panel; 4] = [
    Panel::Output,
    Panel::Events,
    Panel::Problems,
    Panel::Details,
];
const ALL: [Panel; 6] = [
    Panel::Program,
    Panel::Timeline,
    Panel::Output,
    Panel::Events,
    Panel::Problems,
    Panel::Details,
];

impl Panel {
    const fn title(self) -> &'static str {
        match self {
            Self::Program => "Program",
            Self::Timeline => "Timeline",
            Self::Output => "Output",
            Self::Events => "Events",
            Self::Problems => "Problems",
            Self::Details => "Details",
        }
    }

    /// Its id in the DOM and for tests.
    const fn id(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Timeline => "timeline-panel",
            Self::Output => "output",
            Self::Events => "events",
            Self::Problems => "problems",
            Self::Details => "details",
        }
    }
}

/// Timeline and scrubber.
#[component]
pub(crate) fn TimelinePanel(props: &PageProps) -> Html {
    let PageProps { state, control } = props;
    let visit = use_first_visit(state);
    let snapshot = match (&state.session.run, &visit) {
        (Some(run), _) => run.snapshot.clone(),
        (None, Some(visit)) => visit.snapshot.clone(),
        (None, None) => Snapshot::default(),
    };
    let (now, cursor) = {
        let chart = &snapshot.trace().chart;
        let cursor = (!state.view.follows()).then(|| state.view.cursor.moment(chart));
        (
            chart.now,
            visit.as_ref().map_or(cursor, |visit| visit.moment),
        )
    };
    // What is played before the first run is nothing to seek or select in.
    let has_run = state.session.run.is_some();
    let on_cursor = with(control, move |control, moment| {
        if has_run {
            control.act(ViewAction::SeekMoment(moment));
        }
    });
    let on_scale = with(control, |control, scale| {
        control.act(ViewAction::SetScale(scale))
    });
    let on_select = with(control, move |control, selection: Option<Selection>| {
        if !has_run {
            return;
        }
        control.act(ViewAction::Select(selection));
        // On a narrow screen that would take the timeline away.
        if selection.is_some() && !browser::is_narrow() {
            control.act(ShellAction::Panel(Panel::Details));
        }
    });
    let on_filter = with(control, |control, filter| {
        control.act(ViewAction::Filter(filter))
    });
    let on_copy = with(control, clipboard::copy);
    let on_details = with(control, |control, ()| {
        control.act(ShellAction::Panel(Panel::Details))
    });
    let on_range = with(control, move |control, range: Option<Range>| {
        if !has_run {
            return;
        }
        control.act(ViewAction::Range(range));
        if range.is_some() && !browser::is_narrow() {
            control.act(ShellAction::Panel(Panel::Details));
        }
    });
    let on_layers = with(control, |control, layers: Layers| {
        let shows_path = layers.critical && !control.state().view.layers.critical;
        control.act(ViewAction::SetLayers(layers));
        if shows_path {
            control.act(ViewAction::Select(None));
            if !browser::is_narrow() {
                control.act(ShellAction::Panel(Panel::Details));
            }
        }
    });
    let on_line = with(control, |control, line| {
        control.act(Action::reveal_recorded(line))
    });
    let theme = match state.shell.theme {
        Theme::System => 0,
        Theme::Light => 1,
        Theme::Dark => 2,
    };
    let on_names = with(control, |control, names| {
        control.act(LayoutAction::Names(names));
    });
    let tools = html! {
        <>
        { type_button(props, false) }
        { type_button(props, true) }
        <Maximize state={state.clone()} control={control.clone()} area={Area::Timeline} />
        </>
    };
    html! {
        <section class={classes!("panel", "chart", state.view.table.then_some("as-table"))}
            id={Panel::Timeline.id()} aria-label="Timeline">
            <Timeline {snapshot} {now} {cursor} scale={state.view.shown_scale()} {on_scale} selection={state.view.selection}
                filter={state.view.filter} {on_filter} {on_copy} {on_details} range={state.view.range} {on_range} layers={state.view.layers} {on_layers}
                highlight_line={state.recorded_line()} {theme} live={state.session.is_on()} seen={control.seen().clone()} {on_cursor} {on_select} {on_line}
                type_size={state.layout.type_size} names={state.layout.names} {on_names} {tools} />
            { for visit.as_ref().map(first_visit::caption) }
            <Tables state={state.clone()} control={control.clone()} />
            <Happened state={state.clone()} control={control.clone()} />
            <Scrubber state={state.clone()} control={control.clone()} />
        </section>
    }
}

/// The button that makes the timeline's type larger, or smaller.
fn type_button(PageProps { state, control }: &PageProps, larger: bool) -> Html {
    let (id, label, text) = match larger {
        true => ("type-larger", "A+: larger type", "A+"),
        false => ("type-smaller", "A−: smaller type", "A−"),
    };
    let press = with(control, move |control, _: MouseEvent| {
        control.act(LayoutAction::LargerType(larger));
    });
    html! {
        <button type="button" class="type" data-testid={id} title={label} aria-label={label}
            disabled={state.layout.next_type(larger).is_none()} onclick={press}>{ text }</button>
    }
}

/// Output, Events, Problems, Details.
#[component]
pub(crate) fn Lower(props: &PageProps) -> Html {
    let shown = lower(&props.state);
    let panel = |panel: Panel, content: Html| {
        html! {
            <div class="content" role="tabpanel" id={panel.id()} data-testid={panel.id()} aria-label={panel.title()}
                hidden={panel != shown}>{ content }</div>
        }
    };
    html! {
        <section class="panel lower" id="lower" aria-label="What happened">
            <div class="heads">
                { tabs(props, &LOWER, shown, "bar") }
                <Maximize state={props.state.clone()} control={props.control.clone()} area={Area::Lower} />
            </div>
            { panel(Panel::Output, html! { <Output ..props.clone() /> }) }
            { panel(Panel::Events, html! { <Events ..props.clone() /> }) }
            { panel(Panel::Problems, html! { <Problems ..props.clone() /> }) }
            { panel(Panel::Details, html! { <Details ..props.clone() /> }) }
        </section>
    }
}

/// Which of the lower panels is shown on a wide screen.
fn lower(state: &State) -> Panel {
    if LOWER.contains(&state.shell.panel) {
        state.shell.panel
    } else {
        Panel::Output
    }
}

/// The tabs of a narrow screen, where one panel is shown at a time.
#[component]
pub(crate) fn NarrowTabs(props: &PageProps) -> Html {
    let all = if props.state.shell.embed {
        &ALL[..2]
    } else {
        &ALL
    };
    html! {
        <nav class="narrow" aria-label="Panels">{ tabs(props, all, props.state.shell.panel, "bar") }</nav>
    }
}

/// A list of tabs: arrow keys move between them, as in any.
fn tabs(props: &PageProps, panels: &[Panel], shown: Panel, class: &'static str) -> Html {
    let problems = problems::count(&props.state);
    let tab = |&panel: &Panel| {
        let control = &props.control;
        let choose = with(control, move |control, _: MouseEvent| {
            control.act(ShellAction::Panel(panel))
        });
        let count = (panel == Panel::Problems && problems > 0).then_some(problems);
        html! {
            <button role="tab" aria-selected={(panel == shown).to_string()} aria-controls={panel.id()}
                tabindex={if panel == shown { "0" } else { "-1" }} onclick={choose}>
                { panel.title() }{ for count.map(|count| html! { <span class="count">{ count }</span> }) }
            </button>
        }
    };
    let list = panels.to_vec();
    let keys = {
        let control = props.control.clone();
        Callback::from(move |event: KeyboardEvent| {
            let at = list.iter().position(|&panel| panel == shown).unwrap_or(0);
            let Some(to) = tablist::target(&event.key(), at, list.len()) else {
                return;
            };
            event.prevent_default();
            control.act(ShellAction::Panel(list[to]));
            tablist::focus(&event, to as u32);
        })
    };
    html! {
        <div class={class} role="tablist" aria-label="Panels" onkeydown={keys}>{ for panels.iter().map(tab) }</div>
    }
}

fn with<T: 'static>(control: &Control, act: impl Fn(&Control, T) + 'static) -> Callback<T> {
    let control = control.clone();
    Callback::from(move |value| act(&control, value))
}
