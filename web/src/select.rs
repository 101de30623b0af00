//! A list of which one thing is chosen.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::browser;

#[derive(PartialEq, Properties)]
pub(crate) struct SelectProps {
    /// The `data-testid`.
    pub id: &'static str,
    /// What it is called, unless a label around it says so.
    #[prop_or_default]
    pub label: Option<&'static str>,
    #[prop_or_default]
    pub title: Option<&'static str>,
    #[prop_or_default]
    pub class: Classes,
    /// The `value` of the option that is chosen.
    pub value: AttrValue,
    /// Gets the `value` of what the user chooses.
    pub on_choice: Callback<String>,
    /// The options, each with a `value`.
    pub children: Html,
}

/// It always shows the option of its `value`. By the options' own attribute `selected` Firefox
/// would follow the user only, and no change by a script or an address.
#[component]
pub(crate) fn Select(props: &SelectProps) -> Html {
    let list = use_node_ref();
    let shown = (list.clone(), props.value.clone());
    use_effect(move || {
        let (list, value) = shown;
        if let Some(list) = list.cast::<HtmlSelectElement>() {
            list.set_value(&value);
        }
    });
    let choose = props
        .on_choice
        .reform(|event: Event| browser::chosen(&event));
    html! {
        <select ref={list} class={props.class.clone()} data-testid={props.id} aria-label={props.label}
            title={props.title} onchange={choose}>
            { props.children.clone() }
        </select>
    }
}
