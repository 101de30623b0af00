//! The editor: CodeMirror, which `web/editor` bundles.

mod marks;
mod messages;
mod shown_run;
mod tracebacks;

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use self::shown_run::ShownRun;
use crate::control::Control;
use crate::files::MAIN;
use crate::props::PageProps;
use crate::run::RunRequest;
use crate::state::{ProgramAction, State};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = interleaveEditor, js_name = create)]
    fn create(parent: &web_sys::Element, options: &Object) -> CodeMirror;

    /// See `web/editor/src/editor.js`.
    type CodeMirror;
    #[wasm_bindgen(method, js_name = setDoc)]
    fn set_doc(this: &CodeMirror, text: &str);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &CodeMirror, list: &Array);
    #[wasm_bindgen(method, js_name = setMarks)]
    fn set_marks(this: &CodeMirror, list: &Array);
    #[wasm_bindgen(method, js_name = setMessages)]
    fn set_messages(this: &CodeMirror, list: &Array);
    #[wasm_bindgen(method, js_name = setRan)]
    fn set_ran(this: &CodeMirror, lines: &Array, hue: u32);
    #[wasm_bindgen(method)]
    fn follow(this: &CodeMirror, first: u32, last: u32);
    #[wasm_bindgen(method, js_name = revealLine)]
    fn reveal_line(this: &CodeMirror, line: u32);
    #[wasm_bindgen(method, js_name = setLook)]
    fn set_look(this: &CodeMirror, size: u8, wrap: bool);
    #[wasm_bindgen(method)]
    fn format(this: &CodeMirror);
    #[wasm_bindgen(method, js_name = showFile)]
    fn show_file(this: &CodeMirror, name: &str, text: &str);
}

/// Whether the editor's bundle is there.
pub(crate) fn is_loaded() -> bool {
    Reflect::has(&js_sys::global(), &"interleaveEditor".into()).unwrap_or(false)
}

/// The editor, in an element that it fills.
#[component]
pub(crate) fn Editor(PageProps { state, control }: &PageProps) -> Html {
    let parent = use_node_ref();
    let editor = use_mut_ref(|| None::<Mounted>);
    {
        let (parent, editor, control) = (parent.clone(), editor.clone(), control.clone());
        use_effect_with((), move |()| {
            if let Some(parent) = parent.cast::<web_sys::Element>() {
                *editor.borrow_mut() = Some(Mounted::new(&parent, &control));
            }
        });
    }
    let with = move |act: &dyn Fn(&CodeMirror)| {
        if let Some(mounted) = &*editor.borrow() {
            act(&mounted.editor);
        }
    };
    {
        let (with, text) = (with.clone(), state.program.texts.main.clone());
        // The effect runs at the first load too, which is the text that it has.
        use_effect_with(state.program.loads, move |_| {
            with(&|editor| editor.set_doc(&text))
        });
    }
    {
        let (with, text, name) = (
            with.clone(),
            state.program.shown_text().clone(),
            state.program.shown_name().to_owned(),
        );
        use_effect_with((state.program.shown, state.program.loads), move |_| {
            with(&|editor| editor.show_file(&name, &text));
        });
    }
    {
        let with = with.clone();
        use_effect_with(
            (
                state.program.syntax.clone(),
                state.program.loads,
                state.program.shown,
            ),
            move |(error, ..)| {
                let list = error.iter().map(|error| {
                    record(&[
                        ("line", error.line.into()),
                        ("column", error.column.into()),
                        ("endLine", error.end_line.into()),
                        ("endColumn", error.end_column.into()),
                        ("severity", "error".into()),
                        ("message", error.message.as_str().into()),
                    ])
                });
                let list: Array = list.collect();
                with(&|editor| editor.set_diagnostics(&list));
            },
        );
    }
    let run = use_memo(ShownRun::of(state), ShownRun::notes);
    let shown = (state.program.loads, state.program.shown);
    {
        let with = with.clone();
        use_effect_with((run.marks.clone(), shown), move |(marks, _)| {
            let list = marks.iter().map(|mark| {
                record(&[
                    ("line", mark.line.into()),
                    ("hue", mark.hue.into()),
                    ("running", mark.running.into()),
                    ("label", mark.label.as_str().into()),
                ])
            });
            let list: Array = list.collect();
            with(&|editor| editor.set_marks(&list));
        });
    }
    {
        let with = with.clone();
        use_effect_with((run.messages.clone(), shown), move |(messages, _)| {
            let list = messages.iter().map(|message| {
                record(&[
                    ("line", message.line.into()),
                    ("text", message.text.as_str().into()),
                    ("kind", message.kind.name().into()),
                ])
            });
            let list: Array = list.collect();
            with(&|editor| editor.set_messages(&list));
        });
    }
    {
        let with = with.clone();
        use_effect_with((run.ran.clone(), shown), move |(ran, _)| {
            let lines = ran.iter().flat_map(|ran| ran.lines.iter());
            let lines: Array = lines.map(|&line| JsValue::from(line)).collect();
            let hue = ran.as_ref().map_or(0, |ran| ran.hue);
            with(&|editor| editor.set_ran(&lines, hue));
        });
    }
    {
        let with = with.clone();
        use_effect_with(run.follow, move |follow| {
            if let Some((first, last)) = *follow {
                with(&|editor| editor.follow(first, last));
            }
        });
    }
    {
        let with = with.clone();
        use_effect_with((state.code.size, state.code.wrap), move |&(size, wrap)| {
            with(&|editor| editor.set_look(size, wrap));
        });
    }
    {
        let with = with.clone();
        use_effect_with(state.code.formats, move |&formats| {
            if formats > 0 {
                with(&CodeMirror::format);
            }
        });
    }
    use_effect_with(state.program.reveal, move |reveal| {
        if let Some((line, _)) = *reveal {
            with(&|editor| editor.reveal_line(line));
        }
    });
    html! { <div class="editor" id="file" role="tabpanel" aria-label={state.program.shown_name().to_owned()} data-testid="editor" ref={parent}></div> }
}

/// The program's files, which completion looks into.
fn files(state: &State) -> Array {
    let texts = &state.program.texts;
    let others = texts.files.iter().map(|file| (&*file.name, &*file.text));
    std::iter::once((MAIN, &*texts.main))
        .chain(others)
        .map(|(name, text)| record(&[("name", name.into()), ("text", text.into())]))
        .collect()
}

fn record(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a plain object can't fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// CodeMirror with the functions that it calls.
struct Mounted {
    editor: CodeMirror,
    _change: Closure<dyn Fn(String)>,
    _line: Closure<dyn Fn(u32)>,
    _keys: [Closure<dyn Fn()>; 2],
    _say: Closure<dyn Fn(String)>,
    _files: Closure<dyn Fn() -> Array>,
}

impl Mounted {
    fn new(parent: &web_sys::Element, control: &Control) -> Self {
        let edits = control.clone();
        let change = Closure::<dyn Fn(String)>::new(move |text| edits.edit(text));
        let lines = control.clone();
        let line = Closure::<dyn Fn(u32)>::new(move |line| {
            let state = lines.state();
            // Lines of a recording are lines of `main.py`.
            if state.program.shown != 0 {
                return;
            }
            let same = state.program.line == Some(line);
            lines.act(ProgramAction::SelectLine((!same).then_some(line)));
        });
        let runs = control.clone();
        let run = Closure::<dyn Fn()>::new(move || runs.run(RunRequest::default()));
        let steps = control.clone();
        let step = Closure::<dyn Fn()>::new(move || steps.step());
        let notices = control.clone();
        let say = Closure::<dyn Fn(String)>::new(move |text: String| notices.notice(&text));
        let program = control.clone();
        let files = Closure::<dyn Fn() -> Array>::new(move || files(&program.state()));
        let options = record(&[
            ("doc", control.state().program.texts.main.as_ref().into()),
            ("onChange", change.as_ref().clone()),
            ("onLineClick", line.as_ref().clone()),
            ("onRun", run.as_ref().clone()),
            ("onStep", step.as_ref().clone()),
            ("onSay", say.as_ref().clone()),
            ("files", files.as_ref().clone()),
            ("readOnly", control.state().shell.frame.readonly.into()),
        ]);
        let editor = create(parent, &options);
        Self {
            editor,
            _change: change,
            _line: line,
            _keys: [run, step],
            _say: say,
            _files: files,
        }
    }
}
