//! The buttons above the editor: Format, the size of its type, wrapping.

use yew::prelude::*;

use crate::icons::{self, icon};
use crate::props::PageProps;
use crate::state::{CodeViewAction, Step};
use crate::store;

/// Buttons that act on the whole editor. They keep what is chosen.
#[component]
pub(crate) fn EditorTools(PageProps { state, control }: &PageProps) -> Html {
    let view = state.code;
    use_effect_with((view.size, view.wrap), |(size, wrap)| {
        store::set("editor-size", &size.to_string());
        store::set("wrap", &wrap.to_string());
    });
    let act = |action: CodeViewAction| {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(action))
    };
    let resize = |step: Step, id: &'static str, label: &'static str, sign: &'static str| {
        html! {
            <button class="small" data-testid={id} aria-label={label} title={label}
                disabled={view.next(step).is_none()} onclick={act(CodeViewAction::Resize(step))}>{ sign }</button>
        }
    };
    html! {
        <div class="editor-tools" role="group" aria-label="Editor">
            <button class="small" data-testid="format" aria-label="Format" title="Format the program (Shift+Alt+F)"
                onclick={act(CodeViewAction::Format)}>{ icon(icons::FORMAT) }</button>
            { resize(Step::Smaller, "editor-smaller", "A−: smaller text", "A−") }
            { resize(Step::Larger, "editor-larger", "A+: larger text", "A+") }
            <button class="small" data-testid="editor-wrap" aria-label="Wrap long lines" title="Wrap long lines"
                aria-pressed={view.wrap.to_string()} onclick={act(CodeViewAction::ToggleWrap)}>{ icon(icons::WRAP) }</button>
        </div>
    }
}
