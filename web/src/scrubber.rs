//! The scrubber: a slider that moves the cursor over the whole recording.

use interleave_trace::chart::Chart;
use interleave_trace::narrate::time;
use interleave_trace::{DiagnosticKind, Kind, Micros};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::control::Control;
use crate::cursor::Cursor;
use crate::icons::{self, icon};
use crate::props::PageProps;
use crate::state::{State, ViewAction};

/// Two marks of the slider are at least so far apart, in parts of it.
const APART: f64 = 0.01;

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
    let red = {
        let snapshot = state.session.run.as_ref().map(|run| run.snapshot.clone());
        use_memo(snapshot, |snapshot| {
            let spots = snapshot
                .as_ref()
                .map(|snapshot| spots(&snapshot.trace().chart));
            layers(&spots.unwrap_or_default())
        })
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
                aria-valuetext={time::moment(time)} style={format!("--part:{}%; --marks:{}", percent(time, now), *red)} oninput={seek} />
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

/// Where the slider is marked, in parts of it: where the loop was blocked, and where something
/// went wrong.
fn spots(chart: &Chart) -> Vec<f64> {
    let blocked = chart.blocked.iter().map(|blocked| blocked.start);
    let errors = chart.diagnostics.iter().filter(|one| {
        matches!(
            one.kind,
            DiagnosticKind::Uncaught | DiagnosticKind::Deadlock | DiagnosticKind::Limit
        )
    });
    let mut times: Vec<Micros> = blocked.chain(errors.map(|one| one.time)).collect();
    times.sort_unstable();
    let mut spots: Vec<f64> = Vec::new();
    for time in times {
        let spot = percent(time, chart.now) / 100.0;
        if spots.last().is_none_or(|last| spot - last >= APART) {
            spots.push(spot);
        }
    }
    spots
}

/// The marks as backgrounds of the slider's track. The middle of its thumb does not reach the
/// track's ends.
fn layers(spots: &[f64]) -> String {
    if spots.is_empty() {
        return "none".to_owned();
    }
    let layer = |spot: &f64| {
        format!(
            "linear-gradient(to right, var(--panel) 25%, var(--bad) 25% 75%, var(--panel) 75%) calc(var(--thumb) / 2 + {spot:.4} * (100% - var(--thumb))) 0 / 8px 100% no-repeat"
        )
    };
    spots.iter().map(layer).collect::<Vec<_>>().join(", ")
}

fn percent(time: u64, now: u64) -> f64 {
    time as f64 / now.max(1) as f64 * 100.0
}

fn press(control: &Control, act: fn(&Control)) -> Callback<MouseEvent> {
    let control = control.clone();
    Callback::from(move |_| act(&control))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::fixtures::task;

    #[test]
    fn the_slider_is_marked_where_the_loop_was_blocked() {
        let script = task().ready(0).runs(0).blocked(100, 101).blocked(105, 110);
        let script = script.blocked(500, 510);
        let chart = script.until(1_000).run.chart;
        assert_eq!(spots(&chart), [0.1, 0.5]);
        assert_eq!(layers(&[]), "none");
        assert_eq!(layers(&[0.1, 0.5]).matches("no-repeat").count(), 2);
    }
}
