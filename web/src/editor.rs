//! The editor: CodeMirror, which `web/editor` bundles.

use interleave_trace::State as TaskState;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use crate::control::Control;
use crate::hue::hue;
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
    #[wasm_bindgen(method, js_name = revealLine)]
    fn reveal_line(this: &CodeMirror, line: u32);
    #[wasm_bindgen(method, js_name = showFile)]
    fn show_file(this: &CodeMirror, name: &str, text: &str);
}

/// The most marks that are shown.
const MAX_MARKS: usize = 100;

/// The line of a task.
#[derive(Clone, Debug, PartialEq)]
struct Mark {
    line: u32,
    hue: u32,
    running: bool,
    label: String,
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
    {
        let with = with.clone();
        use_effect_with(
            (marks(state), state.program.loads, state.program.shown),
            move |(marks, ..)| {
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
            },
        );
    }
    use_effect_with(state.program.reveal, move |reveal| {
        if let Some((line, _)) = *reveal {
            with(&|editor| editor.reveal_line(line));
        }
    });
    html! { <div class="editor" id="file" role="tabpanel" aria-label={state.program.shown_name().to_owned()} data-testid="editor" ref={parent}></div> }
}

/// The line of each live task at the cursor. A run of another text has none, as its lines
/// would be wrong.
fn marks(state: &State) -> Vec<Mark> {
    let Some(run) = state
        .session
        .run
        .as_ref()
        .filter(|_| state.program.shown == 0 && state.is_text_of_run())
    else {
        return Vec::new();
    };
    let recorded = run.snapshot.trace();
    let moment = state.view.cursor.moment(&recorded.chart);
    let at_end = recorded.chart.end.is_some() && moment.events == recorded.chart.events;
    if at_end {
        return Vec::new();
    }
    let narrator = recorded.narrator();
    let standing = recorded.chart.tasks.iter().filter_map(|task| {
        let span = recorded
            .chart
            .span_at_moment(&recorded.recording, task.id, moment)?;
        // Before its first step it has no line.
        (span.line > 0).then(|| Mark {
            line: span.line,
            hue: hue(task.id),
            running: span.state == TaskState::Running,
            label: format!(
                "{} {}",
                narrator.task(task.id),
                narrator.activity(span).label()
            ),
        })
    });
    standing.take(MAX_MARKS).collect()
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
        let options = record(&[
            ("doc", control.state().program.texts.main.as_ref().into()),
            ("onChange", change.as_ref().clone()),
            ("onLineClick", line.as_ref().clone()),
            ("onRun", run.as_ref().clone()),
            ("onStep", step.as_ref().clone()),
        ]);
        let editor = create(parent, &options);
        Self {
            editor,
            _change: change,
            _line: line,
            _keys: [run, step],
        }
    }
}
