//! The narrator's sentences as elements of the page.

use interleave_trace::narrate::{Piece, Sentence};
use yew::prelude::*;

use crate::control::Control;
use crate::files::MAIN;
use crate::state::ViewAction;
use crate::timeline::Selection;

/// Sentences whose names select what they refer to, and whose lines show themselves in
/// the editor.
pub(crate) fn linked(sentences: &[Sentence], control: &Control) -> Html {
    let sentence = |sentence: &Sentence| {
        let pieces = sentence.0.iter().map(|piece| linked_piece(piece, control));
        html! { <>{ for pieces }{ " " }</> }
    };
    html! { { for sentences.iter().map(sentence) } }
}

/// A sentence or phrase without links.
pub(crate) fn plain(sentence: &Sentence) -> Html {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) | Piece::Link(text, ..) => html! { { text } },
        Piece::Code(code) => html! { <code>{ code }</code> },
        Piece::Line(line) => html! { { format!("line {line}") } },
    };
    html! { { for sentence.0.iter().map(piece) } }
}

/// A line of the recording, by its number in the program that is open. One that is gone
/// leads nowhere.
fn linked_line(line: u32, control: &Control) -> Html {
    let Some(present) = control.state().lines.present(MAIN, line) else {
        return html! { <s class="gone" title="This line has changed since the run">{ format!("line {line}") }</s> };
    };
    let control = control.clone();
    let show = Callback::from(move |_: MouseEvent| control.reveal(MAIN, line));
    html! { <button class="link" onclick={show}>{ format!("line {present}") }</button> }
}

fn linked_piece(piece: &Piece, control: &Control) -> Html {
    match piece {
        Piece::Text(text) => html! { { text } },
        Piece::Code(code) => html! { <code>{ code }</code> },
        Piece::Link(text, lane, index) => {
            let (lane, index) = (*lane, *index);
            let control = control.clone();
            let select = Callback::from(move |_: MouseEvent| {
                control.act(ViewAction::Select(Some(Selection { lane, index })));
            });
            html! { <button class="link" onclick={select}>{ text }</button> }
        }
        Piece::Line(line) => linked_line(*line, control),
    }
}
