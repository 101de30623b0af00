//! The scrubber: a slider that moves the cursor over the whole recording.

use interleave_trace::Kind;
use interleave_trace::narrate::time;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::control::Control;
use crate::cursor::Cursor;
use crate::icons::{self, icon};
use crate::props::PageProps;
use crate::state::{State, ViewAction};

/// Play, the slider, Jump to end, and the switch to the table.
#[component]
pub(crate) fn Scrubber(PageProps { state, control }: &PageProps) -> Html {
    let (time, now, events) = match &state.session.run {
        Some(run) => {
            let chart = &run.snapshot.trace().chart;
            (state.view.cursor.time(chart), chart.now, chart.events)
        }
        None => (0, 0, 0),
    };
    let seek = {
        let control = control.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target_dyn_into::<HtmlInputElement>();
            if let Some(input) = input {
                control.seek(input.value_as_number().max(0.0) as u64);
            }
        })
    };
    let play = press(control, Control::play_or_halt);
    let follow = press(control, |control| control.act(ViewAction::Follow));
    let table = press(control, |control| {
        let shown = control.state().view.table;
        control.act(ViewAction::ShowTable(!shown));
    });
    let playing = state.view.playback.is_some();
    let (label, path) = if playing {
        ("Pause playback", icons::PAUSE)
    } else {
        ("Play the recording", icons::RUN)
    };
    html! {
        <div class="scrub">
            <button class="tool" data-testid="play" aria-label={label} title={label}
                disabled={events == 0 || state.session.is_on()} onclick={play}>{ icon(path) }</button>
            <span class="now">{ time::moment(time) }</span>
            <input type="range" data-testid="scrubber" aria-label="Position in the recording" min="0"
                max={now.max(1).to_string()} step="any" value={time.to_string()} disabled={events == 0}
                aria-valuetext={time::moment(time)} style={format!("--part:{}%", percent(time, now))} oninput={seek} />
            <span class="unseen" role="status">{ ahead(state) }</span>
            <span class="end">{ time::moment(now) }</span>
            <button class="tool" data-testid="follow" aria-label="Jump to end" title="Jump to end"
                disabled={state.view.follows()} onclick={follow}>{ icon(icons::STEP) }</button>
            <button class="tool" data-testid="table" aria-label="Show as table" title="Show as table"
                aria-pressed={state.view.table.to_string()} onclick={table}>{ icon(icons::TABLE) }</button>
        </div>
    }
}

/// What comes next after Step, for screen readers.
fn ahead(state: &State) -> Option<String> {
    let Cursor::At(moment) = state.view.cursor else {
        return None;
    };
    let run = state
        .session
        .run
        .as_ref()
        .filter(|_| !state.is_cursor_moving())?;
    let recorded = run.snapshot.trace();
    let next = recorded.recording.events().get(moment.events)?;
    let begins = matches!(
        next.kind,
        Kind::StepBegins { .. } | Kind::CallbackBegins { .. }
    );
    (begins && next.time == moment.time).then(|| {
        let next = recorded.narrator().next_event(moment.events);
        next.to_string()
    })
}

fn percent(time: u64, now: u64) -> f64 {
    time as f64 / now.max(1) as f64 * 100.0
}

fn press(control: &Control, act: fn(&Control)) -> Callback<MouseEvent> {
    let control = control.clone();
    Callback::from(move |_| act(&control))
}
