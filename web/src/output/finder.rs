//! Searching the output.

use std::ops::Range;

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// At most so many matches are counted.
pub(super) const MAX_MATCHES: usize = 10_000;

/// Where a text was found: the row, and the place in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) row: usize,
    pub(super) at: Range<usize>,
}

/// The matches of a query in these texts, whatever the case.
pub(super) fn matches(texts: impl Iterator<Item = String>, query: &str) -> Vec<Match> {
    let mut found = Vec::new();
    for (row, text) in texts.enumerate() {
        let room = MAX_MATCHES - found.len();
        found.extend(in_text(&text, query).take(room).map(|at| Match { row, at }));
        if found.len() == MAX_MATCHES {
            break;
        }
    }
    found
}

/// The places of a query in a text.
fn in_text(text: &str, query: &str) -> impl Iterator<Item = Range<usize>> {
    let lower = text.to_lowercase();
    // A letter may be longer or shorter in the other case: then the case counts.
    let (text, query) = match lower.len() == text.len() {
        true => (lower, query.to_lowercase()),
        false => (text.to_owned(), query.to_owned()),
    };
    let places = match query.is_empty() {
        true => Vec::new(),
        false => text.match_indices(&query).map(|(at, _)| at).collect(),
    };
    places.into_iter().map(move |at| at..at + query.len())
}

/// How many there are, and which one is shown: `3 of 17`.
pub(super) fn count(found: usize, at: usize, query: &str) -> String {
    match found {
        _ if query.is_empty() => String::new(),
        0 => "not found".to_owned(),
        MAX_MATCHES => format!("{} of {MAX_MATCHES} or more", at + 1),
        found => format!("{} of {found}", at + 1),
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct FindBarProps {
    pub(super) query: String,
    /// How many matches there are.
    pub(super) found: usize,
    /// Which one is shown.
    pub(super) at: usize,
    pub(super) on_query: Callback<String>,
    /// To the next match, or to the one before.
    pub(super) on_step: Callback<bool>,
    pub(super) on_close: Callback<()>,
}

/// The field, and the way from match to match.
#[component]
pub(super) fn FindBar(props: &FindBarProps) -> Html {
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                // It throws for nothing that a field can be.
                let _ = field.focus();
            }
        });
    }
    let typed = {
        let on_query = props.on_query.clone();
        Callback::from(move |event: InputEvent| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            field.iter().for_each(|field| on_query.emit(field.value()));
        })
    };
    let keys = {
        let (on_step, on_close) = (props.on_step.clone(), props.on_close.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" => on_step.emit(!event.shift_key()),
                "Escape" => on_close.emit(()),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let step = |forward: bool| {
        let on_step = props.on_step.clone();
        Callback::from(move |_: MouseEvent| on_step.emit(forward))
    };
    let close = {
        let on_close = props.on_close.clone();
        Callback::from(move |_: MouseEvent| on_close.emit(()))
    };
    html! {
        <div class="find-bar" role="search">
            <input type="search" ref={field} value={props.query.clone()} placeholder="Find in the output" aria-label="Find in the output"
                spellcheck="false" oninput={typed} onkeydown={keys} />
            <span role="status">{ count(props.found, props.at, &props.query) }</span>
            <button type="button" title="Previous match (Shift+Enter)" aria-label="Previous match" disabled={props.found == 0} onclick={step(false)}>{ "‹" }</button>
            <button type="button" title="Next match (Enter)" aria-label="Next match" disabled={props.found == 0} onclick={step(true)}>{ "›" }</button>
            <button type="button" title="Close (Esc)" aria-label="Close the search" onclick={close}>{ "×" }</button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str], query: &str) -> Vec<(usize, Range<usize>)> {
        let texts = texts.iter().map(|&text| text.to_owned());
        let found = matches(texts, query).into_iter();
        found.map(|one| (one.row, one.at)).collect()
    }

    #[test]
    fn a_query_is_found_whatever_the_case() {
        let texts = ["Tea and tea", "toast", "ÄTEA"];
        assert_eq!(found(&texts, "TEA"), [(0, 0..3), (0, 8..11), (2, 2..5)]);
        assert_eq!(found(&texts, "ä"), [(2, 0..2)]);
        assert_eq!(found(&texts, ""), []);
        assert_eq!(found(&["İx"], "x"), [(0, 2..3)]);
    }

    #[test]
    fn many_matches_are_counted_up_to_a_limit() {
        let texts = vec!["x"; MAX_MATCHES + 1];
        assert_eq!(found(&texts, "x").len(), MAX_MATCHES);
        assert_eq!(count(MAX_MATCHES, 0, "x"), "1 of 10000 or more");
        assert_eq!(
            (count(3, 1, "x"), count(0, 0, "x")),
            ("2 of 3".into(), "not found".into())
        );
    }
}
