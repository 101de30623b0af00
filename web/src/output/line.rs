//! The text of a line, with its colours, its link and what was found in it.

use std::ops::Range;

use yew::prelude::*;

use crate::terminal::Shown;

/// A link in a text.
pub(super) type Link = Option<(Range<usize>, Callback<MouseEvent>)>;

/// The text. Of what was `found` in it, the place that is `current` stands out. Tab
/// stops at the link where `is_stop`.
pub(super) fn text(
    shown: &Shown,
    link: Link,
    is_stop: bool,
    found: &[Range<usize>],
    current: Option<&Range<usize>>,
) -> Html {
    let text = &shown.text;
    if shown.pens.is_empty() && link.is_none() && found.is_empty() {
        return html! { { text.clone() } };
    }
    let piece = |at: Range<usize>| {
        let pen = shown.pens.iter().find(|(end, _)| at.start < *end);
        let css = pen.map(|(_, pen)| pen.css()).filter(|css| !css.is_empty());
        let part = text.get(at.clone()).unwrap_or_default().to_owned();
        let is_found = |range: &Range<usize>| range.contains(&at.start);
        match (css, found.iter().any(is_found)) {
            (_, true) => {
                let current = current.is_some_and(is_found).then_some("current");
                html! { <mark class={current}>{ part }</mark> }
            }
            (Some(css), false) => html! { <span style={css}>{ part }</span> },
            (None, false) => html! { { part } },
        }
    };
    let cuts = cuts(shown, link.as_ref().map(|(at, _)| at), found);
    let pieces = |within: Range<usize>| {
        let cuts = cuts.windows(2).map(|pair| pair[0]..pair[1]);
        let cuts = cuts.filter(move |cut| within.start <= cut.start && cut.end <= within.end);
        cuts.map(piece).collect::<Html>()
    };
    match link {
        None => pieces(0..text.len()),
        Some((at, go)) => html! {
            <>
                { pieces(0..at.start) }
                <button class="place" tabindex={if is_stop { "0" } else { "-1" }} title="Show this line" onclick={go}>{ pieces(at.clone()) }</button>
                { pieces(at.end..text.len()) }
            </>
        },
    }
}

/// Where one piece of a text ends and the next one begins.
fn cuts(shown: &Shown, link: Option<&Range<usize>>, found: &[Range<usize>]) -> Vec<usize> {
    let pens = shown.pens.iter().map(|&(end, _)| end);
    let places = found.iter().chain(link).flat_map(|at| [at.start, at.end]);
    let mut cuts: Vec<usize> = [0, shown.text.len()]
        .into_iter()
        .chain(pens)
        .chain(places)
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::{self, Pen};

    #[test]
    fn a_text_is_cut_where_something_changes() {
        let (shown, _) = terminal::show(Pen::default(), "a\u{1b}[1mbcd\u{1b}[0me");
        assert_eq!(
            cuts(&shown, Some(&(2..5)), std::slice::from_ref(&(1..3))),
            [0, 1, 2, 3, 4, 5]
        );
        let plain = terminal::show(Pen::default(), "").0;
        assert_eq!(cuts(&plain, None, &[]), [0]);
    }
}
