//! The dialog that makes the code of a frame with this program.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use crate::address;
use crate::browser;
use crate::embed_options::{Embed, at};
use crate::props::PageProps;
use crate::select::Select;
use crate::state::{ShellAction, Theme};

/// The least height of a frame, in pixels.
const LEAST_HEIGHT: u32 = 240;
/// The largest.
const MOST_HEIGHT: u32 = 2_000;

/// What the author of a page chose.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    embed: Embed,
    theme: Theme,
    height: String,
    at: String,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            embed: Embed::default(),
            theme: Theme::System,
            height: "420".to_owned(),
            at: String::new(),
        }
    }
}

impl Choice {
    /// The fields of the address.
    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = vec![("embed", "1".to_owned())];
        if self.embed.readonly {
            fields.push(("readonly", "1".to_owned()));
        }
        if self.theme != Theme::System {
            fields.push(("theme", self.theme.name().to_owned()));
        }
        if self.embed.panels() != Embed::default().panels() {
            fields.push(("panels", self.embed.panels().replace(' ', ",")));
        }
        if at(&self.at).is_some() {
            fields.push(("at", self.at.trim().to_owned()));
        }
        fields
    }

    fn height(&self) -> Option<u32> {
        let height = self.height.trim().parse().ok()?;
        (LEAST_HEIGHT..=MOST_HEIGHT)
            .contains(&height)
            .then_some(height)
    }

    /// What is wrong with it.
    fn fault(&self) -> Option<String> {
        if self.height().is_none() {
            return Some(format!(
                "Height must be a whole number from {LEAST_HEIGHT} to {MOST_HEIGHT} px."
            ));
        }
        let no_moment = !self.at.trim().is_empty() && at(&self.at).is_none();
        no_moment.then(|| "The moment must be a number of seconds, such as 1.5.".to_owned())
    }
}

/// The code of a frame.
fn code(url: &str, height: u32) -> String {
    let url = url.replace('&', "&amp;").replace('"', "&quot;");
    format!(
        "<iframe src=\"{url}\" width=\"100%\" height=\"{height}\" style=\"border: 0\" title=\"Interleave\" \
         allow=\"clipboard-write\" loading=\"lazy\"></iframe>"
    )
}

/// The dialog: options, the code, and the frame as it will be.
#[component]
pub(crate) fn EmbedCode(PageProps { state, control }: &PageProps) -> Html {
    let dialog = use_node_ref();
    let choice = use_state_eq(Choice::default);
    let url = use_state_eq(|| None::<String>);
    let shown = state.shell.embed_code;
    {
        let dialog = dialog.clone();
        use_effect_with(shown, move |&shown| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                if shown && !dialog.open() {
                    // It throws for a dialog that is open or nowhere: this one is neither.
                    let _ = dialog.show_modal();
                } else if !shown {
                    dialog.close();
                }
            }
        });
    }
    {
        let (url, control) = (url.clone(), control.clone());
        let key = (shown, (*choice).clone(), state.program.texts.clone());
        use_effect_with(key, move |(shown, choice, _)| {
            if !shown {
                url.set(None);
                return;
            }
            let fields = choice.fields();
            spawn_local(async move {
                match address::of(&control.state(), &fields).await {
                    Ok(address) => url.set(Some(address)),
                    Err(why) => control.notice(&why),
                }
            });
        });
    }
    let close = {
        let control = control.clone();
        Callback::from(move |_: Event| control.act(ShellAction::ShowEmbedCode(false)))
    };
    let done = {
        let control = control.clone();
        Callback::from(move |_: MouseEvent| control.act(ShellAction::ShowEmbedCode(false)))
    };
    let change = |set: fn(&mut Choice, &HtmlInputElement)| {
        let choice = choice.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let mut next = (*choice).clone();
                set(&mut next, &input);
                choice.set(next);
            }
        })
    };
    let check = |id: &'static str,
                 label: &'static str,
                 checked: bool,
                 set: fn(&mut Choice, &HtmlInputElement)| {
        html! { <label><input type="checkbox" data-testid={id} {checked} oninput={change(set)} />{ " " }{ label }</label> }
    };
    let theme = {
        let choice = choice.clone();
        Callback::from(move |name: String| {
            let theme = Theme::named(&name).unwrap_or_default();
            choice.set(Choice {
                theme,
                ..(*choice).clone()
            });
        })
    };
    let height = choice.height().unwrap_or(LEAST_HEIGHT);
    let text = url
        .as_ref()
        .map(|url| code(url, height))
        .unwrap_or_default();
    let fault = choice.fault();
    let copy = {
        let (control, text) = (control.clone(), text.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = browser::window().navigator().clipboard().write_text(&text);
            let control = control.clone();
            spawn_local(async move {
                control.act(ShellAction::ShowEmbedCode(false));
                control.notice(match JsFuture::from(copied).await {
                    Ok(_) => "Embed code copied.",
                    Err(_) => "The browser didn't allow copying: select the code and copy it.",
                });
            });
        })
    };
    let Choice { embed, .. } = &*choice;
    html! {
        <dialog class="help embed-code" ref={dialog} onclose={close} aria-labelledby="embed-title" data-testid="embed-dialog">
            if shown {
                <h2 id="embed-title">{ "Embed this program" }</h2>
                <p>{ "Paste this code into a web page. Readers can run the program there; nothing is loaded before they touch it but the page itself." }</p>
                <div class="embed-options">
                    <fieldset><legend>{ "Panels" }</legend>
                        { check("embed-program", "Program", embed.program, |choice, input| choice.embed.program = input.checked()) }
                        { check("embed-timeline", "Timeline", embed.timeline, |choice, input| choice.embed.timeline = input.checked()) }
                        { check("embed-output", "Output", embed.output, |choice, input| choice.embed.output = input.checked()) }
                    </fieldset>
                    { check("embed-readonly", "Read only", embed.readonly, |choice, input| choice.embed.readonly = input.checked()) }
                    <label>{ "Theme " }<Select id="embed-theme" value={choice.theme.name()} on_choice={theme}>
                        { for [(Theme::System, "the reader's"), (Theme::Light, "light"), (Theme::Dark, "dark")].map(|(theme, name)| html! {
                            <option value={theme.name()}>{ name }</option>
                        }) }
                    </Select></label>
                    <label>{ "Height " }<input data-testid="embed-height" size="5" inputmode="numeric" value={choice.height.clone()}
                        oninput={change(|choice, input| choice.height = input.value())} />{ " px" }</label>
                    <label title="What is shown when a run is over; the end, if nothing stands here">{ "Show at " }<input data-testid="embed-at" size="5" inputmode="decimal" placeholder="end" value={choice.at.clone()}
                        oninput={change(|choice, input| choice.at = input.value())} />{ " s" }</label>
                </div>
                if let Some(fault) = &fault { <p class="wrong" role="alert">{ fault }</p> }
                <textarea readonly=true rows="3" aria-label="Embed code" data-testid="embed-text" spellcheck="false" value={text.clone()} />
                if let Some(url) = &*url {
                    <iframe class="preview" data-testid="embed-preview" title="Preview" src={url.clone()} style={format!("height: {height}px")}></iframe>
                }
                <div class="choices">
                    <button type="button" onclick={done}>{ "Close" }</button>
                    <button type="button" class="go" data-testid="embed-copy" disabled={text.is_empty() || fault.is_some()} onclick={copy}>{ "Copy embed code" }</button>
                </div>
            }
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_chosen_stands_in_the_address() {
        assert_eq!(Choice::default().fields(), [("embed", "1".to_owned())]);
        let choice = Choice {
            embed: Embed {
                readonly: true,
                timeline: false,
                ..Embed::default()
            },
            theme: Theme::Dark,
            height: "300".to_owned(),
            at: " 1.5 ".to_owned(),
        };
        let fields = choice
            .fields()
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"));
        assert_eq!(
            fields.collect::<Vec<_>>().join("&"),
            "embed=1&readonly=1&theme=dark&panels=program,output&at=1.5"
        );
    }

    #[test]
    fn what_can_t_be_gets_a_sentence() {
        let choice = |height: &str, at: &str| Choice {
            height: height.to_owned(),
            at: at.to_owned(),
            ..Choice::default()
        };
        assert_eq!(choice("240", "").fault(), None);
        assert!(
            choice("tall", "")
                .fault()
                .is_some_and(|fault| fault.starts_with("Height"))
        );
        assert!(
            choice("300", "soon")
                .fault()
                .is_some_and(|fault| fault.starts_with("The moment"))
        );
    }

    #[test]
    fn an_address_is_escaped_as_an_attribute() {
        assert!(code("https://x/?a=1&b=\"", 300).contains("src=\"https://x/?a=1&amp;b=&quot;\""));
    }
}
