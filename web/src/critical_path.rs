//! The critical path in words: what would have to be faster for the run to be shorter.

use interleave_trace::critical::{Bottleneck, bottlenecks, critical_path};
use interleave_trace::narrate::time::moment;
use yew::prelude::*;

use crate::control::Control;
use crate::files::Texts;
use crate::run::Run;
use crate::sentence::linked;
use crate::trace::Trace;

/// At most this many bottlenecks are listed.
const MAX_BOTTLENECKS: usize = 12;
/// At most this many segments of one that repeats are listed.
const MAX_SEGMENTS: usize = 100;

#[derive(Properties)]
pub(crate) struct CriticalPathProps {
    pub(crate) run: Run,
    /// The program that is open, which decides where lines lead.
    pub(crate) texts: Texts,
    pub(crate) control: Control,
}

impl PartialEq for CriticalPathProps {
    /// The path changes with the recording, not with the cursor.
    fn eq(&self, other: &Self) -> bool {
        self.run.snapshot == other.run.snapshot && self.texts == other.texts
    }
}

/// The bottlenecks of the run, the longest first.
#[component]
pub(crate) fn CriticalPath(CriticalPathProps { run, control, .. }: &CriticalPathProps) -> Html {
    let run = run.snapshot.trace();
    let found = bottlenecks(&run.chart, &critical_path(&run.chart));
    let more = found.len().saturating_sub(MAX_BOTTLENECKS);
    let listed = found.iter().take(MAX_BOTTLENECKS);
    html! {
        <>
            <h2>{ "Critical path" }{ " " }<small>{ moment(run.chart.now) }</small></h2>
            <p>{ "The chain of spans that determined how long the run took. To make the run shorter, shorten one of these:" }</p>
            <ul class="causes">{ for listed.map(|one| item(run, control, one)) }</ul>
            if more > 0 { <p class="whole">{ format!("{more} shorter ones are not listed.") }</p> }
        </>
    }
}

/// A bottleneck; one that repeats unfolds into its segments.
fn item(run: &Trace, control: &Control, bottleneck: &Bottleneck) -> Html {
    let segments = &bottleneck.segments;
    let sentence = linked(&[run.narrator().bottleneck(bottleneck)], control);
    if segments.len() < 2 {
        return html! { <li>{ sentence }</li> };
    }
    let more = segments.len().saturating_sub(MAX_SEGMENTS);
    let segment = |segment| {
        let sentence = run.narrator().segment(segment);
        html! { <li>{ linked(&[sentence], control) }</li> }
    };
    html! {
        <li>
            { sentence }
            <details>
                <summary>{ format!("Show all {}", segments.len()) }</summary>
                <ol>{ for segments.iter().take(MAX_SEGMENTS).map(segment) }</ol>
                if more > 0 { <p class="whole">{ format!("{more} more are not listed.") }</p> }
            </details>
        </li>
    }
}
