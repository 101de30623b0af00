//! The first visit: until one runs, edits or chooses something, the timeline plays a
//! recording of the example that is open.

use gloo_timers::callback::Interval;
use interleave_trace::{Micros, Moment};
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use yew::prelude::*;

use crate::browser;
use crate::drafts::Origin;
use crate::examples;
use crate::state::State;
use crate::store;
use crate::trace::{Snapshot, Trace};

/// The recording, a trace file of [`examples::FIRST`].
const FILE: &str = "first-visit.json";
/// The key of the storage that says that somebody was here before.
const SEEN: &str = "seen";
/// How often the cursor moves on, in ms.
const PERIOD: u32 = 50;
/// The cursor stands at multiples of so many µs, as nobody reads smaller ones in passing.
const STEP: Micros = 10_000;
/// For how long the end is shown before it begins anew, in µs.
const REST: Micros = 2_000_000;

/// What the timeline plays.
#[derive(Clone)]
pub(crate) struct FirstVisit {
    /// The recording.
    pub(crate) snapshot: Snapshot,
    /// The moment that is shown; `None` is the end.
    pub(crate) moment: Option<Moment>,
    /// Whether it moves, unless the user wants no motion.
    moves: bool,
}

/// What the timeline plays at the moment, if it does.
#[hook]
pub(crate) fn use_first_visit(state: &State) -> Option<FirstVisit> {
    let snapshot = use_state(|| None::<Snapshot>);
    let begun = use_state(browser::now);
    let update = use_force_update();
    let is_first = *use_memo((), |()| store::get(SEEN).is_none());
    let is_due = is_first && is_untouched(state);
    {
        let (snapshot, begun) = (snapshot.clone(), begun.clone());
        use_effect_with(is_due, move |&is_due| {
            if is_due {
                spawn_local(async move {
                    // Without it there is an empty timeline, which is no harm.
                    if let Some(loaded) = load().await {
                        begun.set(browser::now());
                        snapshot.set(Some(loaded));
                    }
                });
            } else {
                store::set(SEEN, "1");
                snapshot.set(None);
            }
        });
    }
    let moves = is_due && snapshot.is_some() && !browser::is_motion_reduced();
    use_effect_with(moves, move |&moves| {
        let interval = moves.then(|| Interval::new(PERIOD, move || update.force_update()));
        move || drop(interval)
    });
    let snapshot = (*snapshot).clone().filter(|_| is_due)?;
    let moment = moves.then(|| played(&snapshot, browser::now() - *begun));
    Some(FirstVisit {
        moment: moment.flatten(),
        snapshot,
        moves,
    })
}

/// The moment that is shown after so many ms; `None` at the end, where it rests.
fn played(snapshot: &Snapshot, elapsed: f64) -> Option<Moment> {
    let trace = snapshot.trace();
    let (end, played) = (trace.chart.now, (elapsed.max(0.0) * 1_000.0) as Micros);
    let time = played % (end + REST) / STEP * STEP;
    (time < end).then(|| Moment::at_time(&trace.recording, time))
}

/// What this is, in a line below the lanes.
pub(crate) fn caption(visit: &FirstVisit) -> Html {
    let playing = match visit.moves {
        true => "A recording of this example, playing.",
        false => "A recording of this example.",
    };
    html! {
        <div class="first-visit">
            <p data-testid="first-visit">
                <b>{ "See how asyncio tasks interleave: who runs, who waits, and for what." }</b>
                { " " }{ playing }{ " Press Run to make your own." }
            </p>
        </div>
    }
}

/// Whether nothing was run, edited or chosen.
fn is_untouched(state: &State) -> bool {
    let session = &state.session;
    match state.program.origin {
        Origin::Example(example) => {
            example.id == examples::FIRST
                && *state.program.texts.main == *example.program
                && session.run.is_none()
                && session.queued.is_none()
                && !state.shell.embed
        }
        _ => false,
    }
}

async fn load() -> Option<Snapshot> {
    let bytes = fetch().await.ok()?;
    let opened = interleave_trace::open(&bytes).ok()?;
    let (recording, chart) = (opened.recording, opened.chart);
    let mut snapshot = Snapshot::default();
    snapshot.change(|trace| *trace = Trace { recording, chart });
    Some(snapshot)
}

async fn fetch() -> Result<Vec<u8>, JsValue> {
    let url = browser::file(FILE)?;
    let response = JsFuture::from(browser::window().fetch_with_str(&url)).await?;
    let response: Response = response.dyn_into()?;
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}
