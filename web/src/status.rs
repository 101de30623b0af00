//! The status: a word for scripts, a sentence for people.

use interleave_protocol::Clock;
use interleave_trace::End;
use interleave_trace::narrate::{self, time::moment};
use yew::prelude::*;

use crate::loading;
use crate::props::PageProps;
use crate::state::{PageStatus, Panel, Python, ShellAction, State};

/// What a turn is, for the tooltip of the clock.
const TURN: &str =
    "Loop turn: one pass of the event loop. It runs every step that was ready when the pass began.";

/// The status. Screen readers are told when the words change; the clock beside
/// them, which changes all the time, is only shown.
#[component]
pub(crate) fn Status(PageProps { state, control }: &PageProps) -> Html {
    let status = state.status();
    let words = words(state, status);
    let show_problems = {
        let control = control.clone();
        let embed = state.shell.embed;
        Callback::from(move |_: MouseEvent| {
            control.act(match embed {
                true => ShellAction::Strip(Panel::Problems, true),
                false => ShellAction::Panel(Panel::Problems),
            });
        })
    };
    html! {
        <div class="status" data-testid="status" data-state={status.name()} title={title(state)}>
            <span class="words" role="status">
                if names_problems(state, status) {
                    <button class="link" data-testid="show-problems" title="Show Problems" onclick={show_problems}>{ words }</button>
                } else {
                    { words }
                }
            </span>{ " " }
            if state.session.stall.is_none() {
                <span class="clock" title={state.session.run.is_some().then_some(TURN)}>{ clock(state) }</span>
            }
        </div>
    }
}

/// Whether the words are those of [`failure`] that send to Problems, and that panel is there.
fn names_problems(state: &State, status: PageStatus) -> bool {
    let is_failure = state.session.stall.is_none()
        && state.view.playback.is_none()
        && state.session.prompt.is_none()
        && status == PageStatus::Failed;
    let has_python = state.session.python != Python::Missing;
    let is_shown = !state.shell.embed || state.shell.frame.output;
    is_failure && has_python && state.has_failed() && is_shown
}

fn words(state: &State, status: PageStatus) -> String {
    if let Some(stall) = &state.session.stall {
        return stall.narrated().now();
    }
    if state.view.playback.is_some() {
        let live = state.session.settings.clock == Clock::Live && state.session.lacks_live();
        return if live {
            "Replaying (no Live in this browser)"
        } else {
            "Playing"
        }
        .to_owned();
    }
    if state.session.prompt.is_some() {
        return "Waiting for your input".to_owned();
    }
    match status {
        PageStatus::Loading if state.session.queued.is_some() || state.session.run.is_some() => {
            "Loading Python… your program will start automatically".to_owned()
        }
        PageStatus::Loading if loading::is_downloaded(state) => "Starting Python…".to_owned(),
        PageStatus::Loading => "Loading Python…".to_owned(),
        PageStatus::Idle => "Ready".to_owned(),
        PageStatus::Running => "Running".to_owned(),
        PageStatus::Paused => "Paused".to_owned(),
        PageStatus::Finished => "Finished".to_owned(),
        PageStatus::Stopped => "Stopped".to_owned(),
        PageStatus::Failed => failure(state),
    }
}

fn failure(state: &State) -> String {
    let end = state.session.run.as_ref().and_then(|run| run.end());
    match end {
        _ if state.session.python == Python::Missing => "Python failed to load".to_owned(),
        Some((End::Raised, _)) => "Failed: see Problems".to_owned(),
        Some((End::Limit, _)) => "Limit reached: see Problems".to_owned(),
        Some((End::Deadlock, _)) => "Deadlock: see Problems".to_owned(),
        Some((End::Exited, status)) => format!("Exited with status {status}"),
        _ => "Failed".to_owned(),
    }
}

/// Time and turn at the cursor; before the first run, how much of Python has come.
fn clock(state: &State) -> String {
    let Some(run) = &state.session.run else {
        return loading::amount(state);
    };
    let recorded = run.snapshot.trace();
    let events = state.view.cursor.events(&recorded.chart);
    let turn = events
        .checked_sub(1)
        .map_or(0, |last| recorded.recording.events()[last].turn);
    format!(
        "{} · loop turn {turn}",
        moment(state.view.cursor.time(&recorded.chart))
    )
}

fn title(state: &State) -> Option<String> {
    let run = state.session.run.as_ref()?;
    let recorded = run.snapshot.trace();
    let text = recorded.chart.end.map_or_else(String::new, |end| {
        narrate::reason(end.how, recorded.recording.label(end.text)).label()
    });
    Some(
        format!("{text}\nSeed {}", run.launch.seed)
            .trim_start()
            .to_owned(),
    )
}
