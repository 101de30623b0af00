//! Weak references to a generator are dead before its `finally` runs, as are those to a
//! coroutine and to an asynchronous generator (`gen_dealloc`). RustPython lets them live longer,
//! as is right for objects with a `__del__`.

use std::cell::Cell;

use rustpython_vm::{Context, Py, PyObject, PyResult, VirtualMachine, builtins::PyType};

type Del = fn(&PyObject, &VirtualMachine) -> PyResult<()>;

thread_local! {
    /// RustPython's own finalizers: those of generators, coroutines, asynchronous generators.
    static FINALIZERS: [Cell<Option<Del>>; 3] = const { [const { Cell::new(None) }; 3] };
}

/// Patches the types. A second time does nothing.
pub(crate) fn install(context: &Context) {
    let types = &context.types;
    wrap::<0>(types.generator_type);
    wrap::<1>(types.coroutine_type);
    wrap::<2>(types.async_generator);
}

fn wrap<const KIND: usize>(class: &Py<PyType>) {
    FINALIZERS.with(|finalizers| {
        if finalizers[KIND].get().is_none() {
            finalizers[KIND].set(class.slots.del.load());
            class.slots.del.store(Some(finalize::<KIND>));
        }
    });
}

fn finalize<const KIND: usize>(generator: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    generator.clear_weak_refs();
    let finalizer = FINALIZERS.with(|finalizers| finalizers[KIND].get());
    finalizer.map_or(Ok(()), |finalizer| finalizer(generator, vm))
}
