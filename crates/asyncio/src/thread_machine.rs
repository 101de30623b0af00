//! A machine of the interpreter's beside the main one: what RustPython's `new_thread`
//! makes, where its feature `threading` is to be had. (In a browser it is not: its garbage
//! collector asks for the time then, which wasm does not tell. And it costs a third of the
//! speed.)
//!
//! A new machine is made with each interpreter, and is shown to a hook before it begins;
//! there it gets the parts of the program's interpreter in place of its own. On its way
//! to be an interpreter it runs `_thread`, which every interpreter needs first, and that
//! leads to [`Entrance`]. From there it never returns.
#![allow(
    unsafe_code,
    reason = "the main machine is put over the new one, as that of whom nobody asks"
)]

use std::{cell::RefCell, fmt};

use rustpython_vm::{
    AsObject, Interpreter, Py, PyObjectRef, PyPayload, PyRef, PyResult, Settings, VirtualMachine,
    builtins::{PyDict, PyDictRef, PyModule},
    class::PyClassImpl,
    common::rc::PyRc,
    pyclass,
    signal::UserSignalReceiver,
    vm::{
        PyGlobalState,
        thread::{enter_vm, with_current_vm},
    },
};

/// The builtin by which `_thread` finds the entrance.
const NAME: &str = "__interleave_entrance__";

/// The parts of an interpreter that its machines share.
pub(crate) struct Shared {
    main: *const VirtualMachine,
    builtins: PyRef<PyModule>,
    sys: PyRef<PyModule>,
    import: PyObjectRef,
    state: PyRc<PyGlobalState>,
    recursion_limit: usize,
    signals: UserSignalReceiver,
}

impl Shared {
    /// Those of a machine's interpreter, and what one more machine receives.
    pub(crate) fn of(vm: &VirtualMachine, signals: UserSignalReceiver) -> Self {
        Self {
            main: with_current_vm(std::ptr::from_ref),
            builtins: vm.builtins.clone(),
            sys: vm.sys_module.clone(),
            import: vm.import_func.clone(),
            state: vm.state.clone(),
            recursion_limit: vm.recursion_limit.get(),
            signals,
        }
    }
}

/// Makes a machine and hands it to `serve`, which never returns. The interpreter that
/// shares its parts MUST outlive that.
pub(crate) fn make(shared: Shared, serve: impl FnOnce(&VirtualMachine) + 'static) {
    // A collection calls finalizers and weak references' callbacks, which a machine that is
    // being made can't run.
    let state = PyRc::clone(&shared.state);
    let collects = state.gc.is_enabled();
    state.gc.disable();
    let serve = move |vm: &VirtualMachine| {
        if collects {
            vm.state.gc.enable();
        }
        serve(vm);
    };
    let interpreter = Interpreter::builder(Settings::default())
        .init_hook(move |machine| join(machine, shared, Box::new(serve)))
        .build();
    drop(interpreter);
}

/// Gives a new machine the parts of another one's interpreter.
fn join(machine: &mut VirtualMachine, shared: Shared, serve: Serve) {
    machine.builtins = shared.builtins;
    machine.sys_module = shared.sys;
    machine.import_func = shared.import;
    machine.state = shared.state;
    machine.set_user_signal_channel(shared.signals);
    machine.recursion_limit.set(shared.recursion_limit);
    let vm = &*machine;
    let _ = Entrance::make_static_type();
    let way = Way {
        main: shared.main,
        builtins: kept(&vm.builtins),
        sys: kept(&vm.sys_module),
        serve,
    };
    let entrance = Entrance {
        way: RefCell::new(Some(way)),
    };
    let entrance = entrance.into_ref(&vm.ctx).into();
    // It fails for nothing that a name can be.
    let _ = vm.builtins.dict().set_item(NAME, entrance, vm);
}

type Serve = Box<dyn FnOnce(&VirtualMachine)>;

/// What a new machine finds behind the entrance.
struct Way {
    main: *const VirtualMachine,
    /// What was in the modules that every machine fills anew.
    builtins: PyDict,
    sys: PyDict,
    serve: Serve,
}

/// Where a new machine leaves its way to be an interpreter.
#[pyclass(module = false, name = "entrance")]
#[derive(PyPayload)]
struct Entrance {
    way: RefCell<Option<Way>>,
}

impl fmt::Debug for Entrance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entrance")
    }
}

#[pyclass]
impl Entrance {
    #[pymethod]
    fn enter(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let way = zelf.way.take();
        if let Some(way) = way {
            put_back(way.builtins, &vm.builtins, vm)?;
            put_back(way.sys, &vm.sys_module, vm)?;
            // SAFETY: it is the machine of the host's interpreter, which lies on the heap
            // and lives as long as programs run in it.
            let main = unsafe { &*way.main };
            // Twice: it is never left, and the end of the run takes one of them away.
            enter_vm(main, || enter_vm(main, || (way.serve)(vm)));
        }
        Ok(())
    }
}

fn kept(module: &Py<PyModule>) -> PyDict {
    module.dict().copy()
}

fn put_back(kept: PyDict, module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let dict: PyDictRef = module.dict();
    let kept = kept.into_ref(&vm.ctx);
    dict.clear();
    dict.merge_object(kept.as_object().to_owned(), vm)
}
